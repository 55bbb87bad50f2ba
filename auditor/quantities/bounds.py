"""A first term with the words around it, as the quantities it states: a range, a bound, an approximation, a point."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from auditor.model import Modifier, Quantity
from auditor.quantities import during, leads, measures, nouns, ranges
from auditor.quantities.leads import Lead
from auditor.quantities.terms import Term

_OPEN = re.compile(
    r"[ \u00a0]?\+(?!\d|/)|\s+(?:or|and) (?:more|over|above|higher|greater|longer|up(?! to\b)|upwards?|better|later|"
    r"beyond|larger|(old)er)\b|\s+onwards?\b|\s+at least\b(?!\s+\w)",
    re.I,
)
_CLOSED = re.compile(
    r"\s+(?:or|and) (?:less|fewer|under|below|(young)er|lower|shorter|smaller|earlier)\b"
    r"|\s+(?:at most|maximum|max)\b(?!\s+\w)",
    re.I,
)
_BELATED = re.compile(
    r"(?:,? (?:per|an?|each|every)(?: calendar| working)? [a-z]+)?,? (?:(?:as|at) an? (?:absolute )?|at )"
    r"(?:(minimum)|maximum)\b",
    re.I,
)
"""``180 days a year as a minimum``: a bound that is told last, behind the period."""
_SO = re.compile(r"\s+or so\b|(?: of (?:it|them))?,? give or take\b(?! (?:an? |\d))", re.I)
_STARTS = re.compile(r"\b(?:start|begin)(?:s|ing)? at $", re.I)
_ELDER = re.compile(
    r"\b(?:(?:older|younger) than|(?:people|persons|adults|women|men|patients|those|individuals|children|boys|girls|"
    r"females|males|anyone|everyone|members|visitors|residents|students|employees|workers|drivers|passengers|players) "
    r"(?:over|under|above|below))\b",
    re.I,
)
_WITHIN = measures.TIMES | {"m", "km", "mile", "percent", "cm", "mm"}
_WHEN = re.compile(
    r"\b(after|before) (?:(?:they|he|she|it|you|the child|a child|the baby|a baby|children|babies) "
    r"(?:is|are|turns?|reach(?:es)?) )?$",
    re.I,
)
"""``before 50``, ``before they are 1 year old``."""
_AFTER = re.compile(r"\s*(?:[.;:)]|,(?!\s?\d)|$)|\s(?:and|or|but|are|is|it|they|than|have|has|was|were)\b(?!\s\d)")
_EACH = re.compile(r"\s(?:an?|per|each)\b")
_PRICES = re.compile(
    r"(?:\b(?:costs?|prices?|priced|starts?|starting|fares?|tickets?|rates?|available|fees?|meals?|rooms?):? "
    r"|[|:] ?|\n|^)$",
    re.I,
)
_UNTIL = re.compile(r"\b(?:until|till|through|since) \Z")
OLDEST = 130
YEARS = (1800, 2100)
"""Two plain numbers in these bounds and no unit are the ends of a span of years."""


def finish(text: str, term: Term, floor: int, lead: Lead | None = None) -> tuple[list[Quantity], int]:
    """The quantities that ``term`` opens and where reading goes on; ``floor`` is where the last quantity ended."""
    lead = lead or leads.read(text, term.start, floor)
    far, hedge = ranges.far_end(text, term, lead)
    if far:
        return _ranged(text, term, far, lead, hedge)
    cut = ranges.broken(text, term)
    if cut:
        return [], cut
    quantity = _bounded(text, ranges.borrow(text, term), lead)
    return [quantity], quantity.end


def _ranged(text: str, first: Term, far: Term, lead: Lead, hedge: Modifier | None) -> tuple[list[Quantity], int]:
    first, far, unit = ranges.ends(first, far)
    if lead.changes:
        return [
            Quantity(first.start, first.end, first.low, first.high, unit),
            Quantity(far.start, far.end, far.low, far.high, unit),
        ], far.end
    if ranges.descends(text, first, far):
        return [], far.end
    low, high, end = min(first.low, far.low), max(first.high, far.high), far.end
    if unit is None and first.plain and far.plain and YEARS[0] <= low < high <= YEARS[1]:
        unit = "calendar year"
    tail = _OPEN.match(text, far.after)
    if tail or hedge == "more":
        if tail:
            end, unit = _behind(text, low, unit, tail)
        return [Quantity(lead.start, end, low, None, unit, "more")], end
    if lead.modifier == "less" and unit != "calendar year":
        return [Quantity(lead.start, end, None, high, unit, "less")], end
    about: Modifier | None = "about" if "about" in (lead.modifier, hedge) else None
    return [Quantity(lead.start, end, low, high, unit, about)], end


def _behind(text: str, value: Decimal, unit: str | None, tail: re.Match[str]) -> tuple[int, str | None]:
    """End and unit of a bound whose unit stands behind its tail: ``20 or more years``; ``or older`` counts years."""
    if unit is not None:
        return tail.end(), unit
    if any(tail.groups()) and value < OLDEST:
        return tail.end(), "year"
    measure = measures.read(text, tail.end())
    if measure:
        return measure.end, measure.name
    noun = nouns.read(text, tail.end())
    return (tail.end(), noun[0]) if noun else (tail.end(), None)


def _onset(text: str, term: Term, unit: str | None) -> tuple[Modifier | None, int | None]:
    """``after 60``, ``before 50``, ``before 50 years``: an age that something comes after or before."""
    found = _WHEN.search(text, max(0, term.start - 32), term.start)
    word = found[1].lower() if found else ""
    bare = unit is None and term.plain and 15 <= term.low <= OLDEST and _AFTER.match(text, term.end)
    early = (unit == "year" or term.aged) and (term.plain or term.words) and word == "before"
    if not found or not (bare or early):
        return None, None
    return "more" if word == "after" else "less", found.start(1)


def _elder(text: str, term: Term, lead: Lead) -> bool:
    """Whether a number is the age that people are over or under: ``anyone under 14 gets in``."""
    bare = not term.measured and not term.share and term.low < OLDEST and text[term.start].isdigit()
    return bare and term.factor == 1 and bool(_ELDER.search(text, max(0, lead.start - 16), term.start))


def _digits_end(text: str, at: int) -> int:
    while text[at : at + 1].isdigit():
        at += 1
    return at


def _from(text: str, start: int, end: int) -> bool:
    """``tickets from £3``, ``starts at £3``: the least of several prices, not whom the money came from."""
    if _STARTS.search(text, max(0, start - 16), start):
        return True
    if text[start : start + 5].lower() != "from ":
        return False
    return bool(_EACH.match(text, end) or _PRICES.search(text, max(0, start - 16), start))


def _of_a_year(
    text: str, term: Term, lead: Lead, modifier: Modifier | None, unit: str | None
) -> tuple[Modifier | None, str | None]:
    """Bound and unit of a year: one in a date or behind ``up to`` has no bound, ``until at least 2041`` has."""
    if unit == "calendar year":
        return ("about" if modifier == "about" else None), unit
    bare = unit is None and term.plain and YEARS[0] <= term.low <= YEARS[1]
    if bare and _UNTIL.search(text, max(0, lead.start - 9), lead.start):
        return modifier, "calendar year"
    if bare and modifier == "less" and text[lead.start : term.start].lower() == "up to ":
        return None, "calendar year"
    return modifier, unit


def _bounded(text: str, term: Term, lead: Lead) -> Quantity:
    """A single term with the bound before or behind it."""
    modifier, end, unit = lead.modifier, term.end, term.unit
    if lead.within and modifier is None and unit in _WITHIN:
        modifier = "less"
    aged = lead.aged or term.aged
    if _elder(text, term, lead):
        end, unit = _digits_end(text, term.start), "year"
        term = replace(term, reach=end)
    elder = _ELDER.search(text, max(0, lead.start - 16), term.start)
    if (
        modifier == "more"
        and not aged
        and not (elder and unit == "year")
        and during.over(text, lead.start, term.after, unit)
    ):
        modifier = None
    began = None
    if modifier is None:
        modifier, began = _onset(text, term, unit)
    if modifier is None and term.money and not lead.changes and _from(text, lead.start, term.end):
        modifier = "more"
    opened, closed, so = (tail.match(text, term.after) for tail in (_OPEN, _CLOSED, _SO))
    if opened and modifier != "less":
        modifier, (end, unit) = "more", _behind(text, term.low, unit, opened)
    elif closed and modifier != "more":
        modifier, (end, unit) = "less", _behind(text, term.low, unit, closed)
    elif so:
        modifier, end = modifier or "about", so.end()
    elif modifier is None and (belated := _BELATED.match(text, term.after)):
        modifier = "more" if belated[1] else "less"
    modifier, unit = _of_a_year(text, term, lead, modifier, unit)
    spread = lead.between and "range" not in text[lead.start : term.start].lower()
    start = began if began is not None else lead.start if modifier or spread else term.start
    low = None if modifier == "less" else term.low
    high = None if modifier == "more" else term.high
    return Quantity(start, end, low, high, unit, modifier)
