"""Whether claims stand where they say they do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape

from auditor.model import Claim, Document

_WORD = re.compile(r"\w+")


def located(claims: Iterable[Claim], documents: Iterable[Document]) -> tuple[tuple[Claim, ...], int]:
    """The claims whose quote stands at their place in the decoded file, and how many others there were."""
    by_id = {document.id: document for document in documents}
    given = tuple(claims)
    held = tuple(claim for claim in given if stands(claim, by_id))
    return held, len(given) - len(held)


def stands(claim: Claim, documents: Mapping[str, Document]) -> bool:
    """Whether ``raw`` holds the quote at the claim's place, and in it, in order, the words that were read from it.

    What was read may differ from the file by markup and by character references alone.
    """
    document = documents.get(claim.source)
    if document is None or not 0 <= claim.start < claim.end <= len(document.raw):
        return False
    quoted = document.raw[claim.start : claim.end]
    words = _WORD.findall(document.text[claim.start : claim.end])
    if quoted != claim.quote or not words:
        return False
    shown, position = unescape(quoted), 0
    for word in words:
        found = shown.find(word, position)
        if found < 0:
            return False
        position = found + len(word)
    return True
