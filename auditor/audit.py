"""The story of an audit: paths and rules in, an ``Audit`` out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from auditor import __version__
from auditor.alignment import align
from auditor.documents import load_all
from auditor.extraction import reader
from auditor.extraction.parsing import Trees
from auditor.locators import located
from auditor.model import Audit, Document, Provenance, Topic, Unread
from auditor.modelfiles import model_identity
from auditor.promises import silences
from auditor.rules import Pack, Rules
from auditor.subjects import Subject, subject_of
from auditor.topics import build


def audit(paths: Sequence[Path], rules: Rules, date: str) -> Audit:
    """Read the documents under ``paths`` and compare what they say.

    ``date`` is the day on which statements are held against dated facts, ISO 8601.  A document that cannot be read is
    listed as unread and stops nothing.
    """
    documents, unread = load_all(paths)
    return judge(documents, unread, rules, date)


def judge(documents: Sequence[Document], unread: Sequence[Unread], rules: Rules, date: str) -> Audit:
    """The same, from documents as loaded."""
    return judged(documents, unread, *subject_and_rules(documents, rules), date)


def judged(
    documents: Sequence[Document],
    unread: Sequence[Unread],
    subject: Subject,
    rules: Rules,
    date: str,
    trees: Trees | None = None,
) -> Audit:
    """The same, on a subject that is known and with the packs that read it; ``trees`` are parses kept before."""
    documents = tuple(_as_of(document, date) for document in sorted(documents, key=lambda d: d.id))
    aligned = align(reader(rules).read(documents, subject, trees), documents, subject.stems)
    claims, lost = located(aligned.claims, documents)
    topics = build(claims, rules, documents, date, aligned.strangers)
    identity, measured = model_identity()
    notes = () if measured else (f"the language model is not the one that this version was measured with: {identity}",)
    return Audit(
        subject=subject.name,
        sources=documents,
        claims=claims,
        topics=topics,
        flags=silences(documents, claims, subject),
        unread=tuple(sorted(unread, key=lambda u: u.path)),
        notes=(*notes, *_lost(lost), *_uncompared(documents, topics)),
        date=date,
        provenance=Provenance(__version__, tuple((f"{p.name} {p.version}", p.digest) for p in rules.packs), identity),
    )


def _as_of(document: Document, day: str) -> Document:
    """The document without the dates that it gives itself after ``day``: they are wrong, or were not known then."""
    stated = document.metadata
    published, updated, date = (
        "" if day and each[: len(day)] > day[: len(each)] else each
        for each in (stated.published, stated.updated, stated.date)
    )
    if (published, updated, date) == (stated.published, stated.updated, stated.date):
        return document
    left = replace(stated, published=published, updated=updated, date=date or updated or published)
    note = f"dates itself {stated.updated or stated.published or stated.date}, after the day of this audit: not used"
    return replace(document, metadata=left, notes=(*document.notes, note))


def subject_and_rules(documents: Sequence[Document], rules: Rules) -> tuple[Subject, Rules]:
    """What the documents are about, and the rules of the packs that have something to say on it."""
    documents = tuple(sorted(documents, key=lambda d: d.id))
    subject = subject_of(documents, _known(rules.packs))
    return subject, Rules(rules.common, tuple(p for p in rules.packs if reads(p, subject, documents)))


def _known(packs: Sequence[Pack]) -> Mapping[str, Sequence[str]]:
    return {name: names for pack in packs for name, names in pack.subjects.items()}


SIGNS = 3
"""So many different words of a pack's field make a document one of that field."""


def reads(pack: Pack, subject: Subject, documents: Sequence[Document]) -> bool:
    """Whether a pack has something to say on a subject, and on most of the documents."""
    if pack.subjects and subject.name not in pack.subjects:
        return False
    if not pack.signs:
        return True
    texts = (document.text.lower() for document in documents)
    inside = sum(1 for text in texts if sum(sign in text for sign in pack.signs) >= SIGNS)
    return 2 * inside >= len(documents)


def compared(topics: Sequence[Topic]) -> bool:
    """Whether anything that one document says was set against what another says."""
    return any(
        any(len(position.sources) > 1 for position in topic.positions)
        or any(not edge.internal for edge in topic.relations)
        for topic in topics
    )


def _lost(count: int) -> tuple[str, ...]:
    """A note on claims whose words were not found at their place: such a claim is not shown to anybody."""
    return (f"claims left out because their words do not stand at their place: {count}",) if count else ()


def _uncompared(documents: Sequence[Document], topics: Sequence[Topic]) -> tuple[str, ...]:
    """What a reader must not take for agreement."""
    if not documents:
        return ("nothing was read, so nothing could be compared",)
    if len(documents) == 1:
        return ("one document alone: it was compared with itself only",)
    if not compared(topics):
        return ("nothing could be compared: no document speaks of what another speaks of",)
    return ()
