"""Reading from a number word: ``three``, ``half of``, ``twice``, ``a dozen``; pronouns and ordinals are left alone."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from auditor.model import Quantity
from auditor.quantities import among, amounts, bounds, furniture, leads, measures, numerals, ratios
from auditor.quantities.terms import Term

_WORD = re.compile(r"[A-Za-z]+")
_FOLD = re.compile(r"-?fold\b", re.I)
_ARTICLE = re.compile(r"\b(?:a|an)[ \n-]$", re.I)
_UNCOUNTED = re.compile(r"\b(?:half|quarter of|few|many|several) $", re.I)
_POINTED = re.compile(
    r"\b(?:the|these|those|this|that|its|their|his|her|our|your|my|other|both|either|any|no|which|each|some|every)\s+$",
    re.I,
)
_OF = re.compile(r"\s+(?:of|the|all|these|those|their|its|our|an?|to)\b", re.I)
_ENDS = re.compile(r"\s+(?:of|to|or|and)\b|[.,;)]|$", re.I)
_THEN = re.compile(
    r"\s(?:between|in|since|from|over|during|compared|on|this|last|within|after|at|when|while|each|every)\b"
)
_BY = re.compile(r"\bby $", re.I)
_SECOND_HALF = re.compile(
    r"\b(?:the|first|second|latter|last|other|better|top|bottom|upper|lower|early|late|former|this|that|each|every|one|my|"
    r"your|his|her|our|their|its|left|right|northern|southern|eastern|western)\s+$",
    re.I,
)
_IN = re.compile(r"\bin $", re.I)
_MODEL = re.compile(r" [A-Z]+-?\d")
_CUT = re.compile(
    r"\b(?:cut|split|fold|br[eo]ke?|t[eo]re?|slic|divid|saw|be[nd]nt?|chop|snap|halv|rip)\w*\b[^.]*$", re.I
)
_ONLY = re.compile(r"\b(?:only|just|barely|another|hardly|a good|at best) $", re.I)
_CLOSES = re.compile(r"\s*(?:[.,;)]|$)|\s+(?:and|or|but)\b")
_ARE = re.compile(
    r"\s+(?:are|were|have|do|die|live|survive|recover|relapse|develop|show|need|become|remain|report|say)\b"
)
_ACTS = re.compile(
    r"\s+(?:are|were|is|was|have|had|has|do|did|will|would|can|could|may|die|died|live|lived|survived?|recover|recovered|"
    r"relapsed?|develop|developed|show|showed|need|needed|become|became|remain|remained|report|reported|say|said|get|got|"
    r"go|went|come|came)\b"
)
_SUBJECT = re.compile(r"(?:^|[.,;:(]\s|\n|\b(?:and|but|while|than|these|them|whom|which|that)\s)$", re.I)
_EVERY = re.compile(r"\bevery $", re.I)
_PERSON = re.compile(
    r" (?:person|patient|child|man|woman|adult|birth|inhabitant|citizen|resident|household|home|family|voter|worker|"
    r"student|pupil|visitor|user|customer|driver|boy|girl|baby|pregnancy|marriage|case|death)\b(?! of)"
)
_PRICED = re.compile(r"(?:\d|%|\b(?:once|twice|times|dollars?|euros?|pounds?|percent|growth)) $", re.I)
_AS_MUCH = re.compile(r"\s+as \w+", re.I)
_DOUBLED = re.compile(r"\s+(?:the|that|its|as|their)\b", re.I)
_DOSED = re.compile(r"\d[^.,;:()\n]*$")
"""A figure before ``once a day`` is told of the day: it is its period."""
_AND_PART = re.compile(r" and a (half|quarter)\b")
_EACH = re.compile(r" (an?|per|each|every)(?= )", re.I)
_RECURS = re.compile(
    r"\s*(?:[.,;:)]|$)|\s(?:and|or|but|by|to|for|from|in|at|on|with|when|if|until|after|before|as|at|they|we|it|the|you|"
    r"through|during|over|between|since|while)\b"
)
_MIDDLE = re.compile(r"[A-Za-z,] $")
_JOINED = re.compile(r"-(?!to-)[A-Za-z]")


def read(text: str, start: int, floor: int) -> tuple[list[Quantity], int]:
    """The quantities that the number word at ``start`` opens, and where reading goes on."""
    found = _WORD.match(text, start)
    end = found.end() if found else start + 1
    word = text[start:end].lower()
    before, previous = text[start - 1 : start], text[start - 2 : start - 1] if start > 1 else ""
    if before in ("-", "–", "_", "/", "'", "’", ".") and previous.isalnum() and before != "":
        return [], end
    if word == "once":
        return ([], end) if _DOSED.search(text, max(0, start - 40), start) else _once(text, end)
    if word in ("a", "an"):
        return _measure(text, start, floor, end)
    if word in numerals.PARTS or word in numerals.ORDINALS:
        return _part(text, start, floor, word, end)
    multiple = _multiple(text, word, end)
    if multiple:
        value, stop = multiple
        return bounds.finish(text, Term(start, stop, value, value, "times", words=True), floor) if value else ([], end)
    return _number(text, start, floor, word, end)


def _measure(text: str, start: int, floor: int, end: int) -> tuple[list[Quantity], int]:
    """``a foot long``: one of the unit behind the article."""
    unit = measures.read(text, end)
    if not unit or start < floor:
        return [], end
    more = _AND_PART.match(text, unit.end)
    size = Decimal(1) + (Decimal(1) / (2 if more[1] == "half" else 4) if more else 0)
    last = more.end() if more else unit.end
    one = Term(start, last, size, size, unit.name, measured=True, words=True, aged=unit.aged)
    return bounds.finish(text, one, floor)


def _once(text: str, end: int) -> tuple[list[Quantity], int]:
    """``once a year``: the interval, as ``every year`` has it; not ``once a year has passed``."""
    article = _EACH.match(text, end)
    unit = measures.read(text, article.end(1)) if article else None
    if not article or not unit or unit.name not in measures.TIMES or not _RECURS.match(text, unit.end):
        return [], end
    return [Quantity(article.start(1), unit.end, Decimal(1), Decimal(1), unit.name)], unit.end


def _multiple(text: str, word: str, end: int) -> tuple[Decimal, int] | None:
    """``twice``, ``threefold``, ``double the``: the multiple, 0 where the word is none (``double-blind``)."""
    if word in ("twice", "thrice"):
        return Decimal(2 if word == "twice" else 3), end
    if word == "double":
        return Decimal(2 if _DOUBLED.match(text, end) else 0), end
    if word.endswith("fold"):
        return Decimal(numerals.ONES[word.removesuffix("fold")]), end
    fold = _FOLD.match(text, end)
    return (Decimal(numerals.ONES[word]), fold.end()) if fold and word in numerals.ONES else None


def _number(text: str, start: int, floor: int, word: str, end: int) -> tuple[list[Quantity], int]:
    article = None
    if word in numerals.SCALES or word == "dozen":
        article = _ARTICLE.search(text, max(floor, start - 3), start)
        if not article or _UNCOUNTED.search(text, max(0, start - 16), article.start()):
            return [], end
    special = among.read(text, start, floor) or ratios.read(text, start, floor)
    if special:
        return special
    began = article.start() if article else start
    lead = leads.read(text, began, floor)
    term = amounts.read(text, start, floor, lead.aged)
    if not term:
        return [], end
    if term.unit is None and _JOINED.match(text, term.end):
        return [], furniture.word_end(text, term.end)
    if not term.measured and text[start].isupper() and _MIDDLE.search(text, max(0, start - 3), start):
        return [], end
    term = replace(term, start=began) if article else term
    quantities, stop = bounds.finish(text, term, floor, lead)
    if quantities and _idle(text, term, quantities[0]):
        return [], end
    return quantities, stop


def _idle(text: str, term: Term, quantity: Quantity) -> bool:
    """Whether one, two or zero is a pronoun or an article here: ``one of the``, ``the two sides``."""
    bound = quantity.modifier in ("more", "less") or quantity.low != quantity.high
    if term.share or term.measured or term.factor != 1 or bound or term.low > 2:
        return False
    if term.low == 1:
        return True
    if quantity.unit is None and _MODEL.match(text, term.end):
        return False
    return quantity.unit is None or bool(_POINTED.search(text, max(0, term.start - 12), term.start))


def _part(text: str, start: int, floor: int, word: str, end: int) -> tuple[list[Quantity], int]:
    """``half of``, ``a third of``, ``every fifth person``: a part without a count; ordinals are left alone."""
    article = _ARTICLE.search(text, max(floor, start - 3), start)
    if word == "halves" or word.endswith("s") or text[end : end + 1] == "-":
        return [], end
    each = _EVERY.search(text, max(floor, start - 8), start)
    person = _PERSON.match(text, end) if each and word != "half" else None
    if each and person:
        value = numerals.percent(numerals.PARTS.get(word, 2))
        term = Term(each.start(), person.end(), value, value, "percent", measured=True, words=True, share=True)
        return bounds.finish(text, term, floor)
    if word in numerals.ORDINALS:
        return [], end
    began = start - (len(article[0]) if article else 0)
    if word == "half" and _AS_MUCH.match(text, end):
        half = Decimal("0.5")
        return bounds.finish(text, Term(start, end, half, half, "times"), floor)
    if not (_halves(text, began, floor, end) if word == "half" else article and _shared(text, began, end)):
        return [], end
    value = numerals.exact(Fraction(1, numerals.PARTS[word]))
    return bounds.finish(text, amounts.part(text, Term(began, end, value, value, None)), floor)


def _shared(text: str, start: int, end: int) -> bool:
    """Whether ``a third`` is a share and no ordinal or period: ``a quarter are``, not ``$5 a quarter``."""
    if _PRICED.search(text, max(0, start - 12), start):
        return False
    if _BY.search(text, max(0, start - 4), start) and _THEN.match(text, end):
        return True
    return bool(_ENDS.match(text, end) or _ARE.match(text, end))


def _halves(text: str, start: int, floor: int, end: int) -> bool:
    """Whether ``half`` is a share: ``half of``, ``by half``, ``only in half``; not ``the second half of``."""
    if leads.read(text, start, floor).modifier:
        return True
    first = max(0, start - 14)
    if _OF.match(text, end) and not _SECOND_HALF.search(text, first, start):
        return True
    if _BY.search(text, first, start):
        return True
    closes = bool(_CLOSES.match(text, end))
    if _IN.search(text, first, start):
        return closes and not _CUT.search(text, max(0, start - 48), start)
    if _ONLY.search(text, first, start):
        return closes or bool(_ACTS.match(text, end))
    return bool(_SUBJECT.search(text, first, start) and _ACTS.match(text, end))
