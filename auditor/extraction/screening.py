"""The screen: a document's sentences, each with its words and quantities, before anything is parsed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.cues import Token, sentences, tokens, whole
from auditor.extraction.headers import filled
from auditor.model import Block, BlockKind, Document, Quantity
from auditor.quantities import find


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in its block.  ``quantities`` carry offsets into the document; ``index`` counts within the block."""

    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    quantities: tuple[Quantity, ...]
    block: Block
    index: int

    @property
    def question(self) -> bool:
        """Whether it asks rather than says."""
        return self.text.rstrip("\"”')").endswith("?")


def screen(document: Document) -> Iterator[Sentence]:
    """Every sentence of every block that can make a claim: headings are context only."""
    for block in document.blocks:
        if block.kind is not BlockKind.HEADING:
            yield from _of_block(document.text, block)


def _of_block(text: str, block: Block) -> Iterator[Sentence]:
    said = text[block.start : block.end]
    found = filled(said, block, [_moved(q, block.start) for q in find(said)])
    spans = _unbroken(list(sentences(text, block.start, block.end)), found)
    for index, (start, end) in enumerate(spans):
        inside = tuple(q for q in found if start <= q.start and q.end <= end)
        yield Sentence(start, end, text[start:end], tokens(text, start, end, inside), inside, block, index)


def _moved(quantity: Quantity, by: int) -> Quantity:
    return Quantity(
        quantity.start + by, quantity.end + by, quantity.low, quantity.high, quantity.unit, quantity.modifier
    )


def _unbroken(spans: Sequence[tuple[int, int]], quantities: Sequence[Quantity]) -> list[tuple[int, int]]:
    """Join sentences that a quantity straddles: ``approx. 5`` is no end of a sentence."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and any(q.start < joined[-1][1] < q.end for q in quantities):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def labels(block: Block) -> tuple[str, str]:
    """A block's own label, and what opens the list that it stands in; a cell's headers are its own."""
    if block.kind is not BlockKind.ITEM:
        return block.label, ""
    own, _, intro = block.label.rpartition(" | ")
    return (own, intro) if own else (intro, "")


LONGEST_LABEL = 7
_VERBS = frozenset({"be", "have", "do", "can", "may", "will"})


def label_tokens(sentence: Sentence) -> tuple[Token, ...]:
    """The words of the label that a sentence stands under: of an item or a cell, or of a paragraph's first sentence.

    Words with a verb in them are a clause, not a label.
    """
    label = labels(sentence.block)[0]
    words = whole(label)
    if sentence.block.kind is BlockKind.PARAGRAPH and (sentence.index or len(words) > LONGEST_LABEL):
        return ()
    return () if len(words) > LONGEST_LABEL and any(t.stem in _VERBS for t in words) else words


BOUNDARY = frozenset(";:—–")
CONTRAST = frozenset({"while", "whereas", "but", "although", "though", "however", "compared", "versus"})


def parts(token: Token) -> bool:
    """Whether a token parts two clauses: nothing on one side of it speaks of the other."""
    return token.word in BOUNDARY or token.word.lower() in CONTRAST
