"""Reading from a digit: what the digits are (date, furniture, number), then the quantity that they open."""

from __future__ import annotations

import re
from decimal import Decimal

from auditor.model import Quantity
from auditor.quantities import amounts, bounds, dates, furniture, leads, numerals, terms
from auditor.quantities.leads import Lead
from auditor.quantities.terms import Term

_CONFIDENCE = re.compile(
    r"\d{2}(?:\.\d)?\s?%\s?(?:CIs?\b|CrI\b|confidence|credible|uncertainty interval)"
    r"(?:\s*-?\s?(?:intervals?|limits?)\b)?(?:\s*[\[(](?:CI|CrI|UI)[\])])?", re.I)
_LIMITS = re.compile(
    r"\s*(?:[:=,(\[]|of|was|were|is|ranging from|from|between)?\s*[-−–]?\d+(?:[.·]\d+)?\s?%?\s?(?:[-–—−,;]|to|and)\s?"
    r"[-−–]?\d+(?:[.·]\d+)?\s?(?:%|per cent|percent)?")
_CI_BEFORE = re.compile(r"\bCI\b\s?[:=,]?\s*$")
_RUN = re.compile(r"[\d.,]*\d")
_YEAR_JOINT = re.compile(r"\s?[-–—]\s?(?=\d{4})|\s+(?:to|and|or)\s+(?=\d{4}\b)")
_CONTENT = re.compile(r"([a-z][a-z’'-]*[a-z])\)?[ \u00a0]$")
_MARK_LIST = re.compile(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3}\b(?![.,]?\d|\s?%))*")
_CARRIERS = frozenset("""
in of about the these all only some at with for by over under from to between an another and but or nearly almost
approximately around roughly up more less fewer within after before during since until as on those among out every
that this than if when while was were is are be been being equals equal contains contain has have had includes include
not no just exactly per plus minus its their his her our any each both first last next mean median average total score
scores value values ratio number level count rate threshold age index least most into versus vs scored totals totalled
reached rose fell grew became shows show gave gives found took takes then now also even cost costs sold hit won lost
""".split())
_NAME = re.compile(r"(?:^|[\s(])([A-Z][A-Za-z]+|[A-Z]+) $")
_OPENERS = frozenset("""
in of about the these all only some at with for by over under from to between a an another and but or nearly almost
approximately around roughly up more less fewer within after before during since until as on those among out every
that this than if when while whilst whereas although though because most both first last next mean median average
total age aged range score see n besides including having using given per plus minus altogether each just exactly once
no not even its their our his her any
""".split())


def read(text: str, start: int, floor: int) -> tuple[list[Quantity], int]:
    """The quantities that the digit at ``start`` opens, and where reading goes on; all before ``floor`` is read."""
    interval = _interval(text, start)
    if interval:
        return [], interval
    date = dates.read(text, start, floor)
    if date:
        term = terms.year(date)
        return bounds.finish(text, term, floor) if term and not dates.cited(text, start) else ([], date.end)
    skipped = furniture.skip(text, start, floor)
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
            value = Decimal(text[start:number.end])
            return Term(start, number.end, value, value, "calendar year", True)
    if term.unit is None:
        named = furniture.named(text, term.end)
        if named:
            return named
        run = _RUN.match(text, start)
        if run and term.end < run.end() and text[term.end] == ",":
            return run.end()
    bare = term.plain or (term.unit is None and term.factor == 1)
    if bare and not term.measured and term.unit != "times" and _proper(text, start, lead, term.plain):
        return number.end
    return term


def _mark(text: str, quantity: Quantity) -> bool:
    """Whether a bare integer behind a content word is a mark or part of a name: ``spasticity 1``, ``interleukin 7``."""
    if quantity.unit is not None or quantity.modifier or quantity.high is None or quantity.high >= 1000:
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


def _proper(text: str, start: int, lead: Lead, plain: bool) -> bool:
    """``Apollo 11``, ``Python 3.11``: a capitalised word right before a bare number makes it part of a name.

    Behind capitals alone (``AUC 0.92``) only an integer does.
    """
    if lead.start != start:
        return False
    found = _NAME.search(text, max(0, start - 24), start)
    return found is not None and found[1].lower() not in _OPENERS and (plain or not found[1].isupper())
