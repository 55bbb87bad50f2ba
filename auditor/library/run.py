"""The story of a library: files are read, pages grouped by subject, subjects judged; what is known is not redone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.documents import names
from auditor.engines import Engine
from auditor.library import grouping, keys, sets
from auditor.library.copies import copies
from auditor.library.pages import Page
from auditor.library.sets import Choice, Kept, Member
from auditor.model import Audit, Document, Unread
from auditor.modelfiles import model_identity
from auditor.outputs.index import Entry
from auditor.records import dumps, loads
from auditor.rules import Rules
from auditor.store import FILE, Store, key

if TYPE_CHECKING:
    from auditor.library.work import Asked

FILES_A_CHUNK = 24
SHOWN = 8
"""So many copies are named in the notes of an audit; more are counted."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: what is being done, documents done and in all, characters done."""

    step: str
    done: int
    total: int
    characters: int = 0


Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run is asked for: rules, day, one name for all pages or nothing, (pattern, subject) pairs."""

    rules: Rules
    date: str
    subject: str = ""
    mapping: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """The pages on one subject: their files, the places of their pages, how many are copies, remarks."""

    subject: str
    named: bool
    files: tuple[Member, ...]
    copies: int
    notes: tuple[str, ...]
    characters: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A subject that was judged: its line in the index, and the key of its audit in the store."""

    entry: Entry
    key: str


@dataclass(frozen=True, slots=True)
class Whole:
    """What came of a whole library."""

    subjects: tuple[Judged, ...]
    unread: tuple[Unread, ...]


def judged(
    paths: Sequence[Path], wanted: Wanted, store: Store, engine: Engine, tell: Tell
) -> tuple[Iterator[Judged], tuple[Unread, ...]]:
    """Every subject under ``paths``, in the order of their names, and what was not read.

    Subjects come one after the other as they are judged.  Whatever was finished is in the store, also where the run is
    broken off.
    """
    files, refused = sets.members(paths)
    name = _library_key(files, refused, wanted)
    kept = store.one("libraries", name)
    if kept is not None:
        whole = loads(kept, Whole)
        return iter(whole.subjects), whole.unread
    pages, unread = _pages(files, store, engine, tell)
    shelves = _shelves(files, pages, wanted)
    told = (*refused, *unread)
    return _remembered(_subjects(shelves, wanted, store, engine, tell), told, name, store), told


def _library_key(files: Sequence[Member], refused: Sequence[Unread], wanted: Wanted) -> str:
    """The key of a library as a whole: where nothing changed, nothing is grouped again either."""
    parts = [part for each in files for part in (each.path, each.key)]
    given = (dumps(tuple(refused), tuple[Unread, ...]), wanted.subject, *(p for pair in wanted.mapping for p in pair))
    law = (keys.of_rules(wanted.rules), wanted.date, *map(str, model_identity()))
    return key(keys.maker(), "library", key(*parts), key(*given), *law)


def _remembered(subjects: Iterator[Judged], unread: tuple[Unread, ...], name: str, store: Store) -> Iterator[Judged]:
    """The subjects; when the last has come, the whole is kept."""
    told = []
    for each in subjects:
        told.append(each)
        yield each
    store.put([("libraries", name, dumps(Whole(tuple(told), unread), Whole))])


def _pages(
    files: Sequence[Member], store: Store, engine: Engine, tell: Tell
) -> tuple[dict[str, Page], tuple[Unread, ...]]:
    """Key of a file -> its page; and the files that are none.  What is not known is read and kept."""
    from auditor.library import work

    rows = store.get("pages", [each.key for each in files])
    fresh = list({each.key: each for each in files if each.key not in rows}.values())
    chunks = [fresh[first : first + FILES_A_CHUNK] for first in range(0, len(fresh), FILES_A_CHUNK)]
    refused: dict[str, str] = {}
    done = len(files) - len(fresh)
    for chunk, found in zip(chunks, engine.map_ordered(work.read, ([m.path for m in c] for c in chunks)), strict=True):
        for member, (document, row) in zip(chunk, found, strict=True):
            rows[member.key] = row
            if row == "null":
                refused[member.key] = document
        told = zip(chunk, found, strict=True)
        store.put(r for m, (d, p) in told for r in (("documents", m.key, d), ("pages", m.key, p)))
        done += len(chunk)
        tell(Progress("reading", done, len(files)))
    read = {name: loads(row, Page | None) for name, row in rows.items()}
    pages = {name: page for name, page in read.items() if page is not None}
    left = [each for each in files if each.key not in pages]
    refused |= store.get("documents", [each.key for each in left if each.key not in refused])
    return pages, tuple(Unread(each.path, _reason(refused.get(each.key, ""))) for each in left)


def _reason(row: str) -> str:
    found = loads(row, Document | Unread) if row else None
    return found.reason if isinstance(found, Unread) else "could not be read"


