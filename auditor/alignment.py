"""Where open claims of different documents meet: the same attribute in other words.

Two open claims meet when their keys are alike enough, nothing sets them apart, and each is the other's best match in
its document by a margin.  In doubt they stay apart: a missed meeting is silent, a wrong one is a false conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from auditor.comparison import compare
from auditor.model import Claim, Interval, Reading, Relation
from auditor.units import dimension

ENOUGH = 0.62
ENOUGH_FOR_EQUALS = 0.42
MARGIN = 0.05
COMMON_STEM = 400
"""A stem that more claims than this share says nothing about any of them."""

OPPOSITES = tuple(
    frozenset(pair.split())
    for pair in (
        "main second", "primary second", "primary secondary", "main secondary", "adult child", "adult kid", "woman man",
        "female male", "girl boy", "north south", "east west", "upper lower", "new old", "inner outer", "summer winter",
        "minimum maximum", "min max", "first last", "indoor outdoor", "day night", "front rear", "front back", "left right",
        "highest lowest", "high low", "open close", "import export", "rural urban", "domestic foreign", "full reduced",
        "day weekend", "weekday weekend", "length width", "single double", "wired wireless", "input output", "read write",
        "first second", "first third", "second third", "home away", "win loss", "win lose", "birth death", "arrive depart",
        "up down", "start finish", "begin end", "incom outgo", "gross net", "indirect direct", "long short", "wet dry",
        "install uninstall", "recommend minimum", "land sea", "storage operat", "male woman", "female man",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Keyed:
    """An open claim with its key unpacked: stem or concept -> weight."""

    claim: Claim
    weights: Mapping[str, float]

    @property
    def concepts(self) -> frozenset[str]:
        """The concepts in the key."""
        return frozenset(w for w in self.weights if w.startswith("@"))


def align(claims: Sequence[Claim], places: Mapping[str, tuple[str, ...]]) -> tuple[Claim, ...]:
    """Give open claims that meet one attribute; all others keep an attribute of their own."""
    opened = [keyed(c) for c in claims if c.open]
    groups = _groups(opened, places)
    names = _named(groups)
    return tuple(replace(c, attribute=names[c.id]) if c.open else c for c in claims)


def keyed(claim: Claim) -> Keyed:
    """Unpack a claim's key."""
    pairs = (part.rpartition("=") for part in claim.key)
    return Keyed(claim, {word: float(weight) for word, _, weight in pairs})


def likeness(a: Keyed, b: Keyed) -> float:
    """How alike two keys are, 0 to 1; 0 where something sets them apart."""
    if _kind(a.claim) != _kind(b.claim) or _apart(a, b):
        return 0.0
    shared = sum(min(a.weights[w], b.weights[w]) for w in a.weights if w in b.weights)
    if not shared:
        return 0.0
    total_a, total_b = sum(a.weights.values()), sum(b.weights.values())
    dice, inside = 2 * shared / (total_a + total_b), shared / min(total_a, total_b)
    return 0.5 * dice + 0.5 * inside if shared >= 2 else 0.5 * dice


def _kind(claim: Claim) -> str:
    value = claim.reading.value
    return dimension(value.unit).partition(":")[0] if isinstance(value, Interval) else "categorical"


def _apart(a: Keyed, b: Keyed) -> bool:
    """Whether two keys name different measures or opposite kinds of a thing."""
    if a.concepts and b.concepts and not a.concepts & b.concepts:
        return True
    only_a, only_b = set(a.weights) - set(b.weights), set(b.weights) - set(a.weights)
    return any(
        (pair & only_a and pair & only_b and len((pair & only_a) | (pair & only_b)) > 1) for pair in OPPOSITES
    )


def _score(a: Keyed, b: Keyed, places: Mapping[str, tuple[str, ...]]) -> float:
    """Likeness, raised where the values agree: equal figures are evidence, different ones are none against."""
    alike = likeness(a, b)
    if alike >= ENOUGH_FOR_EQUALS and _telling(a.claim.reading) and _agree(a.claim.reading, b.claim.reading, places):
        return min(1.0, alike + (ENOUGH - ENOUGH_FOR_EQUALS))
    return alike


