"""People that a bare number counts by the words before it: ``a staff of 34``, ``has room for 80``."""

from __future__ import annotations

import re

_HEDGES = r"(?:(?:about|around|some|over|nearly|almost|only|just|up to|at least|more than|fewer than|as many as) )?"
_GROUP = re.compile(
    r"\b(?:staff|workforce|crew|cast|team|squad|audience|crowd|congregation|choir|orchestra|membership|jury|panel|"
    r"delegation|garrison|attendance|turnout|readership|headcount|population|troupe|platoon|clientele|faculty)s? of "
    rf"{_HEDGES}$",
    re.I,
)
_SEATED = re.compile(
    rf"\b(?:(?:room|space|seats|seating|beds|places|accommodation|capacity) (?:for|of)|seats|sleeps) {_HEDGES}$", re.I
)
_ALONE = re.compile(
    r"\s*(?:$|[.;:)\n|]|,(?!\d))|\s(?:on|in|at|and|or|but|who|is|was|were|are|has|from|with|to|under|by)\b"
)
REACH = 48


def counted(text: str, start: int, end: int) -> bool:
    """Whether the bare number at ``start..end`` counts people.

    >>> counted("a staff of 34.", 11, 13), counted("a stack of 34.", 11, 13)
    (True, False)
    """
    before = max(0, start - REACH)
    return bool(_ALONE.match(text, end) and (_GROUP.search(text, before, start) or _SEATED.search(text, before, start)))
