"""Whom a figure is about: the subtype of the subject, and the group of people, that its clause names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from auditor.cues import Token, stem
from auditor.extraction.grammar import NOUNS, Grammar
from auditor.extraction.kinds import descent, kind
from auditor.extraction.scopes import PEOPLE, population
from auditor.extraction.screening import Sentence, parts
from auditor.extraction.times import age_group
from auditor.spelling import american, americanised
from auditor.subjects import Subject

SUBTYPE_REACH = 14
_NOT_SUBTYPES = frozenset(
    stem(w)
    for w in "most many such other certain various all some main common severe mild early late advanced "
    "new true typical classic general whole own same current recent known suspected diagnosed affected different "
    "specific total annual global worldwide national average estimated overall proven confirmed established grown "
    "related".split()
)


def subtype(sentence: Sentence, at: int, grammar: Grammar, subject: Subject) -> str:
    """The words that set a form of the subject apart (``familial`` in ``familial ALS``) nearest to the token ``at``."""
    numbered = kind(sentence, sentence.tokens[at].start, sentence.tokens[at].end, subject.stems)
    if numbered:
        return numbered
    best: tuple[int, str] | None = None
    for first, last in _mentions(sentence.tokens, subject):
        between = sentence.tokens[last + 1 : at] if last < at else sentence.tokens[at + 1 : first]
        if len(between) > SUBTYPE_REACH or any(parts(t) or t.quantity >= 0 for t in between):
            continue
        words = (
            _before(grammar, sentence.tokens[first].start)
            if not _compound(grammar, sentence.tokens[last].start)
            else ""
        )
        if words and (best is None or len(between) < best[0]):
            best = (len(between), words)
    return best[1] if best else _set_apart(sentence)


def _set_apart(sentence: Sentence) -> str:
    """``this form`` where a sentence only speaks of one form, pointing back to it or comparing it with another."""
    for index, token in enumerate(sentence.tokens):
        if token.stem not in _FORMS:
            continue
        before = {t.stem for t in sentence.tokens[max(0, index - 3) : index]}
        if {"than", "unlik"} & before or (index and sentence.tokens[index - 1].stem in _POINTS):
            return "this form"
    return ""


_FORMS = frozenset(stem(w) for w in "form type variant subtype".split())
_POINTS = frozenset({"this", "that"})


def _mentions(words: Sequence[Token], subject: Subject) -> list[tuple[int, int]]:
    """Where the subject is named, as token spans."""
    lowered = [americanised(t.word.lower()) for t in words]
    spans = [
        (i, i + len(name) - 1)
        for name in _names(subject)
        if name[0] in lowered
        for i in range(len(lowered))
        if lowered[i : i + len(name)] == name
    ]
    return [s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)]


@lru_cache(maxsize=64)
def _names(subject: Subject) -> list[list[str]]:
    """The words of every name of a subject, spelled the American way."""
    names = (american(n.lower()).replace("-", " ").split() for n in (subject.name, *subject.aliases) if n)
    return [name for name in names if name]


def _compound(grammar: Grammar, start: int) -> bool:
    """Whether the node at ``start`` only modifies the noun after it: ``ALS gene``."""
    node = next((n for n in grammar.nodes if n.start == start), None)
    return node is not None and node.dep == "compound" and stem(grammar.nodes[node.head].text) not in PEOPLE


def _before(grammar: Grammar, start: int) -> str:
    """The modifiers right before the node at ``start``."""
    at = next((i for i, n in enumerate(grammar.nodes) if n.start == start), None)
    if at is None:
        return ""
    first = at
    while first > 0 and (
        grammar.nodes[first - 1].tag in {"JJ", "VBN", "NN", "HYPH", "RB"}
        and grammar.nodes[first - 1].dep not in {"nsubj", "pobj", "dobj", "advmod"}
    ):
        first -= 1
    words = _joined(grammar, first, at)
    return " ".join(w for w in words if w[0].isalpha() and not {stem(p) for p in w.split("-")} & _NOT_SUBTYPES).lower()


def _joined(grammar: Grammar, first: int, last: int) -> list[str]:
    """The words of the nodes from ``first`` up to ``last``, those with a hyphen between as one."""
    words: list[str] = []
    for node, before in zip(grammar.nodes[first:last], (None, *grammar.nodes[first:last]), strict=False):
        if before is not None and "-" in (node.text, before.text) and before.end == node.start:
            words[-1] += node.text
        else:
            words.append(node.text)
    return words


def _phrase(grammar: Grammar, index: int) -> list[int]:
    """The nodes of a noun's phrase, up to a comma or a parenthesis."""
    below = sorted(grammar.subtree(index))
    stop = next(
        (j for j in below if j > index and (grammar.nodes[j].text in ("(", ",") or grammar.nodes[j].tag == "CC")),
        len(grammar.nodes),
    )
    return [j for j in below if j < stop]


