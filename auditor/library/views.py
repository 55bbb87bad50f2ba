"""What a program of SQL sees of the store: the claims and documents of the last run over each choice of paths.

Made from the fields of the nouns, so that a view can't name another column than a record holds.
"""

from __future__ import annotations

from dataclasses import fields

from auditor.library.sets import Kept, Member
from auditor.model import Audit, Claim, Interval, Polarity, Reading, Span

_RUNS = (
    "runs JOIN json_each(runs.value, '$[1]') AS named JOIN audits ON audits.key = named.value "
    "JOIN json_each(audits.value, '{}') AS each"
)


def _at(kind: type, name: str) -> str:
    """The place of a field in the row of its noun."""
    return f"[{[field.name for field in fields(kind)].index(name)}]"


def views() -> dict[str, str]:
    """Name of a view -> its SELECT."""
    audit = f"${_at(Kept, 'audit')}"
    reading, sentence = _at(Claim, "reading"), _at(Claim, "sentence")
    value = f"{reading}{_at(Reading, 'value')}"
    plain = ("id", "source", "attribute", "subject", "quote", "start", "end", "rule", "open", "trace")
    columns = {f'"{name}"': _at(Claim, name) for name in plain}
    columns |= {
        "headings": _at(Claim, "path"),
        "kind": f"{value}[0]",
        "low": f"{value}[1]{_at(Interval, 'low')}",
        "high": f"{value}[1]{_at(Interval, 'high')}",
        "unit": f"{value}[1]{_at(Interval, 'unit')}",
        "names": f"{value}[1][0]",
        "holds": f"{value}[1]{_at(Polarity, 'holds')}",
        "hedge": f"{value}[1]{_at(Polarity, 'hedge')}",
        "approx": f"{reading}{_at(Reading, 'approx')}",
        "scope": f"{reading}{_at(Reading, 'scope')}",
        "sentence_start": f"{sentence}{_at(Span, 'start')}",
        "sentence_end": f"{sentence}{_at(Span, 'end')}",
    }
    of = {"low": "Interval", "high": "Interval", "unit": "Interval", "names": "Choice"}
    of |= {"holds": "Polarity", "hedge": "Polarity"}
    kind = f"json_extract(each.value, '${columns['kind']}')"
    told = [
        f"CASE WHEN {kind} = '{of[name]}' THEN json_extract(each.value, '${place}') END AS {name}"
        if name in of
        else f"json_extract(each.value, '${place}') AS {name}"
        for name, place in columns.items()
    ]
    claims = f"SELECT json_extract(runs.value, '$[0]') AS run, audits.key AS audit, {', '.join(told)} FROM "
    member = ", ".join(f"json_extract(each.value, '${_at(Member, name)}') AS {name}" for name in ("id", "path", "key"))
    sources = f"SELECT json_extract(runs.value, '$[0]') AS run, audits.key AS audit, {member} FROM "
    return {
        "claims": claims + _RUNS.format(f"{audit}{_at(Audit, 'claims')}"),
        "sources": sources + _RUNS.format(f"${_at(Kept, 'sources')}"),
    }
