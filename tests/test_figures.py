"""Figures that no rule claims: one case a line in ``cases/figures.cases``, under the shared vocabulary alone."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from auditor.extraction import Reader
from auditor.extraction.headers import stated_by
from auditor.model import Block, BlockKind, Document, Interval
from auditor.notation import show
from auditor.packs import load
from auditor.rules import Rules
from auditor.subjects import Subject

ROOT = Path(__file__).resolve().parents[1]
CASES = [
    line.rsplit(" => ", 1)
    for line in (ROOT / "tests" / "cases" / "figures.cases").read_text(encoding="utf-8").splitlines()
    if " => " in line and not line.startswith("#")
]
_LABEL = re.compile(r"\[label: ([^\]]*)\] ")


@cache
def reader() -> Reader:
    return Reader(Rules(load().common, ()))


def read(case: str) -> str:
    """The figures claimed in a case, as the file of cases writes them."""
    label = _LABEL.match(case)
    text = case[label.end() :] if label else case
    kind = BlockKind.CELL if label and " | " in label[1] else BlockKind.PARAGRAPH
    block = Block(kind, 0, len(text), (), label[1] if label else "")
    document = Document("case", "case.txt", text, text, (block,))
    claims = reader().read([document], Subject("Nothing", ()))
    readings = (claim.reading for claim in claims if isinstance(claim.reading.value, Interval))
    return " | ".join(show(replace(r, scope=tuple(a for a in r.scope if a[0] in ("period", "time")))) for r in readings)


@pytest.mark.parametrize(("case", "expected"), CASES, ids=[case for case, _ in CASES])
def test_case(case: str, expected: str) -> None:
    assert (read(case) or "nothing") == expected


@pytest.mark.parametrize(
    "header", ["", "Year", "Total", "No.", "R", "Lap", "2019", "Goals (for)", "(R)", "Name, first"]
)
def test_a_header_without_a_measure_states_none(header: str) -> None:
    assert stated_by(header) is None
