"""What is known of a document besides its text: the ``.meta.json`` beside it, its front matter, its own words."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path

from auditor.documents.dates import parse_date, stated_date
from auditor.model import Metadata

_KEYS = {
    "title": "title",
    "publisher": "publisher",
    "site": "publisher",
    "site_name": "publisher",
    "author": "publisher",
    "updated": "date",
    "last_updated": "date",
    "lastmod": "date",
    "modified": "date",
    "date": "date",
    "published": "date",
    "url": "url",
    "canonical_url": "url",
    "lang": "language",
    "language": "language",
}
_MOST_BYTES = 100_000
_FIELD = re.compile(r"^(?P<key>[A-Za-z_][\w-]*)[ \t]*:[ \t]*(?P<value>[^\r\n]*?)[ \t]*$", re.MULTILINE)


def beside(path: Path) -> tuple[Metadata, tuple[str, ...]]:
    """The metadata in ``NAME.meta.json`` beside the file ``NAME``; a file that cannot be used is a note, no failure."""
    side = path.with_name(path.name + ".meta.json")
    try:
        if not side.exists():
            return Metadata(), ()
        if not side.is_file() or Path(os.path.realpath(side)).parent != Path(os.path.realpath(path)).parent:
            return Metadata(), (f"{side.name} ignored: expected a file in the folder of its document",)
        with side.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            return Metadata(), (f"{side.name} ignored: larger than {_MOST_BYTES // 1000} kB",)
        found = json.loads(data.decode("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        return Metadata(), (f"{side.name} ignored: expected JSON ({str(error)[:120]})",)
    if not isinstance(found, dict):
        return Metadata(), (f"{side.name} ignored: expected a JSON object",)
    return from_fields({str(key): value for key, value in found.items() if isinstance(value, str)}), ()


def front_matter(text: str) -> Metadata:
    """The metadata in a front matter's own lines ``key: value``; lists and nested keys are passed over."""
    return from_fields({match["key"]: match["value"].strip("'\"") for match in _FIELD.finditer(text)})


def from_fields(fields: dict[str, str]) -> Metadata:
    """Metadata from named values; of several names for one thing, the first of ``_KEYS`` that is given counts."""
    given = {key.lower().replace("-", "_"): value.strip() for key, value in fields.items()}
    chosen: dict[str, str] = {}
    for key, name in _KEYS.items():
        value = parse_date(given.get(key, "")) if name == "date" else given.get(key, "")
        if value:
            chosen.setdefault(name, value)
    return Metadata(**chosen)


def completed(given: Metadata, text: str, title: str) -> Metadata:
    """``given`` with what it lacks taken from the text: its first heading as title, the date that it states."""
    return replace(given, title=given.title or title, date=given.date or stated_date(text))


def merged(first: Metadata, second: Metadata) -> Metadata:
    """The fields of ``first``, and those of ``second`` where ``first`` has none."""
    default = Metadata()
    return Metadata(
        first.title or second.title,
        first.publisher or second.publisher,
        first.date or second.date,
        first.url or second.url,
        first.language if first.language != default.language else second.language,
    )
