"""When each source said what, and the dated facts that overtake it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from auditor.comparison import wording
from auditor.model import FlagKind, Topic
from auditor.outputs.view.index import Index
from auditor.outputs.view.nouns import Event, Tick, Timeline
from auditor.outputs.view.plot import MARGIN, linear

_DAY = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_SINCE = re.compile(rf"(?:: |, | and |, and )(?!overtaken since)([^:]+?) since ({_DAY})( \([^()]*\))?(?=, | and |\.)")
_CEASED = re.compile(rf"^(\".+\") is named, which ceased to hold on ({_DAY})( \([^()]*\))?")
_STATED = re.compile(rf"{_DAY}$")


def timeline(index: Index, topic: Topic) -> Timeline | None:
    """Return what the sources said on ``topic`` by their dates, with the facts that make it outdated; else None.

    The facts are those that the flags name, in the words of ``topics.outdated``.
    """
    facts = sorted({fact for flag in topic.flags if flag.kind == FlagKind.OUTDATED for fact in _facts(flag.reason)})
    if not facts:
        return None
    said = sorted(_said(index, topic))
    years = [_year(date) for date, _, _ in said if date] + [_year(date) for date, _ in facts]
    ticks = linear(Decimal(int(min(years))), Decimal(int(max(years)) + 1), dated=True)
    first, last = float(ticks[0]), float(ticks[-1])

    def at(year: float) -> float:
        return round(100 * ((year - first) / (last - first) + MARGIN) / (1 + 2 * MARGIN), 1)

    def x(date: str) -> float | None:
        return at(_year(date)) if date else None

    events = [Event(date, x(date), who, words, False) for date, who, words in said]
    events += [Event(date, x(date), what, "", True) for date, what in facts]
    dated = sorted(events, key=lambda event: (not event.date, event.date, event.fact))
    return Timeline(tuple(Tick(at(float(tick)), str(tick)) for tick in ticks), tuple(dated))


def _facts(reason: str) -> Iterator[tuple[str, str]]:
    """Yield (date, what) of each fact that the reason of a flag names.

    >>> list(_facts('"lime" is overtaken: marl since 2017-05 (Oslo) and chalk since 2023. So overtaken since 2017.'))
    [('2017-05', 'marl (Oslo)'), ('2023', 'chalk')]
    >>> list(_facts('"lime" is named, which ceased to hold on 2019-01-01.'))
    [('2019-01-01', '"lime" no longer holds')]
    """
    if match := _CEASED.match(reason):
        yield match[2], f"{match[1]} no longer holds{match[3] or ''}"
        return
    for match in _SINCE.finditer(reason):
        yield match[2], f"{match[1]}{match[3] or ''}"


def _said(index: Index, topic: Topic) -> Iterator[tuple[str, str, str]]:
    for position in topic.positions:
        for name in position.sources:
            date = index.refs[name].date
            dated = date if _STATED.match(date) else ""
            yield dated, index.refs[name].name, wording.reading(position.reading)


def _year(date: str) -> float:
    """Return ``date`` as a year with its fraction; the middle of what is stated.

    >>> _year("2020"), _year("2020-07"), _year("2020-01-01")
    (2020.5, 2020.54, 2020.0)
    """
    parts = [int(part) for part in date.split("-")]
    month = parts[1] - 1 if len(parts) > 1 else 6
    day = (parts[2] - 1) / 31 if len(parts) > 2 else (0.5 if len(parts) > 1 else 0.0)
    return round(parts[0] + (month + day) / 12, 2)
