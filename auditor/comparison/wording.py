"""Values in words, as the reasons of judgements show them: ``about 3 to 5 years``, ``at most 40 %``, ``only lime``."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from auditor import units
from auditor.model import Choice, Hedge, Interval, Polarity, Reading

YEAR = "calendar year"
_UNCHANGED = frozenset({"people", "times"})
_NOUNS = frozenset(
    "century decade year month week day hour minute second millisecond microsecond nanosecond yard mile light-year "
    "acre gallon tonne stone byte bit knot inch percentage".split()
)
"""Units of measurement that take a plural; the others are symbols."""
_FRACTION = 4
"""A share with so many decimals was not stated as such."""
_SYMBOLS = {"percent": " %", YEAR: "", "": ""}
_IRREGULAR = {"foot": "feet", "inch": "inches", "person": "people", "child": "children", "man": "men", "woman": "women"}


def number(value: Decimal, year: bool = False) -> str:
    """A figure with its thousands marked, at most four decimals, no idle zeros.

    >>> number(Decimal(41257)), number(Decimal("2.50")), number(Decimal(1998), year=True), number(Decimal("0.00002"))
    ('41,257', '2.5', '1998', '0.00002')
    """
    if value == value.to_integral_value():
        return str(int(value)) if year else f"{int(value):,}"
    places = max(4, 1 - value.adjusted())
    text = f"{round(value, places):,f}"
    return text.rstrip("0").rstrip(".")


@lru_cache(maxsize=4096)
def unit(name: str, plural: bool = True) -> str:
    """What follows the figure, with its blank.

    >>> unit("year"), unit("year", plural=False), unit("percent"), unit("mg"), unit("per 100000"), unit("study")
    (' years', ' year', ' %', ' mg', ' per 100,000', ' studies')
    """
    if name in _SYMBOLS:
        return _SYMBOLS[name]
    if name.startswith("per ") and name[4:].isdigit():
        return f" per {int(name[4:]):,}"
    head, _, rest = name.partition(" ")
    symbol = units.dimension(name) != "count" and head not in _NOUNS and name.rpartition(" ")[2] not in _NOUNS
    if not plural or symbol or name in _UNCHANGED or not name[-1].isalpha():
        return f" {name}"
    if rest and not rest.startswith("per "):
        first, last = name.rsplit(" ", 1)
        return f" {first}{unit(last)}"
    return f" {_plural(head)}{' ' + rest if rest else ''}"


def _plural(noun: str) -> str:
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun if noun.endswith("s") else noun + ("es" if noun.endswith(("x", "ch", "sh")) else "s")


def interval(value: Interval, approx: bool = False) -> str:
    """An interval in words.

    >>> interval(Interval(Decimal(3), Decimal(5), "year"), True), interval(Interval(None, Decimal(40), "percent"))
    ('about 3 to 5 years', 'at most 40 %')
    >>> third = Decimal(100) / 3
    >>> interval(Interval(third, None, "percent")), interval(Interval(third / 1000, third, "per 100000"))
    ('at least 1 in 3', '1 in 3,000,000 to 1 in 3,000')
    """
    year = value.unit == YEAR
    about = "about " if approx else ""
    low = None if value.low is None else _end(value.low, value.unit)
    high = low if value.high is value.low else None if value.high is None else _end(value.high, value.unit)
    if low is None and high is None:
        return f"any number{_tail(None, value.unit)}"
    if low is None:
        return f"{'until' if year else 'at most'} {about}{high}{_tail(value.high, value.unit)}"
    if high is None:
        return f"{'since' if year else 'at least'} {about}{low}{_tail(value.low, value.unit)}"
    span = high if low == high else f"{low} to {high}"
    return f"{about}{span}{_tail(value.high, value.unit)}"


def _end(value: Decimal, name: str) -> str:
    rate = one_in(value, name)
    return f"1 in {rate:,}" if rate else number(value, name == YEAR)


def _tail(value: Decimal | None, name: str) -> str:
    """The unit behind the last figure; nothing behind ``1 in 3``."""
    return "" if value is not None and one_in(value, name) else unit(name, value != 1)


def one_in(value: Decimal, name: str) -> int:
    """N where a share with a long fraction was surely stated as one in N, else 0.

    >>> one_in(Decimal(100) / 3, "percent"), one_in(Decimal("33.3"), "percent"), one_in(Decimal("3.2258"), "per 100000")
    (3, 0, 31000)
    """
    if value <= 0 or units.dimension(name) != "ratio" or int(value.as_tuple().exponent) > -_FRACTION:
        return 0
    whole = Decimal(100) / units.convert(value, name, "percent")
    digits = max(0, whole.adjusted() - 2)
    rounded = int(round(whole, -digits))
    return rounded if abs(whole - rounded) <= whole / 10_000 else 0


def listed(names: tuple[str, ...] | list[str]) -> str:
    """Names as a sentence lists them.

    >>> listed(("a", "b", "c"))
    'a, b and c'
    """
    if len(names) < 2:
        return "".join(names) or "nothing"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def choice(value: Choice) -> str:
    """A set of names: ``only riluzole``, ``edaravone and riluzole``."""
    return f"{'only ' if value.exclusive else ''}{listed(value.values)}"


_HEDGED = {
    (True, Hedge.FLAT): "yes",
    (True, Hedge.USUAL): "usually yes",
    (True, Hedge.POSSIBLE): "possibly yes",
    (False, Hedge.FLAT): "no",
    (False, Hedge.USUAL): "usually no",
    (False, Hedge.POSSIBLE): "possibly no",
}


def polarity(value: Polarity) -> str:
    """``yes``, ``usually no``, ``possibly yes``."""
    return _HEDGED[value.holds, value.hedge]


def reading(said: Reading) -> str:
    """The value of a reading in words, without its scope."""
    match said.value:
        case Interval() as value:
            return interval(value, said.approx)
        case Choice() as value:
            return choice(value)
        case Polarity() as value:
            return polarity(value)
