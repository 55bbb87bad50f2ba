"""Open claims: a quantity that no rule claims is kept under an attribute made from its own words.

Its key is what it meets its like by: stems of its head, verb, subject and modifiers, and the concepts (``@diameter``)
that everyday ways of naming a measure stand for, each with a weight; ``^`` marks a proper name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from auditor.cues import Hit, Matcher, Token, stem, whole
from auditor.extraction.described import IDLE, WEIGHT, describe
from auditor.extraction.grammar import Grammar
from auditor.extraction.screening import Sentence, label_tokens, parts
from auditor.model import Quantity
from auditor.rules import Common
from auditor.subjects import Subject
from auditor.units import dimension

NEAR, FAR, AHEAD = 5, 12, 1
"""Tokens between a quantity and its concept: at most, for a date, and how much nearer one behind it counts."""
ConceptHit: TypeAlias = Hit[tuple[frozenset[str], str]]
_PERSONAL = frozenset({"people", "person"})


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """An attribute in the sentence's own words, and the weighted key by which it meets its like."""

    attribute: str
    key: tuple[str, ...]


class Concepts:
    """The everyday names of measures, by the dimension that they can stand for."""

    def __init__(self, common: Common) -> None:
        self._matcher = Matcher(
            (cue, (kinds, name))
            for full, cues in common.concepts.items()
            for kinds, name in [_split(full)]
            for cue in cues
        )

    def near(self, words: Sequence[Token], kind: str) -> list[ConceptHit]:
        """Concept cues among the words that fit a dimension."""
        return [h for h in self._matcher.find(words) if "any" in h.item[0] or kind in h.item[0]]

    def events(self, words: Sequence[Token]) -> frozenset[int]:
        """The tokens of the words that a year can be the date of: opened, founded, launched."""
        return frozenset(
            i for h in self._matcher.find(words) if "date" in h.item[0] for i in range(h.first, h.last + 1)
        )

    def unify(self, words: Sequence[Token], weights: dict[str, float]) -> None:
        """One name in the key for all words that mean the same (``word.`` concepts): they set no claims apart."""
        for hit in self._matcher.find(words):
            stems = [t.stem for t in words[hit.first : hit.last + 1]]
            if "word" in hit.item[0] and all(s in weights for s in stems):
                weights[f"~{hit.item[1]}"] = max(weights[s] for s in stems)
                for each in stems:
                    weights.pop(each, None)

    def of(
        self, sentence: Sentence, index: int, kind: str, label: Sequence[Token], weights: Mapping[str, float]
    ) -> list[tuple[ConceptHit, Sequence[Token]]]:
        """The concepts of one quantity: those of its label, else the nearest in its clause."""
        labelled = [(hit, label) for hit in self.near(label, kind)]
        if labelled:
            return labelled
        words = sentence.tokens
        at = next(i for i, t in enumerate(words) if t.quantity == index)
        reach = FAR if kind == "date" else NEAR
        gaps = [
            (_gap(at, hit) - (AHEAD if hit.last > at else 0), hit)
            for hit in self.near(words, kind)
            if not _parted(words, at, hit)
            and (_gap(at, hit) <= reach or any(t.stem in weights for t in words[hit.first : hit.last + 1]))
        ]
        nearest = min((gap for gap, _ in gaps), default=0)
        return [(hit, words) for gap, hit in gaps if gap == nearest]


def _gap(at: int, hit: ConceptHit) -> int:
    return max(0, at - hit.last - 1, hit.first - at - 1)


def _parted(words: Sequence[Token], at: int, hit: ConceptHit) -> bool:
    """Whether another quantity or the end of a clause stands between."""
    first, last = (hit.last + 1, at) if hit.last < at else (at + 1, hit.first)
    between = words[first:last]
    return any(
        parts(t) or (t.quantity >= 0 and not _listed(between)) or (t.word == "," and hit.first > at) for t in between
    )


def _listed(between: Sequence[Token]) -> bool:
    """Whether only figures and their conjunctions stand between: a list shares its concept."""
    return all(t.quantity >= 0 or t.word in {",", "and", "or", "to"} for t in between)


def _split(full: str) -> tuple[frozenset[str], str]:
    kinds, _, name = full.partition(".")
    return frozenset(kinds.split("|")), name


def kind_of(quantity: Quantity) -> str:
    """The dimension by which concepts are chosen: all moneys are one."""
    return dimension(quantity.unit or "").partition(":")[0]


