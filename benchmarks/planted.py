"""Changes planted into documents, and whether the audit finds them: ``python benchmarks/planted.py FOLDER...``.

One claim of a document is changed in a copy, and the original is audited against the copy.  A change is found where a
conflict, an overlap or a difference of scope stands between the changed words and the same place of the original.
Every other finding that original and unchanged copy did not have already is one too many, but for a claim that the
changed figure limits (a year, an age).
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise, product, zip_longest
from pathlib import Path

from auditor.audit import judge
from auditor.documents import gather, load
from auditor.model import Audit, Choice, Claim, Document, Interval, Polarity, Relation
from auditor.notation import show
from auditor.packs import load as load_rules
from auditor.rules import Rules

DAY = "2026-11-21"
TEXT = (".txt", ".text", ".md", ".markdown", ".html", ".htm")
FINDINGS = (Relation.CONFLICT, Relation.OVERLAP, Relation.SCOPE)
UNITS = {
    "years": "months", "year": "month", "months": "weeks", "month": "week", "weeks": "days", "days": "hours",
    "day": "hour", "hours": "minutes", "hour": "minute", "minutes": "seconds", "km": "m", "kilometres": "metres",
    "metres": "feet", "metre": "foot", "m": "km", "cm": "mm", "mm": "cm", "kg": "g", "g": "mg", "mg": "g",
    "tonnes": "kilograms", "million": "billion", "GB": "MB", "MB": "GB", "MHz": "GHz", "miles": "metres",
    "hectares": "acres",
}  # fmt: skip
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_UNSAFE = re.compile(r"[×^±/⁰¹²³⁻]|\bout of\b|\d in \d+ |[a-zA-Z]\d|\d:\d")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|can|could|may|will|has been|have been|does|do)\b", re.I)
_NO = re.compile(
    r"\b(?:not?|never|nor|neither|without|nobody|none|only|but|cannot|rarely|if|unless|which|who)\b|n[’']t", re.I
)
_BORROWS = re.compile(r"\d[\d,.]*\s?(?:by|x|×|to|and|or|-|–)\s?\Z")
_LAST = re.compile(r"\b(?:and|or)\b", re.I)
_BETWEEN = re.compile(r",?\s(?:(?:and|or)\s)?(?:the\s)?", re.I)


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
    """The one or two plain numbers in digits of a numeric claim, a rate's ``1 in`` put aside; else none."""
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
        years = [each for each in found if each >= 1000]
        gap = max(years) - min(years) if years else 0
        return _turned("shifted", claim, lambda figure: figure - 7 - gap if figure >= 1000 else figure)
    by = max(found) - min(found) + max(max(found) / 2, Decimal(1).scaleb(int(found[0].as_tuple().exponent)))
    down = value.unit == "percent" and max(found) + by > 100
    if down:
        by = -(max(found) - min(found) + min(found) / 2)
    return _turned("shifted", claim, lambda figure: figure + by) if min(found) + by > 0 else None


def swapped(claim: Claim, _: Document) -> Change | None:
    """Two neighbouring digits of a figure swapped, the last pair that differs; no leading zero, no other century."""
    found = _figures(claim)
    if len(found) != 1:
        return None
    figure = found[0][0]
    year = isinstance(claim.reading.value, Interval) and claim.reading.value.unit == "calendar year"
    digits = [i for i, c in enumerate(figure) if c.isdigit()]
    for i, j in reversed(list(pairwise(digits))):
        if figure[i] != figure[j] and not (i == 0 and figure[j] == "0") and not (year and i < 2):
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
    gaps = [claim.quote[a[1] : b[0]] for a, b in pairwise(held)]
    if len(held) < max(2, len(value.values)) or not all(map(_BETWEEN.fullmatch, gaps)) or not _LAST.search(gaps[-1]):
        return None
    first = claim.quote[held[0][0] : held[0][1]]
    return Change("only added", claim, claim.start + held[0][0], claim.start + held[-1][1], f"only {first}")


def negated(claim: Claim, document: Document) -> Change | None:
    """``not`` behind the one auxiliary of a plain sentence that says that something holds; a label's ``yes`` turned."""
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
    if not claim.start <= at < claim.end:
        return None
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


def home(change: Change, source: str, start: int, end: int) -> tuple[int, int]:
    """Where a stretch of the original (any source but ``copy``) or of the changed copy stands in the original."""
    if source != "copy":
        return start, end
    added = len(change.words) - (change.end - change.start)
    left = start if start <= change.start else max(change.start, start - added)
    return left, max(left + 1, end if end <= change.start else end - added)


def relations(audit: Audit, change: Change) -> Mapping[tuple[tuple[int, int], tuple[int, int]], str]:
    """Findings of an audit of original and copy: two places in the original -> the relation and the words."""
    place = {claim.id: home(change, claim.source, claim.start, claim.end) for claim in audit.claims}
    shown = {claim.id: f"{claim.quote!r} ({show(claim.reading)})" for claim in audit.claims}
    found: dict[tuple[tuple[int, int], tuple[int, int]], str] = {}
    for topic in audit.topics:
        held = {position.id: position.claims for position in topic.positions}
        for edge in topic.relations:
            if edge.judgement.relation in FINDINGS:
                for a, b in product(held[edge.a], held[edge.b]):
                    one, two = sorted((place[a], place[b]))
                    said = f"{topic.attribute}: {shown[a]} / {shown[b]}"
                    found[one, two] = f"{edge.judgement.relation.value}: {said}"
    return found


