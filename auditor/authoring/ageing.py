"""How old the dated facts of packs are: a fact rests on a source, and on the day on which somebody last looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from auditor.rules import Fact, Rules

OLD_AFTER = 365
"""A fact that nobody has looked at for so many days has grown old, where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Aged:
    """A fact with its age: days since somebody checked it, None where no day is given; ``old`` says why it is old."""

    fact: Fact
    days: int | None
    old: str = ""


def aged(rules: Rules, today: str, limit: int = OLD_AFTER) -> tuple[Aged, ...]:
    """Every fact of the packs with its age on a day (ISO 8601), in the order of packs and files.

    Old is a fact that was never checked, that was last checked more than ``limit`` days before, or that says it was
    checked on a day that is still to come.
    """
    return tuple(_aged(fact, date.fromisoformat(today), limit) for pack in rules.packs for fact in pack.facts)


def _aged(fact: Fact, today: date, limit: int) -> Aged:
    if not fact.checked:
        return Aged(fact, None, "nobody has checked it: hold it against its source, and write checked: and the day")
    days = (today - date.fromisoformat(fact.checked)).days
    if days < 0:
        return Aged(fact, days, f"was checked on {fact.checked}, which is still to come: mend the day")
    if days > limit:
        return Aged(fact, days, f"was last checked {days} days ago ({fact.checked}): look again, and mend the day")
    return Aged(fact, days)
