"""The index of a library: a line a subject, the worst first, each with its report."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import cast

from auditor.model import Unread
from auditor.outputs.view.nouns import Kind
from auditor.outputs.words import counted

COLUMNS = (
    ("conflict", "conflicts"), ("internal", "within a page"), ("derived", "derived"), ("overlap", "overlaps"),
    ("outdated", "outdated"), ("scope", "scope traps"), ("silent", "silent"),
)  # fmt: skip
"""Kind of finding -> its column, in the order in which subjects are ranked."""
DRAWN: Mapping[str, Kind] = {
    kind: "trap" if kind == "scope" else cast(Kind, kind) for kind, _ in COLUMNS
}  # fmt: skip
"""Kind of finding -> what a report shows it as."""
MOST_UNREAD = 200
"""So many files that were not read are named; more are counted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A subject in the index: its pages, copies among them, claims, attributes compared, findings by kind.

    ``kinds`` holds (kind, count) pairs, ``grave`` the number of findings whose severity is error, ``report`` the name
    of its report's file.
    """

    subject: str
    pages: int
    copies: int
    claims: int
    compared: int
    grave: int
    kinds: tuple[tuple[str, int], ...]
    report: str = ""

    def count(self, kind: str) -> int:
        """How many findings of a kind there are; what a later revision superseded counts as outdated."""
        kinds = (kind, "superseded") if kind == "outdated" else (kind,)
        return sum(number for name, number in self.kinds if name in kinds)


@dataclass(frozen=True, slots=True)
class Index:
    """All subjects of a library, the worst first."""

    entries: tuple[Entry, ...]
    date: str
    version: str
    unread: tuple[Unread, ...] = ()
    alone: int = 0
    """How many pages are on a subject that no other page is on."""


def ranked(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The worst first: by grave findings, then by each kind in the order of the columns, then by name."""
    return tuple(
        sorted(
            entries, key=lambda e: (-e.grave, *(-e.count(kind) for kind, _ in COLUMNS), e.subject.casefold(), e.report)
        )
    )


def as_json(index: Index) -> str:
    """The index as JSON."""
    form = asdict(index)
    for entry in form["entries"]:
        entry["kinds"] = dict(entry["kinds"])
    return json.dumps(form, ensure_ascii=True, indent=1) + "\n"


def sums(index: Index) -> tuple[tuple[Kind, str, int], ...]:
    """How many findings of each column there are in all subjects, with what it is drawn as, in the order of columns."""
    return tuple((DRAWN[kind], label, sum(each.count(kind) for each in index.entries)) for kind, label in COLUMNS)


def tally(entry: Entry) -> tuple[tuple[Kind, str], ...]:
    """What was found on a subject, in words, each with what it is drawn as; the worst first.

    >>> tally(Entry("Teal Bridge", 3, 1, 40, 12, 2, (("conflict", 1), ("scope", 1200))))
    (('conflict', '1 conflict'), ('trap', '1,200 scope traps'))
    """
    found = ((DRAWN[kind], entry.count(kind), label) for kind, label in COLUMNS)
    return tuple((kind, counted(number, label.removesuffix("s"), label)) for kind, number, label in found if number)


def as_text(index: Index, most: int = 0) -> str:
    """The index as lines of text, of all subjects or of so many."""
    entries = index.entries[:most] if most else index.entries
    return "".join(f"{told(entry)}\n" for entry in entries)


def told(entry: Entry) -> str:
    """A subject in a line.

    >>> told(Entry("Teal Bridge", 3, 1, 40, 12, 2, (("conflict", 2), ("scope", 1))))
    'Teal Bridge: 3 pages (1 a copy), 12 attributes compared: conflicts 2, scope traps 1'
    """
    found = ", ".join(f"{label} {entry.count(kind)}" for kind, label in COLUMNS if entry.count(kind))
    copies = f" ({entry.copies} {'a copy' if entry.copies == 1 else 'copies'})" if entry.copies else ""
    pages = f"{entry.pages} {'page' if entry.pages == 1 else 'pages'}{copies}"
    return f"{entry.subject}: {pages}, {entry.compared} attributes compared: {found or 'nothing found'}"
