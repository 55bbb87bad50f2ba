"""The figures of a statement: amounts, dates, scores, ordinals and bare numbers, each with what it is said of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from auditor.model import Modifier, Quantity
from auditor.quantities import find
from auditor.statements.moments import Moment, moments
from auditor.units import dimension

_STRICT = {
    "more": re.compile(
        r"(?:more|greater|higher|larger|longer|older|better|heavier|taller|bigger|wider|f[ua]rther) than(?! or equal)"
        r"|\b(?:over|above|exceed\w*|beyond|surpass\w*|topped|upwards? of|in excess)\b|>(?!=)",
        re.I,
    ),
    "less": re.compile(
        r"(?:less|fewer|lower|smaller|shorter|younger) than(?! or equal)|\b(?:under|below)\b|<(?!=)", re.I
    ),
}
"""The words by which a bound leaves out its own figure; ``no more than 10`` does not."""
_SCORE = re.compile(
    r"(?<![\w.,:$£€-])(\d{1,3})\s?[-–]\s?(\d{1,3})"
    r"(?![\w%]|[.,:]\d|[-–]|\s?(?:years?|months?|days?|hours?|minutes?|percent|people))"
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ORDINAL = re.compile(rf"\b(?:(\d{{1,4}}) ?(?:st|nd|rd|th)|({'|'.join(_ORDINALS)}))\b(?!-(?!\w+ed\b))", re.I)
_BARE = re.compile(
    r"(?<![\w.,])(?<![A-Za-z]-)(\d+(?:,\d{3})*(?:\.\d+)?)"
    r"(?: ?(thousand|million|billion|trillion)\b|([kK]|[mM]|bn|[bB])\b)?"
    r"(?![\w]|[.,]\d)"
)
_SCALES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9, "b": 9, "trillion": 12}
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z")
_MOST = re.compile(
    r"\b(?:most(?= of (?:the|these|those|its|their|our|all)\b)|(?:the|a) (?:\w+ )?majority(?= of\b))", re.I
)
_BOUND_BEFORE = re.compile(r"\b(?:(more|over|above|greater)|(less|fewer|under|below))(?: than)? $", re.I)


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity; ``strict`` where its bound is not itself meant (``more than 15``)."""

    quantity: Quantity
    strict: bool


@dataclass(frozen=True, slots=True)
class Score:
    """The two sides of a result: ``4-1``."""

    sides: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rank:
    """An ordinal: ``the third``."""

    number: int


Value: TypeAlias = Amount | Moment | Score | Rank


@dataclass(frozen=True, slots=True)
class Found:
    """A value at its place in a sentence; ``written`` as the text puts it."""

    start: int
    end: int
    written: str
    value: Value

    @property
    def kind(self) -> str:
        """What it can be set against: ``date``, ``score``, ``rank`` or the dimension of its unit."""
        if isinstance(self.value, Amount):
            return dimension(self.value.quantity.unit or "").partition(":")[0]
        return {Moment: "date", Score: "score", Rank: "rank"}[type(self.value)]


def figures(text: str) -> tuple[Found, ...]:
    """Every figure of one sentence, sorted by place."""
    read = find(text)
    years = tuple(q for q in read if q.unit == "calendar year")
    found = [Found(a, b, text[a:b], m) for a, b, m in moments(text, years)]
    for quantity in read:
        written = text[quantity.start : quantity.end]
        year = _adjective_year(text, quantity)
        if year:
            found.append(Found(*year.span(), year[0], _in_year(int(year[0]))))
        elif quantity.unit != "calendar year" and _free(found, quantity.start, quantity.end):
            strict = _strict(quantity, written)
            found.append(Found(quantity.start, quantity.end, written, Amount(quantity, strict)))
    found += list(_others(text, found))
    titled = headline(text)
    return tuple(sorted((f for f in found if titled or not _in_name(text, f)), key=lambda f: f.start))


