"""How an audit is held against a gold corpus: which of its claims it found, and which conflicts are not there.

A claim of the gold is found where a claim of the audit overlaps its quote and has its value: numbers equal within 1.5 %
in the base unit of their kind, at least half of the names, the same yes or no.  Counted nouns are not compared.

``python tests/scoring.py`` prints the table of the README, with ``--by-kind`` those of docs/accuracy.md.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path, PurePath
from typing import Any

from auditor.audit import audit
from auditor.model import Audit, Choice, Claim, FlagKind, Interval, Polarity, Relation
from auditor.packs import load
from auditor.units import CURRENCIES

ROOT = Path(__file__).resolve().parents[1]
CORPORA = {"als": (ROOT / "sources" / "als", ROOT / "tests" / "data" / "als_gold.json")} | {
    folder.name: (folder / "docs", folder / "gold.json") for folder in sorted((ROOT / "tests" / "corpora").iterdir())
}
"""Name -> the folder of documents, and what is to be read from them."""
NEAR = 0.015
DAY = "2026-11-21"
SCALES: dict[str, dict[str, float]] = {
    "time": {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "month": 30.4375}
    | {"millisecond": 1 / 86400000, "year": 365.25, "decade": 3652.5},
    "ratio": {"percent": 0.01, "per 1000": 1e-3, "per 100000": 1e-5, "fraction": 1},
    "length": {"mm": 0.001, "cm": 0.01, "m": 1, "metre": 1, "km": 1000, "kilometre": 1000}
    | {"inch": 0.0254, "ft": 0.3048, "foot": 0.3048, "yard": 0.9144, "mile": 1609.344},
    "bytes": {"byte": 1, "kb": 1e3, "kib": 1024, "mb": 1e6, "mib": 1024**2, "gb": 1e9, "gib": 1024**3},
    "mass": {"mg": 1e-3, "milligram": 1e-3, "g": 1, "gram": 1, "kg": 1000, "kilogram": 1000, "tonne": 1e6}
    | {"ton": 1e6, "lb": 453.592, "pound": 453.592},
    "speed": {"km/h": 1, "mph": 1.609344},
}
"""Kind of measure -> unit -> its size in the base unit of the kind."""


@dataclass(frozen=True)
class Score:
    """The outcome for one corpus; ``misses`` and ``false_conflicts`` say in words what is wrong."""

    numeric: tuple[int, int]
    """Numeric claims found, of how many."""
    categorical: tuple[int, int]
    wanted: tuple[int, int]
    """Numeric claims of the audit that are in the gold, of how many: the rest are misread, or not worth a claim."""
    misses: tuple[str, ...]
    conflicts: tuple[int, int]
    """Conflicts of the gold that the audit states, of how many."""
    reported: int
    """Conflicts that the audit states."""
    false_conflicts: tuple[str, ...]
    outdated: tuple[int, int]
    derived: tuple[int, int]
    relations: Mapping[tuple[str, str], int]
    """(relation of the gold, relation of the audit) -> how often."""


def score(gold: Mapping[str, Any], folder: Path, packs: Sequence[str] = ()) -> Score:
    """Audit ``folder`` and hold the result against ``gold``."""
    return held(gold, audit([folder], load(packs), DAY))


def read(path: Path) -> dict[str, Any]:
    """The gold in a file."""
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


def held(gold: Mapping[str, Any], result: Audit) -> Score:
    """The score of an audit that was made."""
    found = _found(gold, result)
    kinds = {claim["id"]: "table" if claim.get("table") else claim["kind"] for claim in gold["claims"]}
    missed = [claim for claim in gold["claims"] if not found[claim["id"]] and kinds[claim["id"]] == "numeric"]
    related = Related(result)
    relations = Counter((pair["relation"], related.best(found, pair)) for pair in gold["pairs"])
    flagged = _flagged(result)
    named = set().union(*found.values())
    return Score(
        numeric=_share([bool(found[id]) for id, kind in kinds.items() if kind == "numeric"]),
        categorical=_share([bool(found[id]) for id, kind in kinds.items() if kind == "categorical"]),
        wanted=_share([c.id in named for c in result.claims if isinstance(c.reading.value, Interval)]),
        misses=tuple(f"{claim['doc']}: {claim['quote']!r}" for claim in missed),
        conflicts=(relations["conflict", "conflict"], sum(p["relation"] == "conflict" for p in gold["pairs"])),
        reported=sum(e.judgement.relation is Relation.CONFLICT for topic in result.topics for e in topic.relations),
        false_conflicts=tuple(_false_conflicts(gold, result, found)),
        outdated=_share([bool(found[each["claim"]] & flagged[FlagKind.OUTDATED]) for each in gold.get("outdated", ())]),
        derived=_share([_is_derived(each, found, flagged, related) for each in gold.get("derived", ())]),
        relations=relations,
    )


def _share(hits: Sequence[bool]) -> tuple[int, int]:
    return sum(hits), len(hits)


def _found(gold: Mapping[str, Any], result: Audit) -> dict[str, set[str]]:
    """Claim of the gold -> the audit's claims that state it."""
    sources = {PurePath(source.path).name: source for source in result.sources}
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in result.claims:
        claims[claim.source].append(claim)
    found = {}
    for each in gold["claims"]:
        source = sources[each["doc"]]
        spots = list(_spots(source.raw, each["quote"]))
        assert spots, f"the gold quotes what {each['doc']} does not say: {each['quote']!r}"
        found[each["id"]] = {
            claim.id
            for claim in claims[source.id]
            if any(claim.start < end and start < claim.end for start, end in spots) and same_value(each, claim)
        }
    return found


