"""A sentence as it is looked for in other documents: its telling words, its names, the heading it stands under."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from auditor.content import Words, words
from auditor.extraction.clauses import NEGATIONS
from auditor.extraction.screening import Sentence
from auditor.model import BlockKind
from auditor.thesaurus import root

FEWEST = 3
"""A sentence with fewer telling words says too little to be known again."""
LONGEST = 90


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """A sentence of the document at place ``document``; ``roots`` holds the root of each token, or nothing."""

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
        if sentence.question or sentence.block.kind is BlockKind.CELL or len(sentence.tokens) > LONGEST:
            continue
        roots = tuple("" if (found := _root(t.word)) in own else found for t in sentence.tokens)
        told = frozenset(filter(None, roots))
        if len(told) < FEWEST:
            continue
        label = words(sentence.block.label) - own
        heading = words(sentence.block.path[-1]) - own if sentence.block.path else frozenset[str]()
        names = frozenset(t.word.lower() for t in sentence.tokens[1:] if t.word[:1].isupper() and t.stem not in subject)
        yield Said(document, sentence, told | label, heading, names, roots, denies(sentence, 0, len(roots)))


@lru_cache(maxsize=65536)
def _root(word: str) -> str:
    """The root of a telling word, or nothing."""
    return next(iter(words(word)), "") if word[0].isalpha() else ""


def denies(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a word of denial stands among the tokens from ``first`` up to ``last``."""
    lowered = (t.word.lower() for t in sentence.tokens[max(0, first) : last])
    return any(word in NEGATIONS or word.endswith(("n't", "n’t")) for word in lowered)
