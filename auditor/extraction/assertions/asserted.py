"""What an assertion is, and the words that it is made of: keys, values, phrases, and whom it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from auditor.cues import stem
from auditor.extraction.assertions.vocabulary import ALIKE, IDLE, root
from auditor.extraction.clauses import hedge
from auditor.extraction.grammar import NOUNS, Grammar, flat
from auditor.extraction.screening import Sentence
from auditor.model import Choice, Hedge, Polarity
from auditor.subjects import Subject

FULL, HEAD = 2.0, 1.9
"""What a word weighs in a key; a noun with an adjective weighs a little less, so that ``red wine`` is no ``wine``."""
LONGEST_NAME = 5
LONGEST_PLAIN = 25
_HALF = frozenset(
    ("not", word)
    for word in "only just always necessarily all every everyone merely simply entirely completely".split()
)
"""What is half denied is not denied."""
SELF = "(subject)"
"""Stands in a key for the subject of the documents."""
_ARTICLE = re.compile(r"^(?:the|an?|its|their|our|his|her)\s+", re.IGNORECASE)
_ABLE = re.compile(r"(?<=[a-z]{3})(?:eable|able|ible)$")
_LEFT = frozenset({"compound", "amod", "nmod", "npadvmod", "punct", "advmod"})


@dataclass(frozen=True, slots=True)
class Asserted:
    """What a sentence asserts in names or in yes and no.

    ``attribute`` is a short plain label, ``key`` the weighted stems by which it meets its like (``stem=weight``,
    sorted), ``start`` and ``end`` are offsets into the document; ``single``: two different names cannot both be true.
    """

    attribute: str
    key: tuple[str, ...]
    value: Choice | Polarity
    start: int
    end: int
    trace: str
    single: bool = False


def canonical(word: str) -> str:
    """The stem by which words of one sense meet.

    >>> [canonical(w) for w in ("replaceable", "swapped", "batteries", "curable")]
    ['replac', 'replac', 'battery', 'cur']
    """
    bare = _ABLE.sub("", word.lower())
    found = root(bare)
    return ALIKE.get(found, found)


def key(weights: Mapping[str, float]) -> tuple[str, ...]:
    """A key as claims carry it."""
    return tuple(f"{word}={weight:g}" for word, weight in sorted(weights.items()))


def words(text: str, subject: Subject) -> dict[str, float]:
    """The content words of a label or a question, without those of the subject where others are left."""
    found = [w for w in re.findall(r"[^\W_]+(?:['’.][^\W_]+)*", text) if root(w) not in IDLE]
    telling = [w for w in found if stem(w) not in subject.stems] or found
    return {canonical(w): FULL for w in telling}


def name(text: str) -> str:
    """A value as it is compared, without its article; empty where it is too long to be a name."""
    text = _ARTICLE.sub("", flat(text)).strip(" .,;:*_\"“”'’")
    if not text or len(text.split()) > LONGEST_NAME or not re.search(r"[^\W_]", text):
        return ""
    return text


def phrase(grammar: Grammar, head: int) -> list[int]:
    """A noun with the words before it that belong to it, without determiners and numbers."""
    below = grammar.subtree(head)
    first = head
    while first - 1 in below:
        node = grammar.nodes[first - 1]
        if (
            node.dep not in _LEFT
            or node.tag in {"DT", "CD", "PRP$", "POS", "WDT"}
            or node.text in {",", "(", ")", ":", "“", '"'}
        ):
            break
        if node.dep == "advmod" and node.text.lower() in {
            "only",
            "not",
            "also",
            "even",
            "just",
            "mainly",
            "mostly",
            "both",
        }:
            break
        first -= 1
    while first < head and grammar.nodes[first].dep == "punct":
        first += 1
    return list(range(first, head + 1))


def named(sentence: Sentence, grammar: Grammar, head: int) -> tuple[str, int, int] | None:
    """The value that a noun names, with its offsets: ``the ship ALMA`` is ``ALMA``, ``the Bank of Ulm`` whole."""
    inside = phrase(grammar, head)
    tags = [grammar.nodes[i].tag for i in inside]
    proper = next((n for n, tag in enumerate(tags) if tag.startswith("NNP")), None)
    if (
        proper
        and all(tag in {"NN", "NNS", "JJ", "HYPH"} for tag in tags[:proper])
        and all(t.startswith("NNP") for t in tags[proper:])
    ):
        inside = inside[proper:]
    last = _of_name(grammar, head)
    start, end = grammar.nodes[inside[0]].start, grammar.nodes[last].end
    text = name(sentence.text[start - sentence.start : end - sentence.start])
    if not text or not text[0].isalnum():
        return None
    return (
        (text if any(t.startswith("NNP") for t in tags) else text.lower() if text[1:].islower() else text),
        start,
        end,
    )


def _of_name(grammar: Grammar, head: int) -> int:
    """The last word of a name that goes on with ``of``."""
    if not grammar.nodes[head].tag.startswith("NNP"):
        return head
    for prep in grammar.children(head):
        if prep == head + 1 and grammar.nodes[prep].text == "of":
            for noun in grammar.children(prep):
                if grammar.nodes[noun].dep == "pobj" and grammar.nodes[noun].tag.startswith("NNP"):
                    return noun
    return head


def listed(grammar: Grammar, head: int, *also: str) -> list[int]:
    """A noun and those that are listed with it (``also``: behind it); what a ``but not`` adds is left out."""
    found, links = [head], {"conj", *also}
    for at in found:
        for child in grammar.children(at):
            node = grammar.nodes[child]
            if (
                node.dep in links
                and node.tag in NOUNS | {"JJ", "VBG", "CD"}
                and not denied(grammar, child)
                and child not in found
            ):
                found.append(child)
    return sorted(found)


def denied(grammar: Grammar, index: int) -> bool:
    """Whether a word is itself denied: ``not``, ``no``, ``never``, ``no longer``."""
    return any(
        grammar.nodes[c].dep == "neg"
        or grammar.nodes[c].text.lower() in {"not", "no", "never", "n't", "neither"}
        or (grammar.nodes[c].text.lower() in {"longer", "more"} and grammar.nodes[c - 1].text.lower() == "no")
        for c in grammar.children(index)
    )


def values(sentence: Sentence, grammar: Grammar, heads: Iterable[int]) -> list[tuple[str, int, int]]:
    """The names that some nouns stand for."""
    return [found for head in heads if (found := named(sentence, grammar, head))]


def content(grammar: Grammar, head: int) -> tuple[tuple[str, float], ...]:
    """The words of a noun's phrase with their weights."""
    inside = [
        i
        for i in phrase(grammar, head)
        if grammar.nodes[i].text[0].isalpha() and root(grammar.nodes[i].text) not in IDLE
    ]
    described = any(grammar.nodes[i].tag in {"JJ", "VBN", "VBG", "JJR", "JJS"} and i != head for i in inside)
    return tuple((grammar.nodes[i].text.rstrip("."), HEAD if described and i == head else FULL) for i in inside)


