"""What an HTML page says of itself besides its text: title, site, author, dates, address, language."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from urllib.parse import urljoin, urlsplit

from auditor.documents.dates import order_of, parse_date
from auditor.documents.dom import Node, attribute, elements
from auditor.documents.linkeddata import linked_fields
from auditor.documents.metadata import from_fields
from auditor.documents.outline import words
from auditor.model import Metadata

# The names under which pages give a field, the best first.
_NAMES = {
    "title": "og:title citation_title dc.title dcterms.title twitter:title",
    "publisher": "og:site_name citation_publisher dc.publisher dcterms.publisher publisher application-name",
    "author": "author citation_author dc.creator dcterms.creator article:author parsely-author sailthru.author byl",
    "updated": (
        "article:modified_time article:modified og:updated_time datemodified dcterms.modified dc.date.modified "
        "dc.modified last-modified last_updated lastmod revised"
    ),
    "published": (
        "article:published_time article:published og:article:published_time datepublished citation_publication_date "
        "citation_online_date citation_date dcterms.issued dc.date.issued dcterms.created dc.date.created dcterms.date "
        "dc.date parsely-pub-date sailthru.date publication_date publish-date date pubdate"
    ),
    "url": "og:url citation_public_url dc.identifier",
    "lang": "og:locale content-language language dc.language dcterms.language citation_language",
}
_ITEMS = {"datepublished": "published", "datemodified": "updated", "author": "author"}
_CLASSES = {"published": "published", "entry-date": "published", "updated": "updated", "modified": "updated"}


def page_metadata(root: Node, beside: Collection[int] = ()) -> tuple[Metadata, str]:
    """The metadata in a page's ``meta`` elements, JSON-LD, canonical link, marked elements, ``title`` and ``lang``.

    ``beside`` are the identities of elements beside the article, whose dates are not the page's.  Besides, in which
    order the page's language writes a day in figures.
    """
    nodes = _Nodes()
    for node in elements(root):
        nodes.take(node)
    given = _given(nodes.of["meta"])
    page = nodes.of["html"]
    tag = (attribute(page[0], "lang") or attribute(page[0], "xml:lang")) if page else ""
    found = {field: [given[name] for name in names.split() if given.get(name)] for field, names in _NAMES.items()}
    address = _canonical(nodes, found["url"])
    scripts = (node.to_text() for node in nodes.of["script"])
    linked = linked_fields(scripts, [address, *found["url"]] if address else found["url"])
    marked = _marked(nodes.marked, beside)
    tag = tag or next(iter(found["lang"]), "") or linked.get("lang", "")
    order = order_of(tag)
    fields = {name: _best(name, [*found[name], linked.get(name, ""), *marked.get(name, ())], order) for name in found}
    if not fields["title"]:
        fields["title"] = words(nodes.of["title"][0].to_text()) if nodes.of["title"] else ""
    fields |= {"url": address or linked.get("url", ""), "lang": tag}
    return from_fields(fields, order), order


class _Nodes:
    """The elements of a page that may tell of it: by name, and those whose attributes do."""

    def __init__(self) -> None:
        self.of: dict[str, list[Node]] = {name: [] for name in "html meta link base title script".split()}
        self.marked: list[Node] = []

    def take(self, node: Node) -> None:
        """Keep an element where it may tell something."""
        if node.name == "script" and not attribute(node, "type").lower().strip().startswith("application/ld+json"):
            return
        if node.name == "title" and self.of["title"]:  # a drawing has titles too
            return
        if node.name in self.of:
            self.of[node.name].append(node)
        if node.name != "meta" and (
            node.name == "time" or "itemprop" in node.attrs or node.attrs.get("rel") == "author"
        ):
            self.marked.append(node)


def _given(metas: Iterable[Node]) -> dict[str, str]:
    """The contents of the ``meta`` elements by their lower-case names; of authors all, else the first."""
    given: dict[str, str] = {}
    for meta in metas:
        name = next(
            filter(None, (attribute(meta, each) for each in ("property", "name", "http-equiv", "itemprop"))), ""
        )
        name, content = name.lower(), words(attribute(meta, "content"))
        if name in ("citation_author", "dc.creator") and given.get(name) and content:
            given[name] = f"{given[name]}; {content}"
        elif content:
            given.setdefault(name, content)
    return given


def _best(name: str, values: Iterable[str], order: str) -> str:
    """The first of the values that is one: of dates, the first that can be read."""
    usable = (value for value in values if value and (name not in ("published", "updated") or parse_date(value, order)))
    return next(usable, "")


def _canonical(nodes: _Nodes, others: list[str]) -> str:
    """The page's address of its own, completed by what is known of its site; a path without a site is none."""
    links = [link for link in nodes.of["link"] if "canonical" in attribute(link, "rel").lower().split()]
    bases = [attribute(base, "href") for base in nodes.of["base"]]
    for each in (*(attribute(link, "href") for link in links), *others):
        for site in ("", *others, *bases):
            if whole := _address(site, each.strip()):
                return whole
    return ""


def _address(site: str, address: str) -> str:
    """An address, seen from a site; ``""`` where that is none of a page."""
    try:
        whole = urljoin(site, address)
        parts = urlsplit(whole)
    except ValueError:
        return ""
    return whole if parts.scheme in ("http", "https") and parts.netloc else ""


def _marked(nodes: Iterable[Node], beside: Collection[int]) -> dict[str, list[str]]:
    """What elements of the article itself are marked as: microdata, ``rel=author``, the classes of ``time``."""
    found: dict[str, list[str]] = {}
    for node in nodes:
        properties = attribute(node, "itemprop").lower().split()
        fields = [_ITEMS[each] for each in properties if each in _ITEMS]
        if node.name == "time":
            fields += [_CLASSES[each] for each in attribute(node, "class").lower().split() if each in _CLASSES]
        elif attribute(node, "rel") == "author":
            fields.append("author")
        if not fields or _is_beside(node, beside):
            continue
        value = attribute(node, "datetime") or attribute(node, "content") or words(node.to_text())
        for field in dict.fromkeys(fields):
            found.setdefault(field, []).append(value)
    return found


def _is_beside(node: Node, beside: Collection[int]) -> bool:
    while node is not None:
        if id(node) in beside:
            return True
        node = node.parent
    return False
