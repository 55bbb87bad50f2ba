"""What two values say on whether they measure one thing: equal ones speak for it, those worlds apart against it."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from math import inf, log

from auditor.alignment.likeness import Keyed
from auditor.comparison import compare
from auditor.model import Interval, Reading, Relation
from auditor.units import convert, dimension


def agreeing(a: Keyed, b: Keyed) -> bool:
    """Whether the two values agree, whatever they are limited to."""
    x, y = _bare(a.claim.reading), _bare(b.claim.reading)
    return _agree(x, y, _written(x), _written(y))


@lru_cache(maxsize=262144)
def _agree(a: Reading, b: Reading, said_a: str, said_b: str) -> bool:
    """Whether two readings agree.  As written they are a part of the question: 61 and 61.0 are equal, not the same."""
    return compare(a, b, alike=True).relation is Relation.AGREE


def _written(reading: Reading) -> str:
    value = reading.value
    return f"{value.low} {value.high}" if isinstance(value, Interval) else ""


def _bare(reading: Reading) -> Reading:
    return Reading(reading.value, reading.approx)


def beyond(x: Interval, y: Interval, times: float) -> bool:
    """Whether two points lie so far apart, by their ``ratio``, that no rounding and no "about" lets them agree.

    Most pairs do, and need no judgement.  Nothing is said of zero, whose ratio to anything is infinite.
    """
    return FACTOR < times < inf and x.low == x.high and y.low == y.high


FACTOR = log(2.5)
"""About 1 may be 0.5; nothing else that agrees differs so much."""


def digits(value: Interval) -> int:
    """Significant digits of the longer end, at most 4; years count for two, as there are few of them.

    >>> [digits(Interval(Decimal(n), Decimal(n), "m")) for n in ("2410", "96000000", "1.20", "30")]
    [3, 2, 2, 1]
    """
    ends = [end for end in (value.low, value.high) if end is not None]
    if value.unit == "calendar year":
        return 2
    return max((min(4, len(str(abs(end).normalize().as_tuple().digits)) // 3) for end in ends), default=0)


def swapped(x: Interval, y: Interval) -> bool:
    """Whether two figures hold the same digits in another order."""
    if x.unit != y.unit or x.low != x.high or y.low != y.high or x.low is None or y.low is None or x.low == y.low:
        return False
    one, two = x.low.normalize().as_tuple().digits, y.low.normalize().as_tuple().digits
    return len(one) > 2 and sorted(one) == sorted(two) and x.low.adjusted() == y.low.adjusted()


def ratio(x: Interval, y: Interval) -> float:
    """How many times the one is the other, as a natural logarithm; infinite where that can't be said."""
    one, two = _size(x, x.unit), _size(y, x.unit)
    return abs(log(one / two)) if one and two else inf


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
