"""What a clause limits its statement to: a form of the subject, people of an age, those in whom it begins early."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import takewhile

from auditor.cues import Token
from auditor.extraction.clauses import Line, folds

LONGEST_CONDITION = 8
"""The longest condition that names a part of the patients, in words."""
_FORMS = frozenset(
    "familial sporadic inherited hereditary genetic juvenile infantile neonatal congenital acquired classic classical "
    "atypical "
    "acute chronic primary secondary systemic localized localised limited diffuse relapsing progressive".split()
)
_OF_A_FORM = frozenset({"form", "type", "case"})


_AGE_LIMITS = frozenset("after before over under above below".split())


_AMONG = frozenset("in among of".split())
_AGES = frozenset("children adults adolescents teenagers infants newborns childhood adulthood".split())
_AGENCIES = (
    (re.compile(r"\bFDA\b|Food and Drug Administration"), "United States"),
    (re.compile(r"\bEMA\b|European Medicines Agency|European Commission"), "European Union"),
    (re.compile(r"\bMHRA\b|\bNICE\b"), "United Kingdom"),
)
_MARKS = frozenset(".,;:()")
_AT_BEGINNING = frozenset("childhood infancy adulthood onset begins starts begin start began started".split())


def limits(line: Line, first: int, own: Collection[str]) -> tuple[tuple[str, str], ...]:
    """The part of the subject that the clause of the token ``first`` is limited to: a form of it, or people of an age.

    ``own`` are the words of the rule's cues: a form that they name is what the rule asks, and no limit.
    """
    words, clause = line.tokens, line.clause(first)
    telling = _FORMS.difference(own)
    forms = [
        i for i in clause
        if i + 1 < len(words)
        and words[i].word.lower() in telling
        and (words[i + 1].stem in _OF_A_FORM or folds(words[i + 1]))
    ]  # fmt: skip
    if forms:
        return (("subtype", words[min(forms, key=lambda i: abs(i - first))].word.lower()),)
    said = _of_an_age(line, first, clause) or _under_condition(words, first, clause)
    if said:
        return (("subtype", said),)
    places = (i for i in clause if i + 1 in clause and (i >= first or i == clause.start))
    groups = [i + 1 for i in places if words[i].word.lower() in _AMONG and words[i + 1].word.lower() in _AGES]
    return (("subtype", words[groups[0]].word.lower()),) if groups and not set(own) & _AGES else ()


def _of_an_age(line: Line, first: int, clause: range) -> str:
    """``people before age 40`` where the words say so: by the word, or by a bare number that a comma sets off."""
    words = line.tokens
    joined = (i for i in range(first - 1, clause.start - 1, -1) if words[i].word.lower() in {"and", "or"})
    for i in range(max(clause.start, next(joined, 0), first - 8), clause.stop - 1):
        after = words[i + 1].word.lower()
        if words[i].word.lower() not in _AGE_LIMITS:
            continue
        near = [j for j in range(i + 1, min(i + 5, len(words))) if words[j].word.isdigit()]
        bare = after.isdigit() and len(after) == 2 and words[i + 2 : i + 3] and words[i + 2].word == ","
        if near and (after == "age" or bare or [t.word for t in words[i + 1 : i + 4]] == ["the", "age", "of"]):
            return f"people {words[i].word.lower()} age {words[near[0]].word}"
    return ""


def _under_condition(words: Sequence[Token], first: int, clause: range) -> str:
    """When what is said holds, as ``when the disease begins early``; not whether it is treated, which is a scope."""
    at = next((i for i in range(first, clause.stop) if words[i].word.lower() in {"when", "if"}), 0)
    if not at or any(t.word in ".:;(" for t in words[first:at]):
        return ""
    said = list(takewhile(lambda t: t.word not in _MARKS, words[at : clause.stop]))
    early = {t.word.lower() for t in said} & _AT_BEGINNING
    return " ".join(t.word.lower() for t in said) if early and len(said) <= LONGEST_CONDITION else ""


def agency_place(text: str) -> tuple[tuple[str, str], ...]:
    """The place for which an agency speaks that the sentence before names: a drug approved next is approved there.

    >>> agency_place("The FDA approved torvexin in 2008.")
    (('place', 'United States'),)
    """
    places = [place for pattern, place in _AGENCIES if pattern.search(text)]
    return (("place", places[0]),) if len(places) == 1 else ()
