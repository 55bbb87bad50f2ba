"""Figures that look contrary, and that the texts around them tell apart: no conflict is reported on these.

Each question is asked of a pair of claims with the documents they stand in; a conflict is taken back only where every
claim of either position is told apart from the first of the other, which is linear in sources.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from auditor import units
from auditor.comparison import compare, scopes
from auditor.comparison.sides import thing
from auditor.comparison.wording import YEAR
from auditor.content import words as roots
from auditor.cues import stem
from auditor.model import Block, Claim, Document, Interval, Position, Quantity, Reading
from auditor.quantities import find
from auditor.topics import phrases

NEAR = 300
"""So many characters away a figure may stand that is told beside another."""
LARGER = Decimal("1.1")
"""By so much at least a whole is larger than a part, to be taken for one."""
WORLDS = 20
"""So many times apart, counts of which one is of a stated place are of two countries."""
_PER = re.compile(r"\b(?:per|each|a)\b", re.I)
"""A count of something in each of others is told by its label to be none of all."""
_ALL_TOLD = re.compile(
    r"\b(?:all\stold|altogether|in\s(?:all|total)|total|overall|(?:counted|figured|thrown)\sin|included|including|"
    r"all[- ]in|whole\slife)\b",
    re.I,
)
_PEOPLES = {
    name: place
    for place, names in (
        ("United States", "American Americans"),
        ("United Kingdom", "Briton Britons British"),
        ("Australia", "Australian Australians"),
        ("Canada", "Canadian Canadians"),
        ("Germany", "German Germans"),
    )
    for name in names.split()
}
_SAME = ("equal", "converted", "calendar")


@dataclass(frozen=True, slots=True)
class Around:
    """The claims of each document in the order of the text, its blocks, and its text."""

    claims: Mapping[str, Sequence[Claim]]
    blocks: Mapping[str, Sequence[Block]]
    texts: Mapping[str, str]
    places: Mapping[str, tuple[str, ...]]
    topics: Mapping[str, Sequence[Claim]]
    """Attribute -> its figures."""
    names: re.Pattern[str]
    """The names of places and peoples."""
    near: dict[str, tuple[tuple[str, Quantity], ...]]
    """Claim -> the other figures close to it, as written; filled when asked for."""


def around(documents: Sequence[Document], claims: Sequence[Claim], places: Mapping[str, tuple[str, ...]]) -> Around:
    """What stands around the figures of all documents."""
    told: dict[str, list[Claim]] = {}
    topics: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: (c.source, c.start, c.end, c.id)):
        if isinstance(claim.reading.value, Interval):
            told.setdefault(claim.source, []).append(claim)
            topics.setdefault(claim.attribute, []).append(claim)
    return Around(
        told,
        {document.id: document.blocks for document in documents},
        {document.id: document.text for document in documents},
        places,
        topics,
        _named(places),
        {},
    )


def _named(places: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    names = {name for whole, parts in places.items() for name in (whole, *parts)} - {scopes.WORLD}
    every = sorted({*names, *_PEOPLES, "US", "UK", "USA", "Britain", "EU"}, key=lambda name: (-len(name), name))
    return re.compile(r"\b(?:" + "|".join(re.escape(name) for name in every) + r")\b")


def told_apart(mine: Position, theirs: Position, claims: Mapping[str, Claim], text: Around) -> str:
    """Why the texts tell all claims of two positions of a topic apart, in a clause; empty where they do not."""
    if not (isinstance(mine.reading.value, Interval) and isinstance(theirs.reading.value, Interval)):
        return ""
    reason, first, other = "", claims[mine.claims[0]], claims[theirs.claims[0]]
    for a, b in chain(((claims[c], other) for c in mine.claims), ((first, claims[c]) for c in theirs.claims[1:])):
        reason = next((said for ask in _QUESTIONS if (said := ask(a, b, text) or ask(b, a, text))), "")
        if not reason:
            return ""
    return reason


def _one_sentence(a: Claim, b: Claim, text: Around) -> str:
    """A sentence that gives both tells two things by them."""
    if a.source != b.source or a.sentence != b.sentence or a.start == b.start:
        return ""
    return "one sentence gives both"


def _sibling(a: Claim, b: Claim, text: Around) -> str:
    """The document of the one gives the other's figure close by, so that its own is of something else."""
    if not (a.open and b.open) or a.source == b.source:
        return ""
    beside = _beside(a, b.reading, text)
    if not beside or _beside(b, a.reading, text):
        return ""
    return f'"{beside}" stands beside "{a.quote}", and is the same figure'


