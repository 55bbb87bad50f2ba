"""Reading from a digit: what the digits are (date, furniture, number), then the quantity that they open."""

from __future__ import annotations

import re
from decimal import Decimal

from auditor.model import Quantity
from auditor.quantities import (
    ages,
    among,
    amounts,
    bounds,
    dates,
    furniture,
    leads,
    money,
    names,
    numerals,
    ratings,
    ratios,
    sizes,
    terms,
)
from auditor.quantities.leads import Lead
from auditor.quantities.terms import Term

_CONFIDENCE = re.compile(
    r"\d{2}(?:\.\d)?\s?%\s?(?:CIs?\b|CrI\b|confidence|credible|uncertainty interval)"
    r"(?:\s*-?\s?(?:intervals?|limits?)\b)?(?:\s*[\[(](?:CI|CrI|UI)[\])])?",
    re.I,
)
_LIMITS = re.compile(
    r"\s*(?:[:=,(\[]|of|was|were|is|ranging from|from|between)?\s*[-−–]?\d+(?:[.·]\d+)?\s?%?\s?(?:[-–—−,;]|to|and)\s?"
    r"[-−–]?\d+(?:[.·]\d+)?\s?(?:%|per cent|percent)?"
)
_CI_BEFORE = re.compile(r"\bCI\b\s?[:=,]?\s*$")
_RUN = re.compile(r"[\d.,]*\d")
_YEAR_JOINT = re.compile(r"\s?[-–—]\s?(?=\d{4})|\s+(?:to|and|or)\s+(?=\d{4}\b)")
_CONTENT = re.compile(r"([a-z][a-z’'-]*[a-z])\)?[ \u00a0]$")
_MARK_LIST = re.compile(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3}\b(?![.,]?\d|\s?%))*")
_CARRIERS = frozenset(
    """
in of about the these all only some at with for by over under from to between an another and but or nearly almost
approximately around roughly up more less fewer within after before during since until as on those among out every
that this than if when while was were is are be been being equals equal contains contain has have had includes include
not no just exactly per plus minus its their his her our any each both first last next mean median average total score
scores value values ratio number level count rate threshold age index least most into versus vs scored totals totalled
reached rose fell grew became shows show gave gives found took takes then now also even cost costs sold hit won lost
whom whose which mere said says left lasts last needs need employs hosts seats exceptionally occasionally
""".split()
)
_FREE = re.compile(r"[\s(\[|=~≈<>≤≥:“\"]\Z|\A\Z")
_YEAR_HEAD = re.compile(r"(?:(?<=\()|(?<=; )|(?m:^))(?:19|20)\d\d(?=: [\d.,]+(?![\d:]))")
"""A year before the figure that held in it, which makes no ratio of the two: ``(2023: 74 million)``."""
_SPANNED = re.compile(r"\d+(?:\s?[-–,]\s?\d+)*")
_ACTED = re.compile(
    r"\b(?:can|could|may|might|must|will|would|shall|should|to|did|does|do|not|they|we|he|she|it|who|you|i)"
    r"(?: only| also| still| now)? [a-z]+ $",
    re.I,
)


def read(text: str, start: int, floor: int) -> tuple[list[Quantity], int]:
    """The quantities that the digit at ``start`` opens, and where reading goes on; all before ``floor`` is read."""
    interval = _interval(text, start)
    if interval:
        return [], interval
    mark = ratings.read(text, start, floor)
    if mark:
        return mark
    date = dates.read(text, start, floor)
    if date and date.life and date.years:
        born, died = (Decimal(year) for year in date.years)
        return [
            Quantity(start, start + 4, born, born, "calendar year"),
            Quantity(date.end - 4, date.end, died, died, "calendar year"),
        ], date.end
    if date:
        term = terms.year(date)
        if term and term.low != term.high and text[date.end : date.end + 1] == ")":
            return bounds.finish(text, term, floor)
        return bounds.finish(text, term, floor) if term and not dates.cited(text, start) else ([], date.end)
    special = _special(text, start, floor)
    if special:
        return special
    number_first = money.before(text, start, floor) or numerals.split_second(text, start)
    skipped = None if number_first else furniture.skip(text, start, floor)
    if skipped:
        return [], skipped
    left = amounts.left(text, start, floor)
    lead = leads.read(text, left, floor)
    read_term = amounts.read(text, start, floor, lead.aged)
    number = numerals.read(text, start)
    if not read_term or not number:
        run = _RUN.match(text, start)
        return [], run.end() if run else start + 1
    checked = _checked(text, start, read_term, number, lead)
    if not isinstance(checked, Term):
        return [], checked
    quantities, end = bounds.finish(text, checked, floor, lead if checked.start == left else None)
    if checked.plain and quantities and _mark(text, quantities[0]):
        return [], _marks_end(text, start, end)
    return quantities, end


