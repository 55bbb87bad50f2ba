"""Which names and answers of different documents are on one thing: open claims that share the words of their keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from auditor.alignment.evidence import agreeing
from auditor.alignment.likeness import Keyed, apart, sameness

ENOUGH, ENOUGH_FOR_EQUALS = 0.66, 0.62
"""How alike the keys must be where values differ, and where they agree."""
MARGIN = 0.04
"""By so much the best match must beat the next one that says something else."""
COMMON = 400
"""A word that more claims than this share is no way to find candidates."""


def groups(opened: Sequence[Keyed]) -> list[list[Keyed]]:
    """Connected best matches, strongest first; a group never takes in what is apart from one of its members."""
    best = _best(opened)
    source = {each.claim.id: each.source for each in opened}
    mutual = {
        (-strength, min(a, b), max(a, b))
        for (a, _), (b, strength) in best.items()
        if best.get((b, source[a]), ("", 0.0))[0] == a
    }
    of = {each.claim.id: [each] for each in opened}
    for _, a, b in sorted(mutual):
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
    return a.source == b.source and a.claim.reading.value != b.claim.reading.value


def _best(opened: Sequence[Keyed]) -> dict[tuple[str, str], tuple[str, float]]:
    """(claim, other source) -> the claim there that is most like it, where it is like enough and clearly so."""
    by: dict[str, list[Keyed]] = defaultdict(list)
    for each in opened:
        for word in each.weights:
            by[word].append(each)
    found: dict[tuple[str, str], tuple[str, float]] = {}
    for each in opened:
        near = {o.claim.id: o for word in each.weights if len(by[word]) <= COMMON for o in by[word]}
        ranked: dict[str, list[tuple[float, Keyed]]] = defaultdict(list)
        for _, other in sorted(near.items()):
            same = other.claim.subject == each.claim.subject
            if same and other.source != each.source and (alike := _alike(each, other)):
                ranked[other.source].append((alike, other))
        for other_source, options in ranked.items():
            if top := _clear(options):
                found[each.claim.id, other_source] = top
    return found


def _alike(a: Keyed, b: Keyed) -> float:
    """How alike two claims are, 0 where that is not enough for one to be on what the other is on."""
    if a.kind != b.kind or apart(a, b):
        return 0.0
    alike = sameness(a, b)
    return alike if alike >= ENOUGH_FOR_EQUALS and (alike >= ENOUGH or agreeing(a, b)) else 0.0


def _clear(options: Sequence[tuple[float, Keyed]]) -> tuple[str, float] | None:
    """The best option, unless another with a different value is as good."""
    ordered = sorted(options, key=lambda o: (-o[0], o[1].claim.id))
    top = ordered[0]
    for alike, other in ordered[1:]:
        if top[0] - alike >= MARGIN:
            break
        if other.claim.reading.value != top[1].claim.reading.value:
            return None
    return top[1].claim.id, top[0]
