"""One number with what belongs to it: sign, currency, unit, tolerance, share (``1 in 4``) or rate (``per 100,000``)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from auditor import units
from auditor.quantities import dates, measures, nouns, numerals
from auditor.quantities.numerals import Numeral, exact

POPULATION = 100000
_MONEY = {"$": "USD", "US$": "USD", "USD": "USD", "C$": "CAD", "CA$": "CAD", "CAD": "CAD", "A$": "AUD", "AU$": "AUD",
          "AUD": "AUD", "NZ$": "NZD", "HK$": "HKD", "£": "GBP", "GBP": "GBP", "€": "EUR", "EUR": "EUR", "¥": "JPY",
          "JPY": "JPY", "₹": "INR", "CHF": "CHF", "R$": "BRL", "S$": "SGD", "CNY": "CNY", "INR": "INR"}
CURRENCY = re.compile(
    r"(?<![A-Za-z])(?:(?:US|CA?|AU?|NZ|HK|[RS])?\$|[£€¥₹]|(?:USD|EUR|GBP|JPY|CHF|CAD|AUD|CNY|INR)(?=[ \d]))[ \u00a0]?")
_CODE_BEHIND = re.compile(r" (USD|CAD|AUD|NZD|US dollars)\b")
_MONEY_SCALE = re.compile(r"[ \u00a0]?(k|m|b|mn|bn|tn|K|M|B|MM)(?![A-Za-z\d])")
_MONEY_SCALES = {"k": 10**3, "m": 10**6, "mm": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
_SHORT_COUNT = re.compile(
    r"([km])(?= (?:people|users|visitors|runners|followers|members|customers|copies|jobs|homes)\b)")
_TOLERANCE = re.compile(r"\s?\(?\s?(?:±|\+/[-−])\s?\d+(?:[.,]\d+)*\)?(?:\s?%)?")
_SHARE = re.compile(
    r"\s+(?:(in|out of|of)(\s+every|\s+each|(?<=of)\s+the)?|for every)\s+"
    r"(?:a\s+(?=(?:hundred|thousand|million|billion)\b))?|\s?:\s?", re.I)
_ONE_IN = re.compile(
    r"\s+(?:person|child|baby|adult|man|woman|boy|girl|newborn|patient|birth|individual)\s+in\s+(?:every\s+)?")
_RATE = re.compile(
    r"(?:\s+((?:[a-z-]+\s){1,3}))?\s?(?:\bper\s+|/\s?|for every\s+|\bin every\s+)(?:a\s+)?"
    r"(?=[\d(]|hundred|thousand|million|billion|ten\s|one\s)", re.I)
_POPULATION = re.compile(
    r"\s+(?:(?:of (?:the )?)?(?:general )?population|live births|(person|patient)-years)\b", re.I)
_AND_TO = re.compile(r"\s?[-–—]\s?|\s+(?:to|or|and)\s+(?:one in\s+|1 in\s+)?")
_FOLD = re.compile(r"[ \u00a0-]?fold\b|\s?×(?![\w×]|\s?\d)|x(?![\w×])|-times\b", re.I)
_ADJECTIVE = re.compile(
    r"-(seat|bed|member|item|page|room|storey|story|question|point|player|person|man|door|lane|inch|foot)(?:er)?\b")
_OF_A = re.compile(r"\s+(?:an?|of an?)\s+(?=[a-z])")
_OF_SCALE = re.compile(r"(million|billion|trillion|thousand|dozen)\b")
_SMALLER = {"ft": "inch", "hour": "minute", "minute": "second", "year": "month", "lb": "oz"}
_NEXT = re.compile(r" (?:and )?(?=\d|[a-z])|, (?=\d)", re.I)
_PER = re.compile(r"\s?/|\s+per\s")
_BULLET = re.compile(r"\n[ \t]*$")


@dataclass(frozen=True, slots=True)
class Term:
    """A number and its unit.  ``factor``: what scale and rate multiplied the written number by, for ranges to share."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str | None
    measured: bool = False
    plain: bool = False
    words: bool = False
    factor: Decimal = Decimal(1)
    aged: bool = False
    share: bool = False
    money: bool = False
    reach: int = 0

    @property
    def after(self) -> int:
        """Where the counted noun ends, or the term where it counts none."""
        return max(self.end, self.reach)

    def times(self, factor: Decimal) -> Term:
        """This term, its number multiplied."""
        return replace(self, low=self.low * factor, high=self.high * factor, factor=self.factor * factor, plain=False)


