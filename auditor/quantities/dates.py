"""Dates and calendar years: ``14 May 1998``, ``in 2004``, ``the 1990s``; each states its year or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.quantities import measures

YOUNGEST, OLDEST = 15, 120
"""Two years behind a name are a birth and a death where they lie this far apart."""
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20)\d\d(?![\d%]|[.,]\d|[A-Za-z])"
_SURE_YEAR = r"((?:1[5-9]|20)\d\d)"
_DAY_FIRST = re.compile(
    rf"{_DAY}(?:\s?[-–]\s?{_DAY}|\s(?:and|to)\s{_DAY})?(?:\s+of)?[\s-]+{_MONTH}(?:,?[\s-]+({_YEAR}))?"
)
_ISO = re.compile(rf"{_SURE_YEAR}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T[\d:.]+Z?)?)?(?![\d-])")
_SLASHED = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]((?:1[5-9]|20)\d\d|\d\d)(?!\d)")
_BASE = re.compile(rf"{_SURE_YEAR}(?= (?:levels?|prices|baseline|terms|standards)\b)")
"""The year that something is measured by: ``55% below 1990 levels``."""
_YEAR_FIRST = re.compile(rf"{_SURE_YEAR},? {_MONTH}(?: {_DAY}\b)?")
_AFTER_MONTH = re.compile(rf"{_DAY}(?:\s?[-–]\s?{_DAY})?(?:,?\s+({_YEAR}))?(?!\d|[.,]\d|%)")
_MONTH_BEFORE = re.compile(rf"(?<![\w-]){_MONTH},?\s+(?:{_DAY},?\s+)?$")
_MONTH_DATE = re.compile(rf"{_MONTH}\s+(?:{_DAY},?\s+)?({_YEAR})")
_DECADE = re.compile(r"(1[0-9]|20)(\d)0['’]?s\b")
_PLAIN = re.compile(_YEAR)
_CITED = re.compile(
    r"(?:et al\.?,?\s*\(?|[A-Z][\w’'-]+, |[A-Z][\w’'-]+ (?:and|&) [A-Z][\w’'-]+,? |[A-Z][a-zé’'-]+ \()"
    r"(?:(?:1[89]|20)\d\d[a-z]?[,;] )*$"
)
_STRONG_WORDS = (
    "in|since|until|till|by|during|year|founded|established|born|circa|AD|summer|winter|spring|autumn|"
    "early|late|mid|published|launched|opened|closed|built|as of"
)
_BEFORE = re.compile(
    rf"(?:\b(?:{_STRONG_WORDS}|before|after|years|c\.|ca\.|from|dated|fall|of|between|and|to|or|through|around|about|back|"
    r"calendar)[ \n-]|\(|[-–]|, ?|[:;|] |^|\n)$",
    re.I,
)
_SUM = re.compile(
    r"\b(?:total|average|mean|median|sum|maximum|minimum|record|crowd|sample|population|number) of $", re.I
)
_PLANNED = re.compile(
    r"\b(?:planned|scheduled|expected|due|set|forecast|budgeted|figures?|data|results?|estimates?|target|back|"
    r"plans?) for $",
    re.I,
)
_STRONG = re.compile(rf"(?:\b(?:{_STRONG_WORDS}|Q[1-4])[ \n-]|\()$", re.I)
_DONE = re.compile(
    r"\b(?:complet|retir|install|introduc|renovat|restor|demolish|commission|discontinu|revis|updat|enact|adopt|"
    r"amend|discover|invent|releas|erect|finish|approv|licen[cs]|creat|inaugurat|appoint|abolish|dissolv|merg|patent|"
    r"ratifi|reopen|refurbish|extend|issu|print|repaint|redesign|replac|upgrad)ed $|\b(?:rebuilt|begun|service|use) $",
    re.I,
)
_DATED = re.compile(
    r"\b(?:records?|inventor(?:y|ies)|charters?|documents?|deeds?|maps?|letters?|manuscripts?|chronicles?|sources?|"
    r"mentions?|dat(?:e|es|ed|ing)|stem(?:s|med|ming)?|surviv(?:e|es|ed|ing)) (?:back )?(?:from|to) $",
    re.I,
)
"""What is old enough to come from a year that is no round figure of anything: ``a charter from 1362``."""
_LAST = re.compile(r"\s*(?:$|[)\]\n;|])")
"""A year right behind what was done, where the line or the bracket ends: ``(retired 1991)``."""
_BEHIND = re.compile(
    r"\s*(?:$|[|.,;:)\]?!(–—/-]|\n|(?:and|or|to|the|a|an|by|in|on|at|for|with|was|were|is|are|when|while|after|before|but|as|"
    r"until|through|it|he|she|they|we|that|this|which|under|from|of|has|had|have|did|because|where|who|there|season|edition|"
    r"election|census|survey|onwards?|its|his|her|some|all|researchers|scientists|study|report|review|version|revision|"
    r"criteria|guidelines?|followed|[A-Z]\w*)\b)"
)
_ENTRY = re.compile(r"(?:[:;] |: .{0,24}[,;] )(?:[A-Za-z][\w-]* ){1,3}$")
_ENTRY_END = re.compile(r"\s*(?:$|[;\n|)])")
"""A year behind a word, each an entry of a label: ``Approval: adults 1984; children 1990``."""
_SEASON = re.compile(rf"{_SURE_YEAR}/(\d{{4}}|\d\d)\b")
_ERA = re.compile(
    r"(\d{1,4})(?:\s?[-–]\s?\d{1,4})?\s?(BCE?|B\.C\.(?:E\.)?|AD|CE|A\.D\.)(?!\w)"
    r"(?! (?:patients|cases|subjects|participants|people|mice|brains|individuals|groups?|mark))"
)
_AGO = re.compile(r"\d{1,3}(?!\d)")
_ERA_BEFORE = re.compile(r"\bA\.?D\.? $")
_FISCAL = re.compile(r"\bFY ?$")
_LIFE = re.compile(r"((?:1[0-9]|20)\d\d)\s?[-–]\s?((?:1[0-9]|20)\d\d)\)")
_FULL_NAME = re.compile(r"\b(?:by|to|of|from) (?:[A-Z][\w’'-]* ){1,2}[A-Z][\w’'-]+, $")
_EVENT = re.compile(
    r"\b(?:fire|flood|floods|war|battle|storm|earthquake|election|census|crisis|revolution|act|treaty|reform|summer|winter|"
    r"spring|autumn|season|constitution|eruption|epidemic|pandemic|plague|drought|famine|strike|siege|uprising|hurricane|"
    r"championships?|olympics|games|referendum|agreement|charter|law|rebellion|class) of $",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text: its first and last year, or None where none is stated (``12 March``)."""

    start: int
    end: int
    years: tuple[int, int] | None
    life: bool = False
    """Whether the two years are a birth and a death."""


