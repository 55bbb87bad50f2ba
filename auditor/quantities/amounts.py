"""Reading one number with what belongs to it: sign, currency, tolerance, unit, share or rate, or the noun it counts."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from auditor import units
from auditor.quantities import crowds, measures, money, nouns, numerals, shares
from auditor.quantities.measures import Measure
from auditor.quantities.numerals import Numeral, exact
from auditor.quantities.terms import Term

_SHORT_COUNT = re.compile(
    r"([kmM])(?= (?:people|users|visitors|runners|followers|members|customers|copies|jobs|homes|employees|workers|"
    r"staff|shares|subscribers|views|downloads|dots|pixels)\b|-(?:dot|pixel|member|strong)\b)",
)
_TOLERANCE = re.compile(r"\s?\(?\s?(?:±|\+/[-−])\s?\d+(?:[.,]\d+)*\)?(?:\s?%)?")
_FOLD = re.compile(r"[ \u00a0-]?fold\b|\s?×(?![\w×]|\s?\d)|x(?![\w×])|-times\b", re.I)
_ADJECTIVE = re.compile(
    r"-(seat|bed|member|item|page|room|storey|story|question|point|player|person|man|door|lane|inch|foot|dot|"
    r"pixel|stop|shot|frame)(?:er)?\b"
)
_STRONG = re.compile(r"-strong\b| strong(?=\s*(?:[.,;:)]|\Z)|\s(?:and|but|when|in|at|by)\b)")
"""People by their number: ``an eleven-strong board``, ``the crew is 40 strong``."""
_FACTOR = re.compile(r"\ba factor of (?:(?:about|around|roughly|nearly|almost|up to|at least|more than|over) )?$", re.I)
_OF_A = re.compile(r"\s+(?:an?|of an?)\s+(?=[a-z])")
_OF_SCALE = re.compile(r"(million|billion|trillion|thousand|dozen)\b")
_SMALLER = {"ft": "inch", "hour": "minute", "minute": "second", "year": "month", "lb": "oz"}
_NEXT = re.compile(r" (?:and )?(?=\d|[a-z])|, (?=\d)", re.I)
_BULLET = re.compile(r"\n[ \t]*$")
_OF_GROUP = re.compile(
    r" of (?:(?:the [a-z]+|[A-Z][\w-]*[a-z])['’]s?|the|its|their|his|her|our|my|your|these|those|all)"
    r"(?: (?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|twelve))?(?= [A-Za-z])"
)
"""Whom a number without a noun is some of: ``nine of the pilots``, ``four of Ada's sisters``."""
_OVER = re.compile(r" per(?= )|/")
_SPANS = {"century": Decimal(100), "decade": Decimal(10)}
"""What a part of it is told in years: half a century is fifty."""
_WRITTEN = re.compile(r"[ \u00a0]([a-zµμ]{1,2}[A-Z][A-Za-z]{0,2})(?=\s*(?:\Z|[|\n;,)]))")
"""A unit that is not in the table: letters of both cases that end the cell (``5,200 mXy``)."""
MODIFIED = 16
"""How near a noun stands to the unit that only describes it."""
_LABEL = re.compile(r"(?:\A|[|:=\n])\s*(?:(?:up to|about|at least|max\.?|min\.?|[~<>≤≥]) ?)?\Z")


def read(text: str, start: int, floor: int, aged: bool = False) -> Term | None:
    """The term whose first digit or number word is at ``start``; sign and currency are looked for down to ``floor``."""
    numeral = numerals.read(text, start)
    if not numeral:
        return None
    currency = money.before(text, start, floor)
    if currency:
        return money.read(text, numeral, *currency)
    minus = _sign(text, start, floor)
    term = _measured(text, numeral, aged)
    if minus is None:
        return term
    if not minus[1]:
        return replace(term, start=minus[0])
    if _BULLET.search(text, max(0, minus[0] - 8), minus[0]) and minus[0] > 0 and term.unit not in ("°C", "°F"):
        return term
    return replace(term, start=minus[0], low=-term.high, high=-term.low)


def _sign(text: str, start: int, floor: int) -> tuple[int, bool] | None:
    """Start of the sign before ``start`` and whether it is a minus; a dash between two numbers is never one."""
    if start - 6 >= floor and text[start - 6 : start].lower() == "minus " and not text[start - 8 : start - 7].isdigit():
        return start - 6, True
    at = start - 1
    if at >= floor and text[at] == " " and at - 1 >= floor and text[at - 1] == "−":
        at -= 1
    if at < floor or text[at] not in "-−–+":
        return None
    before = text[at - 1] if at > 0 else " "
    if text[at] == "–" and not before.isspace():
        return None
    if before.isspace() or before in "([=<>~∼≈≤≥±":
        return at, text[at] != "+"
    return None


def left(text: str, start: int, floor: int) -> int:
    """Where the number at ``start`` begins once the sign or the currency before it is counted in."""
    before = money.before(text, start, floor) or _sign(text, start, floor)
    return before[0] if before else start


def _measured(text: str, numeral: Numeral, aged: bool) -> Term:
    value, end = numeral.value, numeral.end
    term = Term(
        numeral.start, end, value, value, None, plain=numeral.plain, words=numeral.kind == "words", factor=numeral.scale
    )
    if numeral.kind == "fraction":
        return part(text, term)
    tolerance = _TOLERANCE.match(text, end)
    if tolerance:
        end = tolerance.end()
        if tolerance[0].endswith("%"):
            return replace(term, end=end, unit="percent", measured=True)
    short = _SHORT_COUNT.match(text, end)
    if short:
        many = replace(term.times(Decimal(10**3 if short[1] == "k" else 10**6)), end=short.end())
        return _counted(text, many, aged)
    unit = _unit(text, numeral, end)
    if unit and unit.name == "pixel" and numeral.scale == 10**6:
        return replace(term.times(Decimal(1) / 10**6), end=unit.end, unit="megapixel", measured=True)
    if unit:
        return _united(text, term, unit)
    fold = _FOLD.match(text, end)
    if fold:
        return replace(term, end=fold.end(), unit="times")
    term = replace(term, end=end)
    share = shares.share(text, term) or shares.rate(text, term) or money.pence(text, numeral)
    return share or _written(text, term) or _counted(text, term, aged)


