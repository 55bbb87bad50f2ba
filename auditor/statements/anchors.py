"""What a figure is said of: the words around it, the noun that it counts, its verb, what happened on a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from auditor.extraction.described import describe
from auditor.extraction.grammar import NOUNS, SUBJECTS, VERBS, Grammar
from auditor.statements.figures import Amount, Found
from auditor.statements.statement import Figure
from auditor.thesaurus import key

_LIFE = re.compile(r"\((?:[^()]*; ?)?\Z"), re.compile(r"\([^()]{6,60} ?[–-]+ ?\Z")
"""What stands before the first and before the second date of a life: ``(3 March 1894 – 9 May 1950)``."""


def anchored(grammar: Grammar, found: Found, sentence: int) -> Figure:
    """A figure bound to its sentence, the ``sentence``-th of its statement."""
    described = describe(grammar, found.start, found.end)
    context: dict[str, str] = {}
    for word, role in described.words.values():
        if not any(c.isdigit() for c in word):
            context.setdefault(key(word), role)
    if found.kind == "date":
        context.update(dict.fromkeys(_occasion(grammar, found), "verb"))
    noun = ""
    if isinstance(found.value, Amount) and found.kind == "count" and found.value.quantity.unit:
        noun = key(found.value.quantity.unit.split()[-1])
    inside = grammar.inside(found.start, found.end)
    top = grammar.top(inside) if inside else -1
    if not noun and found.kind in ("count", "rank") and inside:
        noun = _counted(grammar, top)
    verb = _governor(grammar, top) if inside else None
    done = key(grammar.nodes[verb].text) if verb is not None else ""
    doer = "" if verb is None else _doer(grammar, verb)
    added = bool(inside) and any(n.text.casefold() == "more" for n in grammar.nodes[inside[-1] + 1 : inside[-1] + 2])
    around = tuple(context.items())
    return Figure(found.value, found.kind, found.written, noun, around, sentence, top, done, doer, added)


def _governor(grammar: Grammar, at: int) -> int | None:
    """The verb above a node."""
    seen = set[int]()
    while at not in seen:
        if grammar.nodes[at].tag in VERBS and grammar.nodes[at].dep != "amod":
            return at
        seen.add(at)
        at = grammar.nodes[at].head
    return None


def _doer(grammar: Grammar, verb: int) -> str:
    """The subject of a verb, or of the verb that it is joined to (``had 10 and sold 3``)."""
    for at in (verb, grammar.nodes[verb].head if grammar.nodes[verb].dep == "conj" else verb):
        subject = next((c for c in grammar.children(at) if grammar.nodes[c].dep in SUBJECTS), None)
        if subject is not None:
            return grammar.nodes[subject].text
    return ""


def _counted(grammar: Grammar, top: int) -> str:
    """The noun that a figure stands before, where the number grammar names none."""
    node = grammar.nodes[top]
    at = top if node.tag in NOUNS else node.head
    head = grammar.nodes[at]
    behind = at == top or (node.dep in ("nummod", "amod", "compound") and at > top)
    return key(head.text) if behind and head.tag in ("NN", "NNS") else ""


def _occasion(grammar: Grammar, found: Found) -> Iterator[str]:
    """What happened on a date: the verb above it or right before it, birth or death for the two dates behind a name."""
    inside = grammar.inside(found.start, found.end)
    if not inside:
        return
    before = "".join(
        node.text + " " * (after.start - node.end) for node, after in pairwise(grammar.nodes[: inside[0] + 1])
    )
    behind = "".join(node.text for node in grammar.nodes[inside[-1] + 1 : inside[-1] + 3])
    if _LIFE[0].search(before) and behind[:1] in ("–", "-"):
        yield key("born")
        return
    if _LIFE[1].search(before) and behind[:1] == ")":
        yield key("die")
        return
    near = [i for i in range(max(0, inside[0] - 2), inside[0]) if grammar.nodes[i].tag in VERBS]
    above = _governor(grammar, grammar.top(inside))
    for index in near[-1:] or ([] if above is None else [above]):
        yield key(grammar.nodes[index].text)
