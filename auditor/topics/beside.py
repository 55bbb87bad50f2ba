"""Slips inside one document: a count of a count beside another per cent, a range written from its larger end.

What else cannot be within one text is found without claims (``misfits``); here each is tied to those read from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from auditor.comparison.levels import sentence
from auditor.comparison.wording import YEAR, number
from auditor.comparison.wording import reading as words
from auditor.model import Claim, Document, Flag, FlagKind, Interval, Reading, Topic
from auditor.topics.misfits import in_block, in_sentence
from auditor.topics.wholes import Misfit

NEAR = 80
"""So many characters before a share may hold the count it stands for."""
POINT = Decimal(1)
"""A share in figures may be off by so much, in per cent: people round, and cut off."""
_OF = r"(\d[\d,]*)\s(?:out\s)?of\s(?:the\s|all\s)?(\d[\d,]*)"
_BEFORE = re.compile(rf"(?<![\d.,]){_OF}(?:\s[\w-]+){{0,4}}\s?\(\Z")
"""A count of a count, a few words that say of what, and a bracket."""
_AFTER = re.compile(rf"\s?\({_OF}(?![\d.,]*\d)")
_RANGE = re.compile(r"\D*?(\d[\d,]*(?:\.\d+)?)\s?(?:to|-|–)\s?(\d[\d,]*(?:\.\d+)?)(?!\d)")
_FALLS = re.compile(
    r"\b(?:from|fell|falls?|falling|fallen|dropp?\w*|decreas\w*|declin\w*|reduc\w*|shr[aiu]nk\w*|down|cuts?|lower\w*|went|"
    r"count\w*|score\w*|won|lost|beat|vote\w*)\b",
    re.I,
)
"""Words by which a figure goes down on purpose, or is no range but a result."""
FULL_YEAR = 4
"""A year of fewer digits is cut off: 1944-45."""
_BACKWARD = re.compile(r"\bB\.?C\b|\bBCE\b|\b(?:back|backwards|respectively)\b")
"""Words beside which years may count backward."""


def beside(topics: Sequence[Topic], claims: Iterable[Claim], documents: Iterable[Document]) -> Mapping[str, list[Flag]]:
    """Topic identifier -> flags ``internal`` on figures that do not fit what stands beside them."""
    home = {claim: topic.id for topic in topics for position in topic.positions for claim in position.claims}
    told: dict[str, list[Claim]] = {}
    for claim in claims:
        if isinstance(claim.reading.value, Interval) and claim.id in home:
            told.setdefault(claim.source, []).append(claim)
    found: dict[str, list[Flag]] = {}
    for document in documents:
        for flag in _slips(document, sorted(told.get(document.id, ()), key=lambda c: (c.start, c.end, c.id))):
            found.setdefault(home[flag.claims[0]], []).append(flag)
    return found


def _slips(document: Document, claims: Sequence[Claim]) -> Iterator[Flag]:
    for claim in claims:
        if ends := _turned(claim, document):
            reason = f'"{claim.quote}" runs from the larger figure to the smaller ({ends}): one of the two may be wrong'
            yield Flag(FlagKind.INTERNAL, (claim.id,), sentence(reason))
        if counted := _counted(claim, document.text):
            reason = f"{counted}, but {words(claim.reading)} stands beside it"
            yield Flag(FlagKind.INTERNAL, (claim.id,), sentence(reason))
    yield from _misfits(document, claims)


def _misfits(document: Document, claims: Sequence[Claim]) -> Iterator[Flag]:
    """What does not fit in a sentence or in a block, where a claim was read from it."""
    sentences = sorted({(claim.sentence.start, claim.sentence.end) for claim in claims})
    blocks = [(block.start, block.end) for block in document.blocks]
    found: list[tuple[int, Misfit]] = []
    for places, ask in ((sentences, in_sentence), (blocks, in_block)):
        found += [(start, misfit) for start, end in places for misfit in ask(document.text[start:end])]
    for start, misfit in found:
        spans = [(start + a, start + b) for a, b in misfit.spans]
        own = tuple(c.id for c in claims if any(c.start < b and a < c.end for a, b in spans))
        if own:
            yield Flag(FlagKind.INTERNAL, own, sentence(misfit.reason))


def _counted(claim: Claim, text: str) -> str:
    """What a count of a count beside a share makes, in words, where that is another share; else nothing."""
    value = claim.reading.value
    if not isinstance(value, Interval) or value.unit != "percent" or value.low is None or value.low != value.high:
        return ""
    found = _BEFORE.search(text, max(0, claim.start - NEAR), claim.start) or _AFTER.match(text, claim.end)
    part, whole = (Decimal(each.replace(",", "")) for each in found.groups()) if found else (Decimal(1), Decimal(0))
    if claim.reading.approx or part > whole:
        return ""
    share = part / whole * 100
    if abs(share - value.low) <= POINT:
        return ""
    return f"{number(part)} of {number(whole)} is {words(Reading(Interval(share, share, 'percent')))}"


def _turned(claim: Claim, document: Document) -> str:
    """The ends of a range as written, where the first is the larger and nothing says that the figure falls."""
    found, value = _RANGE.match(claim.quote), claim.reading.value
    if found is None or not isinstance(value, Interval) or None in (value.low, value.high):
        return ""
    years = value.unit == YEAR
    first, second = (Decimal(end.replace(",", "")) for end in found.groups())
    if first <= second or {first, second} != {value.low, value.high} or (years and len(found[2]) < FULL_YEAR):
        return ""
    said = document.text[claim.sentence.start : claim.sentence.end]
    falls = _BACKWARD if years else _FALLS
    return "" if falls.search(said) else f"{number(first, years)}, {number(second, years)}"
