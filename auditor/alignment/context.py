"""The words around a figure, by where they stand: in its key, its clause, close by, in its sentence, above it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from auditor.alignment.likeness import Keyed, keyed, weighed
from auditor.content import Words, words
from auditor.model import Block, Claim, Document, Interval

CLOSE = 50
"""So many characters before and behind a figure are close by."""
_PARTS = re.compile(
    r"[;:()—–]|,\s+(?:and|but|while|whereas|with|which|who|where|although)\b|\b(?:while|whereas|although|because|but)\b"
)
"""What parts the clauses of a sentence, as far as marks and small words tell."""

_LIMITS = re.compile(
    r"\b(?:alone|combined|counted in|includ(?:ed|ing|es)|exclud(?:ed|ing|es)|all told|all in all|together|not counting|"
    r"without|apart from|except|"
    r"body only|net|gross|before tax|after tax|empty|full|fully|dry|recommended|minimum|maximum|peak|up to|"
    r"(?:last|this|next|previous) (?:year|season|month|week|summer|winter|autumn|spring)|the year before)\b",
    re.I,
)
"""What limits a figure to a whole, to a part, or to a year told from today."""
_SETTINGS = re.compile(
    r"\b(?:on|in|with)\s(?:one of\s)?(?:our|a|an|the|its|their|this|that)?\s?((?:[\w-]+\s){0,3}"
    r"(?:instances?|box|machines?|servers?|laptops?|hardware|nodes?|cores?|values?|processors?|testbed|test bench|"
    r"track))\b",
    re.I,
)
"""What a figure was measured on or with, where the text says so."""
_BRACKETS = re.compile(r"\s*\([^()]{1,60}\)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Context:
    """A figure's claim with the words around it; ``unit`` holds those of its unit and of the quote itself.

    ``frame`` is its sentence without it: label, what stands before and what behind, every number as ``#``.
    ``limits`` are the words of its clause by which it is of a whole or of a part, or of a year told from today;
    ``aside`` those in brackets right behind it; ``settings`` what its sentence says it was measured on or with.
    """

    keyed: Keyed
    key: Words
    near: Words
    clause: Words
    sentence: Words
    heading: Words
    unit: Words
    frame: tuple[str, str, str]
    limits: Words
    aside: Words
    settings: Words
    claim: Claim = field(init=False, compare=False)
    """The claim itself."""
    words: Words = field(init=False, compare=False)
    """The words of its sentence but for its own unit, which says how much rather than what."""
    around: Words = field(init=False, compare=False)
    """All words that can tell what is measured: those of its clause, its heading and its key."""

    def __post_init__(self) -> None:
        for name, value in (
            ("claim", self.keyed.claim),
            ("words", self.sentence - self.unit),
            ("around", self.clause | self.heading | self.key),
        ):
            object.__setattr__(self, name, value)


def contexts(claims: Sequence[Claim], documents: Iterable[Document], subject: Set[str]) -> list[Context]:
    """The context of every figure among the claims; words of the subject (by their stems) tell none apart."""
    figures = weighed([keyed(c) for c in claims if isinstance(c.reading.value, Interval)])
    texts = {document.id: document for document in documents}
    starts = {document.id: [b.start for b in document.blocks] for document in texts.values()}
    own = frozenset(subject)
    return [_context(each, texts[each.source], starts[each.source], own) for each in figures]


def _context(each: Keyed, document: Document, starts: Sequence[int], subject: Words) -> Context:
    claim = each.claim
    block = _block(document.blocks, starts, claim.start)
    label = block.label if block else ""
    sentence = document.text[claim.sentence.start : claim.sentence.end]
    first, last = claim.start - claim.sentence.start, claim.end - claim.sentence.start
    clause = _clause(sentence, first, last)
    near = f"{sentence[max(0, first - CLOSE) : first]} {sentence[last : last + CLOSE]}"
    value = claim.reading.value
    unit = value.unit if isinstance(value, Interval) else ""
    return Context(
        each,
        frozenset(each.weights),
        words(f"{near} {label}") - subject,
        words(f"{clause} {label}") - subject,
        words(f"{sentence} {label}") - subject,
        words(claim.path[-1] if claim.path else "") - subject,
        words(f"{unit} {sentence[first:last]}"),
        (label, _masked(sentence[:first]), _masked(sentence[last:])),
        _limits(f"{label} {clause}"),
        _limits(_aside(sentence[last:])),
        frozenset(found[1].lower() for found in _SETTINGS.finditer(sentence)),
    )


def _limits(text: str) -> Words:
    return frozenset(found[0].lower() for found in _LIMITS.finditer(text))


def _aside(behind: str) -> str:
    """What stands in brackets right behind a figure."""
    found = _BRACKETS.match(behind)
    return found[0] if found else ""


def _masked(text: str) -> str:
    return _NUMBER.sub("#", " ".join(text.split()))


def _block(blocks: Sequence[Block], starts: Sequence[int], at: int) -> Block | None:
    place = bisect_right(starts, at) - 1
    return blocks[place] if place >= 0 and blocks[place].end >= at else None


def _clause(sentence: str, first: int, last: int) -> str:
    """The part of a sentence, between marks and conjunctions, that holds what stands from ``first`` to ``last``."""
    breaks = [(m.start(), m.end()) for m in _PARTS.finditer(sentence)]
    start = max((end for _, end in breaks if end <= first), default=0)
    stop = min((begin for begin, _ in breaks if begin >= last), default=len(sentence))
    return sentence[start:stop]
