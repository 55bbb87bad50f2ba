"""Numeric claims by rule: which attribute a quantity measures, judged by the cues around it.

Every rule whose unit fits competes for a quantity; the cheapest cue wins.  A cue costs the words between it and the
quantity, more beyond another quantity or a comma, and cannot be reached beyond a boundary.  A label or a heading
serves where the sentence itself is silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.comparison.sides import same_thing, thing
from auditor.cues import Hit, Matcher, Token, whole
from auditor.extraction.grammar import NOUNS, VERBS, Grammar
from auditor.extraction.scopes import PEOPLE, PEOPLES
from auditor.extraction.screening import BOUNDARY, Sentence, label_tokens, labels, parts
from auditor.model import Quantity
from auditor.rules import Rule
from auditor.subjects import Subject
from auditor.thesaurus import same
from auditor.units import dimension

REACH = 16
LARGE = 1000
"""A bare number from here on may count people; a smaller one counts too many things."""
SHORT = 14
"""A longer sentence says itself what its figures measure: its heading only speaks for figures in so many."""
OUTER_COST = {"label": 5, "previous": 11, "intro": 13, "heading": 14}
"""What a cue costs that stands above the sentence: in its label, the one before, its list's opening, its heading."""


@dataclass(frozen=True, slots=True)
class Cued:
    """What a cue belongs to: a rule, and whether it speaks for it, against it or beside it."""

    rule: Rule
    role: str


@dataclass(frozen=True, slots=True)
class Binding:
    """A rule that claims a quantity, at what cost, and by which words."""

    rule: Rule
    cost: float
    words: str
    how: str


@dataclass(frozen=True, slots=True)
class NumericRules:
    """The numeric rules of all packs, with their cues compiled."""

    rules: tuple[Rule, ...]
    matcher: Matcher[Cued]
    rank: Mapping[int, int]
    """The identity of a rule -> its place among the rules."""

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> NumericRules:
        """Compile the numeric ones among the rules; their order is their rank."""
        numeric = tuple(r for r in rules if r.kind == "numeric")
        cues = [
            (cue, Cued(rule, role))
            for rule in numeric
            for role, cs in (
                ("about", rule.about),
                ("with", rule.with_),
                ("not", rule.not_about),
                ("heading", rule.headings),
            )
            for cue in cs
        ]
        return cls(numeric, Matcher(cues), {id(rule): place for place, rule in enumerate(numeric)})

    def bind(self, sentence: Sentence, index: int, around: Around, subject: Subject) -> Binding | None:
        """The rule that claims the quantity ``index`` of the sentence, or None."""
        quantity = sentence.quantities[index]
        at = next(i for i, t in enumerate(sentence.tokens) if t.quantity == index)
        near = {id(h.item.rule) for hits in (around.hits, *around.outer.values()) for h in hits}
        bindings = [
            binding
            for rule in (self.rules[place] for place in sorted(self.rank[each] for each in near))
            if fits(rule, quantity) and (binding := self._cost(rule, sentence, at, around, subject)) is not None
        ]
        return min(bindings, key=lambda b: (b.cost, self.rank[id(b.rule)]), default=None)

    def _cost(self, rule: Rule, sentence: Sentence, at: int, around: Around, subject: Subject) -> Binding | None:
        mine = [h for h in around.hits if h.item.rule is rule]
        if any(h.item.role == "not" and _near(sentence.tokens, at, h) for h in mine):
            return None
        outer = {role: [h for h in hits if h.item.rule is rule] for role, hits in around.outer.items()}
        if any(h.item.role == "not" for h in outer["label"]):
            return None
        if rule.with_ and not any(h.item.role == "with" for h in (*mine, *outer["label"], *outer["heading"])):
            return None
        own = [h for h in mine if h.item.role == "about" and not _foreign(sentence.tokens, h, subject)]
        options = [b for h in own if (b := _inside(rule, sentence, at, h, around)) is not None]
        rate = sentence.tokens[at].word == "#rate"
        far = not rate and (len(sentence.tokens) > SHORT or rule.unit == "per 100000")
        for role, cost in OUTER_COST.items():
            if (far and role in ("heading", "intro")) or (role == "previous" and _of_other(rule, sentence, at)):
                continue
            for hit in outer[role]:
                if (hit.item.role == "heading" and not (far and rule.unit == "per 100000")) or (
                    hit.item.role == "about" and role != "heading"
                ):
                    options.append(Binding(rule, cost - hit.words, f"{hit.words} words", role))
        return min(options, key=lambda b: b.cost, default=None)


