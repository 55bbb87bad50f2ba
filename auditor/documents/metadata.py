"""What is known of a document besides its text: the ``.meta.json`` beside it, its front matter, its own words."""

from __future__ import annotations

import json
import os
import re
from dataclasses import fields as fields_of
from dataclasses import replace
from pathlib import Path

from auditor.documents.bylines import named, stated_author
from auditor.documents.dates import in_turn, order_of, parse_date, stated_dates
from auditor.model import Metadata

_KEYS = {
    field: tuple(names.split())
    for field, names in {
        "title": "title",
        "publisher": "publisher site site_name",
        "author": "author authors byline creator by",
        "updated": "updated last_updated lastmod last_modified modified date_modified reviewed last_reviewed",
        "published": "published date publish_date pubdate date_published publication_date created",
        "url": "url canonical_url canonical",
        "language": "lang language locale",
    }.items()
}
"""The names under which a field is given, the best first."""
_FILE_NAME = re.compile(
    r"(?i)^(?:microsoft word - |untitled|document\d*$|word document$|about:blank)|\.(?:docx?|odt|rtf|html?|pdf|indd)$"
)
"""Titles that a program has given, not a person."""
_MOST_BYTES = 100_000
_FIELD = re.compile(
    r"^(?P<key>[A-Za-z_][\w-]*)[ \t]*[:=][ \t]*(?P<value>[^\r\n]*?)[ \t]*$(?P<entries>(?:\r?\n[ \t]*- [^\r\n]*){0,20})",
    re.MULTILINE,
)
_ENTRY = re.compile(r"- (?:name:[ \t]*)?([^\r\n:]+)")


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


def of_file(text: str, created: str, modified: str, **others: str) -> Metadata:
    """The properties of a file, whose dates count only where its text states none: they are those of the file.

    A change on the day it was made is no update.  ``text``: the whole text; ``others``: title, author, language.
    """
    stated = stated_dates(text)
    dated = not (stated.updated or stated.published or stated.copyright)
    title = others.get("title", "")
    if _FILE_NAME.search(title):
        others["title"] = ""
    return from_fields(
        {
            **others,
            "published": created if dated else "",
            "updated": modified if dated and parse_date(modified) != parse_date(created) else "",
        }
    )


def front_matter(text: str) -> tuple[Metadata, str]:
    """The metadata in a front matter's own lines, YAML's ``key: value`` or TOML's ``key = "value"``.

    Nested keys are passed over, of a list of authors all are taken.  Besides, in which order the document's language
    writes a day in figures.
    """
    fields: dict[str, str] = {}
    for match in _FIELD.finditer(text):
        value = match["value"].strip("'\"")
        if value[:1] == "[" or (not value and match["entries"]):
            entries = value.strip("[]").split(",") if value else _ENTRY.findall(match["entries"])
            value = "; ".join(each.strip(" '\"") for each in entries)
        fields.setdefault(match["key"], value)
    order = order_of(next((value for key, value in fields.items() if key.lower() in _KEYS["language"]), ""))
    return from_fields(fields, order), order


def from_fields(fields: dict[str, str], order: str = "") -> Metadata:
    """Metadata from named values; of several names for one thing, the first of ``_KEYS`` that gives something counts.

    ``order`` is that of day and month in figures.
    """
    given = {key.lower().replace("-", "_"): value.strip() for key, value in fields.items()}
    chosen: dict[str, str] = {}
    for field, names in _KEYS.items():
        values = (_read(field, given[name], order) for name in names if given.get(name))
        if value := next(filter(None, values), ""):
            chosen[field] = value
    return Metadata(**chosen)


def _read(field: str, value: str, order: str) -> str:
    if field in ("published", "updated"):
        return parse_date(value, order)
    if field == "author":
        return named(value)
    return value.lower()[:2] if field == "language" else value


def completed(given: Metadata, text: str, title: str, order: str = "") -> Metadata:
    """``given`` with what it lacks taken from the text: its first heading as title, its byline, the dates it states.

    An update before the publication is none.  The one date that judging goes by is that of the update, else of the
    publication, else the year of the copyright.
    """
    stated = stated_dates(text, order)
    published = given.published or stated.published
    updated = given.updated or stated.updated
    if not given.updated and given.published and not in_turn(published, updated):
        updated = ""
    if not given.published and given.updated and not in_turn(published, updated):
        published = ""
    if published and updated and not in_turn(published, updated):
        updated = ""
    return replace(
        given,
        title=given.title or title,
        author=given.author or stated_author(text),
        published=published,
        updated=updated,
        date=updated or published or stated.copyright,
    )


def merged(first: Metadata, second: Metadata) -> Metadata:
    """The fields of ``first``, and those of ``second`` where ``first`` has none."""
    default = Metadata()
    chosen = {each.name: getattr(first, each.name) or getattr(second, each.name) for each in fields_of(Metadata)}
    if first.language == default.language:
        chosen["language"] = second.language
    return Metadata(**chosen)
