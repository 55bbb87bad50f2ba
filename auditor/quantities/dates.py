"""Dates and calendar years: ``14 May 1998``, ``in 2004``, ``the 1990s``; each states its year or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = (r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
          r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20)\d\d(?![\d%]|[.,]\d|[A-Za-z])"
_SURE_YEAR = r"((?:1[5-9]|20)\d\d)"
_DAY_FIRST = re.compile(
    rf"{_DAY}(?:\s?[-–]\s?{_DAY}|\s(?:and|to)\s{_DAY})?(?:\s+of)?[\s-]+{_MONTH}(?:,?[\s-]+({_YEAR}))?")
_ISO = re.compile(rf"{_SURE_YEAR}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T[\d:.]+Z?)?)?(?![\d-])")
_SLASHED = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]((?:1[5-9]|20)\d\d|\d\d)(?!\d)")
_YEAR_FIRST = re.compile(rf"{_SURE_YEAR},? {_MONTH}(?: {_DAY}\b)?")
_AFTER_MONTH = re.compile(rf"{_DAY}(?:\s?[-–]\s?{_DAY})?(?:,?\s+({_YEAR}))?(?!\d|[.,]\d|%)")
_MONTH_BEFORE = re.compile(rf"(?<![\w-]){_MONTH},?\s+(?:{_DAY},?\s+)?$")
_MONTH_DATE = re.compile(rf"{_MONTH}\s+(?:{_DAY},?\s+)?({_YEAR})")
_DECADE = re.compile(r"(1[0-9]|20)(\d)0['’]?s\b")
_PLAIN = re.compile(_YEAR)
_CITED = re.compile(
    r"(?:et al\.?,?\s*\(?|[A-Z][\w’'-]+, |[A-Z][\w’'-]+ (?:and|&) [A-Z][\w’'-]+,? |[A-Z][a-zé’'-]+ \()"
    r"(?:(?:1[89]|20)\d\d[a-z]?[,;] )*$")
_STRONG_WORDS = ("in|since|until|till|by|during|year|founded|established|born|circa|AD|summer|winter|spring|autumn|"
                 "early|late|mid|published|launched|opened|closed|built|as of")
_BEFORE = re.compile(
    rf"(?:\b(?:{_STRONG_WORDS}|before|after|years|c\.|ca\.|from|dated|fall|of|between|and|to|or|through|around|about|back|"
    r"calendar)[ \n-]|\(|[-–]|, ?|[:;] |^|\n)$", re.I)
_STRONG = re.compile(rf"(?:\b(?:{_STRONG_WORDS}|Q[1-4])[ \n-]|\()$", re.I)
_BEHIND = re.compile(
    r"\s*(?:$|[.,;:)\]?!(–—/-]|\n|(?:and|or|to|the|a|an|by|in|on|at|for|with|was|were|is|are|when|while|after|before|but|as|"
    r"until|through|it|he|she|they|we|that|this|which|under|from|of|has|had|have|did|because|where|who|there|season|edition|"
    r"election|census|survey|onwards?|its|his|her|some|all|researchers|scientists|study|report|review|version|revision|"
    r"criteria|guidelines?|followed|[A-Z]\w*)\b)")
_SEASON = re.compile(r"\d{4}/(?:\d{2}|\d{4})\b")


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text: its first and last year, or None where none is stated (``12 March``)."""

    start: int
    end: int
    years: tuple[int, int] | None


def read(text: str, start: int, floor: int) -> Date | None:
    """The date whose first digit is at ``start``, with the month before it; None for other numbers.

    >>> read("on May 14, 1998 it", 7, 0)
    Date(start=3, end=15, years=(1998, 1998))
    """
    for pattern in (_ISO, _DAY_FIRST, _SLASHED, _YEAR_FIRST):
        found = pattern.match(text, start)
        if found:
            year = found[1]
            return _date(start, found.end(), year if year and len(year) == 4 else None)
    season = _SEASON.match(text, start)
    if season:
        return Date(start, season.end(), None)
    decade = _DECADE.match(text, start)
    if decade:
        first = int(decade[1] + decade[2] + "0")
        return Date(start, decade.end(), (first, first + 9))
    if text[start - 1:start].isspace() and start > 3:
        month = _MONTH_BEFORE.search(text, max(floor, start - 16), start)
        if month:
            began = month.start()
            year = _PLAIN.match(text, start)
            if year:
                return _date(began, year.end(), year[0])
            day = _AFTER_MONTH.match(text, start)
            if day:
                return _date(began, day.end(), day[1])
    return None


def month_date(text: str, start: int) -> Date | None:
    """A date that starts with its month at ``start`` (the far end of ``May 1998 to June 2001``)."""
    found = _MONTH_DATE.match(text, start)
    return _date(start, found.end(), found[1]) if found else None


def _date(start: int, end: int, year: str | None) -> Date:
    return Date(start, end, (int(year), int(year)) if year else None)


def cited(text: str, start: int) -> bool:
    """Whether the year at ``start`` belongs to a literature reference: ``(Smith et al., 2006)``."""
    return bool(_CITED.search(text, max(0, start - 48), start))


def is_year(text: str, start: int, end: int, counted: bool) -> bool:
    """Whether the four digits at ``start..end`` are a calendar year; ``counted``: a noun stands behind them."""
    value = int(text[start:end])
    if not 1000 <= value <= 2100:
        return False
    strong = _STRONG.search(text, max(0, start - 14), start)
    if strong and (not counted or strong[0] != "in "):
        return True
    if value > 1850 and value % 100 and text[max(0, start - 4):start].lower() == "the ":
        return True
    if counted or value < 1500:
        return False
    return bool(_BEFORE.search(text, max(0, start - 14), start) and _BEHIND.match(text, end))
