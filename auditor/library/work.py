"""What a worker does with a chunk: plain text in, plain text out, so that any process on any machine can do it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from auditor.findings import findings
from auditor.library import sets
from auditor.library.pages import Page, page_of, sentences_of
from auditor.library.sets import Choice, Kept, Member, Record
from auditor.model import Audit, Document, Unread
from auditor.outputs.index import Entry
from auditor.records import dumps, loads
from auditor.rules import Rules
from auditor.store import FILE, Store
from auditor.subjects import Subject, aliases


@dataclass(frozen=True, slots=True)
class Asked:
    """A subject to be judged: its name and files, each with its document as JSON, or nothing where it is to be loaded.

    ``named``: the name was given, and not found in the texts.  ``rules`` are all the rules, as JSON.  ``store`` is the
    folder where parses may be kept, or nothing.
    """

    subject: str
    named: bool
    files: tuple[Member, ...]
    documents: tuple[str, ...]
    notes: tuple[str, ...]
    rules: str
    date: str
    store: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of it: choice, audit and the figures of it, as JSON, and the parses to be kept."""

    choice: str
    audit: str
    entry: str
    trees: list[Record]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file as a document (or the reason why it is none), as a page (null where it is no document), its sentences."""

    document: str
    page: str
    sentences: str


def read(paths: Sequence[str]) -> list[Loaded]:
    """Load files; all that comes of it is JSON."""
    found = []
    for path in paths:
        loaded = sets.load_file(path)
        page, said = (page_of(loaded), sentences_of(loaded)) if isinstance(loaded, Document) else (None, "")
        found.append(Loaded(dumps(loaded, Document | Unread), dumps(page, Page | None), dumps(said, str)))
    return found


def prepare(rules: str) -> None:
    """Load what judging takes: its modules, the language model, the rules."""
    import auditor.audit  # noqa: F401
    from auditor.extraction.pipeline import pipeline

    pipeline()
    _rules(rules)


def judge(asked: Asked) -> Answered:
    """Judge a subject."""
    rules = _rules(asked.rules)
    loaded = [
        loads(text, Document | Unread) if text else sets.load_file(file.path)
        for file, text in zip(asked.files, asked.documents, strict=True)
    ]
    documents = tuple(
        replace(each, id=file.id, path=file.path)
        for file, each in zip(asked.files, loaded, strict=True)
        if isinstance(each, Document)
    )
    choice = chosen(documents, rules, asked.subject, asked.named)
    store = Store(Path(asked.store) / FILE, "", readonly=True) if asked.store else None
    narrowed = sets.narrowed_to(choice, rules)
    audit, trees = sets.judged(documents, (), choice, narrowed, asked.date, store)
    if store is not None:
        store.close()
    audit = replace(audit, notes=(*audit.notes, *asked.notes))
    return Answered(
        dumps(choice, Choice), dumps(sets.kept_of(audit, asked.files), Kept), dumps(entry_of(audit), Entry), trees
    )


def chosen(documents: Sequence[Document], rules: Rules, name: str, named: bool) -> Choice:
    """What documents are about, as an audit of them alone finds it; else the name that they were filed under."""
    choice = sets.choose(documents, rules)
    if not named and choice.subject.name:
        return choice
    known = {pack_name: others for pack in rules.packs for pack_name, others in pack.subjects.items()}
    others = {*known.get(name, ()), *aliases(name, [document.text for document in documents])}
    return replace(choice, subject=Subject(name, tuple(sorted(others))))


def entry_of(audit: Audit) -> Entry:
    """The figures of an audit."""
    found = findings(audit)
    kinds = Counter(finding.kind for finding in found)
    compared = sum(
        any(len(p.sources) > 1 for p in topic.positions) or any(not edge.internal for edge in topic.relations)
        for topic in audit.topics
    )
    grave = sum(finding.severity == "error" for finding in found)
    return Entry(audit.subject, len(audit.sources), 0, len(audit.claims), compared, grave, tuple(sorted(kinds.items())))


@lru_cache(maxsize=2)
def _rules(text: str) -> Rules:
    return loads(text, Rules)
