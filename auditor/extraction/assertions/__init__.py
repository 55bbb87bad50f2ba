"""Open categorical claims: what a page asserts in names or in yes and no, in any domain, without a rule.

Labels, telling names (``IP67``) and answers need no grammar; naming, exclusiveness, lists and predicates are read from
the grammar of the few sentences for which ``asks_grammar`` asks.  In doubt nothing is asserted.
"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.extraction.assertions.answers import answers
from auditor.extraction.assertions.asked import answered, named_in_answer
from auditor.extraction.assertions.asking import LONGEST, asks_grammar, clear
from auditor.extraction.assertions.asserted import Asserted
from auditor.extraction.assertions.attributes import attributes
from auditor.extraction.assertions.barred import barred
from auditor.extraction.assertions.classes import telling
from auditor.extraction.assertions.days import events
from auditor.extraction.assertions.exclusives import exclusives
from auditor.extraction.assertions.features import features
from auditor.extraction.assertions.identities import identities
from auditor.extraction.assertions.kinds import kinds
from auditor.extraction.assertions.labelled import label_of, labelled
from auditor.extraction.assertions.opening import opening
from auditor.extraction.assertions.permissions import permissions
from auditor.extraction.assertions.qualities import qualities
from auditor.extraction.assertions.roles import roles
from auditor.extraction.assertions.stock import stock
from auditor.extraction.grammar import Grammar
from auditor.extraction.screening import Sentence
from auditor.model import Choice
from auditor.subjects import Subject

__all__ = ["Asserted", "asks_grammar", "assertions"]

_SPECIAL = frozenset(
    "in with during under among sometimes rarely occasionally less very often many some most few for despite at about "
    "although however".split()
)
"""Openings of sentences that speak of a part, a time or a special case."""


def assertions(sentence: Sentence, grammar: Grammar, subject: Subject, asked: str = "") -> list[Asserted]:
    """What a sentence asserts in names or in yes and no, in the order of the text.

    ``grammar`` may be empty where ``asks_grammar`` did not ask; ``asked`` is the question right before the sentence.
    """
    if sentence.question:
        return []
    found = [*labelled(sentence, subject), *answered(sentence, subject, asked), *telling(sentence)]
    found += named_in_answer(sentence, asked)
    if clear(sentence):
        found += [*stock(sentence, subject), *answers(sentence, subject)]
    found += [*opening(sentence, subject), *events(sentence, grammar, subject, label_of(sentence, subject))]
    if len(sentence.tokens) > LONGEST:
        found += barred(sentence, subject)
    if grammar.nodes and asks_grammar(sentence):
        found += [*identities(sentence, grammar, subject), *roles(sentence, grammar, subject)]
        found += kinds(sentence, grammar, subject)
        found += [*exclusives(sentence, grammar, subject)]
        first, second = (token.word.lower() for token in sentence.tokens[:2])
        if first not in _SPECIAL and not (asked and first == "no" and second.isalpha()):
            found += [*features(sentence, grammar, subject), *qualities(sentence, grammar, subject)]
            found += permissions(sentence, grammar, subject)
            found += attributes(sentence, grammar, subject)
    return _distinct(found)


def _distinct(found: Iterable[Asserted]) -> list[Asserted]:
    """Each thing once: what is read later over the same words says nothing new."""
    kept: list[Asserted] = []
    for each in found:
        if not any(_same(each, other) for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda a: (a.start, a.end, a.attribute))


def _same(one: Asserted, other: Asserted) -> bool:
    """Whether two readings say one thing; one label may state two relations (``owner and operator``)."""
    if type(one.value) is not type(other.value) or one.end <= other.start or other.end <= one.start:
        return False
    if one.trace == other.trace and one.trace.startswith("label "):
        return False
    return bool(_words(one) & _words(other)) or (isinstance(one.value, Choice) and one.value == other.value)


def _words(one: Asserted) -> frozenset[str]:
    return frozenset(word for part in one.key for word in part.rpartition("=")[0].split())
