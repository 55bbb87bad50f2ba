"""Counts beside the names they count: two versions (Alder, Birch and Cedar)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.comparison.wording import interval, listed
from auditor.model import Interval, Quantity
from auditor.topics.wholes import Misfit
from auditor.units import dimension

FEWEST, LARGEST, LONGEST = 2, 12, 4
"""A count that names may stand for, and the words of a name at most."""
_LISTED = re.compile(r"(?:\s[\w-]+){0,3}?(?:\s\(([^()]{3,200})\)|:\s([^.:;()\n]{3,200})\.(?:\s|\Z))")
_COMMA = re.compile(r",\s")
_AND = re.compile(r"(?:and|or)\s")
_NO_NAME = re.compile(
    r"^(?:[a-z]*ed|sold|known|also|called|formerly|now|then|both|each|all|if|which|who|where|when|one|two|three|four|five|"
    r"six|seven|eight|nine|ten|\d+\s.*|at|in|on|by|from|to|for|of|per|about|see|but|not|no|mostly|mainly)\b|"
    r"\b(?:is|are|was|were|has|have|had|such as|including|include|includes|e\.g|i\.e|for example|among|like|etc|"
    r"others?|more)\b",
    re.I,
)
"""What is no name of one thing: an aside, a count of its own, an open list."""


def miscounted(text: str, found: Sequence[Quantity]) -> Iterator[Misfit]:
    """Exact counts that are followed, in brackets or behind a colon, by more names or by fewer.

    >>> from auditor.quantities import find
    >>> said = "It is built in two versions (Alder, Birch and Cedar)."
    >>> [m.reason for m in miscounted(said, find(said))]
    ['2 versions are counted, but 3 are named: Alder, Birch and Cedar']
    """
    for q in found:
        if q.modifier or q.low is None or q.low != q.high or dimension(q.unit or "") != "count":
            continue
        names = _listed(text, q.end) if FEWEST <= q.low <= LARGEST else ()
        if names and len(names) != q.low:
            count = interval(Interval(q.low, q.high, q.unit or ""))
            yield Misfit(((q.start, q.end),), f"{count} are counted, but {len(names)} are named: {listed(names)}")


def _listed(text: str, end: int) -> tuple[str, ...]:
    found = _LISTED.match(text, end)
    return names(found[1] or found[2]) if found else ()


def names(text: str) -> tuple[str, ...]:
    """The names of which a text is a list; none where it is anything else.

    >>> names("Holm, Vik, and light and heavy oil"), names("Holm and others")
    (('Holm', 'Vik', 'light and heavy oil'), ())
    """
    items = _items(" ".join(text.split()))
    plain = all(item and len(item.split()) <= LONGEST and not _NO_NAME.search(item) for item in items)
    return items if plain and len(items) >= FEWEST else ()


def _items(text: str) -> tuple[str, ...]:
    """The members of a list; a comma before its ``and`` leaves every other ``and`` to a member's own name."""
    *first, last = _COMMA.split(text)
    joined = _AND.match(last)
    return (*first, last[joined.end() :]) if joined else (*first, *re.split(r"\s(?:and|or)\s", last))
