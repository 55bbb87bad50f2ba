"""Where an offset lies in a document: lines and columns, counted from 1."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from auditor.model import Audit, Span

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Lines:
    """The offsets at which the lines of a text start; a line ends with LF, CR LF or CR.

    ``places`` are those of the document where its file has no lines of text, as a PDF or a Word document.
    """

    starts: tuple[int, ...]
    places: tuple[Span, ...] = ()

    @classmethod
    def of(cls, raw: str) -> Lines:
        """Return the lines of ``raw``."""
        return cls((0, *(match.end() for match in _LINE_END.finditer(raw))))

    def place(self, offset: int) -> tuple[int, int]:
        r"""Return line and column of ``offset``, both from 1, the column in characters.

        >>> Lines.of("one\ntwo").place(5)
        (2, 2)
        """
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def name(self, offset: int) -> str:
        """Return the page and line of a PDF or the paragraph or cell of a Word document, of all else nothing.

        >>> Lines((0,), (Span(0, 9, "page 1, line 1"), Span(10, 19, "page 1, line 2"))).name(12)
        'page 1, line 2'
        """
        at = bisect_right(self.places, offset, key=lambda span: span.start) - 1
        return self.places[max(at, 0)].note if self.places else ""


def lines_by_source(audit: Audit) -> dict[str, Lines]:
    """Return the lines of each source of ``audit``, by source id."""
    return {source.id: replace(Lines.of(source.raw), places=source.places) for source in audit.sources}
