"""The index of a library: a line a subject, the worst first, each with its report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from auditor.model import Unread

COLUMNS = (
    ("conflict", "conflicts"), ("internal", "within a page"), ("derived", "derived"), ("overlap", "overlaps"),
    ("outdated", "outdated"), ("scope", "scope traps"), ("silent", "silent"),
)  # fmt: skip
"""Kind of finding -> its column, in the order in which subjects are ranked."""
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
        """How many findings of a kind there are."""
        return dict(self.kinds).get(kind, 0)


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


def as_html(index: Index) -> str:
    """The index as a page of its own, in the style of the reports."""
    from markupsafe import Markup

    from auditor.outputs.html import asset, environment

    template = environment().get_template("index.html.j2")
    return template.render(
        index=index,
        columns=COLUMNS,
        css=Markup(asset("report.css")),
        pages=sum(entry.pages for entry in index.entries),
        claims=sum(entry.claims for entry in index.entries),
        troubled=sum(1 for entry in index.entries if entry.grave),
        unread=index.unread[:MOST_UNREAD],
    )


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
