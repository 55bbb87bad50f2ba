"""Reading from a number word: ``three``, ``half of``, ``twice``, ``a dozen``; pronouns and ordinals are left alone."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from auditor.model import Quantity
from auditor.quantities import amounts, bounds, furniture, leads, numerals
from auditor.quantities.terms import Term

_WORD = re.compile(r"[A-Za-z]+")
_FOLD = re.compile(r"-?fold\b", re.I)
_ARTICLE = re.compile(r"\b(?:a|an)[ \n-]$", re.I)
_UNCOUNTED = re.compile(r"\b(?:half|quarter of|few|many|several) $", re.I)
_POINTED = re.compile(
    r"\b(?:the|these|those|this|that|its|their|his|her|our|your|my|other|both|either|any|no|which|each|some|every)\s+$",
    re.I)
_OF = re.compile(r"\s+(?:of|the|all|these|those|their|its|our|an?|to)\b", re.I)
_ENDS = re.compile(r"\s+(?:of|to|or|and)\b|[.,;)]|$", re.I)
_BY = re.compile(r"\bby $", re.I)
_SECOND_HALF = re.compile(
    r"\b(?:the|first|second|latter|last|other|better|top|bottom|upper|lower|early|late|former|this|that|each|every|one|my|"
    r"your|his|her|our|their|its|left|right|northern|southern|eastern|western|in)\s+$", re.I)
_AS_MUCH = re.compile(r"\s+as \w+", re.I)
_DOUBLED = re.compile(r"\s+(?:the|that|its|as|their)\b", re.I)
_MIDDLE = re.compile(r"[A-Za-z,] $")
_JOINED = re.compile(r"-(?!to-)[A-Za-z]")


def read(text: str, start: int, floor: int) -> tuple[list[Quantity], int]:
    """The quantities that the number word at ``start`` opens, and where reading goes on."""
    found = _WORD.match(text, start)
    end = found.end() if found else start + 1
    word = text[start:end].lower()
    before, previous = text[start - 1:start], text[start - 2:start - 1] if start > 1 else ""
    if before in ("-", "–", "_", "/", "'", "’", ".") and previous.isalnum() and before != "":
        return [], end
    if word in numerals.PARTS:
        return _part(text, start, floor, word, end)
    multiple = _multiple(text, word, end)
    if multiple:
        value, stop = multiple
        return bounds.finish(text, Term(start, stop, value, value, "times", words=True), floor) if value else ([], end)
    return _number(text, start, floor, word, end)


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
    return quantity.unit is None or bool(_POINTED.search(text, max(0, term.start - 12), term.start))


def _part(text: str, start: int, floor: int, word: str, end: int) -> tuple[list[Quantity], int]:
    """``half of``, ``a third of``: a part without a count before it; ordinals are left alone."""
    article = _ARTICLE.search(text, max(floor, start - 3), start)
    if word == "halves" or word.endswith("s") or text[end:end + 1] == "-":
        return [], end
    began = start - (len(article[0]) if article else 0)
    if word == "half" and _AS_MUCH.match(text, end):
        half = Decimal("0.5")
        return bounds.finish(text, Term(start, end, half, half, "times"), floor)
    if not (_halves(text, began, floor, end) if word == "half" else article and _ENDS.match(text, end)):
        return [], end
    value = numerals.exact(Fraction(1, numerals.PARTS[word]))
    return bounds.finish(text, amounts.part(text, Term(began, end, value, value, None)), floor)


def _halves(text: str, start: int, floor: int, end: int) -> bool:
    """Whether ``half`` is a share: ``half of``, ``about half``, ``by half``; not ``the second half of``."""
    if leads.read(text, start, floor).modifier:
        return True
    first = max(0, start - 14)
    share = _OF.match(text, end) and not _SECOND_HALF.search(text, first, start)
    return bool(_BY.search(text, first, start) or share)
