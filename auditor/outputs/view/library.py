"""Many audits as one list: a line a subject, the worst first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.outputs.view.nouns import KINDS, Kind
from auditor.outputs.view.page import Count, Report
from auditor.outputs.words import counted

_SHOWN: tuple[Kind, ...] = ("conflict", "overlap", "trap", "outdated", "derived", "internal", "silent", "agree")


@dataclass(frozen=True, slots=True)
class Entry:
    """One subject of a library: where its report lies, relative to the index, and what it counts."""

    subject: str
    href: str
    verdict: str
    sources: int
    claims: int
    counts: tuple[Count, ...]
    worst: Kind


@dataclass(frozen=True, slots=True)
class Library:
    """The index over the reports of a library; ``counts`` are sums over all of them."""

    entries: tuple[Entry, ...]
    scale: str
    counts: tuple[Count, ...]
    date: str


def library(reports: Sequence[tuple[str, Report]]) -> Library:
    """Return the index over ``reports`` (address, report): by their worst findings, then by name."""
    entries = sorted((_entry(href, page) for href, page in reports), key=_gravity)
    labels = {count.kind: count.label for _, page in reports for count in page.counts}
    sums = {kind: sum(_number(entry, kind) for entry in entries) for kind in _SHOWN}
    scale = (
        f"{counted(len(entries), 'subject')}, {counted(sum(entry.sources for entry in entries), 'document')} read, "
        f"{counted(sum(entry.claims for entry in entries), 'claim')} found."
    )
    counts = tuple(Count(kind, sums[kind], labels[kind]) for kind in _SHOWN if kind in labels)
    return Library(tuple(entries), scale, counts, max((page.date for _, page in reports), default=""))


def _entry(href: str, page: Report) -> Entry:
    counts = tuple(count for count in page.counts if count.kind in _SHOWN and count.number)
    worst: Kind = next((kind for kind in KINDS if any(count.kind == kind for count in counts)), "single")
    claims = sum(source.claims for source in page.sources)
    return Entry(page.subject or "no common subject", href, page.verdict, len(page.sources), claims, counts, worst)


def _gravity(entry: Entry) -> tuple[tuple[int, ...], str, str]:
    return tuple(-_number(entry, kind) for kind in _SHOWN[:-1]), entry.subject.casefold(), entry.href


def _number(entry: Entry, kind: Kind) -> int:
    return next((count.number for count in entry.counts if count.kind == kind), 0)
