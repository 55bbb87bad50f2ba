"""The pages of a library on their shelves: a subject each, without copies; what is known of a shelf is not redone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.documents import names
from auditor.library import grouping, keys
from auditor.library.copies import Copies, copies
from auditor.library.pages import Page, said, sentences_of
from auditor.library.sets import Member, load_file
from auditor.model import Document
from auditor.records import dumps, loads
from auditor.rules import Rules
from auditor.store import Store, key

SHOWN = 8
"""So many copies are named in the notes of an audit; more are counted."""


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


def filed(files: Sequence[Member], pages: Mapping[str, Page], wanted: Wanted, store: Store) -> list[Shelf]:
    """The pages by subject, without copies."""
    read = [each for each in files if each.key in pages]
    told = [pages[each.key] for each in read]
    known = {name: names for pack in wanted.rules.packs for name, names in pack.subjects.items()}
    if wanted.subject:
        placed = [grouping.Placed(wanted.subject, grouping.GIVEN)] * len(read)
    else:
        placed = grouping.group([each.path for each in read], told, known, wanted.mapping)
    shelves = []
    for places in grouping.sets_of(placed).values():
        lengths = [told[i].length for i in places]
        shelves.append(_shelf(placed[places[0]], [read[i] for i in places], lengths, store))
    return shelves


def _shelf(placed: grouping.Placed, files: Sequence[Member], lengths: Sequence[int], store: Store) -> Shelf:
    ids = names([Path(each.path) for each in files])
    named = [Member(ids[Path(each.path)], each.path, each.key) for each in files]
    found = _copies(files, store)
    notes = [
        f"{named[copy].id} is a copy: every sentence of it stands in {named[whole].id}; it was counted once"
        for copy, whole in found.copy_of
    ]
    near = [
        f"{named[a].id} and {named[b].id} share {share:.0%} of their sentences: their agreement is not independent"
        for a, b, share in found.near
    ]
    left_out = {copy for copy, _ in found.copy_of}
    kept = tuple(each for place, each in enumerate(named) if place not in left_out)
    size = sum(length for place, length in enumerate(lengths) if place not in left_out)
    remarks = (*_few(notes, "copies"), *_few(near, "pairs of pages that share most of their sentences"))
    return Shelf(placed.subject, placed.by == grouping.GIVEN, kept, len(found.copy_of), remarks, size)


def _copies(files: Sequence[Member], store: Store) -> Copies:
    """The copies among files: of pages that were compared before, as it was found then."""
    name = key(keys.maker(), "copies", *(each.key for each in files))
    kept = store.one("copies", name)
    if kept is not None:
        return loads(kept, Copies)
    rows = store.get("sentences", sorted({each.key for each in files}))
    found = copies([said(loads(rows[each.key], str) if each.key in rows else _lost(each)) for each in files])
    store.put([("copies", name, dumps(found, Copies))])
    return found


def _lost(member: Member) -> str:
    """The hashes of the sentences of a file whose record the store lost on the way."""
    loaded = load_file(member.path)
    return sentences_of(loaded) if isinstance(loaded, Document) else ""


def _few(notes: Sequence[str], what: str) -> tuple[str, ...]:
    more = len(notes) - SHOWN
    return (*notes[:SHOWN], f"and {more} more {what}") if more > 0 else tuple(notes)