def unclaimed(
    sentence: Sentence, index: int, grammar: Grammar, subject: Subject, concepts: Concepts
) -> Unclaimed | None:
    """The open attribute of a quantity, or None where its words do not say what it measures."""
    quantity = sentence.quantities[index]
    kind = kind_of(quantity)
    described = describe(grammar, quantity.start, quantity.end)
    words = {s: (w, role) for s, (w, role) in described.words.items() if s not in subject.stems}
    label = label_tokens(sentence)
    for token in label:
        if _telling(token, subject):
            words.setdefault(token.stem, (token.word, "label"))
    weights = {s: WEIGHT[role] for s, (_, role) in words.items()}
    _counted(quantity, kind, weights)
    noun = whole(quantity.unit or "") if kind == "count" else ()
    for hit in concepts.near(noun, kind):
        _take(hit, noun, weights)
    for hit, among in concepts.of(sentence, index, kind, label, weights):
        _take(hit, among, weights)
    _from_heading(sentence, kind, subject, concepts, words, weights)
    for said in (label, noun, sentence.tokens):
        concepts.unify(said, weights)
    if not weights:
        return _aside(sentence, index, grammar, subject)
    key = (f"{'^' if s in described.names else ''}{s}={w:g}" for s, w in sorted(weights.items()))
    return Unclaimed(_attribute(words, weights, quantity), tuple(key))


_PRONOUNS = frozenset({"he", "she", "i"})


def _aside(sentence: Sentence, index: int, grammar: Grammar, subject: Subject) -> Unclaimed | None:
    """What is told but meets nothing: the age of somebody only pointed at, a figure whose clause names nothing."""
    quantity = sentence.quantities[index]
    at = next(i for i, t in enumerate(sentence.tokens) if t.quantity == index)
    near = {t.word.lower() for t in sentence.tokens[max(0, at - 3) : at]}
    if quantity.unit == "year" and near & _PRONOUNS:
        return Unclaimed("age of a person", ())
    described = describe(grammar, quantity.start, quantity.end, whole=True) if quantity.unit else None
    said = [word for root, (word, _) in described.words.items() if root not in subject.stems] if described else []
    own = sentence.text[quantity.start - sentence.start : quantity.end - sentence.start]
    said = said or [t.word for t in whole(own) if kind_of(quantity) == "ratio" and _noun_like(t, subject)]
    return Unclaimed(" ".join(said[:3]).lower(), ()) if said else None


def _noun_like(token: Token, subject: Subject) -> bool:
    """Whether a word inside a rate says of what it is: the births in ``4.2 per 1,000 live births``."""
    return _telling(token, subject) and token.word.endswith("s")


def _telling(token: Token, subject: Subject) -> bool:
    return (
        token.word[0].isalpha() and len(token.word) > 2 and token.stem not in subject.stems and token.stem not in IDLE
    )


def _from_heading(
    sentence: Sentence,
    kind: str,
    subject: Subject,
    concepts: Concepts,
    words: dict[str, tuple[str, str]],
    weights: dict[str, float],
) -> None:
    """What the heading adds: its words where there are no others, its concept where there is none."""
    if not sentence.block.path:
        return
    heading = whole(sentence.block.path[-1])
    if not weights:
        for token in heading:
            if _telling(token, subject):
                words.setdefault(token.stem, (token.word, "heading"))
                weights.setdefault(token.stem, WEIGHT["heading"])
    if not any(w.startswith("@") for w in weights):
        for hit in concepts.near(heading, kind):
            weights.setdefault(f"@{hit.item[1]}", WEIGHT["modifier"])


def _counted(quantity: Quantity, kind: str, weights: dict[str, float]) -> None:
    """The noun that is counted belongs to the key: ``45 employees``."""
    if kind == "count" and quantity.unit and quantity.unit not in _PERSONAL:
        for word in quantity.unit.split():
            weights[stem(word)] = WEIGHT["unit"]


def _take(hit: Hit[tuple[frozenset[str], str]], words: Sequence[Token], weights: dict[str, float]) -> None:
    """Put a concept into the key in place of the words that stand for it."""
    weights[f"@{hit.item[1]}"] = WEIGHT["head"]
    for token in words[hit.first : hit.last + 1]:
        if token.stem in weights:
            weights[token.stem] = WEIGHT["heading"]
    weights.pop(stem(hit.item[1]), None)


def _attribute(words: dict[str, tuple[str, str]], weights: dict[str, float], quantity: Quantity) -> str:
    """A short plain label: the concept or head first, then what sets it apart."""
    concept = sorted(s[1:] for s in weights if s.startswith("@"))
    plain = [
        w.lower() if w[1:].islower() else w for s, (w, role) in words.items() if s in weights and role != "heading"
    ][:4]
    unit = (
        [quantity.unit] if quantity.unit and dimension(quantity.unit) == "count" and quantity.unit not in plain else []
    )
    parts = list(dict.fromkeys([*plain[:3], *concept[:1], *unit]))
    return " ".join(parts) if parts else " ".join(w.lower() for w, _ in words.values())