def read(text: str, start: int, floor: int, aged: bool = False) -> Term | None:
    """The term whose first digit or number word is at ``start``; sign and currency are looked for down to ``floor``."""
    numeral = numerals.read(text, start)
    if not numeral:
        return None
    currency = _before(text, start, floor)
    if currency:
        return _money(text, numeral, *currency)
    minus = _sign(text, start, floor)
    term = _measured(text, numeral, aged)
    if minus is None:
        return term
    if not minus[1]:
        return replace(term, start=minus[0])
    if _BULLET.search(text, max(0, minus[0] - 8), minus[0]) and minus[0] > 0 and term.unit not in ("°C", "°F"):
        return term
    return replace(term, start=minus[0], low=-term.high, high=-term.low)


def _before(text: str, start: int, floor: int) -> tuple[int, str] | None:
    """Start and code of the currency before ``start``."""
    for width in (4, 3, 2, 1):
        at = start - width
        if at >= floor:
            found = CURRENCY.match(text, at)
            if found and found.end() == start:
                return at, _MONEY[found[0].strip()]
    return None


def _sign(text: str, start: int, floor: int) -> tuple[int, bool] | None:
    """Start of the sign before ``start`` and whether it is a minus; a dash between two numbers is never one."""
    if start - 6 >= floor and text[start - 6:start].lower() == "minus " and not text[start - 8:start - 7].isdigit():
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
    before = _before(text, start, floor) or _sign(text, start, floor)
    return before[0] if before else start


def _money(text: str, numeral: Numeral, start: int, code: str) -> Term:
    value, end, factor = numeral.value, numeral.end, numeral.scale
    scale = _MONEY_SCALE.match(text, end) if not numeral.scaled else None
    if scale:
        factor = Decimal(_MONEY_SCALES[scale[1].lower()])
        value, end = value * factor, scale.end()
    behind = _CODE_BEHIND.match(text, end)
    if behind:
        code, end = behind[1][:3].replace("US ", "USD"), behind.end()
    unit = measures.Measure(code, end)
    unit = measures.compound(text, unit) if _PER.match(text, end) else unit
    return Term(start, unit.end, value, value, unit.name, True, factor=factor, money=True)


def _measured(text: str, numeral: Numeral, aged: bool) -> Term:
    words = numeral.kind == "words"
    value, end = numeral.value, numeral.end
    term = Term(numeral.start, end, value, value, None, plain=numeral.plain, words=words, factor=numeral.scale)
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
    unit = measures.read(text, end, words)
    if unit and unit.name in _SMALLER:
        return _composed(text, replace(term, end=unit.end, unit=unit.name, measured=True, aged=unit.aged))
    if unit:
        again = _TOLERANCE.match(text, unit.end)
        stop = unit.end
        if again:
            tail = measures.read(text, again.end())
            stop = tail.end if tail else again.end()
        return replace(term, end=stop, unit=unit.name, measured=unit.name != "times", aged=unit.aged)
    fold = _FOLD.match(text, end)
    if fold:
        return replace(term, end=fold.end(), unit="times")
    term = replace(term, end=end)
    return _share(text, term) or _rate(text, term) or _counted(text, term, aged)


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
        measure = measures.read(text, unit.end() - 1)
        if measure:
            return replace(term, end=measure.end, unit=measure.name, measured=True)
    measure = measures.read(text, term.end)
    if measure and measure.name not in ("percent",):
        return replace(term, end=measure.end, unit=measure.name, measured=True)
    value = exact(Fraction(term.low).limit_denominator(10) * 100)
    return replace(term, low=value, high=value, unit="percent", measured=True, share=True, plain=False)


