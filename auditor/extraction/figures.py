"""The figures of a sentence: what each is limited to, and which rule claims it or what its own words call it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from auditor.cues import Hit
from auditor.extraction.drafts import Draft, bound, opened, twins
from auditor.extraction.elided import filled, parted
from auditor.extraction.grammar import Grammar
from auditor.extraction.groups import people, subtype
from auditor.extraction.numeric import NumericRules, look, share_group
from auditor.extraction.scopes import ScopeReader, population
from auditor.extraction.screening import Sentence, label_tokens
from auditor.extraction.thresholds import threshold
from auditor.extraction.times import age_group, year_above, years
from auditor.extraction.unclaimed import Concepts, unclaimed
from auditor.extraction.worth import SHARES, dates, qualifies, worth
from auditor.subjects import Subject
from auditor.units import dimension

POINTERS = frozenset({"these", "those", "this"})
NEAR_THE_START = 10


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its grammar, the sentence before it, and what the page is about."""

    sentence: Sentence
    grammar: Grammar
    previous: Sentence | None
    subject: Subject


@dataclass(frozen=True, slots=True)
class Figures:
    """Reads the figures of sentences under compiled rules."""

    rules: NumericRules
    scopes: ScopeReader
    concepts: Concepts

    def read(self, scene: Scene) -> list[Draft]:
        """A draft for every figure of the sentence that makes a claim."""
        if not scene.sentence.quantities:
            return []
        return twins(list(self._drafts(scene)), scene.sentence, scene.subject)

    def _drafts(self, told: Scene) -> Iterator[Draft]:
        sentence, periods = parted(filled(told.sentence, told.grammar))
        scene = replace(told, sentence=sentence)
        hits = self.scopes.hits(sentence.tokens)
        for index, quantity in enumerate(sentence.quantities):
            if worth(sentence, quantity) or dates(sentence, index, self.concepts.events(sentence.tokens)):
                continue
            at = next(i for i, t in enumerate(sentence.tokens) if t.quantity == index)
            ratio = dimension(quantity.unit or "") == "ratio"
            group = share_group(scene.grammar, sentence, at) if ratio else frozenset[int]()
            scope = self._scope(scene, at, hits, group) | periods.get(index, {})
            aside = qualifies(sentence, index)
            binding = self.rules.bind(sentence, index, look(self.rules, sentence, scene.previous, group), scene.subject)
            draft = bound(sentence, quantity, binding, scope) if binding and not aside else None
            if draft is None:
                described = unclaimed(sentence, index, scene.grammar, scene.subject, self.concepts)
                if described:
                    draft = opened(sentence, threshold(sentence, quantity), described, scope, aside)
            if draft is not None:
                yield draft

    def _scope(self, scene: Scene, at: int, hits: list[Hit[tuple[str, str]]], group: frozenset[int]) -> dict[str, str]:
        sentence = scene.sentence
        scope = self.scopes.of_quantity(sentence, at, hits)
        for hit in self.scopes.hits(label_tokens(sentence)):
            scope.setdefault(*hit.item)
        if "place" not in scope and scene.previous is not None and _points_back(sentence):
            scope.update(self.place(scene.previous))
        scope["subtype"] = subtype(sentence, at, scene.grammar, scene.subject)
        scope["population"] = self._population(scene, at, group)
        if scope["population"] and scope["population"] in scope.get("place", "").lower():
            scope["population"] = ""
        if scope["subtype"] and scope["subtype"] in scope["population"]:
            scope["population"] = ""
        if dimension(sentence.quantities[sentence.tokens[at].quantity].unit or "") != "date":
            dated = years(sentence, at, self.concepts.events(sentence.tokens)) or year_above(sentence)
            scope["time"] = scope.get("time") or dated
        return scope

    @staticmethod
    def _population(scene: Scene, at: int, group: frozenset[int]) -> str:
        """Whom a figure is about: a share its own group, others the people in the clause; and an age group."""
        words = [scene.sentence.tokens[i] for i in sorted(group)]
        named = population([t.word for t in words if t.quantity < 0], scene.subject.stems) if group else ""
        unit = scene.sentence.quantities[scene.sentence.tokens[at].quantity].unit or ""
        if dimension(unit) != "ratio" or unit == "per 100000":
            named = named or people(scene.sentence, at, scene.grammar, scene.subject)
        aged = age_group(scene.sentence, at)[0] if unit in SHARES else ""
        return " ".join(part for part in (named, aged) if part)

    def place(self, sentence: Sentence) -> dict[str, str]:
        """The place that a sentence is set in, for one that points back to it."""
        found = self.scopes.of_quantity(sentence, len(sentence.tokens) - 1, self.scopes.hits(sentence.tokens))
        return {"place": found["place"]} if "place" in found else {}


def _points_back(sentence: Sentence) -> bool:
    return any(t.word.lower() in POINTERS for t in sentence.tokens[:NEAR_THE_START])
