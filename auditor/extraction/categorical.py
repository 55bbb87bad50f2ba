"""Categorical claims by rule: named values (choices) and whether something holds (polarity).

A rule speaks where one of its cues stands; values are looked for in the same clause, in the list that a label opens,
or, where a rule takes names that it does not list, in the grammar of the sentence (``auditor.extraction.names``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.cues import Hit, Matcher, Token, tokens
from auditor.extraction.grammar import Grammar
from auditor.extraction.names import named, symbols
from auditor.extraction.screening import Sentence
from auditor.model import BlockKind, Choice, Hedge, Polarity
from auditor.rules import Common, Rule
from auditor.subjects import Subject

REACH = 22
HEDGES = {
    Hedge.POSSIBLE: frozenset("may might can could possibly perhaps sometimes occasionally potential potentially believed".split()),
    Hedge.USUAL: frozenset("usually typically generally often mostly commonly normally most usual typical many largely".split()),
}
NEGATIONS = frozenset("no not never neither nor without cannot n't rarely seldom hardly unlikely absence lack".split())
_REPORTED = frozenset("myth believe once used claim theory hypothesis".split())
_LEADS = frozenset("whether if unless".split())


@dataclass(frozen=True, slots=True)
class Cued:
    """What a cue belongs to: a rule, its role, and for a value its canonical name."""

    rule: Rule
    role: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A categorical reading with the tokens that carry it."""

    rule: Rule
    value: Choice | Polarity
    first: int
    last: int
    words: str


@dataclass(frozen=True, slots=True)
class CategoricalRules:
    """The choice and polarity rules of all packs, with their cues compiled."""

    matcher: Matcher[Cued]
    exclusive: Matcher[str]
    order: tuple[Rule, ...]

    @classmethod
    def of(cls, rules: Iterable[Rule], common: Common) -> CategoricalRules:
        """Compile the choice and polarity rules; their order is their rank."""
        kept = tuple(r for r in rules if r.kind != "numeric")
        cues: list[tuple[str, Cued]] = []
        for rule in kept:
            roles = {"about": rule.about, "with": rule.with_, "not": rule.not_about, "holds": rule.holds, "denies": rule.denies}
            cues += [(cue, Cued(rule, role)) for role, each in {**roles, "heading": rule.headings}.items() for cue in each]
            cues += [(form, Cued(rule, "value", name)) for name, forms in rule.values.items() for form in forms]
        return cls(Matcher(cues), Matcher((cue, cue) for cue in common.exclusive), kept)

    def asks_names(self, sentence: Sentence) -> bool:
        """Whether a rule that reads unlisted names has a cue in the sentence: it then needs the grammar."""
        return any(h.item.role == "about" and h.item.rule.open_values == "names" for h in self.matcher.find(sentence.tokens))

    def read(self, sentence: Sentence, grammar: Grammar, subject: Subject) -> list[Found]:
        """Every choice and polarity that the sentence states."""
        if sentence.question:
            return []
        hits: dict[str, list[Hit[Cued]]] = {}
        for hit in self.matcher.find(sentence.tokens):
            hits.setdefault(_key(hit.item.rule), []).append(hit)
        above: dict[str, list[Hit[Cued]]] = {}
        for hit in self.matcher.find(tokens(sentence.block.label, 0, len(sentence.block.label))):
            above.setdefault(_key(hit.item.rule), []).append(hit)
        found: list[Found] = []
        for rule in self.order:
            key = _key(rule)
            if key in hits or key in above:
                found += self._by(rule, sentence, hits.get(key, []), above.get(key, []), grammar, subject)
        return found

    def _by(
        self, rule: Rule, sentence: Sentence, hits: list[Hit[Cued]], above: list[Hit[Cued]], grammar: Grammar, subject: Subject
    ) -> list[Found]:
        if any(h.item.role == "not" for h in (*hits, *above)):
            return []
        if rule.with_ and not any(h.item.role == "with" for h in (*hits, *above)):
            return []
        if rule.kind == "polarity":
            return _polarity(rule, sentence, hits)
        about = [h for h in hits if h.item.role == "about"]
        labelled = sentence.block.kind is not BlockKind.PARAGRAPH and any(h.item.role == "about" for h in above)
        if not about and not labelled:
            return []
        exclusive = bool(self.exclusive.find(sentence.tokens))
        return _choice(rule, sentence, about, hits, grammar, subject, exclusive)