def _unit(text: str, numeral: Numeral, end: int) -> Measure | None:
    """The measured unit behind the number; none where it only describes a noun (``5,000 day tickets``)."""
    unit = measures.read(text, end, numeral.kind == "words")
    if not unit:
        return None
    if numeral.value >= 1000 and unit.name in measures.TIMES and text[end : unit.end].strip() == unit.name:
        noun = nouns.read(text, unit.end)
        return None if noun and noun[1] - unit.end < MODIFIED else unit
    return money.pounds(text, numeral, unit)


def _united(text: str, term: Term, unit: Measure) -> Term:
    """``term`` in ``unit``, with a smaller unit or a tolerance behind it."""
    term = replace(term, unit=unit.name, measured=unit.name not in ("times", "pound"), aged=unit.aged)
    if unit.name in _SMALLER:
        return _composed(text, replace(term, end=unit.end))
    again = _TOLERANCE.match(text, unit.end)
    tail = measures.read(text, again.end()) if again else None
    return replace(term, end=tail.end if tail else again.end() if again else unit.end)


def _written(text: str, term: Term) -> Term | None:
    """A unit that no table holds, as written, where a label or a cell shows that it is one."""
    found = _WRITTEN.match(text, term.end)
    if not found or not _LABEL.search(text, max(0, term.start - 24), term.start):
        return None
    return replace(term, end=found.end(), unit=found[1], measured=True)


def _composed(text: str, term: Term) -> Term:
    """``5 feet 6 inches``, ``1 hour and 20 minutes``: one length or time, in the smaller unit."""
    smaller = _SMALLER.get(term.unit or "")
    joint = _NEXT.match(text, term.end) if smaller and term.low == term.low.to_integral_value() else None
    number = numerals.read(text, joint.end()) if joint else None
    unit = measures.read(text, number.end, number.kind == "words") if number else None
    if not number or not unit or unit.name != smaller:
        return term
    size = units.factor(term.unit or "") / units.factor(smaller)
    if not 0 < number.value < size:
        return term
    value = term.low * int(size) + number.value
    whole = replace(term, end=unit.end, low=value, high=value, unit=smaller, plain=False, aged=unit.aged)
    return _composed(text, whole)


def part(text: str, term: Term) -> Term:
    """A fraction: of a unit (``half an hour``), of a million, or a share in percent."""
    unit = _OF_A.match(text, term.end)
    if unit:
        scale = _OF_SCALE.match(text, unit.end())
        if scale:
            factor = Decimal(numerals.SCALES.get(scale[1], 12))
            whole = replace(term.times(factor), end=scale.end())
            measure = measures.read(text, whole.end)
            if measure:
                return replace(whole, end=measure.end, unit=measure.name, measured=measure.name != "times")
            return _counted(text, whole, False)
    measure = (measures.read(text, unit.end() - 1) if unit else None) or measures.read(text, term.end)
    if measure and measure.name != "percent":
        whole = term.times(_SPANS.get(measure.name, Decimal(1)))
        name = "year" if measure.name in _SPANS else measure.name
        return replace(whole, end=measure.end, unit=name, measured=True)
    value = exact(Fraction(term.low).limit_denominator(10) * 100)
    return replace(term, low=value, high=value, unit="percent", measured=True, share=True, plain=False)


def _counted(text: str, term: Term, aged: bool) -> Term:
    """The term with the noun that it counts, or with years where it is an age."""
    if aged and term.low < 130:
        return replace(term, unit="year", measured=True, aged=True)
    adjective = _ADJECTIVE.match(text, term.end)
    if adjective:
        return replace(term, end=adjective.end(), unit={"inch": "inch", "foot": "ft"}.get(adjective[1], adjective[1]))
    strong = _STRONG.match(text, term.end)
    if strong:
        return replace(term, end=strong.end(), unit="people")
    if _FACTOR.search(text, max(0, term.start - 24), term.start):
        return replace(term, unit="times")
    noun = nouns.read(text, term.end, one=term.low == 1)
    if noun:
        dense = _dense(text, noun[1])
        if dense:
            return replace(term, end=dense.end, unit=f"{noun[0]}/{dense.name}", reach=dense.end)
        beside = text[term.end + 1 : noun[1]].isalpha()
        return replace(term, end=noun[1] if beside else term.end, unit=noun[0], reach=noun[1])
    group = _OF_GROUP.match(text, term.end) if term.factor == 1 and term.low >= 2 else None
    noun = nouns.read(text, group.end()) if group else None
    if noun:
        return replace(term, unit=noun[0])
    people = term.low == term.low.to_integral_value() and crowds.counted(text, term.start, term.end)
    return replace(term, unit="people") if people else term


def _dense(text: str, at: int) -> Measure | None:
    """The length, area or volume over which a noun that ends at ``at`` is counted: ``stems per hectare``."""
    over = _OVER.match(text, at)
    unit = measures.read(text, over.end()) if over else None
    return unit if unit and units.dimension(unit.name) in ("length", "area", "volume") else None
