"""What two figures of different documents have in common, as numbers: what the scorer weighs.

Every feature is one thing that a reviewer could check by eye: words shared close by, the same heading, equal values,
another unit.  Shares of words are weighed by rarity and lie between 0 and 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import fsum, log

from auditor.alignment.context import Context
from auditor.alignment.evidence import agreeing, beyond, digits, ratio, swapped
from auditor.alignment.likeness import apart, clash, likeness
from auditor.content import Words
from auditor.model import Interval
from auditor.thesaurus import same

PLACES = ("key", "near", "clause", "sentence", "heading", "around")
KINDS = ("count", "ratio", "time", "date", "money", "length")
CROWDED = ("date", "time", "ratio", "count")
"""Dimensions that a page has many figures of, so that words must tell them apart."""
MOST_SHARED = 12.0
"""Beyond so much in common, more words say nothing more."""
FARTHEST = 6.0
"""Beyond e to this power, figures are as far apart as can be."""
_SHARES = {place: (f"{place} both", f"{place} shorter", f"{place} shared") for place in PLACES}
"""Place -> the names of what is shared there: of the words of both, of the shorter, and in all."""
_SHARED_IN = {kind: f"{kind} shared" for kind in CROWDED}


class Field:
    """The figures of an audit as a whole: how rare each word is among them, and how many a document has of a kind."""

    def __init__(self, figures: Sequence[Context]) -> None:
        rare = Counter(word for each in figures for word in each.sentence | each.heading | each.key)
        self._weight = {word: log(1 + len(figures) / count) for word, count in rare.items()}
        self._unseen = log(1 + len(figures))
        self._crowd = Counter((each.claim.source, each.keyed.kind) for each in figures)
        self._totals: dict[Words, float] = {}

    def weight(self, words: Words) -> float:
        """How much some words say in all: rare ones say more.  Exact, so that the order of a set changes nothing."""
        known, unseen = self._weight.get, self._unseen
        return fsum([known(word, unseen) for word in words])

    def features(self, a: Context, b: Context) -> dict[str, float]:
        """The features of a pair of figures of one dimension from two documents."""
        crowd = self._crowd[a.claim.source, a.keyed.kind] * self._crowd[b.claim.source, b.keyed.kind]
        found = {"likeness": likeness(a.keyed, b.keyed)}
        for place, (both, shorter, shared) in _SHARES.items():
            mine, theirs = getattr(a, place), getattr(b, place)
            common, one, other = self.weight(mine & theirs), self._total(mine), self._total(theirs)
            found[both] = 2 * common / (one + other) if one + other else 0.0
            found[shorter] = common / min(one, other) if one and other else 0.0
            found[shared] = min(common, MOST_SHARED)
        found["synonyms"] = float(_synonyms(a.clause | a.key, b.clause | b.key))
        for kind, name in _SHARED_IN.items():
            found[name] = found["around shared"] * (a.keyed.kind == kind)
        return {**found, **_measures(a, b), **_values(a, b, crowd), **_units(a, b), **_limits(a, b)}

    def _total(self, words: Words) -> float:
        if words not in self._totals:
            self._totals[words] = self.weight(words)
        return self._totals[words]


def _synonyms(mine: Words, theirs: Words) -> int:
    left = theirs - mine
    return sum(1 for word in mine - theirs if not left.isdisjoint(same(word)))


def _measures(a: Context, b: Context) -> dict[str, float]:
    """Names of measures, rules, opposite kinds, and the year that each is for."""
    one, two = a.keyed, b.keyed
    ruled = a.claim.attribute == b.claim.attribute
    both = bool(a.claim.rule and b.claim.rule)
    return {
        "concepts": float(len(one.concepts & two.concepts)),
        "concept on one side": float(bool(one.concepts) != bool(two.concepts)),
        "other concepts": float(clash(one, two)),
        "opposite kinds": float(apart(one, two)),
        "one rule": float(both and ruled),
        "other rules": float(both and not ruled),
        "rule on one side": float(bool(a.claim.rule) != bool(b.claim.rule)),
        "same time": float(bool(one.time) and one.time == two.time),
        "other time": float(bool(one.time) and bool(two.time) and one.time != two.time),
    }


def _values(a: Context, b: Context, crowd: int) -> dict[str, float]:
    x, y = interval(a), interval(b)
    times = ratio(x, y)
    agreed = not beyond(x, y, times) and agreeing(a.keyed, b.keyed)
    far = 0.0 if agreed else min(FARTHEST, times)
    return {
        "values agree": float(agreed),
        "digits that agree": float(min(digits(x), digits(y))) if agreed else 0.0,
        "values equal": float((x.low, x.high) == (y.low, y.high)),
        "distance": far,
        "three times": float(far > log(3)),
        "ten times": float(far > log(10)),
        "digits swapped": float(swapped(x, y)),
        "same open ends": float((x.low is None, x.high is None) == (y.low is None, y.high is None)),
        "crowd": log(crowd),
        "alone": float(crowd == 1),
        "agree in a crowd": log(crowd) if agreed else 0.0,
    }


def _limits(a: Context, b: Context) -> dict[str, float]:
    """What only one of them is limited to: a whole or a part, and the aspects of its scope."""
    mine, theirs = dict(a.claim.reading.scope), dict(b.claim.reading.scope)
    return {
        "limited on one side": float(bool(a.limits) != bool(b.limits)),
        "limited otherwise": float(bool(a.limits) and bool(b.limits) and a.limits != b.limits),
        "scope on one side": float(len(mine.keys() ^ theirs.keys())),
        "scope shared": float(len(mine.items() & theirs.items())),
    }


def interval(each: Context) -> Interval:
    """The value of a figure."""
    value = each.claim.reading.value
    assert isinstance(value, Interval), "contexts are made of figures only"
    return value


def _units(a: Context, b: Context) -> dict[str, float]:
    x, y = interval(a).unit, interval(b).unit
    kind, shared = a.keyed.kind, bool(a.unit & b.unit)
    counted = kind == "count"
    elsewhere = bool(a.unit & b.sentence) or bool(b.unit & a.sentence)
    return {
        "same unit": float(bool(x) and x == y),
        "shared noun": float(shared),
        "no unit": float(not x or not y),
        "other noun": float(counted and bool(x) and bool(y) and not shared),
        "noun in the other's sentence": float(counted and elsewhere),
        **{each: float(kind == each) for each in KINDS},
    }
