"""Where the reports of a library go: a file a subject and format, and the index; what stands is not written anew."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.console import fail, write

if TYPE_CHECKING:
    from auditor.engines import Engine
    from auditor.library.run import Judged, Tell, Wanted
    from auditor.model import Unread
    from auditor.outputs.index import Entry, Index
    from auditor.store import Store

ENDINGS = {"html": "html", "json": "json", "text": "txt"}
"""Format of the reports of a library -> the ending of its files."""
LONGEST_NAME = 80


def written(
    paths: Sequence[Path],
    wanted: Wanted,
    store: Store,
    engine: Engine,
    folder: Path,
    formats: Sequence[str],
    tell: Tell,
) -> Index:
    """Judge every subject, write a report of each and the index; ``tell`` hears how far that is."""
    from auditor import __version__
    from auditor.library.run import judged
    from auditor.library.sets import remember
    from auditor.outputs.index import Index, ranked

    entries: list[Entry] = []
    keys: list[str] = []
    unread: tuple[Unread, ...]
    taken: dict[str, int] = {}
    subjects, unread = judged(paths, wanted, store, engine, tell)
    for each in subjects:
        name = _free(each.entry.subject, taken)
        for form in formats:
            _report(each, store, folder / f"{name}.{ENDINGS[form]}", form)
        keys.append(each.key)
        entries.append(replace(each.entry, report=f"{name}.{ENDINGS[formats[0]]}"))
    remember(paths, keys, store)
    alone = sum(entry.pages == 1 for entry in entries)
    index = Index(ranked(entries), wanted.date, __version__, unread, alone)
    _index(index, folder, formats, store)
    return index


def _free(subject: str, taken: dict[str, int]) -> str:
    """A name for a file that no other subject has."""
    plain = re.sub(r"[^a-z0-9]+", "-", subject.casefold()).strip("-")[:LONGEST_NAME] or "subject"
    plain = f"{plain}-pages" if plain == "index" else plain
    taken[plain] = taken.get(plain, 0) + 1
    return plain if taken[plain] == 1 else _free(f"{plain}-{taken[plain]}", taken)


def _report(each: Judged, store: Store, target: Path, form: str) -> None:
    """Write a report, unless the file is the one that was written for this audit before."""
    from auditor.store import key

    name = key("report", each.key, form)
    if _stands(name, target, store):
        return
    from auditor.library.run import audit_at
    from auditor.outputs import FORMATS as RENDER

    audit = audit_at(each.key, store)
    if audit is None:
        fail(f"{target}: the cache lost the audit of {each.entry.subject}: run again")
    _put(name, target, RENDER[form](audit), store)


def _stands(name: str, target: Path, store: Store) -> bool:
    """Whether a file is what was written under this name before."""
    kept = store.one("reports", name)
    return kept is not None and target.is_file() and kept == f'"{hashlib.sha256(target.read_bytes()).hexdigest()}"'


def _put(name: str, target: Path, text: str, store: Store) -> None:
    write(target, text)
    store.put([("reports", name, f'"{hashlib.sha256(text.encode()).hexdigest()}"')])


def _index(index: Index, folder: Path, formats: Sequence[str], store: Store) -> None:
    from auditor.outputs import index as page
    from auditor.records import dumps
    from auditor.store import key

    render: Mapping[str, Callable[[Index], str]] = {
        "html": _index_page,
        "json": page.as_json,
        "text": page.as_text,
    }
    for form in formats:
        target, name = folder / f"index.{ENDINGS[form]}", key("index", dumps(index, page.Index), form)
        if not _stands(name, target, store):
            _put(name, target, render[form](index), store)


def _index_page(index: Index) -> str:
    from auditor.outputs.html import render_index

    return render_index(index)
