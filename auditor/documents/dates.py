"""The dates that a document gives itself, as ISO 8601 and as precise as stated; never one that it does not state."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = re.compile(r"\s*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]*\s+)?", re.IGNORECASE)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<month>\d\d)(?:-(?P<day>\d\d))?(?!\d)",
        rf"{_YEAR}[/.](?P<month>\d\d?)[/.](?P<day>\d\d?)(?!\d)",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        rf"{_YEAR}[/.](?P<month>\d\d)(?!\d)",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR}",
        rf"{_YEAR}\s+{_MONTH}(?:\s+{_DAY}(?!\d))?",
        rf"{_MONTH},?\s+{_YEAR}",
        rf"(?P<first>\d\d?)[/.-](?P<second>\d\d?)[/.-]{_YEAR}(?!\d)",
        rf"(?P<month>0\d|1[0-2])/{_YEAR}(?!\d)",
        rf"{_YEAR}(?!\d)",
    )
)
_BETWEEN = r"(?: (?:on|date)\b)?\s?[:–—-]?\s?"
_AFTER = re.compile(r"\s?(?:$|[\])|.;,•·–—(-]|[A-Z]|T\d|(?:at |,? ?)\d{1,2}[:.]\d\d|by [A-Z]|in [A-Z])", re.MULTILINE)
_PAGE = "(?:(?:this )?(?:page|article|content|topic|information|document|entry) )?(?:was |were )?"
# The words that announce a date, the strongest first: an update outweighs a review.
_UPDATED = (
    rf"{_PAGE}(?:date )?(?:last|most recently)? ?(?:updated?|modified|revised|revision|modification|edited)(?: date)?",
    rf"{_PAGE}(?:date )?(?:last|medically|clinically)? ?(?:last )?(?:reviewed|review)(?: date)?",
)
_PUBLISHED = (
    r"(?:(?:first|originally|date) )?(?:published(?: online)?|posted|publication date|date of publication|created|date)"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright)[ ©]{0,4}(?:[A-Z][^\n\d]{0,60}?)?(?P<first>(?:19|20)\d\d)"
    r"(?:\s*[-–—,]\s*(?P<last>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_CITED = re.compile(r"\b(?:Accessed|Retrieved|accessed|retrieved)\b")
"""Where one of these follows, the date is that of a source."""
_WINDOW = 6000
"""Characters at either end of a document in which its dates are looked for."""
_MONTH_FIRST = frozenset(("en-us", "en-ph", "es-us"))
_DAY_FIRST = frozenset("gb uk ie au nz in za ng ke gh sg my hk jm mt cy".split())


def _announced(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\[(|•·]|\.\s)\W{{0,3}}(?i:{words}){_BETWEEN}(?=(?P<date>.{{4,40}}))", re.MULTILINE)


_UPDATES = tuple(map(_announced, _UPDATED))
_PUBLICATION = _announced(_PUBLISHED)


@dataclass(frozen=True, slots=True)
class Stated:
    """What a text says of its own dates: updated or else reviewed, published, the last year of its copyright."""

    updated: str = ""
    published: str = ""
    copyright: str = ""


def stated_dates(text: str, order: str = "") -> Stated:
    """The dates in the words of a text; of several updates the last, of several publications the first.

    >>> stated_dates("Copyright 2019-2021 X. Page last updated: 3 May 2020. Published May 1, 2018")
    Stated(updated='2020-05-03', published='2018-05-01', copyright='2021')
    """
    window = text if len(text) <= 2 * _WINDOW else f"{text[:_WINDOW]}\n{text[-_WINDOW:]}"
    # One space between words: the patterns below must not search long stretches of white space.
    window = "\n".join(shown for line in window.splitlines() if (shown := " ".join(line.split())))
    updated = next((max(found) for each in _UPDATES if (found := _dates(each, window, order))), "")
    published = min(_dates(_PUBLICATION, window, order), default="")
    years = [match["last"] or match["first"] for match in _COPYRIGHT.finditer(window)]
    return Stated(updated, published, max(years, default=""))


def _dates(announced: re.Pattern[str], window: str, order: str) -> list[str]:
    found = []
    for match in announced.finditer(window):
        end = window.find("\n", match.end())
        if not _CITED.search(window, match.end(), end if end >= 0 else len(window)):
            found.append(_leading_date(match["date"], order))
    return list(filter(None, found))


def parse_date(text: str, order: str = "") -> str:
    """The date that ``text`` begins with, in ISO 8601, or ``""``; a day that no calendar has is none.

    ``order``, "dmy" or "mdy", is what the document's language or region decides; without it only the year of
    ``05/06/2020`` is certain, while ``25/06/2020`` can be read one way alone.

    >>> parse_date("Feb. 12, 2015"), parse_date("05/06/2020"), parse_date("05/06/2020", "dmy"), parse_date("2019-05")
    ('2015-02-12', '2020', '2020-06-05', '2019-05')
    >>> parse_date("2021-02-30"), parse_date("2021-13")
    ('', '')
    """
    text = text[_WEEKDAY.match(text).end() :]  # type: ignore[union-attr]  # it matches the empty string
    for form in _FORMS:
        if match := form.match(text):
            return _iso(match.groupdict(), order)
    return ""


def order_of(tag: str) -> str:
    """In which order a language writes a day in figures: "dmy", "mdy", or "" where the tag does not decide it.

    >>> order_of("en-US"), order_of("en_GB"), order_of("en"), order_of("de")
    ('mdy', 'dmy', '', 'dmy')
    """
    tag = tag.strip().lower().replace("_", "-")
    language, _, region = tag.partition("-")
    if tag in _MONTH_FIRST:
        return "mdy"
    if (language == "en" and region in _DAY_FIRST) or language in ("de", "fr", "es", "it", "pt", "nl"):
        return "dmy"
    return ""


def in_turn(first: str, then: str) -> bool:
    """Whether a date is not before another, as far as both are stated.

    >>> in_turn("2019-05", "2019"), in_turn("2020-01", "2019-12-31")
    (True, False)
    """
    precision = min(len(first), len(then))
    return first[:precision] <= then[:precision]


def _leading_date(text: str, order: str) -> str:
    """``parse_date``, unless what follows makes the year part of a sentence: ``Updated 2010 guidelines``."""
    text = text[_WEEKDAY.match(text).end() :]  # type: ignore[union-attr]  # it matches the empty string
    for form in _FORMS:
        if (match := form.match(text)) and _AFTER.match(text, match.end()):
            return _iso(match.groupdict(), order)
    return ""


def _iso(found: dict[str, str | None], order: str) -> str:
    year, month, day = found["year"] or "", found.get("month") or "", found.get("day") or ""
    if "first" in found:
        first, second = int(found["first"] or 0), int(found["second"] or 0)
        ways = {"dmy": (second, first), "mdy": (first, second)}
        possible = {way: reading for way, reading in ways.items() if _is_day(year, *reading)}
        readings = {possible[order]} if order in possible else set(possible.values())
        if len(readings) != 1:
            return year if readings else ""
        ((number, of_month),) = readings
        return f"{year}-{number:02}-{of_month:02}"
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1 if month else 0
    if not month:
        return year
    if not _is_day(year, number, int(day or 1)):
        return ""
    return f"{year}-{number:02}-{int(day):02}" if day else f"{year}-{number:02}"


def _is_day(year: str, month: int, day: int) -> bool:
    try:
        datetime.date(int(year), month, day)
    except ValueError:
        return False
    return True
