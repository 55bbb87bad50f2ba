"""Categorical claims by rule: named values (choices) and whether something holds (polarity).

A rule speaks where one of its cues stands; values are looked for in the same clause, in the list that a label opens
(``auditor.extraction.lists``), or, where a rule takes names that it does not list, in the sentence's own words
(``auditor.extraction.names``).  An attribute with ``{}`` in it is one attribute for every value, answered yes or no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from auditor.cues import Hit, Matcher, Token, tokens
from auditor.extraction.clauses import NEGATIONS, Line, denied_behind, hedge, hedging, limits, line_of, negated
from auditor.extraction.grammar import Grammar
from auditor.extraction.names import named, symbols
from auditor.extraction.screening import Sentence
from auditor.model import BlockKind, Choice, Polarity
from auditor.rules import Common, Rule
from auditor.subjects import Subject

REACH = 24
"""How many words may stand between a cue and a value of its list."""
LEAD = 4
"""How many words a sentence may have that only names what the next ones are on."""
EACH = "{}"
"""What an attribute holds that is one attribute for every value."""

_SPARED = frozenset({"unaffected", "spared"})
_NOT_ONLY = frozenset("not if when some in a".split())


@dataclass(frozen=True, slots=True)
class Cued:
    """What a cue belongs to: a rule, its role, and for a value its canonical name."""

    rule: Rule
    role: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A categorical reading with its place in the document, in offsets.

    ``words`` are those that speak for it, ``limits`` what its clause limits it to, by aspect.
    """

    rule: Rule
    attribute: str
    value: Choice | Polarity
    start: int
    end: int
    words: str
    limits: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What reading a sentence needs besides its words.

    That is its grammar, the subject, which gene makes a product, and the sentence before it.
    """

    grammar: Grammar
    subject: Subject
    products: Mapping[str, str] = field(default_factory=dict)
    previous: Sentence | None = None


@dataclass(frozen=True, slots=True)
class CategoricalRules:
    """The choice and polarity rules of all packs, with their cues compiled."""

    matcher: Matcher[Cued]
    exclusive: Matcher[str]
    asking: Matcher[Rule]
    order: tuple[Rule, ...]

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
                "denies": rule.denies,
            }
            cues += [
                (cue, Cued(rule, role)) for role, each in {**roles, "heading": rule.headings}.items() for cue in each
            ]
            cues += [(form, Cued(rule, "value", name)) for name, forms in rule.values.items() for form in forms]
        asking = Matcher((cue, rule) for rule in kept if rule.open_values == "names" for cue in rule.about)
        return cls(Matcher(cues), Matcher((cue, cue) for cue in common.exclusive), asking, kept)

    def asks_names(self, sentence: Sentence) -> bool:
        """Whether a rule that reads unlisted names has a cue in the sentence: it then needs the grammar."""
        return bool(self.asking.find(sentence.tokens))

    def read(self, sentence: Sentence, context: Context) -> list[Found]:
        """Every choice and polarity that the sentence states; of two rules for one attribute the first one speaks."""
        if sentence.question:
            return []
        line = line_of(sentence, context.subject)
        hits = by_rule(self.matcher.find(line.tokens))
        above = by_rule(self.matcher.find(_words_above(sentence, context.previous)))
        found: list[Found] = []
        taken: set[str] = set()
        for rule in self.order:
            own, outer = hits.get(id(rule), []), above.get(id(rule), [])
            if (own or outer) and rule.attribute not in taken:
                read = _by(rule, sentence, line, own, outer, context, self.exclusive)
                found += read
                taken.update({rule.attribute} if read else ())
        return found


def by_rule(hits: Iterable[Hit[Cued]]) -> dict[int, list[Hit[Cued]]]:
    """The hits of every rule, by its identity."""
    found: dict[int, list[Hit[Cued]]] = {}
    for hit in hits:
        found.setdefault(id(hit.item.rule), []).append(hit)
    return found


def _words_above(sentence: Sentence, previous: Sentence | None) -> tuple[Token, ...]:
    """The words of a block's label, or the few that open it: ``Alumab. It is the only drug ...``."""
    label = sentence.block.label
    if previous is not None and previous.block is sentence.block and previous.index == 0 and len(previous.tokens) <= LEAD:
        return (*previous.tokens, *tokens(label, 0, len(label)))
    return tokens(label, 0, len(label)) if label else ()


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
    if not about and sentence.block.kind in (BlockKind.CELL, BlockKind.CAPTION):
        return _labelled(rule, line, said) if any(h.item.role in ("about", "heading") for h in above) else []
    found: list[Found] = []
    for part in sorted({line.part[a.first] for a in about}):
        mine = [a for a in about if line.part[a.first] == part]
        read = _choice(rule, sentence, line, mine, said, context, only)
        found += read or _referred(rule, line, mine, said, above, only)
    return found


