"""A parsed sentence laid over the document: nodes with document offsets, and the questions asked of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from auditor.extraction.parsing import Node, Parser, Tree
from auditor.extraction.screening import Sentence

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
ADJECTIVES = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "AFX"})
VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def flat(text: str) -> str:
    """The text on one line, white space folded: what is parsed, and what is quoted."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Grammar:
    """The nodes of one sentence; offsets are the document's."""

    nodes: Tree
    _below: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)
    """For every node its children: asked many times for one sentence."""

    def __post_init__(self) -> None:
        below: list[list[int]] = [[] for _ in self.nodes]
        for i, node in enumerate(self.nodes):
            if node.head != i:
                below[node.head].append(i)
        object.__setattr__(self, "_below", tuple(map(tuple, below)))

    def children(self, index: int) -> tuple[int, ...]:
        """The nodes whose head is ``index``, in the order of the text."""
        return self._below[index]

    def subtree(self, index: int) -> frozenset[int]:
        """``index`` and everything below it."""
        found, ahead = {index}, [index]
        while ahead:
            below = self._below[ahead.pop()]
            found.update(below)
            ahead += below
        return frozenset(found)

    def inside(self, start: int, end: int) -> list[int]:
        """The nodes that overlap the stretch from ``start`` to ``end``."""
        return [i for i, node in enumerate(self.nodes) if node.start < end and start < node.end]

    def top(self, indices: list[int]) -> int:
        """Of some nodes, the one whose head lies outside them: the head of the phrase."""
        among = set(indices)
        for i in indices:
            head = self.nodes[i].head
            if head not in among or head == i:
                return i
        return indices[0]


def grammar(sentence: Sentence, parser: Parser) -> Grammar:
    """The sentence's grammar, with document offsets; no nodes where the sentence is too long to be parsed."""
    text = flat(sentence.text)
    tree = parser.tree(text)
    if text == sentence.text:
        return Grammar(tuple(_at(n, n.start + sentence.start, n.end + sentence.start) for n in tree))
    places = [sentence.start + place for place in _places(sentence.text)]
    return Grammar(tuple(_at(n, places[n.start], places[n.end - 1] + 1) for n in tree))


def _at(node: Node, start: int, end: int) -> Node:
    """The node elsewhere; written out, as ``_replace`` takes three times as long."""
    return Node(node.text, start, end, node.tag, node.dep, node.head)


def _places(text: str) -> list[int]:
    """For every character of ``flat(text)``, where it stands in ``text``."""
    places: list[int] = []
    for match in re.finditer(r"\S+", text):
        if places:
            places.append(match.start() - 1)
        places.extend(range(match.start(), match.end()))
    return places
