"""Lists as they stand: items under a common opening, and rows of nouns within a sentence, ``A, B and C``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.content import Words, words
from auditor.extraction.grammar import NOUNS, Grammar
from auditor.extraction.screening import Sentence
from auditor.model import BlockKind

FEWEST = 2
"""A list has so many items at least, and two lists share so many."""
MOST_WORDS = 5
"""The longest item of a list of items that is taken for a name as it stands, in words."""
LONGEST = 60
"""Longer lists are indexes and bibliographies: nothing that two documents state."""
COMMON = 40
"""A word in more lists than this is no way to find those that are alike."""
SPAN = 3
"""So many words before the first joint of a row, and behind its last, may be of its first and last item."""
_JOINTS = frozenset({",", ";", "and", "or", "plus"})
_HEAD = re.compile(r"^[^\w]*(\w[^(:;.,–—]*)")
_LEADING = re.compile(r"^(?:the|an?|its?|their|some|other|both)\s+", re.I)
_INSIDE = frozenset({"compound", "amod", "nmod", "poss", "nummod", "punct", "quantmod", "advmod", "case"})
"""What stands before the head of a name and belongs to it."""


_HOLLOW = frozenset[str]().union(
    *map(
        words,
        (
            "sign symptom feature cause reason severity type kind form part side area region treatment test problem "
            "issue disorder disease condition organ tissue rate timing onset degree size shape second minute hour day "
            "week month year person people man woman child adult teen number thing way example detail information "
            "institute center"
        ).split(),
    )
)
"""General nouns, which name nothing by themselves: ``signs and symptoms``."""


@dataclass(frozen=True, slots=True)
class Item:
    """A name in a list, with the roots it is compared by."""

    name: str
    start: int
    end: int
    roots: Words


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """A list of a document: its items, the sentence of the first, and the words that it stands among."""

    document: int
    sentence: Sentence
    items: tuple[Item, ...]
    context: Words

    @property
    def start(self) -> int:
        """Where the first item begins."""
        return min(item.start for item in self.items)

    @property
    def end(self) -> int:
        """Where the last item ends."""
        return max(item.end for item in self.items)

    def shared(self, group: Sequence[Listed]) -> list[str]:
        """The names that another list of the group has, too, in the order of this one."""
        others = [item for each in group if each is not self for item in each.items]
        return [item.name for item in self.items if any(alike(item, other) for other in others)]


def alike(one: Item, other: Item) -> bool:
    """Whether two items name one thing: the words of one are among those of the other."""
    return one.roots <= other.roots or other.roots <= one.roots


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A sentence that may hold a row: the roots of the words near its joints."""

    document: int
    sentence: Sentence
    near: Words


def bulleted(document: int, sentences: Sequence[Sentence], own: Words) -> Iterator[Listed]:
    """The lists of items of a document, each item by the words that open it."""
    group: list[Sentence] = []
    for sentence in [*sentences, None]:
        item = sentence is not None and sentence.block.kind is BlockKind.ITEM
        if group and (not item or sentence is None or _opening(sentence) != _opening(group[0])):
            yield from _of_items(document, group, own)
            group = []
        if item and sentence is not None and sentence.index == 0:
            group.append(sentence)


def _opening(sentence: Sentence) -> tuple[str, tuple[str, ...]]:
    """What opens the list of an item, its own label left out, and the headings above."""
    return sentence.block.label.rpartition(" | ")[2], sentence.block.path


def _of_items(document: int, group: Sequence[Sentence], own: Words) -> Iterator[Listed]:
    items = [item for sentence in group for item in _head(sentence, own)]
    if FEWEST <= len(items) <= LONGEST:
        opening, path = _opening(group[0])
        context = words(f"{opening} {path[-1] if path else ''}") - own
        yield Listed(document, group[0], tuple(items), context)