def _unsaid(line: Line, hit: Hit[Cued]) -> bool:
    return hit.first in line.unsaid and hit.item.role in ("about", "holds", "denies")


def _polarity(rule: Rule, line: Line, hits: Sequence[Hit[Cued]]) -> list[Found]:
    said = [h for h in hits if h.item.role in ("holds", "denies")]
    if not said:
        return []
    hit = max(said, key=lambda h: (h.words, h.item.role == "denies", -h.first))
    holds = hit.item.role == "holds"
    denied = negated(line.tokens, hit.first)
    if denied is None or (denied and not holds):
        return []
    denied = denied or (holds and (denied_behind(line.tokens, hit.last) or _denied_inside(rule, line, hit)))
    return [_answer(rule, rule.attribute, holds and not denied, line, hit.first, hit.last)]


def _denied_inside(rule: Rule, line: Line, hit: Hit[Cued]) -> bool:
    """Whether a denial stands where a cue leaves a gap: ``processing is not impaired``."""
    inside = [t.word.lower() for t in line.tokens[hit.first : hit.last + 1]]
    meant = {word for cue in rule.holds for word in cue.split()}
    return any(word in NEGATIONS or word.endswith("n't") for word in set(inside) - meant)


def _answer(rule: Rule, attribute: str, holds: bool, line: Line, first: int, last: int) -> Found:
    before = max(0, first - 6, line.clause(first).start)
    value = Polarity(holds, hedge(line.tokens[before : last + 1] + hedging(line.tokens, last), holds))
    start, end = line.tokens[first].start, line.tokens[last].end
    return Found(rule, attribute, value, start, end, _text(line, first, last), limits(line, first, _own(rule)))


def _own(rule: Rule) -> frozenset[str]:
    """The words of a rule's cues and values."""
    forms = (form for each in rule.values.values() for form in each)
    return frozenset(word for cue in (*rule.about, *rule.holds, *rule.denies, *forms) for word in cue.split())


def values_of(hits: Iterable[Hit[Cued]]) -> list[Hit[Cued]]:
    """The values among the hits, without those that are a part of a longer one."""
    values = [h for h in hits if h.item.role == "value"]
    return [h for h in values if not any(_inside_longer(h, o) for o in values)]


def _inside_longer(hit: Hit[Cued], other: Hit[Cued]) -> bool:
    longer = other.item.value != hit.item.value and other.words > hit.words and other.last - other.first < other.words
    return longer and other.first <= hit.first and hit.last <= other.last


def _labelled(rule: Rule, line: Line, hits: Sequence[Hit[Cued]]) -> list[Found]:
    """What a cell holds below a header that is a cue."""
    values = values_of(hits)
    if not values or EACH in rule.attribute:
        return []
    first, last = min(v.first for v in values), max(v.last for v in values)
    chosen = Choice(tuple(sorted({v.item.value for v in values})))
    return [Found(rule, rule.attribute, chosen, line.tokens[first].start, line.tokens[last].end, "label")]


