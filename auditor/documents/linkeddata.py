"""What a page's JSON-LD says of it: the node that describes the page itself, never one that it links to."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any, TypeAlias

Node: TypeAlias = dict[str, Any]
"""An object of JSON-LD."""

_ARTICLES = frozenset(
    "article newsarticle blogposting medicalwebpage scholarlyarticle medicalscholarlyarticle techarticle report "
    "analysisnewsarticle reportagenewsarticle opinionnewsarticle backgroundnewsarticle reviewnewsarticle "
    "socialmediaposting liveblogposting howto recipe guide".split()
)
_PAGES = frozenset("webpage itempage aboutpage faqpage qapage creativework dataset".split())
_MOST_NODES = 2_000


def linked_fields(scripts: Iterable[str], addresses: Collection[str] = ()) -> dict[str, str]:
    """Title, author, publisher, dates, language and address of the page, as far as its JSON-LD gives them.

    Of several articles the one at one of ``addresses`` is the page's own; where none is, nothing is taken from them.
    What is no JSON is passed over.

    >>> linked_fields(['{"@type": "Article", "datePublished": "2020-05-01", "author": {"name": "Jane Roe"}}'])
    {'author': 'Jane Roe', 'published': '2020-05-01'}
    """
    nodes = [node for script in scripts for node in _nodes(script)]
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    fields: dict[str, str] = {}
    for kinds in (_ARTICLES, _PAGES, {""}):
        node = _own([node for node in nodes if (_types(node) or {""}) & kinds and "@graph" not in node], addresses)
        if node:
            for name, value in _fields(node, known).items():
                fields[name] = fields.get(name) or value
    return {name: value for name, value in sorted(fields.items()) if value}


def _nodes(script: str) -> list[Node]:
    """The objects at the top of a script and of its ``@graph``; what is nested in them describes other things."""
    try:
        held = json.loads(script.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
    except (ValueError, RecursionError):
        return []
    found: list[Node] = []
    for each in held if isinstance(held, list) else [held]:
        if isinstance(each, dict):
            graph = each.get("@graph")
            found += [
                each,
                *(node for node in (graph if isinstance(graph, list) else [graph]) if isinstance(node, dict)),
            ]
            found += [node for node in (each.get("mainEntity"), each.get("mainEntityOfPage")) if isinstance(node, dict)]
    return found[:_MOST_NODES]


def _own(nodes: list[Node], addresses: Collection[str]) -> Node | None:
    """The node that describes the page itself."""
    if len(nodes) < 2:
        return nodes[0] if nodes else None
    here = [node for node in nodes if {_bare(each) for each in _addresses(node)} & {_bare(each) for each in addresses}]
    return here[0] if here else None


def _addresses(node: Node) -> Iterable[str]:
    for name in ("url", "@id", "mainEntityOfPage"):
        value = node.get(name)
        value = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        if isinstance(value, str):
            yield value


def _bare(address: str) -> str:
    return address.partition("#")[0].rstrip("/")


def _types(node: Node) -> set[str]:
    types = node.get("@type")
    return {
        each.rpartition("/")[2].lower()
        for each in (types if isinstance(types, list) else [types])
        if isinstance(each, str)
    }


def _fields(node: Node, known: dict[str, Node]) -> dict[str, str]:
    return {
        "title": _text(node.get("headline")) or _text(node.get("name")),
        "author": ", ".join(_names(node.get("author") or node.get("creator"), known)),
        "publisher": ", ".join(_names(node.get("publisher"), known)),
        "published": _text(node.get("datePublished")) or _text(node.get("dateCreated")),
        "updated": _text(node.get("dateModified")) or _text(node.get("lastReviewed")),
        "lang": _text(node.get("inLanguage")),
        "url": _text(node.get("url")),
    }


def _names(value: Any, known: dict[str, Node]) -> list[str]:
    """The names of persons or organisations: given as text, as objects, or by the ``@id`` of objects elsewhere."""
    found: list[str] = []
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            there = known.get(each["@id"], each) if isinstance(each.get("@id"), str) else each
            name = _text(each.get("name")) or _text(there.get("name"))
        else:
            name = _text(each)
        if name:
            found.append(name)
    return list(dict.fromkeys(found))


def _text(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return " ".join(value.split()) if isinstance(value, str) else ""
