"""Names that say by themselves what they are: operating systems, licences, classes of protection."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from auditor.cues import Token, stem
from auditor.extraction.assertions.asserted import FULL, Asserted, canonical, key
from auditor.extraction.assertions.owners import open_owner
from auditor.extraction.assertions.vocabulary import SINGLE
from auditor.extraction.screening import Sentence, labels
from auditor.model import Choice, Polarity

PLATFORMS = {
    "linux": "Linux", "windows": "Windows", "macos": "macOS", "android": "Android", "ios": "iOS",
    "freebsd": "FreeBSD", "unix": "Unix", "chromeos": "ChromeOS", "ipados": "iPadOS", "ubuntu": "Ubuntu",
    "debian": "Debian",
}  # fmt: skip
_RUNS = frozenset(stem(w) for w in "run support work available compatible".split())
_SYSTEMS = frozenset(stem(w) for w in "platform system os requirement require app software client".split())
_TRIED = frozenset(stem(w) for w in "test try tried tested use my planned soon bug crash problem".split())
_LICENCE = re.compile(r"^(?:MIT|ISC|Apache|[AL]?GPL(?:v[23])?|BSD|MPL|EUPL|CC0|CC|Unlicense|Zlib)$")
_PROTECTION = re.compile(r"^IP[0-6X][0-9X]K?$")
_THEN = frozenset(
    "initially originally previously formerly prior before was were until replaced relicensed unlike instead "
    "dual either".split()
)
_NEGATIVE = frozenset(
    {"not", "no", "never", "without", "neither", "nor", "cannot", "unlike", "than", "if", "unless", "except"}
)


def telling(sentence: Sentence) -> Iterator[Asserted]:
    """What is asserted by names that need no verb."""
    words = [t.word.lower() for t in sentence.tokens]
    if "license" in words or "licence" in words or any(_is_licence(t.word) for t in sentence.tokens):
        yield from _licences(sentence, words)
    for at, token in enumerate(sentence.tokens):
        if _PROTECTION.match(token.word) and not _NEGATIVE & set(words[max(0, at - 4) : at]):
            yield _named("protection", [token], [token.word])
    yield from _platforms(sentence, words)


@lru_cache(maxsize=65536)
def _is_licence(word: str) -> bool:
    return _LICENCE.match(word) is not None


def _named(label: str, tokens: Sequence[Token], names: Sequence[str], exclusive: bool = False) -> Asserted:
    value = Choice(tuple(sorted(set(names))), exclusive)
    trace = f"{label}: {', '.join(value.values)}"
    return Asserted(
        label,
        key({label: FULL} | open_owner(label)),
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
    only = "only" in words[max(0, first - 3) : first] or "only" in words[last + 1 : last + 2]
    alone = only and len(words) == len(run) + 1
    if near & _RUNS or label & (_RUNS | _SYSTEMS) or listed or alone:
        yield _named("platforms", sentence.tokens[first : last + 1], [PLATFORMS[words[i]] for i in run], only)
        if len(run) == 1 and near & _RUNS and not only:
            name, token = PLATFORMS[words[first]], sentence.tokens[first]
            weights = key({canonical(name): FULL})
            yield Asserted(f"{name} supported", weights, Polarity(True), token.start, token.end, f"runs on {name}")
