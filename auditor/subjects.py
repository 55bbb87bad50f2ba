"""What a set of documents is about: the name that their titles and texts share, with its aliases and abbreviations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from auditor.cues import stem
from auditor.model import Document
from auditor.spelling import american

_WORDS = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_STOP = frozenset(
    "what is are the a an of in on for and or to how do does who which why when where with by from at about your "
    "our its this that these those overview guide facts fact sheet information introduction symptoms causes "
    "treatment treatments diagnosis primary patient patients page home official understanding all new more "
    "welcome history review report story things know need can be it as has have was were will not no yes between "
    "into out up over under after before".split()
)
_PARENTHESIS = r"\s*\(\s*(?:or\s+)?[\"“]?([A-Z][A-Za-z0-9&/-]{1,9}s?)[\"”]?\s*[),;]"
_ALSO = (
    r"[^.]{0,40}?\b(?:also (?:known|referred to) as|also called|sometimes called|or)\s+(?:the\s+)?"
    r"[\"“]?((?:[A-Z][\w’'-]+\s?){1,4})"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject's name, its other names, and the stems of all of them."""

    name: str
    aliases: tuple[str, ...] = ()

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the words of every name."""
        return _stems((self.name, *self.aliases))


@lru_cache(maxsize=256)
def _stems(names: tuple[str, ...]) -> frozenset[str]:
    """The stems of names: asked for every sentence."""
    return frozenset(stem(w) for name in names for w in _WORDS.findall(name.replace("-", " ")))


def subject_of(documents: Sequence[Document], known: Mapping[str, Sequence[str]] | None = None) -> Subject:
    """The subject that the documents share: one that a pack knows, else the words of titles and texts."""
    texts = [document.text for document in documents]
    for name, names in sorted((known or {}).items()):
        found = sum(any(_has(text, each) for each in (name, *names)) for text in texts)
        if documents and found * 2 > len(documents) and _leads((name, *names), documents, texts):
            return Subject(name, tuple(sorted({*names, *aliases(name, texts)})))
    name = _shared(documents)
    return Subject(name, tuple(sorted(aliases(name, texts)))) if name else Subject("")


def _leads(names: Sequence[str], documents: Sequence[Document], texts: Sequence[str]) -> bool:
    """Whether documents that name a subject are on it: by a title, or as they name it no less than what titles name.

    A page on another disease may name a known one in passing.
    """
    if any(_has(title_of(document), name) for document in documents for name in names):
        return True
    shared = _shared(documents)
    mine = max(sum(times(text.lower(), name.lower()) for text in texts) for name in names)
    return not shared or mine >= sum(times(text.lower(), shared.lower()) for text in texts)


def _has(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None


def _shared(documents: Sequence[Document]) -> str:
    """The run of title words that most texts hold; the longer and the more frequent wins."""
    titles = [title_of(document) for document in documents]
    spelled = american if any(american(title.lower()) != title.lower() for title in titles) else str
    lowered = [spelled(document.text.lower()) for document in documents]
    candidates = {run for title in titles for run in runs(title)}
    best: tuple[int, int, int, int, str] | None = None
    for run in sorted(_frequent(candidates, lowered) if len(documents) > MANY else candidates):
        counts = [times(text, spelled(run.lower())) for text in lowered]
        holding = sum(1 for count in counts if count)
        if holding * 2 <= len(documents) and len(documents) > 1:
            continue
        named = sum(_has(spelled(title.lower()), spelled(run.lower())) for title in titles)
        rank = (holding, named, min(len(run.split()), 4), sum(counts), run)
        best = max(best, rank) if best else rank
    return best[-1] if best else ""


MANY = 40
"""In more documents than this, runs that can't be in most of them are put aside before they are looked for."""
_PART = re.compile(r"\w+")


def _frequent(candidates: Iterable[str], texts: Sequence[str]) -> list[str]:
    """Runs that most texts may hold, judging by their words: one can't be in a text that has no word with its part."""
    parts = {run: [p for p in _PART.findall(american(run.lower())) if len(p) > 2] for run in candidates}
    beginnings = {part[:3] for found in parts.values() for part in found}
    spread = Counter(american(word) for text in texts for word in set(_PART.findall(text)))
    by: dict[str, list[str]] = {beginning: [] for beginning in beginnings}
    for word in spread:
        for beginning in {word[i : i + 3] for i in range(len(word) - 2)} & beginnings:
            by[beginning].append(word)
    most = {
        part: sum(spread[word] for word in by[part[:3]] if part in word) for found in parts.values() for part in found
    }
    return [run for run, found in parts.items() if all(2 * most[part] > len(texts) for part in found)]


def times(text: str, run: str) -> int:
    """How often a run stands in a text; a short one as whole words only, as it may be a part of others."""
    return text.count(run) if len(run) > SHORT else len(re.findall(rf"(?<!\w){re.escape(run)}(?!\w)", text))


SHORT = 6


def title_of(document: Document) -> str:
    """The title of a document, or its first heading."""
    if document.metadata.title:
        return document.metadata.title
    return next((document.text[b.start : b.end] for b in document.blocks if b.kind == "heading"), "")


def runs(title: str) -> set[str]:
    """Runs of up to five words that neither begin nor end with a general one."""
    words = _WORDS.findall(title)
    found = set()
    for first in range(len(words)):
        for last in range(first, min(first + 5, len(words))):
            run = words[first : last + 1]
            if run[0].lower() in _STOP or run[-1].lower() in _STOP or all(w.isdigit() for w in run):
                continue
            between = title[title.find(run[0]) : title.find(run[-1]) + 1]
            if len(" ".join(run)) > 2 and not re.search(r"[:|–—?]", between):
                found.add(" ".join(run))
    return found


def aliases(name: str, texts: Sequence[str]) -> set[str]:
    """Abbreviations and other names that follow the name in the texts: ``X (ABC), also known as Y``."""
    found: set[str] = set()
    for text in texts:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            tail = text[match.end() : match.end() + 120]
            short = re.match(_PARENTHESIS, tail)
            if short:
                found.add(short.group(1))
            also = re.match(_ALSO, tail)
            if also:
                found.add(also.group(1).strip())
    return {alias for alias in found if alias.lower() != name.lower() and len(alias) > 1}
