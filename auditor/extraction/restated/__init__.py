"""Restatements: what one document says in words alone and another says again, without a rule for either.

Sentences of different documents that share rare words, and are each other's best match, say the same or deny it.  Only
what is said again makes a claim: a sentence that stands alone can agree with nothing and contradict nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from auditor.extraction.drafts import Draft
from auditor.extraction.grammar import Grammar, flat, grammar
from auditor.extraction.parsing import Parser
from auditor.extraction.restated.linking import groups
from auditor.extraction.restated.said import Said, said
from auditor.extraction.restated.sayings import Saying, sayings
from auditor.extraction.screening import Sentence
from auditor.model import Interval, Polarity, Reading

__all__ = ["restated"]


def restated(
    screened: Sequence[Sequence[Sentence]], ruled: Sequence[Sequence[Draft]], subject: Set[str], parser: Parser
) -> Mapping[int, list[Draft]]:
    """Document, by its place -> drafts of what it says and another document says again.

    ``ruled`` holds what rules read in each document: what they read on both sides is not told twice.  ``subject`` holds
    the stems of the subject's names.
    """
    told = [each for place, sentences in enumerate(screened) for each in said(place, sentences, subject)]
    found = [(group, _known([each for each, _ in group], ruled)) for group in groups(told)]
    found = [(group, known) for group, known in found if Polarity not in known]
    parser.learn(flat(each.sentence.text) for group, _ in found for each, _ in group)
    drafts: dict[int, list[Draft]] = {}
    for number, (group, known) in enumerate(found):
        trees = [grammar(each.sentence, parser) for each, _ in group]
        for place, draft in _drafts(number, group, trees, known):
            drafts.setdefault(place, []).append(draft)
    return drafts


def _known(members: Sequence[Said], ruled: Sequence[Sequence[Draft]]) -> frozenset[type]:
    """The kinds of value that rules read on one attribute in every member: names, yes and no."""
    read = [
        {
            (draft.attribute, type(draft.reading.value))
            for draft in ruled[each.document]
            if draft.rule
            and not isinstance(draft.reading.value, Interval)
            and draft.start < each.sentence.end
            and each.sentence.start < draft.end
        }
        for each in members
    ]
    return frozenset(kind for _, kind in frozenset.intersection(*map(frozenset, read)))


def _drafts(
    number: int, group: Sequence[tuple[Said, float]], trees: Sequence[Grammar], known: Set[type]
) -> Iterator[tuple[int, Draft]]:
    """The drafts of one group: ``=`` marks a key that no other group has; answers and names are two attributes.

    Where rules read names in every member, only answers are told besides that one flatly denies.
    """
    told = list(sayings(group, trees))
    if known:
        told = [(each, saying) for each, saying in told if isinstance(saying.value, Polarity)]
        if not any(saying.value == Polarity(False) for _, saying in told):
            return
    for each, saying in told:
        yield each.document, _draft(each, saying, (f"=said {number} {type(saying.value).__name__}",))


def _draft(each: Said, saying: Saying, key: tuple[str, ...]) -> Draft:
    trace = f"no rule; another document says it again, in the words {', '.join(saying.shared)}"
    return Draft(
        saying.attribute, Reading(saying.value), saying.start, saying.end, each.sentence, "", (trace,), key, open=True
    )
