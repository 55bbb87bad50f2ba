"""An answer that another attribute leaves no room for: a cause that nobody knows, and a gene that causes it.

Which attributes leave no room for a yes or a no stands in the rule (``clashes``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from auditor.comparison.levels import sentence
from auditor.comparison.wording import reading as words
from auditor.model import Flag, FlagKind, Polarity, Position, Topic
from auditor.topics.law import Law, by_name


def clashing(topics: Sequence[Topic], law: Law) -> Mapping[str, tuple[Flag, ...]]:
    """Topic identifier -> flags on answers that cannot stand beside what another attribute states."""
    known = by_name(topics)
    flags: dict[str, list[Flag]] = {}
    for topic in topics:
        for answer, name in _clashes(topic, law):
            other = known.get((topic.subject.casefold(), name.casefold()))
            if other is None:
                continue
            for flag in _flags(topic, answer, other):
                flags.setdefault(topic.id, []).append(flag)
                flags.setdefault(other.id, []).append(flag)
    return {name: tuple(found) for name, found in flags.items()}


def _clashes(topic: Topic, law: Law) -> Iterator[tuple[str, str]]:
    """(yes or no, the attribute that leaves no room for it) as the rules of a topic have it."""
    for rule in law.rules.get(topic.attribute.casefold(), ()):
        yield from ((answer, name) for answer, names in rule.clashes.items() for name in names)


def _flags(topic: Topic, answer: str, other: Topic) -> Iterator[Flag]:
    for a, b in product(topic.positions, other.positions):
        if isinstance(a.reading.value, Polarity) and a.reading.value.holds is (answer == "yes") and _states(b, a):
            reason = (
                f"{topic.attribute}: {words(a.reading)}, but {other.attribute}: {words(b.reading)}. "
                "The two can stand together only where they speak of different forms"
            )
            yield Flag(FlagKind.DERIVED, (*a.claims, *b.claims), sentence(reason))


def _states(theirs: Position, mine: Position) -> bool:
    """Whether a position states something, of no other form than the answer is on."""
    value = theirs.reading.value
    own, other = (dict(p.reading.scope).get("subtype", "") for p in (mine, theirs))
    return (not own or own == other) and (not isinstance(value, Polarity) or value.holds)