def _strict(quantity: Quantity, written: str) -> bool:
    sign = _STRICT.get(quantity.modifier or "")
    return sign is not None and bool(sign.search(written))


def headline(text: str) -> bool:
    """Whether most words are capitalised: then capitals make no names."""
    long = re.findall(r"[^\W\d_]{4,}", text)
    return len(long) > 3 and sum(word[0].isupper() for word in long) > 0.8 * len(long)


_NAME_BEFORE = re.compile(r"(?<=[\w,;] )[A-Z][\w'’-]* $")


def _in_name(text: str, found: Found) -> bool:
    """Whether a bare number belongs to the name before it: ``the Vessa 12 engine``."""
    value = found.value
    if not isinstance(value, Amount) or value.quantity.unit is not None or value.quantity.modifier is not None:
        return False
    return bool(_NAME_BEFORE.search(text, 0, found.start)) and "," not in found.written


_YEAR_BEFORE_NOUN = re.compile(
    r"(?:\b(?:an?|the|its|their|his|her|[\w.]+'s?) |^)((?:1[5-9]|20)\d\d)(?= [A-Za-z])", re.I
)
_YEAR_ALONE = re.compile(r"(?:1[5-9]|20)\d\d\Z")


def _adjective_year(text: str, quantity: Quantity) -> re.Match[str] | None:
    """The year that stands before a noun where a count was read: ``a 1994 comedy``, ``their 1994 album``."""
    if quantity.modifier is not None or quantity.low != quantity.high:
        return None
    if quantity.unit is None:
        return _YEAR_ALONE.match(text[quantity.start : quantity.end]) and _YEAR_AT.match(text, quantity.start)
    found = _YEAR_BEFORE_NOUN.search(text, max(0, quantity.start - 16), quantity.end + 2)
    return _YEAR_AT.match(text, found.start(1)) if found else None


_YEAR_AT = re.compile(r"\d{4}")


def _others(text: str, found: list[Found]) -> Iterator[Found]:
    """Scores, ordinals and numbers that the number grammar leaves alone."""
    taken = list(found)
    for hit in _SCORE.finditer(text):
        one, two = int(hit[1]), int(hit[2])
        if _free(taken, *hit.span()):
            taken.append(Found(*hit.span(), hit[0], Score((max(one, two), min(one, two)))))
            yield taken[-1]
    for hit in _ORDINAL.finditer(text):
        if _free(taken, *hit.span()):
            number = int(hit[1]) if hit[1] else _ORDINALS.index(hit[2].lower()) + 1
            taken.append(Found(*hit.span(), hit[0], Rank(number)))
            yield taken[-1]
    for hit in _MOST.finditer(text):
        if _free(taken, *hit.span()):
            yield Found(*hit.span(), hit[0], Amount(Quantity(*hit.span(), Decimal(50), None, "percent", "more"), True))
    for hit in _BARE.finditer(text):
        if _free(taken, *hit.span()):
            yield _bare(text, hit)


def _bare(text: str, hit: re.Match[str]) -> Found:
    if _YEAR.match(hit[0]):
        return Found(*hit.span(), hit[0], _in_year(int(hit[0])))
    number = Decimal(hit[1].replace(",", "")).scaleb(_SCALES.get((hit[2] or hit[3] or "").lower(), 0))
    bound = _BOUND_BEFORE.search(text, max(0, hit.start() - 16), hit.start())
    start = bound.start() if bound else hit.start()
    low, high = (number, None) if bound and bound[1] else (None, number) if bound else (number, number)
    modifier: Modifier | None = ("more" if bound[1] else "less") if bound else None
    quantity = Quantity(start, hit.end(), low, high, None, modifier)
    return Found(start, hit.end(), text[start : hit.end()], Amount(quantity, bool(bound)))


def _in_year(year: int) -> Moment:
    return Moment((year, 1, 1), (year, 12, 31))


def _free(found: list[Found], start: int, end: int) -> bool:
    return not any(f.start < end and start < f.end for f in found)
