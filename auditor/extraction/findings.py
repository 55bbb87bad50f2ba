"""What categorical reading finds and works with: cues in their roles, readings with their place, and answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from auditor.cues import Hit
from auditor.extraction.clauses import Line, hedge, hedging
from auditor.extraction.grammar import Grammar
from auditor.extraction.limits import limits
from auditor.extraction.screening import Sentence
from auditor.model import Choice, Polarity
from auditor.rules import Rule
from auditor.subjects import Subject

_WORDS = re.compile(r"[ /]+")
EACH = "{}"
"""What an attribute holds that is one attribute for every value."""


@dataclass(frozen=True, slots=True)
class Cued:
    """What a cue belongs to: a rule, its role, and for a value its canonical name."""

    rule: Rule
    role: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A categorical reading with its place in the document, in offsets.

    ``words`` are those that speak for it, ``limits`` what its clause limits it to, by aspect.
    """

    rule: Rule
    attribute: str
    value: Choice | Polarity
    start: int
    end: int
    words: str
    limits: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What reading a sentence needs besides its words.

    That is its grammar, the subject, which gene makes a product, and the sentence before it.
    """

    grammar: Grammar
    subject: Subject
    products: Mapping[str, str] = field(default_factory=dict)
    previous: Sentence | None = None


def by_rule(hits: Iterable[Hit[Cued]]) -> dict[int, list[Hit[Cued]]]:
    """The hits of every rule, by its identity."""
    found: dict[int, list[Hit[Cued]]] = {}
    for hit in hits:
        found.setdefault(id(hit.item.rule), []).append(hit)
    return found


def values_of(hits: Iterable[Hit[Cued]]) -> list[Hit[Cued]]:
    """The values among the hits, without those that are a part of a longer one."""
    values = [h for h in hits if h.item.role == "value"]
    return [h for h in values if not any(_inside_longer(h, o) for o in values)]


def _inside_longer(hit: Hit[Cued], other: Hit[Cued]) -> bool:
    longer = other.item.value != hit.item.value and other.words > hit.words and other.last - other.first < other.words
    return longer and other.first <= hit.first and hit.last <= other.last


KEPT = 4096
"""The words of so many rules are kept at most."""
_OWN: dict[int, tuple[Rule, frozenset[str]]] = {}


def own_words(rule: Rule) -> frozenset[str]:
    """The words of a rule's cues and values; kept by the identity of the rule, which has no hash."""
    known = _OWN.get(id(rule))
    if known is None or known[0] is not rule:
        if len(_OWN) >= KEPT:
            _OWN.clear()
        known = _OWN[id(rule)] = rule, _own_words(rule)
    return known[1]


def _own_words(rule: Rule) -> frozenset[str]:
    forms = (form for each in rule.values.values() for form in each)
    return frozenset(word for cue in (*rule.about, *rule.holds, *rule.denies, *forms) for word in _WORDS.split(cue))


def answer(rule: Rule, attribute: str, holds: bool, line: Line, first: int, last: int) -> Found:
    """A yes or no with its place, as firm as the words around the cue make it."""
    before = max(0, first - 6, line.clause(first).start)
    value = Polarity(holds, hedge(line.tokens[before : last + 1] + hedging(line.tokens, last), holds))
    start, end = line.tokens[first].start, line.tokens[last].end
    return Found(rule, attribute, value, start, end, text(line, first, last), limits(line, first, own_words(rule)))


def text(line: Line, first: int, last: int) -> str:
    """The words from one token to another."""
    return " ".join(t.word for t in line.tokens[first : last + 1])
