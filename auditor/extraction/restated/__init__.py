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
from auditor.model import Interval, Reading

__all__ = ["restated"]


def restated(
    screened: Sequence[Sequence[Sentence]], ruled: Sequence[Sequence[Draft]], subject: Set[str], parser: Parser
) -> Mapping[int, list[Draft]]:
    """Document, by its place -> drafts of what it says and another document says again.

    ``ruled`` holds what rules read in each document: what they read on both sides is not told twice.  ``subject`` holds
    the stems of the subject's names.
    """
    told = [each for place, sentences in enumerate(screened) for each in said(place, sentences, subject)]
    found = [group for group in groups(told) if not _known([each for each, _ in group], ruled)]
    parser.learn(flat(each.sentence.text) for group in found for each, _ in group)
    drafts: dict[int, list[Draft]] = {}
    for number, group in enumerate(found):
        trees = [grammar(each.sentence, parser) for each, _ in group]
        for place, draft in _drafts(number, group, trees):
            drafts.setdefault(place, []).append(draft)
    return drafts


def _known(members: Sequence[Said], ruled: Sequence[Sequence[Draft]]) -> bool:
    """Whether rules read one attribute, in names or in yes and no, in every member."""
    read = [
        {
            draft.attribute
            for draft in ruled[each.document]
            if draft.rule
            and not isinstance(draft.reading.value, Interval)
            and draft.start < each.sentence.end
            and each.sentence.start < draft.end
        }
        for each in members
    ]
    return bool(frozenset.intersection(*map(frozenset, read)))


def _drafts(number: int, group: Sequence[tuple[Said, float]], trees: Sequence[Grammar]) -> Iterator[tuple[int, Draft]]:
    """The drafts of one group: ``=`` marks a key that no other group has; answers and names are two attributes."""
    for each, saying in sayings(group, trees):
        yield each.document, _draft(each, saying, (f"=said {number} {type(saying.value).__name__}",))


def _draft(each: Said, saying: Saying, key: tuple[str, ...]) -> Draft:
    trace = f"no rule; another document says it again, in the words {', '.join(saying.shared)}"
    return Draft(
        saying.attribute, Reading(saying.value), saying.start, saying.end, each.sentence, "", (trace,), key, open=True
    )
