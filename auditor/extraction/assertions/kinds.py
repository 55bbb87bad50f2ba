"""What kind of thing the subject is, and what lists that are said to be complete hold.

``It is a suspension bridge``; ``the rules admit only two grains, rye and barley``; ``storage is SSD and nothing else``.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.extraction.assertions.asserted import (
    FULL,
    SELF,
    Asserted,
    children,
    content,
    denied,
    key,
    listed,
    named,
    phrase,
    spread,
    values,
)
from auditor.extraction.assertions.clauses import plain, reported, subject_of
from auditor.extraction.assertions.owners import owner
from auditor.extraction.assertions.vocabulary import IDLE_ADJECTIVES, IDLE_NOUNS, ONLY, root
from auditor.extraction.grammar import NOUNS, Grammar
from auditor.extraction.screening import Sentence
from auditor.model import Choice
from auditor.subjects import Subject

_COPULAS = frozenset({"is", "are", "'s", "’s"})
_COUNTS = frozenset("two three four five six".split())
_ADMITTING = frozenset(map(root, "admit allow permit accept include contain have use recognise recognize".split()))


def kinds(sentence: Sentence, grammar: Grammar, subject: Subject) -> Iterator[Asserted]:
    """Every kind and complete list of a sentence."""
    for index, node in enumerate(grammar.nodes):
        if (
            node.text.lower() in _COPULAS
            and node.tag[:2] == "VB"
            and not denied(grammar, index)
            and plain(grammar, index)
        ):
            if not reported(grammar, index):
                yield from _kind(sentence, grammar, index, subject)
                yield from _nothing_else(sentence, grammar, index, subject)
        elif node.tag in {"NNS", "NNPS"} and node.dep in {"dobj", "attr"}:
            yield from _counted(sentence, grammar, index)


def _kind(sentence: Sentence, grammar: Grammar, verb: int, subject: Subject) -> Iterator[Asserted]:
    """``The bridge is a suspension bridge``: a noun with what makes it one of its kind, said of the subject."""
    at, told = subject_of(grammar, verb), list(children(grammar, verb, "attr"))
    if at is None or len(told) != 1 or at > 3:
        return
    held, noun = owner(grammar, at, subject), told[0]
    articles = {grammar.nodes[c].text.lower() for c in grammar.children(noun) if c < noun}
    inside = phrase(grammar, noun)
    tied = [i for i in inside if "-" in {grammar.nodes[i - 1].text, grammar.nodes[i].text}]
    telling = [i for i in inside if i in tied or root(grammar.nodes[i].text) not in IDLE_ADJECTIVES]
    if held is None or (held.words and not held.own) or grammar.nodes[noun].tag != "NN" or not articles & {"a", "an"}:
        return
    if len(telling) != len(inside) or len(inside) < 2 or root(grammar.nodes[noun].text) in IDLE_NOUNS:
        return
    if any(grammar.nodes[i].tag in {"JJR", "JJS", "NNP"} for i in inside):
        return
    found = named(sentence, grammar, noun)
    if found:
        yield Asserted(
            "kind", key({"kind": FULL, SELF: 1.0}), Choice((found[0],)), found[1], found[2], f"kind: {found[0]}"
        )


def _nothing_else(sentence: Sentence, grammar: Grammar, verb: int, subject: Subject) -> Iterator[Asserted]:
    """``Storage is SSD and nothing else``: what is named before is all there is."""
    at, told = subject_of(grammar, verb), list(children(grammar, verb, "attr"))
    if at is None or len(told) != 1:
        return
    members = listed(grammar, told[0])
    last = members[-1]
    if grammar.nodes[last].text.lower() == "nothing" and grammar.nodes[last + 1 : last + 2]:
        members = members[:-1] if grammar.nodes[last + 1].text.lower() == "else" else []
    else:
        return
    held = owner(grammar, at, subject, bare=True)
    found = values(sentence, grammar, members)
    if held is not None and held.words and found:
        names = tuple(sorted({text for text, _, _ in found}))
        label = held.label("")
        start, end = grammar.nodes[at].start, grammar.nodes[last + 1].end
        yield Asserted(label, key(held.weights()), Choice(names, True), start, end, f"only {label}: {', '.join(names)}")


def _counted(sentence: Sentence, grammar: Grammar, noun: int) -> Iterator[Asserted]:
    """``The rules admit only two grains, rye and barley``: so many, and these."""
    verb = grammar.nodes[noun].head
    before = {grammar.nodes[i].text.lower() for i in grammar.subtree(noun) if i < noun}
    if not before & ONLY or not before & _COUNTS or root(grammar.nodes[verb].text) not in _ADMITTING:
        return
    if denied(grammar, verb) or reported(grammar, verb) or not plain(grammar, verb):
        return
    first = [c for c in children(grammar, noun, "appos", "conj") if c > noun and grammar.nodes[c].tag in NOUNS]
    found = values(sentence, grammar, sorted({h for c in first for h in listed(grammar, c, "appos")}))
    inside = content(grammar, noun)
    if len(found) > 1 and inside:
        names = tuple(sorted({text for text, _, _ in found}))
        label = " ".join(w.lower() for w, _ in inside)
        start, end = grammar.nodes[noun].start, max(e for _, _, e in found)
        trace = f"only {label}: {', '.join(names)}"
        yield Asserted(label, key(spread(inside)), Choice(names, True), start, end, trace)
