"""What changed between two states of a library, and what that does: claims, findings, formats, the command."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import fixtures_audit
import pytest
from test_check_story import PAGES, change, commit, library, run  # noqa: F401

from auditor.diff import Difference, diff
from auditor.model import Audit, Claim, Interval
from auditor.outputs.difference import FORMATS

AUDIT = fixtures_audit.audit()
HEIGHT = next(c for c in AUDIT.claims if c.source == "gazette" and c.attribute == "height of tower")


def with_claim(change: Claim | None) -> Audit:
    """The audit with another claim in the place of the gazette's height, or without it."""
    claims = (change if claim.id == HEIGHT.id else claim for claim in AUDIT.claims)
    return replace(AUDIT, claims=tuple(claim for claim in claims if claim is not None), topics=())


def counts(difference: Difference) -> tuple[int, int, int, int]:
    return len(difference.added), len(difference.removed), len(difference.changed), len(difference.moved)


OLD = replace(AUDIT, topics=())
TALLER = replace(HEIGHT, reading=replace(HEIGHT.reading, value=Interval(Decimal(35), Decimal(35), "m")))


def test_nothing_changed() -> None:
    assert diff(AUDIT, AUDIT).empty
    moved = replace(AUDIT, claims=tuple(replace(c, id=f"new-{c.id}", start=c.start + 3) for c in OLD.claims), topics=())
    assert diff(OLD, moved).empty


def test_a_changed_figure_is_one_change() -> None:
    found = diff(OLD, with_claim(TALLER))
    assert counts(found) == (0, 0, 1, 0)
    assert (found.changed[0].old, found.changed[0].new) == (HEIGHT, TALLER)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (None, (0, 1, 0, 0)),
        (replace(HEIGHT, path=("Elsewhere",)), (0, 0, 0, 1)),
        (replace(HEIGHT, source="handbook", id="h"), (0, 0, 0, 1)),
        (replace(HEIGHT, attribute="draught"), (1, 1, 0, 0)),
        (replace(TALLER, source="handbook", id="h"), (1, 1, 0, 0)),
    ],
)
def test_what_came_went_and_moved(claim: Claim | None, expected: tuple[int, int, int, int]) -> None:
    assert counts(diff(OLD, with_claim(claim))) == expected
    added, removed, changed, moved = expected
    assert counts(diff(with_claim(claim), OLD)) == (removed, added, changed, moved)


def test_findings_come_and_go() -> None:
    topics = tuple(topic for topic in AUDIT.topics if topic.attribute != "height of tower")
    found = diff(replace(AUDIT, topics=topics), AUDIT)
    assert ([f.attribute for f in found.created], found.settled) == (["height of tower"], ())
    found = diff(AUDIT, replace(AUDIT, topics=topics))
    assert ([f.attribute for f in found.settled], found.created) == (["height of tower"], ())


def test_an_open_claim_that_goes_by_another_name_is_the_same() -> None:
    claim = next(c for c in AUDIT.claims if c.open)
    renamed = replace(claim, attribute="something else")
    assert diff(OLD, replace(OLD, claims=tuple(renamed if c.id == claim.id else c for c in OLD.claims))).empty


def test_text() -> None:
    assert FORMATS["text"](diff(OLD, with_claim(TALLER))) == (
        "texts/gazette.txt:4:24: changed height of tower: 34 m -> 35 m\n"
        "Claims: 1 changed. 0 findings created, 0 settled.\n"
    )


def test_markdown_is_escaped() -> None:
    nasty = replace(TALLER, attribute="height | of <b>tower</b> @all\n# x")
    shown = FORMATS["markdown"](diff(OLD, with_claim(nasty)))
    assert (
        "| added | texts/gazette.txt:4:24 | height \\| of \\<b\\>tower\\</b\\> @\u200ball \\# x |  | 35 m |\n" in shown
    )
    assert shown.startswith("**Claims: 1 added, 1 removed. 0 findings created, 0 settled.**\n\n### Claims\n")


