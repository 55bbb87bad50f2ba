"""How alike two open claims are by their words: what they share, and what sets them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from auditor.cues import stem
from auditor.model import Claim, Interval
from auditor.thesaurus import root
from auditor.units import dimension

OPPOSITES = tuple(
    frozenset(pair.split())
    for pair in (
        "main second", "primary second", "primary secondary", "main secondary", "adult child", "adult kid", "woman man",
        "female male", "girl boy", "north south", "east west", "upper lower", "new old", "inner outer", "summer winter",
        "minimum maximum", "min max", "first last", "indoor outdoor", "day night", "front rear", "front back",
        "left right",
        "highest lowest", "high low", "open clos", "import export", "rural urban", "domestic foreign", "full reduc",
        "day weekend", "weekday weekend", "singl doubl", "wir wireles", "input output", "read writ", "first second",
        "first third", "second third", "hom away", "win loss", "win los", "birth death", "arriv depart", "start finish",
        "begin end", "gross net", "direct indirect", "long short", "wet dry", "recommend minimum", "storag operat",
        "adult student", "adult senior", "adult concession", "child student", "tertiary primary", "tertiary secondary",
        "weekend singl", "north east", "north west", "south east", "south west", "egg chick", "adult chick",
        "adult juvenil",
        "car lorry", "car truck", "construct maintenanc", "construct annual", "home guest", "largest smallest",
        "old young",
    )
)  # fmt: skip
"""Stems that name two kinds of a thing: a claim on the one is never a claim on the other."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """An open claim with its key unpacked: root or concept -> weight."""

    claim: Claim
    weights: Mapping[str, float]
    concepts: frozenset[str]
    kind: str
    names: frozenset[str] = frozenset()
    """The roots that are proper names."""

    @property
    def source(self) -> str:
        """The document that makes the claim."""
        return self.claim.source

    @property
    def time(self) -> str:
        """The year or edition that the claim is for, or nothing."""
        return dict(self.claim.reading.scope).get("time", "")


def keyed(claim: Claim) -> Keyed:
    """Unpack a claim's key."""
    weights: dict[str, float] = {}
    names: set[str] = set()
    for part in claim.key:
        word, _, weight = part.rpartition("=")
        plain = root(word.removeprefix("^"))
        weights[plain] = max(weights.get(plain, 0.0), float(weight))
        if word.startswith("^"):
            names.add(plain)
    return Keyed(claim, weights, frozenset(w for w in weights if w.startswith("@")), _kind(claim), frozenset(names))


def _kind(claim: Claim) -> str:
    """What can meet what: the dimension of a figure, or the kind of its value; what is counted is whole."""
    value = claim.reading.value
    if not isinstance(value, Interval):
        return type(value).__name__
    kind = dimension(value.unit).partition(":")[0]
    whole = all(end is None or end == end.to_integral_value() for end in (value.low, value.high))
    return kind if kind != "count" or (whole and "/" not in value.unit) else f"number {value.unit}"


NAMES = frozenset({"Choice", "Polarity"})
"""The kinds of claims whose keys say all: a name or an answer is met by its words alone."""
UNMATCHED = 0.3
"""How much a word that only one claim has counts against what both have: sentences differ in what else they say."""
RARITY = {1: 1.4, 2: 1.0}
"""What a word is worth that one, two claims of its document have; more claims, and it says little: ``USUAL``."""
USUAL = 0.7
THIN = 1.5
"""Less than so much in common is no ground to stand on: it counts for half."""


def likeness(a: Keyed, b: Keyed) -> float:
    """How much of their words two claims share, 0 to 1: Tversky's index over weighted words."""
    shared = only = 0.0
    for word, weight in a.weights.items():
        if word in b.weights:
            shared += min(weight, b.weights[word])
        else:
            only += weight
    only += sum(weight for word, weight in b.weights.items() if word not in a.weights)
    if not shared:
        return 0.0
    index = shared / (shared + UNMATCHED * only)
    return index if shared >= THIN and not _measures_alone(a, b) else 0.5 * index


def _measures_alone(a: Keyed, b: Keyed) -> bool:
    """Whether two claims share a measure and nothing else, while each names a thing of its own."""
    shared = a.weights.keys() & b.weights.keys()
    return bare(a, b) and _specific(a, shared) and _specific(b, shared)


def bare(a: Keyed, b: Keyed) -> bool:
    """Whether two claims have nothing in common but a measure."""
    return all(word in a.concepts for word in a.weights.keys() & b.weights.keys())


def _specific(each: Keyed, shared: Set[str]) -> bool:
    return any(
        weight >= 1 and word not in shared and word not in each.concepts for word, weight in each.weights.items()
    )


def sameness(a: Keyed, b: Keyed) -> float:
    """How alike two claims of names or answers are, 0 to 1; nothing where they share their owner only."""
    shared = a.weights.keys() & b.weights.keys()
    if not shared - {SUBJECT}:
        return 0.0
    common = sum(min(a.weights[word], b.weights[word]) for word in sorted(shared))
    total_a, total_b = sum(a.weights.values()), sum(b.weights.values())
    both, shorter = 2 * common / (total_a + total_b), common / min(total_a, total_b)
    return 0.65 * both + 0.35 * shorter if common >= 2 else 0.5 * both


SUBJECT = "(subject)"
"""What stands in a key for the subject of the page."""


def weighed(claims: Sequence[Keyed]) -> list[Keyed]:
    """The claims with every word weighed by how few claims of its document and kind have it."""
    counts = Counter((each.source, each.kind, word) for each in claims for word in each.weights)
    return [
        each
        if each.kind in NAMES
        else replace(
            each, weights={w: v * RARITY.get(counts[each.source, each.kind, w], USUAL) for w, v in each.weights.items()}
        )
        for each in claims
    ]


def apart(a: Keyed, b: Keyed) -> bool:
    """Whether two claims name opposite kinds of a thing, or other persons and places each."""
    only_a = {_plain(word) for word in a.weights.keys() - b.weights.keys()}
    only_b = {_plain(word) for word in b.weights.keys() - a.weights.keys()}
    if a.names and b.names and a.names <= only_a and b.names <= only_b:
        return True
    return any(
        (x in only_a and y in only_b) or (y in only_a and x in only_b) for x, y in (sorted(pair) for pair in _OPPOSED)
    )


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    """The root that a group of words (``~child``) goes by; other words as they are."""
    return root(stem(word[1:])) if word.startswith("~") else word


_OPPOSED = tuple(frozenset(map(root, pair)) for pair in OPPOSITES if len(set(map(root, pair))) == 2)


def clash(a: Keyed, b: Keyed) -> bool:
    """Whether two claims name different measures, each one that the other does not: a height and a width."""
    return bool(a.concepts - b.concepts and b.concepts - a.concepts)
