"""Categorical claims by rule: named values (choices) and whether something holds (polarity).

A rule speaks where one of its cues stands; values are looked for in the same clause, in the list that a label opens
(``auditor.extraction.lists``), or, where a rule takes names that it does not list, in the sentence's own words
(``auditor.extraction.names``).  An attribute with ``{}`` in it is one attribute for every value, answered yes or no.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from auditor.cues import Hit, Matcher, Token, stem, whole
from auditor.extraction.canonical import Known, known, under_one_name
from auditor.extraction.choosing import by_grammar, choice, referred
from auditor.extraction.clauses import NEGATIONS, Line, denied_behind, line_of, negated
from auditor.extraction.findings import EACH, Context, Cued, Found, answer, by_rule, values_of
from auditor.extraction.headed import (
    asked_above,
    begins_section,
    heading_tokens,
    label_end,
    labelled_line,
    under_heading,
    under_label,
    under_question,
)
from auditor.extraction.screening import Sentence
from auditor.extraction.series import labelled
from auditor.model import BlockKind, Choice
from auditor.rules import Common, Rule

_CAN = re.compile(r"(?<!\S)can(?!\S)")
"""``cannot`` is one word: a cue that holds with ``can`` is denied with it."""
LEAD = 8
"""How many words a sentence may have that only names what the next ones are on."""


@dataclass(frozen=True, slots=True)
class CategoricalRules:
    """The choice and polarity rules of all packs, with their cues compiled."""

    matcher: Matcher[Cued]
    exclusive: Matcher[str]
    asking: Matcher[Rule]
    order: tuple[Rule, ...]
    rank: Mapping[int, int]
    """The identity of a rule -> its place in the order."""
    names: Known

    @classmethod
    def of(cls, rules: Iterable[Rule], common: Common) -> CategoricalRules:
        """Compile the choice and polarity rules; their order is their rank."""
        kept = tuple(r for r in rules if r.kind != "numeric")
        cues: list[tuple[str, Cued]] = []
        for rule in kept:
            roles = {
                "about": rule.about,
                "with": rule.with_,
                "not": rule.not_about,
                "holds": rule.holds,
                "denies": (*rule.denies, *(c for cue in rule.holds if (c := _CAN.sub("cannot", cue)) != cue)),
            }
            cues += [
                (cue, Cued(rule, role)) for role, each in {**roles, "heading": rule.headings}.items() for cue in each
            ]
            cues += [(form, Cued(rule, "value", name)) for name, forms in rule.values.items() for form in forms]
        asking = Matcher((cue, rule) for rule in kept if by_grammar(rule) for cue in rule.about)
        rank = {id(rule): place for place, rule in enumerate(kept)}
        return cls(Matcher(cues), Matcher((cue, cue) for cue in common.exclusive), asking, kept, rank, known(kept))

    def asks_names(self, sentence: Sentence) -> bool:
        """Whether a rule that reads unlisted names by the grammar has a cue in the sentence."""
        return bool(self.asking.find(sentence.tokens))

    def read(self, sentence: Sentence, context: Context) -> list[Found]:
        """Every choice and polarity that the sentence states; of two rules for one attribute the first one speaks."""
        if sentence.question:
            return []
        line = line_of(sentence, context.subject)
        inside, over = self.matcher.find(line.tokens), self.matcher.find(heading_tokens(sentence))
        question = asked_above(sentence, context.previous)
        asked = by_rule(self.matcher.find(line_of(question, context.subject).tokens)) if question else {}
        colon = 0 if sentence.index else label_end(line)
        beside = self.matcher.find(_words_above(sentence, context.previous))
        celled = labelled_line(sentence, line)
        in_cell = by_rule(self.matcher.find(celled.tokens)) if celled is not line else {}
        labelled = (*inside, *beside) if sentence.block.kind in _LABELLED else ()
        speaking = {id(h.item.rule) for h in inside if h.item.role in _SPEAKING}
        speaking.update(in_cell, (id(h.item.rule) for h in over if h.item.role == "heading"))
        speaking.update(asked, (id(h.item.rule) for h in labelled))
        speaking.update(id(h.item.rule) for h in inside if h.item.role == "heading" and h.last < colon)
        if not speaking:
            return []  # most cues are values of rules that have nothing to say here
        hits, heading, above = by_rule(inside), by_rule(over), by_rule(beside)
        begins = begins_section(sentence, context.previous)
        found: list[Found] = []
        taken: set[str] = set()
        for place in sorted(self.rank[each] for each in speaking):
            rule = self.order[place]
            own, outer = hits.get(id(rule), []), above.get(id(rule), [])
            if rule.attribute in taken:
                continue
            read = under_label(rule, sentence, line, own, context) if own and colon else []
            if not read and id(rule) in asked:
                read = under_question(rule, line, asked[id(rule)])
            if not read and (own or outer):
                read = _by(rule, sentence, line, own, outer, context, self.exclusive)
            if not read and rule.kind == "polarity" and id(rule) in in_cell:
                read = _polarity(rule, celled, in_cell[id(rule)])
            if not read and id(rule) in heading:
                read = under_heading(rule, sentence, line, own, heading[id(rule)], begins)
            if read:
                found += under_one_name(read, self.names)
                taken.add(rule.attribute)
        return found


def _words_above(sentence: Sentence, previous: Sentence | None) -> tuple[Token, ...]:
    """The words of a block's label, or the few that open it: ``Alumab. It is the only drug ...``."""
    label = sentence.block.label
    own = whole(label) if label else ()
    if previous is None or previous.block is not sentence.block or previous.index or len(previous.tokens) > LEAD:
        return own
    return (*previous.tokens, *own)


