"""A mean of all beside the means of its two halves: it lies between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from auditor import units
from auditor.comparison import figures
from auditor.comparison.wording import interval
from auditor.content import words as roots
from auditor.cues import sentences
from auditor.model import Interval, Quantity
from auditor.quantities import find
from auditor.topics.wholes import Misfit

ABOUT = Decimal("0.02")
"""What an approximate mean allows for beyond its rounding: this share of it."""
STEM = 5
"""Words that begin with so many equal letters are of one root."""
_MEAN = re.compile(r"\b(?:on\saverage|average|averages|mean)\b", re.I)
_HALVES = tuple(
    (re.compile(rf"\b{one}\b", re.I), re.compile(rf"\b{two}\b", re.I))
    for one, two in (("men", "women"), ("males", "females"), ("boys", "girls"))
)
_GROUPS = roots("men women males females boys girls average mean adult adults")


def outlying(text: str) -> Iterator[Misfit]:
    """Means of all, in one sentence, that lie outside those of men and of women in it or in the next.

    >>> said = "A gull weighs 1.5 kg on average. The mean weight is 1,370 g in males and 1,200 g in females."
    >>> [m.reason for m in outlying(said)]
    ['the mean of all, 1.5 kg, lies outside those of its halves, 1,370 g and 1,200 g']
    """
    if not (_MEAN.search(text) and any(a.search(text) and b.search(text) for a, b in _HALVES)):
        return
    told = [(start, text[start:end], find(text[start:end])) for start, end in sentences(text, 0, len(text))]
    for place, (start, said, found) in enumerate(told):
        halves = _halves(said, found)
        if halves and _MEAN.search(said):
            wholes = (
                (before, whole)
                for before, whole_said, whole_found in told[max(0, place - 1) : place + 1]
                for whole in whole_found
                if not (before == start and whole in halves)
                and _same_measure(whole, halves)
                and _MEAN.search(whole_said)
                and _says(whole_said, _of(said, found))
            )
            yield from islice((m for at, whole in wholes for m in _outside(whole, at, halves, start)), 1)


def _halves(said: str, found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The two figures of a sentence, each with one of the two halves beside it."""
    for one, two in _HALVES:
        if len(found) >= 2 and one.search(said) and two.search(said):
            last = found[-2:]
            between = said[last[0].end : last[1].end + 30]
            if (one.search(between) or two.search(between)) and all(q.low == q.high for q in last):
                return tuple(last)
    return ()


def _of(said: str, found: Sequence[Quantity]) -> frozenset[str]:
    """What a sentence gives the means of: its content words without the figures and the groups."""
    plain = said
    for q in reversed(found):
        plain = plain[: q.start] + " " + plain[q.end :]
    return roots(plain) - _GROUPS


def _says(text: str, wanted: frozenset[str]) -> bool:
    """Whether a text says all of these words, or their like (``weigh`` for ``weight``)."""
    said = roots(text)
    return all(any(word[:STEM] == each[:STEM] for each in said) for word in wanted)


def _same_measure(whole: Quantity, halves: Sequence[Quantity]) -> bool:
    kinds = {units.dimension(q.unit or "") for q in (whole, *halves)}
    return len(kinds) == 1 and kinds.isdisjoint({"count", "date"}) and whole.low == whole.high is not None


def _outside(whole: Quantity, at: int, halves: Sequence[Quantity], start: int) -> Iterator[Misfit]:
    low, high = _ends(whole)
    ends = [_ends(half) for half in halves]
    if low > max(end for _, end in ends) or high < min(end for end, _ in ends):
        said = [interval(Interval(q.low, q.high, q.unit or "")) for q in (whole, *halves)]
        reason = f"the mean of all, {said[0]}, lies outside those of its halves, {said[1]} and {said[2]}"
        spans = ((at + whole.start, at + whole.end), *((start + q.start, start + q.end) for q in halves))
        yield Misfit(spans, reason)


def _ends(q: Quantity) -> tuple[Decimal, Decimal]:
    """What a figure can have been rounded from, in the base unit."""
    value = q.low or Decimal(0)
    loose = figures.step(value) / 2 + (value * ABOUT if q.modifier == "about" else 0)
    unit = q.unit or ""
    return units.convert(value - loose, unit, units.base(unit)), units.convert(value + loose, unit, units.base(unit))
