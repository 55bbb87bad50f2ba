"""Words as rules see them: tokens with stems, sentences, and the matching of cues.

A cue is words in order, compared by stem; ``...`` stands for up to six words between, ``a/b`` for either word and ``#``
for a quantity (``#age``, ``#rate``, ``#within``: one written as an age, as one in so many, as a term).  The grammar is
documented in ``auditor.rules``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from auditor.model import Quantity
from auditor.spelling import american

T = TypeVar("T")
GAP = "..."
NUMBER = "#"
LONGEST_GAP = 6
KEPT = 256
"""So many sentences, labels and headings a matcher keeps the cues of."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?|[.,;:!?()\[\]—–/%\"“”]")
_STOPPERS = frozenset(".;:!?")
_IRREGULAR = {
    "dying": "die", "died": "die", "lying": "lie", "men": "man", "women": "woman", "children": "child",
    "people": "person", "persons": "person", "feet": "foot", "took": "take", "taken": "take", "began": "begin",
    "begun": "begin", "found": "find", "built": "build", "cost": "cost", "held": "hold", "rose": "rise",
    "risen": "rise", "fell": "fall", "fallen": "fall", "lives": "live", "lost": "lose", "won": "win", "sold": "sell",
    "made": "make", "ran": "run", "met": "meet", "grew": "grow", "grown": "grow", "became": "become", "was": "be",
    "were": "be", "is": "be", "are": "be", "been": "be", "being": "be", "has": "have", "had": "have", "does": "do",
    "did": "do", "went": "go", "gone": "go", "came": "come", "gave": "give", "given": "give", "spent": "spend",
    "drew": "draw", "drawn": "draw", "paid": "pay", "left": "leave", "lies": "lie", "lay": "lie", "stood": "stand",
    "species": "species", "series": "series", "wrote": "write", "written": "write", "bought": "buy",
    "brought": "bring", "kept": "keep", "led": "lead", "struck": "strike", "mice": "mouse", "teeth": "tooth",
    "wives": "wife", "halves": "half", "calves": "calf", "leaves": "leaf",
}  # fmt: skip
_IRREGULAR |= {f"{v}s": v for v in ("analysis", "diagnosis", "basis", "crisis", "thesis")}
_IRREGULAR |= {"diagnoses": "diagnosis", "analyses": "analysis", "crises": "crisis", "bases": "base"}


_WHOLE = frozenset({"nightly", "monthly", "quarterly"})
"""Words that are another word without their ending: monthly is not month."""


class Token(NamedTuple):
    """A word, a mark or a quantity of a sentence; ``start`` and ``end`` are offsets into the document.

    A named tuple: there is one for each word of a text, and a frozen dataclass takes three times as long to make.
    """

    word: str
    stem: str
    start: int
    end: int
    quantity: int = -1
    """Index of the quantity that this token stands for, or -1."""


class Hit(NamedTuple, Generic[T]):
    """A cue found in a sentence: what it belongs to, its tokens ``first`` to ``last``, and how many words it has."""

    item: T
    first: int
    last: int
    words: int


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Cut the endings of inflection, alike for cues and for texts, whichever way of spelling they follow.

    >>> [stem(w) for w in ("survived", "survives", "inherited", "dying", "studies", "annually", "diagnosis")]
    ['surviv', 'surviv', 'inherit', 'die', 'study', 'annual', 'diagnosis']
    """
    word = word.lower().replace("’", "'")
    word = word.removesuffix("'s").rstrip("'")
    word = american(word)
    word = _IRREGULAR.get(word, word)
    if len(word) <= 3 or word[-1].isdigit() or word in _WHOLE:
        return word
    return _without_e(_singular(word))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_e(word: str) -> str:
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) >= 3 and re.search("[aeiouy]", root) and not word.endswith("eed"):
            if root[-1] == root[-2] and root[-1] not in "lsz":
                return root[:-1]
            return root
    if word.endswith("ly") and len(word) > 6:
        return word[:-2]
    return word[:-1] if word.endswith("e") and len(word) > 3 and not word.endswith("ee") else word


@lru_cache(maxsize=4096)
def whole(text: str) -> tuple[Token, ...]:
    """The words and marks of a text that stands by itself: a label, a heading, a unit."""
    return tokens(text, 0, len(text))


def tokens(text: str, start: int, end: int, quantities: Sequence[Quantity] = ()) -> tuple[Token, ...]:
    """The words and marks of ``text[start:end]``; every quantity (sorted, inside the stretch) is one ``#``."""
    found: list[Token] = []
    at = start
    for index, quantity in enumerate(quantities):
        found += _words(text, at, quantity.start)
        kind = _kind(text, quantity)
        found.append(Token(kind, NUMBER, quantity.start, quantity.end, index))
        at = quantity.end
    found += _words(text, at, end)
    return tuple(found)


_AGED = re.compile(r"\bold(?:er)?\b|\bof age\b|\bage[sd]?\b", re.IGNORECASE)
_AT_AGE = re.compile(r"\bage[sd]?(?:\s+(?:of|between|from|about|around|over|under|the))*\s*$", re.IGNORECASE)


def _kind(text: str, quantity: Quantity) -> str:
    """``#age``, ``#rate`` or ``#within`` where a quantity is written as one, else ``#``."""
    if quantity.unit == "per 100000":
        return "#rate"
    if text[quantity.start : quantity.start + 6].lower() == "within":
        return "#within"
    if quantity.unit != "year":
        return NUMBER
    before = text[max(0, quantity.start - 24) : quantity.start]
    return "#age" if _AGED.search(text[quantity.start : quantity.end]) or _AT_AGE.search(before) else NUMBER


