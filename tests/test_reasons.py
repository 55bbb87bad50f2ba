"""Why numbers made no claim, a case a reason, and where the scope of a claim comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from auditor.documents import load as load_document
from auditor.extraction import Reader, reasons
from auditor.extraction.origins import Origins
from auditor.extraction.reasons import Reasons
from auditor.model import Claim, Document
from auditor.packs import load
from auditor.rules import Rule, Rules
from auditor.subjects import Subject

SUBJECT = Subject("Harrow disease")
MARK = "is a mark, an address, or the number of a figure, a list or a kind"
Read = Callable[[str], tuple[Document, tuple[Claim, ...]]]


@cache
def rules() -> Rules:
    return load(("health",))


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a text as a Markdown file: the document, and its claims."""

    def reading(text: str) -> tuple[Document, tuple[Claim, ...]]:
        path = tmp_path / "page.md"
        path.write_text(text, encoding="utf-8")
        document = load_document(path, "page")
        return document, Reader(rules()).read([document], SUBJECT)

    return reading


def told(document: Document, claims: tuple[Claim, ...]) -> list[tuple[str, str]]:
    """Number and reason of each that made no claim."""
    spans = Reasons(rules(), SUBJECT, document).of(claims, 0, len(document.raw))
    return [(document.raw[span.start : span.end], span.note) for span in spans]


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("The quay is old. Will the bridge be 40 m long one day?", "40 m", "stands in a question"),
        ("For example, a tower of 90 m stands for a year.", "90 m", "stands in an example"),
        ("She owns a barn. She has 1 cat.", "1 cat", "counts one of something in passing"),
        ("The quay had 31,000 visitors in 2018.", "2018", reasons.DATES),
        ("The sea is near. It is 5 kg.", "5 kg", reasons.UNNAMED),
        ("The mast is 40 m high. Rain fell. The mast is 40 m high.", "40 m", reasons.REPEATED),
        ("The gene ZAB7 is known.", "ZAB7", "is part of a name"),
        ("Doors open at 9:30 each day.", "9:30", "is a time of day"),
        ("The doors were red until 14 May.", "14 May.", "belongs to a date"),
        ("It was the 28th fair of its kind.", "28th", "is an ordinal: it says which one, not how many"),
        ("The game is known by rule 4 of the book.", "4", MARK),
        ("They ship version 2.4.1 to all.", "2.4.1", "is the number of a version or a section"),
        ("The map has a scale of 1:5 and no more.", "1:5", "is a ratio or a score, of which the parts are not told"),
        ("Call 555 0199 and ask.", "555 0199", "is a telephone number or a code"),
        ("No one came to the fair.", "one", "is a word that counts nothing here"),
        ("# The bridge\n\n## The 3 arches\n\nThey stand.", "3", reasons.HEADING),
        ("The arch rose above the quay.[4] It stayed.", "[4]", "reference mark"),
        ("It stands.\n\n## References\n\nRoe J. J Spans 1999; 3:4.", "Roe J. J Spans 1999; 3:4.", "references"),
        ("| Part | Size 2 |\n| --- | --- |\n| Span | 40 m |", "Size 2", "table header"),
    ],
)  # fmt: skip
def test_reason(read: Read, text: str, number: str, reason: str) -> None:
    assert (number, reason) in told(*read(text))


def test_numbers_in_markup_are_none(read: Read) -> None:
    assert told(*read("See [the plan](https://spans.example/a/12?size=7) of the arch.")) == []


def test_a_stretch_alone_is_looked_at(read: Read) -> None:
    document, claims = read("Doors open at 9:30.\nThe 28th fair is on.")
    start = document.raw.index("The 28th")
    spans = Reasons(rules(), SUBJECT, document).of(claims, start, len(document.raw))
    assert [document.raw[span.start : span.end] for span in spans] == ["28th"]


def test_a_figure_that_only_qualifies(read: Read) -> None:
    document, claims = read("Some 4% of the boats sail on for 20 years.")
    refused = {claim.quote: Reasons(rules(), SUBJECT, document).refused(claim) for claim in claims}
    assert refused["Some 4%"] == "" and refused["20 years"] == reasons.QUALIFIES


def test_the_range_of_a_rule(read: Read) -> None:
    """A figure beyond the range of its rule becomes an open claim, and the rule is told."""
    document, claims = read("# Harrow disease\n\nMean survival is 300 years.")
    (claim,) = claims
    refused = "rule health/survival_time (rules/health/survival_time.yaml:1) takes 0..80 year only"
    assert claim.open and Reasons(rules(), SUBJECT, document).refused(claim) == refused
    document, claims = read("# Harrow disease\n\nMean survival is 3 years.")
    (claim,) = claims
    assert not claim.open and Reasons(rules(), SUBJECT, document).refused(claim) == ""


@pytest.mark.parametrize(
    ("text", "aspect", "origin"),
    [
        ("Mean survival is 3 years after diagnosis.", "statistic", '"Mean" in the sentence'),
        ("Mean survival is 3 years after diagnosis.", "from", '"after diagnosis" in the sentence'),
        ("- Mean survival: 3 years", "statistic", '"Mean" in the sentence'),
        ("The incidence in Norway and Spain is 3 per 100,000.", "place", '"Norway, Spain" in the sentence'),
    ],
)
def test_origin_of_a_scope(read: Read, text: str, aspect: str, origin: str) -> None:
    document, claims = read(f"# Harrow disease\n\n{text}")
    found = [row for claim in claims for row in Origins(rules().common, document).of(claim, rule_of(claim))]
    assert origin in [where for each, _, where in found if each == aspect], found


def test_origin_that_no_words_tell(read: Read) -> None:
    document, (claim,) = read("# Harrow disease\n\nMean survival is 3 years.")
    claim = replace(claim, reading=replace(claim.reading, scope=(("period", "per year"),)))
    rule = rule_of(claim)
    assert rule is not None
    implying = replace(rule, implies={"period": "per year"})
    origins = Origins(rules().common, document)
    assert origins.of(claim, implying) == (("period", "per year", "implied by the rule"),)
    assert origins.of(claim, rule) == (("period", "per year", ""),)


def rule_of(claim: Claim) -> Rule | None:
    return next((r for pack in rules().packs for r in pack.rules if f"{r.pack}/{r.name}" == claim.rule), None)
