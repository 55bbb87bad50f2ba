"""A level of judgement: a named question to two values, answered with a judgement or passed on to the next level."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias, TypeVar

from auditor.model import Judgement, Relation, Severity

S = TypeVar("S")
Agreement: TypeAlias = Literal["equal", "a contains b", "b contains a"]


@dataclass(frozen=True, slots=True)
class Level(Generic[S]):
    """One question: ``judge`` answers with a judgement, or with None to pass.  ``meaning`` is for the documentation."""

    name: str
    meaning: str
    judge: Callable[[S, S], Judgement | None]


def first(levels: Sequence[Level[S]], a: S, b: S) -> Judgement:
    """The answer of the first level that gives one; the last level of every kind always does."""
    for level in levels:
        judgement = level.judge(a, b)
        if judgement is not None:
            return judgement
    raise LookupError("no level answered")


def agree(level: str, reason: str, agreement: Agreement) -> Judgement:
    """Both can be true as they stand."""
    return Judgement(Relation.AGREE, level, sentence(reason), agreement, Severity.INFO)


def conflict(level: str, reason: str, severity: Severity = Severity.ERROR) -> Judgement:
    """Both can't be true as they stand."""
    return Judgement(Relation.CONFLICT, level, sentence(reason), None, severity)


def remark(relation: Relation, level: str, reason: str) -> Judgement:
    """Neither agreement nor conflict: overlap, scope or nothing to compare."""
    return Judgement(relation, level, sentence(reason), None, Severity.INFO)


def sentence(text: str) -> str:
    """The text with a capital and a full stop."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?")) else ".")


def turned(agreement: Agreement) -> Agreement:
    """The same agreement seen from the other side."""
    if agreement == "equal":
        return "equal"
    return "b contains a" if agreement == "a contains b" else "a contains b"
