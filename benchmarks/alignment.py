"""Fits the weights by which figures meet: ``python benchmarks/alignment.py CORPUS... [--write]``.

A CORPUS is a folder with ``docs/`` and ``gold.json``, annotated with claims and comparable pairs.  Every pair of
figures of one dimension from two documents is an example; those that the gold pairs, whatever their relation, are
positive.  Each corpus is held out once, and what the weights fitted on the others make of it is printed.  ``--write``
fits on all and writes ``auditor/alignment/weights.py``.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from auditor.alignment.context import Context, contexts
from auditor.alignment.features import Field
from auditor.audit import judge
from auditor.documents import load_all
from auditor.model import Claim, Interval
from auditor.packs import load
from auditor.subjects import subject_of
from auditor.units import base, convert, dimension

DAY = "2026-11-21"
RIDGE = 20.0
"""How strongly weights are held near zero, in examples."""
TARGET = Path(__file__).resolve().parents[1] / "auditor" / "alignment" / "weights.py"


@dataclass
class Corpus:
    name: str
    names: list[str]
    features: Any
    positive: Any


def read(folder: Path) -> Corpus:
    """The examples of a corpus."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    documents, _ = load_all([folder / "docs"])
    audit = judge(documents, (), load(()), DAY)
    figures = contexts([c for c in audit.claims if c.key or c.rule], audit.sources, subject_of(documents).stems)
    found = _found(gold, audit.sources, figures)
    pairs = {frozenset((p["a"], p["b"])) for p in gold["pairs"]}
    field, rows, positive = Field(figures), [], []
    for i, a in enumerate(figures):
        for b in figures[:i]:
            if a.claim.source != b.claim.source and a.keyed.kind == b.keyed.kind:
                rows.append(field.features(a, b))
                hits = (frozenset((x, y)) in pairs for x in found[a.claim.id] for y in found[b.claim.id])
                positive.append(any(hits))
    names = sorted(rows[0]) if rows else []
    return Corpus(folder.name, names, np.array([[r[n] for n in names] for r in rows]), np.array(positive, dtype=float))


def _found(gold: dict[str, Any], documents: Any, figures: list[Context]) -> dict[str, set[str]]:
    """Claim of ours -> the gold's claims that it states."""
    raw = {Path(d.path).name: (d.id, d.raw) for d in documents}
    found: dict[str, set[str]] = defaultdict(set)
    for claim in (c for c in gold["claims"] if c["kind"] == "numeric"):
        source, text = raw[claim["doc"]]
        start = text.find(claim["quote"])
        for each in (f.claim for f in figures):
            inside = each.source == source and each.start < start + len(claim["quote"]) and start < each.end
            if start >= 0 and inside and _same(claim["value"], each):
                found[each.id].add(claim["id"])
    return found


def _same(gold: dict[str, Any], claim: Claim) -> bool:
    value = claim.reading.value
    assert isinstance(value, Interval)
    for end, said in ((value.low, gold["low"]), (value.high, gold["high"])):
        if (end is None) != (said is None):
            return False
        if end is not None and not _near(_based(end, value.unit), _based(said, gold["unit"])):
            return False
    return True


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= 0.015 * max(abs(one), abs(other))


def _based(number: Decimal | float, unit: str) -> float:
    """A number in the base unit of its dimension."""
    if dimension(unit) in ("count", "date") or dimension(unit).startswith("money"):
        return float(number)
    return float(convert(Decimal(str(number)), unit, base(unit)))


def fit(corpora: list[Corpus]) -> tuple[Any, float]:
    """Weights and bias of a ridge logistic regression, each corpus weighed by the root of its size."""
    used = [c for c in corpora if len(c.positive)]
    x = np.vstack([c.features for c in used])
    y = np.concatenate([c.positive for c in used])
    importance = np.concatenate([np.full(len(c.positive), len(c.positive) ** -0.5) for c in used])
    importance /= importance.mean()
    mean, spread = x.mean(0), np.where(x.std(0) > 0, x.std(0), 1.0)
    z = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    penalty = np.append(np.full(x.shape[1], RIDGE), 0.0)
    w = np.zeros(z.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ w))
        slope = z.T @ (importance * (p - y)) + penalty * w
        curve = (z * (importance * p * (1 - p))[:, None]).T @ z + np.diag(penalty + 1e-9)
        step = np.linalg.solve(curve, slope)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    weights = w[:-1] / spread
    return weights, float(w[-1] - weights @ mean)


def precision(positive: Any, score: Any) -> float:
    """Average precision of a ranking."""
    ordered = positive[np.argsort(-score, kind="stable")]
    return float((ordered * ordered.cumsum() / np.arange(1, len(ordered) + 1)).sum() / max(1, ordered.sum()))


def written(corpora: list[Corpus]) -> str:
    """The module that holds the weights fitted on all corpora."""
    weights, bias = fit(corpora)
    names = next(c.names for c in corpora if c.names)
    pairs, positive = sum(len(c.positive) for c in corpora), int(sum(c.positive.sum() for c in corpora))
    head = (
        "The fitted weights of the model by which figures meet.\n\n"
        f"Logistic regression, fitted by ``benchmarks/alignment.py`` on {pairs:,} pairs of figures from\n"
        f"{len(corpora)} annotated corpora, {positive} of them of one thing.  Names are those of ``auditor.alignment.features``.\n"
    )
    lines = "".join(f'    "{name}": {weight:.4f},\n' for name, weight in zip(names, weights, strict=True))
    return f'"""{head}"""\n\nfrom __future__ import annotations\n\nBIAS = {bias:.4f}\nWEIGHTS = {{\n{lines}}}\n'


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS")
    asked.add_argument("--write", action="store_true", help="write the weights fitted on all corpora")
    given = asked.parse_args()
    corpora = [read(folder) for folder in given.corpora]
    for held in corpora:
        if len(held.positive) and held.positive.sum():
            weights, _ = fit([c for c in corpora if c is not held])
            ranked = precision(held.positive, held.features @ weights)
            print(
                f"{held.name:24} {len(held.positive):6} pairs {int(held.positive.sum()):4} of one thing: {ranked:.3f}"
            )
    if given.write:
        TARGET.write_text(written(corpora), "utf-8")


if __name__ == "__main__":
    main()