def _words(text: str, start: int, end: int) -> list[Token]:
    return [Token(word := match[0], stem(word), *match.span()) for match in _WORD.finditer(text, start, end)]


class _Node(Generic[T]):
    """A place in the tree of cues: where each next stem leads, where a gap leads, and the cues that end here."""

    __slots__ = ("ends", "gap", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node[T]] = {}
        self.gap: _Node[T] | None = None
        self.ends: list[tuple[int, int, T]] = []


class Matcher(Generic[T]):
    """Finds many cues at once; each belongs to an item (a rule, a scope value).

    Cues share a tree by their first words, so that a sentence is read once, however many cues there are.
    """

    def __init__(self, cues: Iterable[tuple[str, T]]) -> None:
        self._root: _Node[T] = _Node()
        self._found: dict[int, tuple[Sequence[Token], list[Hit[T]]]] = {}
        for number, (cue, item) in enumerate(cues):
            parts = _parts(cue)
            words = sum(1 for part in parts if GAP not in part)
            for node in self._grown(parts):
                node.ends.append((number, words, item))

    def _grown(self, parts: Sequence[frozenset[str]]) -> list[_Node[T]]:
        """The nodes at which a cue ends, one for every choice of its alternatives."""
        nodes = [self._root]
        for part in parts:
            grown: list[_Node[T]] = []
            for node in nodes:
                if GAP in part:
                    node.gap = node.gap or _Node()
                    grown.append(node.gap)
                else:
                    grown += [node.next.setdefault(each, _Node()) for each in sorted(part)]
            nodes = grown
        return nodes

    def find(self, sentence: Sequence[Token]) -> list[Hit[T]]:
        """Every cue in the sentence, in the order of its first token; of several ends of a gap, the nearest.

        Each figure of a sentence asks for the cues of the same few tuples, so that those found last are kept, by the
        identity of the tuple.
        """
        if not isinstance(sentence, tuple):
            return self._look(sentence)
        known = self._found.get(id(sentence))
        if known is None or known[0] is not sentence:
            if len(self._found) >= KEPT:
                self._found.clear()
            known = self._found[id(sentence)] = sentence, self._look(sentence)
        return known[1].copy()

    def _look(self, sentence: Sequence[Token]) -> list[Hit[T]]:
        hits: list[Hit[T]] = []
        start = self._root.next
        for index, token in enumerate(sentence):
            node = start.get(token.stem)
            if node is not None:
                _walk(node, sentence, index, index + 1, set(), hits)
            if token.quantity >= 0 and token.word != token.stem and token.word in start:
                _walk(start[token.word], sentence, index, index + 1, set(), hits)
        return hits


def _walk(node: _Node[T], sentence: Sequence[Token], first: int, at: int, seen: set[int], hits: list[Hit[T]]) -> None:
    """Add every cue that ends at ``node`` or beyond it, reading on from token ``at``."""
    for number, words, item in node.ends:
        if number not in seen:
            seen.add(number)
            hits.append(Hit(item, first, at - 1, words))
    if at >= len(sentence):
        return
    if node.next:
        _step(node, sentence, first, at, seen, hits)
    if node.gap is not None:
        for skip in range(LONGEST_GAP + 1):
            if at + skip >= len(sentence) or (skip and sentence[at + skip - 1].word in _STOPPERS):
                break
            _step(node.gap, sentence, first, at + skip, seen, hits)


def _step(node: _Node[T], sentence: Sequence[Token], first: int, at: int, seen: set[int], hits: list[Hit[T]]) -> None:
    token = sentence[at]
    after = node.next.get(token.stem)
    if after is not None:
        _walk(after, sentence, first, at + 1, seen, hits)
    if token.quantity >= 0 and token.word != token.stem and token.word in node.next:
        _walk(node.next[token.word], sentence, first, at + 1, seen, hits)


@lru_cache(maxsize=16384)
def _parts(cue: str) -> tuple[frozenset[str], ...]:
    parts: list[frozenset[str]] = []
    for word in cue.replace("-", " ").split():
        if word == GAP or word.startswith(NUMBER):
            parts.append(frozenset({word}))
        else:
            parts.append(frozenset(stem(each) for each in word.split("/") if each))
    return tuple(parts)


_SENTENCE_END = re.compile(r"[.!?]+[\"”’)\]]*(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])(?:[A-Z]|Dr|Mr|Mrs|Ms|Prof|St|Mt|Ft|No|Nos|vs|e\.g|i\.e|cf|ca|c|approx|est|Inc|Ltd|Co|Corp|Jr|Sr|Fig|Figs|al"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|U\.S|U\.K|U\.N|a\.m|p\.m|min|max|avg|resp|incl|excl|etc|var|sp|spp"
    r"|Gen|Col|Capt|Lt|Sgt|Rev|Hon|Vol|pp|ed|eds|dept|pts|yrs|hrs|sq|cu)\.$"
)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split ``text[start:end]`` into sentences, as offsets; abbreviations, initials and decimals do not end one.

    >>> t = "About 5 in 100 live on. See Dr. Ames (e.g. at 3 p.m.)! Then rest."
    >>> [t[a:b] for a, b in sentences(t, 0, len(t))]
    ['About 5 in 100 live on.', 'See Dr. Ames (e.g. at 3 p.m.)!', 'Then rest.']
    """
    at = start
    for match in _SENTENCE_END.finditer(text, start, end):
        after = match.end()
        while after < end and text[after].isspace():
            after += 1
        if after >= end:
            break
        head = text[max(at, match.start() - 8) : match.start() + 1]
        if text[after].islower() or (text[match.start()] == "." and _ABBREVIATION.search(head)):
            continue
        yield from _trimmed(text, at, match.end())
        at = after
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end
