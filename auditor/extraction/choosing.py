"""Choices: the values that stand in the clause of a cue, or that the sentence names itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.cues import Hit, Matcher
from auditor.extraction.clauses import NEGATIONS, Line, negated
from auditor.extraction.findings import EACH, Context, Cued, Found, answer, own_words, text, values_of
from auditor.extraction.limits import agency_place, limits
from auditor.extraction.medicines import medicines
from auditor.extraction.names import Name, named, symbols
from auditor.extraction.persons import DEEDS, persons
from auditor.extraction.releases import release
from auditor.extraction.screening import Sentence
from auditor.extraction.series import after, before, nouns
from auditor.model import Choice
from auditor.rules import Rule

REACH = 24
"""How many words may stand between a cue and a value of its list."""
LEAD = 12
"""How far into a sentence on ``it`` the cue may stand that speaks of what was named before."""
_OPEN = frozenset("may can could might".split())
"""Words that begin a cue which shuts nothing out: ``rest alone may be tried``."""
_OF = frozenset("of in by with to for".split())
_SPARED = frozenset(
    "unaffected spared spare spares sparing alone intact untouched skipped omitted avoided unnecessary".split()
)
"""Words of a cue that deny: ``leaves the brain alone``, ``a biopsy can be skipped``."""
_NOT_ONLY = frozenset("not if when some in a one left leave leaves leaving let".split())
"""Words beside ``only`` or ``alone`` that make it say something else: ``left alone, it spreads to the joints``."""
_SOLE = frozenset({"only", "sole"})
"""Words of a cue that leave no other: ``the only treatment``."""


def choice(
    rule: Rule, sentence: Sentence, line: Line, about: Sequence[Hit[Cued]], hits: Sequence[Hit[Cued]], context: Context,
    only: Matcher[str],
) -> list[Found]:  # fmt: skip
    """What a clause with the cues ``about`` in it chooses; none where it denies them or names nothing."""
    spoken = [a for a in about if negated(line.tokens, a.first) is False or EACH in rule.attribute]
    values = _foremost(line, spoken, [v for v in values_of(hits) if any(_linked(line, a, v) for a in spoken)])
    spots = [
        (v.item.value, v.first, v.last)
        for v in values
        if negated(line.tokens, v.first) is False or EACH in rule.attribute
    ]
    if rule.open_values and spoken:
        known = tuple(spots)
        spots += [
            spot
            for spot in _named(rule, sentence, line, spoken, context, known)
            if not any(first <= spot[2] and spot[1] <= last for _, first, last in known)
        ]
    if not spots:
        return []
    if EACH in rule.attribute:
        return _each(rule, line, spoken, spots)
    nearest = min(spoken, key=lambda a: min(abs(a.first - first) for _, first, _ in spots))
    firsts, lasts = [nearest.first, *(s[1] for s in spots)], [nearest.last, *(s[2] for s in spots)]
    apart = all(last < nearest.first or nearest.last < first for _, first, last in spots)
    beside = [h for h in _beside(hits) if line.part[h.first] == line.part[nearest.first]]
    open_ = line.tokens[nearest.first].word.lower() in _OPEN
    shuts = apart and not open_ and rule.open_values != "medicines"  # which are all there is of some kind only
    sole = _exclusive(line, [nearest, *beside], spots, only) if shuts else None
    exclusive = sole is not None
    chosen = Choice(tuple(sorted({name for name, _, _ in spots})), exclusive)
    firsts, lasts = [*firsts, *(sole or ())[:1]], [*lasts, *(sole or ())[1:]]
    start, end = line.tokens[min(firsts)].start, line.tokens[max(lasts)].end
    limited = limits(line, nearest.first, own_words(rule)) if rule.single or exclusive else ()
    if "place" in rule.scope and context.previous is not None and context.previous.block is sentence.block:
        limited = (*limited, *agency_place(context.previous.text))
    return [Found(rule, rule.attribute, chosen, start, end, text(line, nearest.first, nearest.last), limited)]


def by_grammar(rule: Rule) -> bool:
    """Whether a rule finds names by the grammar of a sentence; one with headings finds them in rows of words."""
    return rule.open_values == "names" and not rule.headings


def _named(
    rule: Rule, sentence: Sentence, line: Line, about: Sequence[Hit[Cued]], context: Context, known: Sequence[Name]
) -> list[Name]:
    """What the sentence itself names for a rule that takes names: genes, people, the row behind or before a cue."""
    cues = [(a.first, a.last) for a in about]
    if rule.open_values == "symbols":
        return symbols(sentence, line, cues, context.grammar, context.subject, context.products)
    if rule.open_values == "releases":
        return release(sentence, line, cues)
    if rule.open_values == "medicines":
        return medicines(line, cues)
    said = [line.tokens[i] for first, last in cues for i in range(first, last + 1)]
    if any(t.stem in DEEDS and t.word.lower() not in {"name", "names"} for t in said):
        return persons(sentence, line, cues)
    if rule.headings:
        rows = [name for cue in cues for name in (*after(sentence, line, *cue), *before(sentence, line, *cue))]
        return list({name[0]: name for name in (nouns(rows) if rule.values else rows)}.values())
    return [] if known else named(sentence, line, cues, context.grammar, context.subject, context.products)


def referred(
    rule: Rule, line: Line, about: Sequence[Hit[Cued]], hits: Sequence[Hit[Cued]], above: Sequence[Hit[Cued]],
    only: Matcher[str],
) -> list[Found]:  # fmt: skip
    """A sentence on ``it`` or ``this``: the value is what its label or its opening names."""
    names = {v.item.value for v in values_of(above)}
    cue = about[0]
    if not names or EACH in rule.attribute or line.tokens[0].word not in {"It", "This", "The"} or cue.first > LEAD:
        return []
    if values_of(hits) or negated(line.tokens, cue.first) is not False:
        return []
    chosen = Choice(tuple(sorted(names)), _exclusive(line, [cue, *_beside(hits)], [], only) is not None)
    start, end = line.tokens[0].start, line.tokens[cue.last].end
    return [Found(rule, rule.attribute, chosen, start, end, text(line, cue.first, cue.last))]


def _beside(hits: Iterable[Hit[Cued]]) -> list[Hit[Cued]]:
    return [h for h in hits if h.item.role == "with"]


def _each(rule: Rule, line: Line, about: Sequence[Hit[Cued]], spots: Sequence[tuple[str, int, int]]) -> list[Found]:
    """One answer for every value."""
    found: dict[str, Found] = {}
    for name, first, last in spots:
        cue = min(about, key=lambda a: abs(a.first - first))
        low, high = min(cue.first, first), max(cue.last, last)
        denied = negated(line.tokens, cue.first), negated(line.tokens, first)
        said = [t.word.lower() for t in line.tokens[cue.first : cue.last + 1]]
        inside = any(w in NEGATIONS or w.endswith("n't") or w in _SPARED for w in said)
        if None not in denied:
            attribute = rule.attribute.replace(EACH, name)
            found.setdefault(name, answer(rule, attribute, not any((*denied, inside)), line, low, high))
    return list(found.values())


def _exclusive(
    line: Line, anchors: Sequence[Hit[Cued]], spots: Sequence[tuple[str, int, int]], only: Matcher[str]
) -> tuple[int, int] | None:
    """Where a word such as ``only`` stands right before one of the anchors, or beside a value; None where none does."""
    words = line.tokens
    for hit in only.find(words):
        after = hit.last + (2 if hit.last + 1 < len(words) and words[hit.last + 1].word in _OF else 1)
        around = {words[i].word.lower() for i in (hit.first - 1, hit.last + 1) if 0 <= i < len(words)}
        if around & _NOT_ONLY:
            continue
        if any(first in (hit.last + 1, after) or last == hit.first - 1 for _, first, last in spots):
            return hit.first, hit.last
        for anchor in anchors:
            if words[hit.first].word.lower() in _SOLE and anchor.first <= hit.first and hit.last < anchor.last:
                return anchor.first, anchor.last
            between = words[hit.last + 1 : anchor.first]
            if hit.last < anchor.first <= hit.last + 4 and not any(t.word in ",.;:(" for t in between):
                return hit.first, anchor.last
    return None


def _foremost(line: Line, about: Sequence[Hit[Cued]], values: list[Hit[Cued]]) -> list[Hit[Cued]]:
    """The values without those that the others are measured by: ``more common in adults than in children``."""
    cue = min((a.first for a in about), default=0)
    than = next((i for i in range(cue, len(line.tokens)) if line.tokens[i].word == "than"), len(line.tokens))
    before = [v for v in values if v.first < than]
    return before or values


def _linked(line: Line, about: Hit[Cued], value: Hit[Cued]) -> bool:
    if value.first <= about.last and about.first <= value.last:
        return True
    first, last = (about.last + 1, value.first) if about.last < value.first else (value.last + 1, about.first)
    if line.part[about.first] != line.part[value.first] and not any(t.word == ":" for t in line.tokens[first:last]):
        return False
    items = sum(t.word in ",;" for t in line.tokens[first:last])
    return last - first <= REACH + 4 * items
