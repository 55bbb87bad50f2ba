"""Open categorical claims: what a page asserts in names or in yes and no, in any domain, without a rule.

Labels, telling names (``IP67``) and answers need no grammar; naming, exclusiveness, lists and predicates are read from the
grammar of the few sentences for which ``asks_grammar`` asks.  In doubt nothing is asserted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditor.extraction.assertions.asserted import Asserted
from auditor.extraction.assertions.classes import telling
from auditor.extraction.assertions.features import features
from auditor.extraction.assertions.identities import identities
from auditor.extraction.assertions.labelled import answered, labelled
from auditor.extraction.assertions.qualities import qualities
from auditor.extraction.assertions.vocabulary import ABILITY, ACTIVE, ADJECTIVES, RELATIONS, ROLES, root
from auditor.extraction.grammar import Grammar
from auditor.extraction.screening import Sentence
from auditor.model import Choice
from auditor.subjects import Subject

__all__ = ["Asserted", "asks_grammar", "assertions"]

LONGEST = 45
_MARKERS = frozenset("only sole solely exclusively no not without cannot nobody none".split())
_COPULAS = frozenset("is are was were be".split())
_HAS = frozenset("has includes supports comes contains requires needs".split())
_AFTER = frozenset("by after for in under of from with on to as at".split())
_OPENERS = frozenset("the it its they this all our there entry admission no you dogs pets smoking parking".split())
_COUNTS = frozenset("all both two three four five six".split())
_LEADS = frozenset(
    "if when unless should although while suppose imagine please do don't let's maybe perhaps whether".split()
)
_SPECIAL = frozenset(
    "in with during under among sometimes rarely occasionally less very often many some most few for despite at about".split()
)
"""Openings of sentences that speak of a part, a time or a special case."""
_OPINION = re.compile(
    r"\b(?:I|I['’]m|I['’]ve|in my|my|some say|supposedly|allegedly|reportedly|rumou?r|myth)\b|[\"“”]", re.IGNORECASE
)


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
        if (word in _AFTER and any((root(w), word) in RELATIONS for w in words[max(0, at - 3) : at])) or word in {
            "honour",
            "honor",
        }:
            return True
        if word in {"place", "power", "name", "energy"} and {"takes", "took", "draws", "gets", "owes"} & {
            *words[max(0, at - 2) : at]
        }:
            return True
        if (
            word == "can"
            and words[at - 1] in {"you", "users", "owners", "one"}
            and root(words[min(at + 1, len(words) - 1)]) in ABILITY
        ):
            return True
        if word in {"the", "its"} and words[at - 1] in _COPULAS and not ROLES.keys().isdisjoint(words[at + 1 : at + 4]):
            return True
        if (
            root(word) in ACTIVE
            and words[at + 1 : at + 2] in (["it"], ["the"])
            and sentence.tokens[at - 1].word[:1].isupper()
        ):
            return True
        if word in _HAS and len(words) <= 16 and words[0] in _OPENERS and not sentence.quantities:
            return True
    return bool(_COUNTS.intersection(words[:4])) and sum(t.word[:1].isupper() for t in found[1:]) > 1


def _copula(sentence: Sentence, words: list[str], at: int) -> bool:
    after = sentence.tokens[at + 1 : at + 4]
    if words[0] in _OPENERS and after and after[0].word[:1].isupper():
        return True
    return any(root(t.word) in ADJECTIVES for t in after) or any(
        w.endswith(("able", "ible")) for w in words[at + 1 : at + 4]
    )


def _stated(sentence: Sentence) -> bool:
    """Whether it states at all: no question, no condition, no instruction, nobody's opinion."""
    first = sentence.tokens[0].word.lower()
    return not sentence.question and first not in _LEADS and not _OPINION.search(sentence.text)


def assertions(sentence: Sentence, grammar: Grammar, subject: Subject, asked: str = "") -> list[Asserted]:
    """What a sentence asserts in names or in yes and no, in the order of the text.

    ``grammar`` may be empty where ``asks_grammar`` did not ask; ``asked`` is the question right before the sentence.
    """
    if sentence.question:
        return []
    found = [*labelled(sentence, subject), *answered(sentence, subject, asked), *telling(sentence, subject)]
    if grammar.nodes and asks_grammar(sentence):
        found += identities(sentence, grammar, subject)
        if sentence.tokens[0].word.lower() not in _SPECIAL:
            found += [*features(sentence, grammar, subject), *qualities(sentence, grammar, subject)]
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
    return bool(_keyed(one) & _keyed(other)) or (isinstance(one.value, Choice) and one.value == other.value)


def _keyed(one: Asserted) -> frozenset[str]:
    return frozenset(word for part in one.key for word in part.rpartition("=")[0].split())
