"""Which figures of different documents measure one thing: pairs scored by a logistic model, best matches joined.

The model weighs the features of a pair (``auditor.alignment.features``); its weights were fitted on annotated corpora
(``auditor.alignment.weights`` says how).  In doubt figures stay apart: a missed meeting is silent, a wrong one is a
false conflict, so figures that contradict each other must be more surely of one thing than figures that agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice
from math import log
from typing import TypeAlias

from auditor.alignment.context import Context
from auditor.alignment.evidence import ratio
from auditor.alignment.features import Field, interval
from auditor.alignment.likeness import likeness
from auditor.alignment.rows import told_twice
from auditor.alignment.weights import CONTRADICTIONS, MEETINGS
from auditor.comparison import compare
from auditor.content import Words
from auditor.likelihood import mutual
from auditor.model import Claim, Relation

LIKELY = 0.1
"""How likely it must be that two figures measure one thing.  Low, as each must be the other's best match besides."""
SURE = 0.2
"""How likely it must be that figures which contradict each other do so on one thing, by the model of contradictions."""
BARELY = 0.12
"""The same for two figures that a third has brought together: that both are like the third says something already."""
WORLDS = log(10)
"""Figures that many times apart, and no slip of the pen, are of two things."""
SURELY = 0.6
"""How likely it must be that a figure which a rule reads and one that none reads measure one thing: the rule's cues
have said already that they differ."""
ELSEWHERE = 0.9
"""... and so likely for two of one name at different places of a sentence that stands in both documents."""
SERIES = 0.9
"""So alike are the words of figures that one document gives for several years."""
COMMON = 60
"""A word in more contexts than this is no way to find candidates ..."""
MET = 2000
"""So many pairs of a group are weighed at most, the first ones of a large group."""
CANDIDATES = 60
"""... and so many are looked at for a figure, those with most in common first."""

Pair: TypeAlias = frozenset[str]
"""Two claims, by their identifiers."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two figures, by their places, that measure one thing with this likelihood."""

    likelihood: float
    a: int
    b: int


def links(figures: Sequence[Context]) -> list[Link]:
    """Pairs of figures that are each other's best match in their documents, the likeliest first."""
    field = Field(figures)
    found = [
        Link(likelihood, a, b)
        for a, b, likelihood in mutual(_scored(figures, field), lambda place: figures[place].claim.source)
        if likelihood >= LIKELY
        and (likelihood >= SURELY or bool(figures[a].claim.rule) is bool(figures[b].claim.rule))
        and _recurs(figures[a]) is _recurs(figures[b])
        and not _doubtful(figures[a], figures[b], field)
    ]
    return sorted(found, key=lambda link: (-link.likelihood, link.a, link.b))


def _scored(figures: Sequence[Context], field: Field) -> dict[tuple[int, int], float]:
    """How likely it is for every candidate pair (the smaller place first)."""
    found: dict[tuple[int, int], float] = {}
    for one, others in enumerate(_candidates(figures, field)):
        for other in others:
            pair = min(one, other), max(one, other)
            if pair not in found:
                found[pair] = _likelihood(figures[pair[0]], figures[pair[1]], field)
    return found


def _candidates(figures: Sequence[Context], field: Field) -> Iterator[list[int]]:
    """For every figure those of its dimension in other documents that share a word or the value with it."""
    by: dict[Hashable, list[int]] = defaultdict(list)
    for place, each in enumerate(figures):
        for handle in _handles(each):
            by[each.keyed.kind, handle].append(place)
    for mine in figures:
        shared: dict[int, float] = defaultdict(float)
        for handle in _handles(mine):
            others = by[mine.keyed.kind, handle]
            worth = field.weight(frozenset({handle})) if isinstance(handle, str) else 5.0
            for other in others if len(others) <= COMMON else ():
                shared[other] += worth
        apart = [(-s, other) for other, s in shared.items() if _meets(figures[other].claim, mine.claim)]
        yield [other for _, other in sorted(apart)[:CANDIDATES]]


def _meets(a: Claim, b: Claim) -> bool:
    """Whether two claims stand in different documents and are about the same subject."""
    return a.source != b.source and a.subject == b.subject


def _handles(each: Context) -> Iterator[Hashable]:
    """What a figure is found by, in an order that is always the same."""
    yield from sorted(each.sentence | each.heading | each.key)
    yield interval(each).low, interval(each).high


def _likelihood(a: Context, b: Context, field: Field) -> float:
    """How likely two figures measure one thing; a sentence that stands in both documents says it by its places."""
    if _verbatim(a, b):
        return 1.0 if _same_place(a, b) else ELSEWHERE * (a.claim.key == b.claim.key)
    return MEETINGS.likelihood(field.features(a, b))


def _verbatim(a: Context, b: Context) -> bool:
    """Whether two figures are told in the same words, or in the same sentence but for the figure."""
    return (len(a.words) > 1 and a.words == b.words) or (bool(a.words) and a.frame == b.frame)


def _same_place(a: Context, b: Context) -> bool:
    """Whether the same stands before both in their sentence, whatever the numbers."""
    return a.frame[:2] == b.frame[:2]