def read(text: str, start: int, floor: int) -> Date | None:
    """The date whose first digit is at ``start``, with the month before it; None for other numbers.

    >>> read("on May 14, 1998 it", 7, 0)
    Date(start=3, end=15, years=(1998, 1998), life=False)
    """
    for pattern in (_ISO, _DAY_FIRST, _SLASHED, _YEAR_FIRST, _BASE):
        found = pattern.match(text, start)
        if found:
            year = found[1]
            return _date(start, found.end(), year if year and len(year) == 4 else None)
    spanned = _spanned(text, start, floor)
    if spanned:
        return spanned
    decade = _DECADE.match(text, start)
    if decade:
        first = int(decade[1] + decade[2] + "0")
        return Date(start, decade.end(), (first, first + 9))
    if text[start - 1 : start].isspace() and start > 3:
        month = _MONTH_BEFORE.search(text, max(floor, start - 16), start)
        if month:
            began = month.start()
            year = _PLAIN.match(text, start)
            if year:
                return _date(began, year.end(), year[0])
            day = _AFTER_MONTH.match(text, start)
            if day and (day[1] or not measures.read(text, day.end())):
                return _date(began, day.end(), day[1])
    return None


def _spanned(text: str, start: int, floor: int) -> Date | None:
    """``2019/20``, ``44 BC``, ``FY2021``, ``Ada Lunn (1911–1987)``: years written in a way of their own."""
    season = _SEASON.match(text, start)
    if season and text[start - 1 : start] not in ("/", "-", "_", "."):
        first = int(season[1])
        follows = int(season[2]) % 100 == (first + 1) % 100
        return Date(start, season.end(), (first, first + 1) if follows else None)
    era = _ERA.match(text, start)
    if era:
        known = era[2][0] != "B" and len(era[1]) == 4 and int(era[1]) <= 2100
        return _date(start, era.end(), era[1] if known else None)
    year = _PLAIN.match(text, start)
    if not year:
        early = _AGO.match(text, start) if _ERA_BEFORE.search(text, max(floor, start - 5), start) else None
        return Date(start, early.end(), None) if early else None
    if _FISCAL.search(text, max(floor, start - 4), start):
        return _date(start, year.end(), year[0])
    life = _LIFE.match(text, start)
    if life and text[start - 1 : start] == "(" and _CITED.search(text, max(0, start - 48), start):
        first, last = int(life[1]), int(life[2])
        return Date(start, life.end() - 1, (first, last), YOUNGEST <= last - first <= OLDEST) if first < last else None
    return None


