"""The date that a document gives itself, as ISO 8601 and as precise as stated; never one that it does not state."""

from __future__ import annotations

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<month>\d\d)(?:-(?P<day>\d\d))?(?!\d)",
        rf"{_YEAR}[/.](?P<month>\d\d?)[/.](?P<day>\d\d?)(?!\d)",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"{_YEAR}\s+{_MONTH}(?:\s+{_DAY}(?!\d))?",
        rf"{_MONTH},?\s+{_YEAR}",
        rf"(?P<first>\d\d?)[/.](?P<second>\d\d?)[/.]{_YEAR}",
        rf"{_YEAR}(?!\d)",
    )
)
_BETWEEN = r"(?: (?:on|date)\b)? ?[:–—-]? ?"
_AFTER = re.compile(r" ?(?:$|[\])|.;,•·–—-]|[A-Z])")
_PAGE = "(?:(?:this )?(?:page|article|content|topic|information|document) )?(?:was )?"
# The words that announce a date, the strongest first: an update outweighs a review, that the publication.
_ANNOUNCED = tuple(
    re.compile(rf"(?:^|[\[(|•·\n]|\.\s)\W{{0,3}}(?i:{announced}){_BETWEEN}(?P<date>.{{4,30}})", re.MULTILINE)
    for announced in (
        rf"{_PAGE}(?:last|most recently)? ?"
        r"(?:updated?|modified|revised|revision|modification)(?: date)?",
        rf"{_PAGE}(?:last|medically|clinically)? ?(?:last )?"
        r"(?:reviewed|review)(?: date)?",
        r"(?:(?:first|originally|date) )?(?:published|posted|publication date|created|date)",
    )
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright)[ ©]{0,4}(?:[A-Z][^\n\d]{0,60}?)?(?P<first>(?:19|20)\d\d)"
    r"(?:\s*[-–—,]\s*(?P<last>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_WINDOW = 6000
"""Characters at either end of a document in which its date is looked for."""


def stated_date(text: str) -> str:
    """The date that ``text`` says it was last updated, else reviewed, else published, else its copyright year.

    >>> stated_date("Copyright 2019-2021 X. Page last updated: 3 May 2020")
    '2020-05-03'
    """
    window = text if len(text) <= 2 * _WINDOW else f"{text[:_WINDOW]}\n{text[-_WINDOW:]}"
    # One space between words: the patterns below must not search long stretches of white space.
    window = "\n".join(" ".join(line.split()) for line in window.splitlines())
    for announced in _ANNOUNCED:
        found = [date for match in announced.finditer(window) if (date := _leading_date(match["date"]))]
        if found:
            return max(found)
    years = [match["last"] or match["first"] for match in _COPYRIGHT.finditer(window)]
    return max(years, default="")


def parse_date(text: str) -> str:
    """The date that ``text`` begins with, in ISO 8601, or ``""``.

    Of ``05/06/2020`` only the year is certain; ``25/06/2020`` can be read one way alone.

    >>> parse_date("Feb. 12, 2015"), parse_date("05/06/2020"), parse_date("2019-05")
    ('2015-02-12', '2020', '2019-05')
    """
    for form in _FORMS:
        if match := form.match(text.strip()):
            return _iso(match.groupdict())
    return ""


def _leading_date(text: str) -> str:
    """``parse_date``, unless what follows makes the year part of a sentence: ``Updated 2010 guidelines``."""
    for form in _FORMS:
        if (match := form.match(text)) and _AFTER.match(text, match.end()):
            return _iso(match.groupdict())
    return ""


def _iso(found: dict[str, str | None]) -> str:
    year, month, day = found["year"] or "", found.get("month") or "", found.get("day") or ""
    if "first" in found:
        first, second = int(found["first"] or 0), int(found["second"] or 0)
        if first > 12 >= second:
            month, day = str(second), str(first)
        elif second > 12 >= first:
            month, day = str(first), str(second)
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1 if month else 0
    if not 1 <= number <= 12:
        return year
    return f"{year}-{number:02}-{int(day):02}" if day and 1 <= int(day) <= 31 else f"{year}-{number:02}"