def _shelves(files: Sequence[Member], pages: Mapping[str, Page], wanted: Wanted) -> list[Shelf]:
    """The pages by subject, without copies."""
    read = [each for each in files if each.key in pages]
    told = [pages[each.key] for each in read]
    known = {name: names for pack in wanted.rules.packs for name, names in pack.subjects.items()}
    if wanted.subject:
        placed = [grouping.Placed(wanted.subject, grouping.GIVEN)] * len(read)
    else:
        placed = grouping.group([each.path for each in read], told, known, wanted.mapping)
    return [
        _shelf(placed[places[0]], [read[i] for i in places], [told[i] for i in places])
        for places in grouping.sets_of(placed).values()
    ]


def _shelf(placed: grouping.Placed, files: Sequence[Member], pages: Sequence[Page]) -> Shelf:
    ids = names([Path(each.path) for each in files])
    named = [replace(each, id=ids[Path(each.path)]) for each in files]
    found = copies([page.said for page in pages])
    notes = [
        f"{named[copy].id} is a copy: every sentence of it stands in {named[whole].id}; it was counted once"
        for copy, whole in sorted(found.copy_of.items())
    ]
    near = [
        f"{named[a].id} and {named[b].id} share {share:.0%} of their sentences: their agreement is not independent"
        for a, b, share in found.near
    ]
    kept = tuple(each for place, each in enumerate(named) if place not in found.copy_of)
    size = sum(page.length for place, page in enumerate(pages) if place not in found.copy_of)
    remarks = (*_few(notes, "copies"), *_few(near, "pairs of pages that share most of their sentences"))
    return Shelf(placed.subject, placed.by == grouping.GIVEN, kept, len(found.copy_of), remarks, size)


def _few(notes: Sequence[str], what: str) -> tuple[str, ...]:
    more = len(notes) - SHOWN
    return (*notes[:SHOWN], f"and {more} more {what}") if more > 0 else tuple(notes)


def _subjects(shelves: Sequence[Shelf], wanted: Wanted, store: Store, engine: Engine, tell: Tell) -> Iterator[Judged]:
    """Every subject: those that are known from the store, all others from the engine, in the order of shelves."""
    from auditor.library import work

    keyed = _keyed(shelves, wanted, store)
    known = store.get("summaries", [name for name in keyed if name])
    missing = [shelf for shelf, name in zip(shelves, keyed, strict=True) if name not in known]
    answers = engine.map_ordered(work.judge, _asked(missing, wanted, store))
    progress = Progress("judging", 0, sum(len(shelf.files) for shelf in shelves))
    for shelf, name in zip(shelves, keyed, strict=True):
        if name in known:
            entry = loads(known[name], Entry)
        else:
            answer = next(answers)
            choice = loads(answer.choice, Choice)
            name = _audit_key(shelf, choice, wanted)  # noqa: PLW2901 - it is known by now
            entry = loads(answer.entry, Entry)
            store.put([
                *answer.trees,
                ("choices", _choice_key(shelf, wanted), answer.choice),
                ("audits", name, answer.audit),
                ("summaries", name, answer.entry),
            ])  # fmt: skip
            progress = replace(progress, characters=progress.characters + shelf.characters)
        progress = replace(progress, done=progress.done + len(shelf.files))
        tell(progress)
        yield Judged(replace(entry, subject=entry.subject or shelf.subject, copies=shelf.copies), name)
    next(answers, None)  # lets the engine end


def _keyed(shelves: Sequence[Shelf], wanted: Wanted, store: Store) -> list[str]:
    """The key of every shelf's audit, empty where it is not even known what the pages are about."""
    names = [_choice_key(shelf, wanted) for shelf in shelves]
    found = store.get("choices", names)
    return [
        _audit_key(shelf, loads(found[name], Choice), wanted) if name in found else ""
        for shelf, name in zip(shelves, names, strict=True)
    ]


def _choice_key(shelf: Shelf, wanted: Wanted) -> str:
    return key("shelf", sets.choice_key(shelf.files, wanted.rules), str(shelf.named), shelf.subject)


def _audit_key(shelf: Shelf, choice: Choice, wanted: Wanted) -> str:
    remarks = dumps(shelf.notes, tuple[str, ...])
    return sets.audit_key(shelf.files, remarks, choice, sets.narrowed_to(choice, wanted.rules), wanted.date)


def _asked(shelves: Sequence[Shelf], wanted: Wanted, store: Store) -> Iterator[Asked]:
    """What is to be judged, made when it is sent: documents stay in the store until then."""
    from auditor.library import work

    rules = dumps(wanted.rules, Rules)
    folder = store.path.parent.resolve().as_posix()
    for shelf in shelves:
        found = store.get("documents", [each.key for each in shelf.files])
        texts = tuple(found.get(each.key, "") for each in shelf.files)
        yield work.Asked(
            shelf.subject, shelf.named, shelf.files, texts, shelf.notes, rules, wanted.date,
            folder if (store.path.parent / FILE).exists() else "",
        )  # fmt: skip


def audit_at(name: str, store: Store) -> Audit | None:
    """The audit that is kept under a key, with its documents; None where the store lost it."""
    kept = store.one("audits", name)
    return sets.recalled(loads(kept, Kept), store) if kept is not None else None
