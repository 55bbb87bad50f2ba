"""What one attribute says about another, as the rules have it: a ratio of two shares, what comes before what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product

from auditor import units
from auditor.comparison import scopes
from auditor.comparison.levels import sentence
from auditor.comparison.wording import interval
from auditor.comparison.wording import reading as words
from auditor.model import Flag, FlagKind, Interval, Position, Topic
from auditor.topics.law import Law, by_name
from auditor.topics.proportions import made

ABOUT = Decimal("0.1")
"""What an approximate figure allows for: this share of it."""
POINT = Decimal(1)
"""A share may be off by so much, in percent: people round."""
ADULT = Decimal(15)
"""Below, a figure in years that is called a life expectancy may be the years that are left, no age."""


def consequences(topics: Sequence[Topic], law: Law) -> Mapping[str, tuple[Flag, ...]]:
    """Topic identifier -> flags on positions that leave no room for those of an attribute that the rule names."""
    known = by_name(topics)
    flags: dict[str, list[Flag]] = {}
    for topic in topics:
        for flag, other in _each(topic, known, law):
            flags.setdefault(topic.id, []).append(flag)
            flags.setdefault(other.id, []).append(flag)
    return {name: tuple(found) for name, found in flags.items()}


def _each(topic: Topic, known: Mapping[tuple[str, str], Topic], law: Law) -> Iterator[tuple[Flag, Topic]]:
    for rule in law.rules.get(topic.attribute.casefold(), ()):
        for name in rule.before:
            other = known.get((topic.subject.casefold(), name.casefold()))
            for a, b in product(topic.positions, other.positions) if other else ():
                if other and (reason := _late(a, b, topic, other, law)):
                    yield _flag(a, b, reason), other
        for place, name in enumerate(rule.ratio_of):
            other = known.get((topic.subject.casefold(), name.casefold()))
            for a, b in product(topic.positions, other.positions) if other else ():
                if other and (reason := _uneven(a, b, (topic, other), law, first=place == 0)):
                    yield _flag(a, b, reason), other


def _flag(a: Position, b: Position, reason: str) -> Flag:
    kind = FlagKind.INTERNAL if a.sources == b.sources and len(a.sources) == 1 else FlagKind.DERIVED
    return Flag(kind, (*a.claims, *b.claims), sentence(reason))


def _comparable(a: Position, b: Position, law: Law) -> bool:
    """Whether both speak of one group in one place, and count from nothing."""
    scoped = dict(a.reading.scope).get("from") or dict(b.reading.scope).get("from")
    return not scoped and not scopes.differences(a.reading.scope, b.reading.scope, law.places)


def _late(a: Position, b: Position, topic: Topic, other: Topic, law: Law) -> str:
    """Why a figure cannot come after the other, where it does; else nothing."""
    x, y = a.reading.value, b.reading.value
    if not (isinstance(x, Interval) and isinstance(y, Interval)) or units.dimension(x.unit) != units.dimension(y.unit):
        return ""
    if x.low is None or y.high is None or not _comparable(a, b, law):
        return ""
    about = ABOUT if a.reading.approx or b.reading.approx else Decimal(0)
    first, then = units.convert(x.low, x.unit, y.unit) * (1 - about), y.high
    years = units.convert(then, y.unit, "year") if units.dimension(y.unit) == "time" else ADULT
    if first <= then or years < ADULT:
        return ""
    return (
        f"{words(a.reading)} as {topic.attribute} lies beyond {words(b.reading)} as {other.attribute}, "
        "which cannot come before it"
    )


def _uneven(a: Position, b: Position, of: tuple[Topic, Topic], law: Law, first: bool) -> str:
    """Why a share cannot be what a ratio makes of two, where it is not; else nothing."""
    x, y = a.reading.value, b.reading.value
    if not (isinstance(x, Interval) and isinstance(y, Interval)) or x.unit != "times" or not _comparable(a, b, law):
        return ""
    if units.dimension(y.unit) != "ratio" or x.low is None or x.high is None or x.low <= 0:
        return ""
    share = made(x.low, x.high, about=a.reading.approx)
    low, high = share if first else (100 - share[1], 100 - share[0])
    slack = POINT if not b.reading.approx else POINT + ABOUT * high
    stated = [None if end is None else units.convert(end, y.unit, "percent") for end in (y.low, y.high)]
    below = stated[1] is not None and stated[1] + slack < low
    above = stated[0] is not None and stated[0] - slack > high
    if not (below or above):
        return ""
    due = interval(Interval(round(low, 0), round(high, 0), "percent"))
    return f"{words(a.reading)} as {of[0].attribute} makes {due} as {of[1].attribute}, but {words(b.reading)} is stated"
