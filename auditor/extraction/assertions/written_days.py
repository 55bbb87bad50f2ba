"""Days as they are written: ``14 June 1963``, ``June 14, 1963`` and ``1963-06-14`` are one name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.model import Choice

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "|".join(f"{m[:3]}(?:{m[3:]})?" if len(m) > 3 else m for m in _MONTHS)
_DAY, _YEAR = r"(?P<{0}>[12]?\d|3[01])(?:st|nd|rd|th)?", r"(?:,? (?P<{0}>[12]\d{{3}}))?"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_WRITTEN = re.compile(
    rf"\b{_WEEKDAY}(?:{_DAY.format('a')} (?:of )?(?P<b>{_MONTH})\b\.?{_YEAR.format('c')}"
    rf"|(?P<d>{_MONTH})\.? {_DAY.format('e')}\b(?![:.]\d){_YEAR.format('f')}"
    r"|(?P<g>[12]\d{3})-(?P<h>0[1-9]|1[0-2])-(?P<i>[0-3]\d))(?!\d)"
)
_SPAN_BEFORE = re.compile(
    r"(?:\b(?:to|and|until|till|before|after|by|since|from|through|between|or|of)\s+(?:the )?|\d\s*[-–—/]\s*|[-–—]\s*)$"
)
_STARTS = re.compile(
    r"\b(?:(?:in|at) (?:the )?(?:stores|shops|dealers|cinemas)|on sale|available|for sale) "
    r"(?:\w+ )?(?:from|since) [*_]*$",
    re.IGNORECASE,
)
"""What is to be had from a day on is released on that day: its sale has no end that is told."""
_SPAN_BEHIND = re.compile(rf"^\s*(?:[-–—/]\s*\d|[-–—]\s*[A-Z]|(?:to|until|and|or|through) (?:\d|(?:{_MONTH})\b))")


@dataclass(frozen=True, slots=True)
class Day:
    """A day with its place in the text; ``year`` may be empty."""

    start: int
    end: int
    name: str
    year: str

    def choice(self) -> Choice:
        """The day as a value."""
        return Choice((self.name,))


def dated(text: str) -> bool:
    """Whether a day of a month may stand in a text: a quick look."""
    return _WRITTEN.search(text) is not None


def days(text: str) -> Iterator[Day]:
    """Every single day of a text; the ends of spans and terms are none.

    >>> [d.name for d in days("On June 14, 1963, not on 3 May nor from 4 May to 6 May; on 1963-06-15.")]
    ['14 June 1963', '3 May', '15 June 1963']
    """
    for match in _WRITTEN.finditer(text):
        if (
            _SPAN_BEFORE.search(text[: match.start()]) and not _STARTS.search(text[: match.start()])
        ) or _SPAN_BEHIND.search(text[match.end() :]):
            continue
        said = match.groupdict()
        number = int(said["a"] or said["e"] or said["i"])
        month = _MONTHS[int(said["h"]) - 1] if said["h"] else _full(said["b"] or said["d"])
        year = said["c"] or said["f"] or said["g"] or ""
        if 1 <= number <= 31:
            yield Day(match.start(), match.end(), " ".join(filter(None, (str(number), month, year))), year)


def _full(month: str) -> str:
    return next(m for m in _MONTHS if m.startswith(month[:3]))
