"""What a group of restatements says, member by member: that something holds or does not, and the names they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.content import Words, words
from auditor.extraction.clauses import hedge
from auditor.extraction.grammar import NOUNS, SUBJECTS, VERBS, Grammar
from auditor.extraction.restated.complete import more, only
from auditor.extraction.restated.linking import window
from auditor.extraction.restated.said import Said, denies
from auditor.model import Choice, Polarity

SURE, NEARLY_ALL = 0.25, 0.9
"""How likely it must be that two sentences are on one thing, and how much of the words from the first shared one to the
last they must share, before one is held against the other for denying it."""
THIRD = 0.34
"""So much of those words they must share to say the same."""
ENOUGH = 2
"""So many shared words, names aside, are an answer."""
AHEAD, BEHIND = 4, 3
"""So near to the shared words a denial speaks of them."""
LABEL = 4
"""An attribute is named by so many words at the most."""
SHORTEST = 4
"""A name that stands alone has so many letters."""
_NAMING = NOUNS | {"JJ"}


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
    answers = _answers(group, trees, shared)
    names = _names(members[0], trees, shared) if label else {}
    for each, answer in zip(members, answers, strict=True):
        first, last = window(each, shared)
        if first == last:
            continue
        start, end = each.sentence.tokens[first].start, each.sentence.tokens[last - 1].end
        told = tuple(sorted({word.lower() for word in _told(each, shared)}))
        said = tuple(sorted(name for name, parts in names.items() if parts <= each.words))
        if answer is not None and label:
            yield each, Saying(label, answer, start, end, told)
        if said:
            yield each, Saying(f"{label} (names)", _listed(each, said, names, members), start, end, told)


def _listed(each: Said, said: tuple[str, ...], names: Mapping[str, Words], members: Sequence[Said]) -> Choice:
    """The names that a member has: of those that all share, where nobody says that they are all there are."""
    if not any(only(member, list(names.values())) for member in members):
        return Choice(said)
    parts = [names[name] for name in said]
    if only(each, parts):
        return Choice(said, exclusive=True)
    return Choice(tuple(sorted({*said, *more(each, parts)})))


def _answers(group: Sequence[tuple[Said, float]], trees: Sequence[Grammar], shared: Words) -> Sequence[Polarity | None]:
    """Whether the shared words hold in each member; None throughout where that can't be said of all of them.

    Members that say and members that deny it need to be on one thing for sure.
    """
    members = [each for each, _ in group]
    stated = all(any(node.tag in VERBS for node in tree.nodes) for tree in trees)
    shares = [_share(each, shared) for each in members]
    plain = all(len((shared & each.words) - each.names) >= ENOUGH and not _counts(each, shared) for each in members)
    if not stated or not plain or min(shares) < THIRD:
        return [None] * len(members)
    found = [_answer(each, shared) for each in members]
    sure = min(sure for _, sure in group) >= SURE and min(shares) >= NEARLY_ALL
    return found if sure or len({answer.holds for answer in found}) == 1 else [None] * len(members)


def _counts(each: Said, shared: Words) -> bool:
    """Whether a figure stands among the shared words: what it says is a claim of its own."""
    first, last = window(each, shared)
    return any(t.quantity >= 0 for t in each.sentence.tokens[first:last])


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
    """The words of a sentence that are shared, in its order, figures aside."""
    tokens = zip(each.sentence.tokens, each.roots, strict=True)
    return [token.word for token, found in tokens if found in shared and token.quantity < 0]


def _names(each: Said, trees: Sequence[Grammar], shared: Words) -> dict[str, Words]:
    """What is shared and names something, name -> its roots: nouns with what stands before them, and dates.

    What every member is about is not what it names.  A single plain noun or short abbreviation names nothing.
    """
    phrases = {name: roots for name, roots in _phrases(trees[0], shared) if not all(_about(t, roots) for t in trees)}
    found = phrases | _dates(each, shared)
    named = (" " in name or (name != name.lower() and len(name) >= SHORTEST) for name in found)
    return found if len(found) > 1 or any(named) else {}


def _about(tree: Grammar, roots: Words) -> bool:
    """Whether a name is the subject of a clause."""
    return any(node.dep in SUBJECTS and words(node.text) & roots for node in tree.nodes)


def _phrases(tree: Grammar, shared: Words) -> Iterator[tuple[str, Words]]:
    run: list[int] = []
    for index in range(len(tree.nodes) + 1):
        node = tree.nodes[index] if index < len(tree.nodes) else None
        if node is not None and node.tag in _NAMING and (parts := words(node.text)) and parts <= shared:
            run.append(index)
            continue
        if any(tree.nodes[i].tag in NOUNS for i in run):
            name = " ".join(tree.nodes[i].text for i in run)
            proper = any(tree.nodes[i].tag in {"NNP", "NNPS"} for i in run)
            yield name if proper else name.lower(), words(name)
        run = []


def _dates(each: Said, shared: Words) -> dict[str, Words]:
    """The dates that are shared, as written, a day of a month at least."""
    found: dict[str, Words] = {}
    for token, said in zip(each.sentence.tokens, each.roots, strict=True):
        if token.quantity >= 0 and said in shared and " " in said:
            written = each.sentence.text[token.start - each.sentence.start : token.end - each.sentence.start]
            found[written] = frozenset({said})
    return found
