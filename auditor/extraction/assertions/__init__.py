"""Open categorical claims: what a page asserts in names or in yes and no, in any domain, without a rule.

Labels, telling names (``IP67``) and answers need no grammar; naming, exclusiveness, lists and predicates are read from the
grammar of the few sentences for which ``asks_grammar`` asks.  In doubt nothing is asserted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditor.extraction.assertions.asserted import Asserted
from auditor.extraction.assertions.classes import telling
from auditor.extraction.assertions.identities import identities
from auditor.extraction.assertions.labelled import answered, labelled
from auditor.extraction.assertions.polarities import polarities
from auditor.extraction.assertions.vocabulary import ACTIVE, ADJECTIVES, RELATIONS, root
from auditor.extraction.grammar import Grammar
from auditor.extraction.screening import Sentence
from auditor.model import Choice
from auditor.subjects import Subject

__all__ = ["Asserted", "asks_grammar", "assertions"]

LONGEST = 45
_MARKERS = frozenset("only sole solely exclusively no not never without cannot nobody none".split())
_COPULAS = frozenset("is are was were".split())
_HAS = frozenset("has includes supports comes contains requires needs".split())
_AFTER = frozenset("by after for in under of from with on to as at".split())
_OPENERS = frozenset("the it its they this all our there entry admission no you dogs pets smoking parking".split())
_COUNTS = frozenset("all both two three four five six".split())
_LEADS = frozenset("if when unless should although while suppose imagine please do don't let's maybe perhaps whether".split())
_SPECIAL = frozenset("in with during under among sometimes rarely occasionally less very often many some most few for despite at about".split())
"""Openings of sentences that speak of a part, a time or a special case."""
_OPINION = re.compile(r"\b(?:I|I['’]m|I['’]ve|in my|my|some say|supposedly|allegedly|reportedly|rumou?r|myth)\b|[\"“”]", re.IGNORECASE)


def asks_grammar(sentence: Sentence) -> bool:
    """Whether a sentence must be parsed for what it asserts: it holds a word that denies, limits, names or judges."""
    found = sentence.tokens
    if not 3 <= len(found) <= LONGEST or not _stated(sentence):
        return False
    words = [token.word.lower() for token in found]
    if not _MARKERS.isdisjoint(words) or any(w.endswith(("n't", "n’t")) for w in words):
        return True
    for at, word in enumerate(words):
        if word in _COPULAS and _copula(sentence, words, at):
            return True
        if word in _AFTER and any((root(w), word) in RELATIONS for w in words[max(0, at - 2) : at]) or word in {"honour", "honor"}:
            return True
        if word in {"place", "power", "name", "energy"} and {"takes", "took", "draws", "gets", "owes"} & {*words[max(0, at - 2) : at]}:
            return True
        if root(word) in ACTIVE and words[at + 1 : at + 2] in (["it"], ["the"]) and sentence.tokens[at - 1].word[:1].isupper():
            return True
        if word in _HAS and len(words) <= 16 and words[0] in _OPENERS and not sentence.quantities:
            return True
    return bool(_COUNTS.intersection(words[:4])) and sum(t.word[:1].isupper() for t in found[1:]) > 1


def _copula(sentence: Sentence, words: list[str], at: int) -> bool:
    after = sentence.tokens[at + 1 : at + 4]
    if words[0] in _OPENERS and after and after[0].word[:1].isupper():
        return True
    return any(root(t.word) in ADJECTIVES for t in after) or any(w.endswith(("able", "ible")) for w in words[at + 1 : at + 4])


def _stated(sentence: Sentence) -> bool:
    """Whether it states at all: no question, no condition, no instruction, nobody's opinion."""
    first = sentence.tokens[0].word.lower()
    return not sentence.question and first not in _LEADS and not _OPINION.search(sentence.text)


def assertions(sentence: Sentence, grammar: Grammar, subject: Subject, asked: str = "") -> list[Asserted]:
    """What a sentence asserts in names or in yes and no, in the order of the text.

    ``grammar`` may be empty where ``asks_grammar`` did not ask; ``asked`` is the question right before the sentence.
    """
    if sentence.question or not sentence.tokens:
        return []
    found = [*labelled(sentence, subject), *answered(sentence, subject, asked), *telling(sentence, subject)]
    if grammar.nodes and asks_grammar(sentence):
        found += identities(sentence, grammar, subject)
        if sentence.tokens[0].word.lower() not in _SPECIAL:
            found += polarities(sentence, grammar, subject)
    return _distinct(found)


def _distinct(found: Iterable[Asserted]) -> list[Asserted]:
    """Each thing once: what is read later over the same words says nothing new."""
    kept: list[Asserted] = []
    for each in found:
        if not any(_same(each, other) for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda a: (a.start, a.end, a.attribute))


def _same(one: Asserted, other: Asserted) -> bool:
    if type(one.value) is not type(other.value) or one.end <= other.start or other.end <= one.start:
        return False
    same_words = {k.rpartition("=")[0] for k in one.key} & {k.rpartition("=")[0] for k in other.key}
    return bool(same_words) or (isinstance(one.value, Choice) and one.value == other.value)
