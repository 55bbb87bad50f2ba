"""How much of one statement's words another statement says, and which of them it says the opposite of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from auditor.extraction.grammar import SUBJECTS, VERBS
from auditor.statements.statement import Statement, Word
from auditor.thesaurus import opposed, same

_PREFIX, _NAME_PREFIX = 5, 4
_ALIASES = (
    frozenset({"us", "u.s", "usa", "u.s.a", "america", "american", "united states"}),
    frozenset({"uk", "u.k", "britain", "british", "united kingdom"}),
)
_PREDICATES = frozenset({"ROOT", "acomp", "attr", "xcomp", "oprd"})
_WEIGHTS = {"name": 1.0, "noun": 1.0, "verb": 1.0, "quality": 0.5}


@dataclass(frozen=True)
class Coverage:
    """``b`` set against ``a``: which words of ``b`` are met."""

    a: Statement
    b: Statement

    @cached_property
    def met(self) -> frozenset[Word]:
        """The words of ``b`` that ``a`` says."""
        return frozenset(word for word in self.b.words if meets(word, self.a))

    @cached_property
    def missing(self) -> tuple[Word, ...]:
        """The words of ``b`` that ``a`` does not say, each key once."""
        seen: dict[str, Word] = {}
        for word in self.b.words:
            if word not in self.met:
                seen.setdefault(word.key, word)
        return tuple(seen.values())

    def share(
        self, without: Iterable[str] = (), names: bool = True, besides: float = 0.0, sentence: int | None = None
    ) -> float:
        """The weight of the words of ``b`` (of one ``sentence``) that are met, as a share of all; 1 if there are none.

        ``besides``: the weight of what is met besides words (a figure's unit).
        """
        left = set(without)
        words = [w for w in self.b.words if w.key not in left and (names or w.kind != "name")]
        words = [w for w in words if sentence in (None, w.sentence)]
        whole = sum(_WEIGHTS[w.kind] for w in words) + besides
        return (sum(_WEIGHTS[w.kind] for w in words if w in self.met) + besides) / whole if whole else 1.0

    def names(self) -> tuple[Word, ...]:
        """The names of ``b`` that ``a`` does not say."""
        return tuple(w for w in self.b.words if w.kind == "name" and w not in self.met)


def meets(word: Word, other: Statement) -> bool:
    """Whether a statement says a word: the same key, a synonym, another form of it, an acronym."""
    if same(word.key) & other.tokens or word.key in other.keys:
        return True
    least = _NAME_PREFIX if word.kind == "name" else _PREFIX
    if any(alike(word.key, each, least) for each in other.tokens):
        return True
    plain = word.text.casefold().rstrip(".")
    if _alias(plain, other):
        return True
    return word.kind in ("name", "noun") and _acronym(word.text, other)


@lru_cache(maxsize=262144)
def alike(one: str, other: str, least: int = _PREFIX) -> bool:
    """Whether two keys are forms of one word: the same beginning, and not much behind it."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    left = max(len(one), len(other)) - shared
    return shared >= least and (left <= 3 or (left == 4 and shared > 6))


def _alias(word: str, other: Statement) -> bool:
    """Whether a statement names the same country in another way."""
    said = {node.text.casefold().rstrip(".") for grammar in other.grammar for node in grammar.nodes}
    for row in _ALIASES:
        if any(word in name.split() for name in row) and any(set(name.split()) <= said for name in row):
            return True
    return False


def _acronym(text: str, other: Statement) -> bool:
    """Whether a word in capitals abbreviates names of the statement, or is one of the names it abbreviates."""
    capitals = "".join(_initials(other))
    if text.isupper() and len(text) > 1:
        return text.replace(".", "") in capitals
    return False


def _initials(statement: Statement) -> list[str]:
    return [n.text[0] for g in statement.grammar for n in g.nodes if n.text[0].isupper() and n.text[-1].islower()]


def opposites(coverage: Coverage) -> tuple[tuple[Word, Word], ...]:
    """Words of ``b`` that are not met, each with the word of ``a`` that says its opposite."""
    return tuple(
        (mine, theirs)
        for theirs in coverage.missing
        for mine in coverage.a.words
        if mine.kind != "name" and opposed(mine.key, theirs.key)
    )


_ABOVE = SUBJECTS | {"dobj", "attr", "prep", "amod", "compound", "conj", "pobj", "poss", "npadvmod", "advmod"}


def beside(coverage: Coverage, mine: Word, theirs: Word) -> bool:
    """Whether two words are said of the same: some word beside the one stands beside the other, or one stands alone."""
    one, two = _around(coverage.a, mine), _around(coverage.b, theirs)
    return not one or not two or any(x in same(y) or alike(x, y) for x in one for y in two)


def _around(statement: Statement, word: Word) -> frozenset[str]:
    """The keys of the content words tied to a word: its phrase, and the phrase or verb that it belongs to."""
    grammar = statement.grammar[word.sentence]
    head = grammar.nodes[word.node].head
    near = {c for c in grammar.children(word.node) if grammar.nodes[c].dep in _ABOVE}
    near |= {g for c in near for g in grammar.children(c)}
    if grammar.nodes[word.node].tag not in VERBS:
        near |= {head, *(c for c in grammar.children(head) if grammar.nodes[c].dep in SUBJECTS)}
    return frozenset(
        w.key for w in statement.words if w.sentence == word.sentence and w.node in near and w.node != word.node
    )


def denials(coverage: Coverage) -> tuple[tuple[Word, Word], ...]:
    """Words that both say, one denied and the other not."""
    found = []
    for theirs in coverage.b.words:
        if theirs.kind == "name" or (theirs.kind != "verb" and theirs.role not in _PREDICATES):
            continue
        mine = [w for w in coverage.a.words if w.key == theirs.key]
        if mine and all(w.denied is not theirs.denied for w in mine):
            found.append((mine[0], theirs))
    return tuple(found)
