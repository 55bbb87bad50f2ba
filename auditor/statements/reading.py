"""A text to a statement: tidied, split into sentences, parsed, its figures and words bound to each other."""

from __future__ import annotations

from auditor.cues import sentences
from auditor.extraction.grammar import Grammar
from auditor.extraction.parsing import Parser
from auditor.statements.anchors import anchored
from auditor.statements.contents import words_of
from auditor.statements.figures import figures, headline
from auditor.statements.statement import Figure, Statement, Word
from auditor.statements.tidy import tidy


def split(text: str) -> tuple[str, ...]:
    """The sentences of a statement, tidied: what has to be parsed."""
    flat = tidy(text)
    return tuple(flat[a:b] for a, b in sentences(flat, 0, len(flat)))


def read(text: str, parser: Parser) -> Statement:
    """One statement, read."""
    parts = split(text)
    grammars = tuple(Grammar(parser.tree(part)) for part in parts)
    words: list[Word] = []
    found: list[Figure] = []
    for index, (part, grammar) in enumerate(zip(parts, grammars, strict=True)):
        inside = figures(part)
        found += [anchored(grammar, each, index) for each in inside]
        words += words_of(grammar, inside, index, headline(part))
    return Statement(text, parts, grammars, tuple(words), tuple(found))
