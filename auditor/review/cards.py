"""What a reviewer sees of a finding: who says what, drawn on one axis, each in its sentence and its surroundings."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from auditor.check import Judged
from auditor.model import Audit, Claim, Interval
from auditor.outputs.view.index import Index, index
from auditor.outputs.view.nouns import Mark, Plot, Quote
from auditor.outputs.view.passages import quote_of, visible
from auditor.outputs.view.plot import plot
from auditor.outputs.words import phrase

MOST = 12
"""So many statements are shown; more are counted."""
AROUND = 600
"""At most so many characters of a neighbouring block."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim: its source, what it says in words, its quote, its mark on the axis, and the text around it."""

    source: str
    said: str
    quote: Quote
    mark: Mark | None
    before: str
    own: tuple[str, str, str]
    after: str


@dataclass(frozen=True, slots=True)
class Card:
    """A finding as it is shown: its statements, ``unshown`` more, and their axis where they are figures of one unit."""

    judged: Judged
    statements: tuple[Statement, ...]
    unshown: int
    plot: Plot | None


def card(audit: Audit, judged: Judged) -> Card:
    """The card of a finding."""
    known = index(audit)
    claims = [known.claims[name] for name in judged.finding.claims[:MOST]]
    values = [(c.reading.value, c.reading.approx) for c in claims if isinstance(c.reading.value, Interval)]
    drawn = plot(values) if len(values) == len(claims) and judged.finding.kind != "derived" else None
    axis, marks = drawn if drawn else (None, (None,) * len(claims))
    statements = tuple(_statement(known, claim, mark) for claim, mark in zip(claims, marks, strict=True))
    return Card(judged, statements, max(0, len(judged.finding.claims) - MOST), axis)


def _statement(known: Index, claim: Claim, mark: Mark | None) -> Statement:
    document = known.documents[claim.source]
    blocks = sorted(document.blocks, key=lambda block: (block.start, -block.end))
    at = bisect_right([block.start for block in blocks], claim.start) - 1
    block = blocks[at] if at >= 0 else None
    start = min(block.start, claim.start) if block else claim.start
    end = max(block.end, claim.end) if block else claim.end
    before = visible(document, blocks[at - 1].start, blocks[at - 1].end) if at > 0 else ""
    after = visible(document, blocks[at + 1].start, blocks[at + 1].end) if 0 <= at < len(blocks) - 1 else ""
    own = (
        visible(document, start, claim.start)[-AROUND:],
        visible(document, claim.start, claim.end),
        visible(document, claim.end, end)[:AROUND],
    )
    said = phrase(claim.reading)
    return Statement(claim.source, said, quote_of(known, claim), mark, before[-AROUND:], own, after[:AROUND])
