"""A claim on its way: from a rule, a sentence's own words or an assertion; told from its twins; numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from auditor.cues import stem
from auditor.extraction.assertions import Asserted
from auditor.extraction.findings import Found, own_words
from auditor.extraction.grammar import flat
from auditor.extraction.groups import told_apart
from auditor.extraction.kinds import NUMBERED
from auditor.extraction.numeric import Binding
from auditor.extraction.scopes import scope_of
from auditor.extraction.screening import Sentence
from auditor.extraction.unclaimed import Unclaimed
from auditor.model import BlockKind, Claim, Document, Interval, Quantity, Reading, Span, Value
from auditor.subjects import Subject
from auditor.units import convert, dimension

_WORD = re.compile(r"\w+")
TELLING = frozenset({"subtype", "population", "place", "time", "from", "period", "condition"})
"""Aspects by which a text tells two figures of one attribute apart."""

NO_PERSONS = frozenset("country nation state region city hospital clinic centre center site study trial school".split())
"""What is counted beside people in the same breath, and is none: ``597 000 deaths in 83 countries``."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before it is numbered; ``subject`` is empty where it is on what all documents are about."""

    attribute: str
    reading: Reading
    start: int
    end: int
    sentence: Sentence
    rule: str
    trace: tuple[str, ...]
    key: tuple[str, ...] = ()
    open: bool = False
    single: bool = False
    subject: str = ""


def bound(sentence: Sentence, quantity: Quantity, binding: Binding, scope: Mapping[str, str]) -> Draft | None:
    """What a rule reads a quantity as, or None where the value lies outside the rule's plausible range."""
    rule = binding.rule
    if rule.unit == "people" and quantity.unit in NO_PERSONS:
        return None
    value = _in_unit(quantity, rule.unit)
    value = replace(value, low=None) if _latest(sentence, quantity) else value
    low, high = rule.range
    ends = [end for end in (value.low, value.high) if end is not None]
    if any((low is not None and end < low) or (high is not None and end > high) for end in ends):
        return None
    asked = bool(set(_WORD.findall(scope.get("subtype", ""))) & own_words(rule) - NUMBERED)
    full = {
        **scope,
        **({"subtype": ""} if asked else {}),
        **{aspect: scope.get(aspect) or implied for aspect, implied in rule.implies.items()},
    }
    name = f"{rule.pack}/{rule.name}"
    how = f"rule {name}: {binding.words!r} {binding.how} the figure (cost {binding.cost:g})"
    reading = Reading(value, quantity.modifier == "about", scope_of(full, rule.scope))
    trace = (how, _seen(quantity, sentence))
    return Draft(rule.attribute, reading, quantity.start, quantity.end, sentence, name, trace)


