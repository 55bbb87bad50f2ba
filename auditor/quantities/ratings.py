"""Marks on a scale: ``4.5 out of 5``, ``rated 8/10``; not shares (``4 out of 5 homes``), dates or fractions."""

from __future__ import annotations

import re
from decimal import Decimal

from auditor.model import Quantity
from auditor.quantities import measures, numerals

_WHOLE = re.compile(
    r"(?: stars?| points?)?(?:(?P<slash> ?/ ?)| out of )(?P<whole>5|10|20|100|five|ten)(?![\w/]|[.,]\d| ?%)", re.I
)
_TOLD = re.compile(
    r"\b(?:scor(?:e|ed|es|ing)|rat(?:e|ed|es|ing|ings)|verdict|stars|marks?|graded?|overall|awarded)\b[^.;!?\n]{0,28}$",
    re.I,
)
_CLOSES = re.compile(r"\s*(?:[.,;:)|*]|\Z)|\s*\n|\s(?:stars?|points?|for|by|in|from|on|and|but|overall)\b")
_GLUED = frozenset("/.,-–:#")
_WORDS = {"five": 5, "ten": 10}


def read(text: str, start: int, floor: int) -> tuple[list[Quantity], int] | None:
    """The mark whose number is at ``start``, in units of its scale, and where it ends; None where it is none.

    A decimal is told out of a scale alone; a whole number needs a word that says it is a mark.

    >>> [(mark.low, mark.unit) for mark in read("Verdict: 4.5 out of 5.", 9, 0)[0]]
    [(Decimal('4.5'), 'out of 5')]
    """
    number = numerals.read(text, start) if text[start - 1 : start] not in _GLUED else None
    found = _WHOLE.match(text, number.end) if number else None
    if not number or not found or number.scaled or measures.read(text, found.end()):
        return None
    whole = Decimal(_WORDS.get(found["whole"].lower()) or found["whole"])
    told = _TOLD.search(text, max(floor, start - 44), start)
    if number.value > whole or not (told or number.value % 1) or not _CLOSES.match(text, found.end()):
        return None
    return [Quantity(start, found.end(), number.value, number.value, f"out of {whole}")], found.end()
