"""What one share says about another: two shares that make up a whole have to add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from auditor import units
from auditor.comparison.levels import sentence
from auditor.comparison.wording import reading as words
from auditor.model import Flag, FlagKind, Interval, Position, Reading, Relation, Topic
from auditor.topics.law import Law, by_name

WHOLE = Decimal(100)
MOST = 100
"""Of each attribute so many positions are set against the other's, those with the most sources first."""


def derived(topics: Sequence[Topic], law: Law) -> Mapping[str, tuple[Flag, ...]]:
    """Topic identifier -> flags on positions that do not add up with those of the complementary attribute."""
    known = by_name(topics)
    flags: dict[str, list[Flag]] = {}
    done: set[frozenset[str]] = set()
    for topic in topics:
        other = known.get((topic.subject.casefold(), law.complement(topic.attribute)))
        if other is None or frozenset((topic.id, other.id)) in done or other.id == topic.id:
            continue
        done.add(frozenset((topic.id, other.id)))
        for a in _leading(topic):
            for b in _leading(other):
                if flag := _flag(a, b, topic, other, law):
                    flags.setdefault(topic.id, []).append(flag)
                    flags.setdefault(other.id, []).append(flag)
    return {name: tuple(found) for name, found in flags.items()}


def _leading(topic: Topic) -> Sequence[Position]:
    return sorted(topic.positions, key=lambda p: (-len(p.sources), p.id))[:MOST]


def _flag(a: Position, b: Position, topic: Topic, other: Topic, law: Law) -> Flag | None:
    """A flag where neither share can be what the other leaves; where one of the two ways fits, nothing is wrong."""
    mine, theirs = _of_the_whole(a.reading), _of_the_whole(b.reading)
    left, right = implied(mine), implied(theirs)
    if left is None or right is None:
        return None
    judgement = law.judge(left, theirs, other.attribute)
    if judgement.relation is not Relation.CONFLICT:
        return None
    if law.judge(right, mine, topic.attribute).relation is not Relation.CONFLICT:
        return None
    reason = (
        f"{words(a.reading)} as {topic.attribute} leaves {words(left)} as {other.attribute}, "
        f"but {words(b.reading)} is stated. {judgement.reason}"
    )
    return Flag(FlagKind.DERIVED, (*a.claims, *b.claims), sentence(reason))


def implied(reading: Reading) -> Reading | None:
    """The share that a share leaves: 5 to 10 percent leave 90 to 95; None for what is no share of a whole."""
    value = reading.value
    if not isinstance(value, Interval) or units.dimension(value.unit) != "ratio":
        return None
    low, high = (None if x is None else units.convert(x, value.unit, "percent") for x in (value.low, value.high))
    if any(x is not None and not 0 <= x <= WHOLE for x in (low, high)):
        return None
    left = Interval(None if high is None else WHOLE - high, None if low is None else WHOLE - low, "percent")
    return replace(reading, value=left)


def _of_the_whole(reading: Reading) -> Reading:
    """The reading without its subtype: the share of one form is a share of all."""
    return replace(reading, scope=tuple(pair for pair in reading.scope if pair[0] != "subtype"))
