"""Why the numbers of a document made no claim: the steps of reading asked again, each for what it refuses.

``Reasons`` follows ``auditor.extraction.reading`` and decides nothing.  A quantity that reading drops for a reason
not told here gets ``UNTOLD``; a test holds that none of our documents needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.extraction.grammar import flat, grammar
from auditor.extraction.numeric import Binding, NumericRules, look, share_group
from auditor.extraction.parsing import Parser
from auditor.extraction.screening import Sentence, screen
from auditor.extraction.unclaimed import Concepts, unclaimed
from auditor.extraction.worth import dates, qualifies, worth
from auditor.model import BlockKind, Claim, Document, Interval, Quantity, Span
from auditor.quantities import dates as calendar
from auditor.quantities import furniture
from auditor.quantities.screen import SCREEN
from auditor.rules import Rule, Rules
from auditor.subjects import Subject
from auditor.units import convert, dimension

DATES = "only says when another figure of the sentence held"
QUALIFIES = "only says which share, rate or count is meant: no rule may take it"
UNNAMED = "no words say what it measures"
REPEATED = "is said above in the same words"
UNTOLD = "was read, and made no claim"
HEADING = "stands in a heading, which only says what the text below is about"
ASIDE = "stands outside the text that is read, as a table's header does"


class Reasons:
    """Tells why numbers made no claim; made once for a document, under the rules and the subject of its audit."""

    def __init__(self, rules: Rules, subject: Subject, document: Document) -> None:
        self._numeric = NumericRules.of([rule for pack in rules.packs for rule in pack.rules])
        self._concepts = Concepts(rules.common)
        self._parser = Parser()
        self._subject = subject
        self._document = document
        self._sentences = tuple(screen(document))

    def of(self, claims: Sequence[Claim], start: int, end: int) -> tuple[Span, ...]:
        """Every number from ``start`` to ``end`` of which no claim speaks, each a span with its reason, in order.

        ``claims`` are those of the document.  A number is a quantity, digits or a number word that are none, or a
        stretch of furniture.
        """
        found = [
            *self._quantities(claims, start, end),
            *_unread(self._document, self._sentences, claims, start, end),
            *(span for span in self._document.furniture if span.start < end and start < span.end),
        ]
        return tuple(sorted(found, key=lambda span: (span.start, span.end, span.note)))

    def refused(self, claim: Claim) -> str:
        """Why no rule took the figure of an open claim, where its place or its size is the reason; else empty."""
        for at, sentence in enumerate(self._sentences):
            for index, quantity in enumerate(sentence.quantities):
                if claim.open and (quantity.start, quantity.end) == (claim.start, claim.end):
                    return QUALIFIES if qualifies(sentence, index) else self._out_of_range(at, index)
        return ""

    def _quantities(self, claims: Sequence[Claim], start: int, end: int) -> Iterator[Span]:
        claimed = {(c.start, c.end) for c in claims if isinstance(c.reading.value, Interval)}
        for at, sentence in enumerate(self._sentences):
            for index, quantity in enumerate(sentence.quantities):
                outside = quantity.end <= start or end <= quantity.start
                if not outside and (quantity.start, quantity.end) not in claimed:
                    yield Span(quantity.start, quantity.end, self._why(at, index))

    def _why(self, at: int, index: int) -> str:
        """Why a quantity made no claim, asked in the order in which reading asks."""
        sentence = self._sentences[at]
        why = worth(sentence, sentence.quantities[index])
        if why:
            return why
        if dates(sentence, index):
            return DATES
        parsed = grammar(sentence, self._parser)
        if unclaimed(sentence, index, parsed, self._subject, self._concepts) is None:
            refused = self._out_of_range(at, index)
            return f"{refused}; else {UNNAMED}" if refused else UNNAMED
        words = flat(sentence.text)
        return REPEATED if any(flat(other.text) == words for other in self._sentences[:at]) else UNTOLD

    def _out_of_range(self, at: int, index: int) -> str:
        """The rule that binds a quantity and does not take its size, in words; else an empty string."""
        sentence, previous = self._sentences[at], self._sentences[at - 1] if at else None
        quantity = sentence.quantities[index]
        binding = self._binding(sentence, previous, index)
        if binding is None or not _beyond(quantity, binding.rule):
            return ""
        rule = binding.rule
        low, high = ("" if end is None else f"{end:g}" for end in rule.range)
        return f"rule {rule.pack}/{rule.name} ({rule.path}:{rule.line}) takes {low}..{high} {rule.unit} only"

    def _binding(self, sentence: Sentence, previous: Sentence | None, index: int) -> Binding | None:
        at = next(i for i, token in enumerate(sentence.tokens) if token.quantity == index)
        shared = dimension(sentence.quantities[index].unit or "") == "ratio"
        group = share_group(grammar(sentence, self._parser), sentence, at) if shared else frozenset[int]()
        return self._numeric.bind(sentence, index, look(self._numeric, sentence, previous, group), self._subject)


def _beyond(quantity: Quantity, rule: Rule) -> bool:
    """Whether an end of a quantity lies outside a rule's range."""
    low, high = rule.range
    counted = dimension(rule.unit) == "count"
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    values = ends if counted else [convert(end, quantity.unit or "", rule.unit) for end in ends]
    return any((low is not None and value < low) or (high is not None and value > high) for value in values)


