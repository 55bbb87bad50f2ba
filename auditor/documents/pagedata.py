"""What an HTML page says of itself in its head: title, site, dates, address, language."""

from __future__ import annotations

import re

from auditor.documents.dom import Node, attribute
from auditor.documents.metadata import from_fields
from auditor.documents.outline import words
from auditor.model import Metadata

# The names under which pages give a field, the best first.
_NAMES = {
    "title": ("og:title", "citation_title", "dc.title", "twitter:title"),
    "publisher": ("og:site_name", "citation_publisher", "dc.publisher", "publisher", "application-name", "author"),
    "modified": (
        "article:modified_time",
        "og:updated_time",
        "last-modified",
        "dcterms.modified",
        "dc.date.modified",
        "revised",
    ),
    "published": (
        "article:published_time",
        "citation_publication_date",
        "dcterms.created",
        "dc.date",
        "date",
        "pubdate",
    ),
    "url": ("og:url",),
}
_LINKED = re.compile(r'"date(?P<which>Modified|Published)"\s*:\s*"(?P<date>[^"]{4,40})"')


def page_metadata(raw: str, root: Node) -> Metadata:
    """The metadata in a page's ``meta`` elements, JSON-LD, canonical link, ``title`` and ``lang``."""
    given: dict[str, str] = {}
    for meta in root.query("meta"):
        name = (attribute(meta, "property") or attribute(meta, "name") or attribute(meta, "http-equiv")).lower()
        given.setdefault(name, words(attribute(meta, "content")))
    fields = {field: next((given[name] for name in names if given.get(name)), "") for field, names in _NAMES.items()}
    for match in _LINKED.finditer(raw):
        field = match["which"].lower()
        fields[field] = fields[field] or match["date"]
    if not fields["title"]:
        title = root.query("title")
        fields["title"] = words(title[0].to_text()) if title else ""
    for link in root.query("link"):
        if "canonical" in attribute(link, "rel").lower():
            fields["url"] = attribute(link, "href") or fields["url"]
    page = root.query("html")
    fields["lang"] = attribute(page[0], "lang").lower()[:2] if page else ""
    return from_fields(fields)