def _key(rule: Rule) -> str:
    return f"{rule.pack}/{rule.name}"


def _polarity(rule: Rule, sentence: Sentence, hits: Sequence[Hit[Cued]]) -> list[Found]:
    words = sentence.tokens
    said = [h for h in hits if h.item.role in ("holds", "denies")]
    if not said or (words and words[0].stem in _LEADS):
        return []
    hit = max(said, key=lambda h: (h.words, h.item.role == "denies", -h.first))
    holds = hit.item.role == "holds"
    before = words[max(0, hit.first - 4) : hit.first]
    if any(t.stem in _LEADS for t in before):
        return []
    if holds and any(t.word.lower() in NEGATIONS for t in before[-3:]):
        holds = False
    span = words[max(0, hit.first - 6) : hit.last + 1]
    return [Found(rule, Polarity(holds, hedge(span)), hit.first, hit.last, _text(words, hit))]


def hedge(words: Sequence[Token]) -> Hedge:
    """How firmly the words say something: the weakest word decides.

    >>> from auditor.cues import tokens
    >>> hedge(tokens("it can usually be cured", 0, 23)).value
    'possible'
    """
    for level, marks in HEDGES.items():
        if any(t.word.lower() in marks for t in words):
            return level
    return Hedge.FLAT


def _choice(
    rule: Rule,
    sentence: Sentence,
    about: Sequence[Hit[Cued]],
    hits: Sequence[Hit[Cued]],
    grammar: Grammar,
    subject: Subject,
    exclusive: bool,
) -> list[Found]:
    words = sentence.tokens
    values = [h for h in hits if h.item.role == "value" and (not about or any(_linked(words, a, h) for a in about))]
    values = [h for h in values if not _inside_longer(h, values) and not _negated(words, h)]
    names = {h.item.value for h in values}
    spans = [(h.first, h.last) for h in values]
    if rule.open_values and about:
        read = symbols if rule.open_values == "symbols" else named
        for name, first, last in read(sentence, grammar, subject, [(a.first, a.last) for a in about]):
            if not any(f <= first <= last_ for f, last_ in spans):
                names.add(name)
                spans.append((first, last))
    if not names:
        return []
    if about:
        nearest = min(about, key=lambda a: min(abs(a.first - f) for f, _ in spans))
        spans.append((nearest.first, nearest.last))
    first, last = min(f for f, _ in spans), max(last for _, last in spans)
    cue = _text(words, about[0]) if about else "label"
    return [Found(rule, Choice(tuple(sorted(names)), exclusive), first, last, cue)]


def _linked(words: Sequence[Token], about: Hit[Cued], value: Hit[Cued]) -> bool:
    if value.first <= about.last and about.first <= value.last:
        return True
    first, last = (about.last + 1, value.first) if about.last < value.first else (value.last + 1, about.first)
    between = words[first:last]
    return len(between) <= REACH and not any(t.word == ";" for t in between)


def _inside_longer(hit: Hit[Cued], others: Sequence[Hit[Cued]]) -> bool:
    return any(
        o.item.value != hit.item.value and o.words > hit.words and o.first <= hit.first and hit.last <= o.last for o in others
    )


def _negated(words: Sequence[Token], hit: Hit[Cued]) -> bool:
    return any(t.word.lower() in NEGATIONS for t in words[max(0, hit.first - 2) : hit.first])


def _text(words: Sequence[Token], hit: Hit[Cued]) -> str:
    return " ".join(t.word for t in words[hit.first : hit.last + 1])
