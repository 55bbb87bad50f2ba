"""A first rule from an attribute and a few sentences: cues are tried on the sentences until each is read.

A draft is a start, not a rule to ship: it holds no more words than its sentences need, and its author is to ask of each
what it reads on the next hundred pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from auditor.authoring.cases import NOTHING, Case, parse_cases, run
from auditor.content import words as content
from auditor.cues import Token, stem, tokens
from auditor.model import Choice, Severity
from auditor.notation import parse
from auditor.packs.page import cue_fault
from auditor.quantities import find
from auditor.rules import Common, Kind, Pack, Rule, Rules
from auditor.units import dimension

SCOPE = ("statistic", "population", "place", "condition")
"""What a figure's scope may be where its author has not thought about it yet."""
TRIES = 6
"""How many cues are tried for a sentence that is not read yet."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule with the cases that it was drafted from; ``unread`` are those it does not read as it should."""

    rule: Rule
    cases: tuple[Case, ...]
    unread: tuple[str, ...] = ()


class DraftError(Exception):
    """A rule cannot be drafted from what was given; the message says what is missing."""


def draft(attribute: str, examples: Sequence[str], common: Common, kind: Kind | None = None, unit: str = "") -> Draft:
    """A rule for an attribute.  An example is a sentence, or a line of cases: ``sentence => reading``.

    ``kind`` and ``unit`` are taken from the examples where they are not given.  Raises ``DraftError``.
    """
    name = file_name(attribute)
    given = [each if "=>" in each else f"{each.strip()} => ?" for each in examples if each.strip()]
    cases, faults = parse_cases("draft", name, name + ".cases", "\n".join(given))
    if faults or not cases:
        raise DraftError("\n".join(faults) or "give at least one example sentence")
    kind = kind or _kind(cases)
    rule = _begun(attribute, name, kind, unit, cases)
    for case in cases:
        if case.expected != NOTHING:
            rule = _taught(rule, case, cases, common)
    return _settled(_barred(rule, cases, common), cases, common)


def file_name(attribute: str) -> str:
    """The stem of a rule's files: the attribute in small letters, joined by underscores.

    >>> file_name("Range on a full charge (WLTP)")
    'range_on_a_full_charge_wltp'
    """
    return "_".join(re.findall(r"[a-z0-9]+", attribute.lower()))[:60]


def _kind(cases: Sequence[Case]) -> Kind:
    told = [case.expected for case in cases if case.expected not in (NOTHING, "?")]
    if told:
        if all(re.match(r"(usually |possibly )?(yes|no)\b", each) for each in told):
            return "polarity"
        return "choice" if isinstance(parse(told[0]).value, Choice) else "numeric"
    if any(quantity.unit for case in cases for quantity in find(case.sentence)):
        return "numeric"
    raise DraftError(
        "no figure with a unit stands in the examples: write behind each what is to be read, as in "
        "'It is red. => red' or 'It can swim. => yes'"
    )


def _begun(attribute: str, name: str, kind: Kind, unit: str, cases: Sequence[Case]) -> Rule:
    """The rule before any cue was tried: its kind, its unit or values, and its own name as the first cue."""
    first = attribute.replace("{}", " ")
    first = "" if cue_fault(" ".join(first.split())) else " ".join(first.split())
    rule = Rule("draft", name, attribute, kind, severity=Severity.WARNING)
    if kind == "numeric":
        return replace(rule, unit=unit or _unit(cases), about=(first,) if first else (), scope=SCOPE)
    if kind == "choice":
        values = {value: (value.lower(),) for case in cases for value in _values(case)}
        faults = [f"{name}: {fault}" for name, forms in values.items() for fault in map(cue_fault, forms) if fault]
        if not values or faults:
            raise DraftError("\n".join(faults) or "write behind the examples which value is to be read: '... => red'")
        return replace(rule, values=values, about=(first,) if first else ())
    return replace(rule, holds=(first,) if first else ())


def _values(case: Case) -> tuple[str, ...]:
    value = parse(case.expected).value if case.expected not in (NOTHING, "?") else None
    return value.values if isinstance(value, Choice) else ()


def _unit(cases: Sequence[Case]) -> str:
    """The unit that most examples have a figure in."""
    counted = Counter(
        unit for case in cases if case.expected != NOTHING for unit in {q.unit for q in find(case.sentence) if q.unit}
    )
    if not counted:
        raise DraftError("no figure with a unit stands in the examples: name the unit")
    most = max(counted.values())
    unit = next(
        q.unit for c in cases if c.expected != NOTHING for q in find(c.sentence) if q.unit and counted[q.unit] == most
    )
    return unit.removesuffix("s") if dimension(unit) == "count" != dimension(unit.removesuffix("s")) else unit


