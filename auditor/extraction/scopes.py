"""What a figure is limited to: statistic, reference point, population, place, period, time, condition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.cues import Hit, Matcher, Token, stem
from auditor.extraction.screening import Sentence, parts
from auditor.extraction.switched import switched
from auditor.extraction.times import era, horizon
from auditor.model import ASPECTS, Scope
from auditor.rules import Common

PEOPLE = frozenset(
    "person patient individual man woman child adult infant newborn baby male female boy girl teenager adolescent case "
    "veteran smoker carrier family parent sibling relative resident worker athlete those anyone student elderly senior "
    "survivor user customer member visitor voter household twin mother father daughter son descendant "
    "population".split()
)
VAGUE = frozenset(
    "person patient individual case people those anyone population form affected most many all some other with who "
    "us our we you have has the a an of in and or this that these condition disease disorder illness syndrome "
    "diagnosed living any every each no general their his her its one two three more than less at total such year "
    "age per on from to for by as is are be was were will can may not about between after before during over "
    "under into out up down when if while".split()
)
_VAGUE_STEMS = frozenset(stem(w) for w in VAGUE)
REACH = {"statistic": 9, "from": 12, "period": 9, "place": 40, "time": 6}

PEOPLES = {
    "american": "United States",
    "briton": "United Kingdom",
    "australian": "Australia",
    "canadian": "Canada",
    "german": "Germany",
}
"""A people that a figure counts, and its country."""
_INITIALS = frozenset({"us", "uk", "usa", "eu"})
"""Names that are a place in capitals only: ``us`` is not the US."""
_DOTTED = {"U.S": "United States", "U.K": "United Kingdom"}
_NOT_MEANS = frozenset({"means", "meant", "meaning"})
"""Words whose stem is that of the statistic ``mean``."""


@dataclass(frozen=True, slots=True)
class ScopeReader:
    """Finds scope cues in sentences; made once from what the packs share."""

    matcher: Matcher[tuple[str, str]]
    places: frozenset[str]

    @classmethod
    def of(cls, common: Common) -> ScopeReader:
        """A reader for the scope cues and the places of ``common``."""
        cues = [
            (cue, (aspect, value))
            for aspect, table in common.scope.items()
            for value, cs in table.items()
            for cue in cs
        ]
        names = sorted({name for whole, parts in common.places.items() for name in (whole, *parts)} - {"worldwide"})
        return cls(Matcher([*cues, *((name, ("place", name)) for name in names)]), frozenset(names))

    def hits(self, tokens: Sequence[Token]) -> list[Hit[tuple[str, str]]]:
        """Every scope cue of a sentence; a place counts only where it is written as a name."""
        found = [h for h in self.matcher.find(tokens) if tokens[h.first].word.lower() not in _NOT_MEANS]
        found = [h for h in found if tokens[h.first].word.lower() not in _INITIALS or tokens[h.first].word.isupper()]
        found = [h for h in found if h.item[0] != "period" or not _elsewhen(tokens, h)]
        found += _dotted(tokens)
        return [
            h
            for h in found
            if h.item[0] != "place" or h.item[1] not in self.places or tokens[h.first].word[:1].isupper()
        ]

    def of_quantity(self, sentence: Sentence, at: int, hits: Iterable[Hit[tuple[str, str]]]) -> dict[str, str]:
        """Aspect -> value for the quantity at token ``at``: the nearest cue of each aspect within its reach."""
        best: dict[str, tuple[int, str]] = {}
        places: list[str] = []
        for hit in hits:
            aspect, value = hit.item
            distance = self._distance(sentence.tokens, at, hit)
            if distance is None or distance > REACH.get(aspect, 9):
                continue
            if aspect == "place":
                places.append(value)
            elif aspect not in best or (distance, value) < best[aspect]:
                best[aspect] = (distance, value)
        scope = {aspect: value for aspect, (_, value) in best.items()}
        scope["time"] = scope.get("time") or era(sentence, at)
        token = sentence.tokens[at]
        conditions = scope.get("condition"), horizon(sentence, at), switched(sentence, token.start, token.end)
        scope["condition"] = ", ".join(filter(None, conditions))
        unit = sentence.quantities[sentence.tokens[at].quantity].unit if sentence.tokens[at].quantity >= 0 else None
        places += [PEOPLES[unit]] if unit in PEOPLES else []
        if places:
            scope["place"] = " and ".join(sorted(set(_widest(places))))
        return scope

    @staticmethod
    def _distance(tokens: Sequence[Token], at: int, hit: Hit[tuple[str, str]]) -> int | None:
        """How far a cue is from a quantity, in tokens; None beyond a boundary, dearer beyond another quantity."""
        if hit.first <= at <= hit.last:
            return 0
        first, last = (hit.last + 1, at) if hit.last < at else (at + 1, hit.first)
        between = tokens[first:last]
        if any(parts(t) for t in between) or (
            hit.item[0] != "statistic" and hit.last < at and _behind(tokens, hit.first)
        ):
            return None
        others = sum(1 for t in between if t.quantity >= 0)
        if hit.item[0] == "place":
            if (
                hit.first > at
                and any(t.word == "," for t in between)
                and any(t.quantity >= 0 for t in tokens[hit.last : hit.last + 4])
            ):
                return None
            leads = not any(t.quantity >= 0 for t in tokens[: hit.first])
            return len(between) if not others or (hit.last < at and leads) else None
        if others and hit.last < at and hit.item[0] == "from":
            return None
        return len(between) + 4 * others


_ELSEWHEN = frozenset({"earlier", "later", "ago", "before", "after", "afterwards", "old", "previously"})


def _elsewhen(tokens: Sequence[Token], hit: Hit[tuple[str, str]]) -> bool:
    """Whether ``a year`` is no period but a distance in time: ``3,900 a year earlier``."""
    behind = tokens[hit.last + 1].word.lower() if hit.last + 1 < len(tokens) else ""
    return behind in _ELSEWHEN and tokens[hit.first].word.lower() in {"a", "an", "one"}


def _dotted(tokens: Sequence[Token]) -> Iterator[Hit[tuple[str, str]]]:
    """Places written with points: ``the U.S.``."""
    for index in range(len(tokens) - 2):
        place = _DOTTED.get("".join(t.word for t in tokens[index : index + 3]))
        if place:
            yield Hit(("place", place), index, index + 2, 2)


def _behind(tokens: Sequence[Token], at: int) -> bool:
    """Whether what stands at ``at`` is said of a figure before it: ``12 years from diagnosis and 14 ...``."""
    for token in reversed(tokens[:at]):
        if token.quantity >= 0:
            return True
        if parts(token):
            return False
    return False


def _widest(places: list[str]) -> list[str]:
    """The names without those that are a part of a longer name found at the same spot (``York`` in ``New York``)."""
    return [p for p in places if not any(p != q and p in q for q in places)]


def population(words: Sequence[str], own: frozenset[str]) -> str:
    """The words that set a group apart, without the general ones and the subject's own; empty where none is left.

    >>> population("individuals with no known family history".split(), frozenset())
    'known family history'
    """
    kept = [w for w in words if w[:1].isalpha() and stem(w) not in _VAGUE_STEMS and stem(w) not in own]
    return " ".join(kept).lower()


def scope_of(found: Mapping[str, str], wanted: Sequence[str] = ()) -> Scope:
    """The scope as sorted pairs, limited to the aspects that are wanted (all where none is named)."""
    keep = wanted or ASPECTS
    return tuple((a, found[a]) for a in ASPECTS if found.get(a) and (a in keep or a in ("subtype", "time")))
