"""Whether claims stand where they say they do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import unescape

from auditor.model import Claim, Document

_WORD = re.compile(r"\w+")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_TAG = re.compile(r"<[^<>]*>")
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]|(?<=\\d)[\u00a0\u2009\u202f\u2007\u2006](?=\\d)")
_NEAR = 200
"""So far behind what was read the end of its last word is looked for."""
_SEEN = re.compile(r"\S")
_TRAILING = re.compile(r"(?:\s|<[^<>]*>)+$")


def located(claims: Iterable[Claim], documents: Iterable[Document]) -> tuple[tuple[Claim, ...], int]:
    """The claims whose quote stands at their place in the decoded file, and how many others there were."""
    by_id = {document.id: document for document in documents}
    given = tuple(_whole(claim, by_id) for claim in claims)
    held = tuple(claim for claim in given if stands(claim, by_id))
    return held, len(given) - len(held)


def _whole(claim: Claim, documents: Mapping[str, Document]) -> Claim:
    """The claim with its quote up to the end of its last word in the file, where markup or a reference cuts that.

    In ``5&#37;`` and ``3 <b>y</b>ears`` the text that is read ends before the file's words do.
    """
    document = documents.get(claim.source)
    if document is None or not 0 <= claim.start < claim.end < len(document.raw):
        return claim
    raw, text, end = document.raw, document.text, claim.end
    if text[end] != " " or raw[end].isspace():
        return claim
    reference = next((each for each in _REFERENCE.finditer(raw, claim.start, end + 32) if each.end() > end), None)
    if reference and reference.start() < end:
        end = reference.end()
    elif not stands(claim, documents):
        following = _SEEN.search(text, end)
        end = claim.start + len(
            _TRAILING.sub("", raw[claim.start : min(following.start() if following else len(raw), end + _NEAR)])
        )
    return replace(claim, end=end, quote=raw[claim.start : end]) if end > claim.end else claim


def stands(claim: Claim, documents: Mapping[str, Document]) -> bool:
    """Whether ``raw`` holds the quote at the claim's place, and in it, in order, the words that were read from it.

    What was read may differ from the file by markup, by character references and by what is not seen alone.
    """
    document = documents.get(claim.source)
    if document is None or not 0 <= claim.start < claim.end <= len(document.raw):
        return False
    quoted = document.raw[claim.start : claim.end]
    words = _WORD.findall(document.text[claim.start : claim.end])
    if quoted != claim.quote or not words:
        return False
    return _in_order(words, unescape(quoted)) or _in_order(words, _UNSEEN.sub("", unescape(_TAG.sub("", quoted))))


def _in_order(words: Iterable[str], shown: str) -> bool:
    position = 0
    for word in words:
        found = shown.find(word, position)
        if found < 0:
            return False
        position = found + len(word)
    return True