def month_date(text: str, start: int) -> Date | None:
    """A date that starts with its month at ``start`` (the far end of ``May 1998 to June 2001``)."""
    found = _MONTH_DATE.match(text, start)
    return _date(start, found.end(), found[1]) if found else None


def _date(start: int, end: int, year: str | None) -> Date:
    return Date(start, end, (int(year), int(year)) if year else None)


def cited(text: str, start: int) -> bool:
    """Whether the year at ``start`` belongs to a literature reference: ``(Smith et al., 2006)``."""
    if not text[start : start + 4].isdigit() or not _CITED.search(text, max(0, start - 48), start):
        return False
    bracket = text.rfind("(", max(0, start - 80), start) > text.rfind(")", max(0, start - 80), start)
    named = text[start : start + 4] < "1900" or _FULL_NAME.search(text, max(0, start - 48), start)
    return bracket or not named


def is_year(text: str, start: int, end: int, counted: bool) -> bool:
    """Whether the four digits at ``start..end`` are a calendar year; ``counted``: a noun stands behind them."""
    value = int(text[start:end])
    if not 1000 <= value <= 2100 or text[end : end + 1].islower() or _SUM.search(text, max(0, start - 16), start):
        return False
    if not counted and value >= 1200 and _EVENT.search(text, max(0, start - 20), start):
        return True
    if not counted and value >= 1900 and _PLANNED.search(text, max(0, start - 24), start):
        return True
    strong = _STRONG.search(text, max(0, start - 14), start)
    if strong and (not counted or strong[0] != "in "):
        return True
    if value > 1850 and value % 100 and text[max(0, start - 4) : start].lower() == "the ":
        return True
    if not counted and _DATED.search(text, max(0, start - 28), start) and _BEHIND.match(text, end):
        return True
    if counted or value < 1500:
        return False
    if value >= 1900 and _ENTRY_END.match(text, end) and _ENTRY.search(text, max(0, start - 48), start):
        return True
    if value >= 1800 and _LAST.match(text, end) and _DONE.search(text, max(0, start - 20), start):
        return True
    return bool(_BEFORE.search(text, max(0, start - 14), start) and _BEHIND.match(text, end))
