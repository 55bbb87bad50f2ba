"""Look-ups over an audit: sources by id with the names a report gives them, claims by id, anchors, places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from auditor.model import Audit, Claim, Document
from auditor.outputs.characters import shown
from auditor.outputs.places import Lines, lines_by_source
from auditor.outputs.view.nouns import SourceRef

_NAME_LENGTH = 48
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"'\\^`{|}\x00-\x20\x7f]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Index:
    """An audit with its look-ups, all by id."""

    audit: Audit
    documents: dict[str, Document]
    claims: dict[str, Claim]
    refs: dict[str, SourceRef]
    lines: dict[str, Lines]
    claim_anchors: dict[str, str]
    topic_anchors: dict[str, str]


def index(audit: Audit) -> Index:
    """Return ``audit`` with its look-ups."""
    names = _names(audit.sources)
    source_anchors = _anchors("s", (source.id for source in audit.sources))
    refs = {
        source.id: SourceRef(number, name, source.metadata.date, source_anchors[source.id])
        for number, (source, name) in enumerate(zip(audit.sources, names, strict=True), start=1)
    }
    return Index(
        audit,
        {source.id: source for source in audit.sources},
        {claim.id: claim for claim in audit.claims},
        refs,
        lines_by_source(audit),
        {claim.id: f"c{at}" for at, claim in enumerate(audit.claims, start=1)},
        {topic.id: f"t{at}" for at, topic in enumerate(audit.topics, start=1)},
    )


def safe_address(url: str) -> str:
    """Return ``url`` where it is a plain web or mail address, else nothing.

    >>> safe_address("https://example.org/a"), safe_address("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    return url if _ADDRESS.fullmatch(url) and shown(url) == url else ""


def _anchors(letter: str, ids: Iterable[str]) -> dict[str, str]:
    """Return an HTML id for each of ``ids``: its own letters and digits, numbered where two would be equal."""
    taken: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for name in ids:
        slug = re.sub(r"[^A-Za-z0-9]+", "-", name.removeprefix(f"{letter}-")).strip("-")[:60].strip("-")
        anchor = f"{letter}-{slug}"
        seen[anchor] += 1
        taken[name] = anchor if seen[anchor] == 1 else f"{anchor}--{seen[anchor]}"
    return taken


def _names(sources: tuple[Document, ...]) -> list[str]:
    """Return a short name for each source: the first that is unique of publisher, title, file name and path."""
    candidates = [
        (source.metadata.publisher, source.metadata.title, PurePath(source.path).name, source.path)
        for source in sources
    ]
    counts = [Counter(column) for column in zip(*candidates, strict=True)]
    names = []
    for row, source in zip(candidates, sources, strict=True):
        unique = (name for name, count in zip(row, counts, strict=False) if name and count[name] == 1)
        names.append(_short(next(unique, source.id)))
    return names


def _short(name: str) -> str:
    return name if len(name) <= _NAME_LENGTH else name[: _NAME_LENGTH - 1].rstrip() + "…"
