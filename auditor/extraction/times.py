"""When a figure held, and which age or term it is limited to: years, eras, horizons, age groups."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.cues import Token
from auditor.extraction.screening import Sentence, parts
from auditor.units import convert, dimension

_SETS = frozenset({"in", "during", "for", "by", "of", "until", "since"})


def years(sentence: Sentence, at: int, events: frozenset[int] = frozenset()) -> str:
    """The calendar year that a figure is for: behind it, or opening its sentence; the year of an event is none.

    ``events`` are the tokens of words such as ``opened`` and ``founded``: a year near one of them dates the event.
    """
    best: tuple[int, str] | None = None
    if heads(sentence, at - 2, at):
        own = sentence.quantities[sentence.tokens[at - 2].quantity]
        return _year(own.low, own.high)
    for index, token in enumerate(sentence.tokens):
        if token.quantity < 0 or index == at or any(abs(index - e) <= EVENT for e in events):
            continue
        quantity = sentence.quantities[token.quantity]
        if not quantity.unit or dimension(quantity.unit) != "date" or quantity.low is None:
            continue
        between = sentence.tokens[min(index, at) + 1 : max(index, at)]
        if any(parts(t) for t in between) or (index > 1 and any(t.quantity >= 0 for t in between)):
            continue
        led = index > 0 and sentence.tokens[index - 1].word.lower() in _SETS
        if (led or token.word == "(") and (best is None or len(between) < best[0]) and len(between) <= YEAR_REACH:
            best = (len(between), _year(quantity.low, quantity.high))
    return best[1] if best else ""


YEAR_REACH, EVENT = 12, 4
_OPENS = frozenset({"(", ";", ","})


def heads(sentence: Sentence, year: int, figure: int) -> bool:
    """Whether a year is put before a figure that is held against another: ``sales of 81 (2023: 74)``."""
    words = sentence.tokens
    if year < 0 or figure != year + 2 or words[year + 1].word != ":":
        return False
    if year and words[year - 1].word not in _OPENS:
        return False
    dated = (words[year].quantity >= 0 and sentence.quantities[words[year].quantity].unit) or ""
    return dimension(dated) == "date"


_ERA = re.compile(
    r"\b(?P<until>before|until|prior to)\s+(?P<year>(?:1[5-9]|20)\d\d)(?!\d|s\b)"
    r"|\b(?P<told>(?:last|this) (?:year|season|month|week|winter|summer))\b"
    r"|\bin the\s+(?:(?P<part>early|mid|late)[\s-]+)?(?P<span>(?:1[5-9]|20)\d0s|\d\d(?:st|nd|rd|th) century)",
    re.IGNORECASE,
)


def era(sentence: Sentence, at: int) -> str:
    """The time that a figure of its clause held in, but for a year: ``before 1950``, a decade, ``last year``."""
    token = sentence.tokens[at]
    if token.quantity >= 0 and dimension(sentence.quantities[token.quantity].unit or "") == "date":
        return ""
    best: tuple[int, str] | None = None
    for match in _ERA.finditer(sentence.text):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        low, high = (end, token.start) if start < token.start else (token.end, start)
        between = [t for t in sentence.tokens if low <= t.start and t.end <= high]
        if any(parts(t) or t.quantity >= 0 for t in between) or len(between) > YEAR_REACH:
            continue
        said = f"before {match['year']}" if match["year"] else match["told"]
        said = (said or " ".join(filter(None, (match["part"], match["span"])))).lower()
        best = min(filter(None, (best, (len(between), said))))
    return best[1] if best else ""


_AFTER = frozenset({"at", "after", "by", "within"})
_LIVES = frozenset({"surviv", "live", "liv", "aliv", "survival"})
HORIZON = 10


def horizon(sentence: Sentence, at: int) -> str:
    """The term after which a share holds, so that shares at other terms are not held against it: ``at 5 years``."""
    words, share = sentence.tokens, sentence.tokens[at]
    if share.quantity < 0 or sentence.quantities[share.quantity].unit != "percent":
        return ""
    found: list[tuple[int, str]] = []
    for index in range(max(0, at - HORIZON), min(at + HORIZON + 1, len(words))):
        token = words[index]
        if (
            token.quantity < 0
            or dimension(sentence.quantities[token.quantity].unit or "") != "time"
            or (token.word == "#age" and not _by_an_age(words, index))
        ):
            continue
        between = words[min(index, at) + 1 : max(index, at)]
        aged = token.word == "#age"
        if any(parts(t) or t.quantity >= 0 or t.word == "," for t in between) or not (aged or _set(words, index, at)):
            continue
        term = _term(sentence, token)
        found.append((len(between), term.replace("at ", "by age ").removesuffix(" years") if aged else term))
    return min(found)[1] if found else ""


def _by_an_age(words: Sequence[Token], index: int) -> bool:
    """Whether ``by age 70`` or ``by the age of 70`` stands there."""
    return any(t.word.lower() == "by" for t in words[max(0, index - 4) : index])


def _set(words: Sequence[Token], index: int, at: int) -> bool:
    """Whether a term is set for a share: ``after 5 years``, ``live 5 years or more``, ``5-year survival``."""
    before = words[index - 1].word.lower() if index else ""
    led = (
        before in _AFTER
        or words[index].word == "#within"
        or (before == "for" and index > 1 and words[index - 2].stem in _LIVES)
    )
    return (
        led
        or any(t.stem in _LIVES for t in words[max(0, index - 3) : index + 2])
        or (index == 0 and at > index and before in _AFTER)
    )


def _term(sentence: Sentence, token: Token) -> str:
    quantity = sentence.quantities[token.quantity]
    size = quantity.high if quantity.high is not None else quantity.low
    if size is None:
        return ""
    months = convert(size, quantity.unit or "", "month")
    number, unit = (months / 12, "year") if months >= 12 and months % 12 == 0 else (months, "month")
    number, unit = (number, unit) if months >= 1 else (convert(size, quantity.unit or "", "day"), "day")
    return f"at {number.normalize():f} {unit}{'' if number == 1 else 's'}"


_AGED = frozenset(
    {"over", "above", "under", "below", "older", "younger", "aged", "age", "ages", "between", "after", "before", "past"}
)


_TERMS = frozenset({"after", "before", "between"})
"""Of these, the words before years that may be a term: ``after one year``."""


def age_group(sentence: Sentence, at: int) -> tuple[str, int]:
    """The age group that a share or rate is limited to (``of people over 60``) and the token of its age, or nothing."""
    for index in range(at + 1, min(at + 12, len(sentence.tokens))):
        token = sentence.tokens[index]
        if parts(token):
            return "", -1
        if token.quantity < 0:
            continue
        quantity = sentence.quantities[token.quantity]
        if quantity.unit not in {"year", None} or (
            quantity.unit is None and (quantity.high or quantity.low or 0) > 110
        ):
            return "", -1
        said = {t.word.lower() for t in sentence.tokens[max(0, index - 3) : index]}
        written = sentence.text[quantity.start - sentence.start : quantity.end - sentence.start].lower()
        marks = _AGED if quantity.unit is None else _AGED - _TERMS
        if token.word == "#age" or said & marks or set(written.split()) & marks:
            return f"aged {_year(quantity.low, quantity.high)}", index
        return "", -1
    return "", -1


_YEAR = re.compile(r"(?<![\d.,-])(?:1[6-9]|20)\d\d(?![\d.,-])")


def year_above(sentence: Sentence) -> str:
    """The one year that the label or the row and column headers of a figure name, or nothing."""
    found = set(_YEAR.findall(sentence.block.label))
    return found.pop() if len(found) == 1 else ""


def _year(low: object, high: object) -> str:
    if low == high:
        return f"{low}"
    return f"{low} or more" if high is None else f"up to {high}" if low is None else f"{low} to {high}"
