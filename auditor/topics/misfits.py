"""All that cannot be within one text, sentence by sentence and in the whole of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.cues import sentences
from auditor.quantities import find
from auditor.topics.enumerations import miscounted
from auditor.topics.means import outlying
from auditor.topics.proportions import misproportions
from auditor.topics.restatements import misstated
from auditor.topics.sequence import misordered
from auditor.topics.wholes import Misfit, misfits

_HINT = re.compile(
    r"[(:]|\bbetween\b|\bor\b|\b(?:remain\w*|rest|others?|consist\w*|made|composed|compris\w*|break\w*|broken|split|divided|mix\w*|"
    r"blend|out)\b|\b[Aa]mong\b|\bOf\b|\bof\s(?:all|the|its|their|our|these|those|whom|which|them)\b"
)
"""What a sentence that does not fit holds: words of a whole, a bracket, a colon, a figure said twice."""


def in_sentence(text: str) -> Iterator[Misfit]:
    """What does not fit in one sentence."""
    found = find(text) if _HINT.search(text) else []
    for ask in (misfits, misstated, miscounted):
        yield from ask(text, found)


def in_block(text: str) -> Iterator[Misfit]:
    """What does not fit in one paragraph, across its sentences."""
    for ask in (misproportions, outlying, misordered):
        yield from ask(text)


def contradictions(text: str) -> Iterator[Misfit]:
    """What does not fit in a text of a few sentences; offsets are into the text."""
    for start, end in sentences(text, 0, len(text)):
        for found in in_sentence(text[start:end]):
            yield Misfit(tuple((start + a, start + b) for a, b in found.spans), found.reason)
    yield from in_block(text)
