r"""How a reading is written in one line, and how such a line is read: ``~3..5 year, median, from symptom onset``.

A value, then its scope behind commas.  A backslash takes the special meaning from the character behind it; text that
would be read as something else is shown with one (``\yes`` is a choice named yes), so that every reading survives the
round trip.
"""

from __future__ import annotations

import re
from decimal import Decimal

from auditor.model import ASPECTS, Choice, Hedge, Interval, Polarity, Reading, Scope, Value

_OPENINGS = {"from": "from ", "population": "among ", "place": "in ", "comparator": "against ", "condition": "if "}
_HEDGES = {Hedge.FLAT: "", Hedge.USUAL: "usually ", Hedge.POSSIBLE: "possibly "}
_POLARITY = re.compile(r"(usually |possibly )?(yes|no)\Z")
_NUMBER = r"-?\d+(?:\.\d+)?"
_INTERVAL = re.compile(rf"({_NUMBER})?(\.\.)?({_NUMBER})?(?: (.+))?\Z", re.S)
_COMMA = re.compile(r"(?<!\\)((?:\\\\)*),\s+")
_PLUS = re.compile(r"(?<!\\)((?:\\\\)*)\s\+\s")
_NAMED = re.compile(rf"({'|'.join(ASPECTS)}): ")


def show(reading: Reading) -> str:
    """``reading`` in one line.  ValueError for an empty choice or an aspect that the model does not name.

    >>> show(Reading(Interval(Decimal(3), Decimal(5), "year"), True, (("from", "onset"), ("period", "per year"))))
    '~3..5 year, from onset, per year'
    >>> show(Reading(Interval(None, Decimal(40), "percent"))), show(Reading(Interval(Decimal(10), None, "year")))
    ('..40 percent', '10.. year')
    >>> show(Reading(Choice(("edaravone", "riluzole")))), show(Reading(Choice(("riluzole",), True)))
    ('edaravone + riluzole', 'only riluzole')
    >>> show(Reading(Polarity(True, Hedge.USUAL), False, (("population", "adults"), ("place", "Japan"))))
    'usually yes, among adults, in Japan'
    >>> show(Reading(Polarity(False), False, (("comparator", "placebo"), ("condition", "untreated"))))
    'no, against placebo, if untreated'
    """
    parts = [("~" if reading.approx else "") + _show_value(reading.value)]
    return ", ".join(filter(None, (*parts, show_scope(reading.scope))))


def show_scope(scope: Scope) -> str:
    """``scope`` in one line, as it stands behind the value.  ValueError for an aspect that the model does not name.

    >>> show_scope((("from", "onset"), ("period", "per year")))
    'from onset, per year'
    """
    return ", ".join(_show_aspect(aspect, value) for aspect, value in scope)


def parse(text: str) -> Reading:
    """The reading that ``text`` writes, its scope in the order of ``ASPECTS``.  ValueError says what was expected.

    >>> parse("~3 year, median, from diagnosis").scope
    (('statistic', 'median'), ('from', 'diagnosis'))
    >>> parse("only riluzole").value
    Choice(values=('riluzole',), exclusive=True)
    >>> parse("possibly no").value.hedge
    <Hedge.POSSIBLE: 'possible'>
    >>> parse("5..3 year")
    Traceback (most recent call last):
    ...
    ValueError: expected the lower end first in '5..3 year'
    """
    if not text.strip():
        raise ValueError("expected a value (3..5 year, riluzole, yes), got nothing")
    head, *rest = _split(_COMMA, text.strip())
    approx = head.startswith("~")
    value = _parse_value(head.removeprefix("~").strip(), text)
    return Reading(value, approx, _parse_scope(rest, text))


def _show_value(value: Value) -> str:
    if isinstance(value, Interval):
        return _show_interval(value)
    if isinstance(value, Polarity):
        return _HEDGES[value.hedge] + ("yes" if value.holds else "no")
    if not value.values:
        raise ValueError("expected at least one value in a choice, got none")
    names = [_escaped(name) for name in value.values]
    line = ("only " if value.exclusive else "") + " + ".join(names)
    reads = (
        _POLARITY.match(line)
        or _is_interval(line)
        or line.startswith("~")
        or (not value.exclusive and line.startswith("only "))
    )
    return "\\" + line if reads else line


