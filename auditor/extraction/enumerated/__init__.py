"""Enumerations: what one document lists and another lists again, in a row of words or in a list of items.

Two lists are of one thing where they share items and the words they stand among.  Each is told whole, so that what only
one of them names is seen, too.  A list that no other document has makes no claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from auditor.extraction.drafts import Draft
from auditor.extraction.enumerated.linking import groups, label
from auditor.extraction.enumerated.rows import Listed, bulleted, candidates, rows, runs
from auditor.extraction.grammar import flat, grammar
from auditor.extraction.parsing import Parser
from auditor.extraction.screening import Sentence
from auditor.model import Choice, Reading
from auditor.thesaurus import root

__all__ = ["enumerated"]


def enumerated(
    screened: Sequence[Sequence[Sentence]], ruled: Sequence[Sequence[Draft]], subject: Set[str], parser: Parser
) -> Mapping[int, list[Draft]]:
    """Document, by its place -> drafts of the lists that it shares with another document.

    ``ruled`` holds what rules read in each document: a list whose names a rule reads in every document is not told
    twice.  ``subject`` holds the stems of the subject's names, which tell no list apart.
    """
    own = frozenset(map(root, subject))
    items = [each for place, sentences in enumerate(screened) for each in bulleted(place, sentences, own)]
    inline = [each for place, sentences in enumerate(screened) for each in runs(place, sentences, own)]
    asked = candidates(inline, items)
    parser.learn(flat(each.sentence.text) for each in asked)
    listed = [row for each in asked for row in rows(each, grammar(each.sentence, parser), own)]
    drafts: dict[int, list[Draft]] = {}
    for number, group in enumerate(groups([*items, *listed])):
        if not _known(group, ruled):
            for place, draft in _drafts(number, group):
                drafts.setdefault(place, []).append(draft)
    return drafts


def _known(group: Sequence[Listed], ruled: Sequence[Sequence[Draft]]) -> bool:
    """Whether rules read names of one attribute in every list of a group."""
    read = [
        {
            draft.attribute
            for draft in ruled[each.document]
            if draft.rule
            and isinstance(draft.reading.value, Choice)
            and draft.start < each.end
            and each.start < draft.end
        }
        for each in group
    ]
    return bool(frozenset.intersection(*map(frozenset, read)))


def _drafts(number: int, group: Sequence[Listed]) -> Iterator[tuple[int, Draft]]:
    """The drafts of one group: ``=`` marks a key that no other group has."""
    attribute = label(group)
    for each in group:
        names = tuple(sorted({item.name for item in each.items}))
        trace = (f"no rule; another document lists {', '.join(each.shared(group))}, too",)
        key = (f"=listed {number}",)
        yield (
            each.document,
            Draft(attribute, Reading(Choice(names)), each.start, each.end, each.sentence, "", trace, key, open=True),
        )
