"""Where open claims of different documents meet: the same attribute in other words.

Two open claims meet when words and values together make it likely enough, nothing sets them apart, and each is the
other's best match in its document by a margin.  In doubt they stay apart: a missed meeting is silent, a wrong one is a
false conflict.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from auditor.alignment.evidence import agreeing, evidence
from auditor.alignment.likeness import (
    NAMES,
    Keyed,
    apart,
    astray,
    bare,
    clash,
    keyed,
    likeness,
    sameness,
    slender,
    weighed,
)
from auditor.model import Claim, Interval, Reading
from auditor.units import base as unit_base
from auditor.units import convert, dimension

ENOUGH = 0.66
ENOUGH_FOR_SLIPS = 0.5
ENOUGH_FOR_EQUALS = 0.33
"""How likely it must be that two claims speak of one attribute: where figures differ, where one looks like a slip of
the other, and where they agree."""
LEAST = 0.08
"""Words must share at least so much, whatever the values say ..."""
TELLING = 0.45
"""... unless the values alone say so much."""
CLASH = 0.3
"""What it costs to name different measures: equal figures outweigh it, others never do."""
RARE = 0.15
"""What it adds that neither document has another figure of that dimension, but for dimensions met ``EVERYWHERE``."""
EVERYWHERE = frozenset({"count", "ratio", "time", "date", "money", "length"})
MARGIN = 0.04
ENOUGH_FOR_NAMES = 0.62
ASTRAY = 0.12
"""What it costs, for different figures, that each claim has words of its own: two things, then, rather than two views.
"""
SERIES = 0.9
"""So alike are the words of figures that one document gives for several years."""
SAME_TIME = 0.1
"""What it adds to speak of the same year, and costs to speak of another."""
COMMON = 400
"""A word that more claims than this share is no way to find candidates."""

STRONGEST = 9.0
Link: TypeAlias = tuple[float, str, str]
"""Two claims that meet, after how strongly (negative, so that the strongest sorts first)."""


def align(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Give open claims that meet one attribute; all others keep an attribute of their own."""
    first: dict[tuple[str, tuple[str, ...], Reading], str] = {}
    same = {c.id: first.setdefault(_statement(c), c.id) for c in claims if c.open}
    opened = weighed([keyed(claim) for claim in claims if same.get(claim.id) == claim.id])
    names = _named(_groups(opened), {c.attribute for c in claims if not c.open})
    return tuple(replace(c, attribute=names[same[c.id]]) if c.open else c for c in claims)


def _statement(claim: Claim) -> tuple[str, tuple[str, ...], Reading]:
    """What makes two open claims one statement, however many documents repeat it; one without a key is its own."""
    return (claim.attribute if claim.key else claim.id), claim.key, claim.reading


def score(a: Keyed, b: Keyed, chances: int = 1) -> float:
    """How likely it is that two claims speak of one attribute; 0 where something sets them apart.

    ``chances`` is how many pairs of figures of this dimension their documents have.
    """
    if a.kind != b.kind or apart(a, b) or _countless(a, b):
        return 0.0
    if a.kind in NAMES:
        alike = sameness(a, b)
        return alike if alike >= ENOUGH_FOR_NAMES else 0.0
    values, words = evidence(a, b, chances), likeness(a, b)
    times = 0.0 if not a.time or not b.time else SAME_TIME if a.time == b.time else -SAME_TIME
    if a.claim.key == b.claim.key and len(a.claim.key) > 1:
        return 1.0 + max(values, 0.0) + times
    if words < LEAST and values < TELLING:
        return 0.0
    if clash(a, b):
        words -= CLASH
        if values <= 0:
            return 0.0
    if values < 0 and bare(a, b):
        return 0.0
    if values <= 0:
        if slender(a, b):
            return 0.0
        words -= ASTRAY * astray(a, b)
    return words + values + times + (RARE if chances == 1 and words > 0 and a.kind not in EVERYWHERE else 0.0)


def _countless(a: Keyed, b: Keyed) -> bool:
    """Whether different things are counted: nouns that are neither equal nor one concept."""
    x, y = a.claim.reading.value, b.claim.reading.value
    if a.kind != "count" or not isinstance(x, Interval) or not isinstance(y, Interval):
        return False
    same = a.concepts & b.concepts or {w for w in a.weights.keys() & b.weights.keys() if w.startswith("~")}
    return bool(x.unit and y.unit) and x.unit != y.unit and not same and not {"people", "person"} & {x.unit, y.unit}


def _groups(opened: Sequence[Keyed]) -> list[list[Keyed]]:
    """Connected best matches, strongest first; a group never takes in what is apart from one of its members."""
    best = _best(opened)
    source = {each.claim.id: each.source for each in opened}
    mutual = {_link(a, b, s) for (a, _), (b, s) in best.items() if best.get((b, source[a]), ("", 0.0))[0] == a}
    edges = sorted(mutual | _in_series(opened))
    of = {each.claim.id: [each] for each in opened}
    for _, a, b in edges:
        one, two = of[a], of[b]
        if one is not two and _joinable(one, two):
            one += two
            of.update({each.claim.id: one for each in two})
    unique = {id(group): sorted(group, key=lambda k: k.claim.id) for group in of.values()}
    return sorted(unique.values(), key=lambda group: group[0].claim.id)