def test_json() -> None:
    form = json.loads(FORMATS["json"](diff(OLD, with_claim(TALLER))))
    (pair,) = form["changed"]
    assert (pair["before"]["reading"], pair["after"]["reading"]) == ("34 m", "35 m")
    assert pair["after"]["path"] == "texts/gazette.txt" and pair["after"]["line"] == 4
    assert not any(form[name] for name in ("added", "removed", "moved", "created", "settled"))


def test_revision_against_folder(library: Path) -> None:  # noqa: F811
    change(library / "clinic.md", "5-10%", "15-20%")
    change(library / "nurses.txt", "2-4 years", "3-5 years")
    change(library / "genes.md", "Median age at onset is 65 years.", "A leaflet is there.")
    (library / "new.md").write_text("# ALS\n\nMean survival of ALS is 3-5 years after symptom onset.\n")
    result = run("diff", "HEAD", "docs")
    assert result.exit_code == 0, result.output
    rows = result.stdout.splitlines()
    assert rows[0] == "docs/clinic.md:7:1: changed familial share: ~5..10 percent -> ~15..20 percent"
    assert "docs/genes.md:5:61: removed onset age: 65 year, median" in rows
    assert (
        "docs/nurses.txt:5:18: changed survival time: 2..4 year, mean, from symptom onset -> 3..5 year" in result.stdout
    )
    assert any(row.startswith("docs/new.md:3:25: added survival time: ") for row in rows)
    assert any(row.startswith("created: docs/clinic.md:7:1: AC101 familial share: ") for row in rows)
    assert any(row.startswith("settled: docs/clinic.md:11:18: AC102 survival time: ") for row in rows)
    assert rows[-1].endswith("2 changed. 1 finding created, 1 settled.")
    commit("changed")
    revisions = run("diff", "HEAD~1", "HEAD", "docs")
    assert revisions.stdout == result.stdout
    back = run("diff", "HEAD", "HEAD~1", "docs").stdout
    assert "docs/clinic.md:7:1: changed familial share: ~15..20 percent -> ~5..10 percent\n" in back
    assert run("diff", "HEAD", "docs").stdout == "The documents say the same.\n"


def test_a_renamed_page_has_moved(library: Path) -> None:  # noqa: F811
    (library / "genes.md").rename(library / "gene-tests.md")
    result = run("diff", "HEAD", "docs")
    moved = [row for row in result.stdout.splitlines() if ": moved " in row]
    assert "docs/gene-tests.md:3:1: moved familial share: ~5..10 percent (from docs/genes.md:3:1" in moved[0]
    assert result.stdout.splitlines()[-1].startswith("Claims: 4 moved. ")


def test_folders_and_files(library: Path, tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "draft").mkdir()
    for name, text in PAGES.items():
        (tmp_path / "draft" / name).write_text(text.replace("5-10%", "15-20%"))
    folders = run("diff", "docs", "draft")
    assert folders.stdout.splitlines()[-1] == "Claims: 3 changed. 0 findings created, 0 settled."
    files = run("diff", "docs/genes.md", "draft/nurses.txt", "--format", "json", "--output", "out/d.json")
    assert (files.exit_code, files.stdout) == (0, "")
    form = json.loads(Path("out/d.json").read_text())
    assert [pair["before"]["reading"] for pair in form["changed"]] == ["~5..10 percent"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere", "docs"), "auditor: nowhere: git knows no such revision in "),
        (("docs", "docs/genes.md"), "auditor: docs and docs/genes.md: expected two folders or two documents"),
        (("HEAD", "HEAD", "../elsewhere"), "../elsewhere: is in no git repository"),
    ],
)
def test_wrong_usage(library: Path, arguments: tuple[str, ...], message: str) -> None:  # noqa: F811
    result = run("diff", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
