"""Decimal figures as people write them: significant digits, rounding, slips of digit and of magnitude."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_UP, Decimal

DIGITS = 12
"""Converted figures are compared to this many significant digits: beyond lies the error of the division."""
ROUNDED_FROM = 10_000
"""Idle zeros of an integer this large (or of one said to be approximate) may come from rounding; 5,000 is 5,000."""


def trimmed(value: Decimal) -> Decimal:
    """The value to ``DIGITS`` significant digits."""
    return round(value, DIGITS - 1 - value.adjusted()) if value else value


def step(value: Decimal, approx: bool = False) -> Decimal:
    """The size of the last digit that the figure claims to know.

    >>> step(Decimal("60.8")), step(Decimal(61)), step(Decimal(5000)), step(Decimal(12000)), step(Decimal(5000), True)
    (Decimal('0.1'), Decimal('1'), Decimal('1'), Decimal('1E+3'), Decimal('1E+3'))
    """
    if value != value.to_integral_value() or (not approx and abs(value) < ROUNDED_FROM):
        exponent = int(value.as_tuple().exponent)
        return Decimal(1).scaleb(min(exponent, 0))
    return Decimal(1).scaleb(_zeros(value))


def significant(value: Decimal) -> int:
    """How many digits count, idle zeros of an integer not.

    >>> [significant(Decimal(figure)) for figure in ("4200", "8.2", "1280", "0.050")]
    [2, 2, 3, 2]
    """
    if value == value.to_integral_value():
        return max(1, value.adjusted() + 1 - _zeros(value))
    return len(value.as_tuple().digits)


def _zeros(value: Decimal) -> int:
    digits = str(abs(int(value)))
    return len(digits) - len(digits.rstrip("0")) if value else 0


def rounds_to(fine: Decimal, coarse: Decimal, size: Decimal) -> bool:
    """Whether ``coarse`` is ``fine`` rounded to multiples of ``size``; a five may go either way."""
    down = (fine / size).to_integral_value(ROUND_DOWN) * size
    up = (fine / size).to_integral_value(ROUND_UP) * size
    return coarse in (down, up) and abs(fine - coarse) * 2 <= size


def near(x: Decimal, y: Decimal, share: Decimal) -> bool:
    """Whether two figures differ by no more than ``share`` of the larger."""
    return abs(x - y) <= share * max(abs(x), abs(y))


def converted(x: Decimal, y: Decimal) -> bool:
    """Whether ``y`` is ``x`` as people round when converting: to the digits of ``y``, at least two, within 2 %."""
    if not x or not y or not near(x, y, Decimal("0.02")):
        return False
    digits = max(2, significant(y))
    return rounds_to(x, y, Decimal(1).scaleb(x.adjusted() + 1 - digits))


def power(x: Decimal, y: Decimal) -> int:
    """The power of ten by which two figures of the same digits differ; 0 where the digits differ.

    >>> power(Decimal("0.5"), Decimal(50)), power(Decimal(41), Decimal(42))
    (2, 0)
    """
    if not x or not y or x.normalize().as_tuple().digits != y.normalize().as_tuple().digits or (x < 0) is not (y < 0):
        return 0
    return y.adjusted() - x.adjusted()


def swapped(x: Decimal, y: Decimal) -> bool:
    """Whether two neighbouring digits are swapped: 41,257 and 41,527.

    >>> swapped(Decimal(41257), Decimal(41527)), swapped(Decimal("1.2"), Decimal(21)), swapped(Decimal(10), Decimal(1))
    (True, False, False)
    """
    a, b = f"{x:f}", f"{y:f}"
    if len(a) != len(b) or a.find(".") != b.find("."):
        return False
    apart = [i for i in range(len(a)) if a[i] != b[i]]
    if len(apart) != 2 or not all(a[i].isdigit() for i in apart):
        return False
    i, j = apart
    between = a[i + 1 : j]
    return between in ("", ".") and a[i] == b[j] and a[j] == b[i]
