"""The table of units: dimensions, factors, conversion."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import units
from auditor.quantities.spellings import SYMBOLS, WORDS

MEASURED = [
    "year",
    "month",
    "week",
    "day",
    "hour",
    "minute",
    "second",
    "percent",
    "per 1000",
    "per 100000",
    "m",
    "km",
    "mile",
    "inch",
    "ft",
    "ha",
    "km2",
    "L",
    "mL",
    "m3",
    "gallon",
    "g",
    "mg",
    "lb",
    "byte",
    "kb",
    "gib",
    "km/h",
    "m/s",
    "mph",
    "°C",
    "°F",
    "K",
    "Hz",
    "kPa",
    "mmHg",
    "mg/dL",
    "g/L",
    "mmol/L",
    "mg/day",
    "µg/hour",
    "kWh",
    "kcal",
]


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        ("18", "month", "year", "1.5"),
        ("2", "week", "day", "14"),
        ("1", "year", "day", "365.25"),
        ("36", "hour", "day", "1.5"),
        ("1", "decade", "year", "10"),
        ("2", "per 1000", "per 100000", "200"),
        ("5", "percent", "per 1000", "50"),
        ("0.25", "fraction", "percent", "25"),
        ("1", "mile", "m", "1609.344"),
        ("6", "ft", "inch", "72"),
        ("5", "km", "m", "5000"),
        ("1", "ha", "m2", "10000"),
        ("1", "square mile", "acre", "640"),
        ("1", "L", "cm3", "1000"),
        ("1", "m3", "L", "1000"),
        ("1", "lb", "g", "453.59237"),
        ("2500", "mg", "g", "2.5"),
        ("1", "tonne", "kg", "1000"),
        ("1", "kib", "byte", "1024"),
        ("3", "gb", "mb", "3000"),
        ("8", "mbit/s", "mb/s", "1"),
        ("60", "mph", "km/h", "96.56064"),
        ("10", "m/s", "km/h", "36"),
        ("100", "°C", "°F", "212"),
        ("-40", "°F", "°C", "-40"),
        ("300", "K", "°C", "26.85"),
        ("1", "atm", "kPa", "101.325"),
        ("140", "mg/dL", "g/L", "1.4"),
        ("1", "mol/L", "mmol/L", "1000"),
        ("1", "mM", "mmol/L", "1"),
        ("2", "kWh", "kJ", "7200"),
        ("1", "mg/day", "g/day", "0.001"),
        ("1", "g/cm3", "kg/m3", "1000"),
        ("120", "rpm", "Hz", "2"),
    ],
)
def test_conversion(value: str, unit: str, to: str, expected: str) -> None:
    assert units.convert(Decimal(value), unit, to) == Decimal(expected)


@pytest.mark.parametrize(
    ("unit", "dimension"),
    [
        ("month", "time"),
        ("percent", "ratio"),
        ("per 100000", "ratio"),
        ("cm", "length"),
        ("acre", "area"),
        ("mL", "volume"),
        ("kg", "mass"),
        ("mib", "bytes"),
        ("km/h", "speed"),
        ("m/s", "speed"),
        ("°F", "temperature"),
        ("K", "temperature"),
        ("USD", "money:USD"),
        ("EUR", "money:EUR"),
        ("calendar year", "date"),
        ("times", "times"),
        ("people", "count"),
        ("patient", "count"),
        ("", "count"),
        ("percentage point", "percentage point"),
        ("mg/dL", "mass/volume"),
        ("bed per 1000 resident", "count"),
        ("mmHg", "pressure"),
        ("MHz", "frequency"),
    ],
)
def test_dimension(unit: str, dimension: str) -> None:
    assert units.dimension(unit) == dimension


@pytest.mark.parametrize(
    ("unit", "to"),
    [
        ("year", "percent"),
        ("USD", "EUR"),
        ("patient", "people"),
        ("mg", "mL"),
        ("times", "percent"),
        ("mg/dL", "mg"),
        ("calendar year", "year"),
        ("°C", "percent"),
        ("percentage point", "percent"),
    ],
)
def test_unlike_units_are_refused(unit: str, to: str) -> None:
    with pytest.raises(ValueError, match="cannot be converted"):
        units.convert(Decimal(1), unit, to)


def test_a_temperature_has_no_factor() -> None:
    with pytest.raises(ValueError, match="offset"):
        units.factor("°F")


@given(st.sampled_from(MEASURED), st.integers(-(10**6), 10**6))
def test_there_and_back_is_where_it_was(unit: str, number: int) -> None:
    value = Decimal(number) / 8
    base = units.base(unit)
    back = units.convert(units.convert(value, unit, base), base, unit)
    assert abs(back - value) <= Decimal("1e-15") * max(1, abs(value))


@pytest.mark.parametrize("unit", MEASURED)
def test_a_base_is_its_own_base(unit: str) -> None:
    base = units.base(unit)
    assert units.base(base) == base
    assert units.dimension(base) == units.dimension(unit)
    assert units.convert(Decimal(7), base, base) == 7


def test_a_month_is_a_twelfth_of_a_year() -> None:
    assert units.factor("month") * 12 == units.factor("year") == Fraction(36525, 100)


@pytest.mark.parametrize(
    "unit", ["year", "hour", "percent", "mg", "km", "ft", "L", "gb", "°C", "kPa", "kWh", "ha", "mph", "µg"]
)
def test_every_common_unit_that_is_read_can_be_converted(unit: str) -> None:
    assert unit in SYMBOLS.values() or unit in WORDS.values()
    assert units.dimension(unit) != "count"