def mates(audit: Audit) -> set[tuple[int, int]]:
    """Pairs of places that share an attribute where nothing was changed: a change in the one may meet the other."""
    starts: dict[str, set[int]] = {}
    for claim in audit.claims:
        starts.setdefault(claim.attribute, set()).add(claim.start)
    return {pair for places in starts.values() for pair in product(places, places)}


def region(change: Change, raw: str) -> tuple[int, int]:
    """The words of the original that the changed claim may stand in: its own, or the sentence for names and answers.

    A figure that borrows the changed unit (``22 by 14 m``) has changed with it.
    """
    if isinstance(change.claim.reading.value, Interval):
        start, end = change.claim.start, change.claim.end
        shared = _BORROWS.search(raw[:start]) if change.kind == "unit changed" else None
        return (shared.start() if shared else start), end
    return change.claim.sentence.start, change.claim.sentence.end


def outcome(change: Change, before: Audit, after: Audit) -> Outcome:
    """What the audit of original and changed copy says that the audit of original and unchanged copy did not."""
    low, high = region(change, next(source.raw for source in before.sources if source.id != "copy"))

    def inside(place: tuple[int, int]) -> bool:
        return place[0] < high and low < place[1]

    known, together = relations(before, replace(change, words="", end=change.start)), mates(before)
    new = {pair: words for pair, words in relations(after, change).items() if pair not in known}
    met = sorted(words.partition(":")[0] for (a, b), words in new.items() if inside(a) and inside(b))
    starts = {a for a, _ in together if low <= a < high}
    beside = tuple(
        words
        for (a, b), words in sorted(new.items())
        if not (inside(a) and inside(b))
        and not _limited(change, words)
        and not ((inside(a) or inside(b)) and any((at, (b if inside(a) else a)[0]) in together for at in starts))
    )
    return Outcome(met[0] if met else _missed(change, after, inside), beside)


def _limited(change: Change, words: str) -> bool:
    """Whether the changed figure is what another claim is limited to, a year or an age: that claim has changed too."""
    figures = _NUMBER.findall(change.words)
    return words.startswith("scope") and any(re.search(rf"\b{figure}\b", words) for figure in figures)


def _missed(change: Change, after: Audit, inside: Callable[[tuple[int, int]], bool]) -> str:
    """Why nothing was found: what became of the changed words in the audit."""
    here = [claim for claim in after.claims if inside(home(change, claim.source, claim.start, claim.end))]
    kind = type(change.claim.reading.value)
    mine = [claim for claim in here if claim.source != "copy" and claim.start == change.claim.start]
    theirs = [claim for claim in here if claim.source == "copy" and isinstance(claim.reading.value, kind)]
    if not mine:
        return "original not read"
    if not theirs:
        return "change not read"
    if not {claim.attribute for claim in mine} & {claim.attribute for claim in theirs}:
        return "never met"
    return "met and agreed"


def spread(planted: Sequence[Change], most: int) -> list[Change]:
    """At most so many changes: every kind as evenly as there are, and each evenly over its claims."""
    kinds: dict[str, list[Change]] = {}
    for change in planted:
        kinds.setdefault(change.kind, []).append(change)
    share = max(1, most // max(1, len(kinds)))
    spaced = (group[:: -(-len(group) // share)] if len(group) > share else group for group in kinds.values())
    return [change for row in zip_longest(*spaced) for change in row if change is not None][:most]


def run(path: Path, rules: Rules, most: int) -> Iterator[tuple[Change, Outcome]]:
    """Every change of one document with its outcome."""
    document = load(path, "original")
    chosen = spread(list(changes(document, rules)), most)
    before = judge([document, load(path, "copy")], (), rules, DAY)
    for change in chosen:
        after = judge([document, changed(path, document, change)], (), rules, DAY)
        yield change, outcome(change, before, after)


def table(results: Sequence[tuple[Change, Outcome]]) -> Iterator[str]:
    """A line a kind of change: planted, found, by which relation, why not, findings elsewhere."""
    yield f"{'change':<16} {'planted':>8} {'found':>6} {'':>6} {'elsewhere':>10}   how"
    for kind in (*dict.fromkeys(change.kind for change, _ in results), "all"):
        some = [result for change, result in results if kind in (change.kind, "all")]
        counts = Counter(result.found for result in some)
        found = sum(counts[relation.value] for relation in FINDINGS)
        elsewhere = sum(len(result.elsewhere) for result in some)
        how = ", ".join(f"{name} {number}" for name, number in counts.most_common())
        yield f"{kind:<16} {len(some):>8} {found:>6} {found / len(some):>6.1%} {elsewhere:>10}   {how}"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    asked.add_argument("--most", type=int, default=400, help="changes in all (default: 400)")
    asked.add_argument("--list", action="store_true", help="print every change not found and every finding elsewhere")
    given = asked.parse_args()
    rules, began = load_rules(()), time.perf_counter()
    paths = [path for path in gather(given.folders)[0] if path.suffix.lower() in TEXT]
    results: list[tuple[Change, Outcome]] = []
    for path in paths:
        for change, result in run(path, rules, max(1, given.most // len(paths))):
            results.append((change, result))
            missed = result.found not in {relation.value for relation in FINDINGS}
            if given.list and missed:
                print(f"{path}: {change.kind}: {result.found}: {change.claim.quote!r} -> {change.words!r}")
            for words in result.elsewhere if given.list else ():
                print(f"{path}: {change.kind}: ELSEWHERE after {change.claim.quote!r} -> {change.words!r}: {words}")
    print(f"{len(paths)} documents, {time.perf_counter() - began:.0f} s")
    for line in table(results) if results else ("nothing to change: expected text documents with claims",):
        print(line)


if __name__ == "__main__":
    main()