def _latest(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether an age is the latest one that is meant: ``by 2 years of age``, ``before 6 months of age``."""
    at = next((i for i, t in enumerate(sentence.tokens) if t.start == quantity.start), 0)
    aged = sentence.tokens[at].word == "#age" and quantity.low == quantity.high
    return aged and at > 0 and sentence.tokens[at - 1].word.lower() in {"by", "before"}


def opened(
    sentence: Sentence, quantity: Quantity, described: Unclaimed, scope: Mapping[str, str], aside: bool
) -> Draft:
    """A quantity under an attribute of its own words; one that is said ``aside`` has no key: it meets nothing."""
    value = Interval(quantity.low, quantity.high, quantity.unit or "")
    trace = (f"no rule; named by its own words: {', '.join(described.key)}", _seen(quantity, sentence))
    kind = scope.get("subtype", "")
    kind = "" if _stems(kind) <= _stems(described.attribute) else kind
    reading = Reading(value, quantity.modifier == "about", scope_of({**scope, "population": "", "subtype": kind}))
    key = () if aside else described.key
    return Draft(described.attribute, reading, quantity.start, quantity.end, sentence, "", trace, key, open=True)


def _stems(text: str) -> set[str]:
    return set(map(stem, _WORD.findall(text)))


def categorical(found: Found, sentence: Sentence, scope: Mapping[str, str]) -> Draft:
    """A choice or an answer that a rule reads."""
    name = f"{found.rule.pack}/{found.rule.name}"
    reading = Reading(found.value, False, scope_of(scope, found.rule.scope))
    trace = (f"rule {name}: {found.words!r}",)
    return Draft(found.attribute, reading, found.start, found.end, sentence, name, trace)


def asserted(each: Asserted, sentence: Sentence) -> Draft:
    """A choice or an answer that no rule reads."""
    reading, trace = Reading(each.value), (each.trace,)
    key, single = each.key, each.single
    return Draft(each.attribute, reading, each.start, each.end, sentence, "", trace, key, open=True, single=single)


def twins(drafts: Sequence[Draft], sentence: Sentence, subject: Subject) -> list[Draft]:
    """Two figures of a sentence on one attribute are for different cases: each takes what is said behind it.

    A figure outside the plausible range of the rule makes no claim, and tells its twin apart all the same.
    """
    values: dict[str, set[Value]] = {}
    for draft in drafts:
        values.setdefault(draft.attribute, set()).add(draft.reading.value)

    def doubled(draft: Draft) -> bool:
        return len(values[draft.attribute]) > 1 or _unclaimed_twin(draft, drafts, sentence, subject)

    return [_apart(draft, sentence, subject) if draft.rule and doubled(draft) else draft for draft in drafts]


def _unclaimed_twin(draft: Draft, drafts: Sequence[Draft], sentence: Sentence, subject: Subject) -> bool:
    """Whether a figure of the same unit that no rule took is joined to this one by ``and`` and said of a case, too."""
    taken = {each.start for each in drafts if each.rule}
    places = [(i, sentence.quantities[t.quantity]) for i, t in enumerate(sentence.tokens) if t.quantity >= 0]
    unit = next((q.unit for _, q in places if q.start == draft.start), None)
    mine = next((i for i, q in places if q.start == draft.start), 0)
    return any(
        q.unit == unit is not None
        and q.start not in taken
        and any(token.word.lower() == "and" for token in sentence.tokens[min(i, mine) : max(i, mine)])
        and bool(told_apart(sentence, i, subject) and told_apart(sentence, mine, subject))
        for i, q in places
        if i != mine
    )


def _apart(draft: Draft, sentence: Sentence, subject: Subject) -> Draft:
    scope = dict(draft.reading.scope)
    if TELLING & scope.keys():
        return draft
    at = next(i for i, t in enumerate(sentence.tokens) if t.start == draft.start)
    said = told_apart(sentence, at, subject)
    return replace(draft, reading=replace(draft.reading, scope=scope_of({**scope, "subtype": said}))) if said else draft


def numbered(drafts: Iterable[Draft], document: Document, subject: Subject) -> list[Claim]:
    """The claims of a document, in the order of the text, each statement once."""
    ordered = sorted(drafts, key=lambda d: (d.start, d.end, d.attribute))
    year = document.metadata.date[:4]
    return [_claim(_current(d, year), number, document, subject) for number, d in enumerate(_once(ordered), 1)]


def _once(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without verbatim repeats: a sentence that a document says twice is one statement."""
    seen: set[tuple[str, int, str, str]] = set()
    kept = []
    for draft in drafts:
        key = (flat(draft.sentence.text), draft.start - draft.sentence.start, draft.attribute, _kind(draft))
        if key not in seen or draft.sentence.block.kind is BlockKind.CELL:
            kept.append(draft)
        seen.add(key)
    return kept


def _kind(draft: Draft) -> str:
    return type(draft.reading.value).__name__


def _current(draft: Draft, year: str) -> Draft:
    """The time of a figure as a calendar tells it.

    A figure for today or for the document's own year is the current one, which sets it apart from nothing; last year is
    the one before the document's own.
    """
    said = dict(draft.reading.scope).get("time", "")
    told = str(int(year) - 1) if said == "last year" and year.isdigit() else said
    told = "" if said in _NOW or said == year else told
    if told == said:
        return draft
    pairs = ((aspect, told if aspect == "time" else value) for aspect, value in draft.reading.scope)
    return replace(draft, reading=replace(draft.reading, scope=tuple(pair for pair in pairs if pair[1])))


_NOW = frozenset({"today", "this year", "this season", "this month", "this week"})


def _in_unit(quantity: Quantity, unit: str) -> Interval:
    """The value in the rule's unit: exact, but for a quotient without end."""
    if dimension(unit) == "count":
        return Interval(quantity.low, quantity.high, unit)

    def turned(end: Decimal | None) -> Decimal | None:
        return None if end is None else convert(end, quantity.unit or "", unit)

    return Interval(turned(quantity.low), turned(quantity.high), unit)


def _seen(quantity: Quantity, sentence: Sentence) -> str:
    written = sentence.text[quantity.start - sentence.start : quantity.end - sentence.start]
    modifier = f", {quantity.modifier}" if quantity.modifier else ""
    return f"{written!r} read as {quantity.low}..{quantity.high} {quantity.unit}{modifier}"


def _claim(draft: Draft, number: int, document: Document, subject: Subject) -> Claim:
    return Claim(
        id=f"{document.id}.{number:03d}",
        source=document.id,
        attribute=draft.attribute,
        subject=draft.subject or subject.name,
        reading=draft.reading,
        start=draft.start,
        end=draft.end,
        quote=document.raw[draft.start : draft.end],
        sentence=Span(draft.sentence.start, max(draft.sentence.end, draft.end)),
        path=draft.sentence.block.path,
        rule=draft.rule,
        open=draft.open,
        key=draft.key,
        single=draft.single,
        trace=draft.trace,
    )
