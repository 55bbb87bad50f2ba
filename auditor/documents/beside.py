"""Which elements of a page stand beside its article: comments, related articles, teasers, widgets, sign-up forms."""

from __future__ import annotations

import re

from auditor.documents.dom import Node, attribute, elements

_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|disqus|respond|related|sidebar|widgets?|recommended|recommendations?|recirc|"
    r"teasers?|promos?|trending|popular|most-read|mostread|more-stories|read-next|readnext|up-next|newsletters?|signup|"
    r"subscribe|cookies?|consent|gdpr|breadcrumbs?|share|sharing|social|advert|advertisement|sponsored|outbrain|taboola)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_BOXES = frozenset("div section aside ul ol nav footer form table article li p dialog header".split())


def beside(root: Node) -> list[Node]:
    """The outermost elements beside the article, by their names and by what their class or id calls them.

    What holds the page's main heading is none, whatever it is called: ``<div class="has-sidebar">``.
    """
    found: list[Node] = []
    inside: set[int] = set()
    heads = _above_headings(root)
    for node in elements(root):
        if node.parent is not None and id(node.parent) in inside:
            inside.add(id(node))
        elif node.name in _BOXES and id(node) not in heads and _is_called_so(node):
            inside.add(id(node))
            found.append(node)
    return found


def _is_called_so(node: Node) -> bool:
    return node.name == "aside" or bool(_BESIDE.search(f"{attribute(node, 'class')} {attribute(node, 'id')}"))


def _above_headings(root: Node) -> set[int]:
    """The identities of all elements that hold a main heading or the main text."""
    found: set[int] = set()
    for node in elements(root):
        if node.name in ("h1", "main"):
            above = node
            while above is not None and id(above) not in found:
                found.add(id(above))
                above = above.parent
    return found
