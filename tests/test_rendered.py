"""One article in every format that editors have says the same everywhere: ``benchmarks/render.py`` made the files."""

import json
import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document as open_docx
from pypdf import PdfReader

from auditor.audit import judge
from auditor.documents import load_all
from auditor.locators import located, stands
from auditor.model import Audit, BlockKind, Document
from auditor.notation import show
from auditor.outputs.json import render as render_json
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


@pytest.mark.parametrize("name", ["article.txt", *FILES])
def test_every_claim_stands_at_its_place(audits, name):
    (document,), claims = audits[name].sources, audits[name].claims
    documents = {document.id: document}
    assert all(stands(claim, documents) for claim in claims)
    assert bool(document.places) == name.endswith((".pdf", ".docx"))
    for moved in (1, -1):  # a locator that is wrong by one is seen
        assert not any(
            stands(replace(claim, start=claim.start + moved, end=claim.end + moved), documents) for claim in claims
        )


def test_a_claim_that_is_not_at_its_place_is_left_out_and_counted(audits):
    audit = audits["article.md"]
    odd = replace(audit.claims[0], quote="99 years")
    assert located([odd, *audit.claims[1:]], audit.sources) == (audit.claims[1:], 1)


def words_of(page: str) -> str:
    return "".join(page.split())


@pytest.mark.parametrize("name", ["libreoffice.pdf", "chromium.pdf", "columns.pdf"])
def test_the_page_and_line_of_a_claim_are_those_of_the_pdf(audits, name):
    """Held against what pypdf gives for the page as a whole."""
    pages = [page.extract_text().splitlines() for page in PdfReader(FOLDER / name).pages]
    pages = [[line for line in page if line.strip()] for page in pages]
    form = json.loads(render_json(audits[name]))
    assert len(form["claims"]) >= 70
    for claim in form["claims"]:
        page, line = (int(number) for number in re.findall(r"\d+", claim["place"]))
        assert words_of(claim["quote"].split("\n")[0]) in words_of(pages[page - 1][line - 1]), claim


def test_the_paragraph_and_cell_of_a_claim_are_those_of_the_word_document(audits):
    """Held against what python-docx gives."""
    source = open_docx(str(FOLDER / "libreoffice.docx"))
    paragraphs = [paragraph.text for paragraph in source.paragraphs if paragraph.text.strip()]
    for claim in json.loads(render_json(audits["libreoffice.docx"]))["claims"]:
        numbers = [int(number) - 1 for number in re.findall(r"\d+", claim["place"])]
        if claim["place"].startswith("table"):
            assert claim["quote"] in source.tables[numbers[0]].cell(numbers[1], numbers[2]).text
        else:
            assert claim["quote"].split("\n")[0] in paragraphs[numbers[0]]
