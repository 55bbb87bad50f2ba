"""A sentence as it is looked for in other documents: its telling words, its names, the heading it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from auditor.content import Words, words
from auditor.cues import Token
from auditor.extraction.clauses import NEGATIONS
from auditor.extraction.screening import Sentence
from auditor.thesaurus import root
from auditor.units import dimension

FEWEST = 2
"""A sentence with fewer telling words says too little to be known again."""
LONGEST = 90


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """A sentence of the document at place ``document``.

    ``roots`` holds the root of each token, or nothing; a figure's is what it says (``#1963``).  ``names`` are the
    roots of words written with a capital within the sentence.
    """

    document: int
    sentence: Sentence
    words: Words
    heading: Words
    names: Words
    roots: tuple[str, ...]
    denied: bool


def said(document: int, sentences: Sequence[Sentence], subject: Set[str]) -> Iterator[Said]:
    """The sentences of a document that state something, without the words of the subject."""
    own = frozenset(map(root, subject))
    for sentence in sentences:
        if sentence.question or not 0 < len(sentence.tokens) <= LONGEST:
            continue
        roots = tuple("" if (found := _told(t, sentence)) in own else found for t in sentence.tokens)
        label = words(sentence.block.label) - own
        told = frozenset(filter(None, roots)) | label
        if len(told) < FEWEST:
            continue
        heading = words(sentence.block.path[-1]) - own if sentence.block.path else frozenset[str]()
        after = zip(sentence.tokens[1:], roots[1:], strict=True)
        names = frozenset(found for t, found in after if found and t.word[:1].isupper())
        yield Said(document, sentence, told, heading, names, roots, denies(sentence, 0, len(roots)))


def _told(token: Token, sentence: Sentence) -> str:
    """What a token says: the root of a word, the value of a figure, nothing for small words and marks."""
    if token.quantity < 0:
        return _root(token.word)
    quantity = sentence.quantities[token.quantity]
    if dimension(quantity.unit or "") == "date":
        written = sentence.text[quantity.start - sentence.start : quantity.end - sentence.start]
        return "#" + " ".join(sorted(part.lower()[:3] if part.isalpha() else part for part in _PART.findall(written)))
    return f"#{quantity.low}..{quantity.high}"


_PART = re.compile(r"[^\W\d_]+|\d+")


_NO_DENIAL = frozenset({"but", "only", "just", "merely"})
"""Behind these a ``not`` denies nothing: not only here."""


@lru_cache(maxsize=65536)
def _root(word: str) -> str:
    """The root of a telling word, or nothing."""
    return min(words(word), default="") if word[0].isalpha() else ""


def denies(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a word of denial stands among the tokens from ``first`` up to ``last``."""
    lowered = [t.word.lower() for t in sentence.tokens[max(0, first) : last]]
    words = zip_longest(lowered, lowered[1:], fillvalue="")
    return any(
        (word in NEGATIONS and after not in _NO_DENIAL) or word.endswith(("n't", "n’t")) for word, after in words
    )
