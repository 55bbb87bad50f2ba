"""How fast each format is read, and what of an article's structure is kept: ``python benchmarks/documents.py``.

The files are those that ``benchmarks/render.py`` made of one article.  Times are processor milliseconds a document, the
median of several readings in this process after a first one; what the process for untrusted files costs stands below.
Beside the pages stands what trafilatura, as it comes, keeps of them in its Markdown.
"""

from __future__ import annotations

import re
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import render

from auditor.documents import confinement, loading
from auditor.model import BlockKind, Document

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
import pages

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "data" / "rendered"
REPEATS = 7
HEAD = ("file", "kB", "ms", "headings", "items", "rows", "foreign lines")
TRAPS = (
    "Accept all", "812 partners", "1,204 shares", "45,000 readers", "Most read", "Marsh cough", "My aunt", "Our clinic",
    "I paid $900", "Save 25%", "2 million people", "Aasen B", "Lunde T", "All rights reserved",
)  # fmt: skip
"""Words that stand around the article and not in it."""

Kept = tuple[set[str], set[str], set[tuple[str, ...]], str]
"""Headings, items, rows of tables, and all text."""


def plain(text: str) -> str:
    """Text without emphasis, with single spaces and one kind of dash."""
    return " ".join(text.replace("**", "").replace("–", "-").split())


def wanted() -> Kept:
    """What the article holds."""
    headings = {str(held) for kind, held in render.ARTICLE if kind in ("h1", "h2", "h3")}
    items = {plain(item) for kind, held in render.ARTICLE if kind in ("ul", "ol") for item in held}
    rows = {tuple(row) for kind, held in render.ARTICLE if kind == "table" for row in held[1][1:]}
    return headings, items, rows, ""


def ours(document: Document) -> Kept:
    """What a document as read holds; a row is told by the labels of its cells."""
    shown = [(block, plain(document.text[block.start : block.end])) for block in document.blocks]
    rows: list[list[str]] = []
    for block, text in shown:
        if block.kind is BlockKind.CELL:
            first = rows[-1][0] if rows else ""
            if rows and plain(block.label).startswith(f"{first} | "):
                rows[-1].append(text)
            else:
                rows.append([text])
    kinds = {kind: {text for block, text in shown if block.kind is kind} for kind in BlockKind}
    return kinds[BlockKind.HEADING], kinds[BlockKind.ITEM], set(map(tuple, rows)), " ".join(text for _, text in shown)


def theirs(path: Path) -> Kept:
    """What trafilatura's Markdown holds."""
    import trafilatura

    text = trafilatura.extract(path.read_text(encoding="utf-8"), output_format="markdown") or ""
    lines = text.splitlines()
    headings = {plain(line.lstrip("# ")) for line in lines if line.startswith("#")}
    items = {plain(re.sub(r"^(?:[-*]|\d+\.) ", "", line)) for line in lines if re.match(r"(?:[-*]|\d+\.) ", line)}
    rows = {tuple(plain(cell) for cell in line.strip(" |").split("|")) for line in lines if line.startswith("|")}
    return headings, items, rows, plain(text)


def shares(kept: Kept) -> Iterator[str]:
    """How many of the headings, items and rows were kept, and how many foreign lines with them."""
    for whole, part in zip(wanted()[:3], kept[:3], strict=True):
        yield f"{len(whole & part)} of {len(whole)}"
    yield str(sum(trap in kept[3] for trap in TRAPS))


def median(run: Callable[[], object]) -> float:
    """The median processor time of a call, in milliseconds, after a first one."""
    run()
    times = []
    for _ in range(REPEATS):
        start = time.process_time()
        run()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def measured(path: Path) -> list[str]:
    """The row of one file."""
    spent = median(lambda: loading.load(path, "a"))
    row = [path.name, f"{path.stat().st_size / 1000:.1f}", f"{spent:.1f}"]
    return [*row, *shares(ours(loading.load(path, "a")))]


def start() -> tuple[float, float]:
    """Milliseconds of processor time to start and end the process for untrusted files, and to read a page in it."""
    spent = []
    for repeats in (0, 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        request = {"folder": str(FOLDER), "path": "semantic.html" if repeats else "none.html", "id": "a", "seconds": 60}
        reader = confinement._Reader()
        reader.ask(request, 60)
        reader.close()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    return spent[0], spent[1]


def table() -> str:
    """All files, a row each, and trafilatura's for the pages."""
    paths = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")
    rows = [list(HEAD), ["---"] * len(HEAD), *map(measured, paths)]
    for path in paths:
        if path.suffix == ".html":
            spent = median(partial(theirs, path))
            rows.append([f"{path.name}, trafilatura", "", f"{spent:.1f}", *shares(theirs(path))])
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def bare(text: str) -> str:
    """Text without white space and what is not seen, and with one kind of hyphen."""
    return re.sub("[\\s\u00ad\u200b|*]+", "", text).replace("\u2011", "-")


def shapes() -> str:
    """What is kept of the pages of ``tests/pages.py``, here and by trafilatura's Markdown, all pages together."""
    import trafilatura

    counts = {name: [0] * 5 for name in ("all", "here", "trafilatura")}
    with tempfile.TemporaryDirectory() as folder:
        pages.write(Path(folder))
        for page in pages.pages():
            document = loading.load(Path(folder) / (page.name if "." in page.name else f"{page.name}.html"), "a")
            shown = [
                (block.kind.value, block.label, document.text[block.start : block.end]) for block in document.blocks
            ]
            lines = (trafilatura.extract(page.data, output_format="markdown") or "").splitlines()
            told = [
                ("heading" if line[:1] == "#" else "item" if re.match(r"-|\d+\.", line) else "", "", line)
                for line in lines
            ]
            wanted = (len(page.held), len(page.headings), len(page.items), len(page.rows), len(page.foreign))
            for name, found in (("all", wanted), ("here", kept(page, shown)), ("trafilatura", kept(page, told))):
                counts[name] = [a + b for a, b in zip(counts[name], found, strict=True)]
    rows = [["", "sentences", "headings", "items", "rows with labels", "foreign"], ["---"] * 6]
    rows += [[name, *map(str, found)] for name, found in counts.items()]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def kept(page: pages.Page, shown: list[tuple[str, str, str]]) -> tuple[int, int, int, int, int]:
    """How many sentences, headings, items, and rows with their label are among blocks of (kind, label, text)."""
    whole = "\n".join(bare(text) for _, _, text in shown)
    of_kind = {
        kind: {bare(text.lstrip("#-0123456789. ")) for each, _, text in shown if each == kind}
        for kind in ("heading", "item")
    }
    blocks = {bare(f"{label}{text}") for _, label, text in shown} | {
        bare(text.replace(":", "")) for _, _, text in shown
    }
    blocks |= {bare(f"{label}{text.rpartition(':')[2]}") for _, label, text in shown}
    return (
        sum(bare(each) in whole for each in page.held),
        sum(bare(each) in of_kind["heading"] for each in page.headings),
        sum(bare(each) in of_kind["item"] for each in page.items),
        sum(bare(f"{label}{value}") in {each.lstrip("-") for each in blocks} for label, value in page.rows),
        sum(bare(each) in whole for each in page.foreign),
    )


if __name__ == "__main__":
    sys.stdout.write(table())
    sys.stdout.write(f"\n{shapes()}")
    sys.stdout.write(
        "\nThe process for untrusted files: {:.0f} ms to start and end, {:.0f} with its first page.\n".format(*start())
    )
