"""What a title asks and the text never answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.cues import stem
from auditor.model import Claim, Document, Flag, FlagKind
from auditor.subjects import Subject

_QUESTION = re.compile(
    r"\b(?:what|which|who|when|where|how (?:many|much|long|old|often|common|tall|big|deep|heavy|far))\b"
    r"(?P<asked>[^?]*)\?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+")
_EMPTY = frozenset(
    stem(w)
    for w in "is are the a an of in for on to and or with what which who do does did can be was were you your about "
    "people primary main best first most common one ones people's affected by there it its his her their this "
    "that".split()
)


def silences(documents: Sequence[Document], claims: Sequence[Claim], subject: Subject) -> tuple[Flag, ...]:
    """A flag for every document whose title asks for something that its text does not even mention.

    The title's own words, without general ones and the subject's, must not occur in any block of the text: a text that
    uses the word may answer in a way that is not read, and is left alone.
    """
    return tuple(
        Flag(
            FlagKind.SILENT,
            (),
            f"The title asks {title!r}; the text never speaks of {' or '.join(words)}.",
            document.id,
        )
        for document in documents
        if (title := document.metadata.title.strip()) and (words := _unanswered(document, title, subject))
    )


def _unanswered(document: Document, title: str, subject: Subject) -> list[str]:
    """What the title asks: the words after its question word, or else those before ("Height of the tower: which?")."""
    match = _QUESTION.search(title)
    if not match:
        return []
    asked = _telling(match.group("asked"), subject) or _telling(title[: match.start()], subject)
    told = {stem(w) for b in document.blocks for w in _WORD.findall(_body(document, b.start, b.end, title))}
    return asked if asked and not any(stem(word) in told for word in asked) else []


def _telling(words: str, subject: Subject) -> list[str]:
    return [w for w in _WORD.findall(words) if stem(w) not in _EMPTY and stem(w) not in subject.stems]


def _body(document: Document, start: int, end: int, title: str) -> str:
    text = document.text[start:end]
    return "" if text.strip().lower() == title.lower() else text
