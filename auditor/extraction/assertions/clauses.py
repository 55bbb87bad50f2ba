"""A clause of a parsed sentence: its subject, and whether it states its predicate plainly."""

from __future__ import annotations

from auditor.extraction.assertions.asserted import children
from auditor.extraction.assertions.vocabulary import CONCESSIONS, CONDITIONS, REPORTS, root
from auditor.extraction.grammar import SUBJECTS, Grammar

_LEADS = frozenset(
    {"in", "with", "without", "during", "under", "at", "for", "on", "despite", "unlike", "among", "like", "by"}
)
_NOTE = frozenset({"note", "remember"})
"""With nobody as their subject they only call for attention: ``please note that``."""
_UNREAL = frozenset({"would", "should", "could", "might", "must", "shall", "ought", "'d", "will"})


def subject_of(grammar: Grammar, verb: int) -> int | None:
    """The subject of a verb, or of the verb that it is joined to."""
    for at in (verb, grammar.nodes[verb].head if grammar.nodes[verb].dep == "conj" else verb):
        found = [c for c in children(grammar, at, *SUBJECTS) if grammar.nodes[c].dep != "expl"]
        if found:
            return found[0]
    return None


def plain(grammar: Grammar, verb: int) -> bool:
    """Whether a predicate is stated outright: under no condition, not merely wished or demanded, of no special case."""
    at = grammar.nodes[verb].head if grammar.nodes[verb].dep == "conj" else verb
    first = subject_of(grammar, verb)
    if first is not None and any(grammar.nodes[i].text == ":" for i in range(first, verb)):
        return False
    for one in {verb, at}:
        if any(grammar.nodes[c].text.lower() in _UNREAL for c in children(grammar, one, "aux")):
            return False
        for child in grammar.children(one):
            node = grammar.nodes[child]
            if node.dep == "advcl" and conditional(grammar, child):
                return False
            if node.dep == "prep" and first is not None and child < first and node.text.lower() in _LEADS:
                return False
    if first is not None and any(grammar.nodes[c].tag == "WDT" for c in grammar.subtree(verb) if c == first - 1):
        return False
    return not (grammar.nodes[verb].dep in {"advcl", "ccomp"} and conditional(grammar, verb))


def conditional(grammar: Grammar, clause: int) -> bool:
    """Whether a clause limits what it is joined to; a reason or a concession (``because``, ``although``) does not.

    Nor does what speaks to the reader: ``before you ask``, ``in case you wonder``.
    """
    asked = grammar.nodes[clause].text.lower() in {"ask", "wonder", "wondering"}
    if asked and any(grammar.nodes[c].text.lower() == "you" for c in grammar.children(clause)):
        return False
    return any(
        grammar.nodes[c].text.lower() in CONDITIONS - CONCESSIONS for c in grammar.children(clause) if c < clause
    )


def conceded(grammar: Grammar, clause: int) -> bool:
    """Whether a clause gives a reason or a concession, which limits nothing."""
    return any(grammar.nodes[c].text.lower() in CONCESSIONS for c in grammar.children(clause) if c < clause)


def reported(grammar: Grammar, verb: int) -> bool:
    """Whether it is somebody's word: what a verb of saying introduces, or a question asked in passing."""
    at, steps = verb, 0
    while steps < 6 and grammar.nodes[at].head != at:
        node, head = grammar.nodes[at], grammar.nodes[at].head
        that = any(grammar.nodes[c].dep == "mark" and c < at for c in grammar.children(at))
        noted = grammar.nodes[head].text.lower() in _NOTE and subject_of(grammar, head) is None
        before_colon = at < head and any(grammar.nodes[i].text in {":", ";"} for i in range(at, head))
        if before_colon:
            return False
        if node.dep in {"ccomp", "xcomp"} and not noted and (that or root(grammar.nodes[head].text) in REPORTS):
            return True
        at, steps = head, steps + 1
    return any(
        grammar.nodes[c].text.lower() in {"what", "how", "why", "who"} for c in grammar.children(verb) if c < verb
    )
