"""Which sentences of different documents say the same or deny it: scored by a logistic model, best matches joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from math import fsum, log

from auditor.content import Words
from auditor.extraction.restated.said import Said
from auditor.extraction.restated.weights import MEETINGS
from auditor.likelihood import mutual
from auditor.thesaurus import same

LIKELY = 0.08
"""How likely it must be that two sentences say or deny the same, besides being each other's best match."""
COMMON = 60
"""A word in more sentences than this is no way to find candidates."""
FEW = 120
"""Words are as rare as among so many sentences at least: in two short notes nothing is common."""
LEAST = 1.0
"""Two sentences share at least so many words that stand nowhere else, or more that do, to be looked at."""
MOST_SHARED, MOST_WORDS = 15.0, 8.0


class Field:
    """The sentences of an audit as a whole: how rare each word is among them."""

    def __init__(self, told: Sequence[Said]) -> None:
        counts = Counter(word for each in told for word in each.words)
        total = max(len(told), FEW)
        self._weight = {word: log(1 + total / count) for word, count in counts.items()}
        self._unseen = log(1 + total)
        self._totals = {id(each): self.weight(each.words) for each in told}
        alike: dict[Hashable, int] = {}
        self._content = {id(each): alike.setdefault(_content(each), len(alike)) for each in told}
        self._likely: dict[tuple[int, int], float] = {}
        self._others: dict[int, tuple[tuple[str, Words], ...]] = {}
        self._stretches: dict[tuple[int, int, int], float] = {}

    def likelihood(self, a: Said, b: Said) -> float:
        """How likely two sentences say or deny the same; sentences that libraries repeat are weighed once."""
        pair = self._content[id(a)], self._content[id(b)]
        found = self._likely.get(pair)
        if found is None:
            found = self._likely[pair] = MEETINGS.likelihood(self.features(a, b))
        return found

    def weight(self, words: Words) -> float:
        """How much some words say in all: rare ones say more.  Exact, so that the order of a set changes nothing."""
        known, unseen = self._weight.get, self._unseen
        return fsum([known(word, unseen) for word in words])

    def features(self, a: Said, b: Said) -> dict[str, float]:
        """What two sentences have in common, as numbers; shares are weighed by rarity."""
        shared = a.words & b.words
        common, one, other = self.weight(shared), self._totals[id(a)], self._totals[id(b)]
        lengths = len(a.roots), len(b.roots)
        left = b.words - shared
        synonyms = sum([1 for word, others in self._synonyms(a) if word not in shared and not left.isdisjoint(others)])
        return {
            "of both": 2 * common / (one + other),
            "of the shorter": common / min(one, other),
            "shared": min(common, MOST_SHARED),
            "words": min(float(len(shared)), MOST_WORDS),
            "window": self._window(a, b, shared, common),
            "headings": self._headings(a, b),
            "heading in the other": min(6.0, self._common(a.heading, b.words) + self._common(b.heading, a.words)),
            "synonyms": min(3.0, float(synonyms)),
            "names": min(4.0, float(len(a.names & b.names))),
            "other names": float(bool(a.names) and bool(b.names) and not a.names & b.names),
            "one denies": float(a.denied is not b.denied),
            "length": log(max(lengths)),
            "other length": abs(log(lengths[0] / lengths[1])),
            "rarest": max([self._weight[word] for word in shared], default=0.0),
            "figures on one side": float(bool(a.sentence.quantities) is not bool(b.sentence.quantities)),
        }

    def _window(self, a: Said, b: Said, shared: Words, common: float) -> float:
        """How much of what stands between the first and the last shared word is shared."""
        inside = self._inside(a, shared) + self._inside(b, shared)
        return 2 * common / inside if inside else 0.0

    def _inside(self, each: Said, shared: Words) -> float:
        """How much the words say that stand from the first shared one to the last."""
        first, last = window(each, shared)
        place = id(each), first, last
        if place not in self._stretches:
            self._stretches[place] = self.weight(frozenset(filter(None, each.roots[first:last])))
        return self._stretches[place]

    def _headings(self, a: Said, b: Said) -> float:
        if not a.heading or not b.heading or a.heading.isdisjoint(b.heading):
            return 0.0
        return 2 * self.weight(a.heading & b.heading) / (self.weight(a.heading) + self.weight(b.heading))

    def _common(self, mine: Words, theirs: Words) -> float:
        return 0.0 if mine.isdisjoint(theirs) else self.weight(mine & theirs)

    def _synonyms(self, each: Said) -> tuple[tuple[str, Words], ...]:
        """The words of a sentence that have synonyms, with those and themselves."""
        content = self._content[id(each)]
        if content not in self._others:
            self._others[content] = tuple((word, others) for word in each.words if len(others := same(word)) > 1)
        return self._others[content]


def _content(each: Said) -> Hashable:
    """All of a sentence by which it is weighed."""
    return each.words, each.heading, each.names, each.roots, each.denied, bool(each.sentence.quantities)


def window(each: Said, shared: Words) -> tuple[int, int]:
    """The tokens from the first to behind the last shared word."""
    roots = each.roots
    for first, found in enumerate(roots):
        if found in shared:
            return first, next(last for last in range(len(roots), 0, -1) if roots[last - 1] in shared)
    return 0, 0


def links(told: Sequence[Said]) -> list[tuple[float, int, int]]:
    """Pairs of sentences that are each other's best match in their documents: (-likelihood, place, place), sorted."""
    field = Field(told)
    scored = {(a, b): field.likelihood(told[a], told[b]) for a, b in candidates(told, field)}
    return sorted(
        (-likelihood, a, b)
        for a, b, likelihood in mutual(scored, lambda place: told[place].document)
        if likelihood >= LIKELY and _enough(told[a], told[b])
    )


def _enough(a: Said, b: Said) -> bool:
    """Whether two sentences share enough to be shown side by side: three words, or two of which one is a name."""
    shared = a.words & b.words
    return len(shared) > 2 or (len(shared) == 2 and bool(shared & a.names & b.names))


def candidates(told: Sequence[Said], field: Field, least: float = LEAST) -> Iterator[tuple[int, int]]:
    """Pairs of sentences of different documents that share words which say at least so much in all (``LEAST``)."""
    by: dict[str, list[int]] = defaultdict(list)
    enough = least * field.weight(frozenset({""}))
    for place, each in enumerate(told):
        shared: dict[int, float] = defaultdict(float)
        for word in sorted(each.words):
            known = by[word]
            if len(known) <= COMMON:
                weight = field.weight(frozenset({word}))
                for other in known:
                    shared[other] += weight
            known.append(place)
        for other, weight in sorted(shared.items()):
            if weight >= enough and told[other].document != each.document:
                yield other, place


def groups(told: Sequence[Said]) -> list[list[tuple[Said, float]]]:
    """Sentences that say or deny the same, one of a document, each with the likelihood by which it came in."""
    of = {place: [(place, 1.0)] for place in range(len(told))}
    for negative, a, b in links(told):
        one, two = of[a], of[b]
        if {told[i].document for i, _ in one}.isdisjoint(told[i].document for i, _ in two):
            one[:] = [(i, min(sure, -negative)) for i, sure in (*one, *two)]
            of.update({i: one for i, _ in two})
    unique = {id(group): sorted(group) for group in of.values() if len(group) > 1}
    return [[(told[i], sure) for i, sure in group] for group in sorted(unique.values())]
