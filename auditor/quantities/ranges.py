"""Two numbers that are the ends of one range, or the members of one list."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from auditor import units
from auditor.model import Modifier
from auditor.quantities import amounts, dates, furniture, money, numerals, terms
from auditor.quantities.leads import Lead
from auditor.quantities.terms import Term

_DASH = re.compile(r"[ \u00a0\u2009]?[-–−‒‑][ \u00a0\u2009]?(?=[\d.$£€¥+−<>~]|-)|—(?=\d)")
_TO = re.compile(r"-?\s+(?:(?:up|down)\s+)?(?:to|through)\s+|-to-|\s?~\s?(?=\d)")
_AND = re.compile(r"\s+and\s+")
_OR = re.compile(r"-?\s+or\s+")
_WINDOW = re.compile(
    r",?\s+(?:and|but)\s+(?:up to|at most|no(?:t)? more than|less than|fewer than|below|under)\s+", re.I
)
"""What joins a lower and an upper bound: ``more than 5 and up to 40 percent``."""
_HEDGE = re.compile(
    r"(?:(?P<about>about|around|approximately|nearly|almost|~|∼|roughly)|(?P<more>more than|over|at least|>)"
    r"|as (?:much|many|high|long|low|little|few) as|up to|perhaps|even|an?)\b\s*|(?P<near>[~∼≈])|(?P<above>>)",
    re.I,
)
_LIST = re.compile(r"(,\s*)?(?:(and/or|and|or|&|versus|vs\.?)\s+|(?<=,)|(?<=, ))|-?\s+(and|or|&|versus|vs\.?)\s+")
_LISTED = re.compile(r"\w, $")
_STARTS = re.compile(rf"[0-9]|(?:{'|'.join(sorted(numerals.WORDS))})\b", re.I)
_MULTIPLIED = re.compile(r"\)\s?[×x]\s?10")
_UNTIL = re.compile(r"\s?[-–]\s?(?=\d)|\s(?:to|and|or|until)\s(?=\d)")
_PAIRED = re.compile(
    r",? (?:and|but|against|versus) (?:an? |the |its )?(?:median|mean|average|minimum|maximum|standard deviation|peak|"
    r"low|high|record)(?: of| was| is)? (?=\d)"
)
"""Two statistics of one thing share the unit: ``a median of 3 and a mean of 4 days``."""
_CLOSES = re.compile(r"(?:,\s*[\w.-]+){0,12}(?:,\s*|-?\s+)(?:and|or|&|versus|vs)\b", re.I)
MEMBERS = 12
"""How many members of a list are looked through for a unit, so that reading stays linear."""


def far_end(text: str, first: Term, lead: Lead) -> tuple[Term | None, Modifier | None]:
    """The far end of a range that starts with ``first``, and the hedge before it (``to as much as 20%``)."""
    if first.unit and not first.measured and first.unit != "times":
        return None, None
    window = _WINDOW if lead.modifier == "more" else None
    for joint in (_DASH, _TO, _AND if lead.between else None, window, _OR):
        found = joint.match(text, first.end) if joint else None
        if not found or (joint is _OR and _LISTED.search(text, max(0, first.start - 3), first.start)):
            continue
        hedge = _HEDGE.match(text, found.end())
        far = _second(text, hedge.end() if hedge else found.end(), lead, first)
        if far and _fits(first, far, joint in (_OR, _AND, _WINDOW)):
            return far, _hedged(hedge)
    return None, None


def _hedged(hedge: re.Match[str] | None) -> Modifier | None:
    if not hedge:
        return None
    if hedge["about"] or hedge["near"]:
        return "about"
    return "more" if hedge["more"] or hedge["above"] else None


def broken(text: str, first: Term) -> int | None:
    """Where a range ends whose far end cannot be read (``2–3Rp``): half of it must not be taken for the whole."""
    until = _UNTIL.match(text, first.end) if first.unit is None else None
    if until and (hour := furniture.hour(text, until.end())):
        return hour
    dash = _DASH.match(text, first.end)
    if first.unit is None and dash and re.compile(r"[+−-]?\d").match(text, dash.end()):
        tail = re.compile(r"[\w.,–−-]*").match(text, dash.end())
        return tail.end() if tail else None
    return first.end if _MULTIPLIED.match(text, first.end) else None


def _second(text: str, at: int, lead: Lead, first: Term) -> Term | None:
    """The term at ``at``, its sign and currency read forwards."""
    sign = money.CURRENCY.match(text, at)
    start = sign.end() if sign else at
    if text[start : start + 1] in ("-", "−", "+") and text[start + 1 : start + 2].isdigit():
        start += 1
    if first.unit == "calendar year":
        return _year_end(text, start, first)
    if not _STARTS.match(text, start) and text[start : start + 1] not in numerals.VULGAR:
        return _part(text, start)
    if text[start].isdigit() and (dates.read(text, start, start) or furniture.clock(text, start)):
        return None
    far = amounts.read(text, start, at, lead.aged or first.aged)
    if not far or (far.unit is None and furniture.named(text, far.end)) or _MULTIPLIED.match(text, far.end):
        return None
    return far


def _part(text: str, start: int) -> Term | None:
    """``a quarter to a third``, ``two- to threefold``."""
    fold = re.compile(r"([a-z]+)fold\b", re.I).match(text, start)
    if fold and fold[1].lower() in numerals.ONES:
        value = Decimal(numerals.ONES[fold[1].lower()])
        return Term(start, fold.end(), value, value, "times", words=True)
    found = re.compile(r"(half|third|quarter|fifth|tenth)\b(?!-)", re.I).match(text, start)
    if not found:
        return None
    value = numerals.percent(numerals.PARTS[found[1].lower()])
    return Term(start, found.end(), value, value, "percent", measured=True, share=True)


def _year_end(text: str, start: int, first: Term) -> Term | None:
    """``1995–98``, ``2010 to 2012``, ``May 1998 to June 2001``, ``14 May to 3 June 2001``."""
    digit = text[start : start + 1].isdigit()
    date = dates.month_date(text, start) or (dates.read(text, start, start) if digit else None)
    if date:
        return terms.year(date)
    number = numerals.read(text, start)
    if (
        not number
        or not number.plain
        or amounts.read(text, start, start) != Term(start, number.end, number.value, number.value, None, plain=True)
    ):
        return None
    digits = text[start : number.end]
    digits = str(first.low)[:2] + digits if len(digits) == 2 else digits
    years = Decimal(digits)
    return Term(start, number.end, years, years, "calendar year", True) if len(digits) == 4 else None


def _fits(first: Term, far: Term, rising: bool) -> bool:
    """Whether two terms can be the ends of one range; ``rising``: the joint is a word that also joins lists."""
    if first.unit and far.unit and first.unit != far.unit:
        kind = units.dimension(first.unit)
        return first.measured and far.measured and kind == units.dimension(far.unit) and not first.money
    if first.unit and not far.unit and not first.money:
        return False
    near = _shared(first, far)
    return near.low < far.high or (near.low < 0 and far.high < 0) if rising else near.low != far.high


def _shared(first: Term, far: Term) -> Term:
    """``first`` with the unit, scale and rate that only ``far`` states."""
    if first.unit is None or (first.money and first.factor == 1):
        unit = first.unit or far.unit
        if far.factor != 1 and first.factor == 1 and (first.low < far.low / far.factor or far.share):
            first = first.times(far.factor)
        return replace(first, unit=unit, measured=far.measured)
    return first


def ends(first: Term, far: Term) -> tuple[Term, Term, str | None]:
    """Both ends in one unit: the one that states it, or the smaller of two (``6 months to 2 years`` in months)."""
    first = _shared(first, far)
    if not (first.unit and far.unit) or first.unit == far.unit:
        return first, far, far.unit or first.unit
    heat = units.dimension(first.unit) == "temperature"
    unit = far.unit if heat else min(first.unit, far.unit, key=units.factor)
    return _converted(first, unit), _converted(far, unit), unit


def _converted(term: Term, unit: str) -> Term:
    assert term.unit is not None
    return replace(term, low=units.convert(term.low, term.unit, unit), high=units.convert(term.high, term.unit, unit))


def descends(text: str, first: Term, far: Term) -> bool:
    """``2010–9``: a dash between a larger and a smaller number is no range."""
    shutter = far.unit == "second" and far.high < 1
    return first.low > far.high and first.low >= 0 and not shutter and bool(_DASH.match(text, first.end))


def borrow(text: str, term: Term) -> Term:
    """``12, 24 and 36 months``: a bare number takes the unit at the end of its list."""
    if term.unit is None and term.factor == 1 and (paired := _PAIRED.match(text, term.end)):
        other = amounts.read(text, paired.end(), paired.end())
        return replace(term, unit=other.unit, measured=True) if other and other.measured and not other.share else term
    if term.unit is not None or term.factor != 1 or not _CLOSES.match(text, term.end):
        return term
    at, closed = term.end, False
    for _ in range(MEMBERS):
        found = _LIST.match(text, at)
        if not found or found.end() == at or not _STARTS.match(text, found.end()):
            return term
        closed = closed or bool(found[2] or found[3])
        if at == term.end and found[1] and found[2] and not _LISTED.search(text, max(0, term.start - 3), term.start):
            return term
        other = amounts.read(text, found.end(), found.end())
        dash = _DASH.match(text, other.end) if other and other.unit is None else None
        other = amounts.read(text, dash.end(), dash.end()) if dash else other
        if not other or other.share or furniture.clock(text, found.end()):
            return term
        if other.unit is not None:
            year = other.plain and other.low >= 1900 and not other.measured
            return replace(term, unit=other.unit, measured=other.measured) if closed and not year else term
        at = other.end
    return term
