"""Money: currency signs and codes before a number, short scales (``$4.5m``), pounds and pence by the words around."""

from __future__ import annotations

import re
from decimal import Decimal

from auditor import units
from auditor.quantities import measures
from auditor.quantities.measures import Measure
from auditor.quantities.numerals import Numeral
from auditor.quantities.terms import Term

_SIGNS = {
    "$": "USD",
    "US$": "USD",
    "C$": "CAD",
    "CA$": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "R$": "BRL",
    "S$": "SGD",
    "Rs": "INR",
    "Rs.": "INR",
}
_CODES = "|".join(sorted(units.CURRENCIES))
CURRENCY = re.compile(
    rf"(?<![A-Za-z])(?:(?:US|CA?|AU?|NZ|HK|[RS])?\$|[£€¥₹]|(?:{_CODES}|Rs\.?)(?=[ \d\u00a0]))[ \u00a0]?"
)
_CODE_BEHIND = re.compile(r" (USD|CAD|AUD|NZD|US dollars)\b")
_SCALE = re.compile(r"[ \u00a0]?(k|m|b|mn|bn|tn|K|M|B|MM)(?![A-Za-z\d])")
_SCALES = {"k": 10**3, "m": 10**6, "mm": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
_PER = re.compile(r"\s?/|\s+per\s")
_PRICE = re.compile(
    r"[£€$]|\b(?:pay|paid|pays|paying|cost|price|fee|deposit|coin|ticket|fare|worth|spen[dt]|charg|fined?|sold|sell|bought|"
    r"buy|budget|money|cash|refund|earn|wage|salary|tax|debt|loan|grant|fund|donat|rent|sterling|pence|profit|turnover|"
    r"revenue|bill|admission|entry)\w*",
    re.I,
)
_WEIGHT = re.compile(
    r"\b(?:weigh|mass|heav|light|los[est]|gain|lift|load|carr|bodyweight|overweight|obes|birth|ounces?|kg|thrust|pressure|"
    r"force|catch|caught|flour|sugar|butter|meat|beef)\w*|\A (?:of|in weight)\b",
    re.I,
)
_POUNDS = re.compile(r"[\s-]pounds?\b", re.I)
_PENCE = re.compile(r"p\b(?![.]\w)")


def before(text: str, start: int, floor: int) -> tuple[int, str] | None:
    """Start and code of the currency before ``start``."""
    for width in (4, 3, 2, 1):
        at = start - width
        if at >= floor:
            found = CURRENCY.match(text, at)
            if found and found.end() == start:
                sign = found[0].strip()
                return at, _SIGNS.get(sign, sign)
    return None


def read(text: str, numeral: Numeral, start: int, code: str) -> Term:
    """The amount of ``numeral`` in the currency ``code``, whose sign starts at ``start``.

    >>> from auditor.quantities import numerals
    >>> read("€1.2bn", numerals.read("€1.2bn", 1), 0, "EUR").low
    Decimal('1200000000.0')
    """
    value, end, factor = numeral.value, numeral.end, numeral.scale
    scale = _SCALE.match(text, end) if not numeral.scaled else None
    if scale:
        factor = Decimal(_SCALES[scale[1].lower()])
        value, end = value * factor, scale.end()
    behind = _CODE_BEHIND.match(text, end)
    if behind:
        code, end = behind[1][:3].replace("US ", "USD"), behind.end()
    unit = Measure(code, end)
    unit = measures.compound(text, unit) if _PER.match(text, end) else unit
    return Term(start, unit.end, value, value, unit.name, True, factor=factor, money=True)


def pounds(text: str, numeral: Numeral, unit: Measure) -> Measure:
    """``unit``, where it is a pound in words: of money, of mass, or left as written where nothing near tells which.

    >>> from auditor.quantities import numerals
    >>> pounds("A fee 2 pounds", numerals.read("A fee 2 pounds", 6), Measure("lb", 14)).name
    'GBP'
    """
    word = _POUNDS.match(text, numeral.end)
    if not word or not (unit.name == "lb" or unit.name.removeprefix("lb/") in measures.TIMES):
        return unit
    near = text[max(0, numeral.start - 60) : numeral.start].rpartition("\n\n")[2]
    behind = text[unit.end : unit.end + 40].partition("\n\n")[0]
    if _WEIGHT.search(behind) or _WEIGHT.search(near):
        return unit
    price = numeral.value >= 10**6 or _PRICE.search(near) or _PRICE.search(behind)
    return Measure("GBP" if price else "pound", word.end())


def pence(text: str, numeral: Numeral) -> Term | None:
    """``50p`` where a price is spoken of, in pounds; None for pages and lines of video."""
    found = _PENCE.match(text, numeral.end)
    if not found or not numeral.plain or numeral.value >= 100:
        return None
    if not _PRICE.search(text, max(0, numeral.start - 60), min(len(text), found.end() + 40)):
        return None
    value = numeral.value / 100
    return Term(numeral.start, found.end(), value, value, "GBP", True, money=True)
