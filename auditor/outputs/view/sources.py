"""A source as a page of the report: what it says of itself, and each block a claim was read from, marked in place."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from auditor.comparison import wording
from auditor.model import Block, BlockKind, Claim, Document
from auditor.outputs.view.index import Index, safe_address
from auditor.outputs.view.nouns import Finding, Kind, Passage, SourcePage
from auditor.outputs.view.passages import visible

_QUIET = 800


@dataclass(frozen=True, slots=True)
class _Shelf:
    """One source with its claims in the order of its text and the finding of each claim, by id."""

    index: Index
    source: Document
    claims: tuple[Claim, ...]
    finding_of: dict[str, Finding]


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
    shelves = (_Shelf(index, source, tuple(claims[source.id]), finding_of) for source in index.audit.sources)
    return tuple(_page(shelf) for shelf in shelves)


def _page(shelf: _Shelf) -> SourcePage:
    passages, skipped = _passages(shelf)
    source, metadata = shelf.source, shelf.source.metadata
    found = [shelf.finding_of[claim.id] for claim in shelf.claims if claim.id in shelf.finding_of]
    return SourcePage(
        ref=shelf.index.refs[source.id],
        title=metadata.title,
        publisher=metadata.publisher,
        date=metadata.date,
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


def _passages(shelf: _Shelf) -> tuple[tuple[Passage, ...], int]:
    """Return the blocks that hold claims, and how many blocks without claims follow the last of them."""
    blocks = sorted(shelf.source.blocks, key=lambda block: (block.start, -block.end))
    starts = [block.start for block in blocks]
    held: dict[int, list[Claim]] = defaultdict(list)
    for claim in shelf.claims:
        held[max(0, bisect_right(starts, claim.start) - 1)].append(claim)
    passages: list[Passage] = []
    path: tuple[str, ...] = ()
    skipped = 0
    for at, block in enumerate(blocks):
        if at not in held:
            skipped += block.kind not in (BlockKind.HEADING, BlockKind.CELL)
            continue
        same = 0
        while same < min(len(path), len(block.path)) and path[same] == block.path[same]:
            same += 1
        passages.append(_passage(shelf, block, held[at], block.path[same:], skipped))
        path, skipped = block.path, 0
    return tuple(passages), skipped


def _passage(shelf: _Shelf, block: Block, claims: list[Claim], headings: tuple[str, ...], skipped: int) -> Passage:
    notes: list[tuple[str, str, Kind]] = []
    for claim in claims:
        if claim.id in shelf.finding_of:
            found = shelf.finding_of[claim.id]
            value = wording.reading(claim.reading)
            notes.append((found.anchor, f"{found.attribute}: {value}", found.kind))
    start = min(block.start, claims[0].start)
    end = max(block.end, *(claim.end for claim in claims))
    label = block.label if block.kind == BlockKind.CELL else ""
    segments = tuple(_segments(shelf, start, end, claims))
    return Passage(block.kind.value, headings, label, segments, tuple(dict.fromkeys(notes)), skipped)


def _segments(shelf: _Shelf, start: int, end: int, claims: Iterable[Claim]) -> Iterator[tuple[str, str]]:
    """Yield (text, anchor) from ``start`` to ``end``; a claim that starts inside another's words shares its mark."""
    at = start
    for claim in claims:
        first = max(claim.start, at)
        if first > at:
            yield _cut(visible(shelf.source, at, first)), ""
        if first < claim.end:
            yield visible(shelf.source, first, claim.end), shelf.index.claim_anchors[claim.id]
            at = claim.end
        else:
            yield "", shelf.index.claim_anchors[claim.id]
    if at < end:
        yield _cut(visible(shelf.source, at, end)), ""


def _cut(text: str) -> str:
    """Return ``text`` without the middle of a stretch that holds no claim and is longer than ``_QUIET`` characters."""
    if len(text) <= _QUIET:
        return text
    half = _QUIET // 2
    return f"{text[:half].rpartition(' ')[0]} … {text[-half:].partition(' ')[2]}"
