"""Where the scope of a claim comes from: the words of its sentence or of what stands above it, or its rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.cues import Token, whole
from auditor.extraction.scopes import ScopeReader
from auditor.extraction.screening import Sentence, screen
from auditor.model import Claim, Document
from auditor.rules import Common, Rule


class Origins:
    """Finds the words behind scope values; made once for a document, from what all packs share."""

    def __init__(self, common: Common, document: Document) -> None:
        self._scopes = ScopeReader.of(common)
        self._sentences = tuple(screen(document))

    def of(self, claim: Claim, rule: Rule | None) -> tuple[tuple[str, str, str], ...]:
        """(aspect, value, where it comes from in words) for the scope of ``claim``; the last is empty where unknown."""
        start = claim.sentence.start
        at = next((i for i, s in enumerate(self._sentences) if s.start <= start < s.end), None)
        around = _around(self._sentences, at) if at is not None else []
        return tuple(
            (aspect, value, self._origin(around, claim.start, aspect, value, rule))
            for aspect, value in claim.reading.scope
        )

    def _origin(self, around: Sequence[Stretch], at: int, aspect: str, value: str, rule: Rule | None) -> str:
        """The cue nearest to the claim; else the rule that implies the value; else the value's own words."""
        for stretch in around:
            cued = self._cued(stretch.words, at, aspect, value)
            if cued:
                return f'"{cued}" {stretch.where}'
        if rule is not None and rule.implies.get(aspect) == value:
            return "implied by the rule"
        return next((stretch.where for stretch in around if stretch.spells(value)), "")

    def _cued(self, words: Sequence[Token], at: int, aspect: str, value: str) -> str:
        """The words of the nearest cue for a scope value, or of those for all parts of a place (``Spain and Peru``)."""
        hits = [h for h in self._scopes.hits(words) if h.item[0] == aspect]
        whole = [h for h in hits if h.item[1] == value]
        if whole:
            hits = [min(whole, key=lambda h: (abs(words[h.first].start - at), h.first))]
        elif aspect == "place":
            hits = [h for h in hits if h.item[1] in value.split(" and ")]
        else:
            return ""
        return ", ".join(" ".join(t.word for t in words[h.first : h.last + 1] if t.quantity < 0) for h in hits)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence or what stands above it: where it is, in words, its text, and its words with quantities as one."""

    where: str
    text: str
    words: tuple[Token, ...]

    def spells(self, value: str) -> bool:
        """Whether every word and number of a scope value stands here."""
        wanted = {token.stem for token in whole(value) if token.word[0].isalnum()}
        return bool(wanted) and wanted <= {token.stem for token in whole(self.text)}


def _around(sentences: Sequence[Sentence], at: int) -> list[Stretch]:
    """A sentence and what stands above it, nearest first."""
    sentence, before = sentences[at], sentences[at - 1] if at else None
    label, heading = sentence.block.label, sentence.block.path[-1] if sentence.block.path else ""
    return [
        Stretch("in the sentence", sentence.text, sentence.tokens),
        Stretch("in the label", label, whole(label)),
        Stretch("in the heading", heading, whole(heading)),
        *([Stretch("in the sentence before", before.text, before.tokens)] if before else []),
    ]
