"""A statement as it is compared: its content words with the part they play, its figures with what they are said of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from auditor.cues import sentences
from auditor.extraction.described import IDLE, LIGHT, describe
from auditor.extraction.grammar import ADJECTIVES, NOUNS, SUBJECTS, VERBS, Grammar
from auditor.extraction.parsing import Node, Parser
from auditor.model import Modifier
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
        "up down out off away back next last recent then new own well much many few several such other another year day".split(),
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
    node: int
    verb: str = ""
    """The key of the verb that governs it."""
    doer: str = ""
    """The subject of that verb, as written."""


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
        """The keys of all its words, function words included, and of what its figures imply (``born`` of a life's dates)."""
        implied = {word for figure in self.figures for word, _ in figure.context}
        return frozenset(key(node.text) for grammar in self.grammar for node in grammar.nodes if node.text[0].isalnum()) | implied

    def keys_of(self, sentence: int) -> frozenset[str]:
        """The keys of the words of one sentence."""
        return frozenset(key(node.text) for node in self.grammar[sentence].nodes if node.text[0].isalnum())

    @cached_property
    def subject(self) -> tuple[int, int] | None:
        """Sentence and node of what the first main clause is about, or None; ``the police say`` is no main clause."""
        for sentence, grammar in enumerate(self.grammar):
            verb = main(grammar)
            found = next((c for c in grammar.children(verb) if grammar.nodes[c].dep in SUBJECTS), None) if verb is not None else None
            if found is not None:
                return sentence, found
        return None

    def words_below(self, sentence: int, nodes: Iterable[int]) -> frozenset[Word]:
        """The content words of some phrases."""
        below = {i for node in nodes for i in self.grammar[sentence].subtree(node)}
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
                heads |= {(sentence, c) for c in grammar.children(verb) if grammar.nodes[c].dep in ("attr", "acomp", "oprd")}
        return tuple(w for w in self.words if (w.sentence, w.node) in heads)

    def attribution(self) -> frozenset[Word]:
        """The content words that only say who said it: ``a spokesman says``, ``according to the survey``, ``Expert:``."""
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


LABEL = 6
"""A colon among so many first words ends the name of who speaks."""
_REPORTS = frozenset(map(key, "say tell report announce state claim find show suggest estimate believe warn note add think confirm reveal write tweet".split()))


def main(grammar: Grammar) -> int | None:
    """The verb of the main clause; below ``says`` it is the verb of what is said."""
    at = next((i for i, node in enumerate(grammar.nodes) if node.head == i and node.tag in VERBS), None)
    while at is not None and key(grammar.nodes[at].text) in _REPORTS:
        below = next((c for c in grammar.children(at) if grammar.nodes[c].dep == "ccomp" and grammar.nodes[c].tag in VERBS), None)
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
            below = [c for c in grammar.children(index)]
            if any(grammar.nodes[c].dep in ("ccomp", "parataxis") for c in below) or node.dep in ("parataxis", "ccomp"):
                yield from (c for c in below if grammar.nodes[c].dep in SUBJECTS)


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
    return len(long) > 3 and sum(w[0].isupper() for w in long) > 0.8 * len(long)


def _words(grammar: Grammar, inside: Sequence[Found], sentence: int, titled: bool) -> list[Word]:
    found = []
    for index, node in enumerate(grammar.nodes):
        if not node.text[0].isalpha() or node.tag == "CD" or any(_within(node, each) for each in inside):
            continue
        kind = _kind(grammar, index, titled)
        each = key(node.text)
        if not kind or len(each) < 2 or (kind != "name" and (each in _SILENT or each in IDLE)):
            continue
        found.append(Word(node.text, each, kind, sentence, index, node.dep, _denied(grammar, index)))
    return found


def _within(node: Node, figure: Found) -> bool:
    """Whether a word belongs to a figure alone: all within its span but the noun that it counts."""
    return figure.start <= node.start and node.end <= figure.end and (figure.kind != "count" or node.tag not in NOUNS)


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
    if found.kind == "date":
        context.update({each: "verb" for each in _occasion(grammar, found)})
    noun = ""
    if isinstance(found.value, Amount) and found.kind == "count" and found.value.quantity.unit:
        noun = key(found.value.quantity.unit.split()[-1])
    inside = grammar.inside(found.start, found.end)
    top = grammar.top(inside) if inside else -1
    if not noun and found.kind in ("count", "rank") and inside:
        noun = _counted(grammar, top)
    verb = _governor(grammar, top) if inside else None
    doer = next((grammar.nodes[c].text for c in grammar.children(verb) if grammar.nodes[c].dep in SUBJECTS), "") if verb is not None else ""
    done = key(grammar.nodes[verb].text) if verb is not None else ""
    value = _turned(found.value) if verb is not None and _denied(grammar, verb) else found.value
    return Figure(value, found.kind, found.written, noun, tuple(context.items()), sentence, top, done, doer)


def _turned(value: Value) -> Value:
    """A bound in a denied clause: not to spend more than 10 is to spend at most 10."""
    if not isinstance(value, Amount) or value.quantity.modifier not in ("more", "less"):
        return value
    old = value.quantity
    modifier: Modifier = "less" if old.modifier == "more" else "more"
    return Amount(replace(old, low=old.high, high=old.low, modifier=modifier), not value.strict)


def _governor(grammar: Grammar, at: int) -> int | None:
    """The verb above a node."""
    seen = set[int]()
    while at not in seen:
        if grammar.nodes[at].tag in VERBS and grammar.nodes[at].dep != "amod":
            return at
        seen.add(at)
        at = grammar.nodes[at].head
    return None


def _counted(grammar: Grammar, top: int) -> str:
    """The noun that a figure stands before, where the number grammar names none."""
    node = grammar.nodes[top]
    if node.tag in NOUNS:
        return key(node.text)
    head = grammar.nodes[node.head]
    return key(head.text) if node.dep in ("nummod", "amod", "compound") and head.tag in NOUNS else ""


_LIFE = re.compile(r"\((?:[^()]*; ?)?\Z"), re.compile(r"\([^()]{6,60} ?[–-]+ ?\Z")


def _occasion(grammar: Grammar, found: Found) -> Iterator[str]:
    """What happened on a date: the verb above it or right before it, birth or death for the two dates behind a name."""
    inside = grammar.inside(found.start, found.end)
    if not inside:
        return
    before = "".join(node.text + " " * (after.start - node.end) for node, after in pairwise(grammar.nodes[: inside[0] + 1]))
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