def _recurs(each: Context) -> bool:
    """Whether a figure says how often something comes again, which never meets a length: ``every 2 hours``."""
    return each.frame[1].lower().endswith("every")


def _doubtful(a: Context, b: Context, field: Field) -> bool:
    """Whether two figures contradict each other, and that is hardly because one of them is wrong."""
    judgement = compare(a.claim.reading, b.claim.reading, alike=True)
    if judgement.relation is not Relation.CONFLICT or _verbatim(a, b):
        return False
    if judgement.level == "apart" and ratio(interval(a), interval(b)) > WORLDS:
        return True
    return _strange(a, b, field, SURE)


def _strange(a: Context, b: Context, field: Field, sure: float) -> bool:
    """Whether figures that contradict each other are limited or measured otherwise, or unlikely to be of one thing."""
    if _parted(a.settings, b.settings) or _parted(a.limits | a.aside, b.limits | b.aside):
        return True
    return CONTRADICTIONS.likelihood(field.features(a, b)) < sure


def _parted(mine: Words, theirs: Words) -> bool:
    """Whether both are limited, and by nothing that they share."""
    return bool(mine) and bool(theirs) and mine.isdisjoint(theirs)


def groups(figures: Sequence[Context]) -> list[list[Context]]:
    """The figures that measure one thing, together; those of one rule always are."""
    of = {place: [place] for place in range(len(figures))}

    def join(one: list[int], two: list[int]) -> None:
        one += two
        of.update(dict.fromkeys(two, one))

    for a, b in (*_by_rule(figures), *_in_series(figures), *told_twice(figures)):
        if of[a] is not of[b]:
            join(of[a], of[b])
    for link in links(figures):
        one, two = of[link.a], of[link.b]
        same = figures[link.a].frame == figures[link.b].frame
        if one is not two and _joinable([figures[i] for i in one], [figures[i] for i in two], same):
            join(one, two)
    unique = {id(group): sorted(group) for group in of.values()}
    return [[figures[i] for i in group] for group in sorted(unique.values())]


def _by_rule(figures: Sequence[Context]) -> Iterator[tuple[int, int]]:
    """What rules say is one attribute."""
    first: dict[tuple[str, str], int] = {}
    for place, each in enumerate(figures):
        if each.claim.rule:
            yield first.setdefault((each.claim.subject, each.claim.attribute), place), place


def _in_series(figures: Sequence[Context]) -> Iterator[tuple[int, int]]:
    """The figures of a series: one attribute that one document gives for several years."""
    of: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for place, each in enumerate(figures):
        if each.keyed.time and not each.claim.rule:
            of[each.claim.source, each.claim.subject, each.keyed.kind].append(place)
    for group in of.values():
        for i, a in enumerate(group):
            yield from ((a, b) for b in group[i + 1 :] if _series(figures[a], figures[b]))


def _series(a: Context, b: Context) -> bool:
    return a.keyed.time != b.keyed.time and likeness(a.keyed, b.keyed) >= SERIES


def _joinable(one: Sequence[Context], two: Sequence[Context], same: bool) -> bool:
    """Groups join unless two rules read them, or a document would give two figures for one thing by it.

    ``same``: it is one sentence but for the figure that joins them, which says more than the other figures.
    """
    rules = {each.claim.attribute for each in (*one, *two) if each.claim.rule}
    return len(rules) < 2 and (same or not any(_own(a, b) for a in one for b in two))


def strangers(figures: Sequence[Context], found: Sequence[Sequence[Context]]) -> frozenset[Pair]:
    """Pairs of figures, by their claims, that a third brought together, and that hardly contradict each other.

    They are in one of the ``found`` groups, give different values, and nobody who gives two such values surely does so
    for one thing: to say that they contradict each other would say more than their sentences do.
    """
    field = Field(figures)
    strange: set[Pair] = set()
    for group in found:
        doubts: dict[Hashable, dict[Pair, bool]] = defaultdict(dict)
        for a, b in islice(combinations(group, 2), MET if len(group) > 2 else 0):
            if _contrary(a, b):
                doubt = not _verbatim(a, b) and _strange(a, b, field, BARELY)
                doubts[frozenset((_ends(a), _ends(b)))][frozenset((a.claim.id, b.claim.id))] = doubt
        for pairs in doubts.values():
            strange.update(pairs if all(pairs.values()) else ())
    return frozenset(strange)


def _contrary(a: Context, b: Context) -> bool:
    """Whether two figures of different documents, not both read by a rule, contradict each other as they stand."""
    if a.claim.source == b.claim.source or (a.claim.rule and b.claim.rule):
        return False
    return compare(a.claim.reading, b.claim.reading, alike=True).relation is Relation.CONFLICT


def _ends(each: Context) -> tuple[Decimal | None, Decimal | None]:
    value = interval(each)
    return value.low, value.high


def _own(a: Context, b: Context) -> bool:
    """Whether one document gives two figures that are no series over the years: two attributes, then."""
    if a.claim.source != b.claim.source or a.claim.reading.value == b.claim.reading.value:
        return False
    return not (a.keyed.time and b.keyed.time and _series(a, b))
