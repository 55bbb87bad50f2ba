"""The story of a library: files are read, pages grouped by subject, subjects judged; what is known is not redone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING

from auditor.documents import gather
from auditor.engines import Engine, Here
from auditor.library import keys, sets
from auditor.library.pages import Page
from auditor.library.places import kind_of, listed
from auditor.library.sets import Choice, Kept, Member, Record
from auditor.library.shelves import Shelf, Wanted, filed
from auditor.model import Audit, Document, Unread
from auditor.modelfiles import model_identity
from auditor.outputs.index import Entry
from auditor.records import dumps, loads
from auditor.rules import Rules
from auditor.store import FILE, Store, key

if TYPE_CHECKING:
    from auditor.library.work import Asked, Loaded

FILES_A_CHUNK = 24
FILES_AT_ONCE = 500
NEWEST = 8
"""So many files tell whether a few are new."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: what is being done, documents done and in all, characters and claims of those done in it."""

    step: str
    done: int
    total: int
    characters: int = 0
    claims: int = 0


Tell = Callable[[Progress], None]


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
    given: Sequence[str], wanted: Wanted, store: Store, engine: Engine, tell: Tell
) -> tuple[Iterator[Judged], tuple[Unread, ...]]:
    """Every subject under some paths and addresses, in the order of their names, and what was not read.

    Raises ``AddressError``.  Subjects come one after the other as they are judged.  Whatever was finished is in the
    store, also where the run is broken off.
    """
    here, refused = gather([Path(each) for each in given if not kind_of(each)])
    there, missing = listed([each for each in given if kind_of(each)])
    refused += missing
    if _few_are_new(here, store):
        from auditor.library import work

        engine.prepare(work.prepare, dumps(wanted.rules, Rules))
    files = sets.members_of(here, there)
    name = _library_key(files, refused, wanted)
    kept = store.one("libraries", name)
    if kept is not None:
        whole = loads(kept, Whole)
        return iter(whole.subjects), whole.unread
    pages, unread = _pages(files, store, engine, tell)
    shelves = filed(files, pages, wanted, store)
    told = (*refused, *unread)
    return _remembered(_subjects(shelves, wanted, store, engine, tell), told, name, store), told


def _few_are_new(files: Sequence[Path], store: Store) -> bool:
    """Whether, of the files that were written last, a few are not known: a guess which costs time only where wrong.

    Hashing and grouping all pages takes as long as loading the language model: both go on at once.
    """
    newest = nlargest(NEWEST, files, key=_written)
    known = store.get("pages", [keys.of_file(file) for file in newest])
    return bool(known) and 0 < len(newest) - len(known) <= NEWEST // 2


def _written(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0


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
    found = _known_pages(files, store)
    fresh = list({each.key: each for each in files if each.key not in found}.values())
    done = len(files) - len(fresh)
    for chunk, loaded in _read(fresh, engine):
        told = list(zip((member.key for member in chunk), loaded, strict=True))
        store.put(
            record
            for name, it in told
            for record in (
                ("documents", name, it.document),
                ("pages", name, it.page),
                ("sentences", name, it.sentences),
            )
        )
        found.update((name, _page(it.page)) for name, it in told)
        done += len(chunk)
        tell(Progress("reading", done, len(files)))
    pages = {name: page for name, page in found.items() if page is not None}
    left = [each for each in files if each.key not in pages]
    refused = store.get("documents", [each.key for each in left])
    return pages, tuple(Unread(each.path, _reason(refused.get(each.key, ""))) for each in left)


def _records(name: str, loaded: Loaded) -> tuple[Record, ...]:
    return ("documents", name, loaded.document), ("pages", name, loaded.page), ("sentences", name, loaded.sentences)


def _known_pages(files: Sequence[Member], store: Store) -> dict[str, Page | None]:
    """Key of a file -> its page as the store holds it; some at a time, so that rows don't pile up."""
    found: dict[str, Page | None] = {}
    for first in range(0, len(files), FILES_AT_ONCE):
        rows = store.get("pages", [each.key for each in files[first : first + FILES_AT_ONCE]])
        found.update((name, _page(row)) for name, row in rows.items())
    return found


def _page(row: str) -> Page | None:
    """The page of a row; words that many pages share are held once."""
    page: Page | None = loads(row, Page | None)
    if page is None:
        return None
    names = tuple((intern(words), count) for words, count in page.names)
    also = tuple((intern(name), intern(other)) for name, other in page.also)
    weak, headed, proper = (tuple(map(intern, words)) for words in (page.weak, page.headed, page.proper))
    return Page(intern(page.title), page.length, names, weak, also, headed, proper)


def _read(files: Sequence[Member], engine: Engine) -> Iterator[tuple[Sequence[Member], Sequence[Loaded]]]:
    """Files as they are loaded, some at a time; a few are loaded here, which takes less than sending them away."""
    from auditor.library import work

    chunks = [files[first : first + FILES_A_CHUNK] for first in range(0, len(files), FILES_A_CHUNK)]
    doing = engine if len(chunks) > 1 else Here()
    return zip(chunks, doing.map_ordered(work.read, ([m.path for m in chunk] for chunk in chunks)), strict=True)


def _reason(row: str) -> str:
    found = loads(row, Document | Unread) if row else None
    return found.reason if isinstance(found, Unread) else "could not be read"


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
        progress = replace(progress, done=progress.done + len(shelf.files), claims=progress.claims + entry.claims)
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
