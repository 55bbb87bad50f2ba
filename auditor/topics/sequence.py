"""Years of one thing in an order that cannot be: it opened before its construction began, he died before he was born.

Only where each event is told with its year close behind it, and every year told of the one lies after every year told
of the other: a place of many buildings tells many years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.topics.wholes import Misfit

_WHEN = (
    r"(?:\s(?:back|only|finally|officially|formally))?\s(?:in|on|around|about|at|by)\s(?:the\s)?(?:[\w']+,?\s){0,4}?"
)
_YEAR = r"(?P<year>1[0-9]\d\d|20\d\d)\b(?!\s(?:BC|people|metres|feet|tonnes|on|of|for|at)\b)"
_DATED = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
_NOUNS = (
    "bridge|tunnel|building|tower|station|museum|hospital|telescope|observatory|dam|line|railway|factory|church|"
    "cathedral|castle|school|university|stadium|airport|canal|lighthouse|theatre|library|hotel|plant|port|park|road|"
    "house|palace|works|probe|spacecraft|satellite|mission|company|firm|society|club|party|drug|treatment"
)
_THING = rf"\b(?:it|the\s(?:{_NOUNS}))"
_EVENTS = {
    "its construction began": r"\b(?:construction|building\swork|excavation)"
    rf"(?:\sof\s(?:it|the\s(?:{_NOUNS})))?\s(?:began|started|was\sbegun|commenced)|"
    r"\bground\swas\sbroken|\bfoundation\sstone\swas\slaid",
    "it was opened": _THING + r"\s(?:was\s)?(?:opened|inaugurated)(?:\s(?:to|for)\s(?:the\s)?\w+)?",
    "it was completed": _THING + r"\swas\s(?:completed|finished)",
    "it was founded": _THING + r"\swas\s(?:founded|established|set\sup)",
    "it was dissolved": _THING + r"\swas\s(?:dissolved|wound\sup|disbanded|liquidated)",
    "it was launched": _THING + r"\s(?:was\s)?(?:launched|lifted\soff)",
    "it arrived": _THING + r"\s(?:arrived|landed|entered\sorbit|reached\s\w+)",
    "it was approved": _THING + r"\swas\sapproved",
    "it was withdrawn": _THING + r"\swas\s(?:withdrawn|taken\soff\sthe\smarket)",
    "was born": r"\b(?:s?he|who)\swas\sborn",
    "died": r"\b(?:s?he|who|and)\sdied",
}
_PATTERNS = {name: re.compile(f"(?:{event}){_WHEN}{_YEAR}", re.I) for name, event in _EVENTS.items()}
_ORDER = (
    ("its construction began", "it was opened"),
    ("its construction began", "it was completed"),
    ("it was founded", "it was dissolved"),
    ("it was launched", "it arrived"),
    ("it was approved", "it was withdrawn"),
    ("was born", "died"),
)
"""(what comes first, what comes after it)."""
NEAR = 600
"""So many characters at most lie between the two years."""
_ANOTHER = re.compile(
    r"\b(?:re-?(?:open|built|build|found|launch|construct|place|establish)\w*|again|new|second|third|former|formerly|"
    r"original|originally|old|older|predecessor|successor|extension|extended|another|first\sone|wing|annexe?)\b",
    re.I,
)
"""Words of a text that speaks of more than one thing of the kind, or of one that was made twice."""


def misordered(text: str) -> Iterator[Misfit]:
    """Pairs of events of a text whose years stand in an order that cannot be.

    >>> [m.reason for m in misordered("Construction began in 1965. The bridge opened to traffic in May 1963.")]
    ['it was opened in 1963, but its construction began in 1965']
    """
    if len(_DATED.findall(text)) < 2:
        return
    told = {name: list(_told(pattern, text)) for name, pattern in _PATTERNS.items()}
    for first, then in _ORDER:
        earlier, later = told[first], told[then]
        if earlier and later and min(_years(earlier)) > max(_years(later)):
            (a, start), (b, end) = earlier[0], later[0]
            around = text[max(0, min(start[0], end[0]) - NEAR) : max(start[1], end[1]) + NEAR]
            if abs(start[0] - end[0]) > NEAR or _ANOTHER.search(around):
                continue
            yield Misfit((start, end), f"{then} in {b}, but {first} in {a}")


def _told(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, tuple[int, int]]]:
    for found in pattern.finditer(text):
        yield int(found["year"]), found.span("year")


def _years(told: Sequence[tuple[int, tuple[int, int]]]) -> list[int]:
    return [year for year, _ in told]