def _counted(sentence: Sentence, at: int, grammar: Grammar, subject: Subject) -> str:
    """The group that stands right behind a rate: ``1 in 17,000 African Americans``."""
    if sentence.tokens[at].word != "#rate":
        return ""
    words: list[str] = []
    for node in grammar.nodes:
        if node.start < sentence.tokens[at].end:
            continue
        if node.tag not in NOUNS | {"JJ", "HYPH"}:
            break
        words.append(node.text)
    return population(words, subject.stems)


def people(sentence: Sentence, at: int, grammar: Grammar, subject: Subject) -> str:
    """The group in ``in/among/of people with ...`` nearest to the token ``at``, by what sets it apart; or nothing."""
    token = sentence.tokens[at]
    before = sentence.tokens[at - 1] if at else None
    if before is not None and before.stem in PEOPLE and population([before.word], subject.stems):
        return before.word.lower()
    counted = descent(sentence, token.start, token.end) or _counted(sentence, at, grammar, subject)
    if counted:
        return counted
    quantities = [(t.start, t.end) for t in sentence.tokens if t.quantity >= 0]
    aged = bool(age_group(sentence, at)[0])
    found: list[tuple[int, str]] = []
    for i, node in enumerate(grammar.nodes):
        if node.tag not in NOUNS | {"DT", "NNP"} or stem(node.text) not in PEOPLE or node.dep not in {"pobj", "conj"}:
            continue
        below = _phrase(grammar, i)
        words = [
            grammar.nodes[j]
            for j in below
            if not any(s < grammar.nodes[j].end and grammar.nodes[j].start < e for s, e in quantities)
        ]
        start = words[0].start if words else node.start
        low, high = (token.end, start) if start > token.start else (node.end, token.start)
        between = [t for t in sentence.tokens if low <= t.start and t.end <= high]
        if any(t.quantity >= 0 or parts(t) for t in between) or (aged and start < token.start):
            continue
        group = population([w.text for w in words if w.text[0].isalpha()], subject.stems)
        if group:
            found.append((len(between) + (3 if start < token.start else 0), group))
    return min(found)[1] if found else ""


def written(sentence: Sentence, token: Token) -> str:
    """A token as it stands in the text: a quantity with its unit."""
    return sentence.text[token.start - sentence.start : token.end - sentence.start]


def told_apart(sentence: Sentence, at: int, subject: Subject) -> str:
    """What is said right behind one of two figures on one attribute, up to the next figure or mark: whom it is for."""
    words: list[str] = []
    for token in sentence.tokens[at + 1 :]:
        if parts(token) or token.word in {",", "(", ".", "and"}:
            break
        words.append(written(sentence, token))
    everybody = len(words) > 1 and words[0].lower() in {"of", "in"} and not population(words[:2], subject.stems)
    return " ".join(words) if population(words, subject.stems) and not everybody else ""
