"""What is known of a page without judging it: by what names it goes, and the sentences by which copies are found."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from auditor.cues import stem
from auditor.model import BlockKind, Document
from auditor.subjects import aliases, runs, times, title_of

CALENDAR = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday English European American British United States Europe America I'm I've".split()
)
"""What is written with a capital and is no name of anything that a page could be about."""
PROPER = 24
"""So many of a page's proper nouns are kept."""
NAMES = 6
"""So many names of a page are kept, those that its text uses most."""
FEWEST = 2
"""A name stands so often in a text that is about it: in its title, and once more."""
_SENTENCE = re.compile(r"[^.!?\n]*[^.!?\s][^.!?\n]*")
_NOUN = re.compile(r"[A-Z][a-z’'-]*[a-z]")
_INNER = re.compile(r"(?<=[a-z,;)] )[A-Z][a-z’'-]*[a-z]\b")
_PARTS = re.compile(r"[:|–—?()]")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
_WORD = re.compile(r"\w+")
_SHORT = re.compile(r"[A-Z][A-Za-z0-9&-]{1,7}")
_PAIR = re.compile(r"\b[A-Z]{2}\b")
_HASH = 16
"""Hex digits of a sentence's hash."""


Name: TypeAlias = tuple[str, ...]
"""A name by the stems of its words."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a library.

    ``length``: its characters.  ``names``: runs of words of its title with how often its text has them, the most
    frequent first.  ``weak``: those of them that a subject would hardly be called by.  ``also``: pairs of a name and
    another that the text gives for it.  ``headed`` and ``proper``: the words of its title and of its text that are
    written as proper nouns are.
    """

    title: str
    length: int
    names: tuple[tuple[str, int], ...]
    weak: tuple[str, ...]
    also: tuple[tuple[str, str], ...]
    headed: tuple[str, ...]
    proper: tuple[str, ...]


@lru_cache(maxsize=10_000)
def name_of(words: str) -> Name:
    """A name by its stems, British and American spelling alike.

    >>> name_of("Marfan’s Syndrome") == name_of("marfan syndrome"), name_of("Coeliac") == name_of("celiac")
    (True, True)
    """
    plain = words.casefold().replace("’", "'").replace("-", " ").split()
    return tuple(stem(word.removesuffix("'s").removesuffix("'")) for word in plain)


def page_of(document: Document) -> Page:
    """What is known of a document as a page of a library."""
    title, text = title_of(document), document.text
    title = title.title() if title.isupper() and " " in title else title
    lowered, proper = _POSSESSIVE.sub("", text.lower()), proper_of(text)
    told = _told_of(title, document.metadata.publisher)
    counted = ((run, times(lowered, _POSSESSIVE.sub("", run.lower()))) for run in {*runs(told), *_PAIR.findall(told)})
    names = sorted(((run, n) for run, n in counted if n >= FEWEST), key=lambda each: (-each[1], -len(each[0]), each[0]))
    kept = names[:NAMES]
    also = {pair for run, _ in kept for pair in _also(run, text)}
    weak = tuple(run for run, _ in kept if _is_weak(run, told, proper))
    headed = tuple(sorted(run for run in runs(title) if _NOUN.fullmatch(run)))
    return Page(title, len(document.raw), tuple(kept), weak, tuple(sorted(also)), headed, proper)


def _told_of(title: str, publisher: str) -> str:
    """A title without the name of its site: the publisher's, and what stands behind the last bar."""
    first, bar, _ = title.rpartition(" | ")
    told = first if bar else title
    name = publisher.strip()
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " | ", told, flags=re.IGNORECASE) if name else told


def _is_weak(run: str, title: str, proper: Sequence[str]) -> bool:
    """Whether a run is a single common word, and not all that the title begins with."""
    if " " in run or run in proper or (_SHORT.fullmatch(run) and not run[1:].islower()):
        return False
    first = next((part for part in _PARTS.split(title) if part.strip()), "")
    return runs(first) != {run}


def proper_of(text: str) -> tuple[str, ...]:
    """Words that a text writes with a capital within its sentences, the most frequent first; no abbreviations.

    >>> proper_of("We came by the Serra Brumal. Then the Brumal fell silent in May. There was the NATO.")
    ('Brumal', 'Serra')
    """
    counted = Counter(_INNER.findall(text))
    common = {word for word in counted if word in CALENDAR or counted[word] < text.count(f" {word.lower()} ")}
    return tuple(sorted(set(counted) - common, key=lambda word: (-counted[word], word))[:PROPER])


def sentences_of(document: Document) -> str:
    """The hashes of a document's distinct sentences, sorted, run together."""
    return "".join(sorted({_hashed(sentence) for sentence in _sentences(document)} - {""}))


def said(sentences: str) -> frozenset[str]:
    """The hashes that ``sentences_of`` ran together."""
    return frozenset(sentences[i : i + _HASH] for i in range(0, len(sentences), _HASH))


def _also(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Other names that a text gives for a name: ``X (ABC)``, and the long form of an abbreviation."""
    yield from ((name, other) for other in aliases(name, [text]))
    if not _SHORT.fullmatch(name):
        return
    for found in re.finditer(rf"((?:[\w’'-]+\s+){{1,8}})\(\s*{re.escape(name)}\s*[),;]", text):
        words = found[1].split()
        for count in range(2, len(words) + 1):
            said = words[-count:]
            if "".join(word[0] for part in said for word in part.split("-") if word).lower() == name.lower():
                yield " ".join(said), name


def _sentences(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if block.kind is not BlockKind.HEADING:
            yield from _SENTENCE.findall(document.text[block.start : block.end])


def _hashed(sentence: str) -> str:
    words: Sequence[str] = _WORD.findall(sentence.casefold())
    return hashlib.blake2b(" ".join(words).encode(), digest_size=_HASH // 2).hexdigest() if words else ""
