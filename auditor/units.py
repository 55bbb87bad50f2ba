"""One table of units: the dimension of a unit, its size in the base unit of that dimension, and conversion.

Factors are exact fractions (inch, pound and mile by the agreement of 1959, SI prefixes by the SI brochure).
A month is a twelfth of a year and a year 365.25 days.  Units are spelled as ``Quantity.unit`` spells them.
"""

from __future__ import annotations

import difflib
import functools
import re
from decimal import Decimal
from fractions import Fraction

YEAR = Fraction(36525, 100)
INCH = Fraction(254, 10000)
POUND = Fraction(45359237, 10**5)

_BASES = {
    "time": "day",
    "ratio": "percent",
    "length": "m",
    "area": "m2",
    "volume": "L",
    "mass": "g",
    "bytes": "byte",
    "speed": "km/h",
    "temperature": "°C",
    "angle": "°",
    "frequency": "Hz",
    "power": "W",
    "energy": "J",
    "pressure": "Pa",
    "voltage": "V",
    "current": "A",
    "amount": "mol",
    "concentration": "M",
    "force": "N",
    "charge": "Ah",
    "apparent power": "VA",
    "light": "lm",
    "illuminance": "lx",
}
_TABLE: dict[str, dict[str, Fraction | int]] = {
    "time": {
        "century": 100 * YEAR,
        "decade": 10 * YEAR,
        "year": YEAR,
        "month": YEAR / 12,
        "week": 7,
        "day": 1,
        "hour": Fraction(1, 24),
        "minute": Fraction(1, 1440),
        "second": Fraction(1, 86400),
        "millisecond": Fraction(1, 86400 * 10**3),
        "microsecond": Fraction(1, 86400 * 10**6),
        "nanosecond": Fraction(1, 86400 * 10**9),
        "Myr": 10**6 * YEAR,
        "kyr": 1000 * YEAR,
    },
    "ratio": {
        "percent": 1,
        "fraction": 100,
        "per mille": Fraction(1, 10),
        "per 100": 1,
        "per 1000": Fraction(1, 10),
        "per 10000": Fraction(1, 100),
        "per 100000": Fraction(1, 1000),
        "per 1000000": Fraction(1, 10**4),
        "ppm": Fraction(1, 10**4),
        "ppb": Fraction(1, 10**7),
    },
    "length": {
        "inch": INCH,
        "ft": 12 * INCH,
        "yard": 36 * INCH,
        "mile": 63360 * INCH,
        "nautical mile": 1852,
        "light-year": 9460730472580800,
        "au": 149597870700,
        "Å": Fraction(1, 10**10),
    },
    "area": {
        "ha": 10**4,
        "acre": (63360 * INCH) ** 2 / 640,
        "square mile": (63360 * INCH) ** 2,
        "square foot": (12 * INCH) ** 2,
        "square inch": INCH**2,
        "square yard": (36 * INCH) ** 2,
    },
    "volume": {
        "m3": 1000,
        "dm3": 1,
        "cm3": Fraction(1, 1000),
        "mm3": Fraction(1, 10**6),
        "km3": 10**12,
        "gallon": 231 * INCH**3 * 1000,
        "cubic foot": (12 * INCH) ** 3 * 1000,
        "cubic inch": INCH**3 * 1000,
        "cubic yard": (36 * INCH) ** 3 * 1000,
        "cubic mile": (63360 * INCH) ** 3 * 1000,
    },
    "mass": {"tonne": 10**6, "lb": POUND, "oz": POUND / 16, "stone": 14 * POUND, "µg": Fraction(1, 10**6)},
    "bytes": {
        "byte": 1,
        "bit": Fraction(1, 8),
        "kb": 10**3,
        "mb": 10**6,
        "gb": 10**9,
        "tb": 10**12,
        "pb": 10**15,
        "kib": 2**10,
        "mib": 2**20,
        "gib": 2**30,
        "tib": 2**40,
        "kbit": 125,
        "mbit": 125 * 10**3,
        "gbit": 125 * 10**6,
        "tbit": 125 * 10**9,
    },
    "speed": {"km/h": 1, "mph": 63360 * INCH * 36 / 36000, "knot": Fraction(1852, 1000)},
    "angle": {"°": 1},
    "pressure": {
        "mmHg": Fraction(101325, 760),
        "bar": 10**5,
        "mbar": 100,
        "atm": 101325,
        "Torr": Fraction(101325, 760),
        "psi": Fraction(6894757293168, 10**9),
    },
    "energy": {
        "cal": Fraction(4184, 1000),
        "kcal": 4184,
        "Wh": 3600,
        "kWh": 3600 * 10**3,
        "MWh": 3600 * 10**6,
        "GWh": 3600 * 10**9,
        "TWh": 3600 * 10**12,
    },
    "power": {"hp": Fraction(74569987, 10**5)},
    "frequency": {"rpm": Fraction(1, 60), "bpm": Fraction(1, 60)},
    "concentration": {
        "mol/L": 1,
        "mmol/L": Fraction(1, 10**3),
        "µmol/L": Fraction(1, 10**6),
        "nmol/L": Fraction(1, 10**9),
        "pmol/L": Fraction(1, 10**12),
    },
}
PREFIXES = {"p": -12, "n": -9, "µ": -6, "m": -3, "c": -2, "d": -1, "": 0, "h": 2, "k": 3, "M": 6, "G": 9, "T": 12}
_PREFIXED = {
    "length": "m",
    "mass": "g",
    "volume": "L",
    "amount": "mol",
    "concentration": "M",
    "power": "W",
    "energy": "J",
    "pressure": "Pa",
    "voltage": "V",
    "current": "A",
    "frequency": "Hz",
    "force": "N",
    "charge": "Ah",
    "apparent power": "VA",
    "light": "lm",
    "illuminance": "lx",
}
_OFFSETS = {
    "°C": (Fraction(1), Fraction(0)),
    "°F": (Fraction(5, 9), Fraction(-160, 9)),
    "K": (Fraction(1), Fraction(-27315, 100)),
}
"""Factor and offset that turn a temperature into °C."""
CURRENCIES = frozenset("USD GBP EUR JPY CAD AUD NZD HKD CHF INR CNY SEK NOK DKK KRW RUB BRL ZAR MXN SGD".split())
_SHORT = {"s": "second", "min": "minute", "h": "hour"}


