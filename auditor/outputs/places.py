"""Where an offset lies in a document: lines and columns, counted from 1."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from auditor.model import Audit

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Lines:
    """The offsets at which the lines of a text start; a line ends with LF, CR LF or CR."""

    starts: tuple[int, ...]

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


def lines_by_source(audit: Audit) -> dict[str, Lines]:
    """Return the lines of each source of ``audit``, by source id."""
    return {source.id: Lines.of(source.raw) for source in audit.sources}
