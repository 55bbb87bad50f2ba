"""Copies among the pages of a subject: a text that says nothing of its own is no independent voice.

A page whose every sentence stands in another page of the subject is a copy: it is counted once, as it can neither
agree nor disagree by itself.  A page that shares most of its sentences with another stays, as it may differ in the
figure that matters, but its agreement is said not to be independent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

ALIKE = 0.8
"""Pages that share so much of the sentences of both are near-copies."""
FEWEST = 3
"""A page of fewer sentences is no copy: two short notes may say the same."""
LOOKED_AT = 40
"""A sentence in more pages than this finds no copies: it is boilerplate."""


@dataclass(frozen=True, slots=True)
class Copies:
    """``copy_of``: pairs of a page and the one that holds all of it.  ``near``: pairs, with the share of sentences."""

    copy_of: tuple[tuple[int, int], ...]
    near: tuple[tuple[int, int, float], ...]


def copies(said: Sequence[frozenset[str]]) -> Copies:
    """The copies among pages by the hashes of their sentences; of equal pages the first is the original."""
    copy_of: dict[int, int] = {}
    first: dict[frozenset[str], int] = {}
    for place, each in enumerate(said):
        if len(each) >= FEWEST and first.setdefault(each, place) != place:
            copy_of[place] = first[each]
    kept = [place for place in range(len(said)) if place not in copy_of and len(said[place]) >= FEWEST]
    near: list[tuple[int, int, float]] = []
    for one, other, shared in _pairs(said, kept):
        small, large = (one, other) if len(said[one]) <= len(said[other]) else (other, one)
        share = shared / (len(said[one]) + len(said[other]) - shared)
        if shared == len(said[small]):
            copy_of.setdefault(small, large)
        elif share >= ALIKE:
            near.append((one, other, share))
    settled = {place: _original(place, copy_of) for place in copy_of}
    return Copies(
        tuple(sorted(settled.items())),
        tuple(each for each in near if each[0] not in settled and each[1] not in settled),
    )


def _original(place: int, copy_of: dict[int, int]) -> int:
    while place in copy_of:
        place = copy_of[place]
    return place


def _pairs(said: Sequence[frozenset[str]], kept: Sequence[int]) -> list[tuple[int, int, int]]:
    """Pairs of pages that share a sentence which few have, with how many sentences they share in all, sorted."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place in kept:
        for sentence in said[place]:
            holders[sentence].append(place)
    met: Counter[tuple[int, int]] = Counter()
    for places in holders.values():
        if 1 < len(places) <= LOOKED_AT:
            met.update((a, b) for i, a in enumerate(places) for b in places[i + 1 :])
    return [(a, b, len(said[a] & said[b])) for a, b in sorted(met)]
