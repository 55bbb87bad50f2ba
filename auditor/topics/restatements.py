"""Two figures of one phrase that cannot be meant: a share restated as another, a range that runs downward."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from auditor import units
from auditor.comparison.wording import interval, number, unit
from auditor.model import Interval, Quantity
from auditor.topics.wholes import Misfit

POINT = Decimal(1)
"""A share in percent may be off by so much."""
HALF = Decimal("0.5")
"""One in N may stand for anything nearer to N than to its neighbours."""
_BRACKET = re.compile(r"\A(?:\s[\w-]+){0,4}\s?\((?:i\.e\.,?\s|that\sis,?\s|or\s)?\Z")
_OR = re.compile(r"\A(?:\s[\w-]+){0,3},?\s(?:or|that\sis|i\.e\.),?\s\Z")
_CLOSED = re.compile(r"\s?[),.;]|\Z")
_IN_SO_MANY = re.compile(r"(?P<part>[\w.,]+)\s(?:in|out\sof)\s(?P<whole>[\w.,]+)\Z", re.I)
_PERCENT = re.compile(r"%|per\s?cent", re.I)
_AND = re.compile(r"\A\sand\s\Z")


def misstated(text: str, found: Sequence[Quantity]) -> Iterator[Misfit]:
    """What the quantities found in a text say twice, and differently.

    >>> from auditor.quantities import find
    >>> said = "One in four hens (40 %) lays."
    >>> [m.reason for m in misstated(said, find(said))]
    ['1 in 4 is 25 %, but 40 % stands beside it']
    >>> said = "It lasts between 90 and 60 days."
    >>> [m.reason for m in misstated(said, find(said))]
    ['"between 90 and 60 days" runs from the larger figure to the smaller: one of the two may be wrong']
    """
    for a, b in pairwise(found):
        between, said = text[a.end : b.start], text[a.start : b.end]
        if _AND.match(between) and said.lower().startswith("between ") and _falls(a, b):
            reason = (
                f'"{" ".join(said.split())}" runs from the larger figure to the smaller: one of the two may be wrong'
            )
            yield Misfit(((a.start, a.end), (b.start, b.end)), reason)
        elif (_BRACKET.match(between) or _OR.match(between)) and _CLOSED.match(text, b.end):
            for share, percent in ((a, b), (b, a)):
                if _stated_in_percent(text, percent) and (meant := _meant(text, share)) and _outside(percent, meant):
                    beside = interval(_percent(percent), percent.modifier == "about")
                    reason = f"{_words(share)}, but {beside} stands beside it"
                    yield Misfit(((a.start, a.end), (b.start, b.end)), reason)


def _falls(a: Quantity, b: Quantity) -> bool:
    return a.unit == b.unit and a.low is not None and b.high is not None and a.low > b.high


def _stated_in_percent(text: str, q: Quantity) -> bool:
    return q.unit == "percent" and bool(_PERCENT.search(text, q.start, q.end)) and None not in (q.low, q.high)


def _meant(text: str, q: Quantity) -> tuple[Decimal, Decimal] | None:
    """What a share in words (``a third``, ``one in four``) can stand for, in percent; None for any other figure."""
    said = " ".join(text[q.start : q.end].split())
    in_so_many = _IN_SO_MANY.search(said)
    if q.unit is None or units.dimension(q.unit) != "ratio" or q.low is None or q.low != q.high or q.low <= 0:
        return None
    if _PERCENT.search(said) or not (in_so_many or not any(c.isdigit() for c in said)):
        return None
    share = units.convert(q.low, q.unit, "percent") / 100
    if not 0 < share < 1:
        return None
    about = Decimal("1.1") if q.modifier == "about" else Decimal(1)
    one_in = 1 / share
    if in_so_many is None or in_so_many["part"].lower() in ("1", "one"):
        return 100 / (one_in + HALF) / about, 100 / max(one_in - HALF, Decimal(1)) * about
    return share * 100 * Decimal("0.95") / about - POINT, share * 100 * Decimal("1.05") * about + POINT


def _outside(percent: Quantity, meant: tuple[Decimal, Decimal]) -> bool:
    if percent.low is None or percent.high is None:
        return False
    return percent.high + POINT < meant[0] or percent.low - POINT > meant[1]


def _percent(q: Quantity) -> Interval:
    return Interval(q.low, q.high, "percent")


def _words(q: Quantity) -> str:
    """``1 in 4 is 25 %``."""
    share = units.convert(q.low or Decimal(0), q.unit or "", "percent")
    whole = round(1 / (share / 100), 2)
    said = f"1 in {whole:f}" if whole == whole.to_integral_value() else ""
    plain = f"{number(round(share, 1 if share >= 1 else 4))}{unit('percent')}"
    return f"{said.partition('.')[0]} is {plain}" if said else f"one share is {plain}"
