"""Reading claims: every document is screened, the sentences that hold a candidate are parsed together, then bound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from auditor.cues import Hit
from auditor.extraction.assertions import Asserted, asks_grammar, assertions
from auditor.extraction.categorical import CategoricalRules
from auditor.extraction.findings import Context, Found
from auditor.extraction.grammar import Grammar, flat, grammar
from auditor.extraction.groups import people, subtype, told_apart
from auditor.extraction.lists import of_lists
from auditor.extraction.names import products
from auditor.extraction.numeric import Binding, NumericRules, look, share_group
from auditor.extraction.parsing import Parser
from auditor.extraction.scopes import ScopeReader, age_group, population, scope_of, year_above, years
from auditor.extraction.screening import Sentence, label_tokens, screen
from auditor.extraction.unclaimed import Concepts, unclaimed
from auditor.extraction.worth import SHARES, dates, qualifies, worth
from auditor.model import BlockKind, Claim, Document, Interval, Polarity, Quantity, Reading, Span, Value
from auditor.rules import Rule, Rules
from auditor.subjects import Subject
from auditor.units import convert, dimension

PERSONAL_LIMIT = 240
"""The longest quote in characters: a longer one says less about where the figure stands."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before it is numbered."""

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


class Reader:
    """Reads claims from documents under a set of rules; one reader serves any number of documents."""

    def __init__(self, rules: Rules) -> None:
        every = [rule for pack in rules.packs for rule in pack.rules]
        self._numeric = NumericRules.of(every)
        self._categorical = CategoricalRules.of(every, rules.common)
        self._scopes = ScopeReader.of(rules.common)
        self._concepts = Concepts(rules.common)
        self._parser = Parser()

    def read(self, documents: Sequence[Document], subject: Subject) -> tuple[Claim, ...]:
        """Every claim of the documents, in the order of documents and text."""
        screened = [list(screen(document)) for document in documents]
        genes = products(document.text for document in documents)
        self._parser.learn(flat(s.text) for sentences in screened for s in sentences if self._needs_grammar(s))
        return tuple(
            claim
            for document, sentences in zip(documents, screened, strict=True)
            for claim in self._of_document(document, sentences, subject, genes)
        )

    def _needs_grammar(self, sentence: Sentence) -> bool:
        figures = any(not worth(sentence, q) for q in sentence.quantities)
        return figures or self._categorical.asks_names(sentence) or asks_grammar(sentence)

    def _of_document(self, document: Document, sentences: Sequence[Sentence], subject: Subject, genes: Mapping[str, str]) -> list[Claim]:
        drafts: list[Draft] = []
        previous: Sentence | None = None
        asked = ""
        for sentence in sentences:
            parsed = grammar(sentence, self._parser) if self._needs_grammar(sentence) else Grammar(())
            drafts += self._numbers(sentence, previous, parsed, subject)
            drafts += [_categorical(f, sentence, self._categorical_scope(sentence, f)) for f in self._categorical.read(sentence, Context(parsed, subject, genes, previous))]
            ruled = [(d.start, d.end) for d in drafts if d.rule and d.sentence is sentence]
            drafts += [
                _asserted(each, sentence)
                for each in assertions(sentence, parsed, subject, asked)
                if not any(start < each.end and each.start < end for start, end in ruled)
            ]
            asked = sentence.text if sentence.question else ""
            previous = sentence
        drafts += [_categorical(f, s, self._categorical_scope(s, f)) for s, f in of_lists(self._categorical, sentences, Context(Grammar(()), subject, genes))]
        drafts = _once(sorted(drafts, key=lambda d: (d.start, d.end, d.attribute)))
        year = document.metadata.date[:4]
        return [_claim(_current(draft, year), n, document, subject) for n, draft in enumerate(drafts, 1)]

    def _numbers(self, sentence: Sentence, previous: Sentence | None, parsed: Grammar, subject: Subject) -> list[Draft]:
        drafts: list[Draft] = []
        hits = self._scopes.hits(sentence.tokens)
        for index, quantity in enumerate(sentence.quantities):
            if worth(sentence, quantity) or dates(sentence, index):
                continue
            at = next(i for i, t in enumerate(sentence.tokens) if t.quantity == index)
            group = share_group(parsed, sentence, at) if dimension(quantity.unit or "") == "ratio" else frozenset[int]()
            binding = self._numeric.bind(sentence, index, look(self._numeric, sentence, previous, group), subject)
            scope = self._scope(sentence, at, hits, parsed, subject, group, previous)
            aside = qualifies(sentence, index)
            draft = self._bound(sentence, quantity, binding, scope) if binding and not aside else None
            draft = draft or self._opened(sentence, index, parsed, subject, scope)
            if draft is not None and aside:
                draft = replace(draft, key=())
            if draft is not None:
                drafts.append(draft)
        return _twins(drafts, sentence, subject)

    def _scope(
        self,
        sentence: Sentence,
        at: int,
        hits: list[Hit[tuple[str, str]]],
        parsed: Grammar,
        subject: Subject,
        group: frozenset[int],
        previous: Sentence | None,
    ) -> dict[str, str]:
        scope = self._scopes.of_quantity(sentence, at, hits)
        for hit in self._scopes.hits(label_tokens(sentence)):
            scope.setdefault(*hit.item)
        if "place" not in scope and previous is not None and _points_back(sentence):
            scope.update({k: v for k, v in self._scopes.of_quantity(previous, len(previous.tokens) - 1, self._scopes.hits(previous.tokens)).items() if k == "place"})
        scope["subtype"] = subtype(sentence, at, parsed, subject)
        named = population([sentence.tokens[i].word for i in sorted(group) if sentence.tokens[i].quantity < 0], subject.stems) if group else ""
        quantity = sentence.quantities[sentence.tokens[at].quantity]
        share = dimension(quantity.unit or "") == "ratio" and quantity.unit != "per 100000"
        scope["population"] = named if share else named or people(sentence, at, parsed, subject)
        scope["population"] = " ".join(filter(None, (scope["population"], age_group(sentence, at)[0]))) if quantity.unit in SHARES else scope["population"]
        if scope["population"] and scope["population"] in scope.get("place", "").lower():
            scope["population"] = ""
        if scope["subtype"] and scope["subtype"] in scope["population"]:
            scope["population"] = ""
        if dimension(quantity.unit or "") != "date":
            scope["time"] = scope.get("time") or years(sentence, at, self._concepts.events(sentence.tokens)) or year_above(sentence)
        return scope

    def _bound(self, sentence: Sentence, quantity: Quantity, binding: Binding, scope: dict[str, str]) -> Draft | None:
        rule = binding.rule
        value = _in_unit(quantity, rule.unit)
        low, high = rule.range
        if any(end is not None and ((low is not None and end < low) or (high is not None and end > high)) for end in (value.low, value.high)):
            return None
        for aspect, implied in rule.implies.items():
            scope[aspect] = scope.get(aspect) or implied
        trace = (f"rule {rule.pack}/{rule.name}: {binding.words!r} {binding.how} the figure (cost {binding.cost:g})", _seen(quantity, sentence))
        reading = Reading(value, quantity.modifier == "about", scope_of(scope, rule.scope))
        return Draft(rule.attribute, reading, quantity.start, quantity.end, sentence, f"{rule.pack}/{rule.name}", trace)

    def _opened(self, sentence: Sentence, index: int, parsed: Grammar, subject: Subject, scope: dict[str, str]) -> Draft | None:
        quantity = sentence.quantities[index]
        described = unclaimed(sentence, index, parsed, subject, self._concepts)
        if described is None:
            return None
        scope["population"] = ""
        value = Interval(quantity.low, quantity.high, quantity.unit or "")
        trace = (f"no rule; named by its own words: {', '.join(described.key)}", _seen(quantity, sentence))
        reading = Reading(value, quantity.modifier == "about", scope_of(scope))
        return Draft(described.attribute, reading, quantity.start, quantity.end, sentence, "", trace, described.key, open=True)

    def _categorical_scope(self, sentence: Sentence, found: Found) -> dict[str, str]:
        scope = dict(found.limits)
        if "place" in found.rule.scope:
            at = next((i for i, t in enumerate(sentence.tokens) if t.end > found.start), 0)
            scope.update({k: v for k, v in self._scopes.of_quantity(sentence, at, self._scopes.hits(sentence.tokens)).items() if k in ("place", "condition")})
        return scope


