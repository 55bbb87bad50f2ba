"""One name for what rules list under several: an unlisted rule's ``dyspnea`` is another's ``breathing problems``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from auditor.cues import stem, whole
from auditor.extraction.findings import Found
from auditor.model import Choice
from auditor.rules import Rule

Known = Mapping[int, Mapping[tuple[str, ...], str]]
"""The identity of a rule -> the stems of a form, in their order -> the name that it or a rule of its kind gives it."""
SHARED = 5
"""Two rules are of a kind, as those for symptoms and for complications, where they list so many names in common."""
_HOW = frozenset(
    "extreme severe mild persistent chronic constant unexplained frequent recurrent recurring repeated sudden unusual "
    "excessive progressive general generalized generalised crushing bad intense slight new acute profound marked "
    "ongoing lasting occasional gradual unintended unintentional easy heavy deep great terrible simple common".split()
)
"""Words that say how, not what: ``extreme tiredness`` is tiredness."""


def known(rules: Iterable[Rule]) -> Known:
    """For each rule that takes names, the plain forms that it or a rule of its kind lists; its own names come first."""
    naming = [rule for rule in rules if rule.open_values == "names" and rule.values]
    forms = {id(rule): _forms(rule) for rule in naming}
    found: dict[int, dict[tuple[str, ...], str]] = {}
    for rule in naming:
        alike = [other for other in naming if len(rule.values.keys() & other.values.keys()) >= SHARED]
        found[id(rule)] = dict(forms[id(rule)])
        for other in alike:
            for form, name in forms[id(other)].items():
                found[id(rule)].setdefault(form, name)
    return found


def _forms(rule: Rule) -> dict[tuple[str, ...], str]:
    return {
        _stems(form): name
        for name, forms in rule.values.items()
        for form in (name, *forms)
        if "/" not in form and "..." not in form
    }


def under_one_name(found: Sequence[Found], names: Known) -> list[Found]:
    """The findings with the values that their own rule does not list under the names that any rule gives them."""
    return [
        replace(each, value=_renamed(each.value, each.rule, names[id(each.rule)]))
        if isinstance(each.value, Choice) and id(each.rule) in names
        else each
        for each in found
    ]


def _renamed(value: Choice, rule: Rule, names: Mapping[tuple[str, ...], str]) -> Choice:
    return replace(value, values=tuple(sorted({_name(name, rule, names) for name in value.values})))


def _name(name: str, rule: Rule, names: Mapping[tuple[str, ...], str]) -> str:
    if name in rule.values:
        return name
    words = name.split()
    while len(words) > 1 and words[0].lower() in _HOW and _stems(" ".join(words)) not in names:
        words = words[1:]
    return names.get(_stems(" ".join(words)), name)


def _stems(form: str) -> tuple[str, ...]:
    return tuple(t.stem for t in whole(form) if t.stem != stem("the"))