def _choice(
    rule: Rule, sentence: Sentence, line: Line, about: Sequence[Hit[Cued]], hits: Sequence[Hit[Cued]], context: Context,
    only: Matcher[str],
) -> list[Found]:  # fmt: skip
    spoken = [a for a in about if negated(line.tokens, a.first) is False or EACH in rule.attribute]
    values = [v for v in values_of(hits) if any(_linked(line, a, v) for a in spoken)]
    spots = [
        (v.item.value, v.first, v.last)
        for v in values
        if negated(line.tokens, v.first) is False or EACH in rule.attribute
    ]
    if rule.open_values and spoken and (rule.open_values == "symbols" or not spots):
        read = symbols if rule.open_values == "symbols" else named
        cues = [(a.first, a.last) for a in spoken]
        spots += [
            spot
            for spot in read(sentence, line, cues, context.grammar, context.subject, context.products)
            if not any(first <= spot[1] <= last for _, first, last in spots)
        ]  # fmt: skip
    if not spots:
        return []
    if EACH in rule.attribute:
        return _each(rule, line, spoken, spots)
    nearest = min(spoken, key=lambda a: min(abs(a.first - first) for _, first, _ in spots))
    firsts, lasts = [nearest.first, *(s[1] for s in spots)], [nearest.last, *(s[2] for s in spots)]
    apart = all(last < nearest.first or nearest.last < first for _, first, last in spots)
    exclusive = apart and _exclusive(line, [nearest, *_beside(hits)], spots, only)
    chosen = Choice(tuple(sorted({name for name, _, _ in spots})), exclusive)
    start, end = line.tokens[min(firsts)].start, line.tokens[max(lasts)].end
    limited = limits(line, nearest.first, _own(rule)) if rule.single or exclusive else ()
    return [Found(rule, rule.attribute, chosen, start, end, _text(line, nearest.first, nearest.last), limited)]


def _referred(
    rule: Rule, line: Line, about: Sequence[Hit[Cued]], hits: Sequence[Hit[Cued]], above: Sequence[Hit[Cued]],
    only: Matcher[str],
) -> list[Found]:  # fmt: skip
    """A sentence on ``it`` or ``this``: the value is what its label or its opening names."""
    names = {v.item.value for v in values_of(above)}
    cue = about[0]
    if not names or EACH in rule.attribute or line.tokens[0].word not in {"It", "This", "The"} or cue.first > LEAD * 3:
        return []
    if values_of(hits) or negated(line.tokens, cue.first) is not False:
        return []
    chosen = Choice(tuple(sorted(names)), _exclusive(line, [cue, *_beside(hits)], [], only))
    start, end = line.tokens[0].start, line.tokens[cue.last].end
    return [Found(rule, rule.attribute, chosen, start, end, _text(line, cue.first, cue.last))]


def _beside(hits: Iterable[Hit[Cued]]) -> list[Hit[Cued]]:
    return [h for h in hits if h.item.role == "with"]


def _each(rule: Rule, line: Line, about: Sequence[Hit[Cued]], spots: Sequence[tuple[str, int, int]]) -> list[Found]:
    """One answer for every value."""
    found: dict[str, Found] = {}
    for name, first, last in spots:
        cue = min(about, key=lambda a: abs(a.first - first))
        low, high = min(cue.first, first), max(cue.last, last)
        denied = negated(line.tokens, cue.first), negated(line.tokens, first)
        end = [t.word.lower() for t in line.tokens[cue.first : cue.last + 1][-2:]]
        inside = len(end) > 1 and (end[0] in NEGATIONS or end[0].endswith("n't") or end[1] in _SPARED)
        if None not in denied:
            attribute = rule.attribute.replace(EACH, name)
            found.setdefault(name, _answer(rule, attribute, not any((*denied, inside)), line, low, high))
    return list(found.values())


def _exclusive(
    line: Line, anchors: Sequence[Hit[Cued]], spots: Sequence[tuple[str, int, int]], only: Matcher[str]
) -> bool:
    """Whether a word such as ``only`` stands right before one of the anchors, or beside a value."""
    words = line.tokens
    for hit in only.find(words):
        around = {words[i].word.lower() for i in (hit.first - 1, hit.last + 1) if 0 <= i < len(words)}
        if around & _NOT_ONLY:
            continue
        if any(first == hit.last + 1 or last == hit.first - 1 for _, first, last in spots):
            return True
        for anchor in anchors:
            between = words[hit.last + 1 : anchor.first]
            if hit.last < anchor.first <= hit.last + 4 and not any(t.word in ",.;:(" for t in between):
                return True
    return False


def _linked(line: Line, about: Hit[Cued], value: Hit[Cued]) -> bool:
    if value.first <= about.last and about.first <= value.last:
        return True
    first, last = (about.last + 1, value.first) if about.last < value.first else (value.last + 1, about.first)
    if line.part[about.first] != line.part[value.first] and not any(t.word == ":" for t in line.tokens[first:last]):
        return False
    items = sum(t.word in ",;" for t in line.tokens[first:last])
    return last - first <= REACH + 4 * items


def _text(line: Line, first: int, last: int) -> str:
    return " ".join(t.word for t in line.tokens[first : last + 1])
