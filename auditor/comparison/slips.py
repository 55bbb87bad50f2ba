"""Conflicts of figures that look like a slip: another unit, a lost magnitude, a shifted point, swapped digits."""

from __future__ import annotations

from decimal import Decimal

from auditor.comparison import figures
from auditor.comparison.levels import Level, conflict
from auditor.comparison.sides import Side, apart, ends, two_units
from auditor.comparison.wording import YEAR
from auditor.model import Judgement

_NAMES = ("units", "thousands", "millions", "billions", "trillions")
_NEAR = Decimal("0.02")
_MANY = 4
_FACTORS = tuple((power, Decimal(10) ** power) for power in (3, 6, 9, 12))


def _unit(a: Side, b: Side) -> Judgement | None:
    if not apart(a, b) or not two_units(a, b) or (a.stated.low, a.stated.high) != (b.stated.low, b.stated.high):
        return None
    return conflict("unit mix-up", f"{a.words} against {b.words}: the same figure in another unit")


def _magnitude(a: Side, b: Side) -> Judgement | None:
    pairs = _pairs(a, b)
    for power, factor in _FACTORS if pairs else ():
        if all(_by(x, y, power, factor) for x, y in pairs):
            low = min(abs(x) for pair in pairs for x in pair)
            share = f"{'' if _exact(pairs) else 'about '}{int(factor):,}"
            reason = f"{a.words} against {b.words}: a factor of {share}{_named(low, power)}"
            return conflict("order of magnitude", reason)
    return None


def _by(x: Decimal, y: Decimal, power: int, factor: Decimal) -> bool:
    small, large = (x, y) if abs(x) <= abs(y) else (y, x)
    if not small or abs(large.adjusted() - small.adjusted() - power) > 1:
        return False
    return figures.near(small * factor, large, _NEAR)


def _exact(pairs: list[tuple[Decimal, Decimal]]) -> bool:
    return all(figures.power(x, y) for x, y in pairs)


def _named(low: Decimal, power: int) -> str:
    index = max(0, low.adjusted()) // 3
    if low < 1 or index + power // 3 >= len(_NAMES):
        return ""
    return f", looks like {_NAMES[index]} against {_NAMES[index + power // 3]}"


def _point(a: Side, b: Side) -> Judgement | None:
    pairs = _pairs(a, b)
    powers = {abs(figures.power(x, y)) for x, y in pairs}
    if len(powers) != 1 or not powers <= {1, 2}:
        return None
    factor = 10 ** powers.pop()
    reason = f"{a.words} against {b.words}: the same digits, a factor of {factor} apart, looks like a shifted point"
    return conflict("decimal point", reason)


def surely_swapped(a: Side, b: Side) -> bool:
    """Whether digits are swapped in figures of so many digits that no "about" explains it: 41,257 and 41,527."""
    exact = all(figures.significant(y) >= _MANY for side in (a, b) for _, y in side.ends)
    return exact and _digits(a, b) is not None


def _digits(a: Side, b: Side) -> Judgement | None:
    if not apart(a, b) or two_units(a, b):
        return None
    differing = [(x, y) for (_, x), (_, y) in ends(a, b) if x != y]
    if not differing or not all(figures.swapped(x, y) for x, y in differing):
        return None
    return conflict("digits swapped", f"{a.words} against {b.words}: two neighbouring digits are swapped")


def _pairs(a: Side, b: Side) -> list[tuple[Decimal, Decimal]]:
    if not apart(a, b) or YEAR in (a.unit, b.unit):
        return []
    return [(x, y) for (x, _), (y, _) in ends(a, b)]


LEVELS: tuple[Level[Side], ...] = (
    Level("unit mix-up", "the same figures in different units of one kind", _unit),
    Level("order of magnitude", "a factor of a thousand, a million, ... on every end", _magnitude),
    Level("decimal point", "the same digits, a factor of 10 or 100 apart", _point),
    Level("digits swapped", "two neighbouring digits swapped", _digits),
)
