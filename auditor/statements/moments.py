"""Dates to the day: what the number grammar reads as a year, with month, day and the word that bounds it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.model import Quantity

Day = tuple[int, int, int]
FIRST, LAST = (0, 1, 1), (9999, 12, 31)
_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
)
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)"
_YEAR = r"(?P<year>1\d\d\d|20\d\d)(?![\d%]|[.,]\d)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<![\w.,-]){_DAY} (?:of )?{_MONTH}(?:,? (?:of )?{_YEAR})?",
        rf"(?<!\w){_MONTH} {_DAY}(?:,? {_YEAR})?",
        rf"(?<!\w){_MONTH},? (?:of )?{_YEAR}",
    )
)
_MONTH_ALONE = re.compile(rf"(?<=\b[IiOo]n )(?:early |late |mid-)?{_MONTH}(?! \d)")
_BOUND = re.compile(
    r"\b(?P<word>before|prior to|until|till|by|after|since|from|later than|earlier than|not before|not until|as of)"
    r"(?: the| early| late| mid| around| about)?[ (]*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """Every day from ``first`` to ``last``; ``dated`` where the year is stated, ``open`` where it is a bound."""

    first: Day
    last: Day
    dated: bool = True
    open: bool = False


def moments(text: str, years: tuple[Quantity, ...]) -> Iterator[tuple[int, int, Moment]]:
    """Start, end and value of every date: those with a month, then the ``years`` that the number grammar found."""
    taken: list[tuple[int, int]] = []
    for form in (*_FORMS, _MONTH_ALONE):
        for found in form.finditer(text):
            if not any(a < found.end() and found.start() < b for a, b in taken):
                taken.append(found.span())
                yield found.start(), found.end(), _bounded(text, found.start(), _of(found.groupdict()))
    for year in years:
        if (
            not any(a < year.end and year.start < b for a, b in taken)
            and year.low is not None
            and year.high is not None
        ):
            span = Moment((int(year.low), 1, 1), (int(year.high), 12, 31))
            yield year.start, year.end, _bounded(text, year.start, span)


def _of(parts: dict[str, str | None]) -> Moment:
    month = _NAMES.index((parts["month"] or "jan")[:3].lower()) + 1
    year = int(parts.get("year") or 0)
    day = int(parts.get("day") or 0)
    last = day or calendar.monthrange(year or 2000, month)[1]
    return Moment((year, month, day or 1), (year, month, last), bool(year))


def _bounded(text: str, start: int, moment: Moment) -> Moment:
    found = _BOUND.search(text, max(0, start - 24), start)
    word = found["word"].lower() if found else ""
    if not word:
        return moment
    if not moment.dated:
        return _in_some_year(moment, word)
    if word in ("before", "prior to", "earlier than"):
        return Moment(FIRST, _before(moment.first), open=True)
    if word in ("after", "later than"):
        return Moment(_after(moment.last), LAST, open=True)
    if word in ("by", "until", "till"):
        return Moment(FIRST, moment.last, open=True)
    if word in ("since", "not before", "not until"):
        return Moment(moment.first, LAST, open=True)
    return moment


def _in_some_year(moment: Moment, word: str) -> Moment:
    """A bound on a day of a year that is not stated: the days of that year before or after it."""
    if word in ("before", "prior to", "earlier than", "by", "until", "till"):
        last = _before(moment.first) if word in ("before", "prior to", "earlier than") else moment.last
        return Moment((0, 1, 1), last, False, True)
    return Moment(moment.first, (0, 12, 31), False, True) if word in ("after", "later than", "since") else moment


def _before(day: Day) -> Day:
    year, month, date = day
    if date > 1:
        return year, month, date - 1
    return (year, month - 1, calendar.monthrange(2000, month - 1)[1]) if month > 1 else (year - 1, 12, 31)


def _after(day: Day) -> Day:
    year, month, date = day
    if date < calendar.monthrange(year or 2000, month)[1]:
        return year, month, date + 1
    return (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)


def shown(moment: Moment) -> str:
    """A date in the notation of readings.

    >>> [shown(Moment(*ends)) for ends in (((1994, 3, 3), (1994, 3, 3)), ((1994, 1, 1), (1995, 12, 31)))]
    ['1994-03-03', '1994..1995']
    >>> shown(Moment(FIRST, (1993, 12, 31)))
    '..1993-12-31'
    """
    first, last = moment.first, moment.last
    if first[1:] == (1, 1) and last[1:] == (12, 31) and first != FIRST and last != LAST:
        return f"{first[0]}" if first[0] == last[0] else f"{first[0]}..{last[0]}"
    ends = ["" if end in (FIRST, LAST) else _iso(end, moment.dated) for end in (first, last)]
    if ends[0] == ends[1]:
        return ends[0]
    month = first[:2] == last[:2] and first[2] == 1 and last[2] >= 28
    return _iso(first, moment.dated)[:-3] if month else "..".join(ends)


def _iso(day: Day, dated: bool) -> str:
    return f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}" if dated else f"--{day[1]:02d}-{day[2]:02d}"
