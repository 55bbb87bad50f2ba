"""Changes planted into documents, and whether the audit finds them: ``python benchmarks/planted.py FOLDER...``.

One claim of a document is changed in a copy, and the original is audited against the copy.  A change is found where a
conflict, an overlap or a difference of scope stands between the changed words and the same place of the original.
Every other finding that original and unchanged copy did not have already is one too many.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import product, zip_longest
from pathlib import Path

from auditor.audit import judge
from auditor.documents import gather, load
from auditor.documents.loading import DocumentError
from auditor.model import Audit, Choice, Claim, Document, Interval, Polarity, Relation
from auditor.packs import load as load_rules
from auditor.rules import Rules
from auditor.units import dimension

DAY = "2026-11-21"
TEXT = (".txt", ".text", ".md", ".markdown", ".html", ".htm")
FINDINGS = (Relation.CONFLICT, Relation.OVERLAP, Relation.SCOPE)
UNITS = {
    "years": "months", "year": "month", "months": "weeks", "month": "week", "weeks": "days", "days": "hours", "day": "hour",
    "hours": "minutes", "hour": "minute", "minutes": "seconds", "km": "m", "kilometres": "metres", "metres": "feet",
    "metre": "foot", "m": "km", "cm": "mm", "mm": "cm", "kg": "g", "g": "mg", "mg": "g", "tonnes": "kilograms",
    "million": "billion", "GB": "MB", "MB": "GB", "MHz": "GHz", "euros": "dollars", "miles": "metres", "hectares": "acres",
}  # fmt: skip
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_UNSAFE = re.compile(r"[×^±/⁰¹²³⁻]|\bout of\b|\d in \d+ |[a-zA-Z]\d|\d:\d")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|can|could|may|will|has been|have been|does|do)\b", re.I)
_NO = re.compile(r"\b(?:not?|never|nor|neither|without|nobody|none|only|but|cannot|rarely|if|unless|which|who)\b|n[’']t", re.I)


@dataclass(frozen=True, slots=True)
class Change:
    """The stretch ``start`` to ``end`` of a document's raw text, changed to ``words``, in a claim."""

    kind: str
    claim: Claim
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a change: the relation found, or why there is none, and the findings elsewhere, in words."""

    found: str
    elsewhere: tuple[str, ...]


def _figures(claim: Claim) -> list[re.Match[str]]:
    """The numbers of a numeric claim that stand in digits, a rate's ``1 in`` put aside; none where they are no plain ones."""
    if not isinstance(claim.reading.value, Interval) or _UNSAFE.search(claim.quote):
        return []
    rate = re.match(r".*\b1 in (?=\d)", claim.quote)
    found = list(_NUMBER.finditer(claim.quote, rate.end() if rate else 0))
    return found if 1 <= len(found) <= 2 and all(Decimal(f[0].replace(",", "")) for f in found) else []


def _written(value: Decimal, like: str) -> str:
    """A figure with the decimals and the thousands marks of another."""
    places = len(like.partition(".")[2])
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded:,f}" if "," in like or (rounded >= 10_000 and len(like) < 4) else f"{rounded:f}"


def _turned(kind: str, claim: Claim, turn: Callable[[Decimal], Decimal]) -> Change | None:
    found = _figures(claim)
    quote = claim.quote
    for figure in reversed(found):
        value = _written(turn(Decimal(figure[0].replace(",", ""))), figure[0])
        quote = quote[: figure.start()] + value + quote[figure.end() :]
    return Change(kind, claim, claim.start, claim.end, quote) if found and quote != claim.quote else None


def scaled(claim: Claim, _: Document) -> Change | None:
    """Three times the figure; a third of it where a share would pass 100 %; years of the calendar are left."""
    value = claim.reading.value
    if not isinstance(value, Interval) or value.unit == "calendar year":
        return None
    most = max(end for end in (value.low, value.high) if end is not None)
    down = value.unit == "percent" and most * 3 > 100
    return _turned("scaled by 3", claim, lambda figure: figure / 3 if down else figure * 3)


def shifted(claim: Claim, _: Document) -> Change | None:
    """The figure moved out of its own range: by its width and half its size, down where a share would pass 100 %."""
    found = [Decimal(f[0].replace(",", "")) for f in _figures(claim)]
    if not found:
        return None
    value = claim.reading.value
    assert isinstance(value, Interval)
    if value.unit == "calendar year":
        return _turned("shifted", claim, lambda figure: figure - 7 - (max(found) - min(found)))
    by = max(found) - min(found) + max(max(found) / 2, Decimal(1).scaleb(int(found[0].as_tuple().exponent)))
    down = value.unit == "percent" and max(found) + by > 100
    if down:
        by = -(max(found) - min(found) + min(found) / 2)
    return _turned("shifted", claim, lambda figure: figure + by) if min(found) + by > 0 else None


