"""When ``over`` tells of a stretch or a spread, not of more: ``over four days we``, ``spread over six stages``."""

from __future__ import annotations

import re

from auditor.quantities import measures

_WORD_BEFORE = re.compile(r"([A-Za-z]+) $")
_EXCEEDS = re.compile(
    r"(?:is|are|was|were|be|been|for|of|last\w*|liv\w*|surviv\w*|took|takes?|taking|wait\w*|exceed\w*|at|and|or|by|just|"
    r"well|little|has|have|had|persist\w*|stay\w*|spen[dt]\w*|after|remain\w*|with|cost\w*|weigh\w*|aged|population|"
    r"need\w*|requir\w*|averag\w*|total\w*|in|than|to|from|every)\Z",
    re.I,
)
_SPREAD = re.compile(
    r"\b(?:spread|scatter|distribut|divid|stretch|extend|split|strew|arrang|flow|la(?:id|ying|ys)\b|ran\b|runs?\b|running\b|"
    r"flew|fl(?:y|ies|ying)\b|leap|jump)[a-z]*(?: out| evenly| equally)? $",
    re.I,
)
_ALL = re.compile(r"\b(?:all|set|housed) $", re.I)
_CLAUSE = re.compile(r"\s*,|\s+(?:we|they|he|she|it|the|this|these|that|i|you|an?|[A-Z]\w*)\b")


def over(text: str, start: int, end: int, unit: str | None) -> bool:
    """Whether the ``over`` at ``start``, whose number with its noun ends at ``end``, means during or across.

    >>> over("It was sold over five days.", 12, 26, "day"), over("She lived over a year.", 10, 21, "year")
    (True, False)
    """
    if text[start : start + 5].lower() != "over ":
        return False
    if _SPREAD.search(text, max(0, start - 32), start):
        return True
    if unit not in measures.TIMES:
        return unit is not None and bool(_ALL.search(text, max(0, start - 10), start))
    before = _WORD_BEFORE.search(text, max(0, start - 24), start)
    if before is None:
        return text[start] == "O" and bool(_CLAUSE.match(text, end))
    return not _EXCEEDS.match(before[1])