def _show_interval(value: Interval) -> str:
    low, high = ("" if end is None else number(end) for end in (value.low, value.high))
    figure = low if low and value.low == value.high else f"{low}..{high}"
    return f"{figure} {_escaped(value.unit)}".rstrip()


def number(value: Decimal) -> str:
    """``value`` without exponent or idle zeros.

    >>> number(Decimal("1.20E+3")), number(Decimal("0.50"))
    ('1200', '0.5')
    """
    plain = format(value, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("-0", "") else plain


def _escaped(text: str) -> str:
    """``text`` with every backslash, comma and plus that would divide it guarded."""
    guarded = text.replace("\\", "\\\\")
    return re.sub(r"(,|\+)(?=\s|\Z)", r"\\\1", guarded)


def _bare(text: str) -> str:
    """``text`` without its guards; a blank at its ends is none of it, guarded or not."""
    return re.sub(r"\\(.)", r"\1", text, flags=re.S).strip()


def _split(mark: re.Pattern[str], text: str) -> list[str]:
    """``text`` at every ``mark`` that no backslash guards; the parts keep their guards."""
    parts, at = [], 0
    for found in mark.finditer(text):
        parts.append(text[at : found.start()] + found[1])
        at = found.end()
    return [*parts, text[at:]]


def _show_aspect(aspect: str, value: str) -> str:
    if aspect not in ASPECTS:
        raise ValueError(f"expected an aspect out of {', '.join(ASPECTS)}, got {aspect!r}")
    short = _OPENINGS.get(aspect, "") + _escaped(value)
    return short if _aspect(short) == (aspect, value) else f"{aspect}: {_escaped(value)}"


def _aspect(part: str) -> tuple[str, str]:
    """The aspect that a part of a scope names, and its value."""
    named = _NAMED.match(part)
    if named:
        return named[1], _bare(part[named.end() :])
    for aspect, opening in _OPENINGS.items():
        if part.startswith(opening):
            return aspect, _bare(part.removeprefix(opening))
    return ("period" if part.startswith("per ") else "statistic"), _bare(part)


def _parse_scope(parts: list[str], text: str) -> Scope:
    scope: dict[str, str] = {}
    for part in parts:
        aspect, value = _aspect(part.strip())
        if not value:
            raise ValueError(f"expected words behind every comma in {text!r}")
        if aspect in scope:
            raise ValueError(f"expected one {aspect}, got {scope[aspect]!r} and {value!r} in {text!r}")
        scope[aspect] = value
    return tuple((aspect, scope[aspect]) for aspect in ASPECTS if aspect in scope)


def _is_interval(text: str) -> bool:
    found = _INTERVAL.match(text)
    return bool(found and any(found.group(1, 2, 3)) and (found[2] or not found[3]))


def _parse_value(text: str, whole: str) -> Value:
    polarity = _POLARITY.match(text)
    if polarity:
        hedge = next(hedge for hedge, word in _HEDGES.items() if word == (polarity[1] or ""))
        return Polarity(polarity[2] == "yes", hedge)
    if _is_interval(text):
        return _parse_interval(text, whole)
    exclusive = text.startswith("only ")
    text = text.removeprefix("only ") if exclusive else text.removeprefix("\\") if _guarded(text) else text
    names = [_bare(name.strip()) for name in _split(_PLUS, text)]
    if not all(names):
        raise ValueError(f"expected a value (3..5 year, riluzole, yes) at the head of {whole!r}")
    return Choice(tuple(sorted(names)), exclusive)


def _guarded(text: str) -> bool:
    """Whether a line starts with the one backslash that keeps it from being read as another kind of value."""
    return text.startswith("\\") and not text.startswith("\\\\")


def _parse_interval(text: str, whole: str) -> Interval:
    found = _INTERVAL.match(text)
    assert found is not None
    low = Decimal(found[1]) if found[1] else None
    high = (Decimal(found[3]) if found[3] else None) if found[2] else low
    if low is not None and high is not None and low > high:
        raise ValueError(f"expected the lower end first in {whole!r}")
    return Interval(low, high, _bare(found[4] or ""))
