"""When a place is open: all year, every day, on which day not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.extraction.assertions.asserted import FULL, SELF, Asserted, canonical, key
from auditor.extraction.assertions.vocabulary import GENERIC, IDLE, root
from auditor.extraction.screening import Sentence, labels
from auditor.model import Choice, Polarity
from auditor.subjects import Subject

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = "january february march april may june july august september october november december".split()
_SEASONS = frozenset({*_MONTHS, "winter", "summer", "spring", "autumn", "easter"})
_SPANS = frozenset({"from", "between"})
_TIMES = frozenset({"in", "during", "over", "until"})
_COPULAS = frozenset({"is", "are", "stays", "stay", "remains", "remain"})
_EVERY_DAY = (("every", "day"), ("daily",), ("seven", "days"), ("7", "days"))
_ALL_YEAR = (("all", "year"), ("year", "round"), ("throughout", "the", "year"), ("all", "the", "year"))
_ROUND = (("24", "hours"), ("around", "the", "clock"), ("round", "the", "clock"), ("24/7",))
_CONDITIONS = frozenset({"if", "when", "unless", "whenever", "while", "should", "was", "were", "would"})


def opening(sentence: Sentence, subject: Subject) -> Iterator[Asserted]:
    """``open all year``, ``closed on Mondays``, ``open every day except Monday``."""
    words = [token.word.lower() for token in sentence.tokens]
    if not _CONDITIONS.isdisjoint(words):
        return
    for at, word in enumerate(words):
        if word not in {"open", "closed"} or "not" in words[max(0, at - 2) : at]:
            continue
        whom = _place(sentence, words, at, subject)
        if whom is None:
            continue
        stop = next((i for i in range(at, len(words)) if words[i] == ";"), len(words))
        tail = words[at + 1 : stop]
        days = _days(tail if word == "closed" else _after(tail, {"except", "but"}))
        last = max((i for i in range(at, min(stop, at + 12)) if _dated(words[i])), default=at)
        end = sentence.tokens[last].end
        start = sentence.tokens[at].start
        if days and (word == "closed" or _begins(tail, _EVERY_DAY)):
            names = tuple(sorted(days))
            yield Asserted(
                "closed", key({"closed": FULL} | whom), Choice(names), start, end, f"closed: {', '.join(names)}"
            )
        yield from _times(word, tail, bool(days), whom, start, end)


def _dated(word: str) -> bool:
    return word.removesuffix("s") in DAYS or word in _SEASONS | {
        "year",
        "round",
        "day",
        "days",
        "week",
        "daily",
        "clock",
        "hours",
    }


def _times(
    word: str, tail: Sequence[str], days: bool, whom: dict[str, float], start: int, end: int
) -> Iterator[Asserted]:
    def said(label: str, holds: bool) -> Asserted:
        return Asserted(
            label, key({label: FULL} | whom), Polarity(holds), start, end, f"{label}: {'yes' if holds else 'no'}"
        )

    if word == "open" and _begins(tail, _ALL_YEAR):
        yield said("open all year", True)
    elif _SEASONS & set(tail[:6]) and tail[0] in (_SPANS if word == "open" else _SPANS | _TIMES):
        yield said("open all year", False)
    if word == "open" and _begins(tail, _EVERY_DAY):
        yield said("open every day", not days and not {"except", "but"} & set(tail))
    elif word == "closed" and days:
        yield said("open every day", False)
    if word == "open" and _begins(tail, _ROUND):
        yield said("open around the clock", True)


def _place(sentence: Sentence, words: Sequence[str], at: int, subject: Subject) -> dict[str, float] | None:
    """The place that is open: the noun before the verb, or the label; None where it is no statement about one."""
    own = labels(sentence.block)[0]
    said = at > 1 and words[at - 1] in _COPULAS
    labelled = own and 1 < at <= len(own.split()) + 2 and words[at - 1] == ":"
    if at and not said and not labelled:
        return None
    noun = sentence.tokens[at - 2] if at else None
    if noun is None or root(noun.word) in IDLE | {"open", "hour", "season"}:
        return {}
    if noun.stem in subject.stems or root(noun.word) in GENERIC:
        return {SELF: FULL}
    return {canonical(noun.word): FULL} if noun.word.isalpha() else None


def _days(words: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for before, word in pairwise(("", *words[:8])):
        day = word.removesuffix("s")
        if found and before != "," and (word in _MONTHS or word[:1].isdigit() or word.startswith("#")):
            return set()
        if day in DAYS:
            found.add(day.capitalize())
        elif (found and word not in {"and", "or", ",", "on"}) or (
            not found and word not in {"on", "every", "all", "day", ":"}
        ):
            break
    return found


def _after(words: Sequence[str], marks: set[str]) -> Sequence[str]:
    at = next((i for i, word in enumerate(words) if word in marks), None)
    return words[at + 1 :] if at is not None else ()


def _begins(words: Sequence[str], phrases: Sequence[Sequence[str]]) -> bool:
    return any(list(words[i : i + len(p)]) == list(p) for p in phrases for i in (0, 1))
