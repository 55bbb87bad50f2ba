"""A ratio of two groups against the share of one: three times as many women as men leave no room for 60 % women.

Where one group is N times the other, its share of anything that holds both is N / (N + 1) at most; where the two are
all there is (women and men), it is that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from auditor.comparison.wording import interval, number
from auditor.cues import stem
from auditor.model import Interval, Quantity
from auditor.quantities import find
from auditor.topics.wholes import Misfit

HALF = Decimal("0.5")
"""A ratio in whole numbers may be rounded by so much, a share by so many percent."""
_WHOLES = tuple(frozenset(map(stem, pair)) for pair in (("women", "men"), ("girls", "boys"), ("females", "males")))
_HINT = re.compile(r"\bas\smany\b|\boutnumber|\bratio\sof\b", re.I)
_AS_MANY = re.compile(r"\A\sas\smany\s([a-z]+)\sas\s([a-z]+)")
_OUTNUMBER = re.compile(r"\b([a-z]+)\soutnumber(?:ed)?\s(?:the\s)?([a-z]+)\s(?:by\s)?(?:a\sratio\sof\s)?\Z", re.I)
_RATIO_OF = re.compile(r"\bratio\sof\s([a-z]+)\sto\s([a-z]+)\s(?:is|was|of|being)\s\Z", re.I)
_ARE = re.compile(r"\A(?:\sof\s(?:(?:the|all|its|their)\s)?(?!th[eo]se|them|whom|which)[a-z]+(?<!ed)(?<!ing))?\s"
                  r"(?:is|are|was|were)\s([a-z]+)\b(?!\s[a-z]+ed\b)")  # fmt: skip
_MAKE_UP = re.compile(r"\b([a-z]+)\s(?:make\sup|made\sup|account(?:ed)?\sfor|form|formed)\s\Z", re.I)


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times the first group is the second, and where that stands in the text."""

    first: str
    second: str
    times: Decimal
    quantity: Quantity


def misproportions(text: str) -> Iterator[Misfit]:
    """Ratios and shares of one text that cannot both be.

    >>> [m.reason for m in misproportions("There are three times as many women as men; 60 % are women.")]
    ['3 times as many women as men make 71 to 78 % women, but 60 % is stated']
    """
    found = find(text) if _HINT.search(text) else []
    shares = list(_shares(text, found))
    for ratio in _ratios(text, found) if shares else ():
        for name, share in shares:
            if stem(name) == stem(ratio.first) and (due := _due(ratio, share)):
                reason = (
                    f"{number(round(ratio.times, 2))} times as many {ratio.first} as {ratio.second} make {due} {name}, "
                    f"but {interval(Interval(share.low, share.high, 'percent'), share.modifier == 'about')} is stated"
                )
                yield Misfit((_span(ratio.quantity), _span(share)), reason)


def _span(quantity: Quantity) -> tuple[int, int]:
    return quantity.start, quantity.end


def _ratios(text: str, found: Sequence[Quantity]) -> Iterator[Ratio]:
    for q in found:
        if q.unit != "times" or q.low is None or q.low != q.high or q.low <= 0:
            continue
        names = _AS_MANY.match(text[q.end :]) or _OUTNUMBER.search(text[: q.start]) or _RATIO_OF.search(text[: q.start])
        if names:
            first, second = names[1].lower(), names[2].lower()
            yield Ratio(first, second, q.low, q)
            yield Ratio(second, first, 1 / q.low, q)


def _shares(text: str, found: Sequence[Quantity]) -> Iterator[tuple[str, Quantity]]:
    for q in found:
        name = _ARE.match(text[q.end :]) or _MAKE_UP.search(text[: q.start])
        if q.unit == "percent" and name:
            yield name[1].lower(), q


def _due(ratio: Ratio, share: Quantity) -> str:
    """The share that a ratio makes, in words, where the one stated cannot be that; else nothing."""
    about = "about" in (ratio.quantity.modifier, share.modifier)
    if ratio.times >= 1:
        low, high = made(ratio.times, ratio.times, about)
    else:
        low, high = (100 - end for end in reversed(made(1 / ratio.times, 1 / ratio.times, about)))
    all_there_is = frozenset((stem(ratio.first), stem(ratio.second))) in _WHOLES
    below = share.high is not None and all_there_is and share.high + HALF < low
    above = share.low is not None and share.low - HALF > high
    if not (below or above):
        return ""
    return f"{round(low)} to {round(high)} %" if all_there_is else f"{round(high)} % at most"


def made(low: Decimal, high: Decimal, about: bool = False) -> tuple[Decimal, Decimal]:
    """The share, in percent, that who is ``low`` to ``high`` times the other has of both; ratios are rounded.

    >>> [round(end) for end in made(Decimal(3), Decimal(3))]
    [71, 78]
    """
    slack = Decimal("1.1") if about else Decimal(1)
    least, most = (low - _loose(low)) / slack, (high + _loose(high)) * slack
    return 100 * least / (least + 1), 100 * most / (most + 1)


def _loose(times: Decimal) -> Decimal:
    """By how much a ratio may be rounded: two to three times is no 2.0."""
    return HALF if times == times.to_integral_value() else Decimal("0.05")