@dataclass(frozen=True, slots=True)
class Around:
    """The cues of a sentence and of what stands above it: its label, its headings, the sentence before."""

    hits: tuple[Hit[Cued], ...]
    outer: dict[str, tuple[Hit[Cued], ...]]
    excluded: frozenset[int] = frozenset()
    """Tokens whose cues do not count: the group that a share is a share of."""


def look(rules: NumericRules, sentence: Sentence, previous: Sentence | None, excluded: frozenset[int]) -> Around:
    """Find the cues around one sentence."""
    block = sentence.block

    def of(text: str) -> tuple[Hit[Cued], ...]:
        return tuple(rules.matcher.find(whole(text))) if text else ()

    counted = [h for i, t in enumerate(sentence.tokens) if t.quantity >= 0 for h in _of_noun(rules, sentence, i)]
    lead = rules.matcher.find(previous.tokens) if previous is not None and _leans(sentence) else []
    _, intro = labels(block)
    outer = {
        "label": tuple(rules.matcher.find(label_tokens(sentence))),
        "intro": of(intro),
        "heading": of(block.path[-1] if block.path else ""),
        "previous": tuple(lead),
    }
    return Around((*rules.matcher.find(sentence.tokens), *counted), outer, excluded)


def _of_noun(rules: NumericRules, sentence: Sentence, at: int) -> Iterator[Hit[Cued]]:
    """The cues in a count's own words, which its one token hides: ``two carriers``, ``30,000 deaths``."""
    quantity = sentence.quantities[sentence.tokens[at].quantity]
    if quantity.unit and dimension(quantity.unit) == "count":
        text = sentence.text[quantity.start - sentence.start : quantity.end - sentence.start]
        for hit in rules.matcher.find(whole(text)):
            yield Hit(hit.item, at, at, hit.words)


def _of_other(rule: Rule, sentence: Sentence, at: int) -> bool:
    """Whether a figure counts by a noun of its own what a rule that counts people is not asked for: plants, offices."""
    unit = thing(sentence.quantities[sentence.tokens[at].quantity].unit or "")
    return thing(rule.unit) == "person" and unit not in ("", "person") and unit not in PEOPLE | PEOPLES.keys()


_GENERAL = frozenset({"condition", "diseas", "disorder", "illnes", "figur", "number", "share", "rate", "syndrom"})


_OWNED = frozenset(
    "the a an this that these those its their all any condition diseas disorder illnes syndrom onset symptom sign life "
    "age first person patient individual case people man woman child adult year month study world population state "
    "diagnosis about".split()
)


def _foreign(words: Sequence[Token], hit: Hit[Cued], subject: Subject) -> bool:
    """Whether a cue is said of something else than the subject: ``mortality of the crisis``."""
    after = words[hit.last + 1 : hit.last + 5]
    if not after or after[0].word.lower() != "of" or any(t.quantity >= 0 for t in words[hit.first : hit.last + 1]):
        return False
    for token in after[1:]:
        if token.quantity >= 0 or token.stem in subject.stems or not token.word[0].isalpha():
            return False
        if token.stem not in _OWNED:
            return token.word[0].islower()
    return False


def _leans(sentence: Sentence) -> bool:
    """Whether a sentence rests on the one before: it opens with a pronoun or with what remains."""
    head = [t.stem for t in sentence.tokens[:2]]
    if len(head) < 2:
        return False
    return head[0] in {"it", "they"} or (head[0] in {"this", "these"} and head[1] in _GENERAL) or head in _REMAINING


_REMAINING = (["the", "remain"], ["the", "other"], ["the", "rest"])


def fits(rule: Rule, quantity: Quantity) -> bool:
    """Whether a quantity could measure a rule's attribute: same dimension, plausible size."""
    if not quantity.unit and (quantity.high or quantity.low or 0) < LARGE:
        return False
    if dimension(rule.unit) != dimension(quantity.unit or ""):
        return False
    return dimension(rule.unit) != "count" or _counts(rule, quantity)


def _counts(rule: Rule, quantity: Quantity) -> bool:
    """Whether a count may be of what a rule counts: by no noun, by the same or a like one, or by any for people."""
    mine, theirs = thing(rule.unit), thing(quantity.unit or "").rpartition(" ")[2]
    return same_thing(mine, theirs) or theirs in same(mine)