def _joinable(one: Sequence[Keyed], two: Sequence[Keyed]) -> bool:
    """Groups join unless members of them are apart, or a document would contradict itself by it."""
    return not any(apart(a, b) or a.kind != b.kind or _own(a, b) for a in one[:8] for b in two[:8])


def _own(a: Keyed, b: Keyed) -> bool:
    """Whether one document gives two figures that are no series over the years: two attributes, then."""
    return a.source == b.source and a.claim.reading.value != b.claim.reading.value and not _series(a, b)


def _series(a: Keyed, b: Keyed) -> bool:
    """Whether one document gives one attribute for two years."""
    years = a.time, b.time
    return a.source == b.source and all(years) and years[0] != years[1] and likeness(a, b) >= SERIES


def _in_series(opened: Sequence[Keyed]) -> set[Link]:
    """Links between the figures of a series, stronger than any other."""
    of: dict[tuple[str, str], list[Keyed]] = defaultdict(list)
    for each in opened:
        if each.time:
            of[each.source, each.kind].append(each)
    pairs = ((a, b) for group in of.values() for i, a in enumerate(group) for b in group[i + 1 :])
    return {_link(a.claim.id, b.claim.id, STRONGEST) for a, b in pairs if _series(a, b)}


def _link(a: str, b: str, strength: float) -> Link:
    first, second = sorted((a, b))
    return -strength, first, second


def _best(opened: Sequence[Keyed]) -> dict[tuple[str, str], tuple[str, float]]:
    """(claim, other source) -> the claim there that it most likely meets, where that is likely enough and clear."""
    near = _near(opened)
    population = _population(opened)
    found: dict[tuple[str, str], tuple[str, float]] = {}
    for index, each in enumerate(opened):
        ranked: dict[str, list[tuple[float, Keyed]]] = defaultdict(list)
        for i in near(index):
            other = opened[i]
            chances = max(1, population[each.source, _size(each)] * population[other.source, _size(other)])
            chance = score(each, other, chances)
            if chance >= _enough(each, other):
                ranked[other.source].append((chance, other))
        for source, options in ranked.items():
            top = _clear(options)
            if top:
                found[each.claim.id, source] = top
    return found


def _near(opened: Sequence[Keyed]) -> Callable[[int], list[int]]:
    """Candidates of a claim: those of other documents that share a word or the value."""
    by: dict[Hashable, list[int]] = defaultdict(list)
    for index, each in enumerate(opened):
        for handle in _handles(each):
            by[handle].append(index)

    def near(index: int) -> list[int]:
        mine = opened[index]
        found = {i for handle in _handles(mine) if len(by[handle]) <= COMMON for i in by[handle]}
        return sorted(i for i in found if opened[i].source != mine.source)

    return near


def _handles(each: Keyed) -> Iterator[Hashable]:
    yield from each.weights
    value = each.claim.reading.value
    if isinstance(value, Interval):
        yield value.low, value.high


def _population(opened: Sequence[Keyed]) -> Mapping[tuple[str, str], int]:
    """(source, dimension and order of magnitude) -> how many figures it has: what can be mistaken for another."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for each in opened:
        counts[each.source, _size(each)] += 1
    return counts


def _enough(a: Keyed, b: Keyed) -> float:
    if agreeing(a, b):
        return ENOUGH_FOR_EQUALS
    return ENOUGH_FOR_SLIPS if evidence(a, b) > 0 else ENOUGH


def _size(each: Keyed) -> str:
    value = each.claim.reading.value
    if not isinstance(value, Interval):
        return each.kind
    end = value.high if value.high is not None else value.low
    base = (
        convert(end, value.unit, unit_base(value.unit)) if end is not None and dimension(value.unit) != "count" else end
    )
    return f"{dimension(value.unit)} {base.adjusted() if base else 0}"


def _clear(options: Sequence[tuple[float, Keyed]]) -> tuple[str, float] | None:
    """The likeliest option, unless another with a different value is as likely."""
    ordered = sorted(options, key=lambda o: (-o[0], o[1].claim.id))
    top = ordered[0]
    for chance, other in ordered[1:]:
        if top[0] - chance >= MARGIN:
            break
        if other.claim.reading.value != top[1].claim.reading.value and not _series(top[1], other):
            return None
    return top[1].claim.id, top[0]


def _named(groups: Sequence[Sequence[Keyed]], taken: Iterable[str]) -> dict[str, str]:
    """Claim -> attribute: the shortest name in its group, with a number where another attribute has it already."""
    names: dict[str, str] = {}
    used = Counter(taken)
    for group in groups:
        name = min((each.claim.attribute for each in group), key=lambda n: (len(n), n))
        used[name] += 1
        label = name if used[name] == 1 else f"{name} ({used[name]})"
        used[label] += label != name
        names.update({each.claim.id: label for each in group})
    return names
