"""Fits the weights by which figures and sentences meet: ``python benchmarks/alignment.py CORPUS... [--write]``.

A CORPUS is a folder with ``docs/`` and ``gold.json``, annotated with claims and comparable pairs.  Every pair of
figures of one dimension from two documents is an example; those that the gold pairs, whatever their relation, are
positive.  So is every pair of sentences that share two words, positive where the gold pairs categorical claims in them.
Each corpus is held out once, and the average precision of what the weights fitted on the others make of it is printed.
``--write`` fits on all and writes the two modules that hold the weights.
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
from auditor.audit import subject_and_rules
from auditor.comparison import compare
from auditor.documents import load_all
from auditor.extraction import reader
from auditor.extraction.restated import linking
from auditor.extraction.restated.said import Said, said
from auditor.extraction.screening import screen
from auditor.model import Claim, Interval, Relation
from auditor.packs import load
from auditor.quantities import find
from auditor.subjects import subject_of
from auditor.units import base, convert, dimension

WIDE = 0.6
"""Pairs of sentences are fitted on more than are looked at when reading: easy ones teach, too."""
RIDGE = 20.0
"""How strongly weights are held near zero, in examples."""
HERE = Path(__file__).resolve().parents[1] / "auditor"
TARGETS = {"figures": HERE / "alignment" / "weights.py", "sentences": HERE / "extraction" / "restated" / "weights.py"}


@dataclass
class Corpus:
    name: str
    names: list[str]
    features: Any
    positive: Any
    contrary: Any
    """Which pairs contradict each other, taken as on one thing."""
    conflicts: Any
    """Which pairs the gold calls a conflict."""

    def contradictions(self) -> Corpus:
        """The pairs that contradict each other; those are positive that the gold calls a conflict."""
        rows = self.contrary > 0
        return Corpus(
            self.name, self.names, self.features[rows], self.conflicts[rows], self.contrary[rows], self.conflicts[rows]
        )


def sentences(folder: Path) -> Corpus:
    """The pairs of sentences of a corpus."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    documents, _ = load_all([folder / "docs"])
    subject = subject_of(documents).stems
    told = [each for place, d in enumerate(documents) for each in said(place, list(screen(d)), subject)]
    kinds = {c["id"]: c["kind"] for c in gold["claims"]}
    inside = {c["id"]: _holding(c, documents, told) for c in gold["claims"] if c["kind"] == "categorical"}
    wanted = {
        (min(i, j), max(i, j))
        for p in gold["pairs"]
        if kinds[p["a"]] == kinds[p["b"]] == "categorical"
        for i in inside[p["a"]]
        for j in inside[p["b"]]
    }
    field, rows, relations = linking.Field(told), [], []
    for pair in linking.candidates(told, field, WIDE):
        rows.append(field.features(told[pair[0]], told[pair[1]]))
        relations.append("said again" if pair in wanted else "")
    return _corpus(folder, rows, relations, [False] * len(rows))


def _holding(claim: dict[str, Any], documents: Any, told: list[Said]) -> list[int]:
    """The places of the sentences that hold a claim's quote."""
    place, text = next((i, d.raw) for i, d in enumerate(documents) if Path(d.path).name == claim["doc"])
    start = text.find(claim["quote"])
    end = start + len(claim["quote"])
    return [i for i, t in enumerate(told) if t.document == place and t.sentence.start < end and start < t.sentence.end]


def _corpus(folder: Path, rows: list[dict[str, float]], relations: list[str], contrary: list[bool]) -> Corpus:
    names = sorted(rows[0]) if rows else []
    return Corpus(
        folder.name,
        names,
        np.array([[r[n] for n in names] for r in rows]).reshape(-1, len(names)),
        np.array([bool(r) for r in relations], dtype=float),
        np.array(contrary, dtype=float),
        np.array([r == "conflict" for r in relations], dtype=float),
    )