def share_group(grammar: Grammar, sentence: Sentence, at: int) -> frozenset[int]:
    """Tokens of the group that a share is a share of: ``of people with X`` behind the figure, or ``women have``."""
    words = sentence.tokens
    if at + 1 >= len(words) or words[at + 1].stem not in {"of", "in", "among"}:
        return _bearer(words, at)
    start = words[at + 1].start
    first = next((i for i, n in enumerate(grammar.nodes) if n.start == start), None)
    if first is None:
        return frozenset()
    last = first
    for i in range(first + 1, len(grammar.nodes)):
        node = grammar.nodes[i]
        if node.tag in VERBS - {"VBN", "VBG"} or node.tag == "MD" or node.text in {",", ";", ":", ")", "."}:
            break
        if node.tag in {"DT", "PRP", "PRP$", "WDT", "WP", "EX"} and grammar.nodes[i - 1].tag in NOUNS:
            break
        if (
            node.tag in {"VBN", "VBG"}
            and i + 1 < len(grammar.nodes)
            and grammar.nodes[i + 1].tag in {"IN", "TO", "RP"}
            and node.dep != "amod"
        ):
            break
        last = i
    end = grammar.nodes[last].end
    return frozenset(i for i in range(at + 1, len(words)) if words[i].start < end)


_BEARERS = frozenset({"woman", "man", "femal", "mal", "girl", "boy", "smoker", "adult"})
_LEADS = frozenset({"in", "for", "among", "the", "most", "all"})


def _bearer(words: Sequence[Token], at: int) -> frozenset[int]:
    """The sex or age group whose risk a figure is, where it opens the clause: ``women have a risk of 5 percent``."""
    for index in range(at - 1, -1, -1):
        if words[index].quantity >= 0 or parts(words[index]):
            break
        before = words[index - 1] if index else None
        opens = before is None or parts(before) or before.word == "," or before.word.lower() in _LEADS
        if words[index].stem in _BEARERS and opens:
            return frozenset({index})
    return frozenset()


def _near(words: Sequence[Token], at: int, hit: Hit[Cued]) -> bool:
    """Whether a cue against a rule stands in the same clause as the quantity."""
    if hit.first <= at <= hit.last:
        return True
    if hit.first < hit.last and any(words[i].stem == "#" for i in range(hit.first, hit.last + 1)):
        return False
    first, last = (hit.last + 1, at) if hit.last < at else (at + 1, hit.first)
    between = words[first:last]
    if any(t.quantity >= 0 for t in between):
        return False
    return len(between) + 4 * sum(t.word == "," for t in between) <= 14 and not any(parts(t) for t in between)


def _inside(rule: Rule, sentence: Sentence, at: int, hit: Hit[Cued], around: Around) -> Binding | None:
    words = sentence.tokens
    cue = " ".join(t.word for t in words[hit.first : hit.last + 1])
    if hit.first <= at <= hit.last:
        return Binding(rule, -3.0 * hit.words, cue, "around")
    if any(t.quantity >= 0 and fits(rule, sentence.quantities[t.quantity]) for t in words[hit.first : hit.last + 1]):
        return None
    if any(i in around.excluded for i in range(hit.first, hit.last + 1)):
        return None
    first, last = (hit.last + 1, at) if hit.last < at else (at + 1, hit.first)
    between = words[first:last]
    cost = float(len(between)) - 2.0 * hit.words
    for place, token in enumerate(between, first):
        if token.quantity >= 0 and place not in around.excluded:
            cost += 2 if _coordinated(words, place, at) else 7
        elif token.word == "," or token.word in "()":
            cost += 1
        elif parts(token):
            cost += 9 if token.word in BOUNDARY or hit.first > at else 4
    limit = REACH + (10 if any(t.quantity >= 0 for t in between) else 0)
    return Binding(rule, cost, cue, "before" if hit.last < at else "after") if cost <= limit else None


def _coordinated(words: Sequence[Token], first: int, second: int) -> bool:
    """Whether two quantities are joined by ``and``, ``or`` or ``while``: the second then shares what came before."""
    return any(
        t.stem in {"and", "or", "while", "whereas", "but", "compar", "versus"} or t.word == ","
        for t in words[first + 1 : second]
    )
