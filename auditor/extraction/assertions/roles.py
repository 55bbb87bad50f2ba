"""Who holds an office or did a work, told in passing: ``Ada Moll, chair of the board``, ``its architect, Ada Moll``."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.cues import stem
from auditor.extraction.assertions.asserted import Asserted, children, content, has, phrase, values
from auditor.extraction.assertions.owners import Owner, owner, related
from auditor.extraction.assertions.vocabulary import OFFICES, ROLES
from auditor.extraction.grammar import NOUNS, Grammar
from auditor.extraction.screening import Sentence
from auditor.subjects import Subject

_PASSED = frozenset(
    "former ex then past late deputy vice honorary acting interim assistant first second original previous old "
    "would-be future co a an one another some many several other".split()
)
"""What makes another office of it: there may be, or have been, others."""


def roles(sentence: Sentence, grammar: Grammar, subject: Subject) -> Iterator[Asserted]:
    """Every role that stands beside the name of who holds it, where it says of what."""
    for index, node in enumerate(grammar.nodes):
        if node.tag not in {"NN", "NNP"} or not (relation := relation_of(grammar, index)):
            continue
        name = _beside(grammar, index)
        held = _of_what(grammar, index, subject)
        if name is None or held is None:
            continue
        found = values(sentence, grammar, [name])
        start = min([node.start, *(s for _, s, _ in found)])
        end = max([node.end, *(e for _, _, e in found)])
        yield from related(relation, held, found, start, end)


def relation_of(grammar: Grammar, noun: int) -> str:
    """The relation that a role noun with its modifiers states; nothing for a former, a deputy, one of many."""
    inside = [grammar.nodes[i].text.lower() for i in phrase(grammar, noun)]
    before = {grammar.nodes[c].text.lower() for c in grammar.children(noun) if c < noun}
    if (before | set(inside)) & _PASSED or has(grammar, noun, "nummod"):
        return ""
    word = grammar.nodes[noun].text.lower()
    return ROLES.get(" ".join(inside), ROLES.get(word, OFFICES.get(word, "")) if len(inside) == 1 else "")


def _beside(grammar: Grammar, noun: int) -> int | None:
    """The name in apposition to a role, before or behind it."""
    behind = [c for c in children(grammar, noun, "appos") if c > noun]
    head = grammar.nodes[noun].head
    before = [head] if grammar.nodes[noun].dep == "appos" and head < noun else []
    names = [i for i in (*behind, *before) if grammar.nodes[i].tag == "NNP"]
    return names[0] if len(names) == 1 else None


def _of_what(grammar: Grammar, noun: int, subject: Subject) -> Owner | None:
    """Whose role it is: ``of the board``, ``its``, ``the museum's``; None where nothing says."""
    for prep in children(grammar, noun, "prep"):
        if grammar.nodes[prep].text == "of":
            for thing in children(grammar, prep, "pobj"):
                return owner(grammar, thing, subject)
        return None
    for whose in children(grammar, noun, "poss"):
        if grammar.nodes[whose].text.lower() == "its":
            return Owner()
        if grammar.nodes[whose].tag in NOUNS:
            own = stem(grammar.nodes[whose].text) in subject.stems
            return Owner(own=True) if own else Owner(content(grammar, whose))
    return None