def _share(text: str, term: Term) -> Term | None:
    """``1 in 4``, ``9 out of 10``, ``1 in 2,500 to 3,500``: percent up to 1 in 100, beyond it per 100,000."""
    link = _SHARE.match(text, term.end) or (_ONE_IN.match(text, term.end) if term.low == 1 else None)
    if not link or not (term.plain or term.words) or term.low < 1:
        return None
    whole = numerals.read(text, link.end())
    word = link[1].lower() if link.re is _SHARE and link[1] else ""
    every = not word or bool(link[2])
    if not whole or whole.kind == "fraction" or whole.value <= term.low:
        return None
    if word == "of" and not (term.plain and whole.plain and nouns.read(text, whole.end)):
        return None
    if measures.read(text, whole.end) or (word == "in" and not every and not _shares(term, whole)):
        return None
    far = _AND_TO.match(text, whole.end)
    other = numerals.read(text, far.end()) if far else None
    if (other and other.value > whole.value and (whole.value > 100 or other.value <= 100)
            and not _SHARE.match(text, other.end) and not measures.read(text, other.end)):
        return _rated(replace(term, end=other.end), whole.value, other.value, share=True)
    return _rated(replace(term, end=whole.end), whole.value, whole.value, share=True)


def _shares(term: Term, whole: Numeral) -> bool:
    """Whether ``3 in 5`` can be a share: not ``12 in 2004``."""
    if whole.plain and 1800 <= whole.value <= 2100 and whole.value % 50:
        return False
    if term.low == 1:
        return whole.value >= 2
    round_number = whole.value >= 100 and whole.value.normalize().as_tuple().digits in ((1,), (5,))
    return whole.value <= 10 or whole.value == 20 or round_number


def _rated(term: Term, least: Decimal, most: Decimal, share: bool, yearly: bool = False) -> Term:
    """``term`` in 1 of ``least`` to ``most``: in percent up to a hundred, unless of person-years."""
    few = most <= 100 and not yearly
    per = Fraction(100 if few else POPULATION)
    low, high = exact(Fraction(term.low) * per / Fraction(most)), exact(Fraction(term.high) * per / Fraction(least))
    unit = "percent" if few else f"per {POPULATION}"
    return replace(term, low=low, high=high, unit=unit, measured=True, share=share, plain=False,
                   factor=term.factor * exact(per / Fraction(least)))


def _rate(text: str, term: Term) -> Term | None:
    """``2.7 cases per 100,000 people``; another noun than cases makes a compound (``bed per 1000 resident``)."""
    link = _RATE.match(text, term.end)
    if not link:
        return None
    whole = numerals.read(text, link.end())
    if not whole or whole.value < 100 or measures.read(text, whole.end):
        return None
    noun = (link[1] or "").split()
    behind = nouns.read(text, whole.end)
    plain = _POPULATION.match(text, whole.end)
    end = plain.end() if plain else behind[1] if behind else whole.end
    if noun and noun[-1].lower() not in nouns.CASES:
        what = f" {behind[0]}" if behind else ""
        return replace(term, end=end, unit=f"{nouns.singular(noun[-1])} per {whole.value:f}{what}", plain=False)
    years = bool(plain and plain[1])
    return _rated(replace(term, end=end), whole.value, whole.value, share=False, yearly=years)


def _counted(text: str, term: Term, aged: bool) -> Term:
    """The term with the noun that it counts, or with years where it is an age."""
    if aged and term.low < 130:
        return replace(term, unit="year", measured=True, aged=True)
    adjective = _ADJECTIVE.match(text, term.end)
    if adjective:
        return replace(term, end=adjective.end(), unit={"inch": "inch", "foot": "ft"}.get(adjective[1], adjective[1]))
    noun = nouns.read(text, term.end, one=term.low == 1)
    if noun:
        beside = text[term.end + 1:noun[1]].isalpha()
        return replace(term, end=noun[1] if beside else term.end, unit=noun[0], reach=noun[1])
    return term


def year(found: dates.Date) -> Term | None:
    """A date as a term in calendar years; None where it states no year."""
    if not found.years:
        return None
    first, last = found.years
    return Term(found.start, found.end, Decimal(first), Decimal(last), "calendar year", True)
