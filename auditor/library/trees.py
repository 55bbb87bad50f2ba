"""Parses kept from one run to the next: by the language model and the text of the sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from auditor.extraction.parsing import Node, Tree
from auditor.store import Store, key


class KeptTrees:
    """The trees of sentences in a store; ``fresh`` holds the records of those that were parsed since."""

    def __init__(self, store: Store | None, model: str) -> None:
        self._store = store
        self._model = model
        self.fresh: list[tuple[str, str, str]] = []

    def known(self, texts: Sequence[str]) -> Mapping[str, Tree]:
        """The trees of those of some texts that are kept."""
        if self._store is None:
            return {}
        names = {key("tree", self._model, text): text for text in texts}
        found = self._store.get("trees", list(names))
        return {names[name]: _up(names[name], json.loads(row)) for name, row in found.items()}

    def add(self, parsed: Mapping[str, Tree]) -> None:
        """Have the trees of texts kept."""
        self.fresh += [("trees", key("tree", self._model, text), _down(tree)) for text, tree in parsed.items()]


def _down(tree: Tree) -> str:
    """A tree without the words, which stand in the text."""
    tags, deps = " ".join(n.tag for n in tree), " ".join(n.dep for n in tree)
    return json.dumps([[[n.start, n.end, n.head] for n in tree], tags, deps], separators=(",", ":"))


def _up(text: str, row: tuple[list[tuple[int, int, int]], str, str]) -> Tree:
    places, tags, deps = row
    if not places:
        return ()
    told = zip(places, tags.split(" "), deps.split(" "), strict=True)
    return tuple(Node(text[start:end], start, end, tag, dep, head) for (start, end, head), tag, dep in told)
