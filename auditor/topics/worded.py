"""A share in words against a share in figures: who says ``a small subset`` does not mean up to 40 percent.

How much a wording can mean stands in the rule that reads it: ``share_of`` and ``shares`` for the names of a choice;
``shares`` alone, for words of the quote, where a rule answers yes or no for each of its names (``tremor in most
people``): they are held against the share that another claim gives for that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import TypeAlias

from auditor.comparison.levels import sentence
from auditor.comparison.wording import reading as words
from auditor.content import Words
from auditor.content import words as roots
from auditor.model import Choice, Claim, Flag, FlagKind, Interval, Polarity, Position, Reading, Topic
from auditor.rules import Rule
from auditor.topics.law import Law, by_name

_Shares: TypeAlias = Mapping[str, tuple[float | None, float | None]]
EACH = "{}"
_PLAIN = roots("people patients individuals persons cases frequency share develop have affected percentage occurrence")
"""What the name of a share may hold besides what it is a share of."""


def worded(topics: Sequence[Topic], law: Law, claims: Sequence[Claim]) -> Mapping[str, tuple[Flag, ...]]:
    """Topic identifier -> flags on wordings and figures of one share that cannot both be meant."""
    known = by_name(topics)
    flags: dict[str, list[Flag]] = {}
    for topic, figures, flag in _each(topics, law, {claim.id: claim for claim in claims}):
        flags.setdefault(topic.id, []).append(flag)
        flags.setdefault(figures.id, []).append(flag)
    for topic in topics:
        for rule in law.rules.get(topic.attribute.casefold(), ()):
            told = known.get((topic.subject.casefold(), rule.share_of.casefold()))
            if rule.share_of and told is not None:
                for flag in _flags(rule, topic, told):
                    flags.setdefault(topic.id, []).append(flag)
                    flags.setdefault(told.id, []).append(flag)
    return {name: tuple(found) for name, found in flags.items()}


def _each(topics: Sequence[Topic], law: Law, claims: Mapping[str, Claim]) -> Iterator[tuple[Topic, Topic, Flag]]:
    """Topics that answer for one name of a rule, with the topics of its share in figures, where they clash."""
    templates = [r for rules in law.rules.values() for r in rules if EACH in r.attribute and r.shares]
    named = {
        rule.attribute.replace(EACH, name).casefold(): (rule.shares, [roots(form) for form in (name, *forms)])
        for rule in templates
        for name, forms in rule.values.items()
    }
    for topic in topics:
        shares, forms = named.get(topic.attribute.casefold(), ({}, []))
        for figures in topics if forms else ():
            if figures.subject.casefold() == topic.subject.casefold() and _shares_of(figures, forms):
                for a, b in product(topic.positions, figures.positions):
                    yield from ((topic, figures, flag) for flag in _clashes(shares, a, b, figures, claims))


def _shares_of(topic: Topic, forms: Sequence[Words]) -> bool:
    """Whether a topic holds shares in percent of what goes by one of these forms."""
    said = roots(topic.attribute)
    held = any(isinstance(p.reading.value, Interval) and p.reading.value.unit == "percent" for p in topic.positions)
    return held and any(form and form <= said <= form | _PLAIN for form in forms)


def _clashes(shares: _Shares, a: Position, b: Position, figures: Topic, claims: Mapping[str, Claim]) -> Iterator[Flag]:
    """A flag for every word of the claims that means more than a figure reaches."""
    value = b.reading.value
    if not (isinstance(a.reading.value, Polarity) and a.reading.value.holds and isinstance(value, Interval)):
        return
    said: dict[str, list[str]] = {}
    for claim in (claims[each] for each in a.claims):
        word = next((w for w in sorted(shares, key=len, reverse=True) if _holds(claim.quote, w)), "")
        said.setdefault(word, []).append(claim.id)
    top = value.high if value.high is not None else value.low
    for word, ids in sorted(said.items()):
        least, _ = shares.get(word, (None, None))
        if least is not None and top is not None and top <= Decimal(str(least)):
            reason = f'"{word}" is said of it, which means more than {least:g} %, but {words(b.reading)} is stated'
            yield Flag(FlagKind.DERIVED, (*ids, *b.claims), sentence(f"{reason} as {figures.attribute}"))


def _holds(quote: str, word: str) -> bool:
    return bool(re.search(rf"\b{re.escape(word)}\b", quote, re.I))


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