def _agree(a: Reading, b: Reading, places: Mapping[str, tuple[str, ...]]) -> bool:
    judgement = compare(a, b, places)
    return judgement.relation is Relation.AGREE


def _telling(reading: Reading) -> bool:
    """Whether a value is unlikely to recur by chance: more than a small whole number."""
    value = reading.value
    if not isinstance(value, Interval):
        return True
    ends = [end for end in (value.low, value.high) if end is not None]
    return any(end != end.to_integral_value() or abs(end) > Decimal(12) for end in ends)


def _groups(opened: Sequence[Keyed], places: Mapping[str, tuple[str, ...]]) -> list[list[Keyed]]:
    best = _best(opened, places)
    parent = {k.claim.id: k.claim.id for k in opened}

    def root(at: str) -> str:
        while parent[at] != at:
            at = parent[at]
        return at

    members = {k.claim.id: [k] for k in opened}
    edges = sorted({(-s, *sorted((a, b))) for (a, _), (b, s) in best.items() if _mutual(best, opened, a, b)})
    for _, a, b in edges:
        one, two = root(a), root(b)
        if one != two and _joinable(members[one], members[two]):
            parent[two] = one
            members[one] += members.pop(two)
    return [sorted(group, key=lambda k: k.claim.id) for _, group in sorted(members.items())]


def _mutual(best: Mapping[tuple[str, str], tuple[str, float]], opened: Sequence[Keyed], a: str, b: str) -> bool:
    source = {k.claim.id: k.claim.source for k in opened} if len(opened) < 1 else _sources(opened)
    back = best.get((b, source[a]))
    return back is not None and back[0] == a


_known_sources: dict[int, dict[str, str]] = {}


def _sources(opened: Sequence[Keyed]) -> dict[str, str]:
    return {k.claim.id: k.claim.source for k in opened}


def _joinable(one: Sequence[Keyed], two: Sequence[Keyed]) -> bool:
    """Groups join unless most of their members are set apart from one another."""
    pairs = [(a, b) for a in one[:6] for b in two[:6]]
    alike = [likeness(a, b) for a, b in pairs]
    return min(alike) > 0 and sum(alike) / len(alike) >= ENOUGH_FOR_EQUALS


def _best(opened: Sequence[Keyed], places: Mapping[str, tuple[str, ...]]) -> dict[tuple[str, str], tuple[str, float]]:
    """(claim, other source) -> the claim there that it is most like, where it is enough and clear."""
    by_stem: dict[str, list[int]] = defaultdict(list)
    for index, each in enumerate(opened):
        for word in each.weights:
            by_stem[word].append(index)
    found: dict[tuple[str, str], tuple[str, float]] = {}
    for index, each in enumerate(opened):
        near = {i for w in each.weights if len(by_stem[w]) <= COMMON_STEM for i in by_stem[w]} - {index}
        ranked: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for i in sorted(near):
            other = opened[i]
            if other.claim.source != each.claim.source:
                score = _score(each, other, places)
                if score >= ENOUGH:
                    ranked[other.claim.source].append((score, other.claim.id))
        for source, options in ranked.items():
            top = _clear(options, opened)
            if top:
                found[each.claim.id, source] = top
    return found


def _clear(options: Iterable[tuple[float, str]], opened: Sequence[Keyed]) -> tuple[str, float] | None:
    """The best option, unless another with a different value is as good."""
    ordered = sorted(options, key=lambda o: (-o[0], o[1]))
    if len(ordered) > 1 and ordered[0][0] - ordered[1][0] < MARGIN:
        values = {k.claim.id: k.claim.reading.value for k in opened if k.claim.id in {ordered[0][1], ordered[1][1]}}
        if len(set(map(repr, values.values()))) > 1:
            return None
    return ordered[0][1], ordered[0][0]


def _named(groups: Sequence[Sequence[Keyed]]) -> dict[str, str]:
    """claim -> attribute: the shortest name in its group, made unique by a number where two groups share it."""
    names: dict[str, str] = {}
    taken: dict[str, int] = defaultdict(int)
    for group in groups:
        name = min((k.claim.attribute for k in group), key=lambda n: (len(n), n))
        taken[name] += 1
        label = name if taken[name] == 1 else f"{name} ({taken[name]})"
        names.update({k.claim.id: label for k in group})
    return names
