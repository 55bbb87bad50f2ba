"""Two statements about the same thing: their figures, dates and words paired, and the strongest relation between them.

A is what is known, B what is held against it: ``a contains b`` where B says more than A does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.extraction.parsing import Parser
from auditor.statements.judging import judge
from auditor.statements.reading import read, split
from auditor.statements.verbatim import verbatim
from auditor.statements.verdicts import Verdict

__all__ = ["Verdict", "compare_statements"]


def compare_statements(pairs: Iterable[tuple[str, str]]) -> list[Verdict]:
    """A verdict for each pair (A, B), in their order; all sentences are parsed in one go."""
    both: Sequence[tuple[str, str]] = list(pairs)
    parser = Parser()
    known = [verbatim(a, b) for a, b in both]
    left = [pair for pair, verdict in zip(both, known, strict=True) if verdict is None]
    parser.learn(part for pair in left for text in pair for part in split(text))
    return [verdict or judge(read(a, parser), read(b, parser)) for (a, b), verdict in zip(both, known, strict=True)]
