"""The matrix of attributes by sources: what each says, and how that stands to what the others say."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.model import Relation, Topic
from auditor.outputs.view.index import Index
from auditor.outputs.view.nouns import Cell, Finding, Kind, Matrix, SourceRef
from auditor.outputs.words import phrase

CELLS = 3_000
"""At most so many cells are written; the rows that matter least are left out, and counted."""
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
    room = max(1, CELLS // max(1, len(sources)))
    topics = {index.topic_anchors[topic.id]: topic for topic in index.audit.topics}
    rows = tuple((finding, _cells(index, topics[finding.anchor], sources)) for finding in compared[:room])
    return Matrix(sources, rows, max(0, len(compared) - room))


def _cells(index: Index, topic: Topic, sources: Sequence[SourceRef]) -> tuple[Cell, ...]:
    standing = _standing(topic)
    said: dict[int, list[tuple[str, Kind, str]]] = {source.number: [] for source in sources}
    for position in topic.positions:
        relation = standing.get(position.id, Relation.AGREE)
        for source in position.sources:
            said[index.refs[source].number].append((phrase(position.reading), *_STANDINGS[relation]))
    return tuple(Cell(tuple(said[source.number])) for source in sources)


def _standing(topic: Topic) -> dict[str, Relation]:
    """Return the worst relation of each position to any other."""
    worst: dict[str, Relation] = {}
    for edge in topic.relations:
        for end in (edge.a, edge.b):
            worst[end] = min(worst.get(end, Relation.NONE), edge.judgement.relation, key=_ORDER.index)
    return worst
