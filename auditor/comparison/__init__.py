"""Two readings -> how they stand to each other, and why: scope first, value second, by an ordered tuple of levels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from auditor import units
from auditor.comparison import choices, intervals, polarity, sides, slips
from auditor.comparison.levels import Level, first, remark
from auditor.comparison.scopes import SOFT, Difference, differences
from auditor.comparison.sides import same_thing
from auditor.comparison.wording import reading as words
from auditor.model import Choice, Interval, Judgement, Polarity, Reading, Relation

__all__ = ["LEVELS", "compare"]

_KINDS = {Interval: "figure", Choice: "name", Polarity: "yes or no"}
_NO_PLACES: Mapping[str, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class Said:
    """A reading with what its judgement needs besides.

    That is the places, whether the attribute takes one value, and whether it is known to count one thing.
    """

    reading: Reading
    places: Mapping[str, tuple[str, ...]]
    single: bool
    alike: bool


def compare(
    a: Reading,
    b: Reading,
    places: Mapping[str, tuple[str, ...]] = _NO_PLACES,
    *,
    single: bool = False,
    alike: bool = False,
) -> Judgement:
    """How two readings of one attribute stand to each other, and why.

    ``places`` maps a place to places inside it; ``single`` says that the attribute takes one value only, ``alike`` that
    both are known to count one thing, whatever each calls it (farms, holdings).  The relation is the same in both
    orders; ``agreement`` turns with them.

    >>> from decimal import Decimal
    >>> older = Reading(Interval(Decimal(85), Decimal(90), "percent"))
    >>> compare(older, Reading(Interval(Decimal(90), Decimal(95), "percent"))).reason
    '85 to 90 % and 90 to 95 % share only the end point 90 %.'
    """
    mine, theirs = Said(a, places, single, alike), Said(b, places, single, alike)
    for level in _READINGS:
        judgement = level.judge(mine, theirs)
        if judgement is not None:
            return judgement
    return _valued(mine, theirs)


def _kind(a: Said, b: Said) -> Judgement | None:
    mine, theirs = _KINDS[type(a.reading.value)], _KINDS[type(b.reading.value)]
    if mine == theirs:
        return None
    both = f"one says {words(a.reading)}, the other {words(b.reading)}"
    return remark(Relation.SCOPE, "kind", f"{both}: a {mine} and a {theirs} can only be compared as words")


def _dimension(a: Said, b: Said) -> Judgement | None:
    mine, theirs = _unit(a), _unit(b)
    if mine == theirs or units.dimension(mine) == units.dimension(theirs):
        return None
    reason = f"{words(a.reading)} and {words(b.reading)} do not measure the same thing"
    return remark(Relation.NONE, "dimension", reason)


def _thing(a: Said, b: Said) -> Judgement | None:
    mine, theirs = _unit(a), _unit(b)
    if mine == theirs or units.dimension(mine) != "count" or a.alike or same_thing(mine, theirs):
        return None
    return remark(Relation.NONE, "thing counted", f"{words(a.reading)} and {words(b.reading)} count different things")


def _unit(said: Said) -> str:
    return said.reading.value.unit if isinstance(said.reading.value, Interval) else ""


def _narrower(a: Said, b: Said) -> Judgement | None:
    found = _differences(a, b)
    if not found or any(d.standing == "differs" for d in found):
        return None
    start = f"{_alike(a, b)}, but " if _alike(a, b) else f"{words(a.reading)} against {words(b.reading)}: "
    return remark(Relation.SCOPE, "narrower", start + "; ".join(_said(d) for d in found))


def _trap(a: Said, b: Said) -> Judgement | None:
    found = _differences(a, b)
    if not found or not _alike(a, b):
        return None
    return remark(Relation.SCOPE, "trap", f"{_alike(a, b)}, but " + "; ".join(_said(d) for d in found))


def _differs(a: Said, b: Said) -> Judgement | None:
    found = _differences(a, b)
    if not found:
        return None
    reason = f"{words(a.reading)} and {words(b.reading)} can't be set against each other: "
    return remark(Relation.SCOPE, "scope", reason + "; ".join(_said(d) for d in found))


def _differences(a: Said, b: Said) -> tuple[Difference, ...]:
    found = differences(a.reading.scope, b.reading.scope, a.places)
    if any(d.alone and d.aspect in SOFT for d in found) and _telling(_valued(a, b)):
        return tuple(d for d in found if not (d.alone and d.aspect in SOFT))
    return found


def _alike(a: Said, b: Said) -> str:
    """How equal the values are, in words; empty where they are not nearly equal."""
    judgement = _valued(a, b)
    thing = {"figure": "figures", "name": "names", "yes or no": "answers"}[_KINDS[type(a.reading.value)]]
    if judgement.level in ("equal", "same names", "same answer"):
        return f"the {thing} are equal"
    x, y = a.reading.value, b.reading.value
    nearly = isinstance(x, Interval) and isinstance(y, Interval) and sides.nearly(x, y)
    if nearly or judgement.agreement == "equal":
        return f"the {thing} are nearly equal ({words(a.reading)} and {words(b.reading)})"
    return ""


_SLIPS = frozenset(level.name for level in slips.LEVELS)


def _telling(judgement: Judgement) -> bool:
    """Whether two values speak for themselves, whatever one side alone is limited to: they agree, or one is a slip."""
    return judgement.relation in (Relation.AGREE, Relation.OVERLAP) or judgement.level in _SLIPS


_SAYINGS = {
    "statistic": "one is given as {a}, the other as {b}",
    "from": "one counts from {a}, the other from {b}",
    "subtype": "one speaks of the form {a}, the other of {b}",
    "time": "one is for {a}, the other for {b}",
    "population": "one speaks of {a}, the other of {b}",
    "place": "one is for {a}, the other for {b}",
    "period": "one is given {a}, the other {b}",
    "comparator": "one is set against {a}, the other against {b}",
    "condition": "one holds if {a}, the other if {b}",
}


def _said(d: Difference) -> str:
    if d.standing == "differs":
        return _SAYINGS[d.aspect].format(a=d.a, b=d.b)
    part, whole = (d.a, d.b) if d.standing == "a in b" else (d.b, d.a)
    if d.aspect == "subtype":
        return f"one speaks of one form ({part}), the other of {whole}"
    if d.aspect == "condition":
        return f"one holds {part}, the other names {whole}"
    return f"{part} lies inside {whole}" if d.aspect == "place" else f"{part} is a part of {whole}"


def _valued(a: Said, b: Said) -> Judgement:
    x, y = a.reading.value, b.reading.value
    if isinstance(x, Interval) and isinstance(y, Interval):
        return first(intervals.LEVELS, *sides.sides(x, y, (a.reading.approx, b.reading.approx)))
    if isinstance(x, Choice) and isinstance(y, Choice):
        return first(choices.LEVELS, choices.Side(x, a.single), choices.Side(y, b.single))
    assert isinstance(x, Polarity) and isinstance(y, Polarity)
    return first(polarity.LEVELS, x, y)


_READINGS: tuple[Level[Said], ...] = (
    Level("kind", "a figure against a name or a yes or no", _kind),
    Level("dimension", "figures that measure different things", _dimension),
    Level("thing counted", "counts of different things", _thing),
    Level("narrower", "one speaks of a part of what the other speaks of", _narrower),
    Level("trap", "the scopes differ, though the values are equal or nearly so", _trap),
    Level("scope", "the scopes differ, and so do the values", _differs),
)
LEVELS: Mapping[str, tuple[Level[Any], ...]] = {
    "any two readings": _READINGS,
    "figures": intervals.LEVELS,
    "names": choices.LEVELS,
    "yes or no": polarity.LEVELS,
}
"""Every level of every kind, in the order in which they are asked; the first list is asked for all readings."""
