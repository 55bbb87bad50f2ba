"""A source as a page of the report: what it says of itself, and its text with every claim marked in place."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from auditor.model import Block, BlockKind, Claim, Document, Metadata
from auditor.outputs.view.index import Index, safe_address
from auditor.outputs.view.nouns import Finding, Kind
from auditor.outputs.view.page import Passage, Segment, SourcePage
from auditor.outputs.view.passages import visible

_QUIET = 800
WHOLE = 150_000
"""Up to so many characters of all sources together are shown whole; of more, the passages with claims."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """One source with its claims in the order of its text and the finding of each claim, by id."""

    index: Index
    source: Document
    claims: tuple[Claim, ...]
    finding_of: dict[str, Finding]
    whole: bool


def source_pages(index: Index, findings: Sequence[Finding]) -> tuple[SourcePage, ...]:
    """Return a page for each source of the audit, in its order."""
    by_anchor = {finding.anchor: finding for finding in findings}
    finding_of = {
        claim: by_anchor[index.topic_anchors[topic.id]]
        for topic in index.audit.topics
        for position in topic.positions
        for claim in position.claims
    }
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(index.audit.claims, key=lambda claim: (claim.start, claim.end, claim.id)):
        claims[claim.source].append(claim)
    whole = sum(len(source.text) for source in index.audit.sources) <= WHOLE
    shelves = (_Shelf(index, source, tuple(claims[source.id]), finding_of, whole) for source in index.audit.sources)
    return tuple(_page(shelf) for shelf in shelves)


def _page(shelf: _Shelf) -> SourcePage:
    passages, skipped = _passages(shelf)
    source, metadata = shelf.source, shelf.source.metadata
    found = [shelf.finding_of[claim.id] for claim in shelf.claims if claim.id in shelf.finding_of]
    return SourcePage(
        ref=shelf.index.refs[source.id],
        title=metadata.title,
        publisher=metadata.publisher,
        author=metadata.author,
        dated=_dated(metadata),
        path=source.path,
        href=safe_address(metadata.url),
        language=metadata.language,
        characters=len(source.raw),
        claims=len(shelf.claims),
        findings=len({finding.anchor for finding in found if finding.kind not in ("scope", "agree", "single")}),
        notes=source.notes,
        passages=passages,
        skipped=skipped,
    )


def _dated(metadata: Metadata) -> tuple[str, ...]:
    """Return the dates of a source, each with what happened then where that is known."""
    named = (("published", metadata.published), ("updated", metadata.updated))
    return tuple(f"{what} {day}" for what, day in named if day) or tuple(filter(None, (metadata.date,)))


def _passages(shelf: _Shelf) -> tuple[tuple[Passage, ...], int]:
    """Return the blocks of a source, and how many were left out after the last of them.

    Where the report shows all sources whole, that is every block; else those that hold claims, under their headings.
    """
    blocks = sorted(shelf.source.blocks, key=lambda block: (block.start, -block.end))
    starts = [block.start for block in blocks]
    held: dict[int, list[Claim]] = defaultdict(list)
    for claim in shelf.claims:
        held[max(0, bisect_right(starts, claim.start) - 1)].append(claim)
    passages: list[Passage] = []
    above: list[Block] = []
    skipped = 0
    for at, block in enumerate(blocks):
        if not shelf.whole and at not in held:
            if block.kind == BlockKind.HEADING:
                above = [*(heading for heading in above if heading.level < block.level), block]
            skipped += block.kind not in (BlockKind.HEADING, BlockKind.CELL)
            continue
        for heading in above:
            passages.append(_passage(shelf, heading, [], skipped))
            skipped = 0
        passages.append(_passage(shelf, block, held[at], skipped))
        above, skipped = [], 0
    return tuple(passage for passage in passages if any(segment.text.strip() for segment in passage.segments)), skipped


def _passage(shelf: _Shelf, block: Block, claims: list[Claim], skipped: int) -> Passage:
    notes: list[tuple[str, str, Kind]] = []
    for claim in claims:
        if shelf.whole and claim.id in shelf.finding_of:
            found = shelf.finding_of[claim.id]
            notes.append((found.anchor, found.attribute, found.kind))
    start = min([block.start, *(claim.start for claim in claims)])
    end = block.end if shelf.whole else max([block.end, *(claim.end for claim in claims)])
    label = block.label if block.kind == BlockKind.CELL else ""
    level = min(max(block.level, 1), 6) if block.kind == BlockKind.HEADING else 0
    segments = tuple(_segments(shelf, start, end, claims))
    return Passage(block.kind.value, level, label, segments, tuple(dict.fromkeys(notes)), skipped)


def _segments(shelf: _Shelf, start: int, end: int, claims: Iterable[Claim]) -> Iterator[Segment]:
    """Yield the text from ``start`` to ``end``; a claim that starts inside another's words shares its mark."""
    at = start
    for claim in claims:
        first = max(claim.start, at)
        if first > at:
            yield Segment(_cut(visible(shelf.source, at, first)))
        anchor, found = shelf.index.claim_anchors[claim.id], shelf.finding_of.get(claim.id)
        stop = min(claim.end, end)  # the words of a claim may run on into blocks that are shown by themselves
        text = visible(shelf.source, first, stop) if first < stop else ""
        yield Segment(text, anchor, found.anchor if found else "", found.kind if found else "single")
        at = max(at, stop)
    if at < end:
        yield Segment(_cut(visible(shelf.source, at, end)))


def _cut(text: str) -> str:
    """Return ``text`` without the middle of a stretch that holds no claim and is longer than ``_QUIET`` characters."""
    if len(text) <= _QUIET:
        return text
    half = _QUIET // 2
    return f"{text[:half].rpartition(' ')[0]} … {text[-half:].partition(' ')[2]}"
