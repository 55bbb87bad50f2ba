"""Names that say by themselves what they are: operating systems, licences, classes of protection; and opening days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.cues import Token, stem
from auditor.extraction.assertions.asserted import FULL, SELF, Asserted, canonical, key
from auditor.extraction.assertions.vocabulary import GENERIC, IDLE, SINGLE
from auditor.extraction.screening import Sentence, labels
from auditor.model import Choice, Polarity
from auditor.subjects import Subject

PLATFORMS = {
    "linux": "Linux", "windows": "Windows", "macos": "macOS", "android": "Android", "ios": "iOS", "freebsd": "FreeBSD", "unix": "Unix",
    "chromeos": "ChromeOS", "ipados": "iPadOS", "ubuntu": "Ubuntu", "debian": "Debian",
}  # fmt: skip
_RUNS = frozenset(stem(w) for w in "run support work available compatible".split())
_SYSTEMS = frozenset(stem(w) for w in "platform system os requirement require app software client".split())
_TRIED = frozenset(stem(w) for w in "test try tried tested use my planned soon bug crash problem".split())
_LICENCE = re.compile(r"^(?:MIT|ISC|Apache|[AL]?GPL(?:v[23])?|BSD|MPL|EUPL|CC0|CC|Unlicense|Zlib)$")
_PROTECTION = re.compile(r"^IP[0-6X][0-9X]K?$")
_THEN = frozenset(
    "initially originally previously formerly prior before was were until replaced relicensed unlike instead".split()
)
_NEGATIVE = frozenset(
    {"not", "no", "never", "without", "neither", "nor", "cannot", "unlike", "than", "if", "unless", "except"}
)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = "january february march april may june july august september october november december".split()
_SEASONS = frozenset({*_MONTHS, "winter", "summer", "spring", "autumn", "easter"})
_COPULAS = frozenset({"is", "are", "stays", "stay", "remains", "remain"})
_EVERY_DAY = (("every", "day"), ("daily",), ("seven", "days"), ("7", "days"))
_ALL_YEAR = (("all", "year"), ("year", "round"), ("throughout", "the", "year"), ("all", "the", "year"))
_ROUND = (("24", "hours"), ("around", "the", "clock"), ("round", "the", "clock"), ("24/7",))
_CONDITIONS = frozenset({"if", "when", "unless", "whenever", "while", "should", "was", "were", "would"})


def telling(sentence: Sentence, subject: Subject) -> Iterator[Asserted]:
    """What is asserted by names that need no verb, and on what days a place is open."""
    words = [t.word.lower() for t in sentence.tokens]
    if "license" in words or "licence" in words or any(_LICENCE.match(t.word) for t in sentence.tokens):
        yield from _licences(sentence, words)
    for at, token in enumerate(sentence.tokens):
        if _PROTECTION.match(token.word) and not _NEGATIVE & set(words[max(0, at - 4) : at]):
            yield _named("protection", [token], [token.word])
    yield from _platforms(sentence, words)
    if not _CONDITIONS & set(words) and ("open" in words or "closed" in words):
        yield from _opening(sentence, words, subject)


def _named(label: str, tokens: Sequence[Token], names: Sequence[str], exclusive: bool = False) -> Asserted:
    value = Choice(tuple(sorted(set(names))), exclusive)
    trace = f"{label}: {', '.join(value.values)}"
    return Asserted(
        label,
        key({label: FULL}),
        value,
        tokens[0].start,
        tokens[-1].end,
        trace,
        label in SINGLE and len(value.values) == 1,
    )


def _licences(sentence: Sentence, words: Sequence[str]) -> Iterator[Asserted]:
    """``MIT licence``, ``under Apache``, ``it is MIT,``."""
    above = (
        " ".join(labels(sentence.block)).lower()
        + " "
        + (sentence.block.path[-1].lower() if sentence.block.path else "")
    )
    found = []
    for at, token in enumerate(sentence.tokens):
        if not _LICENCE.match(token.word) or _NEGATIVE & set(words[max(0, at - 3) : at]):
            continue
        after, before = words[at + 1 : at + 3], words[max(0, at - 3) : at]
        spoken = {"licence", "license", "licensed", "licences"} & {*after, *before} or "under" in before
        alone = (at == 0 or before[-1] in {"is", ":"}) and (not after or after[0] in {",", "."})
        if spoken or (alone and ("licen" in above or "it" in before)):
            found.append(token)
    if found and not _THEN & set(words):
        near = [t for t in found if t.start - found[0].end < 12]
        yield _named("licence", near, [t.word for t in near])


def _platforms(sentence: Sentence, words: Sequence[str]) -> Iterator[Asserted]:
    """``runs on Linux only``, ``Linux, macOS or Windows``."""
    run = [i for i, word in enumerate(words) if word in PLATFORMS and sentence.tokens[i].word != word]
    if not run or (_NEGATIVE | {"you'll", "make"}) & set(words) or any(t.stem in _TRIED for t in sentence.tokens):
        return
    first, last = run[0], run[-1]
    if any(b - a > 3 for a, b in pairwise(run)) or (first == 1 and words[0] in {"on", "in", "for", "under"}):
        return
    if sentence.tokens[last + 1 : last + 2] and sentence.tokens[last + 1].word[:1].isupper():
        return
    label = {stem(w) for w in re.findall(r"\w+", labels(sentence.block)[0])}
    near = {t.stem for t in sentence.tokens[max(0, first - 4) : first]}
    listed = (len(run) > 1 and (last - first == len(sentence.tokens) - 1 or near & {"on", "for", "in"})) or len(run) > 2
    if near & _RUNS or label & (_RUNS | _SYSTEMS) or listed:
        only = "only" in words[max(0, first - 3) : first] or "only" in words[last + 1 : last + 2]
        yield _named("platforms", sentence.tokens[first : last + 1], [PLATFORMS[words[i]] for i in run], only)


def _opening(sentence: Sentence, words: Sequence[str], subject: Subject) -> Iterator[Asserted]:
    """``open all year``, ``closed on Mondays``, ``open every day except Monday``."""
    for at, word in enumerate(words):
        if word not in {"open", "closed"} or "not" in words[max(0, at - 2) : at]:
            continue
        whom = _place(sentence, words, at, subject)
        if whom is None:
            continue
        stop = next((i for i in range(at, len(words)) if words[i] in {";", "."}), len(words))
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
    elif tail[:1] and tail[0] in {"from", "in", "during", "between", "over", "until"} and _SEASONS & set(tail[:6]):
        if word == "closed" or tail[0] in {"from", "between"}:
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
    if at and words[at - 1] in _COPULAS and at > 1:
        noun = sentence.tokens[at - 2]
    elif own and at <= len(own.split()) + 2 and words[at - 1 : at] == [":"]:
        noun = sentence.tokens[at - 2] if at > 1 else None
    elif at == 0:
        return {}
    else:
        return None
    if noun is not None and noun.stem in subject.stems:
        return {SELF: FULL}
    if noun is None or noun.stem in IDLE or noun.stem in {"open", "hour", "season"}:
        return {}
    return ({SELF: FULL} if noun.stem in GENERIC else {canonical(noun.word): FULL}) if noun.word.isalpha() else None


def _days(words: Sequence[str]) -> set[str]:
    found = set()
    for word in words[:8]:
        day = word.removesuffix("s")
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
