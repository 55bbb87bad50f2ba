"""Parts that do not fit their whole, in one sentence: shares that sum above 100 percent, a part above its whole.

Shares are parts of one whole where the sentence says so: it names ``the remaining``, or what a thing ``consists of``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from auditor.comparison.wording import interval, listed, number
from auditor.model import Interval, Quantity
from auditor.units import dimension

WHOLE = Decimal(100)
ROUNDED = Decimal(1)
"""Each share may be off by so much, in percent: people round."""
ABOUT = Decimal("0.1")
"""What an approximate figure allows for: this share of it."""
CALENDAR = (1500, 2100)
"""A bare figure in this range may be a year."""

_REST = re.compile(
    r"\b(?:remaining|the\sremainder|the\srest|the\sothers?)(?:[\s,(:–-]{1,3}(?:(?:are|is|was|were|being|at|some)\s)?|"
    r"\s(?:[\w-]+\s){1,2}\()\Z",
    re.I,
)
_MADE_OF = re.compile(
    r"\b(?:consist(?:s|ed|ing)?\sof|made\sup\sof|composed\sof|compris(?:es|ed|ing|e)|br(?:eaks?|oken)\sdown\sinto|"
    r"split(?:s)?\sinto|divided\sinto|(?:a|the)\s(?:blend|mixture|mix)\sof)\b",
    re.I,
)
_ANEW = re.compile(
    r"\b(?:(?:of|among)\s(?:these|those|them|whom|which|the\s(?:latter|former))|while|whereas|although|though|but|if|"
    r"when|because|since|after|before|which|who|that|including|against|compared|from|until)\b|;",
    re.I,
)
"""Where a sentence goes over to another whole, or to something else."""
_ASIDE = re.compile(r"\b(?:while|whereas|although|though|if|when|because|since|after|before)\b", re.I)
_NO_PART = re.compile(
    r"\s?(?:more|less|fewer|higher|lower|above|below|faster|slower|larger|smaller|discount|interest|CI|confidence|"
    r"chance|probability|risk|sure|certain|off|increase|decrease|rise|drop|growth)\b",
    re.I,
)
_OUT_OF = re.compile(
    r"\A\s(?:out\sof\s(?:a\stotal\sof\s|(?:all\s|the\s|its\s|their\s|our\s){0,2})|"
    r"of\s(?:all\s|all\sof\s)?(?:the|its|their|our|these|those)\s)\Z"
)
_OF_WHOLE = re.compile(
    r"(?:\A|[.;:]\s)\W*(?:Out\sof|Of|Among)\s(?:(?:all|the|its|their|our|these|those|some)\s){0,2}\Z"
)
_OF_WHOM = re.compile(r"\A[^.;:()]{0,60}?\bof\s(?:whom|which|them)\s(?:(?:only|some|just|as\smany\sas)\s){0,2}\Z")
_FIRST = re.compile(r",\s(?:(?:only|some|just|as\smany\sas)\s){0,2}\Z")
_VERB = re.compile(
    r"\s(?:is|are|was|were|has|have|had|can|could|do|did|live|lived|work|worked|die|died|survive|survived|remain|"
    r"remained|left|came|come|said|voted|took|went|belong|belonged|still|also|now|women|men)\b"
)


@dataclass(frozen=True, slots=True)
class Misfit:
    """Figures that do not fit, as offsets into the text that was asked, and why."""

    spans: tuple[tuple[int, int], ...]
    reason: str


def misfits(text: str, found: Sequence[Quantity]) -> Iterator[Misfit]:
    """What does not fit its whole among the quantities found in one sentence.

    >>> from auditor.quantities import find
    >>> said = "A third are coaches, 45 % are buses and the remaining 40 % are trams."
    >>> [m.reason for m in misfits(said, find(said))]
    ['parts of one whole sum to 118 %: 1 in 3, 45 % and 40 %']
    >>> said = "Of 1,200 staff, 1,400 are engineers."
    >>> [m.reason for m in misfits(said, find(said))]
    ['1,400 are said to be a part of 1,200']
    """
    if len(found) > 1:
        yield from _over(text, [q for q in found if _is_part(text, q)])
        yield from _above(text, found)


def _is_part(text: str, q: Quantity) -> bool:
    """Whether a share is stated of something, not a change by so much, nor what stands in brackets beside another."""
    if q.unit != "percent" or q.low is None or re.search(r"\bby\s\Z|\d\s?%?\s\(\Z", text[: q.start]):
        return False
    return not _NO_PART.match(text, q.end)


def _over(text: str, shares: Sequence[Quantity]) -> Iterator[Misfit]:
    for last, share in enumerate(shares):
        if _REST.search(text[: share.start]):
            parts = shares[_first_of(text, shares, last) : last + 1]
            if not any(abs(_sum(parts[i:]) - WHOLE) <= _slack(parts[i:]) for i in range(1, len(parts))):
                yield from _summed(parts)
    for cue in _MADE_OF.finditer(text):
        parts = [share for share in shares if share.start >= cue.end()]
        ends = [i for i, share in enumerate(parts) if _ANEW.search(text, cue.end(), share.start)]
        if not any(_REST.search(text[: share.start]) for share in parts):
            yield from _summed(parts[: ends[0]] if ends else parts)


def _first_of(text: str, shares: Sequence[Quantity], last: int) -> int:
    """The first of the shares that are of one whole with the last; what a ``while`` opens goes with none behind it."""
    first = last
    while first and not _ANEW.search(text, shares[first - 1].end, shares[first].start):
        first -= 1
    aside = _ASIDE.search(text, shares[first - 1].end if first else 0, shares[first].start)
    return first + 1 if aside and first < last else first


def _summed(parts: Sequence[Quantity]) -> Iterator[Misfit]:
    if len(parts) > 1 and _sum(parts) - WHOLE > _slack(parts):
        names = listed([interval(Interval(part.low, part.high, "percent"), part.modifier == "about") for part in parts])
        reason = f"parts of one whole sum to {number(round(_sum(parts), 0))} %: {names}"
        yield Misfit(tuple((part.start, part.end) for part in parts), reason)


def _sum(parts: Sequence[Quantity]) -> Decimal:
    return sum((part.low for part in parts if part.low is not None), Decimal(0))


def _slack(parts: Sequence[Quantity]) -> Decimal:
    about = sum((part.low * ABOUT for part in parts if part.low is not None and part.modifier == "about"), Decimal(0))
    return ROUNDED * len(parts) + about


def _above(text: str, found: Sequence[Quantity]) -> Iterator[Misfit]:
    for first, second in pairwise(found):
        between = text[first.end : second.start]
        if _OUT_OF.match(between):
            part, whole = first, second
        elif _OF_WHOM.match(between) or (_OF_WHOLE.search(text[: first.start]) and _follows(text, first, second)):
            part, whole = second, first
        else:
            continue
        if _counts(part, whole) and _larger(part, whole):
            said = number(part.low or Decimal(0)), number(whole.high or Decimal(0))
            reason = f"{said[0]} are said to be a part of {said[1]}"
            yield Misfit(((first.start, first.end), (second.start, second.end)), reason)


def _follows(text: str, whole: Quantity, part: Quantity) -> bool:
    """Whether a bare count opens the clause behind ``Of 1,200 staff,``."""
    between = text[whole.end : part.start]
    return bool(_FIRST.search(between) and len(between) <= 60 and _VERB.match(text, part.end))


def _counts(part: Quantity, whole: Quantity) -> bool:
    """Whether both count one thing; the part may leave it unsaid, and is no year."""
    if whole.unit is None or dimension(whole.unit) != "count" or part.unit not in (None, whole.unit):
        return False
    year = part.low == part.high and part.low is not None and CALENDAR[0] <= part.low <= CALENDAR[1]
    return not (year and whole.high is not None and whole.high < CALENDAR[0] / 2)


def _larger(part: Quantity, whole: Quantity) -> bool:
    if part.low is None or whole.high is None:
        return False
    about = ABOUT if "about" in (part.modifier, whole.modifier) else Decimal(0)
    return part.low * (1 - about) > whole.high
