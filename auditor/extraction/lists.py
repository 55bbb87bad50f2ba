"""Categorical claims of lists: what opens a list names the attribute, its items are the values of one claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from auditor.cues import Hit, whole
from auditor.extraction.canonical import under_one_name
from auditor.extraction.categorical import CategoricalRules
from auditor.extraction.clauses import Line, line_of, negated
from auditor.extraction.findings import EACH, Context, Cued, Found, by_rule, values_of
from auditor.extraction.names import symbols
from auditor.extraction.screening import Sentence
from auditor.extraction.series import Name, fragment, plain
from auditor.model import BlockKind, Choice
from auditor.rules import Rule

MOST_WORDS = 5
"""The longest item that is taken for a name as it stands, in words."""
_HEAD = re.compile(r"^[^\w]*(\w[^(:;.,–—]*)")

Spot = tuple[str, int, int]


def of_lists(
    rules: CategoricalRules, sentences: Sequence[Sentence], context: Context
) -> Iterator[tuple[Sentence, Found]]:
    """One claim for every list and every rule that its opening speaks for, with the sentence of its first value."""
    for opening, heading, items in _lists(sentences):
        opened = by_rule(rules.matcher.find(whole(opening)))
        headed = by_rule(rules.matcher.find(whole(heading)))
        taken: set[str] = set()
        for rule in rules.order:
            said, above = opened.get(id(rule), []), headed.get(id(rule), [])
            asked = any(h.item.role == "about" for h in said) or any(h.item.role == "heading" for h in (*said, *above))
            if rule.kind != "choice" or EACH in rule.attribute or rule.attribute in taken or not asked:
                continue
            if any(h.item.role == "not" for h in said) or (
                rule.with_ and not any(h.item.role == "with" for h in (*said, *above))
            ):
                continue
            found = _of_items(rules, rule, items, context, opening or heading)
            if found:
                taken.add(rule.attribute)
                (named,) = under_one_name([found[1]], rules.names)
                yield replace(found[0], end=max(found[0].end, found[1].end)), named


def _lists(sentences: Sequence[Sentence]) -> Iterator[tuple[str, str, list[Sentence]]]:
    """What opens each list, the heading above it, and the first sentence of every item."""
    group: list[Sentence] = []
    key: tuple[str, tuple[str, ...]] | None = None
    for sentence in sentences:
        mine = (_opening(sentence), sentence.block.path) if sentence.block.kind is BlockKind.ITEM else None
        if mine != key and group and key:
            yield key[0], key[1][-1] if key[1] else "", group
        if mine != key:
            group, key = [], mine
        if mine is not None and sentence.index == 0:
            group.append(sentence)
    if group and key:
        yield key[0], key[1][-1] if key[1] else "", group


def _opening(sentence: Sentence) -> str:
    """What opens the list of an item: its label, without the words before the item's own colon."""
    own, _, opening = sentence.block.label.rpartition(" | ")
    return "" if not own and sentence.text.startswith(opening) else opening


def _of_items(
    rules: CategoricalRules, rule: Rule, items: Sequence[Sentence], context: Context, opening: str
) -> tuple[Sentence, Found] | None:
    spots: list[tuple[Sentence, Spot]] = []
    for item in items:
        spots += [(item, spot) for spot in _values(rules, rule, item, context)]
    if not spots:
        return None
    chosen = Choice(tuple(sorted({name for _, (name, _, _) in spots})))
    start, end = min(spot[1] for _, spot in spots), max(spot[2] for _, spot in spots)
    return spots[0][0], Found(rule, rule.attribute, chosen, start, end, f"{opening}: {len(items)} items")


def _values(rules: CategoricalRules, rule: Rule, item: Sentence, context: Context) -> list[Spot]:
    """The values that an item names, with their offsets; of a rule that takes any name, else the item itself."""
    line = line_of(item, context.subject)
    hits = by_rule(rules.matcher.find(line.tokens)).get(id(rule), [])
    values = [v for v in values_of(hits) if negated(line.tokens, v.first) is False]
    if rule.open_values == "symbols" and line.tokens:
        read = symbols(item, line, [(0, 0)], context.grammar, context.subject, context.products)
        return [(name, line.tokens[first].start, line.tokens[last].end) for name, first, last in read]
    whole = fragment(item, line, least=1) if rule.open_values == "names" else []
    if whole:
        return _known(line, whole, values)
    if values or rule.values or rule.open_values != "names" or item.quantities:
        return [(v.item.value, line.tokens[v.first].start, line.tokens[v.last].end) for v in values]
    match = _HEAD.match(item.text)
    name = " ".join(match[1].split()) if match else ""
    if not match or not name or name.count(" ") >= MOST_WORDS or not plain(line, item.start + match.end(1)):
        return []
    return [
        (
            name if name[1:] != name[1:].lower() else name.lower(),
            item.start + match.start(1),
            item.start + match.start(1) + len(match[1].rstrip()),
        )
    ]


def _known(line: Line, row: Sequence[Name], values: Sequence[Hit[Cued]]) -> list[Spot]:
    """The items of a row with their offsets, each by its canonical name where the rule has one for it."""
    return [
        (
            next((v.item.value for v in values if first <= v.first and v.last <= last), name),
            line.tokens[first].start,
            line.tokens[last].end,
        )
        for name, first, last in row
    ]
