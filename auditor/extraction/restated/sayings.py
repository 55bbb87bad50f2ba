"""What a group of restatements says, member by member: that something holds or does not, and the names they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.content import Words, words
from auditor.extraction.clauses import hedge
from auditor.extraction.grammar import NOUNS, Grammar
from auditor.extraction.restated.linking import window
from auditor.extraction.restated.said import Said, denies
from auditor.model import Choice, Polarity

SURE, NEARLY_ALL = 0.5, 0.7
"""How likely it must be that two sentences are on one thing, and how much of the words from the first shared one to the
last they must share, before one is held against the other for denying it."""
AHEAD, BEHIND = 4, 3
"""So near to the shared words a denial speaks of them."""
LABEL = 4
"""An attribute is named by so many words at the most."""
_NAMING = NOUNS | {"JJ", "HYPH", "CD"}


@dataclass(frozen=True, slots=True)
class Saying:
    """What one member says: a value, where it stands, and the words by which it was known again."""

    attribute: str
    value: Choice | Polarity
    start: int
    end: int
    shared: tuple[str, ...]


def sayings(group: Sequence[tuple[Said, float]], trees: Sequence[Grammar]) -> Iterator[tuple[Said, Saying]]:
    """What each member of a group says; trees are their grammars."""
    members = [each for each, _ in group]
    counts = Counter(word for each in members for word in each.words)
    shared = frozenset(word for word, count in counts.items() if count > 1)
    label = _label(members, shared)
    answers = [_answer(each, shared) for each in members]
    firm = len({answer.holds for answer in answers}) == 1 or (
        min(sure for _, sure in group) >= SURE and all(_share(each, shared) >= NEARLY_ALL for each in members)
    )
    names = _names(trees[0], shared)
    for each, answer in zip(members, answers, strict=True):
        first, last = window(each, shared)
        if first == last:
            continue
        start, end = each.sentence.tokens[first].start, each.sentence.tokens[last - 1].end
        told = tuple(
            sorted({t.word.lower() for t, r in zip(each.sentence.tokens, each.roots, strict=True) if r in shared})
        )
        counted = any(t.quantity >= 0 for t in each.sentence.tokens[first:last])
        if firm and not counted:
            yield each, Saying(label, answer, start, end, told)
        said = tuple(sorted(name for name, parts in names.items() if parts <= each.words))
        if said:
            yield each, Saying(label, Choice(said), start, end, told)


def _share(each: Said, shared: Words) -> float:
    """How much of the telling words from the first shared one to the last is shared."""
    first, last = window(each, shared)
    told = [found for found in each.roots[first:last] if found]
    return sum(found in shared for found in told) / len(told) if told else 0.0


def _answer(each: Said, shared: Words) -> Polarity:
    """Whether the shared words hold or are denied, and how firmly."""
    first, last = window(each, shared)
    holds = not denies(each.sentence, first - AHEAD, last + BEHIND)
    return Polarity(holds, hedge(each.sentence.tokens[max(0, first - AHEAD) : last], holds))


def _label(members: Sequence[Said], shared: Words) -> str:
    """The attribute in the words of the member that says it shortest."""
    short = min(members, key=lambda each: (len(each.roots), each.document))
    told = (word if word.isupper() else word.lower() for word in _told(short, shared))
    return " ".join(list(dict.fromkeys(told))[:LABEL])


def _told(each: Said, shared: Words) -> list[str]:
    """The words of a sentence that are shared, in its order."""
    return [t.word for t, found in zip(each.sentence.tokens, each.roots, strict=True) if found in shared]


def _names(tree: Grammar, shared: Words) -> dict[str, Words]:
    """The nouns that are shared, with the words before them that are too: name -> its roots."""
    found: dict[str, Words] = {}
    run: list[int] = []
    for index in range(len(tree.nodes) + 1):
        node = tree.nodes[index] if index < len(tree.nodes) else None
        if node is not None and node.tag in _NAMING and (words(node.text) <= shared or node.tag == "HYPH"):
            run.append(index)
            continue
        if any(tree.nodes[i].tag in NOUNS for i in run):
            name = " ".join(tree.nodes[i].text for i in run if tree.nodes[i].tag != "HYPH")
            roots = words(name)
            if roots:
                proper = any(tree.nodes[i].tag in {"NNP", "NNPS"} for i in run)
                found[name if proper else name.lower()] = roots
        run = []
    return found
