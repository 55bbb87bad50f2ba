"""A general pack reads the pages of its field, and leaves those of every other field alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from auditor.audit import audit, reads
from auditor.documents import load_all
from auditor.model import Relation
from auditor.packs import load
from auditor.rules import Pack
from auditor.subjects import Subject

ROOT = Path(__file__).resolve().parents[1]
FOREIGN = (ROOT / "sources" / "als", *sorted((ROOT / "tests" / "corpora").glob("*/docs")))
README = """\
# Tallow

Tallow is a command-line tool for candle makers. It is open source; report bugs on GitHub.

    pip install tallow

Tallow requires Python 3.8 or later. The server listens on port 8080. It is released under the MIT license.
"""
MANUAL = """\
# Tallow manual

The source code of Tallow is on GitHub, and `pip install tallow` installs it. Other programs use its command line.

Tallow works with Python 3.10 and above. By default it listens on port 9090. Tallow is MIT licensed.
"""
ABOUT = """\
# Marl and Sons

Marl and Sons is headquartered in Oslo. It has 400 employees; its annual report gives a revenue of $32 million.
"""


@cache
def general() -> tuple[Pack, ...]:
    return tuple(pack for pack in load().packs if pack.signs)


def test_every_general_pack_has_signs_and_the_shipped_ones_are_known() -> None:
    assert {pack.name for pack in general()} == {"health", "organisation", "software"}


@pytest.mark.parametrize("folder", FOREIGN, ids=lambda folder: folder.parent.name)
def test_software_and_organisation_leave_other_fields_alone(folder: Path) -> None:
    documents, unread = load_all([folder])
    assert documents and not unread
    reading = [pack.name for pack in general() if reads(pack, Subject(""), documents)]
    assert set(reading) <= {"health"}


def test_software_reads_a_readme_and_a_manual_and_finds_where_they_differ(tmp_path: Path) -> None:
    (tmp_path / "readme.md").write_text(README)
    (tmp_path / "manual.md").write_text(MANUAL)
    result = audit([tmp_path], load(), "2026-11-21")
    assert [name for name, _ in result.provenance.packs] == ["software 1.0"]
    found = {topic.attribute: topic.verdict for topic in result.topics}
    assert {found[name] for name in ("minimum Python version", "default port")} == {Relation.CONFLICT}
    assert found["licence"] == Relation.AGREE


def test_organisation_reads_a_page_about_a_company(tmp_path: Path) -> None:
    (tmp_path / "about.md").write_text(ABOUT)
    result = audit([tmp_path], load(), "2026-11-21")
    assert [name for name, _ in result.provenance.packs] == ["organisation 1.0"]
    assert {"headquarters", "employees", "revenue"} <= {claim.attribute for claim in result.claims if claim.rule}