def _beside(claim: Claim, reading: Reading, text: Around) -> str:
    """Another figure close to a claim that says just what a reading says, as written."""
    if claim.id not in text.near:
        text.near[claim.id] = tuple(_close(claim, text))
    said = (quote for quote, q in text.near[claim.id] if _says(Reading(Interval(q.low, q.high, q.unit or "")), reading))
    return next(said, "")


def _close(claim: Claim, text: Around) -> Iterator[tuple[str, Quantity]]:
    """The figures close to a claim, under the same headings."""
    said, start, end = text.texts.get(claim.source, ""), max(0, claim.start - NEAR), claim.end + NEAR
    for block in text.blocks.get(claim.source, ()):
        if block.path == claim.path and block.end > start and block.start < end:
            first, last = max(start, block.start), min(end, block.end)
            for q in find(said[first:last]):
                if first + q.start >= claim.end or first + q.end <= claim.start:
                    yield said[first + q.start : first + q.end], q


def _says(a: Reading, b: Reading) -> bool:
    x, y = a.value, b.value
    if not isinstance(x, Interval) or not isinstance(y, Interval) or units.dimension(x.unit) != units.dimension(y.unit):
        return False
    if units.dimension(x.unit) == "count" and (not x.unit or stem(x.unit) != stem(y.unit)):
        return False
    return compare(Reading(x), Reading(y)).level in _SAME


def _thing(a: Claim, b: Claim, text: Around) -> str:
    """A bare count under a label that names another thing than two others count."""
    x, y = a.reading.value, b.reading.value
    if not (a.open and b.open and isinstance(x, Interval) and isinstance(y, Interval)) or x.unit or not y.unit:
        return ""
    if units.dimension(y.unit) != "count":
        return ""
    label, said = _label(a, text), _sentence(a, text)
    if not label or roots(label) & roots(_sentence(b, text)) or not roots(y.unit) or roots(y.unit) & roots(said):
        return ""
    others = [
        c for c in text.topics.get(b.attribute, ()) if c.source not in (a.source, b.source) and _unit(c) == y.unit
    ]
    if not others or (any(_end(c) == x.low for c in others) and not _PER.search(label)):
        return ""
    return f'"{" ".join(label.split())}" is no count of {y.unit}'


def _end(claim: Claim) -> Decimal | None:
    return claim.reading.value.low if isinstance(claim.reading.value, Interval) else None


def _unit(claim: Claim) -> str:
    return claim.reading.value.unit if isinstance(claim.reading.value, Interval) else ""


def _sentence(claim: Claim, text: Around) -> str:
    return text.texts.get(claim.source, "")[claim.sentence.start : claim.sentence.end]


def _block(claim: Claim, text: Around) -> Block | None:
    return next((b for b in text.blocks.get(claim.source, ()) if b.start <= claim.start and claim.end <= b.end), None)


def _label(claim: Claim, text: Around) -> str:
    """What introduces the block of a claim, or the words before the colon of its sentence."""
    block = _block(claim, text)
    before, colon, _ = text.texts.get(claim.source, "")[claim.sentence.start : claim.start].rpartition(":")
    return before if colon else block.label if block else ""


def _time(a: Claim, b: Claim, text: Around) -> str:
    """Years for which figures of one thing are given in both sentences: they are when it was counted."""
    x, y = a.reading.value, b.reading.value
    if not (isinstance(x, Interval) and isinstance(y, Interval)) or not x.unit == y.unit == YEAR:
        return ""
    shared = sorted(_dated(a, text) & _dated(b, text))
    return f"each is the year for which a figure in {shared[0]} is given" if shared else ""


