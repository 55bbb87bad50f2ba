"""The only one of a kind and the members of a list: ``the only Y is X``, ``runs on X only``, ``both, A and B``."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.cues import stem
from auditor.extraction.assertions.asserted import (
    FULL,
    Asserted,
    canonical,
    children,
    content,
    denied,
    key,
    listed,
    spread,
    values,
)
from auditor.extraction.assertions.clauses import plain, reported, subject_of
from auditor.extraction.assertions.owners import Owner, owner, related
from auditor.extraction.assertions.vocabulary import IDLE_NOUNS, ONLY, RELATIONS, root
from auditor.extraction.grammar import NOUNS, Grammar
from auditor.extraction.screening import Sentence
from auditor.model import Choice
from auditor.subjects import Subject

_ONLY_WITH = frozenset({"on", "in", "with", "at", "by", "for", "from", "to"})
_COUNTS = frozenset("both all two three four five six".split())
_OPEN = frozenset({"such", "including", "example", "etc", "instance"})


def exclusives(sentence: Sentence, grammar: Grammar, subject: Subject) -> Iterator[Asserted]:
    """Every exclusive and listing assertion of a sentence."""
    for index, node in enumerate(grammar.nodes):
        if node.text.lower() in ONLY:
            yield from _only(sentence, grammar, index, subject)
        if node.tag in {"NNS", "NNPS"} and node.dep != "compound":
            yield from _members(sentence, grammar, index, subject)


def _only(sentence: Sentence, grammar: Grammar, mark: int, subject: Subject) -> Iterator[Asserted]:
    """``X is the only Y``, ``the only Y is X``, ``runs on X only``."""
    head = grammar.nodes[mark].head
    node = grammar.nodes[head]
    if node.tag in {"NN", "NNS"} and root(node.text) not in IDLE_NOUNS and mark < head:
        yield from _only_one(sentence, grammar, head)
    elif head != mark:
        yield from _only_with(sentence, grammar, mark, subject)


def _only_one(sentence: Sentence, grammar: Grammar, noun: int) -> Iterator[Asserted]:
    verb = grammar.nodes[noun].head
    if (
        stem(grammar.nodes[verb].text) != "be"
        or denied(grammar, verb)
        or not plain(grammar, verb)
        or reported(grammar, verb)
    ):
        return
    at, told = subject_of(grammar, verb), list(children(grammar, verb, "attr"))
    if at is None or not told or {at, told[0]} == {noun}:
        return
    other = told[0] if at == noun else at if told[0] == noun else None
    if other is None or grammar.nodes[other].tag not in NOUNS:
        return
    kind = dict(content(grammar, noun))
    for prep in children(grammar, noun, "prep"):
        for below in children(grammar, prep, "pobj"):
            kind |= dict(content(grammar, below))
    for clause in children(grammar, noun, "relcl", "acl"):
        kind[grammar.nodes[clause].text] = FULL
        for below in children(grammar, clause, "dobj"):
            kind |= dict(content(grammar, below))
    kind = {w: weight for w, weight in kind.items() if w.lower() not in ONLY}
    found = values(sentence, grammar, listed(grammar, other))
    if found and kind:
        start = min(grammar.nodes[noun].start, *(s for _, s, _ in found))
        end = max(grammar.nodes[noun].end, *(e for _, _, e in found))
        names = tuple(sorted({text for text, _, _ in found}))
        label = " ".join(w.lower() for w in list(kind)[:4])
        yield Asserted(
            label, key(spread(kind.items())), Choice(names, True), start, end, f"only {label}: {', '.join(names)}"
        )


def _only_with(sentence: Sentence, grammar: Grammar, mark: int, subject: Subject) -> Iterator[Asserted]:
    """``runs on Linux only``, ``is only sold in Norway``: the name behind the preposition is the only one."""
    preps = [i for i, n in enumerate(grammar.nodes) if n.dep in {"prep", "agent"} and n.text.lower() in _ONLY_WITH]
    for prep in preps:
        nouns = list(children(grammar, prep, "pobj"))
        verb = grammar.nodes[prep].head
        if not nouns or grammar.nodes[verb].tag[:2] not in {"VB", "JJ"} or denied(grammar, verb):
            continue
        heads = listed(grammar, nouns[0])
        last = max(heads)
        if not (mark in {prep - 1, prep + 1, last + 1} or (mark < prep and prep - mark == 2 and mark + 1 == verb)):
            continue
        clause = verb if subject_of(grammar, verb) is not None else grammar.nodes[verb].head
        at = subject_of(grammar, clause)
        if at is None or not plain(grammar, clause) or any(not grammar.nodes[h].tag.startswith("NNP") for h in heads):
            continue
        whom = Owner() if grammar.nodes[at].text.lower() in {"it", "they"} else owner(grammar, at, subject)
        found = values(sentence, grammar, heads)
        if whom is not None and found:
            relation = RELATIONS.get((root(grammar.nodes[verb].text), grammar.nodes[prep].text.lower()))
            relation = relation or f"{canonical(grammar.nodes[verb].text)} {grammar.nodes[prep].text.lower()}"
            start = min(grammar.nodes[verb].start, grammar.nodes[mark].start)
            end = max(grammar.nodes[mark].end, *(e for _, _, e in found))
            yield from related(relation, whom, found, start, end, exclusive=True, how="only")


def _members(sentence: Sentence, grammar: Grammar, noun: int, subject: Subject) -> Iterator[Asserted]:
    """``three instruments, the camera A and the spectrograph B``: a plural with the names of its members behind it."""
    if any(grammar.nodes[i].text.lower() in _OPEN for i in range(noun, min(noun + 4, len(grammar.nodes)))):
        return
    counted = any(grammar.nodes[c].text.lower() in _COUNTS for c in grammar.children(noun) if c < noun)
    first = [c for c in children(grammar, noun, *(("appos", "conj") if counted else ("appos",))) if c > noun]
    heads = sorted({h for c in first for h in listed(grammar, c, "appos")})
    if len(heads) < 2 or not all(grammar.nodes[h].tag.startswith("NNP") for h in heads):
        return
    if root(grammar.nodes[noun].text) in IDLE_NOUNS or subject_of(grammar, grammar.nodes[noun].head) != noun:
        return
    found = values(sentence, grammar, heads)
    before = {grammar.nodes[c].text.lower() for c in grammar.children(noun) if c < noun}
    only = "only" in {grammar.nodes[i].text.lower() for i in range(max(0, noun - 4), noun)}
    if len(found) == len(heads) and not before & {"some", "many", "other", "several"}:
        inside = [(w, weight) for w, weight in content(grammar, noun) if stem(w) not in subject.stems]
        label = " ".join(w.lower() for w, _ in inside)
        names = tuple(sorted({text for text, _, _ in found}))
        start, end = min(s for _, s, _ in found), max(e for _, _, e in found)
        if inside:
            yield Asserted(
                label, key(spread(inside)), Choice(names, only), start, end, f"the {label} listed: {', '.join(names)}"
            )
