"""One set of documents through the store: what was loaded and judged before is not loaded and judged again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from auditor.documents import DocumentError, gather, load, names
from auditor.library import keys, places
from auditor.library.places import Place
from auditor.model import Audit, Document, Unread
from auditor.modelfiles import model_identity
from auditor.records import dumps, loads
from auditor.rules import Rules
from auditor.store import Store, key
from auditor.subjects import Subject


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a set: its name there, its path, the key of its contents."""

    id: str
    path: str
    key: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What a set of documents is about, and the packs that read it."""

    subject: Subject
    packs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """An audit as it is kept: its documents are records of their own."""

    audit: Audit
    sources: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """The last run over some paths: the keys of the audits that it gave."""

    paths: tuple[str, ...]
    audits: tuple[str, ...]


Record = tuple[str, str, str]
"""Table, key, JSON: what is to be put into a store."""


def rules_of(packs: Sequence[str], store: Store, off: Sequence[str] = ()) -> Rules:
    """The rules of some packs, without what is ``off``, read from YAML only where they changed.

    Raises ``RuleError``.
    """
    from auditor import packs as shelf

    contents = shelf.contents(packs)
    name = key(keys.maker(), "rules", contents, *packs, "off", *off)
    kept = store.one("rules", name) if contents else None
    if kept is not None:
        return _same(kept)
    rules = shelf.load(packs, off)
    if contents:
        store.put([("rules", name, told := dumps(rules, Rules))])
        return _same(told)
    return rules


@lru_cache(maxsize=4)
def _same(kept: str) -> Rules:
    """The rules of a record: the same object in every run of a process, by which a reader knows them."""
    return loads(kept, Rules)


def members(paths: Iterable[Path]) -> tuple[tuple[Member, ...], tuple[Unread, ...]]:
    """The files at and under ``paths``, sorted by path, with keys of what they hold now; and what was refused."""
    files, refused = gather(paths)
    return members_of(files), tuple(refused)


def members_of(files: Sequence[Path], there: Sequence[Place] = ()) -> tuple[Member, ...]:
    """Files, and documents at addresses, with their names in the set, and with keys of what they hold now."""
    ids = names([*files, *(Path(place.address) for place in there)])
    here = (Member(ids[file], file.as_posix(), keys.of_file(file)) for file in files)
    far = (Member(ids[Path(place.address)], place.address, keys.of_place(place)) for place in there)
    return tuple(sorted((*here, *far), key=lambda each: each.path)) if there else tuple(here)


def audit(paths: Sequence[Path], rules: Rules, date: str, store: Store) -> Audit:
    """The audit of the documents under ``paths``, the same as ``auditor.audit.audit`` gives; raises as that does."""
    files, refused = members(paths)
    result, name = audit_of(files, refused, rules, date, store)
    remember(paths, [name], store)
    return result


def remember(paths: Sequence[Path], audits: Sequence[str], store: Store) -> None:
    """Keep which audits the last run over some paths gave: what the store holds of them is what stands now."""
    told = sorted({path.as_posix() for path in paths})
    store.put([("runs", run_key(paths), dumps(Run(tuple(told), tuple(audits)), Run))])


def run_key(paths: Sequence[Path]) -> str:
    """The key of the last run over some paths."""
    return key("run", *sorted({path.as_posix() for path in paths}))


def audit_of(
    files: Sequence[Member], refused: Sequence[Unread], rules: Rules, date: str, store: Store
) -> tuple[Audit, str]:
    """The same of files that are known, with its key; what was not judged before is judged here and kept."""
    chosen = choice_key(files, rules)
    said = store.one("choices", chosen)
    loaded: tuple[tuple[Document, ...], tuple[Unread, ...]] | None = None
    if said is None:
        loaded = documents(files, store)
        choice = choose(loaded[0], rules)
        store.put([("choices", chosen, dumps(choice, Choice))])
    else:
        choice = loads(said, Choice)
    narrowed = narrowed_to(choice, rules)
    name = audit_key(files, dumps(tuple(refused), tuple[Unread, ...]), choice, narrowed, date)
    kept = store.one("audits", name)
    if kept is not None and (found := recalled(loads(kept, Kept), store)) is not None:
        return found, name
    have, unread = loaded or documents(files, store)
    result, trees = judged(have, (*refused, *unread), choice, narrowed, date, store)
    store.put([*trees, ("audits", name, dumps(kept_of(result, files), Kept))])
    return result, name


def choice_key(files: Sequence[Member], rules: Rules) -> str:
    """The key of what files are about."""
    return key(keys.maker(), "choice", _whole(files), keys.of_choice(rules))


def audit_key(files: Sequence[Member], remarks: str, choice: Choice, narrowed: Rules, date: str) -> str:
    """The key of the audit of files that are about something, under rules, on a day."""
    told = dumps(choice.subject, Subject)
    parts = (_whole(files), remarks, told, keys.of_rules(narrowed), date, *map(str, model_identity()))
    return key(keys.maker(), "audit", *parts)


def _whole(files: Sequence[Member]) -> str:
    return key(*(part for each in files for part in (each.id, each.path, each.key)))


def narrowed_to(choice: Choice, rules: Rules) -> Rules:
    """The rules of the packs that a choice names."""
    return Rules(rules.common, tuple(pack for pack in rules.packs if pack.name in choice.packs))


def documents(files: Sequence[Member], store: Store) -> tuple[tuple[Document, ...], tuple[Unread, ...]]:
    """The files as documents, in their order, and what can't be read; kept where they were loaded here."""
    found: dict[str, Document | Unread] = dict(_stored(files, store))
    fresh: list[Record] = []
    for each in files:
        if each.key not in found:
            found[each.key] = loaded = load_file(each.path)
            fresh.append(("documents", each.key, dumps(loaded, Document | Unread)))
    store.put(fresh)
    read = [(each, found[each.key]) for each in files]
    return (
        tuple(replace(it, id=each.id, path=each.path) for each, it in read if isinstance(it, Document)),
        tuple(replace(it, path=each.path) for each, it in read if isinstance(it, Unread)),
    )


