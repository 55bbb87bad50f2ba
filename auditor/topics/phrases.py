"""What stands in the words around a figure and is no aspect of its scope: a basis, a kind of measure, a lead, a share.

Each says why two figures are of different things, in a clause; empty where the words do not tell.
"""

from __future__ import annotations

import re

from auditor.content import words as roots

_BASIS = re.compile(
    r"\b(?:dry\s(?:matter|basis)|by\s(?:volume|weight|mass|number|area|value)|per\s(?:serving|portion))\b", re.I
)
_KIND = re.compile(
    r"\b([a-z]{2,}ing)\s(?:power|speed|weight|mass|temperature|time|capacity|pressure|depth|height)\b", re.I
)
_NO_DOING = frozenset(
    "thing something anything everything nothing building ceiling evening morning spring string wing ring king "
    "during remaining resulting following corresponding".split()
)
"""Words in -ing that say of no measure what is done."""
_LEAD = re.compile(r"\A(?:At\shome|(?:With|Without|When|If|Under|Using)\s(?:the|a|an|its|all|no)\s[^,.;:\d]{4,120}),\s")
_SHARE = re.compile(r"\A[\s|:,–-]{0,4}\d[\d.,]*\s?(?:%|per\s?cent)")
_BY = re.compile(r"\b(?:by|before|at)\b", re.I)


def basis(mine: str, theirs: str) -> str:
    """Shares of different bases: of the dry matter, and of the whole.

    >>> basis("no less than 48 % fat in its dry matter", "32 % of it is fat")
    'only one is "dry matter"'
    """
    said = _BASIS.search(mine)
    return f'only one is "{said[0].lower()}"' if said and not _BASIS.search(theirs) else ""


def kind(mine: str, theirs: str) -> str:
    """Measures of different kinds: charging power is no power of a motor.

    >>> kind("The charging power is 175 kW", "Maximum power: 170 kW")
    'one is a charging power'
    >>> kind("The charging time is 2 hours", "It is charged in 3 hours")
    ''
    """
    for said in _KIND.finditer(mine):
        if said[1].lower() in _NO_DOING:
            continue
        if not roots(said[1]) & roots(theirs) and said[1][:4].lower() not in theirs.lower():
            return f"one is a {said[0].lower()}"
    return ""


def lead(mine: str, theirs: str) -> str:
    """A circumstance that opens the sentence before the figure, and of which the other says nothing.

    >>> lead("With the log flushed at every turn, we got ", "420,000 writes per second")
    'one holds "with the log flushed at every turn"'
    """
    said = _LEAD.match(mine.lstrip())
    told = roots(said[0]) if said else frozenset()
    if said is None or 2 * len(told & roots(theirs)) >= max(1, len(told)):
        return ""
    return f'one holds "{" ".join(said[0].rstrip(", ").split()).lower()}"'


def share(before: str, behind: str) -> str:
    """An age or a time by which a share that follows at once is reached.

    >>> share("Stroke by age ", " 11%")
    'one is when the share behind it is reached'
    """
    return "one is when the share behind it is reached" if _SHARE.match(behind) and _BY.search(before[-24:]) else ""
