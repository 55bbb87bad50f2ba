"""Two sets of names: open lists (``such as``) and sets said to be complete (``only``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from auditor.comparison.levels import Agreement, Level, agree, conflict, remark
from auditor.comparison.wording import choice as words
from auditor.comparison.wording import listed
from auditor.cues import stem
from auditor.model import Choice, Judgement, Relation, Severity

_IDLE = frozenset({"the", "a", "an", "of", "and", "or"})
_DENIALS = frozenset(map(stem, "no none unknown unclear not neither nothing".split()))
_NEGATIONS = _DENIALS | {stem("without"), stem("non")}
_EMPTY = frozenset(map(stem, "known clear definite specific particular established found yet cause pattern".split()))
"""Words beside a denial that name nothing: ``no clear pattern``, ``not yet known``; ``no fever`` names something."""


@dataclass(frozen=True, slots=True)
class Side:
    """A choice and whether its attribute takes one value only (a page has one language, a disease many drugs)."""

    value: Choice
    single: bool = False


@lru_cache(maxsize=65536)
def key(name: str) -> frozenset[str]:
    """What a name is compared by: its stems, without articles and the order of words.

    >>> key("upper motor neurons") == key("Upper motor neuron")
    True
    """
    marks = "".join(c if c.isalnum() else " " for c in name.casefold())
    return frozenset(stem(word) for word in marks.split() if word not in _IDLE) or frozenset({name.casefold()})


def same_name(x: str, y: str) -> bool:
    """Whether two names mean the same or one is the other with a word added (``dominant``, ``autosomal dominant``).

    >>> same_name("H. A. Moll", "Hanna Moll"), same_name("H. Moll", "Ada Moll")
    (True, False)
    """
    if _solid(x) == _solid(y):
        return True
    a, b = key(x), key(y)
    return (a <= b or b <= a or _initials(x, y) or _initials(y, x)) and a & _NEGATIONS == b & _NEGATIONS


_JOINT = re.compile(r"(?<=[^\W\d_])[-‐‑– ](?=[^\W\d_])")
_SOLID = 8


@lru_cache(maxsize=65536)
def _solid(name: str) -> str:
    """A name as one word, its last one by its stem: hyphens and gaps between parts are a matter of taste.

    A name shorter than that many letters, and every figure, keep theirs.  Letters are never passed over: dysphagia is
    no dysphasia, and most names that are a letter apart are two things.

    >>> _solid("fronto-temporal dementias") == _solid("Frontotemporal dementia"), _solid("A-B"), _solid("type 1-2")
    (True, 'a-b', 'type 1-2')
    """
    plain = _JOINT.sub("", name.casefold())
    return stem(plain) if len(plain) >= _SOLID and plain.isalpha() else name.casefold()


_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?)+(?=[A-Z][\w’'-]+)")


def _initials(short: str, long: str) -> bool:
    """Whether one is a person's name with initials where the other has the names: the first fits, the last is equal."""
    if not (found := _INITIALS.match(short)):
        return False
    return long[:1] == short[0] and long.casefold().endswith(f" {short[found.end() :].casefold()}")


def beyond(names: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """The names that none of the others matches."""
    known = tuple(others)
    return tuple(name for name in names if not any(same_name(name, other) for other in known))


def _fit(a: Choice, b: Choice) -> Agreement | None:
    mine, theirs = beyond(a.values, b.values), beyond(b.values, a.values)
    if not mine and not theirs and len(a.values) == len(b.values):
        return "equal"
    if not theirs:
        return "a contains b"
    return None if mine else "b contains a"


def _denied(a: Side, b: Side) -> Judgement | None:
    for one, other in ((a.value, b.value), (b.value, a.value)):
        if _denies(one) and not _denies(other):
            reason = f'one names {listed(other.values)}, the other says "{listed(one.values)}"'
            return conflict("none against some", reason, Severity.WARNING)
    return None


def _denies(value: Choice) -> bool:
    return bool(value.values) and all(key(name) & _DENIALS and key(name) <= _DENIALS | _EMPTY for name in value.values)


def _equal(a: Side, b: Side) -> Judgement | None:
    if _fit(a.value, b.value) != "equal":
        return None
    only = " as the only one" if a.value.exclusive and b.value.exclusive and len(a.value.values) == 1 else ""
    return agree("same names", f"both name {listed(a.value.values)}{only}", "equal")


def _complete(a: Side, b: Side) -> Judgement | None:
    if not (a.value.exclusive and b.value.exclusive):
        return None
    reason = f"each says that its list is complete, and the lists differ: {words(a.value)} against {words(b.value)}"
    return conflict("complete lists differ", reason)


def _besides(a: Side, b: Side) -> Judgement | None:
    for one, other in ((a.value, b.value), (b.value, a.value)):
        if one.exclusive and (more := beyond(other.values, one.values)):
            reason = f"one says {words(one)}, the other names {listed(more)}{_shared(one, other)}"
            return conflict("only, and others", reason)
    return None


def _shared(one: Choice, other: Choice) -> str:
    return " besides" if len(beyond(other.values, one.values)) < len(other.values) else ""


def _subset(a: Side, b: Side) -> Judgement | None:
    fit = _fit(a.value, b.value)
    if fit is None:
        return None
    long, short = (a.value, b.value) if fit == "a contains b" else (b.value, a.value)
    more = beyond(long.values, short.values)
    claim = " (said to be all there is)" if long.exclusive else ", and neither says that its list is complete"
    added = f"one list adds {listed(more)} to the other" if more else "one list names the same in other words"
    return agree("list inside a list", f"{added}{claim}", fit)


def _some(a: Side, b: Side) -> Judgement | None:
    mine, theirs = beyond(a.value.values, b.value.values), beyond(b.value.values, a.value.values)
    if len(mine) == len(a.value.values):
        return None
    shared = tuple(name for name in a.value.values if name not in mine)
    reason = f"both name {listed(shared)}; only one names {listed(mine)}, only the other {listed(theirs)}"
    return remark(Relation.OVERLAP, "some names shared", reason)


def _single(a: Side, b: Side) -> Judgement | None:
    if not (a.single or b.single):
        return None
    reason = f"one names {listed(a.value.values)}, the other {listed(b.value.values)}, where there can be but one"
    return conflict("one place, two names", reason)


def _apart(a: Side, b: Side) -> Judgement | None:
    reason = f"{listed(a.value.values)} and {listed(b.value.values)} are open lists that share no name: both may hold"
    return remark(Relation.NONE, "no name shared", reason)


LEVELS: tuple[Level[Side], ...] = (
    Level("none against some", "one names something, the other says that there is none or that it is unknown", _denied),
    Level("same names", "the same names on both sides", _equal),
    Level("complete lists differ", "both sides say only, and the sets differ", _complete),
    Level("only, and others", "one side says only, the other names something else", _besides),
    Level("list inside a list", "all names of one side stand in the other side's list", _subset),
    Level("some names shared", "open lists that share some names", _some),
    Level("one place, two names", "different names where the attribute takes one value", _single),
    Level("no name shared", "open lists that share nothing", _apart),
)
