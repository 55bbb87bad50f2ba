"""The unit of a bare number that its header states: a cell under ``Feet`` or ``Weight (kg)``, ``Length in m: 5``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from auditor.model import Block, BlockKind, Quantity
from auditor.quantities import find
from auditor.units import dimension

_INSIDE = re.compile(r"(?:^|\s)[(\[]\s*(?:in )?([^()\[\]]{1,20}?)\s*[)\]]\s*$")
_BEHIND = re.compile(r"(?:,| in)\s+((?:[^\W\d]|[€$£¥%])[^,()]{0,19})$")
_LETTERS = frozenset("mghs%°€$£¥")
"""What a single letter or sign may mean as a unit; others are more often initials (``Lost (L)``)."""
_SINGULAR = frozenset("year month week day hour minute second decade century".split())
"""Over a column of years stands ``Year``; a column of durations is headed ``Years``."""
_NO_MEASURES = frozenset({"count", "date", "times"})


def filled(text: str, block: Block, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of a block's ``text``, in the unit of its header where all it holds is one bare number."""
    bare = found[0] if len(found) == 1 and found[0].unit is None else None
    if bare is None or not block.label or not _alone(text, block, bare):
        return list(found)
    headers = reversed(block.label.split(" | ")) if block.kind is BlockKind.CELL else (block.label,)
    stated = next(filter(None, map(stated_by, headers)), None)
    if stated is None:
        return list(found)
    scale, unit = stated
    low, high = (None if end is None else end * scale for end in (bare.low, bare.high))
    return [replace(bare, low=low, high=high, unit=unit)]


def _alone(text: str, block: Block, bare: Quantity) -> bool:
    """Whether nothing stands beside the number: in its cell, or behind the colon of its label."""
    before, behind = text[: bare.start - block.start].strip(), text[bare.end - block.start :].strip(" \t\n.*")
    if block.kind is BlockKind.CELL:
        return not behind and not before
    return before.endswith(":") and (not behind or behind[0] in ",;(")


@lru_cache(maxsize=4096)
def stated_by(header: str) -> tuple[Decimal, str] | None:
    """What a header says its numbers are in, as a factor and a unit; None where it states no measure.

    >>> stated_by("Feet"), stated_by("Cost (million euros)"), stated_by("Year"), stated_by("Lost (L)")
    ((Decimal('1'), 'ft'), (Decimal('1000000'), 'EUR'), None, None)
    """
    header = header.strip(" *:")
    for pattern in (_INSIDE, _BEHIND):
        part = pattern.search(header)
        if part:
            return _unit(part[1], header)
    return _unit(header, "") if len(header) > 1 or not header.isalpha() else None


def _unit(said: str, header: str) -> tuple[Decimal, str] | None:
    """``said`` as the number grammar reads it behind or before a two; an initial of its header is no unit."""
    if said.lower() in _SINGULAR or (len(said) == 1 and (said not in _LETTERS or header[:1].lower() == said)):
        return None
    for probe in (f"2 {said}", f"{said}2"):
        found = find(probe)
        if len(found) == 1 and (found[0].start, found[0].end) == (0, len(probe)) and found[0].low == found[0].high:
            unit, value = found[0].unit, found[0].low
            if unit and value and dimension(unit) not in _NO_MEASURES:
                return value / 2, unit
    return None
