"""Qualities that stand before a noun that says no more than what the thing is: ``it is a stacked design``.

``The sensor isn't a stacked one``, ``this is a fully heated model``: the noun is a mere stand-in, the adjective tells.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.cues import stem
from auditor.extraction.assertions.asserted import FULL, Asserted, canonical, children, denied, made, phrase, short
from auditor.extraction.assertions.clauses import plain, reported, subject_of
from auditor.extraction.assertions.owners import Owner, owner
from auditor.extraction.assertions.vocabulary import ADJECTIVES, GENERIC, IDLE_ADJECTIVES, positively, root
from auditor.extraction.grammar import Grammar
from auditor.extraction.screening import Sentence
from auditor.subjects import Subject

_STANDINS = frozenset(
    map(root, "one design type construction version variant system unit affair sort thing building structure".split())
)
_IS = frozenset({"is", "are", "'s", "’s"})
_EARLY = 3
"""A sentence that opens so has this for its point, however long it goes on."""
_WHOLLY = frozenset("fully completely entirely truly properly genuinely wholly".split())
_TENDING = frozenset({"VBN", "VBG"})


def attributes(sentence: Sentence, grammar: Grammar, subject: Subject) -> Iterator[Asserted]:
    """Every quality that a noun of no meaning of its own carries."""
    for verb, node in enumerate(grammar.nodes):
        if node.text.lower() not in _IS or node.tag[:2] != "VB" or not plain(grammar, verb) or reported(grammar, verb):
            continue
        at = subject_of(grammar, verb)
        held = _whose(grammar, at, subject) if at is not None else None
        for noun in children(grammar, verb, "attr") if held is not None else ():
            found = _quality(grammar, noun, subject)
            negative = denied(grammar, verb)
            if found is None or held is None or not (negative or short(sentence) or verb <= _EARLY):
                continue
            word, holds = positively(found)
            label = held.label(word)
            weights = {canonical(word): FULL} | ({} if held.own else held.weights())
            yield from made(sentence, grammar, label, weights, holds != negative, [verb, noun])


def _whose(grammar: Grammar, at: int, subject: Subject) -> Owner | None:
    return Owner() if grammar.nodes[at].text.lower() in {"it", "this"} else owner(grammar, at, subject)


def _quality(grammar: Grammar, noun: int, subject: Subject) -> str | None:
    """The one adjective before a stand-in; a participle tells (``stacked``), other adjectives where they are polar."""
    node = grammar.nodes[noun]
    standin = root(node.text) in _STANDINS | GENERIC or stem(node.text) in subject.stems
    inside = [i for i in phrase(grammar, noun) if i != noun and grammar.nodes[i].text.lower() not in _WHOLLY]
    articles = {grammar.nodes[c].text.lower() for c in grammar.children(noun) if c < noun}
    if not standin or len(inside) != 1 or not articles & {"a", "an"} or list(children(grammar, noun, "relcl", "prep")):
        return None
    told = grammar.nodes[inside[0]]
    word = told.text.lower()
    telling = told.tag in _TENDING or root(word) in ADJECTIVES or (word.endswith("ed") and told.tag == "JJ")
    idle = root(word) in IDLE_ADJECTIVES or word in _MOODS
    return word if telling and not idle and word.isalpha() else None


_MOODS = frozenset(
    "used limited mixed renowned celebrated beloved sophisticated advanced balanced charming promising interesting "
    "surprising exciting amazing pleasing demanding improved updated redesigned revised detailed complicated dedicated "
    "related outdated dated aged red wed sacred storied talented gifted skilled experienced listed".split()
)
"""Participles of praise and blame, and what merely looks like one."""
