"""One article in every format that editors have says the same everywhere: ``benchmarks/render.py`` made the files."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from auditor.audit import judge
from auditor.documents import load_all
from auditor.model import Audit, BlockKind, Document
from auditor.notation import show
from auditor.packs import load

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "data" / "rendered"
FILES = sorted(path.name for path in FOLDER.iterdir() if path.name != "article.txt")
sys.path.insert(0, str(ROOT / "benchmarks"))
import render  # noqa: E402


@pytest.fixture(scope="session")
def audits() -> dict[str, Audit]:
    """Each file audited by itself."""
    rules = load(())
    return {path.name: judge(*load_all([path]), rules, "2026-11-21") for path in sorted(FOLDER.iterdir())}


def said(audit: Audit) -> Counter[tuple[str, str]]:
    return Counter((claim.attribute, show(claim.reading)) for claim in audit.claims)


def test_the_files_are_those_that_the_script_makes():
    for name, content in render.texts():
        assert (FOLDER / name).read_text(encoding="utf-8") == content, f"run python benchmarks/render.py {FOLDER}"
    assert {"libreoffice.pdf", "chromium.pdf", "columns.pdf", "libreoffice.docx"} <= set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_claims_of_the_text(audits, name):
    wanted, found = said(audits["article.txt"]), said(audits[name])
    assert wanted.total() >= 70
    assert (wanted & found).total() >= 0.98 * wanted.total(), sorted(wanted - found)
    assert not found - wanted


@pytest.mark.parametrize("name", FILES)
def test_every_format_keeps_the_structure(audits, name):
    document = audits[name].sources[0]
    for kind, held in render.ARTICLE:
        if kind in ("h1", "h2", "h3"):
            assert held in texts(document, BlockKind.HEADING)
        elif kind in ("ul", "ol"):
            assert set(held) <= texts(document, BlockKind.ITEM)
        elif kind == "table":
            cells = {cell for row in held[1][1:] for cell in row}
            assert cells <= texts(document, BlockKind.CELL)


def texts(document: Document, kind: BlockKind) -> set[str]:
    spans = (document.text[block.start : block.end] for block in document.blocks if block.kind is kind)
    return {" ".join(span.split()).replace("–", "-") for span in spans}
