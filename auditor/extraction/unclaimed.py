"""Open claims: a quantity that no rule claims is kept under an attribute made from its own words.

Its key is what it meets its like by: stems of its head, verb, subject and modifiers, and the concepts (``@diameter``)
that everyday ways of naming a measure stand for, each with a weight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.cues import Hit, Matcher, Token, stem, tokens
from auditor.extraction.described import WEIGHT, describe
from auditor.extraction.grammar import Grammar
from auditor.extraction.screening import Sentence, label_tokens
from auditor.model import Quantity
from auditor.rules import Common
from auditor.subjects import Subject
from auditor.units import dimension

NEAR = 4
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
            (cue, (kinds, name)) for full, cues in common.concepts.items() for kinds, name in [_split(full)] for cue in cues
        )

    def near(self, words: Sequence[Token], kind: str) -> list[Hit[tuple[frozenset[str], str]]]:
        """Concept cues among the words that fit a dimension."""
        return [h for h in self._matcher.find(words) if "any" in h.item[0] or kind in h.item[0]]


def _split(full: str) -> tuple[frozenset[str], str]:
    kinds, _, name = full.partition(".")
    return frozenset(kinds.split("|")), name


def kind_of(quantity: Quantity) -> str:
    """The dimension by which concepts are chosen: all moneys are one."""
    return dimension(quantity.unit or "").partition(":")[0]


def unclaimed(sentence: Sentence, index: int, grammar: Grammar, subject: Subject, concepts: Concepts) -> Unclaimed | None:
    """The open attribute of a quantity, or None where its words do not say what it measures."""
    quantity = sentence.quantities[index]
    kind = kind_of(quantity)
    description = describe(grammar, quantity.start, quantity.end)
    words = {s: (w, role) for s, (w, role) in description.words.items() if s not in subject.stems}
    label = label_tokens(sentence.block)
    for token in label:
        if token.word[0].isalpha() and len(token.word) > 2 and token.stem not in subject.stems:
            words.setdefault(token.stem, (token.word, "label"))
    weights = {s: WEIGHT[role] for s, (_, role) in words.items()}
    _counted(quantity, kind, weights)
    _conceptual(sentence, index, kind, label, weights, concepts)
    if not weights and sentence.block.path:
        for token in tokens(sentence.block.path[-1], 0, len(sentence.block.path[-1])):
            if len(token.word) > 3 and token.stem not in subject.stems and token.word[0].isalpha():
                words.setdefault(token.stem, (token.word, "heading"))
                weights.setdefault(token.stem, WEIGHT["heading"])
    if not weights:
        return None
    return Unclaimed(_attribute(words, weights, quantity), tuple(f"{s}={w:g}" for s, w in sorted(weights.items())))


def _counted(quantity: Quantity, kind: str, weights: dict[str, float]) -> None:
    """The noun that is counted belongs to the key: ``45 employees``."""
    if kind == "count" and quantity.unit and quantity.unit not in _PERSONAL:
        for word in quantity.unit.split():
            weights[stem(word)] = WEIGHT["unit"]


def _conceptual(
    sentence: Sentence,
    index: int,
    kind: str,
    label: Sequence[Token],
    weights: dict[str, float],
    concepts: Concepts,
) -> None:
    """Add the concepts whose words are in the key or right beside the quantity; their own words then count for less."""
    at = next(i for i, t in enumerate(sentence.tokens) if t.quantity == index)
    for hit in concepts.near(sentence.tokens, kind):
        stems = [t.stem for t in sentence.tokens[hit.first : hit.last + 1]]
        gap = max(at - hit.last, hit.first - at) - 1
        if gap <= NEAR and not _crosses(sentence.tokens, at, hit) or any(s in weights for s in stems):
            _take(hit.item[1], stems, weights)
    for hit in concepts.near(label, kind):
        _take(hit.item[1], [t.stem for t in label[hit.first : hit.last + 1]], weights)


def _crosses(words: Sequence[Token], at: int, hit: Hit[tuple[frozenset[str], str]]) -> bool:
    first, last = (hit.last + 1, at) if hit.last < at else (at + 1, hit.first)
    return any(t.quantity >= 0 or t.word in ",;:" for t in words[first:last])


def _take(name: str, stems: Sequence[str], weights: dict[str, float]) -> None:
    weights[f"@{name}"] = WEIGHT["head"]
    for each in stems:
        weights.pop(each, None)


def _attribute(words: dict[str, tuple[str, str]], weights: dict[str, float], quantity: Quantity) -> str:
    """A short plain label: the concept or head first, then what sets it apart."""
    concept = sorted(s[1:] for s in weights if s.startswith("@"))
    plain = [w.lower() if w[1:].islower() else w for s, (w, role) in words.items() if s in weights and role != "heading"][:4]
    unit = [quantity.unit] if quantity.unit and dimension(quantity.unit) == "count" and quantity.unit not in plain else []
    parts = list(dict.fromkeys([*plain[:3], *concept[:1], *unit]))
    return " ".join(parts) if parts else " ".join(w.lower() for w, _ in words.values())
