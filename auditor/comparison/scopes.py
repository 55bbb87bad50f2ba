"""What two readings are limited to: the same thing, a part of the other, or something else.

An aspect that only one side states does not set two readings apart, but for some: a subtype of the subject is not the
whole of it; and where the values differ, an extreme (the most, the least, the exception) is not what is said in
general, what is said of a group not what is said of everybody, the figure of a stated year not that of none, nor what
holds under a condition what holds under none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias, TypeVar

from auditor.cues import stem
from auditor.model import ASPECTS, Scope

Places: TypeAlias = Mapping[str, tuple[str, ...]]
"""Place -> places directly or indirectly inside it."""

Standing: TypeAlias = Literal["same", "a in b", "b in a", "differs"]

_STATISTICS: tuple[tuple[str, str, str], ...] = (
    # family, group, words any of which names it; the first that fits wins
    ("measure", "cumulative incidence", "cumulative-incidence"),
    ("measure", "incidence", "incidence incident new newly birth-prevalence"),
    ("measure", "lifetime", "lifetime"),
    ("measure", "prevalence", "prevalence prevalent"),
    ("measure", "mortality", "mortality fatality"),
    ("level", "minimum", "minimum lowest shortest earliest youngest smallest least"),
    ("level", "maximum", "maximum highest longest latest oldest largest record"),
    ("level", "total", "total cumulative overall combined altogether aggregate sum"),
    ("level", "rare", "rare rarely seldom exceptional exceptionally occasional occasionally few sometimes"),
    ("level", "median", "median"),
    ("level", "mean", "mean average"),
    ("level", "typical", "typical typically usual usually normal normally common commonly general generally"),
    ("level", "typical", "often most mostly many majority peak mode"),
)
_CENTRAL = {
    "typical": frozenset({"mean", "median", "typical"}),
    "mean": frozenset({"mean", "typical"}),
    "median": frozenset({"median", "typical"}),
}
_IDLE_WORDS = """the a an of in with who have has had is are was be for by at to and or those these people persons
    person patients patient individuals individual cases case affected subjects participants everyone all most majority
    many some estimated reported""".split()
_IDLE = frozenset(_IDLE_WORDS) | frozenset(map(stem, _IDLE_WORDS))
_NEGATIONS = frozenset({"no", "not", "without", "non", "never", "neither"})
_STARTS: tuple[tuple[str, frozenset[str], frozenset[str]], ...] = tuple(
    (name, frozenset(map(stem, marks.split())), frozenset(map(stem, (marks + " " + others).split())))
    for name, marks, others in (
        ("symptom onset", "onset symptom sign", "first initial begin start appear appearance disease illness age"),
        ("diagnosis", "diagnosis diagnosed", "being time date moment first initial"),
        ("birth", "birth born", "being time date live"),
    )
)
"""Reference point, words one of which names it, words that may stand beside them."""
_PLACES = {
    "us": "united states", "usa": "united states", "u s": "united states", "u s a": "united states",
    "america": "united states", "united states of america": "united states", "uk": "united kingdom",
    "u k": "united kingdom", "britain": "united kingdom", "great britain": "united kingdom", "world": "worldwide",
    "global": "worldwide", "globally": "worldwide", "around world": "worldwide", "eu": "european union",
}  # fmt: skip
WORLD = "worldwide"
_PERIODS = {
    stem(word): per
    for per, said in (("year", "annual yearly annum annually"), ("month", "monthly"), ("week", "weekly"))
    for word in said.split()
}
_PEOPLE = {
    stem(word): stem(name)
    for name, said in (("male", "boys males"), ("female", "girls females"), ("birth", "births newborns newborn born"))
    for word in said.split()
}
"""Words for one group of people: what befalls boys befalls males, and newborn males are male births."""
_LIST = re.compile(r",|;|/| and | or ")
_AND = re.compile(r"/|;| and | or |,.*,")
_MARKS = re.compile(r"[\W_]+")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Difference:
    """An aspect on which two scopes differ: both values as stated and how they stand to each other."""

    aspect: str
    a: str
    b: str
    standing: Standing
    alone: bool = False
    """Whether only one side states it."""


def differences(a: Scope, b: Scope, places: Places) -> tuple[Difference, ...]:
    """Every aspect that both state and that is not the same, in the order of ``ASPECTS``."""
    if a == b:
        return ()
    mine, theirs = dict(a), dict(b)
    alone = {aspect for aspect, whole in _ALONE.items() if _complete(aspect, whole, mine, theirs)}
    both = (aspect for aspect in ASPECTS if mine.get(aspect) and theirs.get(aspect))
    found = (
        Difference(name, mine[name], theirs[name], stand(name, mine[name], theirs[name], places), name in alone)
        for name in both
    )
    return tuple(difference for difference in found if difference.standing != "same")


_ALONE = {
    "subtype": "the whole",
    "statistic": "typical",
    "time": "no stated time",
    "population": "everybody",
    "condition": "no condition",
}
"""Aspects whose silence says something: which value it stands for."""
SOFT = frozenset({"statistic", "time", "population", "condition"})
"""Of these, the aspects that set nothing apart where the values agree."""
_EXTREME = frozenset({"minimum", "maximum", "rare"})


def _complete(aspect: str, whole: str, mine: dict[str, str], theirs: dict[str, str]) -> bool:
    """Where one side alone states an aspect in a way that sets it apart, give the other what its silence means."""
    for one, other in ((mine, theirs), (theirs, mine)):
        said = one.get(aspect)
        if said and not other.get(aspect) and (aspect != "statistic" or canonical(aspect, said) & _EXTREME):
            other[aspect] = whole
            return True
    return False


def stand(aspect: str, a: str, b: str, places: Places) -> Standing:
    """How two values of one aspect stand to each other."""
    if a.casefold() == b.casefold():
        return "same"
    if aspect == "statistic":
        return _statistic(a, b)
    if aspect == "place":
        return _standing(_places(a), _places(b), _inside(places))
    if aspect in ("population", "condition") and _ALONE[aspect] in (a, b):
        return "a in b" if b == _ALONE[aspect] else "b in a"
    if aspect == "subtype" and "the whole" in (a, b):
        return "a in b" if b == "the whole" else "b in a"
    if aspect == "population":
        return _standing(_items(a), _items(b), _within_words)
    mine, theirs = canonical(aspect, a), canonical(aspect, b)
    if not mine or not theirs or mine == theirs:
        return "same"
    if aspect in ("comparator", "condition") and _within_words(mine, theirs) != _within_words(theirs, mine):
        return "same"
    return "differs"


@lru_cache(maxsize=65536)
def canonical(aspect: str, value: str) -> frozenset[str]:
    """A scope value as a set of stems: what it is compared by, and what two ways of saying it have in common.

    >>> canonical("from", "onset of symptoms") == canonical("from", "the first signs and symptoms")
    True
    """
    if aspect == "statistic":
        return frozenset(group for _, group in _groups(value)) or words(value)
    if aspect == "place":
        return frozenset(_places(value))
    if aspect == "period":
        return frozenset(_PERIODS.get(word, word) for word in words(value) - {"per", "each", "every"})
    if aspect == "from":
        return _from(words(value))
    return words(value)


def _from(stems: frozenset[str]) -> frozenset[str]:
    for name, marks, others in _STARTS:
        if stems & marks and stems <= others:
            return frozenset({name})
    return stems


@lru_cache(maxsize=65536)
def words(value: str) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    return frozenset(stem(word) for word in _MARKS.sub(" ", value.casefold()).split() if word not in _IDLE) - _IDLE


@lru_cache(maxsize=65536)
def _groups(value: str) -> tuple[tuple[str, str], ...]:
    """(family, group) of each family that a statistic names."""
    said = value.casefold().replace("-", " ").split()
    found: dict[str, str] = {}
    for family, group, names in _STATISTICS:
        for name in names.split():
            if family not in found and all(part in said for part in name.split("-")):
                found[family] = group
    return tuple(found.items())


def _statistic(a: str, b: str) -> Standing:
    mine, theirs = dict(_groups(a)), dict(_groups(b))
    if not mine and not theirs:
        alike = words(a) <= words(b) or words(b) <= words(a)
        return "same" if alike else "differs"
    shared = mine.keys() & theirs.keys()
    same = all(mine[f] == theirs[f] or theirs[f] in _CENTRAL.get(mine[f], ()) for f in shared)
    return "same" if same else "differs"


def _standing(mine: Sequence[T], theirs: Sequence[T], inside: Callable[[T, T], bool]) -> Standing:
    """Compare two lists of populations or places: one is a part where each of its items lies inside some other's."""
    if not mine or not theirs:
        return "same"
    down = all(any(inside(x, y) for y in theirs) for x in mine)
    up = all(any(inside(y, x) for x in mine) for y in theirs)
    if down and up:
        return "same"
    return "a in b" if down else "b in a" if up else "differs"