def _current(draft: Draft, year: str) -> Draft:
    """A figure for the document's own year is the current one: the year sets it apart from nothing."""
    if not year or ("time", year) not in draft.reading.scope:
        return draft
    return replace(draft, reading=replace(draft.reading, scope=tuple(p for p in draft.reading.scope if p != ("time", year))))


_TELLING = frozenset({"subtype", "population", "place", "time", "from", "period", "condition"})


def _twins(drafts: list[Draft], sentence: Sentence, subject: Subject) -> list[Draft]:
    """Two figures that a sentence gives for one attribute are for different cases: each takes what is said behind it."""
    values: dict[str, set[Value]] = {}
    for draft in drafts:
        values.setdefault(draft.attribute, set()).add(draft.reading.value)
    return [_apart(d, sentence, subject) if d.rule and len(values[d.attribute]) > 1 else d for d in drafts]


def _apart(draft: Draft, sentence: Sentence, subject: Subject) -> Draft:
    scope = dict(draft.reading.scope)
    if _TELLING & scope.keys():
        return draft
    at = next(i for i, t in enumerate(sentence.tokens) if t.start == draft.start)
    said = told_apart(sentence, at, subject)
    return replace(draft, reading=replace(draft.reading, scope=scope_of({**scope, "subtype": said}))) if said else draft


