"""``Of every 100,000 people, 14 to 20 fall ill``: a number that is told of a round whole named before it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from auditor.model import Quantity
from auditor.quantities import amounts, bounds, nouns, numerals, shares

_OPENS = re.compile(r"(?<![\w-])(?:(?:out )?of|(among|in))( every| each)?(?: an?)? $", re.I)
_COMMA = re.compile(
    r"(?: in [A-Z]\w+)?,\s+(?:only\s+)?(?:(?:about|around|approximately|roughly|some|nearly|almost|between|from|"
    r"at least|up to|fewer than|less than|more than|over|an estimated)\s+)?(?=\d|[a-z])"
)
_CLAUSE = re.compile(r" (?:who|that|which|with|in|of|from|born|living|aged)\b[^,.;:!?\n]{1,60}(?=,)")
"""What may limit the whole before the comma, where ``every`` says that it is one."""


def read(text: str, start: int, floor: int) -> tuple[list[Quantity], int] | None:
    """The share that follows the whole whose number is at ``start``, and where it ends; None where none does.

    ``in`` and ``among`` need ``every``; so does a whole that is not round.

    >>> [(q.low, q.unit) for q in read("Of 100 ducks, 12 stayed.", 3, 0)[0]]
    [(Decimal('12'), 'percent')]
    """
    opens = _OPENS.search(text, max(floor, start - 16), start)
    whole = numerals.read(text, start) if opens else None
    if not opens or not whole or whole.kind not in ("digits", "words") or whole.value < 2:
        return None
    if not opens[2] and (opens[1] or not shares.is_round(whole.value)):
        return None
    noun = nouns.read(text, whole.end)
    told = noun[1] if noun else whole.end
    clause = _CLAUSE.match(text, told) if opens[2] else None
    comma = _COMMA.match(text, clause.end() if clause else told)
    number = numerals.read(text, comma.end()) if comma else None
    term = amounts.read(text, number.start, whole.end) if number else None
    if not number or not term or term.measured or number.kind == "fraction":
        return None
    found, end = bounds.finish(text, replace(term, unit=None), whole.end)
    if len(found) != 1 or found[0].unit is not None or (found[0].high or found[0].low or 0) > whole.value:
        return None
    few = whole.value <= 100
    per = Fraction(100 if few else shares.POPULATION) / Fraction(whole.value)
    low, high = (None if value is None else _times(value, per) for value in (found[0].low, found[0].high))
    unit = "percent" if few else f"per {shares.POPULATION}"
    return [replace(found[0], low=low, high=high, unit=unit)], end


def _times(value: Decimal, per: Fraction) -> Decimal:
    return numerals.exact(Fraction(value) * per)
