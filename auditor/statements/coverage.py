"""How much of one statement's words another statement says, and which of them it says the opposite of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from auditor.statements.statement import Statement, Word
from auditor.statements.thesaurus import opposed, same

_PREFIX, _NAME_PREFIX = 5, 4
_ALIASES = ({"us", "u.s", "u.s.", "usa", "u.s.a", "america", "american"}, {"uk", "u.k", "u.k.", "britain", "british"})
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

    def share(self, without: Iterable[str] = (), names: bool = True) -> float:
        """The weight of the words that are met, as a share of all; 1 where there are none."""
        left = set(without)
        words = [w for w in self.b.words if w.key not in left and (names or w.kind != "name")]
        whole = sum(_WEIGHTS[w.kind] for w in words)
        return sum(_WEIGHTS[w.kind] for w in words if w in self.met) / whole if whole else 1.0

    def names(self) -> tuple[Word, ...]:
        """The names of ``b`` that ``a`` does not say."""
        return tuple(w for w in self.missing if w.kind == "name")


def meets(word: Word, other: Statement) -> bool:
    """Whether a statement says a word: the same key, a synonym, another form of it, an acronym."""
    if same(word.key) & other.tokens or word.key in other.keys:
        return True
    least = _NAME_PREFIX if word.kind == "name" else _PREFIX
    if any(alike(word.key, each, least) for each in other.tokens):
        return True
    plain = word.text.casefold().rstrip(".")
    if any(plain in row and row & {t.casefold() for t in _texts(other)} for row in _ALIASES):
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
    return shared >= least and max(len(one), len(other)) - shared <= 3


def _texts(statement: Statement) -> frozenset[str]:
    return frozenset(node.text.rstrip(".") for grammar in statement.grammar for node in grammar.nodes)


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
    return tuple((mine, theirs) for theirs in coverage.missing for mine in coverage.a.words if mine.kind != "name" and opposed(mine.key, theirs.key))


def denials(coverage: Coverage) -> tuple[tuple[Word, Word], ...]:
    """Words that both say, one denied and the other not."""
    found = []
    for theirs in coverage.b.words:
        if theirs.kind == "name":
            continue
        mine = [w for w in coverage.a.words if w.key == theirs.key]
        if mine and all(w.denied is not theirs.denied for w in mine):
            found.append((mine[0], theirs))
    return tuple(found)
