"""A statement as it is compared: its content words with the part they play, its figures with what they are said of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from auditor.extraction.grammar import SUBJECTS, VERBS, Grammar
from auditor.statements.figures import Value
from auditor.thesaurus import key, same


@dataclass(frozen=True, slots=True)
class Word:
    """A content word: ``key`` is what it is compared by, ``kind`` one of name, noun, verb, quality."""

    text: str
    key: str
    kind: str
    sentence: int
    node: int
    role: str
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and what it is said of: key of a word around it -> the word's role."""

    value: Value
    kind: str
    written: str
    noun: str
    context: tuple[tuple[str, str], ...]
    sentence: int
    node: int
    verb: str = ""
    """The key of the verb that governs it."""
    doer: str = ""
    """The subject of that verb, as written."""
    added: bool = False
    """Whether it comes on top: ``47 more``."""


@dataclass(frozen=True)
class Statement:
    """What is compared of a statement; ``grammar`` holds the parse of each of its sentences."""

    text: str
    sentences: tuple[str, ...]
    grammar: tuple[Grammar, ...]
    words: tuple[Word, ...]
    figures: tuple[Figure, ...]

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every key that a word of it can be met by."""
        return frozenset(each for word in self.tokens for each in same(word))

    @cached_property
    def tokens(self) -> frozenset[str]:
        """The keys of all its words, function words too, and of what its figures imply (``born`` of a life's dates)."""
        implied = {word for figure in self.figures for word, _ in figure.context}
        return (
            frozenset(key(node.text) for grammar in self.grammar for node in grammar.nodes if node.text[0].isalnum())
            | implied
        )

    def keys_of(self, sentence: int) -> frozenset[str]:
        """The keys of the words of one sentence."""
        return frozenset(key(node.text) for node in self.grammar[sentence].nodes if node.text[0].isalnum())

    @cached_property
    def subject(self) -> tuple[int, int] | None:
        """Sentence and node of what the first main clause is about, or None; ``the police say`` is no main clause."""
        for sentence, grammar in enumerate(self.grammar):
            verb = main(grammar)
            found = (
                next((c for c in grammar.children(verb) if grammar.nodes[c].dep in SUBJECTS), None)
                if verb is not None
                else None
            )
            if found is not None:
                return sentence, found
        return None

    def words_below(self, sentence: int, nodes: Iterable[int]) -> frozenset[Word]:
        """The content words of some phrases, without the clauses that hang on them."""
        grammar, below, ahead = self.grammar[sentence], set[int](), list(nodes)
        while ahead:
            at = ahead.pop()
            below.add(at)
            ahead += [c for c in grammar.children(at) if c not in below and grammar.nodes[c].dep not in _CLAUSES]
        return frozenset(w for w in self.words if w.sentence == sentence and w.node in below)

    def subject_words(self) -> frozenset[Word]:
        """The content words of all that is subject of the first main clause: what the statement is about."""
        if self.subject is None:
            return frozenset()
        sentence, index = self.subject
        grammar = self.grammar[sentence]
        verb = grammar.nodes[index].head
        return self.words_below(sentence, (c for c in grammar.children(verb) if grammar.nodes[c].dep in SUBJECTS))

    def predicate(self) -> tuple[Word, ...]:
        """What the main clauses say that something is: ``a harbour``, ``safe``."""
        heads = set[tuple[int, int]]()
        for sentence, grammar in enumerate(self.grammar):
            verb = main(grammar)
            if verb is not None:
                heads |= {
                    (sentence, c) for c in grammar.children(verb) if grammar.nodes[c].dep in ("attr", "acomp", "oprd")
                }
        return tuple(w for w in self.words if (w.sentence, w.node) in heads)

    def attribution(self) -> frozenset[Word]:
        """The content words that only say who said it: ``a spokesman says``, ``according to a survey``, ``Expert:``."""
        found: set[Word] = set()
        for sentence, grammar in enumerate(self.grammar):
            found |= self.words_below(sentence, _sayers(grammar))
            colon = next((i for i, node in enumerate(grammar.nodes[:LABEL]) if node.text == ":"), 0)
            found |= {w for w in self.words if w.sentence == sentence and w.node < colon}
        return frozenset(found)

    def bracketed(self, word: Word) -> bool:
        """Whether a word stands in brackets."""
        before = [n.text for n in self.grammar[word.sentence].nodes[: word.node]]
        return before.count("(") > before.count(")")


_CLAUSES = frozenset({"acl", "relcl", "advcl", "ccomp"})
LABEL = 6
"""A colon among so many first words ends the name of who speaks."""
_REPORTS = frozenset(
    map(
        key,
        "say said tell told report announce state claim find show suggest estimate believe warn note add think confirm "
        "reveal write tweet".split(),
    )
)


def main(grammar: Grammar) -> int | None:
    """The verb of the main clause; below ``says`` it is the verb of what is said."""
    at = next((i for i, node in enumerate(grammar.nodes) if node.head == i and node.tag in VERBS), None)
    while at is not None and key(grammar.nodes[at].text) in _REPORTS:
        below = next(
            (c for c in grammar.children(at) if grammar.nodes[c].dep == "ccomp" and grammar.nodes[c].tag in VERBS), None
        )
        if below is None:
            break
        at = below
    return at


def _sayers(grammar: Grammar) -> Iterator[int]:
    """The subjects of verbs of saying that report a clause, and what follows ``according to``."""
    for index, node in enumerate(grammar.nodes):
        if node.text.casefold() == "according":
            yield index
        if node.tag in VERBS and key(node.text) in _REPORTS:
            below = list(grammar.children(index))
            if any(grammar.nodes[c].dep in ("ccomp", "parataxis") for c in below) or node.dep in ("parataxis", "ccomp"):
                yield from (c for c in below if grammar.nodes[c].dep in SUBJECTS)
