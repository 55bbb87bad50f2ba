"""Names that a rule does not list, read from the sentence itself: gene symbols, and what a copula or apposition names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.cues import stem
from auditor.extraction.grammar import NOUNS, Grammar
from auditor.extraction.screening import Sentence
from auditor.subjects import Subject

Name = tuple[str, int, int]
Spans = Sequence[tuple[int, int]]

_SYMBOL = re.compile(r"^(?=.*[A-Z].*[A-Z0-9])[A-Za-z][A-Za-z0-9]{1,9}$")
_NOT_SYMBOLS = frozenset("DNA RNA mRNA FDA MRI EMG CSF CT US USA UK EU NIH WHO HPO II III IV DRM ID PCR ATP EMA".split())
_GENERIC = frozenset(
    stem(w)
    for w in "drug drugs medication medicine treatment therapy agent option food administration agency fda ema disease disorder "
    "condition patient people use year approval form type case manner pattern it this that which there one first other others "
    "several number tablet injection dose effect symptom progression survival market article content inheritance".split()
)


def symbols(sentence: Sentence, grammar: Grammar, subject: Subject, cues: Spans) -> list[Name]:
    """Symbols such as those of genes, wherever they stand in the sentence."""
    own = {name.upper() for name in (subject.name, *subject.aliases)} | {f"{a.upper()}S" for a in subject.aliases}
    found = []
    for index, token in enumerate(sentence.tokens):
        if _SYMBOL.match(token.word) and token.word not in _NOT_SYMBOLS and token.word.upper() not in own:
            found.append((token.word, index, index))
    return found


def named(sentence: Sentence, grammar: Grammar, subject: Subject, cues: Spans) -> list[Name]:
    """What the clause of a cue names: ``X is the only approved drug``, ``the only approved drug, X``, ``approved X and Y``."""
    if not grammar.nodes:
        return []
    at = {i for first, last in cues for i in _nodes(sentence, grammar, first, last)}
    heads = {i for i in at} | {grammar.nodes[i].head for i in at}
    heads |= {grammar.nodes[i].head for i in heads if grammar.nodes[i].dep in {"amod", "compound", "attr", "nsubj", "acl", "relcl"}}
    places = {
        i
        for i, node in enumerate(grammar.nodes)
        if node.tag in NOUNS and node.dep in {"nsubj", "nsubjpass", "dobj", "appos", "attr"} and node.head in heads
    }
    places |= {i for i, n in enumerate(grammar.nodes) if n.dep in {"conj", "appos"} and n.tag in NOUNS and n.head in places}
    if sentence.block.label and not any(grammar.nodes[i].dep.startswith("nsubj") for i in places):
        places |= set()
    return [name for i in sorted(places) if (name := _name(sentence, grammar, subject, i))]


def _nodes(sentence: Sentence, grammar: Grammar, first: int, last: int) -> list[int]:
    return grammar.inside(sentence.tokens[first].start, sentence.tokens[last].end)


def _name(sentence: Sentence, grammar: Grammar, subject: Subject, index: int) -> Name | None:
    """The noun with the nouns that modify it, unless it is general or the page's own subject."""
    first = index
    while first > 0 and grammar.nodes[first - 1].dep == "compound" and grammar.nodes[first - 1].tag in NOUNS:
        first -= 1
    nodes = grammar.nodes[first : index + 1]
    stems = {stem(n.text) for n in nodes}
    if stems & _GENERIC or stems & subject.stems or not nodes[-1].text[0].isalpha():
        return None
    name = " ".join(n.text for n in nodes)
    inside = [i for i, t in enumerate(sentence.tokens) if t.start < nodes[-1].end and nodes[0].start < t.end]
    if not inside:
        return None
    return (name.lower() if name[1:].islower() or " " in name else name, inside[0], inside[-1])
