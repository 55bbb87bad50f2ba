"""What two statements say of one thing in different words, and cannot both be: a count and a list, an order turned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from auditor.comparison.levels import conflict
from auditor.comparison.wording import listed
from auditor.statements.coverage import Coverage, meets
from auditor.statements.figures import Amount
from auditor.statements.moments import Moment
from auditor.statements.statement import Figure, Statement
from auditor.statements.verdicts import Verdict
from auditor.thesaurus import key
from auditor.topics.enumerations import names

LEAST = 3
"""So many names at least make a list that a count can be held against."""
SAID = 0.75
"""So much of what a list is headed by must be said of the count, too."""
_LIST = re.compile(r"\A([^:]{3,200}):\s([^:;()]{3,400}?)\.?\s*\Z")
_FIRST = re.compile(r"\b[Tt]he\sfirst\s(?:[a-z-]+\s)??([a-z]{3,})\s(?:of|was|were|took|began|started|ran|came|in|at)\b")
_EARLIER = re.compile(r"\b(?:plan|propos|prepar|before|first|earlier|previous|announc|schedul|intend)\w*", re.I)
_MADE = re.compile(r"\bwas\s(?:built|constructed|erected)\s(?:in|around|about)\s(1[0-9]\d\d|20\d\d)\b")
_USED = re.compile(
    r"\b(?:was|were|been)\s(?:active|in\suse|in\sservice|used|inhabited|operating|operational|open)\s"
    r"(?:from|since|in)\s(1[0-9]\d\d|20\d\d)\b"
)


def contrary(covered: Coverage) -> Verdict | None:
    """The verdict where the one says in other words what cannot be beside the other; else None."""
    both = ((covered.a, covered.b), (covered.b, covered.a))
    found = chain.from_iterable(chain(_enumerated(x, y), _before_first(x, y), _unmade(x, y)) for x, y in both)
    return next((Verdict(conflict("cannot both be", reason)) for reason in found), None)


def _enumerated(counted: Statement, told: Statement) -> Iterator[str]:
    """A list of more or fewer names than are counted."""
    match = _LIST.match(told.text)
    named = names(match[2]) if match else ()
    if match is None or len(named) < LEAST:
        return
    head = {key(word) for word in re.findall(r"[^\W\d_]+", match[1])}
    words = [w for w in told.words if told.text.find(w.text) < match.end(1) and w.key in head]
    if not words or sum(meets(w, counted) for w in words) < SAID * len(words):
        return
    for figure in counted.figures:
        count = _exact(figure)
        if count is not None and figure.noun in head and count != len(named):
            yield f'"{figure.written}" against {len(named)} that are named: {listed(named)}'


def _exact(figure: Figure) -> Decimal | None:
    if figure.kind != "count" or not isinstance(figure.value, Amount) or figure.added:
        return None
    q = figure.value.quantity
    return q.low if q.low is not None and q.low == q.high and q.modifier is None else None


def _before_first(first: Statement, other: Statement) -> Iterator[str]:
    """The first of its kind, dated after another of the kind."""
    match = _FIRST.search(first.text)
    if match is None or not _of_one(first, other):
        return
    kind, year = key(match[1]), _year(first, _sentence_of(first, match.group()))
    for number, said in enumerate(other.sentences):
        earlier = _year(other, number)
        if year and earlier and earlier < year and kind in other.keys_of(number) and not _EARLIER.search(said):
            yield f"one tells of the first {match[1]} in {year}, the other of {match[1]} in {earlier}"


def _sentence_of(statement: Statement, words: str) -> int:
    return next((i for i, said in enumerate(statement.sentences) if words in said), 0)


def _year(statement: Statement, sentence: int) -> int:
    """The one year that a sentence tells; 0 where it tells none or several."""
    said = [f.value for f in statement.figures if f.sentence == sentence and isinstance(f.value, Moment)]
    years = {each.first[0] for each in said if each.dated and not each.open and each.first[0] == each.last[0]}
    return years.pop() if len(years) == 1 else 0


def _unmade(made: Statement, used: Statement) -> Iterator[str]:
    """Something that was used before it was made."""
    built, use = _MADE.search(made.text), _USED.search(used.text)
    if built and use and int(use[1]) < int(built[1]) and _of_one(made, used):
        yield f"one says that it was made in {built[1]}, the other that it was used from {use[1]}"


def _of_one(a: Statement, b: Statement) -> bool:
    """Whether the names of what the one is about are all said by the other."""
    mine = [w for w in a.subject_words() if w.kind == "name"]
    return bool(mine) and all(meets(w, b) for w in mine)
