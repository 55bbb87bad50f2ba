"""What was on or off while a figure held: it sets two figures apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.audit import judge
from auditor.documents import load_all
from auditor.packs import load


def conditions(folder: Path, text: str) -> list[str]:
    (folder / "a.md").write_text(f"# Fenbuoy\n\n{text}\n", "utf-8")
    claims = judge(*load_all([folder]), load(()), "2026-11-21").claims
    return [dict(claim.reading.scope).get("condition", "") for claim in claims if claim.quote[:1].isdigit()]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The buoy sends for 12 days with the heater off.", ["heater disabled"]),
        ("With Sonar on, it sends for 5 days; with it off, 9 days are usual.", ["sonar running", "sonar disabled"]),
        ("It sends for 12 days with a lamp on the deck.", [""]),
        ("It held for 7 days with data on 40 dives.", ["", ""]),
    ],
)
def test_what_is_switched_limits_its_figure(tmp_path: Path, text: str, wanted: list[str]) -> None:
    assert conditions(tmp_path, text) == wanted
