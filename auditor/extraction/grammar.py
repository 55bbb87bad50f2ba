"""A parsed sentence laid over the document: nodes with document offsets, and the questions asked of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from auditor.extraction.parsing import Node, Parser, Tree
from auditor.extraction.screening import Sentence

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
ADJECTIVES = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "AFX"})
VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def flat(text: str) -> str:
    """The text on one line, white space folded: what is parsed, and what is quoted."""
    return re.sub(r"\s+", " ", text).strip()


@dataclass(frozen=True, slots=True)
class Grammar:
    """The nodes of one sentence; offsets are the document's."""

    nodes: Tree

    def children(self, index: int) -> Iterator[int]:
        """The nodes whose head is ``index``."""
        return (i for i, node in enumerate(self.nodes) if node.head == index and i != index)

    def subtree(self, index: int) -> frozenset[int]:
        """``index`` and everything below it."""
        found = {index}
        for i in range(len(self.nodes)):
            at = i
            seen: list[int] = []
            while at not in found and self.nodes[at].head != at and len(seen) < 60:
                seen.append(at)
                at = self.nodes[at].head
            if at in found:
                found.update(seen)
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
        return Grammar(tuple(replace(n, start=n.start + sentence.start, end=n.end + sentence.start) for n in tree))
    places = _places(sentence.text)
    return Grammar(tuple(_placed(node, places, sentence.start) for node in tree))


def _placed(node: Node, places: list[int], start: int) -> Node:
    return replace(node, start=start + places[node.start], end=start + places[node.end - 1] + 1)


def _places(text: str) -> list[int]:
    """For every character of ``flat(text)``, where it stands in ``text``."""
    places: list[int] = []
    for match in re.finditer(r"\S+", text):
        if places:
            places.append(match.start() - 1)
        places.extend(range(match.start(), match.end()))
    return places