_SPEAKING = frozenset({"about", "holds", "denies"})
"""The roles of the cues without which a rule reads nothing in running text."""
_LABELLED = (BlockKind.CELL, BlockKind.CAPTION)


def _by(
    rule: Rule, sentence: Sentence, line: Line, hits: Sequence[Hit[Cued]], above: Sequence[Hit[Cued]], context: Context,
    only: Matcher[str],
) -> list[Found]:  # fmt: skip
    if any(h.item.role == "not" for h in above):
        return []
    if rule.with_ and not any(h.item.role == "with" for h in (*hits, *above)):
        return []
    barred = {line.part[h.first] for h in hits if h.item.role == "not"}
    said = [h for h in hits if line.part[h.first] not in barred and not _unsaid(line, h)]
    if rule.kind == "polarity":
        return _polarity(rule, line, said)
    about = [h for h in said if h.item.role == "about"]
    if not about and sentence.block.kind in _LABELLED:
        return _labelled(rule, sentence, line, said) if any(h.item.role in ("about", "heading") for h in above) else []
    found: list[Found] = []
    for part in sorted({line.part[a.first] for a in about}):
        mine = [a for a in about if line.part[a.first] == part]
        read = choice(rule, sentence, line, mine, said, context, only)
        found += read or referred(rule, line, mine, said, above, only)
    return found


def _unsaid(line: Line, hit: Hit[Cued]) -> bool:
    return hit.first in line.unsaid and hit.item.role in ("about", "holds", "denies")


def _polarity(rule: Rule, line: Line, hits: Sequence[Hit[Cued]]) -> list[Found]:
    """The answer of the longest cue, shown where the sentence first gives it."""
    said = [h for h in hits if h.item.role in ("holds", "denies")]
    if not said:
        return []
    best = max(said, key=lambda h: (h.words, h.item.role == "denies", -h.first))
    holds = _holds(rule, line, best)
    if holds is None:
        return []
    earlier = (h for h in said if h.words > 1 and h.last < best.first and _holds(rule, line, h) is holds)
    first = min(earlier, default=best, key=_place)
    return [answer(rule, rule.attribute, holds, line, first.first, first.last)]


def _place(hit: Hit[Cued]) -> tuple[int, int]:
    return hit.first, -hit.last


def _holds(rule: Rule, line: Line, hit: Hit[Cued]) -> bool | None:
    """What a cue answers where it stands; None where the words before it leave it open."""
    holds = hit.item.role == "holds"
    denied = negated(line.tokens, hit.first)
    if denied is None or (denied and not holds):
        return None
    behind = holds and (
        denied_behind(line.tokens, hit.last) or _denied_inside(rule, line, hit) or _denied_as_label(line, hit)
    )
    return holds and not (denied or behind)


_NOT_SO = frozenset({"not", "no", "none", "never", "nil"})


def _denied_as_label(line: Line, hit: Hit[Cued]) -> bool:
    """Whether a cue stands in a label whose value denies it: ``Spread between people: not documented``."""
    at = label_end(line)
    value = line.tokens[at + 1 : at + 2]
    return hit.last < at and bool(value) and value[0].word.lower() in _NOT_SO


def _denied_inside(rule: Rule, line: Line, hit: Hit[Cued]) -> bool:
    """Whether a denial stands where a cue leaves a gap: ``processing is not impaired``."""
    inside = [t.word.lower() for t in line.tokens[hit.first : hit.last + 1]]
    begun = [cue.split() for cue in rule.holds if line.tokens[hit.first].stem in map(stem, cue.split()[0].split("/"))]
    meant = {word for cue in begun for part in cue for word in part.split("/")}
    return any(word in NEGATIONS or word.endswith("n't") for word in set(inside) - meant)


def _labelled(rule: Rule, sentence: Sentence, line: Line, hits: Sequence[Hit[Cued]]) -> list[Found]:
    """What a cell holds below a header that is a cue."""
    spots = [(v.item.value, v.first, v.last) for v in values_of(hits)]
    if rule.open_values == "names":
        spots += [n for n in labelled(sentence, line, 0) if not any(a <= n[2] and n[1] <= b for _, a, b in spots)]
    if not spots or EACH in rule.attribute:
        return []
    first, last = min(s[1] for s in spots), max(s[2] for s in spots)
    chosen = Choice(tuple(sorted({name for name, _, _ in spots})))
    return [Found(rule, rule.attribute, chosen, line.tokens[first].start, line.tokens[last].end, "label")]