def load_file(path: str) -> Document | Unread:
    """A file, or what is at an address, as it is kept: under no name, as it may stand in many sets under many."""
    try:
        if not places.kind_of(path):
            return replace(load(Path(path), ""), path="")
        with places.fetched(path) as file:
            return replace(load(file, ""), path="")
    except DocumentError as error:
        return Unread("", error.reason)
    except places.AddressError as error:
        return Unread("", f"cannot be fetched: {error}")


def _stored(files: Iterable[Member], store: Store) -> Iterator[tuple[str, Document | Unread]]:
    found = store.get("documents", sorted({each.key for each in files}))
    for name, row in found.items():
        kept: Document | Unread = loads(row, Document | Unread)
        yield name, kept


def choose(documents: Sequence[Document], rules: Rules) -> Choice:
    """What documents are about, and the names of the packs that read them."""
    from auditor.audit import subject_and_rules

    subject, narrowed = subject_and_rules(documents, rules)
    return Choice(subject, tuple(pack.name for pack in narrowed.packs))


def judged(
    documents: Sequence[Document],
    unread: Sequence[Unread],
    choice: Choice,
    rules: Rules,
    date: str,
    store: Store | None,
) -> tuple[Audit, list[Record]]:
    """The audit of documents, and the parses that it took; those in the store are not made again."""
    from auditor import audit as story
    from auditor.library.trees import KeptTrees

    trees = KeptTrees(store, model_identity()[0])
    return story.judged(documents, unread, choice.subject, rules, date, trees), trees.fresh


def of_documents(
    documents: Sequence[Document], unread: Sequence[Unread], rules: Rules, date: str, store: Store
) -> Audit:
    """The audit of documents at hand, such as those of a revision: what was parsed before is not parsed again."""
    documents = tuple(sorted(documents, key=lambda document: document.id))
    choice = choose(documents, rules)
    result, trees = judged(documents, unread, choice, narrowed_to(choice, rules), date, store)
    store.put(trees)
    return result


def kept_of(result: Audit, files: Sequence[Member]) -> Kept:
    """An audit as it is kept, its documents by the files that they were loaded from."""
    by_id: Mapping[str, Member] = {each.id: each for each in files}
    return Kept(replace(result, sources=()), tuple(by_id[source.id] for source in result.sources))


def recalled(kept: Kept, store: Store) -> Audit | None:
    """The audit with its documents; None where the store lost one."""
    sources, _ = documents(kept.sources, store)
    return replace(kept.audit, sources=sources) if len(sources) == len(kept.sources) else None
