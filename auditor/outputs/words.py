"""Readings in the words people read: ``3 to 5 years``, ``about 85 %``, ``at most 40 %``."""

from __future__ import annotations

import re
from decimal import Decimal

from auditor.model import Choice, Hedge, Interval, Polarity, Reading, Scope, Value

_IRREGULAR = {"foot": "feet", "inch": "inches", "century": "centuries", "person": "people"}
_REGULAR = re.compile(
    r"(?:square |cubic |nautical |light |astronomical )?"
    r"(?:(?:milli|micro|nano)?second|minute|hour|day|week|month|year|decade|(?:milli|centi|kilo)?metre|mile|yard|acre|hectare"
    r"|(?:milli|micro|kilo)?gram|tonne|ton|pound|ounce|(?:milli)?litre|gallon|pint|(?:kilo|mega|giga|tera)?byte|bit|degree"
    r"|knot|(?:kilo|mega|giga)?watt|volt|dose|unit|step|percentage point)"
)
_SCOPE_WORDS = {
    "statistic": "{}",
    "from": "from {}",
    "population": "among {}",
    "place": "in {}",
    "period": "period: {}",
    "comparator": "compared with {}",
    "condition": "condition: {}",
}
_HEDGED = {
    (True, Hedge.FLAT): "yes",
    (True, Hedge.USUAL): "usually",
    (True, Hedge.POSSIBLE): "possibly",
    (False, Hedge.FLAT): "no",
    (False, Hedge.USUAL): "usually not",
    (False, Hedge.POSSIBLE): "possibly not",
}


def phrase(reading: Reading) -> str:
    """Return value and scope of ``reading`` in words.

    >>> phrase(Reading(Interval(Decimal(3), Decimal(5), "year"), scope=(("from", "diagnosis"),)))
    '3 to 5 years, from diagnosis'
    """
    return ", ".join((value_words(reading.value, reading.approx), *scope_words(reading.scope)))


def scope_words(scope: Scope) -> tuple[str, ...]:
    """Return each aspect of ``scope`` in words, in its order."""
    return tuple(_SCOPE_WORDS.get(aspect, aspect + ": {}").format(value) for aspect, value in scope)


def value_words(value: Value, approx: bool = False) -> str:
    """Return ``value`` in words, hedged with ``about`` where ``approx``.

    >>> value_words(Interval(None, Decimal("40.0"), "percent"), approx=True)
    'at most about 40 %'
    >>> value_words(Choice(("brass", "tin"), exclusive=True))
    'only brass and tin'
    """
    match value:
        case Interval():
            return _interval_words(value, "about " if approx else "")
        case Choice(values, exclusive):
            named = " and ".join(filter(None, (", ".join(values[:-1]), values[-1] if values else "nothing")))
            return ("only " if exclusive else "") + named
        case Polarity(holds, hedge):
            return _HEDGED[holds, hedge]


def number_words(number: Decimal, grouped: bool = True) -> str:
    """Return ``number`` without exponent or trailing zeros, thousands grouped.

    >>> number_words(Decimal("1E+5")), number_words(Decimal("2.50")), number_words(Decimal(2015), grouped=False)
    ('100,000', '2.5', '2015')
    """
    plain = f"{number:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    whole, point, rest = plain.partition(".")
    if grouped:
        whole = f"{int(whole):,}"
    return whole + point + rest


def unit_words(unit: str, one: bool = False) -> str:
    """Return ``unit`` as written after a number, with its space; plural unless ``one``.

    >>> unit_words("year"), unit_words("percent"), unit_words("per 100000"), unit_words("mg", one=True)
    (' years', ' %', ' per 100,000', ' mg')
    """
    if unit in ("", "calendar year"):
        return ""
    if unit == "percent":
        return " %"
    head, per, rest = unit.partition(" per ")
    return " " + _grouped((head if one else _plural(head)) + per + rest)


def _interval_words(value: Interval, about: str) -> str:
    low, high, dated = value.low, value.high, value.unit == "calendar year"
    if low is None and high is None:
        return "any value"
    if low is None or high is None:
        bound = low if high is None else high
        assert bound is not None
        words = ("from", "until") if dated else ("at least", "at most")
        return f"{words[high is not None]} {about}{_amount(bound, value.unit)}"
    if low == high:
        return about + _amount(low, value.unit)
    return f"{about}{number_words(low, not dated)} to {_amount(high, value.unit)}"


def _amount(number: Decimal, unit: str) -> str:
    return number_words(number, unit != "calendar year") + unit_words(unit, one=abs(number) == 1)


def _grouped(unit: str) -> str:
    return re.sub(r"\d{5,}", lambda match: f"{int(match[0]):,}", unit)


def _plural(noun: str) -> str:
    """Return the plural of a unit of measure; a counted noun stands as the text had it."""
    return _IRREGULAR.get(noun) or noun + "s" * bool(_REGULAR.fullmatch(noun))
