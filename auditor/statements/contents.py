"""The content words of a sentence: names, nouns, verbs and qualities, and which of them are denied."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.extraction.described import IDLE, LIGHT
from auditor.extraction.grammar import ADJECTIVES, NOUNS, SUBJECTS, VERBS, Grammar
from auditor.extraction.parsing import Node
from auditor.statements.figures import Found
from auditor.statements.statement import Word
from auditor.thesaurus import key

_ADVERBS = frozenset({"RB", "RBR", "RBS", "RP"})
_NAMES = frozenset({"NNP", "NNPS"})
_WEEKDAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_NEGATIONS = frozenset("not n't never no neither nor without hardly cannot none nobody nothing".split())
_SILENT = frozenset(map(key, LIGHT)) | frozenset(
    map(
        key,
        "also just only even still already however meanwhile about around nearly almost approximately roughly "
        "some total more less than later earlier ago now currently today there here then so very per according "
        "respectively etc mr mrs ms dr say tell state announce report claim accord suggest estimate believe think "
        "know find show expect consider call name up down out off away back next last recent then new own well "
        "much many few several such other another year day said told found shown knew thought".split(),
    )
)
"""Words that say nothing of what a statement is about."""


def words_of(grammar: Grammar, inside: Sequence[Found], sentence: int, titled: bool) -> list[Word]:
    """The content words of the ``sentence``-th sentence of a statement; in a ``titled`` one capitals make no names."""
    found = []
    for index, node in enumerate(grammar.nodes):
        if not node.text[0].isalpha() or node.tag == "CD" or any(_within(node, each) for each in inside):
            continue
        kind = _kind(grammar, index, titled)
        each = key(node.text)
        if not kind or len(each) < 2 or (kind != "name" and (each in _SILENT or each in IDLE)):
            continue
        found.append(Word(node.text, each, kind, sentence, index, node.dep, denied(grammar, index)))
    return found


def _within(node: Node, figure: Found) -> bool:
    """Whether a word belongs to a figure alone: all within its span but the noun that it counts."""
    return figure.start <= node.start and node.end <= figure.end and (figure.kind != "count" or node.tag not in NOUNS)


def _kind(grammar: Grammar, index: int, titled: bool) -> str:
    node = grammar.nodes[index]
    if (
        not titled
        and node.text[0].isupper()
        and node.text not in _WEEKDAYS
        and (node.tag in _NAMES or _named(grammar, index))
    ):
        return "name"
    if node.tag in NOUNS:
        return "noun"
    if node.tag in VERBS:
        return "verb"
    return "quality" if node.tag in ADJECTIVES or node.tag in _ADVERBS else ""


def _named(grammar: Grammar, index: int) -> bool:
    """Whether a word that is no proper noun is written as a part of a name: a capital within a sentence."""
    if grammar.nodes[index].tag not in NOUNS | VERBS | ADJECTIVES | _ADVERBS:
        return False
    if index and grammar.nodes[index - 1].text[-1] not in '.:;!?"-–(':
        return True
    behind = grammar.nodes[index + 1].text if index + 1 < len(grammar.nodes) else ""
    return behind[:1].isupper() and behind[-1:].islower()


def denied(grammar: Grammar, index: int) -> bool:
    """Whether a negation hangs on a word or on the verb that governs it."""
    at, steps = index, 0
    while steps < 4:
        below = list(grammar.children(at))
        subjects = [g for c in below if grammar.nodes[c].dep in SUBJECTS for g in grammar.children(c)]
        if any(grammar.nodes[c].text.lower() in _NEGATIONS for c in (*below, *subjects)):
            return True
        node = grammar.nodes[at]
        if node.head == at or node.dep in SUBJECTS | {"relcl", "advcl", "ccomp", "conj", "pobj", "appos"}:
            return False
        at, steps = node.head, steps + 1
    return False
