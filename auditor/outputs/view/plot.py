"""The geometry of interval plots: an axis for several values, and each value's place on it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal

from auditor.comparison import wording
from auditor.model import Interval
from auditor.outputs.view.nouns import Mark, Plot, Tick
from auditor.units import convert

LOG_SPAN = 100
"""Values that span more than this factor (two decades) are drawn on a logarithmic scale."""
_STEPS = (1, 2, 5, 10)
MARGIN = 0.06
"""Room beyond the outer ticks, as a share of what lies between them: where ticks lie depends on their number alone."""


def plot(values: Sequence[tuple[Interval, bool]]) -> tuple[Plot, tuple[Mark, ...]] | None:
    """Return the axis for ``values`` (interval, approximate) and a mark for each; None where nothing can be drawn.

    All must measure the same and at least one end must be finite; other units are turned into the commonest.
    """
    if not values:
        return None
    counted = Counter(interval.unit for interval, _ in values)
    unit = min(counted, key=lambda name: (-counted[name], name))
    try:
        values = [(in_unit(interval, unit), soft) for interval, soft in values]
    except ValueError:
        return None
    ends = [end for interval, _ in values for end in (interval.low, interval.high) if end is not None]
    if not ends:
        return None
    low, high = min(ends), max(ends)
    log = low > 0 and high / low > LOG_SPAN
    ticks = _decades(low, high) if log else linear(low, high, dated=unit == "calendar year")
    first, last = _domain(ticks, low, high, log)

    def x(number: Decimal) -> float:
        at = math.log10(number) if log else float(number)
        return round(100 * (at - first) / (last - first), 1)

    dated = unit == "calendar year"
    label = ("calendar year" if dated else wording.unit(unit).strip()) + (", logarithmic scale" if log else "")
    marks = tuple(_mark(interval, soft, x) for interval, soft in values)
    lines = tuple(Tick(x(tick), wording.number(tick, year=dated)) for tick in ticks)
    axis = Plot(lines, label, log, _shared(marks))
    return axis, marks


def in_unit(interval: Interval, unit: str) -> Interval:
    """Return ``interval`` in ``unit``; ValueError where the two measure different things."""
    low, high = (None if end is None else convert(end, interval.unit, unit) for end in (interval.low, interval.high))
    return Interval(low, high, unit)


def _mark(interval: Interval, soft: bool, x: Callable[[Decimal], float]) -> Mark:
    low = 0.0 if interval.low is None else x(interval.low)
    high = 100.0 if interval.high is None else x(interval.high)
    return Mark(low, high, interval.low is None, interval.high is None, soft)


def _shared(marks: Sequence[Mark]) -> tuple[float, float] | None:
    """Return the stretch that all of several marks have in common, if it is more than a point."""
    low, high = max(mark.x1 for mark in marks), min(mark.x2 for mark in marks)
    return (low, high) if low < high and len(marks) > 1 else None


def _decades(low: Decimal, high: Decimal) -> list[Decimal]:
    """Return powers of ten from below ``low`` to above ``high``, at most seven."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    step = max(1, math.ceil((last - first) / 6))
    return [Decimal(10) ** power for power in range(first, last + step, step)]


def linear(low: Decimal, high: Decimal, dated: bool) -> list[Decimal]:
    """Return about five round numbers around ``low`` to ``high``; from 0 where the values are not far from it."""
    if not dated and low >= 0 and low <= high * Decimal("0.4"):
        low = Decimal(0)
    if low == high:
        room = Decimal(1) if dated or not high else abs(high) / 4
        low, high = low - room, high + room
    step = _step((high - low) / 4, whole=dated)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [step * n for n in range(first, last + 1)]


def _step(rough: Decimal, whole: bool) -> Decimal:
    scale = Decimal(10) ** math.floor(math.log10(rough))
    step = next(nice * scale for nice in _STEPS if nice * scale >= rough)
    return max(Decimal(math.ceil(step)), Decimal(1)) if whole else step


def _domain(ticks: Sequence[Decimal], low: Decimal, high: Decimal, log: bool) -> tuple[float, float]:
    """Return the ends of the axis: the outer ticks with a margin, so that end labels and caps have room."""
    first, last = min(ticks[0], low), max(ticks[-1], high)
    a, b = (math.log10(first), math.log10(last)) if log else (float(first), float(last))
    margin = (b - a) * MARGIN
    return a - margin, b + margin
