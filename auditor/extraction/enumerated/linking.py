"""Which lists of different documents are of one thing: those that share items and the words they stand among."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from math import fsum, log

from auditor.content import Words, words
from auditor.extraction.enumerated.rows import COMMON, FEWEST, Item, Listed, alike
from auditor.likelihood import mutual

SURE = 3
"""So many items in common say by themselves that two lists are of one thing."""
FEW = 120
"""Words are as rare as among so many lists at least."""
_WORD = re.compile(r"[^\W\d_][\w-]*")
LABEL = 4
"""An attribute is named by so many words at the most."""


def groups(listed: Sequence[Listed]) -> list[list[Listed]]:
    """Lists of one thing, one of a document; each is the best match of another."""
    weigh = _weights(listed)
    scored = {pair: score for pair in _pairs(listed) if (score := _alike(listed[pair[0]], listed[pair[1]], weigh))}
    of = {place: [place] for place in range(len(listed))}
    for _, a, b in sorted((-score, a, b) for a, b, score in mutual(scored, lambda place: listed[place].document)):
        one, two = of[a], of[b]
        if {listed[i].document for i in one}.isdisjoint(listed[i].document for i in two):
            one += two
            of.update(dict.fromkeys(two, one))
    unique = {id(group): sorted(group) for group in of.values() if len(group) > 1}
    return [[listed[i] for i in group] for group in sorted(unique.values())]


def _weights(listed: Sequence[Listed]) -> dict[str, float]:
    """How rare each word is among the lists and what they stand among."""
    counts = Counter(word for each in listed for word in each.context.union(*(item.roots for item in each.items)))
    return {word: log(1 + max(FEW, len(listed)) / count) for word, count in counts.items()}


def _pairs(listed: Sequence[Listed]) -> list[tuple[int, int]]:
    """Pairs of lists of different documents that share words of their items."""
    by: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(listed):
        for word in sorted(frozenset[str]().union(*(item.roots for item in each.items))):
            by[word].append(place)
    shared = Counter(
        (a, b)
        for places in by.values()
        if len(places) <= COMMON
        for i, b in enumerate(places)
        for a in places[:i]
        if listed[a].document != listed[b].document
    )
    return sorted(pair for pair, count in shared.items() if count >= FEWEST)


def _alike(one: Listed, other: Listed, weigh: dict[str, float]) -> float:
    """How much two lists share, 0 where that is too little for them to be of one thing."""
    met = [item for item in one.items if any(alike(item, each) for each in other.items)]
    back = [item for item in other.items if any(alike(item, each) for each in one.items)]
    count = min(len(met), len(back))
    context = one.context & other.context
    half = 2 * count > min(len(one.items), len(other.items))
    if count < FEWEST or not half or (count < SURE and not _told(one, other, met, context)):
        return 0.0
    return _weight(frozenset[str]().union(*(item.roots for item in met)) | context, weigh)


def _told(one: Listed, other: Listed, met: Sequence[Item], context: Words) -> bool:
    """Whether two lists that share two items are of one thing: by what they stand among, or as longer lists.

    Two plain words, as ``signs and symptoms``, go together wherever they stand, and ask for more.
    """
    if min(len(one.items), len(other.items)) >= SURE:
        return True
    plain = all(" " not in item.name and item.name == item.name.lower() for item in met)
    return len(context) >= (2 if plain else 1)


def _weight(words: Words, weigh: dict[str, float]) -> float:
    return fsum(weigh[word] for word in words)


def label(group: Sequence[Listed]) -> str:
    """The attribute in words that two lists stand among; in their first names where they share none."""
    counts = Counter(word for each in group for word in each.context)
    shared = frozenset(word for word, count in counts.items() if count > 1)
    short = min(group, key=lambda each: (len(each.sentence.tokens), each.document))
    block = short.sentence.block
    said = f"{block.path[-1] if block.path else ''} {block.label} {short.sentence.text}"
    told = [word.lower() for word in _WORD.findall(said) if words(word) & shared]
    names = " and ".join(item.name for item in short.items[:2])
    return " ".join(list(dict.fromkeys(told))[:LABEL]) or names
