"""A statement as it is compared: its content words with the part they play, its figures with what they are said of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from auditor.cues import sentences
from auditor.extraction.described import IDLE, LIGHT, describe
from auditor.extraction.grammar import ADJECTIVES, NOUNS, SUBJECTS, VERBS, Grammar
from auditor.extraction.parsing import Parser
from auditor.statements.figures import Amount, Found, Value, figures
from auditor.statements.thesaurus import key, same
from auditor.statements.tidy import tidy

_ADVERBS = frozenset({"RB", "RBR", "RBS", "RP"})
_NAMES = frozenset({"NNP", "NNPS"})
_NEGATIONS = frozenset("not n't never no neither nor without hardly cannot none nobody nothing".split())
_SILENT = frozenset(map(key, LIGHT)) | frozenset(
    map(
        key,
        "also just only even still already however meanwhile about around nearly almost approximately roughly some total more less than "
        "later earlier ago now currently today there here then so very per according respectively i.e. e.g. etc mr mrs ms dr "
        "say tell state announce report claim accord suggest estimate believe think know find show expect consider call name "
        "up down out off away back next last recent former then new own well much many few several such other another year day".split(),
    )
)
_PRONOUNS = frozenset("it he she they this that these those its his her their we i who which".split())


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
    start: int
    end: int
    node: int


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
        """The keys of all its words, function words included."""
        return frozenset(key(node.text) for grammar in self.grammar for node in grammar.nodes if node.text[0].isalnum())


def split(text: str) -> tuple[str, ...]:
    """The sentences of a statement, tidied: what has to be parsed."""
    flat = tidy(text)
    return tuple(flat[a:b] for a, b in sentences(flat, 0, len(flat)))


def read(text: str, parser: Parser) -> Statement:
    """One statement, read."""
    parts = split(text)
    grammars = tuple(Grammar(parser.tree(part)) for part in parts)
    words: list[Word] = []
    found: list[Figure] = []
    for index, (part, grammar) in enumerate(zip(parts, grammars, strict=True)):
        inside = figures(part)
        found += [_figure(grammar, each, index) for each in inside]
        words += _words(grammar, inside, index, _titled(grammar))
    return Statement(text, parts, grammars, tuple(words), tuple(found))


def _titled(grammar: Grammar) -> bool:
    """Whether most words are capitalised, as in a headline: then capitals make no names."""
    long = [n.text for n in grammar.nodes if len(n.text) > 3 and n.text.isalpha()]
    return len(long) > 3 and sum(w[0].isupper() for w in long) > 0.7 * len(long)


def _words(grammar: Grammar, inside: Sequence[Found], sentence: int, titled: bool) -> list[Word]:
    spans = [(f.start, f.end) for f in inside]
    found = []
    for index, node in enumerate(grammar.nodes):
        if not node.text[0].isalnum() or node.tag == "CD" or any(a <= node.start and node.end <= b for a, b in spans if _covers(grammar, node.tag)):
            continue
        kind = _kind(grammar, index, titled)
        each = key(node.text)
        if not kind or len(each) < 2 or (kind != "name" and (each in _SILENT or each in IDLE)):
            continue
        found.append(Word(node.text, each, kind, sentence, index, node.dep, _denied(grammar, index)))
    return found


def _covers(grammar: Grammar, tag: str) -> bool:
    """Whether a word inside a figure's span belongs to the figure alone: all but its noun."""
    return tag not in NOUNS


def _kind(grammar: Grammar, index: int, titled: bool) -> str:
    node = grammar.nodes[index]
    if not titled and node.text[0].isupper() and (node.tag in _NAMES or _named(grammar, index)):
        return "name"
    if node.tag in NOUNS:
        return "noun"
    if node.tag in VERBS:
        return "verb"
    return "quality" if node.tag in ADJECTIVES or node.tag in _ADVERBS else ""


def _named(grammar: Grammar, index: int) -> bool:
    """Whether a word that is no proper noun is written as a part of a name: a capital within a sentence."""
    if grammar.nodes[index].tag not in NOUNS | VERBS | ADJECTIVES | _ADVERBS:
        return False
    if index and grammar.nodes[index - 1].text[-1] not in '.:;!?"-–(':
        return True
    behind = grammar.nodes[index + 1].text if index + 1 < len(grammar.nodes) else ""
    return behind[:1].isupper() and behind[-1:].islower()


def _denied(grammar: Grammar, index: int) -> bool:
    """Whether a negation hangs on a word or on the verb that governs it."""
    at, steps = index, 0
    while steps < 4:
        if any(grammar.nodes[c].text.lower() in _NEGATIONS for c in grammar.children(at)):
            return True
        node = grammar.nodes[at]
        if node.head == at or node.dep in SUBJECTS | {"relcl", "advcl", "ccomp", "conj", "pobj", "appos"}:
            return False
        at, steps = node.head, steps + 1
    return False


def _figure(grammar: Grammar, found: Found, sentence: int) -> Figure:
    described = describe(grammar, found.start, found.end)
    context: dict[str, str] = {}
    for word, role in described.words.values():
        if not any(c.isdigit() for c in word):
            context.setdefault(key(word), role)
    noun = ""
    if isinstance(found.value, Amount) and found.kind == "count" and found.value.quantity.unit:
        noun = key(found.value.quantity.unit.split()[-1])
    inside = grammar.inside(found.start, found.end)
    top = grammar.top(inside) if inside else -1
    if not noun and found.kind in ("count", "rank") and inside:
        noun = _counted(grammar, top)
    return Figure(found.value, found.kind, found.written, noun, tuple(context.items()), sentence, found.start, found.end, top)


def _counted(grammar: Grammar, top: int) -> str:
    """The noun that a figure stands before, where the number grammar names none."""
    node = grammar.nodes[top]
    if node.tag in NOUNS:
        return key(node.text)
    head = grammar.nodes[node.head]
    return key(head.text) if node.dep in ("nummod", "amod", "compound") and head.tag in NOUNS else ""
