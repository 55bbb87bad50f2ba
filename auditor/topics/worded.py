"""A share in words against a share in figures: who says ``a small subset`` does not mean up to 40 percent.

How much a wording can mean stands in the rule that reads it (``share_of`` and ``shares``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from auditor.comparison.levels import sentence
from auditor.comparison.wording import reading as words
from auditor.model import Choice, Flag, FlagKind, Interval, Position, Reading, Topic
from auditor.rules import Rule
from auditor.topics.law import Law


def worded(topics: Sequence[Topic], law: Law) -> Mapping[str, tuple[Flag, ...]]:
    """Topic identifier -> flags on wordings and figures of one share that cannot both be meant."""
    by_name = {(topic.subject.casefold(), topic.attribute.casefold()): topic for topic in topics}
    flags: dict[str, list[Flag]] = {}
    for topic in topics:
        for rule in law.rules.get(topic.attribute.casefold(), ()):
            figures = by_name.get((topic.subject.casefold(), rule.share_of.casefold()))
            if rule.share_of and figures is not None:
                for flag in _flags(rule, topic, figures):
                    flags.setdefault(topic.id, []).append(flag)
                    flags.setdefault(figures.id, []).append(flag)
    return {name: tuple(found) for name, found in flags.items()}


def _flags(rule: Rule, said: Topic, figures: Topic) -> Iterator[Flag]:
    for a in said.positions:
        for b in figures.positions:
            meant = _meant(rule, a)
            if meant is not None and isinstance(b.reading.value, Interval) and _beyond(b.reading.value, meant):
                share = f"{words(Reading(meant))} as {figures.attribute}"
                reason = f"{words(a.reading)} means {share}, but {words(b.reading)} is stated"
                yield Flag(FlagKind.DERIVED, (*a.claims, *b.claims), sentence(reason))


def _meant(rule: Rule, position: Position) -> Interval | None:
    value = position.reading.value
    if not isinstance(value, Choice) or len(value.values) != 1 or value.values[0] not in rule.shares:
        return None
    low, high = (None if end is None else Decimal(str(end)) for end in rule.shares[value.values[0]])
    return Interval(low, high, "percent")


def _beyond(figure: Interval, meant: Interval) -> bool:
    """Whether a figure reaches beyond what is meant: ``up to`` counts by its end, a range by its nearer one."""
    top = figure.low if figure.low is not None else figure.high
    bottom = figure.high if figure.high is not None else figure.low
    above = meant.high is not None and top is not None and top > meant.high
    return above or (meant.low is not None and bottom is not None and bottom < meant.low)
