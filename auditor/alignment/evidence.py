"""What two values say on whether they measure one thing: equal ones speak for it, those worlds apart against it."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from math import inf, log, log10

from auditor.alignment.likeness import Keyed
from auditor.comparison import compare
from auditor.model import Interval, Reading, Relation
from auditor.units import convert, dimension

WORTH = 0.33
"""What an equal value is worth for every factor of ten by which it beats chance ..."""
MOST = 0.75
"""... and at the most."""
LARGE = 3
"""By so much fewer are large figures met again by chance than small ones of as many digits."""
SLIP = 0.22
FAR, WORLDS = Decimal(3), Decimal(10)
FAR_COST, WORLDS_COST = 0.15, 0.4


def evidence(a: Keyed, b: Keyed, chances: int = 1) -> float:
    """What the two values add to the likeness of the words; names and yes-or-no add nothing.

    ``chances`` is how many pairs of figures of this dimension the two documents have: the more, the less an equal one
    says.
    """
    x, y = a.claim.reading.value, b.claim.reading.value
    if not isinstance(x, Interval) or not isinstance(y, Interval):
        return 0.0
    if agreeing(a, b):
        return _coincidence(x, y, chances)
    one, two = _size(x, x.unit), _size(y, x.unit)
    if not one or not two:
        return 0.0
    if swapped(x, y) or _shifted(one, two):
        return SLIP if min(digits(x), digits(y)) > 1 else 0.0
    ratio = max(one, two) / min(one, two)
    return -WORLDS_COST if ratio > WORLDS else -FAR_COST if ratio > FAR else 0.0


def agreeing(a: Keyed, b: Keyed) -> bool:
    """Whether the two values agree, whatever they are limited to."""
    x, y = _bare(a.claim.reading), _bare(b.claim.reading)
    return _agree(x, y, _written(x), _written(y))


@lru_cache(maxsize=262144)
def _agree(a: Reading, b: Reading, said_a: str, said_b: str) -> bool:
    """Whether two readings agree.  As written they are a part of the question: 61 and 61.0 are equal, not the same."""
    return compare(a, b).relation is Relation.AGREE


def _written(reading: Reading) -> str:
    value = reading.value
    return f"{value.low} {value.high}" if isinstance(value, Interval) else ""


def _coincidence(x: Interval, y: Interval, chances: int) -> float:
    """How much equal values beat chance, by how many values of so many digits there are."""
    known = min(digits(x), digits(y), 2 if x.unit != y.unit else 4)
    values = 9 * 10 ** (known - 1) * (LARGE if _large(x) and _large(y) else 1) if known else 1
    return min(MOST, max(0.0, WORTH * log10(values / chances)))


def digits(value: Interval) -> int:
    """Significant digits of the longer end, at most 4; years count for two, as there are few of them.

    >>> [digits(Interval(Decimal(n), Decimal(n), "m")) for n in ("2410", "96000000", "1.20", "30")]
    [3, 2, 2, 1]
    """
    ends = [end for end in (value.low, value.high) if end is not None]
    if value.unit == "calendar year":
        return 2
    return max((min(4, len(str(abs(end).normalize().as_tuple().digits)) // 3) for end in ends), default=0)


def _large(value: Interval) -> bool:
    ends = [abs(end) for end in (value.low, value.high) if end is not None]
    return value.unit != "calendar year" and max(ends) >= 1000


def _bare(reading: Reading) -> Reading:
    return Reading(reading.value, reading.approx)


def _size(value: Interval, unit: str) -> Decimal | None:
    """The middle of the stated ends, in ``unit``; for judging sizes only, never shown."""
    ends = [end for end in (value.low, value.high) if end is not None]
    middle = sum(ends, Decimal(0)) / len(ends)
    if dimension(unit) == "count":
        return abs(middle)
    try:
        return abs(convert(middle, value.unit, unit))
    except ValueError:
        return None


def swapped(x: Interval, y: Interval) -> bool:
    """Whether two figures hold the same digits in another order."""
    if x.unit != y.unit or x.low != x.high or y.low != y.high or x.low is None or y.low is None or x.low == y.low:
        return False
    one, two = str(x.low.normalize().as_tuple().digits), str(y.low.normalize().as_tuple().digits)
    return (
        len(x.low.normalize().as_tuple().digits) > 2
        and sorted(one) == sorted(two)
        and x.low.adjusted() == y.low.adjusted()
    )


def _shifted(one: Decimal, two: Decimal) -> bool:
    """Whether one figure is the other times a power of ten: a decimal point or a thousand lost."""
    ratio = max(one, two) / min(one, two)
    return any(abs(ratio / power - 1) < Decimal("0.02") for power in (10, 100, 1000, 1000000))


def ratio(x: Interval, y: Interval) -> float:
    """How many times the one is the other, as a natural logarithm; infinite where that can't be said."""
    one, two = _size(x, x.unit), _size(y, x.unit)
    return abs(log(one / two)) if one and two else inf
