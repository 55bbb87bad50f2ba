"""Reading claims: every document is screened, the sentences that hold a candidate are parsed together, then bound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import compress

from auditor.extraction.assertions import asks_grammar, assertions
from auditor.extraction.categorical import CategoricalRules
from auditor.extraction.drafts import Draft, asserted, categorical, numbered
from auditor.extraction.enumerated import enumerated
from auditor.extraction.figures import Figures, Scene
from auditor.extraction.findings import Context, Found, own_words
from auditor.extraction.grammar import Grammar, flat, grammar
from auditor.extraction.kinds import NUMBERED, kind
from auditor.extraction.lists import of_lists
from auditor.extraction.memory import Memory
from auditor.extraction.names import products
from auditor.extraction.numeric import NumericRules
from auditor.extraction.others import Others, others
from auditor.extraction.parsing import Parser, Trees
from auditor.extraction.restated import restated
from auditor.extraction.scopes import ScopeReader
from auditor.extraction.screening import Sentence, screen
from auditor.extraction.unclaimed import Concepts
from auditor.extraction.whose import Whose
from auditor.extraction.worth import worth
from auditor.model import Claim, Document, Polarity
from auditor.rules import Rules
from auditor.subjects import Subject

Products = Mapping[str, str]
_WITHOUT = Grammar(())
"""What a sentence has that needs no grammar."""


def _screened(document: Document) -> tuple[Sentence, ...]:
    return tuple(screen(document))


@lru_cache(maxsize=4)
def reader(rules: Rules) -> Reader:
    """The reader under these rules, compiled once: a library is read set by set under the same packs."""
    return Reader(rules)


class Reader:
    """Reads claims from documents under a set of rules; one reader serves any number of documents."""

    def __init__(self, rules: Rules) -> None:
        every = [rule for pack in rules.packs for rule in pack.rules]
        self._scopes = ScopeReader.of(rules.common)
        self._figures = Figures(NumericRules.of(every), self._scopes, Concepts(rules.common))
        self._categorical = CategoricalRules.of(every, rules.common)
        self._parser = Parser()
        self._known = Memory()

    def read(self, documents: Sequence[Document], subject: Subject, trees: Trees | None = None) -> tuple[Claim, ...]:
        """Every claim of the documents, in the order of documents and text; the same text is read once.

        Sentences whose ``trees`` are kept are not parsed again.
        """
        self._parser.forget()
        self._parser.trees = trees
        first: dict[tuple[object, ...], int] = {}
        read = [first.setdefault((d.text, d.blocks), len(first)) for d in documents]
        distinct = dict(zip(reversed(read), reversed(documents), strict=True))
        drafts = self._read([distinct[place] for place in sorted(distinct)], subject)
        return tuple(
            claim
            for place, document in zip(read, documents, strict=True)
            for claim in numbered(drafts[place], document, subject)
        )

    def _read(self, documents: Sequence[Document], subject: Subject) -> list[list[Draft]]:
        """The drafts of documents that all differ."""
        screened = [self._known.of((d.text, d.blocks), len(d.text), partial(_screened, d)) for d in documents]
        genes = products(document.text for document in documents)
        beside = others(documents, subject, self._scopes.places)
        asking = [[self._needs_grammar(s) for s in sentences] for sentences in screened]
        self._parser.learn(flat(s.text) for pair in zip(screened, asking, strict=True) for s in compress(*pair))
        limits = (subject, beside, tuple(sorted(genes.items())))
        drafts = [
            self._known.of(
                (d.text, d.blocks, *limits), len(d.text), partial(self._drafted, s, ask, subject, genes, beside)
            )
            for d, s, ask in zip(documents, screened, asking, strict=True)
        ]
        lists = enumerated(screened, drafts, subject.stems, self._parser)
        again = restated(screened, drafts, subject.stems, self._parser)
        return [[*own, *lists.get(place, ()), *again.get(place, ())] for place, own in enumerate(drafts)]

    def _needs_grammar(self, sentence: Sentence) -> bool:
        figures = any(not worth(sentence, q) for q in sentence.quantities)
        return figures or self._categorical.asks_names(sentence) or asks_grammar(sentence)

    def _drafted(
        self, sentences: Sequence[Sentence], asking: Sequence[bool], subject: Subject, genes: Products, beside: Others
    ) -> tuple[Draft, ...]:
        return tuple(self._drafts(sentences, asking, subject, genes, beside))

    def _drafts(
        self, sentences: Sequence[Sentence], asking: Sequence[bool], subject: Subject, genes: Products, beside: Others
    ) -> Iterator[Draft]:
        """The drafts of one document; ``asking`` says of every sentence whether it needs its grammar."""
        previous: Sentence | None = None
        before: Whose | None = None
        for sentence, asks in zip(sentences, asking, strict=True):
            parsed = grammar(sentence, self._parser) if asks else _WITHOUT
            whose = Whose.behind(before, sentence, parsed, beside)
            for draft in self._of_sentence(Scene(sentence, parsed, previous, subject), genes):
                theirs = whose.of(draft.start, draft.end)
                yield replace(draft, subject=theirs) if theirs else draft
            previous, before = sentence, whose
        for sentence, found in of_lists(self._categorical, sentences, Context(_WITHOUT, subject, genes)):
            draft = categorical(found, sentence, self._limits(sentence, found, subject))
            theirs = Whose(sentence, _WITHOUT, beside).of(draft.start, draft.end)
            yield replace(draft, subject=theirs) if theirs else draft

    def _of_sentence(self, scene: Scene, genes: Products) -> Iterator[Draft]:
        """Figures, what rules read in words, and what no rule reads: a rule's claim comes before an open one."""
        sentence, previous = scene.sentence, scene.previous
        context = Context(scene.grammar, scene.subject, genes, previous)
        found = self._categorical.read(sentence, context)
        ruled = [
            *self._figures.read(scene),
            *(categorical(each, sentence, self._limits(sentence, each, scene.subject)) for each in found),
        ]
        yield from ruled
        taken = [(draft.start, draft.end) for draft in ruled if draft.rule]
        asked = previous.text if previous is not None and previous.question else ""
        for each in assertions(sentence, scene.grammar, scene.subject, asked):
            if not any(start < each.end and each.start < end for start, end in taken):
                yield asserted(each, sentence)

    def _limits(self, sentence: Sentence, found: Found, subject: Subject) -> dict[str, str]:
        """The scope of a choice or an answer: what its clause limits it to, and the place and condition it names."""
        scope = dict(found.limits)
        said_of = kind(sentence, found.start, found.end, subject.stems)
        numbered = said_of.startswith("type") or "subtype" not in scope
        excludes = isinstance(found.value, Polarity) or found.rule.single or found.value.exclusive
        if said_of and excludes and numbered and not set(said_of.split()) & own_words(found.rule) - NUMBERED:
            scope["subtype"] = said_of
        if "place" in found.rule.scope:
            at = next((i for i, t in enumerate(sentence.tokens) if t.end > found.start), 0)
            said = self._scopes.of_quantity(sentence, at, self._scopes.hits(sentence.tokens))
            scope.update({aspect: said[aspect] for aspect in ("place", "condition") if aspect in said})
        return scope
