"""The words of a document as people read them: without markup, in one line, with claims marked in place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from auditor.content import words
from auditor.model import Claim, Document, Scope
from auditor.outputs.view.index import Index, safe_address
from auditor.outputs.view.nouns import Part, Quote

_MASKED_SPACE = re.compile(r"<br|</?t[dhr]\b|\||&(?:nbsp|ensp|emsp|thinsp|#160|#xa0);?", re.IGNORECASE)
_CONTEXT = 240
"""Characters of a sentence shown on either side of a claim; longer ones are cut, with an ellipsis."""
_FRAGMENT_WORDS = 3
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def visible(document: Document, start: int, end: int) -> str:
    """Return the text of ``document`` from ``start`` to ``end`` without masked markup, white space made single.

    Markup inside a word vanishes (``<b>3</b>-5`` reads ``3-5``); a line break or cell border reads as a space.
    """
    raw, text = document.raw[start:end], document.text[start:end]
    if raw == text:
        return re.sub(r"\s+", " ", text)
    pieces: list[str] = []
    at = 0
    while at < len(text):
        stop = at
        if text[at] == " " and not raw[at].isspace():
            while stop < len(text) and text[stop] == " " and not raw[stop].isspace():
                stop += 1
            if _MASKED_SPACE.search(raw[at:stop]):
                pieces.append(" ")
        else:
            while stop < len(text) and not (text[stop] == " " and not raw[stop].isspace()):
                stop += 1
            pieces.append(text[at:stop])
        at = stop
    return re.sub(r"\s+", " ", "".join(pieces))


def quote_of(index: Index, claim: Claim) -> Quote:
    """Return the sentence of ``claim`` with its words marked."""
    document = index.documents[claim.source]
    start, end = min(claim.sentence.start, claim.start), max(claim.sentence.end, claim.end)
    if claim.sentence.end <= claim.sentence.start:
        start, end = claim.start, claim.end
    before = visible(document, start, claim.start).lstrip()
    marked = visible(document, claim.start, claim.end)
    after = visible(document, claim.end, end).rstrip()
    line, column = index.lines[claim.source].place(claim.start)
    place = index.lines[claim.source].name(claim.start)
    return Quote(
        source=index.refs[claim.source],
        anchor=index.claim_anchors[claim.id],
        pieces=(
            *_limits(_tail(before), claim.reading.scope),
            (marked, "figure"),
            *_limits(_head(after), claim.reading.scope),
        ),
        heading=" › ".join(claim.path),
        line=line,
        spot=f"{document.path}, {place}" if place else f"{document.path}:{line}:{column}",
        href=live_link(document.metadata.url, before + marked + after),
        language=document.metadata.language,
        place=place,
    )


def live_link(url: str, sentence: str) -> str:
    """Return ``url`` with a text fragment that shows ``sentence`` in the page, or nothing if it is no safe address.

    >>> live_link("https://example.org/a#b", "It is lit.")
    'https://example.org/a#b:~:text=It%20is%20lit.'
    """
    address = safe_address(url)
    words = sentence.split()
    if not address or not words or address.lower().startswith("mailto:"):
        return address
    if len(words) <= 2 * _FRAGMENT_WORDS:
        parts = [" ".join(words)]
    else:
        parts = [" ".join(words[:_FRAGMENT_WORDS]), " ".join(words[-_FRAGMENT_WORDS:])]
    text = ",".join(quote(part, safe="", errors="replace").replace("-", "%2D") for part in parts)
    return f"{address}{'' if '#' in address else '#'}:~:text={text}"


def _limits(text: str, scope: Scope) -> Iterator[tuple[str, Part]]:
    """Yield ``text`` in pieces, the words that ``scope`` names apart; such words side by side are one piece.

    >>> list(_limits(" within three years of diagnosis.", (("from", "diagnosis"),)))
    [(' within three years of ', ''), ('diagnosis', 'scope'), ('.', '')]
    """
    named = frozenset().union(*(words(value) for _, value in scope))
    at, spans = 0, list[tuple[int, int]]()
    for match in _WORD.finditer(text) if named else ():
        if words(match[0]) & named:
            joined = bool(spans) and text[spans[-1][1] : match.start()].isspace()
            spans[-1:] = [(spans[-1][0], match.end())] if joined else [*spans[-1:], match.span()]
    for start, end in spans:
        if start > at:
            yield text[at:start], ""
        yield text[start:end], "scope"
        at = end
    if at < len(text):
        yield text[at:], ""


def _tail(text: str) -> str:
    if len(text) <= _CONTEXT:
        return text
    return "… " + text[-_CONTEXT:].partition(" ")[2]


def _head(text: str) -> str:
    if len(text) <= _CONTEXT:
        return text
    return text[:_CONTEXT].rpartition(" ")[0] + " …"