def _head(sentence: Sentence, own: Words) -> Iterator[Item]:
    match = _HEAD.match(sentence.text)
    if match is None:
        return
    name = _LEADING.sub("", " ".join(match[1].split()))
    roots = words(name) - own
    if not roots <= _HOLLOW and name.count(" ") < MOST_WORDS:
        start = sentence.start + match.start(1)
        yield Item(_written(name), start, start + len(match[1].rstrip()), roots)


def _written(name: str) -> str:
    """A name in small letters where only its first letter is a capital: it may open a sentence."""
    return name if name[1:] != name[1:].lower() else name.lower()


def runs(document: int, sentences: Sequence[Sentence], own: Words) -> Iterator[Run]:
    """The sentences of a document that may hold a row."""
    for sentence in sentences:
        if sentence.question:
            continue
        said = [token.word.lower() for token in sentence.tokens]
        joints = [at for at, word in enumerate(said) if word in _JOINTS]
        if joints:
            near: set[str] = set()
            for at in joints:
                for word in said[max(0, at - SPAN) : at + SPAN + 1]:
                    near |= words(word)
            if len(near - own) >= FEWEST:
                yield Run(document, sentence, frozenset(near) - own)


def candidates(inline: Sequence[Run], items: Sequence[Listed]) -> list[Run]:
    """The sentences that share two words near their joints with another document's, or with its lists of items."""
    near = [(run.document, run.near) for run in inline]
    near += [(each.document, frozenset().union(*(item.roots for item in each.items))) for each in items]
    by: dict[str, list[int]] = defaultdict(list)
    for place, (_, roots) in enumerate(near):
        for each in roots:
            by[each].append(place)
    found: list[Run] = []
    for run in inline:
        shared: dict[int, int] = defaultdict(int)
        for each in run.near:
            if len(by[each]) <= COMMON:
                for other in by[each]:
                    shared[other] += 1
        if any(count >= FEWEST and near[other][0] != run.document for other, count in shared.items()):
            found.append(run)
    return found


def rows(run: Run, tree: Grammar, own: Words) -> Iterator[Listed]:
    """The rows of nouns in a sentence, with the words that it has besides."""
    for heads in _chains(tree):
        items = [item for head in heads for item in _name(run.sentence, tree, head, own)]
        if FEWEST <= len(items) <= LONGEST:
            inside = frozenset[str]().union(*(item.roots for item in items))
            block = run.sentence.block
            around = f"{run.sentence.text} {block.label} {block.path[-1] if block.path else ''}"
            yield Listed(run.document, run.sentence, tuple(items), words(around) - inside - own)


def _chains(tree: Grammar) -> Iterator[list[int]]:
    """The heads of nouns that are coordinated, in the order of the text."""
    for first, node in enumerate(tree.nodes):
        if node.tag in NOUNS and node.dep != "conj" and node.dep not in _INSIDE:
            chain = [first, *_coordinated(tree, first)]
            if len(chain) > 1:
                yield sorted(chain)


def _coordinated(tree: Grammar, head: int) -> Iterator[int]:
    for child in tree.children(head):
        if tree.nodes[child].dep == "conj" and tree.nodes[child].tag in NOUNS:
            yield child
            yield from _coordinated(tree, child)


def _name(sentence: Sentence, tree: Grammar, head: int, own: Words) -> Iterator[Item]:
    """The name that a noun is the head of: the words before it that belong to it, and ``of ...`` behind it."""
    first, last = head, head
    while first and tree.nodes[first - 1].dep in _INSIDE and tree.nodes[first - 1].head in range(first, head + 1):
        if tree.nodes[first - 1].dep == "punct" and tree.nodes[first - 1].text not in "-–'’":
            break
        first -= 1
    start, end = tree.nodes[first].start, tree.nodes[last].end
    name = " ".join(sentence.text[start - sentence.start : end - sentence.start].split())
    roots = words(name) - own
    if not roots <= _HOLLOW:
        yield Item(_written(_LEADING.sub("", name)), start, end, roots)