def _dated(claim: Claim, text: Around) -> frozenset[str]:
    """What the figures, no years, in the sentence of a claim count or measure."""
    beside = (c.reading.value for c in text.claims.get(claim.source, ()) if c.sentence == claim.sentence)
    return frozenset(thing(v.unit) for v in beside if isinstance(v, Interval) and v.unit not in ("", YEAR))


def _place(a: Claim, b: Claim, text: Around) -> str:
    """Claims without a place of their own, in blocks that have named different ones before."""
    figures = isinstance(a.reading.value, Interval) and isinstance(b.reading.value, Interval)
    mine = _named_before(a, text) if figures else ""
    theirs = _named_before(b, text) if mine else ""
    if not mine or not theirs or scopes.stand("place", mine, theirs, text.places) == "same":
        return ""
    return f"one stands where {mine} is spoken of, the other where {theirs} is"


def _worlds(a: Claim, b: Claim, text: Around) -> str:
    """Counts worlds apart of which one is said of a place, the other of none: they are of two countries."""
    x, y = a.reading.value, b.reading.value
    if not (isinstance(x, Interval) and isinstance(y, Interval)) or units.dimension(x.unit) != "count":
        return ""
    mine, theirs = (dict(each.reading.scope).get("place", "") for each in (a, b))
    if not mine or theirs or units.dimension(y.unit) != "count":
        return ""
    low, high = sorted((_middle(x), _middle(y)))
    return (
        f"one is of {mine}, the other of no stated place, and more than {WORLDS} times apart"
        if low * WORLDS < high
        else ""
    )


def _middle(value: Interval) -> Decimal:
    ends = [end for end in (value.low, value.high) if end is not None]
    return sum(ends, Decimal(0)) / len(ends)


def _named_before(claim: Claim, text: Around) -> str:
    """The place of a claim, else the last one named before it in its block."""
    own = dict(claim.reading.scope).get("place", "")
    block = _block(claim, text)
    if own or block is None:
        return own
    found = [match[0] for match in text.names.finditer(text.texts.get(claim.source, ""), block.start, claim.start)]
    return _PEOPLES.get(found[-1], found[-1]) if found else ""


def _all_told(a: Claim, b: Claim, text: Around) -> str:
    """An amount of money said to be all there is, against a smaller one that is said of no whole."""
    x, y = a.reading.value, b.reading.value
    if not (isinstance(x, Interval) and isinstance(y, Interval)) or not _money(x) or x.unit != y.unit:
        return ""
    if x.low is None or y.high is None or x.low <= y.high * LARGER:
        return ""
    said = _ALL_TOLD.search(_sentence(a, text))
    return "" if not said or _ALL_TOLD.search(_sentence(b, text)) else f'the larger is said to be all ("{said[0]}")'


def _money(value: Interval) -> bool:
    return units.dimension(value.unit).startswith("money")


def _phrased(a: Claim, b: Claim, text: Around) -> str:
    """Words beside the one that make it something else than the other: a basis, a kind, a circumstance, a share."""
    x, y = a.reading.value, b.reading.value
    if not (a.open and b.open and isinstance(x, Interval) and isinstance(y, Interval)) or a.source == b.source:
        return ""
    mine, theirs = (f"{_label(c, text)} {_sentence(c, text)}" for c in (a, b))
    said = text.texts.get(a.source, "")
    if x.unit == "percent":
        return phrases.basis(mine, theirs)
    found = phrases.lead(said[a.sentence.start : a.start], theirs)
    if units.dimension(x.unit) not in ("count", "date"):
        found = found or phrases.kind(said[a.sentence.start : a.end], f"{theirs} {' '.join(b.path)}")
    if units.dimension(x.unit) == "time":
        found = found or phrases.share(said[a.sentence.start : a.start], said[a.end : a.end + 20])
    return found


_QUESTIONS: tuple[Callable[[Claim, Claim, Around], str], ...] = (
    _one_sentence,
    _sibling,
    _thing,
    _time,
    _place,
    _worlds,
    _all_told,
    _phrased,
)