def _flat() -> dict[str, tuple[str, Fraction]]:
    """Every single unit -> its dimension and its size in the base unit."""
    flat = {unit: (dimension, Fraction(size)) for dimension, row in _TABLE.items() for unit, size in row.items()}
    for dimension, symbol in _PREFIXED.items():
        for prefix, power in PREFIXES.items():
            flat.setdefault(prefix + symbol, (dimension, Fraction(10) ** power))
    for prefix, power in PREFIXES.items():
        flat[prefix + "m2"] = ("area", Fraction(10) ** (2 * power))
    return flat


_FLAT = _flat()
_RATE = re.compile(r"per (\d+)\Z")


@functools.lru_cache(maxsize=4096)
def _measure(unit: str) -> tuple[str, Fraction, str] | None:
    """Dimension, size and base unit of a measured unit, compounds included; None for a counted noun."""
    if unit in _FLAT:
        dimension, size = _FLAT[unit]
        return dimension, size, _BASES[dimension]
    rate = _RATE.match(unit)
    if rate and int(rate[1]):
        return "ratio", Fraction(100, int(rate[1])), "percent"
    if "/" not in unit:
        return None
    parts = [_measure(_SHORT.get(part, part)) for part in unit.split("/")]
    known = [part for part in parts if part]
    if len(known) < len(parts):
        return None
    size = known[0][1]
    for part in known[1:]:
        size /= part[1]
    if (known[0][0], *(part[0] for part in known[1:])) == ("length", "time"):
        return "speed", size / 24000, "km/h"
    if [part[0] for part in known] == ["amount", "volume"]:
        return "concentration", size, "M"
    return "/".join(part[0] for part in known), size, "/".join(part[2] for part in known)


@functools.lru_cache(maxsize=16384)
def dimension(unit: str) -> str:
    """What ``unit`` measures; ``count`` for a counted noun, ``money:USD`` for a currency, ``date`` for a calendar year.

    >>> dimension("month"), dimension("mg/dL"), dimension("people"), dimension("EUR")
    ('time', 'mass/volume', 'count', 'money:EUR')
    """
    if unit in _OFFSETS:
        return "temperature"
    if unit in CURRENCIES:
        return "money:" + unit
    special = {"calendar year": "date", "times": "times", "percentage point": "percentage point"}
    if unit in special:
        return special[unit]
    found = _measure(unit)
    return found[0] if found else "count"


def base(unit: str) -> str:
    """The unit in which values of the dimension of ``unit`` are compared; a counted noun is its own base.

    >>> base("month"), base("per 100000"), base("km/h"), base("patient")
    ('day', 'percent', 'km/h', 'patient')
    """
    if unit in _OFFSETS:
        return "°C"
    found = _measure(unit)
    return found[2] if found else unit


def factor(unit: str) -> Fraction:
    """The size of ``unit`` in its base unit, exactly; 1 for a counted noun.  Temperatures have offsets: ValueError.

    >>> factor("month") == Fraction(36525, 1200)
    True
    """
    if unit in _OFFSETS:
        raise ValueError(f"{unit} has an offset, so no factor turns it into {base(unit)}")
    found = _measure(unit)
    return found[1] if found else Fraction(1)


def convert(value: Decimal, unit: str, to: str) -> Decimal:
    """``value`` from ``unit`` to ``to``, exact to 28 digits.  ValueError where they measure different things.

    >>> convert(Decimal(18), "month", "year")
    Decimal('1.5')
    """
    if unit == to:
        return value
    same = dimension(unit) == dimension(to)
    if not same or (dimension(unit) == "count" and unit != to):
        raise ValueError(f"{unit} measures {dimension(unit)}, {to} measures {dimension(to)}: they cannot be converted")
    number = Fraction(value)
    if unit in _OFFSETS:
        (up, shift), (down, back) = _OFFSETS[unit], _OFFSETS[to]
        result = (number * up + shift - back) / down
    else:
        result = number * factor(unit) / factor(to)
    return Decimal(result.numerator) / Decimal(result.denominator)


def like(unit: str) -> str:
    """The unit of measurement of which a counted noun may be a slip, or nothing.

    >>> like("yaer"), like("Whh"), like("year"), like("tree"), like("")
    ('year', 'Wh', '', '', '')
    """
    if not unit or dimension(unit) != "count":
        return ""
    return next(iter(difflib.get_close_matches(unit, sorted(_FLAT), n=1, cutoff=_LIKE)), "")


_LIKE = 0.75
"""So much of two words must be alike: a noun that is really counted (site, patient) has no unit as near."""
