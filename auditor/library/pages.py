"""What is known of a page without judging it: by what names it goes, and the sentences by which copies are found."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.model import BlockKind, Document
from auditor.subjects import aliases, runs, times, title_of

NAMES = 6
"""So many names of a page are kept, those that its text uses most."""
FEWEST = 2
"""A name stands so often in a text that is about it: in its title, and once more."""
_SENTENCE = re.compile(r"[^.!?\n]*[^.!?\s][^.!?\n]*")
_WORD = re.compile(r"\w+")
_SHORT = re.compile(r"[A-Z][A-Za-z0-9&-]{1,7}")
_PAIR = re.compile(r"\b[A-Z]{2}\b")
_HASH = 16
"""Hex digits of a sentence's hash."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a library.

    ``length``: its characters.  ``names``: runs of words of its title with how often its text has them, the most
    frequent first.  ``also``: pairs of a name and another that the text gives for it.
    """

    title: str
    length: int
    names: tuple[tuple[str, int], ...]
    also: tuple[tuple[str, str], ...]


def page_of(document: Document) -> Page:
    """What is known of a document as a page of a library."""
    title, lowered = title_of(document), document.text.lower()
    counted = ((run, times(lowered, run.lower())) for run in {*runs(title), *_PAIR.findall(title)})
    names = sorted(((run, n) for run, n in counted if n >= FEWEST), key=lambda each: (-each[1], -len(each[0]), each[0]))
    kept = names[:NAMES]
    also = {pair for run, _ in kept for pair in _also(run, document.text)}
    return Page(title, len(document.raw), tuple(kept), tuple(sorted(also)))


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