def _spots(text: str, quote: str) -> Iterator[tuple[int, int]]:
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


def same_value(gold: Mapping[str, Any], claim: Claim) -> bool:
    """Whether a claim holds the value that the gold gives."""
    value, expected = claim.reading.value, gold["value"]
    match value:
        case Interval(low, high, unit) if gold["kind"] == "numeric":
            mine = _canonical(_float(low), _float(high), "year" if unit == "calendar year" else unit)
            theirs = _canonical(expected["low"], expected["high"], expected["unit"])
            return mine[2] == theirs[2] and _near(mine[0], theirs[0]) and _near(mine[1], theirs[1])
        case Polarity(holds, _):
            return expected.get("polarity") is holds
        case Choice(values, _) if "values" in expected:
            names = [name.lower() for name in expected["values"]]
            said = [name.lower() for name in values]
            return bool(said) and 2 * sum(any(a in b or b in a for b in said) for a in names) >= len(names)
    return False


def _float(number: Any) -> float | None:
    return None if number is None else float(number)


def _canonical(low: float | None, high: float | None, unit: str | None) -> tuple[float | None, float | None, str]:
    name = (unit or "").strip().lower()
    for kind, table in SCALES.items():
        for spelt in (name, name.removesuffix("s")):
            if spelt in table:
                factor = table[spelt]
                return None if low is None else low * factor, None if high is None else high * factor, kind
    return low, high, "count"


