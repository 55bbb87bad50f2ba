"""Slips inside one document: a count of a count beside another per cent, a range written from its larger end.

What does not fit its whole, a ratio and what does not come in this order are found in the text (``wholes``,
``proportions``, ``sequence``); here each is tied to the claims that were read from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from auditor.comparison.levels import sentence
from auditor.comparison.wording import YEAR, listed, number
from auditor.comparison.wording import reading as words
from auditor.model import Claim, Document, Flag, FlagKind, Interval, Reading, Topic
from auditor.quantities import find
from auditor.topics.proportions import misproportions
from auditor.topics.restatements import misstated
from auditor.topics.sequence import misordered
from auditor.topics.wholes import Misfit, misfits
from auditor.units import dimension

NEAR = 80
"""So many characters before a share may hold the count it stands for."""
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
        if named := _named(claim, document.text):
            reason = f"{words(claim.reading)} are counted, but {len(named)} are named: {listed(named)}"
            yield Flag(FlagKind.INTERNAL, (claim.id,), sentence(reason))
    yield from _misfits(document, claims)


def _misfits(document: Document, claims: Sequence[Claim]) -> Iterator[Flag]:
    """What does not fit in a sentence, in a block and in all the blocks, where a claim was read from it."""
    sentences = sorted({(claim.sentence.start, claim.sentence.end) for claim in claims})
    blocks = [(block.start, block.end) for block in document.blocks]
    found: list[tuple[int, Misfit]] = [(0, misfit) for misfit in misordered(_only(document))]
    for start, end in sentences:
        said = document.text[start:end]
        quantities = find(said)
        found += [(start, misfit) for ask in (misfits, misstated) for misfit in ask(said, quantities)]
    for start, end in blocks:
        found += [(start, misfit) for misfit in misproportions(document.text[start:end])]
    for start, misfit in found:
        spans = [(start + a, start + b) for a, b in misfit.spans]
        own = tuple(c.id for c in claims if any(c.start < b and a < c.end for a, b in spans))
        if own:
            yield Flag(FlagKind.INTERNAL, own, sentence(misfit.reason))


def _only(document: Document) -> str:
    """The text of a document with all that is no block left blank."""
    parts, at = [], 0
    for block in sorted(document.blocks, key=lambda b: b.start):
        if block.start >= at:
            parts += [
                " " * (block.start - at - 1),
                "\n" if block.start > at else "",
                document.text[block.start : block.end],
            ]
            at = block.end
    return "".join(parts)


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


def _named(claim: Claim, text: str) -> tuple[str, ...]:
    """The names, in brackets or behind a colon, that follow an exact count and are more or fewer; else nothing."""
    value = claim.reading.value
    if not isinstance(value, Interval) or dimension(value.unit) != "count" or claim.reading.approx:
        return ()
    if value.low is None or value.low != value.high or not FEWEST <= value.low <= LARGEST:
        return ()
    found = _LISTED.match(text, claim.end)
    items = _items(" ".join((found[1] or found[2]).split())) if found else ()
    plain = all(item and len(item.split()) <= LONGEST and not _NO_NAME.search(item) for item in items)
    return items if plain and len(items) >= FEWEST and len(items) != value.low else ()


def _items(text: str) -> tuple[str, ...]:
    """The members of a list; a comma before its ``and`` leaves every other ``and`` to a member's own name."""
    *first, last = _COMMA.split(text)
    joined = _AND.match(last)
    return (*first, last[joined.end() :]) if joined else (*first, *re.split(r"\s(?:and|or)\s", last))


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
