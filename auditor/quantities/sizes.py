"""Sizes in two or three directions: ``142 × 96 × 31 mm``, ``22 by 14 m``; each is a quantity, the unit is shared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from auditor import units
from auditor.model import Quantity
from auditor.quantities import leads, measures, numerals

_JOINT = re.compile(r"[ \u00a0]?[×✕xX*][ \u00a0]?(?=\d)|[ \u00a0\n]by[ \u00a0\n](?=\d)")
_DASH = re.compile(r" ?[-–] ?(?=\d)")
_LIKELY = re.compile(r"[\d.,]++(?: ?[-–] ?[\d.,]++)?[ \u00a0]?(?:[A-Za-zµ]{0,12}[ \u00a0\n])?(?:[×✕xX*]|by\s)")
_FROM = re.compile(r"\b(?:from|to|than|divide[sd]?|dividing) $", re.I)
_TURNS = re.compile(r"[ -](?:relay|medley|freestyle|sprints?|lengths|laps)\b", re.I)
MEMBERS = 4
LOPSIDED = 25
"""How many times one side may be the other before ``4 × 100 m`` is more likely four times a hundred metres."""


@dataclass(frozen=True, slots=True)
class _Side:
    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str | None


def read(text: str, start: int, floor: int) -> tuple[list[Quantity], int] | None:
    """The sides of the size that the digit at ``start`` opens and where it ends; None where it opens none.

    >>> [(side.low, side.unit) for side in read("of 22 by 14 m.", 3, 0)[0]]
    [(Decimal('22'), 'm'), (Decimal('14'), 'm')]
    """
    if not _LIKELY.match(text, start):
        return None
    side = _side(text, start)
    joint = _JOINT.match(text, side.end) if side else None
    if not side or not joint:
        return None
    sides = [side]
    while joint and len(sides) < MEMBERS:
        side = _side(text, joint.end())
        if not side:
            return None
        sides.append(side)
        if "by" in joint[0] and _FROM.search(text, max(0, start - 10), start):
            return None
        joint = _JOINT.match(text, side.end)
    if not _sized(text, sides):
        return None
    return _quantities(text, sides, start, floor), sides[-1].end


def _side(text: str, start: int) -> _Side | None:
    number = numerals.read(text, start)
    if not number or number.kind != "digits":
        return None
    dash = _DASH.match(text, number.end)
    far = numerals.read(text, dash.end()) if dash else None
    if far and (far.kind != "digits" or far.value <= number.value):
        return None
    last = far or number
    unit = measures.read(text, last.end)
    return _Side(start, unit.end if unit else last.end, number.value, last.value, unit.name if unit else None)


def _sized(text: str, sides: list[_Side]) -> bool:
    """Whether the sides are lengths, and of one thing: not ``4 × 100 m relay`` nor ``2 × 500 mg``."""
    named = [side.unit for side in sides if side.unit]
    if not named or any(units.dimension(unit) != "length" and unit != "pixel" for unit in named):
        return False
    counted = sides[0].unit is None and len(sides) == 2 and sides[0].low < 10
    lopsided = max(side.high for side in sides) > LOPSIDED * min(side.low for side in sides)
    return not (counted and (lopsided or _TURNS.match(text, sides[-1].end)))


def _quantities(text: str, sides: list[_Side], start: int, floor: int) -> list[Quantity]:
    lead = leads.read(text, start, floor)
    found, unit = [], None
    for side in reversed(sides):
        unit = side.unit or unit or next(each.unit for each in reversed(sides) if each.unit)
        begin = lead.start if side.start == start and lead.modifier else side.start
        low = None if lead.modifier == "less" else side.low
        high = None if lead.modifier == "more" else side.high
        found.append(Quantity(begin, side.end, low, high, unit, lead.modifier))
    return found[::-1]