def swapped(claim: Claim, _: Document) -> Change | None:
    """Two neighbouring digits of a single figure swapped, the last pair that differs; never a leading zero."""
    found = _figures(claim)
    if len(found) != 1:
        return None
    figure = found[0][0]
    digits = [i for i, c in enumerate(figure) if c.isdigit()]
    for i, j in reversed(list(zip(digits, digits[1:], strict=False))):
        if figure[i] != figure[j] and not (i == 0 and figure[j] == "0"):
            mixed = figure[:i] + figure[j] + figure[i + 1 : j] + figure[i] + figure[j + 1 :]
            at = claim.start + found[0].start()
            return Change("digits swapped", claim, at, at + len(figure), mixed)
    return None


def reunited(claim: Claim, _: Document) -> Change | None:
    """Another unit of the same dimension behind the figure."""
    found = _figures(claim)
    unit = re.match(r"[\s-]?([A-Za-z]+)\b", claim.quote[found[-1].end() :]) if found else None
    if unit is None or unit[1] not in UNITS:
        return None
    at = claim.start + found[-1].end()
    return Change("unit changed", claim, at + unit.start(1), at + unit.end(1), UNITS[unit[1]])


def alone(claim: Claim, _: Document) -> Change | None:
    """A list of names cut to ``only`` its first."""
    value = claim.reading.value
    if not isinstance(value, Choice) or value.exclusive:
        return None
    places = [re.search(rf"\b{re.escape(name)}\b", claim.quote, re.I) for name in value.values]
    held = sorted((m.start(), m.end()) for m in places if m)
    gaps = [claim.quote[a[1] : b[0]] for a, b in zip(held, held[1:], strict=False)]
    if len(held) < 2 or len(held) < len(value.values) or not all(re.fullmatch(r",?\s(?:(?:and|or)\s)?(?:the\s)?|,\s", g, re.I) for g in gaps):
        return None
    first = claim.quote[held[0][0] : held[0][1]]
    return Change("only added", claim, claim.start + held[0][0], claim.start + held[-1][1], f"only {first}")


def negated(claim: Claim, document: Document) -> Change | None:
    """``not`` behind the one auxiliary of a plain sentence that says that something holds; ``yes`` of a label turned."""
    value = claim.reading.value
    if not isinstance(value, Polarity) or not value.holds:
        return None
    answer = re.search(r":\s*(yes)\W*\Z", claim.quote, re.I)
    if answer:
        return Change("negation added", claim, claim.start + answer.start(1), claim.start + answer.end(1), "no")
    said = document.text[claim.sentence.start : claim.sentence.end]
    verbs = list(_AUXILIARY.finditer(said))
    if len(verbs) != 1 or _NO.search(said) or re.match(r"\W*(?:yes|no)\b", said, re.I) or said.rstrip().endswith("?"):
        return None
    at, word = claim.sentence.start + verbs[0].start(), verbs[0][0]
    words = "cannot" if word.lower() == "can" else re.sub(r"^\w+", lambda m: f"{m[0]} not", word)
    return Change("negation added", claim, at, at + len(word), words)


PLANTS = (scaled, shifted, swapped, reunited, alone, negated)


def changes(document: Document, rules: Rules) -> Iterator[Change]:
    """Every change that can be made to a document, one claim each; the claims are those that its audit alone reads."""
    claims = judge([document], (), rules, DAY).claims
    for plant in PLANTS:
        yield from (change for claim in claims if (change := plant(claim, document)))


def changed(path: Path, document: Document, change: Change) -> Document:
    """The document read anew with one change in its file."""
    raw = document.raw[: change.start] + change.words + document.raw[change.end :]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / path.name
        file.write_bytes(raw.encode("utf-8"))
        beside = path.with_name(path.name + ".meta.json")
        if beside.is_file():
            (Path(folder) / beside.name).write_bytes(beside.read_bytes())
        return load(file, "copy")


def findings(audit: Audit, home: Callable[[Claim], int]) -> Mapping[tuple[int, int], str]:
    """Pairs of places in the original -> relation and claims; ``home`` says where a claim's words stand there."""
    claims = {claim.id: claim for claim in audit.claims}
    found: dict[tuple[int, int], str] = {}
    for topic in audit.topics:
        held = {position.id: [claims[c] for c in position.claims] for position in topic.positions}
        for edge in topic.relations:
            if edge.judgement.relation in FINDINGS:
                for a, b in product(held[edge.a], held[edge.b]):
                    one, two = sorted((home(a), home(b)))
                    found[one, two] = f"{edge.judgement.relation.value} [{topic.attribute}] {a.quote!r} / {b.quote!r}"
    return found
