"""What stands above a sentence and asks: a heading that is answered, a heading over bare names, a cell's label."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.cues import Hit, Token, whole
from auditor.extraction.clauses import Line, negated
from auditor.extraction.findings import EACH, Context, Cued, Found, text, values_of
from auditor.extraction.names import symbols
from auditor.extraction.screening import Sentence
from auditor.extraction.series import fragment, labelled, nouns, plain
from auditor.model import BlockKind, Choice, Polarity
from auditor.rules import Rule

LONGEST_LABEL = 6
"""The longest label of a cell that is read as one line with it, in words."""
LEAST_TOLD = 2
"""So many listed values in one sentence speak for the heading above it without a cue."""
_YES = (("yes",), ("certainly",), ("definitely",))
_NO = (
    ("no",),
    ("not", "yet"),
    ("not", "at", "present"),
    ("not", "at", "the", "moment"),
    ("not", "currently"),
    ("not", "really"),
    ("not", "at", "all"),
    ("sadly", "no"),
    ("sadly", "not"),
    ("unfortunately", "no"),
    ("unfortunately", "not"),
    ("never",),
    ("unknown",),
    ("none",),
)
_AFTER = frozenset(".,;:!()—–")
_NONE = frozenset({"yet", "for", "known", "exists", "so", "at", "currently", "available"})
"""What may follow ``none`` and leaves it a plain answer: ``Vaccine: none yet``, ``none for people``."""


def asked_above(sentence: Sentence, previous: Sentence | None) -> Sentence | None:
    """The question right before a sentence in its own block: ``Is it catching? No.``, a label in bold that asks."""
    near = previous is not None and previous.block is sentence.block and previous.index == sentence.index - 1
    return previous if near and previous is not None and previous.question else None


def begins_section(sentence: Sentence, previous: Sentence | None) -> bool:
    """Whether a sentence is the first one below its heading."""
    return sentence.index == 0 and (previous is None or previous.block.path != sentence.block.path)


def heading_tokens(sentence: Sentence) -> tuple[Token, ...]:
    """The words of the nearest heading."""
    return whole(sentence.block.path[-1]) if sentence.block.path else ()


def labelled_line(sentence: Sentence, line: Line) -> Line:
    """A cell behind its row's label, or words behind their own, as one run: ``cause unknown``; others as they are."""
    words = line.tokens
    if sentence.index:
        return line
    if sentence.block.kind is BlockKind.CELL and sentence.block.label:
        label = whole(sentence.block.label)[-LONGEST_LABEL:]
        above = tuple(Token(t.word, t.stem, sentence.start, sentence.start) for t in label)
        return Line((*above, *words), frozenset(), (0,) * (len(above) + len(words)))
    at = next((i for i, t in enumerate(words[: LONGEST_LABEL + 1]) if t.word == ":"), 0)
    return Line(words[:at] + words[at + 1 :], frozenset(), (0,) * (len(words) - 1)) if at else line


def under_label(rule: Rule, sentence: Sentence, line: Line, hits: Sequence[Hit[Cued]], context: Context) -> list[Found]:
    """What stands behind a label that asks, as in an infobox: ``Treatment: alumab, surgery``, ``Contagious: no``."""
    at = label_end(line)
    asked = any(h.item.role in ("about", "heading") and h.last < at for h in hits)
    barred = any(h.item.role == "not" for h in hits)
    if (
        at + 1 >= len(line.tokens)
        or not at
        or sentence.index
        or not asked
        or barred
        or EACH in rule.attribute
        or sentence.quantities
    ):
        return []
    if sentence.block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
        return []
    if rule.kind == "polarity":
        return _answered(rule, line, at + 1)
    values = [v for v in values_of(hits) if v.first > at and not negated(line.tokens, v.first)]
    row = labelled(sentence, line, at + 1)
    spots = [(v.item.value, v.first, v.last) for v in values]
    if rule.open_values == "names" and row:
        spots = [
            (next((n for n, a, b in spots if first <= a and b <= last), name), first, last)
            for name, first, last in nouns(row)
        ]
    if rule.open_values == "symbols":
        spots = symbols(sentence, line, [(at + 1, at + 1)], context.grammar, context.subject, context.products)
    said = row or (rule.open_values != "names" and plain(line, sentence.end))
    if not spots or not said:
        return []
    names = tuple(sorted({name for name, _, _ in spots}))
    start, end = line.tokens[min(s[1] for s in spots)].start, line.tokens[max(s[2] for s in spots)].end
    return [Found(rule, rule.attribute, Choice(names), start, end, "label")]


def label_end(line: Line) -> int:
    """Where the colon of the label that opens a line stands; 0 where none does."""
    return next((i for i, t in enumerate(line.tokens[: LONGEST_LABEL + 1]) if t.word == ":"), 0)


def under_question(rule: Rule, line: Line, asked: Sequence[Hit[Cued]]) -> list[Found]:
    """The yes or no that answers a question which a cue of the rule stands in; turned where the question denies."""
    roles = {h.item.role for h in asked}
    if rule.kind != "polarity" or "not" in roles or bool(roles & {"heading", "holds"}) == ("denies" in roles):
        return []
    return _answered(rule, line, 0, "denies" not in roles)


def under_heading(
    rule: Rule, sentence: Sentence, line: Line, own: Sequence[Hit[Cued]], above: Sequence[Hit[Cued]], begins: bool
) -> list[Found]:
    """What a sentence says by its heading alone: ``No.`` below ``Is it contagious?``, names below ``Treatment``."""
    roles = {h.item.role for h in above}
    if "heading" not in roles or "not" in roles or any(h.item.role == "not" for h in own):
        return []
    if rule.kind == "polarity":
        return _answered(rule, line, 0) if begins and sentence.block.path[-1].rstrip().endswith("?") else []
    if rule.open_values != "names" or EACH in rule.attribute or sentence.block.kind is not BlockKind.PARAGRAPH:
        return []
    values = values_of(own)
    row = fragment(sentence, line)
    if not row:
        return _told(rule, line, values)
    names = {next((v.item.value for v in values if a <= v.last and v.first <= b), name) for name, a, b in row}
    start, end = line.tokens[row[0][1]].start, line.tokens[row[-1][2]].end
    return [Found(rule, rule.attribute, Choice(tuple(sorted(names))), start, end, "heading")]


def _told(rule: Rule, line: Line, values: Sequence[Hit[Cued]]) -> list[Found]:
    """What a sentence tells in its own words below a heading that asks: two listed values at least, none denied."""
    said = [v for v in values if negated(line.tokens, v.first) is False and v.first not in line.unsaid]
    names = tuple(sorted({v.item.value for v in said}))
    if len(names) < LEAST_TOLD:
        return []
    start, end = line.tokens[min(v.first for v in said)].start, line.tokens[max(v.last for v in said)].end
    return [Found(rule, rule.attribute, Choice(names), start, end, "heading")]


def _answered(rule: Rule, line: Line, at: int, asks: bool = True) -> list[Found]:
    """The yes or no that stands at the token ``at``, to what ``asks`` whether it holds or whether it does not."""
    words = [t.word.lower() for t in line.tokens[at:]]
    for answers, holds in ((_YES, True), (_NO, False)):
        for answer in answers:
            end = len(answer)
            if tuple(words[:end]) != answer:
                continue
            if len(words) == end or words[end] in (_NONE if answer == ("none",) else _AFTER) | _AFTER:
                start, stop = line.tokens[at].start, line.tokens[at + end - 1].end
                return [Found(rule, rule.attribute, Polarity(holds is asks), start, stop, text(line, at, at + end - 1))]
    return []
