"""What a text itself asks to ignore: ``<!-- auditor: ignore AC101 reason -->`` in Markdown and HTML.

In plain text it is a line of its own in brackets, ``[auditor: ignore AC101 reason]``, which is not read as text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import PurePath

from auditor.documents.files import HTML, MARKDOWN, TEXT
from auditor.documents.text import REMARK
from auditor.model import Block, Document

_COMMENT = re.compile(r"(?<!`)<!--\s*auditor\s*:\s*ignore\b(?P<words>.*?)-->", re.DOTALL | re.IGNORECASE)
"""Behind a backtick stands what a page on the auditor shows of it."""
_CODES = re.compile(r"\s*(?P<codes>(?:AC\d+[\s,]*)*)(?P<reason>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Ignore:
    """A comment at ``start`` of a source's raw text, and the stretch of the text that it speaks for.

    ``codes`` are the codes it names, as written; without one it ignores nothing.
    """

    source: str
    start: int
    stretch: tuple[int, int]
    codes: tuple[str, ...]
    reason: str


def ignores(document: Document) -> tuple[Ignore, ...]:
    """The comments of a document, in the order of its text; those in a block of code are none.

    A comment speaks for the paragraph, item, cell or heading in whose lines it stands, and one on a line of its own for
    the next.
    """
    suffix = PurePath(document.path).suffix.lower()
    form = _COMMENT if suffix in (*MARKDOWN, *HTML) else REMARK if suffix in TEXT else None
    if form is None:
        return ()
    code = [span for span in document.furniture if span.note == "code"]
    blocks = sorted(document.blocks, key=lambda block: block.start)
    return tuple(
        _ignore(document, blocks, match)
        for match in form.finditer(document.raw)
        if not any(span.start <= match.start() < span.end for span in code)
    )


def _ignore(document: Document, blocks: list[Block], match: re.Match[str]) -> Ignore:
    words = _CODES.match(match["words"])
    assert words is not None
    codes = tuple(re.findall(r"AC\d+", words["codes"]))
    reason = " ".join(words["reason"].strip(" \t\r\n-:").split())
    return Ignore(document.id, match.start(), _stretch(document, blocks, *match.span()), codes, reason)


def _stretch(document: Document, blocks: list[Block], start: int, end: int) -> tuple[int, int]:
    """The block in whose lines a comment stands, else the next; an empty stretch where there is none."""
    line = max(document.raw.rfind("\n", 0, start), document.raw.rfind("\r", 0, start)) + 1
    at = bisect_right([block.start for block in blocks], start)
    around = [block for block in blocks[max(0, at - 1) : at] if block.end > line]
    found = (*around, *blocks[at:])
    return (found[0].start, found[0].end) if found else (end, end)
