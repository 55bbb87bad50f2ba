"""Whom a predicate is about: the subject of the documents, another thing, or what a pronoun leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.cues import stem
from auditor.extraction.assertions.asserted import FULL, SELF, Asserted, canonical, content, denied, has, key, phrase
from auditor.extraction.assertions.vocabulary import GENERIC, OBJECT_PRONOUNS, QUANTITIES, SINGLE, SOME, THE, root
from auditor.extraction.grammar import NOUNS, Grammar
from auditor.model import Choice
from auditor.subjects import Subject

_CHECKED = frozenset(map(root, "compliance conformity authenticity quality".split()))
"""What is checked is the subject's, whoever checks it: ``compliance is verified by N``."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom a predicate is about: its words with their weights; none where a pronoun leaves it open."""

    words: tuple[tuple[str, float], ...] = ()
    own: bool = False
    """Whether it is the subject of the documents."""

    def weights(self) -> dict[str, float]:
        """The owner's part of a key."""
        return {SELF: FULL} if self.own else {canonical(word): weight for word, weight in self.words}

    def label(self, rest: str) -> str:
        """The attribute: the owner's words, unless it is the subject, then the rest."""
        return " ".join([*(word.lower() for word, _ in self.words), rest]).strip()


def owner(grammar: Grammar, index: int, subject: Subject, bare: bool = False) -> Owner | None:
    """Whom a predicate with the subject ``index`` is about; None where it is about people, or about some of many.

    ``bare`` lets a noun without an article pass: ``dogs are welcome``.
    """
    node = grammar.nodes[index]
    lowered = node.text.lower()
    if node.tag in {"PRP", "DT"}:
        return Owner() if lowered in OBJECT_PRONOUNS and index <= 2 else None
    if node.tag not in NOUNS and node.tag != "VBG":
        return None
    before = {grammar.nodes[c].text.lower() for c in grammar.children(index) if c < index}
    counted = has(grammar, index, "nummod", "quantmod") or lowered in QUANTITIES
    if counted or before & SOME or denied(grammar, index) or _limited(grammar, index):
        return None
    inside = {stem(grammar.nodes[i].text) for i in phrase(grammar, index)}
    kinds = {root(grammar.nodes[i].text) for i in phrase(grammar, index)}
    definite = bool(before & THE) or any(grammar.nodes[c].dep == "poss" for c in grammar.children(index))
    if stem(node.text) in subject.stems and inside <= subject.stems:
        return Owner(own=True)
    if definite and len(kinds) == 1 and kinds <= GENERIC:
        return Owner(own=True)
    if root(node.text) in _CHECKED:
        return Owner()
    if not (definite or bare or node.tag.startswith("NNP")):
        return None
    return named_owner(grammar, index, subject)


def named_owner(grammar: Grammar, index: int, subject: Subject) -> Owner | None:
    """The owner that a noun names; the subject where its words are all the subject's; None where it says nothing."""
    whole = content(grammar, index)
    found = tuple((w, weight) for w, weight in whole if stem(w) not in subject.stems)
    if len(found) < len(whole) and all(root(w) in GENERIC for w, _ in found):
        return Owner(own=True)
    return Owner(found) if found else Owner(own=True) if whole else None


def _limited(grammar: Grammar, index: int) -> bool:
    """Whether a clause behind the noun picks some of its kind: ``the rooms that ...``, ``the seats in ...`` do."""
    for child in grammar.children(index):
        node = grammar.nodes[child]
        comma = child > index + 1 and any(grammar.nodes[i].text == "," for i in range(index + 1, child))
        if child > index and node.dep in {"relcl", "acl"} and not comma and grammar.nodes[index + 1].text != ",":
            return True
        if child > index and node.dep == "prep" and node.text.lower() not in {"of"}:
            return True
    return False


def open_owner(relation: str) -> dict[str, float]:
    """What stands for an owner that is left open, where one name excludes another: likely the subject, not its part."""
    return {SELF: 1.0} if relation in SINGLE or relation == "kind" else {}


def related(
    relation: str,
    mine: Owner,
    found: Sequence[tuple[str, int, int]],
    start: int,
    end: int,
    exclusive: bool = False,
    how: str = "",
) -> Iterator[Asserted]:
    """One choice, unless nothing is named."""
    names = tuple(sorted({text for text, _, _ in found}))
    if mine.words and all(root(word) in _CHECKED for word, _ in mine.words):
        mine = Owner()
    if names:
        weights = {relation: FULL} | (mine.weights() or open_owner(relation))
        single = relation in SINGLE and len(names) == 1
        trace = f"{how or relation}: {', '.join(names)}"
        yield Asserted(mine.label(relation), key(weights), Choice(names, exclusive), start, end, trace, single)