def _taught(rule: Rule, case: Case, cases: Sequence[Case], common: Common) -> Rule:
    """The rule with one more cue, where the case needs one and one of those tried reads it and no denied case more."""
    if _reads(rule, case, common):
        return rule
    before = _misread(rule, cases, common)
    tried = 0
    for cue in _candidates(rule, case):
        if cue in (*rule.about, *rule.holds) or cue_fault(cue):
            continue
        tried += 1
        if tried > TRIES:
            break
        polar = rule.kind == "polarity"
        longer = replace(rule, holds=(*rule.holds, cue)) if polar else replace(rule, about=(*rule.about, cue))
        if _reads(longer, case, common) and _misread(longer, cases, common) <= before:
            return longer
    return rule


def _misread(rule: Rule, cases: Sequence[Case], common: Common) -> set[int]:
    """The lines of the cases from which nothing is to be read, and something is."""
    denied = [case for case in cases if case.expected == NOTHING]
    return {o.case.line for o in run(_alone(rule, common), denied) if o.read != NOTHING} if denied else set()


def _candidates(rule: Rule, case: Case) -> Iterator[str]:
    """Cues for a case: the attribute's words in it, then the words nearest to what is to be read, then pairs."""
    words = [t for t in tokens(case.sentence, 0, len(case.sentence)) if _telling(t)]
    own = {stem(w) for w in rule.attribute.split()}
    told = {stem(w) for forms in rule.values.values() for form in forms for w in form.split()}
    at = _place(rule, case)
    near = sorted((t for t in words if t.stem not in told), key=lambda t: (abs(t.start - at), t.start))
    yield from (t.word.lower() for t in near if t.stem in own)
    if rule.kind == "polarity":
        yield from (f"{a.word.lower()} ... {b.word.lower()}" for a, b in pairwise(words))
    yield from (t.word.lower() for t in near if t.stem not in own)


def _place(rule: Rule, case: Case) -> int:
    """Where in its sentence the thing to be read stands."""
    fitting = [q.start for q in find(case.sentence) if dimension(q.unit or "") == dimension(rule.unit)]
    said = [case.sentence.lower().find(form) for forms in rule.values.values() for form in forms]
    return min([*(fitting if rule.kind == "numeric" else ()), *(at for at in said if at >= 0)], default=0)


def _telling(token: Token) -> bool:
    return token.word.isalpha() and len(token.word) > 2 and bool(content(token.word))


def _barred(rule: Rule, cases: Sequence[Case], common: Common) -> Rule:
    """The rule with a word against it for every denied case that it reads."""
    kept = {t.stem for c in cases if c.expected != NOTHING for t in tokens(c.sentence, 0, len(c.sentence))}
    kept |= {stem(w) for w in rule.attribute.split()}
    for case in cases:
        if case.expected != NOTHING or not _reads(rule, case, common):
            continue
        at = _place(rule, case)
        words = [t for t in tokens(case.sentence, 0, len(case.sentence)) if _telling(t) and t.stem not in kept]
        for token in sorted(words, key=lambda t: (abs(t.start - at), t.start))[:TRIES]:
            longer = replace(rule, not_about=(*rule.not_about, token.word.lower()))
            if not cue_fault(token.word.lower()) and not _reads(longer, case, common):
                rule = longer
                break
    return rule


def _reads(rule: Rule, case: Case, common: Common) -> bool:
    return run(_alone(rule, common), [case])[0].read != NOTHING


def _alone(rule: Rule, common: Common) -> Rules:
    return Rules(common, (Pack("draft", "0", "", (rule,)),))


def _settled(rule: Rule, cases: Sequence[Case], common: Common) -> Draft:
    """The draft with every case as it is read where its author did not say, and what is read otherwise."""
    settled: list[Case] = []
    unread: list[str] = []
    for outcome in run(_alone(rule, common), cases):
        case = outcome.case
        if case.expected == "?":
            case = replace(case, expected=outcome.read)
            if outcome.read == NOTHING:
                unread.append(f"nothing is read from: {case.sentence}")
        elif not outcome.passed:
            unread.append(f"expected {case.expected}, {outcome.read} is read from: {case.sentence}")
        settled.append(case)
    return Draft(rule, tuple(settled), tuple(unread))
