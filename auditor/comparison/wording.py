"""Values in words, as the reasons of judgements show them: ``about 3 to 5 years``, ``at most 40 %``, ``only lime``."""

from __future__ import annotations

from decimal import Decimal

from auditor.model import Choice, Hedge, Interval, Polarity, Reading

YEAR = "calendar year"
_UNCHANGED = frozenset({"people", "percent", "hertz", "celsius", "fahrenheit", "kelvin"})
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
    if not plural or not name.replace(" ", "").isalpha() or len(head) < 4 or name in _UNCHANGED:
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
    """
    year = value.unit == YEAR
    about = "about " if approx else ""
    tail = unit(value.unit, value.high != 1)
    if value.low is None and value.high is None:
        return f"any number{'' if year else tail}"
    if value.low is None:
        assert value.high is not None
        return f"{'until' if year else 'at most'} {about}{number(value.high, year)}{tail}"
    if value.high is None:
        return f"{'since' if year else 'at least'} {about}{number(value.low, year)}{unit(value.unit, value.low != 1)}"
    if value.low == value.high:
        return f"{about}{number(value.low, year)}{tail}"
    return f"{about}{number(value.low, year)} to {number(value.high, year)}{tail}"


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
