"""The matrix of attributes by sources: what each says, and how that stands to what the others say."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from auditor.model import Relation, Topic
from auditor.outputs.view.index import Index
from auditor.outputs.view.nouns import Finding, Kind, SourceRef
from auditor.outputs.view.page import Cell, Matrix
from auditor.outputs.words import phrase

SAID = 6_000
"""At most so many statements are written; the rows that matter least are left out, and counted."""
_CELL, _SHORT = 3, 60
"""So many statements of one source stand in a cell, in so many characters each; the topic holds all."""
_WIDE = 12
"""Of more sources than this, those side by side that are silent share a cell."""
_STANDINGS: dict[Relation, tuple[Kind, str]] = {
    Relation.CONFLICT: ("conflict", "conflict"),
    Relation.OVERLAP: ("overlap", "overlap"),
    Relation.SCOPE: ("scope", "other scope"),
    Relation.AGREE: ("agree", "agrees"),
    Relation.NONE: ("scope", "other scope"),
}
_ORDER = tuple(_STANDINGS)


def matrix(index: Index, findings: Sequence[Finding]) -> Matrix:
    """Return the matrix of those ``findings`` (sorted worst first) that more than one source speaks on."""
    compared = [finding for finding in findings if len(finding.source_numbers) > 1]
    speaking = {number for finding in compared for number in finding.source_numbers}
    sources = tuple(ref for ref in index.refs.values() if ref.number in speaking)
    topics = {index.topic_anchors[topic.id]: topic for topic in index.audit.topics}
    rows: list[tuple[Finding, tuple[Cell, ...]]] = []
    said = 0
    for finding in compared:
        cells = _cells(index, topics[finding.anchor], sources)
        said += sum(len(cell.said) for cell in cells)
        if said > SAID and rows:
            break
        rows.append((finding, cells))
    groups = tuple((kind, tuple(held)) for kind, held in groupby(rows, key=lambda row: row[0].kind))
    return Matrix(sources, groups, len(compared) - len(rows))


def _cells(index: Index, topic: Topic, sources: Sequence[SourceRef]) -> tuple[Cell, ...]:
    """Return a cell for each source that speaks on ``topic``, and one for each, or each run, of those that do not."""
    standing = _standing(topic)
    said: dict[int, list[tuple[str, Kind, str]]] = {source.number: [] for source in sources}
    for position in topic.positions:
        relation = standing.get(position.id, Relation.AGREE)
        for name in position.sources:
            said[index.refs[name].number].append((_short(phrase(position.reading)), *_STANDINGS[relation]))
    cells: list[Cell] = []
    for speaks, run in groupby((said[source.number] for source in sources), key=bool):
        own = list(run)
        if speaks or len(sources) <= _WIDE:
            cells += [Cell(tuple(each[:_CELL]), 1, max(0, len(each) - _CELL)) for each in own]
        else:
            cells.append(Cell((), len(own)))
    return tuple(cells)


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else text[:_SHORT].rpartition(" ")[0].rstrip(",;:") + " …"


def _standing(topic: Topic) -> dict[str, Relation]:
    """Return the worst relation of each position to any other."""
    worst: dict[str, Relation] = {}
    for edge in topic.relations:
        for end in (edge.a, edge.b):
            worst[end] = min(worst.get(end, Relation.NONE), edge.judgement.relation, key=_ORDER.index)
    return worst