def figures(folder: Path) -> Corpus:
    """The pairs of figures of a corpus."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    documents, _ = load_all([folder / "docs"])
    subject, rules = subject_and_rules(documents, load(()))
    claims = reader(rules).read(documents, subject)
    numbers = contexts([c for c in claims if c.key or c.rule], documents, subject.stems)
    found = _found(gold, documents, numbers)
    pairs = {frozenset((p["a"], p["b"])): p["relation"] for p in gold["pairs"]}
    field, rows, relations, contrary = Field(numbers), [], [], []
    for i, a in enumerate(numbers):
        for b in numbers[:i]:
            if a.claim.source != b.claim.source and a.keyed.kind == b.keyed.kind:
                rows.append(field.features(a, b))
                hits = (pairs.get(frozenset((x, y)), "") for x in found[a.claim.id] for y in found[b.claim.id])
                relations.append(next(filter(None, hits), ""))
                contrary.append(compare(a.claim.reading, b.claim.reading, alike=True).relation is Relation.CONFLICT)
    return _corpus(folder, rows, relations, contrary)


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
    """Whether a claim gives the figure of a gold claim."""
    value = claim.reading.value
    assert isinstance(value, Interval)
    ends = (value.low, gold["low"]), (value.high, gold["high"])
    return all((end is None) == (wanted is None) for end, wanted in ends) and all(
        _equal(end, value.unit, wanted, gold["unit"]) for end, wanted in ends if end is not None
    )


def _equal(end: Decimal, unit: str, wanted: float, written: str) -> bool:
    """Whether an end is the gold's, which writes units out, and years of events as years; an unknown unit is any."""
    read = next((q for q in find(f"{wanted} {_CASED.get(written, written)}") if q.low is not None), None)
    if read is None or read.low is None or not read.unit or (dimension(unit) == "date" and "year" in written):
        return _near(float(end), float(wanted))
    return dimension(read.unit) == dimension(unit) and _near(_based(end, unit), _based(read.low, read.unit))


_CASED = {"kb": "KB", "mb": "MB", "gb": "GB", "tb": "TB", "kib": "KiB", "mib": "MiB", "gib": "GiB", "tib": "TiB"}


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= 0.015 * max(abs(one), abs(other))


def _based(number: Decimal, unit: str) -> float:
    """A number in the base unit of its dimension."""
    if dimension(unit) in ("count", "date") or dimension(unit).startswith("money"):
        return float(number)
    return float(convert(number, unit, base(unit)))


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


def written(what: str, corpora: list[Corpus]) -> str:
    """The module that holds the weights fitted on all corpora."""
    models = {"MEETINGS": corpora}
    if any(c.contrary.sum() for c in corpora):
        models["CONTRADICTIONS"] = [c.contradictions() for c in corpora]
    told = [f"{name}: {_examples(fitted)}" for name, fitted in models.items()]
    head = (
        f"The fitted weights of the models by which {what} meet, and contradict each other.\n\n"
        "Logistic regressions, fitted by ``benchmarks/alignment.py`` on annotated corpora.\n" + "\n".join(told) + "\n"
    )
    body = "\n".join(_model(name, fitted) for name, fitted in models.items())
    return f'"""{head}"""\n\nfrom __future__ import annotations\n\nfrom auditor.likelihood import Model\n\n{body}'


def _examples(corpora: list[Corpus]) -> str:
    pairs, positive = sum(len(c.positive) for c in corpora), int(sum(c.positive.sum() for c in corpora))
    return f"{pairs:,} pairs from {len(corpora)} corpora, {positive} of them positive."


def _model(name: str, corpora: list[Corpus]) -> str:
    weights, bias = fit(corpora)
    names = next(c.names for c in corpora if c.names)
    lines = "".join(f'        "{each}": {weight:.4f},\n' for each, weight in zip(names, weights, strict=True))
    return f"{name} = Model(\n    {bias:.4f},\n    {{\n{lines}    }},\n)\n"


def tried(what: str, corpora: list[Corpus]) -> None:
    """Print how well weights fitted on the other corpora rank the pairs of each."""
    for held in corpora:
        count = int(held.positive.sum())
        if count:
            weights, _ = fit([c for c in corpora if c is not held])
            ranked = precision(held.positive, held.features @ weights)
            print(f"{held.name:24} {len(held.positive):6} {what} {count:4} of them positive: {ranked:.3f}")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS")
    asked.add_argument("--write", action="store_true", help="write the weights fitted on all corpora")
    given = asked.parse_args()
    for what, read in (("sentences", sentences), ("figures", figures)):
        corpora = [read(folder) for folder in given.corpora]
        tried(f"pairs of {what}", corpora)
        tried(f"contradictions between {what}", [c.contradictions() for c in corpora])
        if given.write:
            TARGETS[what].write_text(written(what, corpora), "utf-8")


if __name__ == "__main__":
    main()