def _near(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= NEAR * max(abs(a), abs(b), 1e-12)


class Related:
    """The relations that an audit states between its claims."""

    def __init__(self, result: Audit) -> None:
        self._at: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._said: dict[frozenset[tuple[str, str]], str] = {}
        for topic in result.topics:
            for position in topic.positions:
                for claim in position.claims:
                    self._at[claim].append((topic.id, position.id))
            for edge in topic.relations:
                self._said[frozenset({(topic.id, edge.a), (topic.id, edge.b)})] = edge.judgement.relation.value

    def between(self, a: str, b: str) -> set[str]:
        """What the audit says on two of its claims: relations, ``apart`` where they never met."""
        met = {
            "agree" if p == q else self._said.get(frozenset({p, q}), "none")
            for p, q in product(self._at[a], self._at[b])
            if p[0] == q[0]
        }
        return met or {"apart"}

    def best(self, found: Mapping[str, set[str]], pair: Mapping[str, str]) -> str:
        """What the audit says on a pair of the gold: the right answer if it is among them."""
        answers = {r for a, b in product(found[pair["a"]], found[pair["b"]]) for r in self.between(a, b)}
        return pair["relation"] if pair["relation"] in answers else min(answers, default="unread")


def _false_conflicts(gold: Mapping[str, Any], result: Audit, found: Mapping[str, set[str]]) -> Iterator[str]:
    """Conflicts of the audit that are neither a conflict nor a derived disagreement of the gold."""
    back: dict[str, set[str]] = defaultdict(set)
    for name, claims in found.items():
        for claim in claims:
            back[claim].add(name)
    known = {frozenset((p["a"], p["b"])) for p in gold["pairs"] if p["relation"] == "conflict"}
    known |= {frozenset((d["a"], d["b"])) for d in gold.get("derived", ())}
    quotes = {claim.id: claim.quote for claim in result.claims}
    for topic in result.topics:
        members = {position.id: position.claims for position in topic.positions}
        for edge in topic.relations:
            pairs = list(product(members[edge.a], members[edge.b]))
            right = any(frozenset(names) in known for x, y in pairs for names in product(back[x], back[y]))
            if edge.judgement.relation is Relation.CONFLICT and not right:
                a, b = pairs[0]
                yield f"{topic.attribute}: {quotes[a]!r} against {quotes[b]!r}: {edge.judgement.reason}"


def _flagged(result: Audit) -> Mapping[FlagKind, set[str]]:
    flagged: dict[FlagKind, set[str]] = defaultdict(set)
    for topic in result.topics:
        for flag in topic.flags:
            flagged[flag.kind] |= set(flag.claims)
    return flagged


def _is_derived(
    each: Mapping[str, str], found: Mapping[str, set[str]], flagged: Mapping[FlagKind, set[str]], related: Related
) -> bool:
    a, b = found[each["a"]], found[each["b"]]
    both = bool(a & flagged[FlagKind.DERIVED]) and bool(b & flagged[FlagKind.DERIVED])
    return both or any("conflict" in related.between(x, y) for x, y in product(a, b))


def table() -> str:
    """The corpora of this project, a row each, as Markdown."""
    head = ("corpus", "numeric claims read", "other claims read", "numeric claims not in the gold")
    head += ("conflicts found", "conflicts reported", "of them false")
    rows = [head, ("---",) * len(head)]
    for name, (folder, gold) in CORPORA.items():
        result = score(read(gold), folder)
        rows.append(
            (
                name,
                *(f"{part} of {whole}" for part, whole in (result.numeric, result.categorical)),
                f"{result.wanted[1] - result.wanted[0]} of {result.wanted[1]}",
                "{} of {}".format(*result.conflicts),
                str(result.reported),
                str(len(result.false_conflicts)),
            )
        )
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def by_kind() -> str:
    """All corpora together: how many claims of each kind were read, how many pairs of each relation judged so."""
    read_of: dict[str, list[bool]] = defaultdict(list)
    judged: dict[str, list[bool]] = defaultdict(list)
    for folder, path in CORPORA.values():
        gold = read(path)
        result = audit([folder], load(), DAY)
        found, related = _found(gold, result), Related(result)
        for claim in gold["claims"]:
            read_of[kind_of(claim)].append(bool(found[claim["id"]]))
        for pair in gold["pairs"]:
            judged[pair["relation"]].append(related.best(found, pair) == pair["relation"])
    return "\n".join(_rows(*row) for row in (("kind of claim", "read", read_of), ("pair that", "judged so", judged)))


def kind_of(claim: Mapping[str, Any]) -> str:
    """The kind of a claim of the gold: what its figure measures, a name, or an answer."""
    if claim["kind"] != "numeric":
        return "answer, yes or no" if "polarity" in claim["value"] else "names"
    unit = (claim["value"]["unit"] or "").lower()
    if unit.upper() in CURRENCIES:
        return "figure: money"
    if claim["value"].get("dimension") == "date" or unit == "calendar year":
        return "figure: date"
    kind = _canonical(None, None, unit)[2]
    return f"figure: {'share or rate' if kind == 'ratio' else kind}"


def _rows(first: str, second: str, counted: Mapping[str, Sequence[bool]]) -> str:
    rows = [(first, second, "share"), ("---",) * 3]
    for name in sorted(counted, key=lambda name: (-len(counted[name]), name)):
        right, whole = _share(counted[name])
        rows.append((name, f"{right} of {whole}", f"{100 * right / whole:.0f} %"))
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


if __name__ == "__main__":
    sys.stdout.write(by_kind() if "--by-kind" in sys.argv[1:] else table())