@lru_cache(maxsize=65536)
def _items(value: str) -> tuple[frozenset[str], ...]:
    parts = (value,) if " with" in value else tuple(_LIST.split(value))
    return tuple(stems for part in parts if (stems := frozenset(_PEOPLE.get(word, word) for word in words(part))))


def _within_words(x: frozenset[str], y: frozenset[str]) -> bool:
    """Whether whoever is described by ``x`` is also described by ``y``: more words describe fewer."""
    return y <= x and x & _NEGATIONS == y & _NEGATIONS


def _inside(places: Places) -> Callable[[str, str], bool]:
    outer = _insides(tuple((place, tuple(inner)) for place, inner in places.items()))

    def inside(x: str, y: str) -> bool:
        return y in (x, WORLD) or y in outer.get(x, ()) or words(y) < words(x)

    return inside


@lru_cache(maxsize=65536)
def _places(value: str) -> tuple[str, ...]:
    """The places that a value names, by their canonical names; ``nationwide`` names none, ``Ontario, Canada`` one."""
    found = []
    for part in _LIST.split(value.casefold()) if _AND.search(value) else (value.casefold(),):
        name = " ".join(word for word in _MARKS.sub(" ", part).split() if word not in ("the", "in"))
        if name and name != "nationwide":
            found.append(_PLACES.get(name, name))
    return tuple(found)


@lru_cache(maxsize=16)
def _insides(places: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, frozenset[str]]:
    """Place -> every place that it lies in, at any depth."""
    direct: dict[str, set[str]] = {}
    for outer, inner in places:
        for place in inner:
            direct.setdefault(_name(place), set()).add(_name(outer))
    return {place: _ancestors(place, direct) for place in direct}


def _ancestors(place: str, direct: Mapping[str, set[str]]) -> frozenset[str]:
    seen: set[str] = set()
    ahead = [place]
    while ahead:
        for outer in direct.get(ahead.pop(), ()):
            if outer not in seen:
                seen.add(outer)
                ahead.append(outer)
    return frozenset(seen)


def _name(place: str) -> str:
    return next(iter(_places(place)), place.casefold())
