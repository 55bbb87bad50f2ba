"""Statements held against each other: the cases, one test a line; batches; the command; what holds for any two."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.cli import main
from auditor.model import Relation
from auditor.statements import Verdict, compare_statements
from auditor.statements.batch import BatchError, run

CASES = Path(__file__).parent / "cases" / "statements.cases"
LEVELS = {
    "word for word", "same words, a figure", "same words, another figure", "figures agree", "figures apart", "worked out",
    "figure not said", "another time or place", "opposite words", "denied", "turned", "not said", "same words",
}  # fmt: skip


def _cases() -> list[str]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


@pytest.fixture(scope="module")
def verdicts() -> dict[str, Verdict]:
    """Every case with its verdict, all parsed in one go."""
    pairs = [line.split(" => ")[0] for line in _cases()]
    found = compare_statements(tuple(pair.split(" <> ")) for pair in pairs)  # type: ignore[misc]
    return dict(zip(pairs, found, strict=True))


@pytest.mark.parametrize("line", _cases())
def test_case(line: str, verdicts: dict[str, Verdict]) -> None:
    pair, expected = line.split(" => ")
    wanted, _, text = expected.partition(" ! ")
    relation, agreement, level = (*(part.strip() for part in wanted.split("/")), "", "")[:3]
    judgement = verdicts[pair].judgement
    assert judgement.relation == relation, judgement
    assert agreement in ("", judgement.agreement), judgement
    assert level in ("", judgement.level), judgement
    assert text.casefold() in judgement.reason.casefold()