def spread(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Words with their weights as part of a key."""
    return {canonical(word): weight for word, weight in pairs}


def children(grammar: Grammar, index: int, *deps: str) -> Iterator[int]:
    """The nodes below ``index`` that play one of the parts."""
    return (c for c in grammar.children(index) if grammar.nodes[c].dep in deps)


def has(grammar: Grammar, index: int, *deps: str) -> bool:
    """Whether something below ``index`` plays one of the parts."""
    return any(grammar.nodes[c].dep in deps for c in grammar.children(index))


def short(sentence: Sentence) -> bool:
    """Whether a sentence is short enough for what it says in passing to be its point."""
    return len(sentence.tokens) <= LONGEST_PLAIN


def made(
    sentence: Sentence,
    grammar: Grammar,
    label: str,
    weights: dict[str, float],
    holds: bool,
    nodes: Iterable[int],
    firm: bool = False,
) -> Iterator[Asserted]:
    """One polarity over the stretch of some nodes."""
    inside = sorted(nodes)
    said = [node.text.lower() for node in grammar.nodes[inside[0] : inside[-1] + 1]]
    if any(pair in _HALF for pair in pairwise(said)):
        return
    start, end = grammar.nodes[inside[0]].start, grammar.nodes[inside[-1]].end
    clause = [t for t in sentence.tokens if t.start < end and not (firm and t.word.lower() in {"can", "could", "may"})]
    level = hedge(clause[-14:]) if clause else Hedge.FLAT
    if weights and label and (holds or level is not Hedge.POSSIBLE):
        yield Asserted(label, key(weights), Polarity(holds, level), start, end, f"{label}: {'yes' if holds else 'no'}")
