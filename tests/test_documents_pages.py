"""Pages in the shapes of publishing systems: the whole article, nothing from around it, what it says of itself."""

import re
from pathlib import Path

import pages
import pytest
import trafilatura

from auditor.audit import judge
from auditor.documents import load_all
from auditor.locators import stands
from auditor.model import Audit, Block, BlockKind, Document
from auditor.notation import show
from auditor.packs import load

ALL = {page.name: page for page in pages.pages()}
_UNSEEN = re.compile("[\\s\u00ad\u200b|]+")


@pytest.fixture(scope="session")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    """All pages in one audit."""
    folder: Path = tmp_path_factory.mktemp("pages")
    pages.write(folder)
    documents, unread = load_all([folder])
    assert not unread
    return judge(documents, (), load(()), "2026-11-21")


@pytest.fixture(scope="session")
def documents(audit: Audit) -> dict[str, Document]:
    return {Path(document.path).name.removesuffix(".html"): document for document in audit.sources}


def bare(text: str) -> str:
    """Text without white space and what is not seen; one kind of hyphen."""
    return _UNSEEN.sub("", text).replace("\u2011", "-")


def shown(document: Document) -> list[tuple[Block, str]]:
    return [(block, bare(document.text[block.start : block.end])) for block in document.blocks]


@pytest.mark.parametrize("name", ALL)
def test_the_article_is_read_whole_and_nothing_besides(documents, name):
    page, found = ALL[name], shown(documents[name])
    whole = "\n".join(text for _, text in found)
    assert [each for each in page.held if bare(each) not in whole] == []
    assert [each for each in page.foreign if bare(each) in whole] == []


@pytest.mark.parametrize("name", ALL)
def test_headings_items_and_rows_are_what_they_are(documents, name):
    page, found = ALL[name], shown(documents[name])
    of_kind = {kind: {text for block, text in found if block.kind is kind} for kind in BlockKind}
    assert [each for each in page.headings if bare(each) not in of_kind[BlockKind.HEADING]] == []
    assert [each for each in page.items if bare(each) not in of_kind[BlockKind.ITEM]] == []
    labelled = {(bare(block.label), text) for block, text in found}
    for label, value in page.rows:  # a row reads as its label and its value, however it was laid out
        assert {(bare(label), bare(value)), (bare(label), bare(f"{label}: {value}"))} & labelled, (label, value)


def test_no_less_is_kept_than_trafilatura_keeps(documents):
    wanted = kept = theirs = 0
    for name, page in ALL.items():
        extracted = bare(trafilatura.extract(page.data) or "")
        whole = "".join(text for _, text in shown(documents[name]))
        for each in (*page.held, *page.headings, *page.items):
            wanted += 1
            kept += bare(each) in whole
            theirs += bare(each) in extracted
    assert kept >= 0.95 * wanted and kept > theirs


@pytest.mark.parametrize("name", [name for name, page in ALL.items() if page.stated])
def test_what_a_page_says_of_itself(documents, name):
    found = documents[name].metadata
    assert (found.title, found.author, found.published, found.updated) == ALL[name].stated


@pytest.mark.parametrize("name", [name for name, page in ALL.items() if not page.stated])
def test_no_page_is_given_a_date_that_it_does_not_state(documents, name):
    found = documents[name].metadata
    assert (found.published, found.updated, found.date) == ("", "", "")


def test_every_claim_stands_at_its_place(audit):
    assert len(audit.claims) > 300 and not any("left out" in note for note in audit.notes)
    known = {document.id: document for document in audit.sources}
    assert all(stands(claim, known) for claim in audit.claims)


def test_figures_are_not_cut_by_markup_or_by_what_is_not_seen(audit):
    found = {
        (claim.quote, show(claim.reading).split(",")[0])
        for claim in audit.claims
        if claim.source in ("characters", "inline", "raised")
    }
    for quote, reading in (
        ("1&#8239;250&#8239;pumps", "1250 pump"),
        ("3&#8211;5&#160;towns", "3..5 town"),
        ("1&thinsp;500 women", "1500 woman"),
        ("211&nbsp;m", "211 m"),
        ("5%", "5 percent"),
    ):
        assert (quote, reading) in found, (quote, sorted(found))
    assert not any(quote.startswith(("250", "500", "0 cm")) for quote, _ in found)
