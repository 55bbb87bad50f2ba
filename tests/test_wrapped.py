"""A corpus whose documents are put into web pages scores as it does in plain text: navigation, offers, comments and
reference lists around an article change nothing.

The corpus of this project is always tried.  The five pages that the project began with may not be copied into it; they
are tried where they lie beside it.
"""

import json
import re
import sys
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import pytest
import scoring
from markdown_it import MarkdownIt

from auditor.audit import audit
from auditor.model import Audit
from auditor.packs import load

sys.path.insert(0, str(scoring.ROOT / "benchmarks"))
import render

SEEDS = scoring.ROOT.parent / "shared" / "gold" / "dev" / "als-seeds"
CORPORA = {"als": scoring.CORPORA["als"], "seeds": (SEEDS / "docs", SEEDS / "gold.json")}
LAYOUTS: Mapping[str, Callable[[str, str], str]] = {
    "semantic": render.semantic,
    "soup": render.div_soup,
    "heavy": render.heavy,
}
_ITEM = re.compile(r"[ \t]*[-•*][ \t]+(?=\S)")


def in_elements(text: str, soup: bool) -> str:
    """The lines of a plain text as headings, items and paragraphs; as ``div`` alone where ``soup``."""
    pieces: list[str] = []
    listed = False
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        lines = paragraph.split("\n")
        if all(_ITEM.match(line) for line in lines):
            pieces.append(
                "<ul>" + "".join(f"<li>{escape(_ITEM.sub('', line), quote=False)}</li>" for line in lines) + "</ul>"
            )
            continue
        alone = len(lines) == 1 and len(paragraph) <= 70 and not re.search(r"\d|[.:;,!]$", paragraph.strip())
        tag = "h2" if alone and not soup and not listed else "div" if soup else "p"
        listed = listed or paragraph.strip().lower() == "references"  # no page marks its entries as headings
        pieces += [f"<{tag}>{escape(line, quote=False)}</{tag}>" for line in lines]
    return "\n".join(pieces)


def wrapped(source: Path, target: Path, layout: str) -> None:
    """Write every document of ``source`` as a page into ``target``, with what lies beside it."""
    for path in sorted(source.iterdir()):
        if path.suffix in (".txt", ".md"):
            text = path.read_text(encoding="utf-8")
            inner = (
                in_elements(text, layout == "soup")
                if path.suffix == ".txt"
                else MarkdownIt().enable("table").render(text)
            )
            (target / f"{path.name}.html").write_text(LAYOUTS[layout]("A page", inner), encoding="utf-8")
            beside = path.with_name(path.name + ".meta.json")
            if beside.exists():
                (target / f"{path.name}.html.meta.json").write_bytes(beside.read_bytes())


def in_pages(gold: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The gold for the wrapped documents, without the claims whose quote has markup in it there."""
    pages = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.html")}
    claims = [{**claim, "doc": f"{claim['doc']}.html"} for claim in gold["claims"]]
    claims = [claim for claim in claims if claim["quote"] in pages[claim["doc"]]]
    assert len(claims) >= 0.9 * len(gold["claims"])
    return only(gold, claims)


def only(gold: Mapping[str, Any], claims: list[dict[str, Any]]) -> dict[str, Any]:
    """The gold of these claims alone."""
    names = {claim["id"] for claim in claims}
    pairs = [pair for pair in gold["pairs"] if {pair["a"], pair["b"]} <= names]
    derived = [each for each in gold.get("derived", ()) if {each["a"], each["b"]} <= names]
    outdated = [each for each in gold.get("outdated", ()) if each["claim"] in names]
    return {**gold, "claims": claims, "pairs": pairs, "derived": derived, "outdated": outdated}


def shares(score: scoring.Score) -> dict[str, float]:
    """What a score says, in percent."""
    parts = {"numeric": score.numeric, "other": score.categorical, "wanted": score.wanted, "conflicts": score.conflicts}
    return {name: 100 * part / max(whole, 1) for name, (part, whole) in parts.items()}


@cache
def audited(folder: Path) -> Audit:
    """The documents as they are, read once for all layouts."""
    return audit([folder], load(()), scoring.DAY)


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@pytest.mark.parametrize("corpus", sorted(CORPORA))
def test_a_page_around_a_document_changes_no_figure(tmp_path, corpus, layout):
    folder, gold_file = CORPORA[corpus]
    if not gold_file.exists():
        pytest.skip(f"the {corpus} corpus is not here; it may not be copied into the project")
    wrapped(folder, tmp_path, layout)
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    paged = in_pages(gold, tmp_path)
    kept = {claim["id"] for claim in paged["claims"]}
    plain = scoring.held(only(gold, [claim for claim in gold["claims"] if claim["id"] in kept]), audited(folder))
    read = audit([tmp_path], load(()), scoring.DAY)
    assert not any("left out" in note for note in (*read.notes, *audited(folder).notes)), "a claim is not at its place"
    page = scoring.held(paged, read)
    for name, share in shares(plain).items():
        assert shares(page)[name] >= share - 1, (name, plain, page)
    assert len(page.false_conflicts) <= len(plain.false_conflicts)