def _special(text: str, start: int, floor: int) -> tuple[list[Quantity], int] | None:
    """What the digits open together with more than a unit: ports, sizes, ratios, shares of a whole, an age group."""
    if not _FREE.search(text, max(0, start - 1), start):
        return _cohort(text, start, floor)
    if _YEAR_HEAD.match(text, start):
        year = Decimal(text[start : start + 4])
        return [Quantity(start, start + 4, year, year, "calendar year")], start + 4
    for reader in (names.ports, sizes.read, ratios.read, among.read, _cohort):
        found = reader(text, start, floor)
        if found:
            return found
    version = names.version(text, start)
    return ([], version) if version else None


def _cohort(text: str, start: int, floor: int) -> tuple[list[Quantity], int] | None:
    """``Under 12s``: a bound in years."""
    group = ages.cohort(text, start)
    if not group or group[0] < floor:
        return None
    begin, word, age, end = group
    less = word == "under"
    return [
        Quantity(
            begin,
            end,
            None if less else Decimal(age),
            Decimal(age) if less else None,
            "year",
            "less" if less else "more",
        )
    ], end


def _interval(text: str, start: int) -> int | None:
    """The end of a confidence interval that starts here: it bounds an estimate, and is no second quantity."""
    found = _CONFIDENCE.match(text, start)
    if found:
        limits = _LIMITS.match(text, found.end())
        return limits.end() if limits else found.end()
    if _CI_BEFORE.search(text, max(0, start - 8), start):
        limits = _LIMITS.match(text, start)
        return limits.end() if limits else None
    return None


def _checked(text: str, start: int, term: Term, number: numerals.Numeral, lead: Lead) -> Term | int:
    """``term``, as a calendar year where it is one; or where a name ends that the number turns out to be part of."""
    single = term.start == start and not (term.measured or term.money or term.share)
    if number.plain and number.end - start == 4 and single:
        if dates.cited(text, start):
            return number.end
        if lead.modifier not in ("more", "less") and _dated(text, start, number.end, term):
            value = Decimal(text[start : number.end])
            return Term(start, number.end, value, value, "calendar year", True)
    if term.unit is None:
        named = furniture.named(text, term.end)
        if named:
            return named
        run = _RUN.match(text, start)
        if run and term.end < run.end() and text[term.end] == ",":
            return run.end()
    name = names.proper(text, term, lead)
    return term if name is None else max(name, number.end)


def _mark(text: str, quantity: Quantity) -> bool:
    """Whether a bare integer behind a content word is a mark or part of a name: ``spasticity 1``, ``interleukin 7``."""
    if quantity.unit is not None or quantity.modifier or quantity.high is None or quantity.high >= 1000:
        return False
    if not _SPANNED.fullmatch(text, quantity.start, quantity.end) or (
        text.startswith(" of the ", quantity.end) or names.OF_WHOLE.match(text, quantity.end)
    ):
        return False
    if _ACTED.search(text, max(0, quantity.start - 40), quantity.start):
        return False
    found = _CONTENT.search(text, max(0, quantity.start - 32), quantity.start)
    return found is not None and found[1] not in _CARRIERS and not found[1].endswith(("ed", "ing"))


def _marks_end(text: str, start: int, end: int) -> int:
    found = _MARK_LIST.match(text, start)
    return max(found.end() if found else end, end)


def _dated(text: str, start: int, end: int, term: Term) -> bool:
    """Whether four digits are a calendar year: also not the lower end of a range in some unit (``1000–2000 K``)."""
    if not dates.is_year(text, start, end, term.unit is not None):
        return False
    joint = _YEAR_JOINT.match(text, end)
    far = amounts.read(text, joint.end(), joint.end()) if joint else None
    return far is None or far.unit is None