def _once(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without verbatim repeats: a sentence that a document says twice is one statement."""
    seen: set[tuple[str, int, str]] = set()
    kept = []
    for draft in drafts:
        key = (flat(draft.sentence.text), draft.start - draft.sentence.start, draft.attribute)
        if key not in seen or draft.sentence.block.kind is BlockKind.CELL:
            kept.append(draft)
        seen.add(key)
    return kept


def _points_back(sentence: Sentence) -> bool:
    return any(t.word.lower() in {"these", "those", "this"} for t in sentence.tokens[:10])


def _categorical(found: Found, sentence: Sentence, scope: dict[str, str]) -> Draft:
    rule = found.rule
    reading = Reading(found.value, False, scope_of(scope, rule.scope))
    return Draft(found.attribute, reading, found.start, found.end, sentence, f"{rule.pack}/{rule.name}", (f"rule {rule.pack}/{rule.name}: {found.words!r}",))


def _asserted(each: Asserted, sentence: Sentence) -> Draft:
    reading = Reading(each.value)
    return Draft(each.attribute, reading, each.start, each.end, sentence, "", (each.trace,), each.key, open=True, single=each.single)


def _in_unit(quantity: Quantity, unit: str) -> Interval:
    """The value in the rule's unit; exact, but for a quotient that has no end, which keeps 12 digits."""
    if dimension(unit) == "count":
        return Interval(quantity.low, quantity.high, unit)

    def turned(end):  # type: ignore[no-untyped-def]
        return None if end is None else convert(end, quantity.unit or "", unit)

    return Interval(turned(quantity.low), turned(quantity.high), unit)


def _seen(quantity: Quantity, sentence: Sentence) -> str:
    written = sentence.text[quantity.start - sentence.start : quantity.end - sentence.start]
    return f"{written!r} read as {quantity.low}..{quantity.high} {quantity.unit}" + (f", {quantity.modifier}" if quantity.modifier else "")


def _claim(draft: Draft, number: int, document: Document, subject: Subject) -> Claim:
    return Claim(
        id=f"{document.id}.{number:03d}",
        source=document.id,
        attribute=draft.attribute,
        subject=subject.name,
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
