"""What a finding says, in one plain sentence."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.comparison import wording
from auditor.model import Edge, Flag, Position, Relation, Topic
from auditor.outputs.view.index import Index
from auditor.outputs.view.nouns import Kind, shown_as
from auditor.outputs.words import counted, phrase, scope_words, sentence

_NAMED = 2
"""At most so many sources are named in a sentence; more are counted."""


def headline(index: Index, topic: Topic, kind: Kind, edges: Sequence[Edge], traps: set[tuple[str, str]]) -> str:
    """Return what ``topic`` shows as a ``kind`` of finding, in a sentence.  ``edges`` are sorted worst first."""
    positions = {position.id: position for position in topic.positions}
    flags = [flag for flag in topic.flags if shown_as(flag.kind) == kind]
    if flags and kind not in ("conflict", "overlap", "trap"):
        return sentence(flags[0].reason)
    worst = _worst(kind, edges, traps)
    if worst is None:
        return _one(index, topic)
    a, b = sorted((positions[worst.a], positions[worst.b]), key=lambda position: -len(position.sources))
    return _pair(index, a, b, kind, worst.internal) + _others(topic)


def _worst(kind: Kind, edges: Sequence[Edge], traps: set[tuple[str, str]]) -> Edge | None:
    if kind == "trap":
        return next(edge for edge in edges if (edge.a, edge.b) in traps)
    relation = {"internal": "conflict", "agree": "", "single": ""}.get(kind, kind)
    return next((edge for edge in edges if edge.judgement.relation == relation), None)


def _pair(index: Index, a: Position, b: Position, kind: Kind, internal: bool) -> str:
    if internal and a.sources == b.sources:
        return f"{_who(index, a)} says both {_said(a)} and {_said(b)}."
    if kind == "trap":
        value = wording.reading(a.reading)
        return f"Both say {value}: {_apart(index, a, b)}, {_apart(index, b, a)}."
    between = {"conflict": ", but ", "overlap": ", partly met by "}.get(kind, "; ")
    return f"{_upper(_said(a))} in {_who(index, a)}{between}{_said(b)} in {_who(index, b)}."


def _apart(index: Index, position: Position, other: Position) -> str:
    """Return what ``position`` is limited to and ``other`` is not, with its sources."""
    own = tuple(pair for pair in position.reading.scope if pair not in other.reading.scope)
    return f"{', '.join(scope_words(own)) or 'without limits'} in {_who(index, position)}"


def _others(topic: Topic) -> str:
    rest = len(topic.positions) - 2
    return f" {counted(rest, 'other answer')} {'is' if rest == 1 else 'are'} given." if rest > 0 else ""


def _one(index: Index, topic: Topic) -> str:
    agreed = [edge for edge in topic.relations if edge.judgement.relation == Relation.AGREE]
    if not topic.positions:
        return sentence(_first_reason(topic.flags)) if topic.flags else ""
    first = max(topic.positions, key=lambda position: len(position.sources))
    words = f"{_upper(_said(first))} in {_who(index, first)}"
    rest = len(topic.positions) - 1
    if rest == 1 and agreed:
        other = next(position for position in topic.positions if position != first)
        return f"{words} agrees with {_said(other)} in {_who(index, other)}."
    if rest and agreed:
        return f"{words}; {counted(rest, 'other wording')} agree."
    return f"{words}; {counted(rest, 'other statement')}." if rest else f"{words}."


def _first_reason(flags: Sequence[Flag]) -> str:
    return flags[0].reason


def _who(index: Index, position: Position) -> str:
    names = [index.refs[source].name for source in position.sources]
    if len(names) > _NAMED + 1:
        names = [*names[:_NAMED], counted(len(names) - _NAMED, "other")]
    return wording.listed(names)


def _said(position: Position) -> str:
    return phrase(position.reading)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
