"""What an unclaimed quantity measures, in the sentence's own words: its head, verb, subject and their modifiers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from auditor.cues import stem
from auditor.extraction.grammar import NOUNS, SUBJECTS, VERBS, Grammar

LIGHT = frozenset(
    "be have do get make include feature provide offer contain consist comprise become remain go come see stay start "
    "reach total number measure amount stand lie sit average vary range estimate report record say expect know "
    "consider show give take use need require allow mean say add put set keep hold run find occur present develop "
    "affect appear experience suffer observe note exist happen seem tend feel exceed amount lead cause help try "
    "want".split()
)
_LIGHT = frozenset(stem(w) for w in LIGHT)
IDLE = frozenset(
    stem(w)
    for w in "it they this that these those he she we you which who whom there one ones other others such same "
    "more most less least many much several some any all each every both few total number amount about around "
    "approximately nearly almost over under up to only just even also still now then currently today year years "
    "per cent percent percentage figure measure measures value level rate present patient individual person "
    "people case average mean median typical maximum minimum approximate estimated overall combined first".split()
) - {"first", "rate"}
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "advmod"})
_DOWN = frozenset({"dobj", "attr", "acomp", "oprd", "xcomp"})
WEIGHT = {
    "unit": 2.0,
    "head": 2.0,
    "label": 2.0,
    "verb": 1.5,
    "object": 1.5,
    "subject": 1.0,
    "modifier": 1.0,
    "heading": 0.5,
}


@dataclass(slots=True)
class Description:
    """Words around a quantity with the part they play; the first mention of a stem decides."""

    words: dict[str, tuple[str, str]] = field(default_factory=dict)
    """stem -> (the word as written, its role)"""
    nodes: dict[int, str] = field(default_factory=dict)
    """index of a node -> its role"""
    names: set[str] = field(default_factory=set)
    """The stems that are written as proper names."""
    first: int = 0
    last: int = 1 << 30
    """The nodes of the clause: what stands beyond a semicolon or colon describes something else."""

    def add(self, grammar: Grammar, index: int, role: str) -> None:
        """Take a node in, unless it is a function word, a light verb or taken already."""
        node = grammar.nodes[index]
        root = stem(node.text)
        if not self.first <= index <= self.last:
            return
        if index in self.nodes or not node.text[0].isalpha() or root in IDLE or len(root) < 2:
            return
        if node.tag not in NOUNS | VERBS | {"JJ", "JJR", "JJS", "RB", "FW", "AFX"} or (
            node.tag in VERBS and root in _LIGHT
        ):
            return
        self.nodes[index] = role
        if node.tag in {"NNP", "NNPS"} and node.text[0].isupper():
            self.names.add(root)
        self.words.setdefault(root, (node.text, role))


def describe(grammar: Grammar, start: int, end: int, whole: bool = False) -> Description:
    """Climb from the quantity at ``start`` to its clause and gather the words on the way.

    ``whole``: also those beyond a semicolon or a colon, for a clause that names nothing itself.
    """
    found = Description()
    inside = grammar.inside(start, end)
    if not inside:
        return found
    own = set(inside)
    at = grammar.top(inside)
    marks = [] if whole else [i for i, node in enumerate(grammar.nodes) if node.text in {";", ":"}]
    found.first = max((i for i in marks if i < inside[0]), default=0)
    found.last = min((i for i in marks if i > inside[-1]), default=len(grammar.nodes))
    if _elliptic(grammar, inside[0], found, own):
        return found
    for i in inside:
        if grammar.nodes[i].tag in NOUNS:
            _modifiers(grammar, i, found, own, "modifier")
    _below(grammar, at, found, own)
    seen: set[int] = set()
    while at not in seen:
        seen.add(at)
        node, head = grammar.nodes[at], grammar.nodes[at].head
        if node.tag in VERBS and node.dep not in {"amod"} and at not in own:
            _clause(grammar, at, found, own)
            break
        if head == at:
            break
        if (
            head not in own
            and grammar.nodes[head].tag in NOUNS | {"JJ", "RB", "JJR"}
            and not _sibling(grammar, at, head)
        ):
            found.add(grammar, head, "head")
            _modifiers(grammar, head, found, own, "modifier")
        at = head
    return found


def _elliptic(grammar: Grammar, first: int, found: Description, own: set[int]) -> bool:
    """The noun of a list such as ``anaemia in 40%, fever in 30%``: behind a comma or ``and`` it is all there is."""
    if first < 3 or grammar.nodes[first - 1].text.lower() not in {"in", "by", "to", "at", "of"}:
        return False
    at = first - 2
    start = at
    while start > 0 and grammar.nodes[start - 1].tag in {"JJ", "NN", "NNS", "NNP"}:
        start -= 1
    if (
        grammar.nodes[at].tag not in NOUNS
        or start == 0
        or grammar.nodes[start - 1].text.lower() not in {",", "and", "or", ";"}
    ):
        return False
    for index in range(at, start - 1, -1):
        found.add(grammar, index, "head" if index == at else "modifier")
    return bool(found.words)


def _sibling(grammar: Grammar, at: int, head: int) -> bool:
    """Whether ``head`` is another figure or name that the quantity is merely listed with."""
    return grammar.nodes[at].dep == "conj" and any(
        grammar.nodes[c].tag == "CD" for c in (*grammar.children(head), head)
    )


def _below(grammar: Grammar, at: int, found: Description, own: set[int]) -> None:
    """What hangs on the quantity itself: ``of the voters``, ``wide``, ``in diameter``."""
    for child in grammar.children(at):
        node = grammar.nodes[child]
        if child in own:
            _below(grammar, child, found, own)
        elif node.dep == "prep":
            for noun in grammar.children(child):
                if grammar.nodes[noun].dep == "pobj" and noun not in own:
                    found.add(grammar, noun, "head" if node.text.lower() in {"of", "in"} else "modifier")
                    _modifiers(grammar, noun, found, own, "modifier")
        elif node.dep in {"advmod", "amod", "acl", "relcl"} and node.tag not in {"CD"}:
            found.add(grammar, child, "head" if node.tag in {"RB", "JJ"} else "verb")


def _modifiers(grammar: Grammar, index: int, found: Description, own: set[int], role: str) -> None:
    for child in grammar.children(index):
        node = grammar.nodes[child]
        if child in own:
            continue
        if node.dep in _MODIFIERS:
            found.add(grammar, child, role)
            for sub in grammar.children(child):
                if grammar.nodes[sub].dep in _MODIFIERS and sub not in own:
                    found.add(grammar, sub, role)
        elif node.dep == "prep" and node.text.lower() in {"of", "for", "in", "on", "from", "with", "between"}:
            for noun in grammar.children(child):
                if grammar.nodes[noun].dep == "pobj" and noun not in own:
                    found.add(grammar, noun, role)
                    for sub in grammar.children(noun):
                        if grammar.nodes[sub].dep in _MODIFIERS and sub not in own:
                            found.add(grammar, sub, role)


def _clause(grammar: Grammar, verb: int, found: Description, own: set[int]) -> None:
    """The verb, its subject, and its object where that is not the quantity."""
    found.add(grammar, verb, "verb")
    for subject in _subjects(grammar, verb):
        if subject not in own:
            found.add(grammar, subject, "subject")
            _modifiers(grammar, subject, found, own, "modifier")
    for child in grammar.children(verb):
        node = grammar.nodes[child]
        if node.dep in _DOWN and child not in own and not own & grammar.subtree(child):
            found.add(grammar, child, "object")
            _modifiers(grammar, child, found, own, "modifier")
        elif node.dep in {"prt", "advmod"} and node.tag in {"RP", "RB"}:
            found.add(grammar, child, "modifier")
        elif node.dep in {"prep", "agent"} and not own & grammar.subtree(child):
            for noun in grammar.children(child):
                if grammar.nodes[noun].dep == "pobj":
                    found.add(grammar, noun, "modifier")


def _subjects(grammar: Grammar, verb: int) -> Iterator[int]:
    """The subject of a verb, or of the verb that it hangs on, or the noun that it describes."""
    at, seen = verb, set[int]()
    while at not in seen:
        seen.add(at)
        direct = [
            c
            for c in grammar.children(at)
            if grammar.nodes[c].dep in SUBJECTS and grammar.nodes[c].tag not in {"WDT", "WP"}
        ]
        if direct:
            yield from direct
            return
        node = grammar.nodes[at]
        if node.dep in {"relcl", "acl"}:
            yield node.head
            return
        if node.dep not in {"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dep"}:
            return
        at = node.head
