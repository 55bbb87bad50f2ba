"""What a figure is limited to: statistic, reference point, population, place, period, time, condition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.cues import Hit, Matcher, Token, stem
from auditor.extraction.screening import Sentence
from auditor.model import ASPECTS, Scope
from auditor.rules import Common
from auditor.units import convert, dimension

BOUNDARY = frozenset(";:—–")
CONTRAST = frozenset({"while", "whereas", "but", "although", "though", "however", "compared", "versus"})
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


def parts(token: Token) -> bool:
    """Whether a token parts two clauses: nothing on one side of it speaks of the other."""
    return token.word in BOUNDARY or token.word.lower() in CONTRAST


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
        scope["condition"] = ", ".join(filter(None, (scope.get("condition"), horizon(sentence, at))))
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


_SETS = frozenset({"in", "during", "for", "by", "of", "until", "since"})


def years(sentence: Sentence, at: int, events: frozenset[int] = frozenset()) -> str:
    """The calendar year that a figure is for: behind it, or opening its sentence; the year of an event is none.

    ``events`` are the tokens of words such as ``opened`` and ``founded``: a year near one of them dates the event.
    """
    best: tuple[int, str] | None = None
    for index, token in enumerate(sentence.tokens):
        if token.quantity < 0 or index == at or any(abs(index - e) <= EVENT for e in events):
            continue
        quantity = sentence.quantities[token.quantity]
        if not quantity.unit or dimension(quantity.unit) != "date" or quantity.low is None:
            continue
        between = sentence.tokens[min(index, at) + 1 : max(index, at)]
        if any(parts(t) for t in between) or (index > 1 and any(t.quantity >= 0 for t in between)):
            continue
        led = index > 0 and sentence.tokens[index - 1].word.lower() in _SETS
        if (led or token.word == "(") and (best is None or len(between) < best[0]) and len(between) <= YEAR_REACH:
            best = (len(between), _year(quantity.low, quantity.high))
    return best[1] if best else ""


YEAR_REACH, EVENT = 12, 4


_ERA = re.compile(
    r"\b(?P<until>before|until|prior to)\s+(?P<year>(?:1[5-9]|20)\d\d)(?!\d|s\b)"
    r"|\bin the\s+(?:(?P<part>early|mid|late)[\s-]+)?(?P<span>(?:1[5-9]|20)\d0s|\d\d(?:st|nd|rd|th) century)",
    re.IGNORECASE,
)


def era(sentence: Sentence, at: int) -> str:
    """The time before a year, the decade or the century that a figure of its clause held in: ``before 1950``."""
    token = sentence.tokens[at]
    if token.quantity >= 0 and dimension(sentence.quantities[token.quantity].unit or "") == "date":
        return ""
    best: tuple[int, str] | None = None
    for match in _ERA.finditer(sentence.text):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        low, high = (end, token.start) if start < token.start else (token.end, start)
        between = [t for t in sentence.tokens if low <= t.start and t.end <= high]
        if any(parts(t) or t.quantity >= 0 for t in between) or len(between) > YEAR_REACH:
            continue
        said = (
            f"before {match['year']}"
            if match["year"]
            else " ".join(filter(None, (match["part"], match["span"]))).lower()
        )
        best = min(filter(None, (best, (len(between), said))))
    return best[1] if best else ""


_AFTER = frozenset({"at", "after", "by", "within"})
_LIVES = frozenset({"surviv", "live", "liv", "aliv", "survival"})
HORIZON = 10


def horizon(sentence: Sentence, at: int) -> str:
    """The term after which a share holds, so that shares at other terms are not held against it: ``at 5 years``."""
    words, share = sentence.tokens, sentence.tokens[at]
    if share.quantity < 0 or sentence.quantities[share.quantity].unit != "percent":
        return ""
    found: list[tuple[int, str]] = []
    for index in range(max(0, at - HORIZON), min(at + HORIZON + 1, len(words))):
        token = words[index]
        if (
            token.quantity < 0
            or dimension(sentence.quantities[token.quantity].unit or "") != "time"
            or token.word == "#age"
        ):
            continue
        between = words[min(index, at) + 1 : max(index, at)]
        if any(parts(t) or t.quantity >= 0 or t.word == "," for t in between) or not _set(words, index, at):
            continue
        found.append((len(between), _term(sentence, token)))
    return min(found)[1] if found else ""


def _set(words: Sequence[Token], index: int, at: int) -> bool:
    """Whether a term is set for a share: ``after 5 years``, ``live 5 years or more``, ``5-year survival``."""
    before = words[index - 1].word.lower() if index else ""
    led = (
        before in _AFTER
        or words[index].word == "#within"
        or (before == "for" and index > 1 and words[index - 2].stem in _LIVES)
    )
    return (
        led
        or any(t.stem in _LIVES for t in words[max(0, index - 3) : index + 2])
        or (index == 0 and at > index and before in _AFTER)
    )


def _term(sentence: Sentence, token: Token) -> str:
    quantity = sentence.quantities[token.quantity]
    size = quantity.high if quantity.high is not None else quantity.low
    if size is None:
        return ""
    months = convert(size, quantity.unit or "", "month")
    number, unit = (months / 12, "year") if months >= 12 and months % 12 == 0 else (months, "month")
    number, unit = (number, unit) if months >= 1 else (convert(size, quantity.unit or "", "day"), "day")
    return f"at {number.normalize():f} {unit}{'' if number == 1 else 's'}"


_AGED = frozenset(
    {"over", "above", "under", "below", "older", "younger", "aged", "age", "ages", "between", "after", "before", "past"}
)


_TERMS = frozenset({"after", "before", "between"})
"""Of these, the words before years that may be a term: ``after one year``."""


def age_group(sentence: Sentence, at: int) -> tuple[str, int]:
    """The age group that a share or rate is limited to (``of people over 60``) and the token of its age, or nothing."""
    for index in range(at + 1, min(at + 12, len(sentence.tokens))):
        token = sentence.tokens[index]
        if parts(token):
            return "", -1
        if token.quantity < 0:
            continue
        quantity = sentence.quantities[token.quantity]
        if quantity.unit not in {"year", None} or (
            quantity.unit is None and (quantity.high or quantity.low or 0) > 110
        ):
            return "", -1
        said = {t.word.lower() for t in sentence.tokens[max(0, index - 3) : index]}
        written = sentence.text[quantity.start - sentence.start : quantity.end - sentence.start].lower()
        marks = _AGED if quantity.unit is None else _AGED - _TERMS
        if token.word == "#age" or said & marks or set(written.split()) & marks:
            return f"aged {_year(quantity.low, quantity.high)}", index
        return "", -1
    return "", -1


_YEAR = re.compile(r"(?<![\d.,-])(?:1[6-9]|20)\d\d(?![\d.,-])")


def year_above(sentence: Sentence) -> str:
    """The one year that the label or the row and column headers of a figure name, or nothing."""
    found = set(_YEAR.findall(sentence.block.label))
    return found.pop() if len(found) == 1 else ""


def _year(low: object, high: object) -> str:
    if low == high:
        return f"{low}"
    return f"{low} or more" if high is None else f"up to {high}" if low is None else f"{low} to {high}"


def scope_of(found: Mapping[str, str], wanted: Sequence[str] = ()) -> Scope:
    """The scope as sorted pairs, limited to the aspects that are wanted (all where none is named)."""
    keep = wanted or ASPECTS
    return tuple((a, found[a]) for a in ASPECTS if found.get(a) and (a in keep or a in ("subtype", "time")))
