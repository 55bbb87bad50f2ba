"""The grammar of sentences: tags, dependencies and heads from the trained pipeline, as plain nodes.

The only module that imports spaCy, and only when the first sentence is parsed.  Only sentences that hold a candidate
are parsed, each distinct text once.
"""

from __future__ import annotations

import gc
import importlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from auditor.modelfiles import model_name

UNUSED = ["ner", "senter", "lemmatizer", "attribute_ruler"]
REMEMBERED = 20_000
"""So many parses are remembered from one reading to the next, about 100 MB."""
LONGEST = 1200
"""Longer sentences (run-on lists) are not parsed: the parser has nothing to say on them."""


class Node(NamedTuple):
    """A token of a parsed sentence: offsets within the sentence, Penn tag, dependency label, index of its head."""

    text: str
    start: int
    end: int
    tag: str
    dep: str
    head: int


Tree = tuple[Node, ...]


@lru_cache(maxsize=1)
def _pipeline() -> Any:
    """The trained pipeline, with numpy's matrix product: two to four times as fast as the one that spaCy brings.

    One thread multiplies: the matrices are small, and threads would only wait for each other.  numpy reads that when it
    comes in, with spaCy.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    model = importlib.import_module(model_name())
    with importlib.import_module("thinc.api").use_ops("numpy", use_blis=False):
        loaded = model.load(exclude=UNUSED)
    gc.freeze()  # the pipeline's objects never die: the collector need not walk them again and again
    return loaded


class Trees(Protocol):
    """Parses that are kept from one run to the next."""

    def known(self, texts: Sequence[str]) -> Mapping[str, Tree]:
        """The trees of those of some texts that are kept."""

    def add(self, parsed: Mapping[str, Tree]) -> None:
        """Keep the trees of texts."""


class Parser:
    """Parses sentences in batches and remembers each distinct text: pages repeat one another.

    Texts are flat: one space between words, so that every token is a word or a mark.
    """

    def __init__(self) -> None:
        self._known: dict[str, Tree] = {}
        self.trees: Trees | None = None

    def learn(self, texts: Iterable[str]) -> None:
        """Parse every text that is not known yet, the short with the short (a batch is padded to its longest)."""
        new = sorted(
            {text for text in texts if text not in self._known and len(text) <= LONGEST}, key=lambda t: (len(t), t)
        )
        if new and self.trees is not None:
            self._known.update(self.trees.known(new))
            new = [text for text in new if text not in self._known]
        if new:
            parsed = dict(zip(new, _parse(new), strict=True))
            self._known.update(parsed)
            if self.trees is not None:
                self.trees.add(parsed)

    def forget(self) -> None:
        """Forget what was parsed, where that has become much: between two readings, never within one."""
        if len(self._known) > REMEMBERED:
            self._known.clear()

    def tree(self, text: str) -> Tree:
        """The parse of one text; empty where it is too long for one."""
        if text not in self._known:
            self.learn([text])
        return self._known.get(text, ())


def _parse(texts: list[str]) -> Iterator[Tree]:
    for doc in _pipeline().pipe(texts, batch_size=128):
        yield tuple(Node(t.text, t.idx, t.idx + len(t), t.tag_, t.dep_, t.head.i) for t in doc)
