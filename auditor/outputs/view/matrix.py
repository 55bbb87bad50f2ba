"""The matrix of attributes by sources: what each says, and how that stands to what the others say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from auditor.model import Relation, Topic
from auditor.outputs.view.findings import in_order, letter
from auditor.outputs.view.index import Index
from auditor.outputs.view.nouns import Finding, Kind, SourceRef
from auditor.outputs.view.page import Cell, Line, Matrix, Statement
from auditor.outputs.words import phrase

SAID = 6_000
"""At most so many statements are written; the rows that matter least are left out, and counted."""
WIDE = 12
"""Of more sources than this, cells name a statement by its letter, and those side by side that are silent share one."""
_CELL, _LINE, _SHORT = 3, 6, 60
"""So many statements stand in a cell and in a row of a wide matrix, in so many characters each; the topic holds all."""
_STANDINGS: dict[Relation, tuple[Kind, str]] = {
    Relation.CONFLICT: ("conflict", "conflict"),
    Relation.OVERLAP: ("overlap", "overlap"),
    Relation.SCOPE: ("scope", "other scope"),
    Relation.AGREE: ("agree", "agrees"),
    Relation.NONE: ("scope", "other scope"),
}
_ORDER = tuple(_STANDINGS)
_GRAVITY: tuple[Kind, ...] = ("conflict", "overlap", "scope", "agree")


def matrix(index: Index, findings: Sequence[Finding]) -> Matrix:
    """Return the matrix of those ``findings`` (sorted worst first) that more than one source speaks on."""
    compared = [finding for finding in findings if len(finding.source_numbers) > 1]
    speaking = {number for finding in compared for number in finding.source_numbers}
    topics = {index.topic_anchors[topic.id]: topic for topic in index.audit.topics}
    rows: list[tuple[Finding, tuple[Statement, ...]]] = []
    said = 0
    for finding in compared:
        statements = _statements(index, topics[finding.anchor])
        said += sum(len(statement.sources) for statement in statements)
        if said > SAID and rows:
            break
        rows.append((finding, statements))
    sources = tuple(ref for ref in index.refs.values() if ref.number in speaking)
    wide = len(sources) > WIDE
    if wide:
        sources = _worst_first(sources, [statement for _, statements in rows for statement in statements])
    lines = [_line(finding, statements, sources, wide) for finding, statements in rows]
    groups = tuple((kind, tuple(held)) for kind, held in groupby(lines, key=lambda line: line.finding.kind))
    return Matrix(sources, groups, len(compared) - len(rows), wide)


def _statements(index: Index, topic: Topic) -> tuple[Statement, ...]:
    standing = _standing(topic)
    return tuple(
        Statement(
            letter(at),
            _short(phrase(position.reading)),
            *_STANDINGS[standing.get(position.id, Relation.AGREE)],
            tuple(index.refs[name].number for name in position.sources),
        )
        for at, position in enumerate(in_order(topic.positions))
    )


def _worst_first(sources: Sequence[SourceRef], statements: Sequence[Statement]) -> tuple[SourceRef, ...]:
    """Return ``sources`` by the number of their conflicts, then of their overlaps, and so on."""
    counted = Counter((number, statement.kind) for statement in statements for number in statement.sources)
    return tuple(sorted(sources, key=lambda ref: (*(-counted[ref.number, kind] for kind in _GRAVITY), ref.number)))


def _line(finding: Finding, statements: Sequence[Statement], sources: Sequence[SourceRef], wide: bool) -> Line:
    said: dict[int, list[Statement]] = {source.number: [] for source in sources}
    for statement in statements:
        for number in statement.sources:
            said[number].append(statement)
    if not wide:
        return Line(finding, tuple(_cell(said[source.number]) for source in sources))
    return Line(finding, _joined(said, sources), tuple(statements[:_LINE]), max(0, len(statements) - _LINE))


def _cell(said: Sequence[Statement]) -> Cell:
    return Cell(tuple(said[:_CELL]), 1, max(0, len(said) - _CELL))


def _joined(said: Mapping[int, Sequence[Statement]], sources: Sequence[SourceRef]) -> tuple[Cell, ...]:
    """Return a cell for each source that speaks, its worst statement first, and one for each run of those silent."""
    cells: list[Cell] = []
    for speaks, run in groupby((said[source.number] for source in sources), key=bool):
        own = list(run)
        if speaks:
            cells += [_cell(sorted(each, key=lambda statement: _GRAVITY.index(statement.kind))) for each in own]
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
