"""Terms to quantities: ranges, bounds, lists and the words around them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from auditor import units
from auditor.model import Modifier, Quantity
from auditor.quantities import dates, furniture, leads, measures, numerals, terms
from auditor.quantities.leads import Lead
from auditor.quantities.terms import Term

_WORDS = "|".join(sorted(numerals.WORDS | set(numerals.PARTS) | {"twice", "thrice", "double"}, key=len, reverse=True))
SCREEN = re.compile(rf"[0-9½⅓⅔¼¾⅕⅛⅜⅝⅞]|\.(?=[0-9])(?<![\w.]\.)|\b(?:{_WORDS})\b|\b(?:two|three|four|five|six|seven|eight|nine|ten)-?fold\b", re.I)
_DASH = re.compile(r"[ \u00a0\u2009]?[-–−‒‑][ \u00a0\u2009]?|—")
_TO = re.compile(r"\s+(?:up\s+)?(?:to|through)\s+|-to-|\s?~\s?(?=\d)")
_HEDGED = re.compile(r"(?:(?P<about>about|around|approximately|nearly|almost|~|∼|roughly)|(?P<more>more than|over|at least|>)"
                     r"|as (?:much|many|high|long|low|little|few) as|up to|perhaps|even|a|an)\s*", re.I)
_AND = re.compile(r"\s+and\s+")
_OR = re.compile(r"\s+or\s+")
_LIST = re.compile(r"(,\s*)?(?:(and/or|and|or|&|versus|vs\.?)\s+|(?<=,)|(?<=, ))|\s+(and|or|&|versus|vs\.?)\s+")
_OPEN = re.compile(r"[ \u00a0]?\+(?!\d|/)|\s+(?:or|and)\s+(?:more|older|over|above|higher|greater|longer|up|upwards?|better|later|beyond|larger)\b|\s+onwards?\b|\s+at least\b(?!\s+\w)", re.I)
_CLOSED = re.compile(r"\s+(?:or|and)\s+(?:less|fewer|under|below|younger|lower|shorter|smaller|earlier)\b|\s+(?:at most|maximum|max)\b(?!\s+(?:of|\w+))", re.I)
_SO = re.compile(r"\s+or\s+so\b", re.I)
_CONFIDENCE = re.compile(r"\d{2}(?:\.\d)?\s?%\s?(?:CIs?\b|CrI\b|confidence|credible|uncertainty interval)(?:\s*-?\s?(?:intervals?|limits?)\b)?(?:\s*[\[(](?:CI|CrI|UI)[\])])?", re.I)
_INTERVAL = re.compile(r"\s*(?:[:=,(\[]|of|was|were|is|ranging from|from|between)?\s*[-−–]?\d+(?:[.·]\d+)?\s?%?\s?(?:[-–—−,;]|to|and)\s?[-−–]?\d+(?:[.·]\d+)?\s?(?:%|per cent|percent)?")
_BARE_INTERVAL = re.compile(r"\bCI\b\s?[:=,]?\s*$")
_PRONOUN = re.compile(r"\b(?:the|these|those|this|that|its|their|his|her|our|your|my|other|both|either|any|no|which|each|some|every)\s+$", re.I)
_HALF_OK = re.compile(r"\s+(?:of|the|all|these|those|their|its|our|as|an?)\b", re.I)
_HALF_LEAD = re.compile(r"(?:^|[.;:(,\n]|\bby|\bto|\bthan|\bin about|\band|\bor|\bin|\bwith|\bfor|\bof|\baffect(?:s|ing|ed)?|\bis|\bare|\bwas|\bwere)\s*$", re.I)
_DOUBLE = re.compile(r"\s+(?:the|that|its|as)\b", re.I)
_AS_HALF = re.compile(r"\s+as\s+\w+", re.I)


def read(text: str, start: int, floor: int) -> tuple[list[Quantity], int]:
    """The quantities that the hit at ``start`` opens, and where reading goes on.  ``floor`` is where the last one ended."""
    if text[start].isdigit() or text[start] in "." or text[start] in numerals.VULGAR:
        return _digits(text, start, floor)
    before = text[max(0, start - 2):start]
    word = re.compile(r"[A-Za-z]+").match(text, start)
    end = word.end() if word else start + 1
    if before[-1:] in "-–_/'’." and before[:1].isalnum() and len(before) == 2:
        return [], end
    return _worded(text, start, floor, text[start:end].lower(), end)


def _digits(text: str, start: int, floor: int) -> tuple[list[Quantity], int]:
    interval = _interval(text, start)
    if interval:
        return [], interval
    date = dates.read(text, start, floor)
    if date:
        term = terms.year(date)
        if term and dates.cited(text, start):
            return [], date.end
        return _finish(text, term, floor) if term else ([], date.end)
    skipped = furniture.skip(text, start, floor)
    if skipped:
        return [], max(skipped, start + 1)
    lead = leads.read(text, _left(text, start, floor), floor)
    term = terms.read(text, start, floor, lead.aged)
    if not term:
        return [], start + 1
    term, stop = _checked(text, start, term, lead)
    return _finish(text, term, floor) if term else ([], stop)


def _interval(text: str, start: int) -> int | None:
    """The end of a confidence interval that starts here: it bounds an estimate, and is no second quantity."""
    found = _CONFIDENCE.match(text, start)
    if found:
        limits = _INTERVAL.match(text, found.end())
        return limits.end() if limits else found.end()
    if _BARE_INTERVAL.search(text[max(0, start - 8):start]):
        limits = _INTERVAL.match(text, start)
        return limits.end() if limits else None
    return None


def _left(text: str, start: int, floor: int) -> int:
    """Where a number starts once the sign and the currency before it are counted in."""
    currency = terms._before(text, start, floor)
    if currency:
        return currency[0]
    sign = terms._sign(text, start, floor)
    return sign[0] if sign else start


def _checked(text: str, start: int, term: Term, lead: Lead) -> tuple[Term | None, int]:
    """``term``, as a calendar year where it is one; None where the number turns out to be part of a name."""
    number = numerals.read(text, start)
    end = number.end if number else start + 1
    if number and number.plain and end - start == 4 and not term.measured and not term.money and not term.share and term.start == start:
        if dates.cited(text, start):
            return None, end
        if not (lead.modifier in ("more", "less") and text[lead.start:start].split()[0:1] != ["before"]) and dates.is_year(
                text, start, end, term.unit is not None):
            value = Decimal(text[start:end])
            return Term(start, end, value, value, "calendar year", True), end
    if term.unit is None:
        named = furniture.named(text, start, term.end)
        if named:
            return None, named
        if text[term.end:term.end + 2].startswith(",") and text[term.end + 1:term.end + 2].isdigit():
            return None, (re.compile(r"[\d,.]+").match(text, start) or re.compile("").match("")).end()  # type: ignore[union-attr]
    if term.unit is None or not term.measured:
        if term.plain and _proper(text, start, lead):
            return None, end
    return term, end


_OPENERS = frozenset(
    "in of about the these all only some at with for by over under from to between a an another and but or nearly almost "
    "approximately around roughly up more at less fewer within after before during since until as on those among out every "
    "that this than if when while most both first last next mean median average total age aged range score see n".split())
_NAME = re.compile(r"(?:^|[\s(])([A-Z][A-Za-z]+|[A-Z]+) $")


def _proper(text: str, start: int, lead: Lead) -> bool:
    """``Apollo 11``: a capitalised word right before a bare number makes it part of a name."""
    if lead.start != start:
        return False
    found = _NAME.search(text[max(0, start - 24):start])
    return bool(found) and found[1].lower() not in _OPENERS  # type: ignore[index]


def _worded(text: str, start: int, floor: int, word: str, end: int) -> tuple[list[Quantity], int]:
    """A hit on a number word."""
    if word in ("twice", "thrice") or word.endswith("fold"):
        value = Decimal({"twice": 2, "thrice": 3}.get(word) or numerals.ONES[word.removesuffix("fold").rstrip("-")])
        return _finish(text, Term(start, end, value, value, "times", words=True), floor)
    if re.compile(r"-fold\b", re.I).match(text, end) and word in numerals.ONES:
        value = Decimal(numerals.ONES[word])
        return _finish(text, Term(start, end + 5, value, value, "times", words=True), floor)
    if word == "double":
        fits = _DOUBLE.match(text, end)
        return _finish(text, Term(start, end, Decimal(2), Decimal(2), "times", words=True), floor) if fits else ([], end)
    if word in numerals.PARTS:
        return _bare_part(text, start, floor, word, end)
    article = re.compile(r"\b(?:a|an)\s+$", re.I).search(text[max(floor, start - 4):start])
    if (word in numerals.SCALES or word == "dozen") and not article:
        return [], end
    term = terms.read(text, start, floor, leads.read(text, start, floor).aged)
    if not term:
        return [], end
    if article and (word in numerals.SCALES or word == "dozen"):
        if re.search(r"\b(?:half|quarter of|few) $", text[max(0, start - 16):start - 2], re.I):
            return [], end
        term = replace(term, start=start - len(article[0]))
    return _wordy(text, term, floor, word)


def _wordy(text: str, term: Term, floor: int, word: str) -> tuple[list[Quantity], int]:
    """Abstains on one, two and zero where they are pronouns, and where a word goes on with a hyphen."""
    if term.unit is None and re.compile(r"-[A-Za-z]").match(text, term.end) and not _TO.match(text, term.end):
        return [], (furniture._word_end(text, term.end))
    quantities, end = _finish(text, term, floor)
    if not quantities or term.share or term.measured:
        return quantities, end
    first = quantities[0]
    bound = first.modifier in ("more", "less") or first.low != first.high
    if term.low == 1 and term.factor == 1 and not bound:
        return [], term.end if term.unit is None else term.start + len(word)
    if term.low in (0, 2) and term.words and term.factor == 1 and not bound and (
            term.unit is None or _PRONOUN.search(text[max(0, term.start - 12):term.start])):
        return [], term.start + len(word)
    return quantities, end


def _bare_part(text: str, start: int, floor: int, word: str, end: int) -> tuple[list[Quantity], int]:
    """``half of``, ``a third of``: a part without a count before it; ordinals are left alone."""
    article = re.compile(r"\b(?:a|an)[ -]$", re.I).search(text[max(floor, start - 3):start])
    part = numerals.PARTS[word]
    if word.endswith(("s", "halves")) or text[end:end + 1] == "-":
        return [], end
    lead = leads.read(text, start - (len(article[0]) if article else 0), floor)
    if word == "half":
        as_half = _AS_HALF.match(text, end)
        if as_half:
            return _finish(text, Term(start, end, Decimal("0.5"), Decimal("0.5"), "times"), floor)
        hedged = lead.modifier is not None
        fits = _HALF_OK.match(text, end) and (hedged or _HALF_LEAD.search(text[max(0, start - 12):start]) or article)
        if not fits and not hedged and not re.search(r"\bby $", text[max(0, start - 3):start]):
            return [], end
    elif not article or not (re.compile(r"\s+(?:of|to)\b|[.,;)]").match(text, end)):
        return [], end
    numeral = numerals.Numeral(start, end, numerals.exact(numerals.Fraction(1, part)), "fraction")
    term = terms._part(text, Term(start - (len(article[0]) if article else 0), numeral.end, numeral.value, numeral.value, None))
    return _finish(text, term, floor)


def _finish(text: str, term: Term, floor: int) -> tuple[list[Quantity], int]:
    """A first term with its lead and whatever follows, as quantities."""
    lead = leads.read(text, term.start, floor)
    far, hedge = _far(text, term, lead)
    if far:
        return _ranged(text, term, far, lead, hedge)
    if term.unit is None or not term.measured:
        term = _borrow(text, term)
    if lead.aged and term.unit is None and term.low < 130:
        term = replace(term, unit="year")
    quantity = _bounded(text, term, lead)
    return [quantity], quantity.end


def _far(text: str, term: Term, lead: Lead) -> tuple[Term | None, Modifier | None]:
    """The far end of a range that starts with ``term``, and the hedge that stands before it."""
    end = term.end
    if term.unit and not term.measured and not term.money and term.unit != "times":
        return None, None
    for joint in (_DASH, _TO, _AND if lead.between else None, _OR):
        found = joint.match(text, end) if joint else None
        if not found:
            continue
        hedge = _HEDGED.match(text, found.end()) if joint is not _DASH else None
        at = hedge.end() if hedge else found.end()
        far = _second(text, at, end, lead, term)
        if far and _fits(term, far, joint is _OR):
            modifier: Modifier | None = None if not hedge else "about" if hedge["about"] else "more" if hedge["more"] else None
            return far, modifier
    return None, None


def _second(text: str, at: int, floor: int, lead: Lead, first: Term) -> Term | None:
    """The term at ``at``, its sign and currency read forwards."""
    money = terms._CURRENCY.match(text, at)
    start = money.end() if money else at
    if text[start:start + 1] in ("-", "−", "+") and text[start + 1:start + 2].isdigit():
        start += 1
    if not text[start:start + 1]:
        return None
    month = dates.month_date(text, start) if first.unit == "calendar year" else None
    date = month or (dates.read(text, start, start) if text[start].isdigit() else None)
    if date:
        return terms.year(date)
    if text[start].isdigit() and furniture._CLOCK.match(text, start):
        return None
    far = terms.read(text, start, max(floor, at) if not money else at, lead.aged or first.aged)
    if not far:
        return None
    number = numerals.read(text, start)
    if first.unit == "calendar year" and number and number.plain:
        return _year_end(text, start, number.end, first)
    if far.unit is None and furniture.named(text, start, far.end):
        return None
    return far


def _year_end(text: str, start: int, end: int, first: Term) -> Term | None:
    """``1995–98`` and ``2010 to 2012``."""
    digits = text[start:end]
    if len(digits) == 2:
        digits = str(first.low)[:2] + digits
    return Term(start, end, Decimal(digits), Decimal(digits), "calendar year", True) if len(digits) == 4 else None


def _fits(first: Term, far: Term, either: bool) -> bool:
    """Whether two terms can be the ends of one range."""
    if first.unit and far.unit and first.unit != far.unit:
        return first.measured and far.measured and units.dimension(first.unit) == units.dimension(far.unit) != "money"
    if first.unit and not far.unit and not first.money:
        return False
    shared = _shared(first, far)
    return shared.low < far.high if either else shared.low != far.high


def _shared(first: Term, far: Term) -> Term:
    """``first`` with the unit, scale and rate that only ``far`` states."""
    if first.unit is None or (first.money and first.factor == 1):
        unit = first.unit or far.unit
        if far.factor != 1 and first.factor == 1 and (first.low < far.low or far.share):
            first = first.times(far.factor)
        return replace(first, unit=unit, measured=far.measured)
    return first


def _ranged(text: str, first: Term, far: Term, lead: Lead, hedge: Modifier | None) -> tuple[list[Quantity], int]:
    first = _shared(first, far)
    unit = far.unit or first.unit
    if first.unit and far.unit and first.unit != far.unit:
        unit = min(first.unit, far.unit, key=lambda name: units.factor(name) if name not in ("°C", "°F", "K") else 0)
        first = replace(first, low=units.convert(first.low, first.unit, unit), high=units.convert(first.high, first.unit, unit))
        far = replace(far, low=units.convert(far.low, far.unit, unit), high=units.convert(far.high, far.unit, unit))
    low, high = min(first.low, far.low), max(first.high, far.high)
    if lead.changes:
        return [Quantity(first.start, first.end, first.low, first.high, unit, None),
                Quantity(far.start, far.end, far.low, far.high, unit, None)], far.end
    if first.low > far.high and not (first.low < 0) and _DASH.match(text, first.end):
        return [], far.end
    end, modifier = far.end, lead.modifier if lead.modifier == "about" or hedge is None else hedge
    open_end = _OPEN.match(text, end)
    if open_end or hedge == "more":
        return [Quantity(lead.start, open_end.end() if open_end else end, low, None, unit, "more")], open_end.end() if open_end else end
    if unit and lead.aged and unit == "year" and not far.aged:
        end = max(end, far.end)
    return [Quantity(lead.start, end, low, high, unit, modifier if modifier == "about" else None)], end


def _borrow(text: str, term: Term) -> Term:
    """``12, 24 and 36 months``: a bare number takes the unit at the end of its list."""
    if term.unit is not None or not (term.plain or term.words or term.factor == 1):
        return term
    at, closed = term.end, False
    for _ in range(12):
        found = _LIST.match(text, at)
        if not found or found.end() == at:
            return term
        closed = closed or bool(found[2] or found[3])
        start = found.end()
        if not SCREEN.match(text, start):
            return term
        other = terms.read(text, start, start)
        if not other or other.share or (text[start].isdigit() and furniture._CLOCK.match(text, start)):
            return term
        if other.unit is not None:
            if not closed or (other.plain and other.low >= 1900 and not other.measured):
                return term
            return replace(term, unit=other.unit, measured=other.measured)
        at = other.end
    return term


def _bounded(text: str, term: Term, lead: Lead) -> Quantity:
    """A single term with the bound before or behind it."""
    low: Decimal | None = term.low
    high: Decimal | None = term.high
    modifier, end = lead.modifier, term.end
    if lead.within and modifier is None and term.unit in measures.TIMES | {"m", "km", "mile", "percent"}:
        modifier = "less"
    behind = _OPEN.match(text, end)
    if behind and modifier != "less":
        modifier, end = "more", behind.end()
    elif _CLOSED.match(text, end) and modifier != "more":
        found = _CLOSED.match(text, end)
        modifier, end = "less", found.end() if found else end
    elif _SO.match(text, end):
        found = _SO.match(text, end)
        modifier, end = modifier or "about", found.end() if found else end
    if term.unit == "calendar year":
        modifier = "about" if modifier == "about" else None
    start = lead.start if modifier or lead.between else term.start
    if modifier == "less":
        low = None
    elif modifier == "more":
        high = None
    return Quantity(start, end, low, high, term.unit, modifier)