def _unread(
    document: Document, sentences: Sequence[Sentence], claims: Sequence[Claim], start: int, end: int
) -> Iterator[Span]:
    """Digits and number words that are no quantity, part of no claim's quote and no furniture."""
    known = [(q.start, q.end) for s in sentences for q in s.quantities]
    known += [(c.start, c.end) for c in claims] + [(span.start, span.end) for span in document.furniture]
    done = start
    for hit in SCREEN.finditer(document.text, start, end):
        first, last = _word(document.text, hit.start(), hit.end())
        if hit.start() < done or any(a < last and first < b for a, b in known):
            continue
        block = next((b for b in document.blocks if b.start <= hit.start() < b.end), None)
        if block is None or block.kind is BlockKind.HEADING:
            yield Span(first, last, ASIDE if block is None else HEADING)
        else:
            at, text = hit.start() - block.start, document.text[block.start : block.end]
            far, why = _no_quantity(text, at)
            last = max(last, block.start + far)
            yield Span(first, last, why)
        done = last


def _word(text: str, start: int, end: int) -> tuple[int, int]:
    """All that a number is written together with: ``SOD1``, ``COVID-19``, ``2.6.1``."""
    while start and (text[start - 1].isalnum() or _joins(text, start - 1)):
        start -= 1
    return start, max(end, furniture.word_end(text, end - 1) if text[end - 1].isdigit() else end)


def _joins(text: str, at: int) -> bool:
    """Whether a hyphen or a slash at ``at`` joins what follows to the word before it."""
    return text[at] in "-–/" and text[max(0, at - 1) : at].isalpha()


_SHAPES = (
    (re.compile(r"[\d,]+(?:st|nd|rd|th)\b", re.I), "is an ordinal: it says which one, not how many"),
    (re.compile(r"\d+(?:\.\d+){2,}"), "is the number of a version or a section"),
    (re.compile(r"\d[\d.]*\s?[a-zµ]{0,2}\s?[×x*]\s?\d"), "is a product: no single figure can be told from it"),
    (re.compile(r"\d[\d.]*\s?[:/]\s?\d"), "is a ratio or a score, of which the parts are not told"),
    (re.compile(r"(?:\+?\d{2,4}[ -])+\d{3,}"), "is a telephone number or a code"),
)
"""What digits that state nothing look like; the first that fits is told."""


def _no_quantity(text: str, at: int) -> tuple[int, str]:
    """How far a number at ``at`` reaches of which the number grammar makes no quantity, and why it does not.

    >>> _no_quantity("It binds TDP-43.", 13)[1], _no_quantity("Doors open at 9:30.", 14)[1]
    ('is part of a name', 'is a time of day')
    >>> _no_quantity("The 28th fair.", 4), _no_quantity("No one came.", 3)
    ((8, 'is an ordinal: it says which one, not how many'), (3, 'is a word that counts nothing here'))
    """
    if not text[at].isdigit():
        return at, "is a word that counts nothing here"
    skipped = furniture.skip(text, at, 0) or at
    if furniture.clock(text, at):
        return skipped, "is a time of day"
    date = calendar.read(text, at, 0)
    if date:
        return date.end, "belongs to a date"
    if at and (text[at - 1].isalnum() or _joins(text, at - 1)):
        return skipped, "is part of a name"
    if skipped == at:
        return at, "cannot be read safely as a quantity"
    shapes = (why for shape, why in _SHAPES if shape.match(text, at))
    return skipped, next(shapes, "is a mark, an address, or the number of a figure, a list or a kind")
