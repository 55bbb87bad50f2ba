"""The two sides of a numeric comparison, in one unit, and how they lie to each other as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from auditor import units
from auditor.comparison import figures
from auditor.comparison.levels import Agreement
from auditor.comparison.wording import interval
from auditor.cues import stem
from auditor.model import Interval

NO_END = Decimal("Infinity")
_WHO = frozenset(map(stem, "people person patient case individual subject participant human resident".split()))


@dataclass(frozen=True, slots=True)
class Side:
    """An interval in the unit common to both sides, open ends infinite; ``stated`` is how the text put it.

    ``ends`` are (as compared, as stated) of each end that there is, once for a point.
    """

    low: Decimal
    high: Decimal
    unit: str
    approx: bool
    stated: Interval
    point: bool
    ends: tuple[tuple[Decimal, Decimal], ...]

    @property
    def words(self) -> str:
        """The interval as stated: only the level that answers asks for it."""
        return interval(self.stated, self.approx)

    @property
    def open(self) -> bool:
        """Whether an end is missing."""
        return not (self.low.is_finite() and self.high.is_finite())


def sides(a: Interval, b: Interval, approx: tuple[bool, bool]) -> tuple[Side, Side]:
    """Both intervals in the finer of their units; ValueError where the units measure different things."""
    common = a.unit if units.dimension(a.unit) == "count" else min(a.unit, b.unit)
    return _side(a, common, approx[0]), _side(b, common, approx[1])


def _side(stated: Interval, common: str, approx: bool) -> Side:
    low = -NO_END if stated.low is None else _in(stated.low, stated.unit, common)
    high = NO_END if stated.high is None else _in(stated.high, stated.unit, common)
    point = low == high
    pairs = ((low, stated.low), (high, stated.high))
    ends = tuple((x, y) for x, y in pairs[: 1 if point else 2] if y is not None)
    return Side(low, high, common, approx, stated, point, ends)


def _in(value: Decimal, from_: str, to: str) -> Decimal:
    if from_ == to or units.dimension(from_) == "count":
        return value
    return figures.trimmed(units.convert(value, from_, to))


def fit(a: Side, b: Side) -> Agreement | None:
    """How two intervals lie that agree as they stand; bounds on the same side agree only if equal."""
    if a.low == b.low and a.high == b.high:
        return "equal"
    if same_bound(a, b):
        return None
    if a.low <= b.low and b.high <= a.high:
        return "a contains b"
    return "b contains a" if b.low <= a.low and a.high <= b.high else None


def same_bound(a: Side, b: Side) -> bool:
    """Whether both are bounds in the same direction: two of "at most", two of "at least"."""
    return (a.low == b.low == -NO_END and not a.point) or (a.high == b.high == NO_END and not a.point)


def ends(a: Side, b: Side) -> list[tuple[tuple[Decimal, Decimal], tuple[Decimal, Decimal]]]:
    """The ends of both sides in pairs; nothing where one side has an end that the other lacks."""
    if (a.point, a.low.is_finite(), a.high.is_finite()) != (b.point, b.low.is_finite(), b.high.is_finite()):
        return []
    return list(zip(a.ends, b.ends, strict=True))


def apart(a: Side, b: Side) -> bool:
    """Whether the two have no figure in common."""
    return a.high < b.low or b.high < a.low


def restated(side: Side, to: str) -> Side:
    """The same side in another unit."""
    return side if side.unit == to else _side(side.stated, to, side.approx)


def turned_words(stated: Interval, to: str) -> str:
    """An interval in words, in another unit, to four digits."""
    low, high = (None if x is None else _short(units.convert(x, stated.unit, to)) for x in (stated.low, stated.high))
    return interval(Interval(low, high, to))


def _short(value: Decimal) -> Decimal:
    return round(value, max(0, 3 - value.adjusted())) if value else value


def two_units(a: Side, b: Side) -> bool:
    """Whether the sides were stated in different units of one dimension."""
    return a.stated.unit != b.stated.unit and units.dimension(a.stated.unit) != "count"


def nearly(a: Interval, b: Interval) -> bool:
    """Whether the ends of both differ by a tenth at most, as a reader in a hurry would take them for the same."""
    pairs = ends(*sides(a, b, (False, False)))
    return bool(pairs) and all(figures.near(x, y, Decimal("0.1")) for (x, _), (y, _) in pairs)


@lru_cache(maxsize=4096)
def thing(unit: str) -> str:
    """What a unit measures or a noun counts, as one string: ``day`` for a month, ``person`` for patients and people.

    >>> thing("month"), thing("patients"), thing("large trees")
    ('day', 'person', 'larg tree')
    """
    if units.dimension(unit) != "count":
        return units.base(unit)
    stems = [stem(word) for word in unit.split()]
    return "person" if stems and stems[-1] in _WHO else " ".join(stems)


def same_thing(a: str, b: str) -> bool:
    """Whether two counted nouns may name the same: one is not said, or is people, or they have the same head noun."""
    x, y = thing(a).split(), thing(b).split()
    return not x or not y or x[-1] == y[-1] or "person" in (x[-1], y[-1])
