"""A part above its whole: more cases of one form than of all forms, more in a country than in the world.

Counts of one attribute whose scopes differ only in that one lies inside the other; shares and rates may be larger in a
part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import permutations

from auditor.comparison import scopes
from auditor.comparison.levels import sentence
from auditor.comparison.sides import same_thing
from auditor.comparison.wording import reading as words
from auditor.model import Flag, FlagKind, Interval, Position, Topic
from auditor.topics.law import Law
from auditor.units import dimension

ABOUT = Decimal("0.1")
"""What an approximate figure allows for: this share of it."""
MOST = 100
"""Of each attribute so many positions are set against each other, those with the most sources first."""
_INSIDE = frozenset({"place", "subtype", "population"})


def oversized(topics: Sequence[Topic], law: Law) -> Mapping[str, tuple[Flag, ...]]:
    """Topic identifier -> flags on counts of a part that are larger than those of the whole."""
    found = {topic.id: tuple(_flags(topic, law)) for topic in topics}
    return {name: flags for name, flags in found.items() if flags}


def _flags(topic: Topic, law: Law) -> list[Flag]:
    counted = [p for p in topic.positions if isinstance(p.reading.value, Interval) and _is_count(p.reading.value)]
    leading = sorted(counted, key=lambda p: (-len(p.sources), p.id))[:MOST]
    return [flag for a, b in permutations(leading, 2) if (flag := _flag(a, b, law))]


def _is_count(value: Interval) -> bool:
    return dimension(value.unit) == "count"


def _flag(part: Position, whole: Position, law: Law) -> Flag | None:
    """A flag where the first position is on a part of the second's whole, and counts more."""
    a, b = part.reading.value, whole.reading.value
    if not isinstance(a, Interval) or not isinstance(b, Interval) or a.low is None or b.high is None:
        return None
    about = ABOUT if part.reading.approx or whole.reading.approx else Decimal(0)
    if a.low * (1 - about) <= b.high or not same_thing(a.unit, b.unit):
        return None
    found = scopes.differences(part.reading.scope, whole.reading.scope, law.places)
    if not found or any(d.standing != "a in b" or d.aspect not in _INSIDE for d in found):
        return None
    inner, outer = (" and ".join(each) for each in zip(*((d.a, d.b) for d in found), strict=True))
    reason = f"{words(part.reading)} ({inner}) is more than {words(whole.reading)} ({outer}), of which it is a part"
    kind = FlagKind.INTERNAL if part.sources == whole.sources and len(part.sources) == 1 else FlagKind.DERIVED
    return Flag(kind, (*part.claims, *whole.claims), sentence(reason))
