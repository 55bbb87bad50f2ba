"""What a document says of itself, wherever it says so: title, author, dates, language, address; none is made up."""

import io
import zipfile
from pathlib import Path

import docx as python_docx
import pytest
from pypdf import PdfReader, PdfWriter

from auditor.audit import judge
from auditor.documents import docx, load
from auditor.documents.assembly import assemble
from auditor.documents.bylines import stated_author
from auditor.documents.dates import parse_date, stated_dates
from auditor.documents.html import outline as html
from auditor.documents.markdown import outline as markdown
from auditor.documents.metadata import of_file
from auditor.documents.pdf import _metadata as of_pdf
from auditor.documents.text import outline as text
from auditor.model import Document, Metadata
from auditor.packs import load as load_packs

BODY = "<p>The lighthouse has stood above the harbour for 40 years, and is open to all in summer and in autumn.</p>" * 3


def page(head: str = "", body: str = "", lang: str = "en", after: str = "") -> Metadata:
    raw = f"<html lang='{lang}'><head>{head}</head><body><main><h1>Light</h1>{body}{BODY}</main>{after}</body></html>"
    return assemble("a", "a.html", html(raw), Metadata()).metadata


def dates(found: Metadata) -> tuple[str, str, str]:
    return found.published, found.updated, found.date


def linked(form: str) -> str:
    return f'<script type="application/ld+json">{form}</script>'


ARTICLE = (
    '{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Old light", "datePublished": '
    '"2019-04-01T09:00:00+02:00", "dateModified": "2021-05-03", "inLanguage": "en-GB", "url": "https://example.org/l", '
    '"author": [{"@type": "Person", "name": "Jane Roe"}, {"@type": "Person", "name": "R. Doe"}], '
    '"publisher": {"@type": "Organization", "name": "Harbour Post"}}'
)
GRAPH = (
    '{"@graph": [{"@type": "WebPage", "@id": "https://example.org/l/", "dateModified": "2022-02-02"}, '
    '{"@type": ["Article", "BlogPosting"], "author": {"@id": "#roe"}, "publisher": {"@id": "#post"}, '
    '"datePublished": "2020-01-01", "comment": [{"@type": "Comment", "datePublished": "2025-01-01"}]}, '
    '{"@type": "Person", "@id": "#roe", "name": "Jane Roe"}, '
    '{"@type": "Organization", "@id": "#post", "name": "Post"}]}'
)


def test_json_ld_is_read_as_what_it_is():
    found = page(linked(ARTICLE))
    assert dates(found) == ("2019-04-01", "2021-05-03", "2021-05-03")
    assert (found.title, found.author, found.publisher) == ("Old light", "Jane Roe, R. Doe", "Harbour Post")
    assert (found.url, found.language) == ("https://example.org/l", "en")


def test_json_ld_names_things_elsewhere_and_speaks_of_other_things():
    found = page(linked(GRAPH))
    assert dates(found) == ("2020-01-01", "2022-02-02", "2022-02-02")
    assert (found.author, found.publisher) == ("Jane Roe", "Post")
    teasers = (
        '[{"@type": "Article", "datePublished": "2020-01-01"}, {"@type": "Article", "datePublished": "2025-01-01"}]'
    )
    assert dates(page(linked(teasers))) == ("", "", "")
    own = teasers.replace('"Article"', '"Article", "url": "https://example.org/b"', 1)
    assert page('<link rel=canonical href="https://example.org/b/">' + linked(own)).published == "2020-01-01"


@pytest.mark.parametrize(
    "broken", ["{", "[" * 100_000, "3", '{"@type": 5, "author": 7, "@graph": "x"}', '{"@graph": [1]}']
)
def test_json_ld_that_is_none_is_passed_over(broken):
    assert dates(page(linked(broken) + linked(ARTICLE)))[0] == "2019-04-01"


@pytest.mark.parametrize(
    ("head", "published", "updated", "author"),
    [
        (
            '<meta property="article:published_time" content="2019-04-01T10:00Z">'
            '<meta property="article:modified_time" content="2020-01-02"><meta name="author" content="By Jane Roe">',
            "2019-04-01",
            "2020-01-02",
            "Jane Roe",
        ),
        (
            '<meta name="citation_author" content="Roe, Jane">'
            '<meta name="citation_publication_date" content="2018/07/09">',
            "2018-07-09",
            "",
            "Jane Roe",
        ),
        (
            '<meta name="DC.Creator" content="R. Doe"><meta name="DC.date.issued" content="2017-03"><meta '
            'name="DCTERMS.modified" content="2018">',
            "2017-03",
            "2018",
            "R. Doe",
        ),
        (
            '<meta name="date" content="soon"><meta name="pubdate" content="20160229"><meta http-equiv="last-modified" '
            'content="Mon, 03 May 2021 10:00:00 GMT"><meta name="author" content="https://example.org/roe">',
            "2016-02-29",
            "2021-05-03",
            "",
        ),
        ('<meta itemprop="datePublished" content="2015-06-07">', "2015-06-07", "", ""),
    ],
)
def test_meta_elements(head, published, updated, author):
    found = page(head)
    assert (found.published, found.updated, found.author) == (published, updated, author)


@pytest.mark.parametrize(
    ("body", "published", "updated", "author"),
    [
        ("<p>By Jane Roe, MD, and R. van Doe</p>Published: May 3, 2019", "2019-05-03", "", "Jane Roe, R. van Doe"),
        ("<p>Page last reviewed: 11 February 2020<br>Next review due: 11 February 2099</p>", "", "2020-02-11", ""),
        ("<p>Reviewed 2 March 2018<p>Last updated: Tue, 3 April 2018 10:30", "", "2018-04-03", ""),
        ('<time class="entry-date published" datetime="2016-01-02">long ago</time>', "2016-01-02", "", ""),
        ('<b itemprop="author">J. Roe</b><b itemprop="dateModified">2 Jan 2016</b>', "", "2016-01-02", "J. Roe"),
        ('<p>From <a rel="author" href="/roe">Jane Roe</a></p>', "", "", "Jane Roe"),
        ("<div>Last updated</div>\n<div>3 May 2019</div>", "", "2019-05-03", ""),
        ("<p>Updated 2010 guidelines were published in 2012 by the board.</p>", "", "", ""),
    ],
)  # fmt: skip
def test_visible_text(body, published, updated, author):
    found = page(body=body)
    assert (found.published, found.updated, found.author) == (published, updated, author)


@pytest.mark.parametrize(
    "after",
    [
        "<div class='related-posts'><h2>Other lights</h2><p>By Max Moe</p><p>Published 3 May 2024</p></div>",
        "<section id='comments'>Posted on 3 May 2024<time class=updated datetime=2024-05-03></section>",
        "<aside><p>Updated: 3 May 2024</p></aside>",
        "<h2>References</h2><ol><li>Roe J. Light. Published May 3, 2019. Accessed June 4, 2020. J Sea 2019;3:4-9.</ol>",
    ],
)
def test_what_stands_beside_the_article_dates_it_not(after):
    found = page(after=after)
    assert (*dates(found), found.author) == ("", "", "", "")


@pytest.mark.parametrize(
    ("lang", "stated", "read"),
    [
        ("en", "03/04/2021", "2021"),
        ("en-US", "03/04/2021", "2021-03-04"),
        ("en-GB", "03/04/2021", "2021-04-03"),
        ("en-US", "25/06/2020", "2020-06-25"),
        ("en", "05/05/2020", "2020-05-05"),
        ("en", "2021-02-30", ""),
        ("en", "2021-13-01", ""),
        ("en", "31/31/2021", ""),
        ("en", "40 May 2021", ""),
        ("en", "0000-00-00", ""),
    ],
)
def test_a_date_is_read_as_far_as_it_is_certain(lang, stated, read):
    assert page(f'<meta name="date" content="{stated}">', lang=lang).published == read
    assert page(body=f"<p>Published: {stated}</p>", lang=lang).published == read


def test_an_update_before_the_publication_is_none():
    head = '<meta name="date" content="2020-05-01"><meta name="last-modified" content="2019-01-01">'
    assert dates(page(head)) == ("2020-05-01", "", "2020-05-01")
    assert dates(page('<meta name="date" content="2020-05-01">', "<p>Last updated: 2018</p>")) == (
        "2020-05-01",
        "",
        "2020-05-01",
    )


@pytest.mark.parametrize(
    ("links", "address"),
    [
        ('<link rel=canonical href="https://a.org/a"><meta name="og:url" content="https://a.org/b">', "https://a.org/a"),
        ('<link rel=canonical href="/a"><meta property="og:url" content="https://a.org/b">', "https://a.org/a"),
        ('<link rel="canonical" href="/a">', ""),
        ('<link rel="canonical" href="javascript:alert(1)">', ""),
        ('<link rel="canonical" href="https://[x">', ""),
    ],
)  # fmt: skip
def test_canonical_address(links, address):
    assert page(links).url == address


def test_front_matter():
    head = (
        "---\ntitle: Light\nauthors:\n  - Jane Roe\n  - R. Doe\ndate: 2019-04-01\nlastmod: 2020-02-30\n"
        "lang: en-GB\n---\n"
    )
    raw = f"{head}\nReviewed 03/04/2021\n"
    found = assemble("a", "a.md", markdown(raw), Metadata()).metadata
    assert (found.author, *dates(found)) == ("Jane Roe, R. Doe", "2019-04-01", "2021-04-03", "2021-04-03")
    listed = assemble(
        "a", "a.md", markdown('---\nauthor: ["Jane Roe", R. Doe]\nupdated: 2020\n---\nText\n'), Metadata()
    )
    assert (listed.metadata.author, *dates(listed.metadata)) == ("Jane Roe, R. Doe", "", "2020", "2020")


def test_plain_text():
    raw = (
        "Tides\n\nBy Jane Roe\nFirst published 3 May 2019, updated since.\n\nLast updated: June 2020\n"
        "\nIt is 3 m high.\n"
    )
    found = assemble("a", "a.txt", text(raw), Metadata()).metadata
    assert (found.author, *dates(found)) == ("Jane Roe", "2019-05-03", "2020-06", "2020-06")


def word(properties: str) -> bytes:
    """A Word file with the given properties, or with none at all."""
    stream = io.BytesIO()
    document = python_docx.Document()
    document.add_paragraph("The tide is 3 m high.")
    document.save(stream)
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as held, zipfile.ZipFile(out, "w") as written:
        for name in held.namelist():
            data = held.read(name)
            if name == "docProps/core.xml":
                data = properties.encode()
            if name == "_rels/.rels" and not properties:
                at = data.index(b"core-properties")
                data = data[: data.rindex(b"<", 0, at)] + data[data.index(b">", at) + 1 :]
            if data:
                written.writestr(name, data)
    return out.getvalue()


CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Tides</dc:title><dc:creator>Jane Roe</dc:creator>'
    '<dcterms:created xsi:type="dcterms:W3CDTF">{}</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{}</dcterms:modified></cp:coreProperties>'
)


def test_word_properties():
    found = docx.outline(word(CORE.format("2019-04-01T10:00:00Z", "2020-05-06T10:00:00Z"))).metadata
    assert (found.title, found.author, found.published, found.updated) == (
        "Tides",
        "Jane Roe",
        "2019-04-01",
        "2020-05-06",
    )
    assert not docx.outline(word(CORE.format("soon", "2019-02-31T00:00:00Z"))).metadata.published
    same = docx.outline(word(CORE.format("2019-04-01T10:00:00Z", "2019-04-01T11:00:00Z"))).metadata
    assert (same.published, same.updated) == ("2019-04-01", "")


def test_a_word_file_without_properties_is_not_dated_today():
    found = docx.outline(word("")).metadata
    assert (found.title, found.author, found.published, found.updated, found.date) == ("", "", "", "", "")


def test_pdf_properties():
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata(
        {
            "/Title": "Microsoft Word - tides.docx",
            "/Author": "R. Doe",
            "/CreationDate": "D:20190401120000Z",
            "/ModDate": "D:20200506",
        }
    )
    stream = io.BytesIO()
    writer.write(stream)
    reader = PdfReader(stream)
    found = of_pdf(reader, "The tide is 3 m high.")
    assert (found.title, found.author, found.published, found.updated) == ("", "R. Doe", "2019-04-01", "2020-05-06")
    assert of_pdf(reader, "Published 3 May 2018\nThe tide is 3 m high.").published == ""


def test_the_words_of_a_text_outweigh_the_properties_of_its_file():
    assert of_file("Published 2018", "2019-01-01", "2020-01-01", title="a.docx", author="Administrator") == Metadata()


def test_a_date_after_the_day_of_the_audit_is_not_used(tmp_path):
    for name, stated in (("a", "2031-05-03"), ("b", "2020-05-03")):
        (tmp_path / f"{name}.md").write_text(
            f"---\npublished: 2019-01-01\nupdated: {stated}\n---\n\nThe quay is 400 m long.\n"
        )
    documents: list[Document] = [load(tmp_path / f"{name}.md", name) for name in "ab"]
    assert documents[0].metadata.date == "2031-05-03"
    late, early = judge(documents, (), load_packs(()), "2026-11-21").sources
    assert dates(late.metadata) == ("2019-01-01", "", "2019-01-01")
    assert late.notes == ("dates itself 2031-05-03, after the day of this audit: not used",)
    assert dates(early.metadata) == ("2019-01-01", "2020-05-03", "2020-05-03") and not early.notes


def test_what_stands_beside_the_file_outweighs_it(tmp_path: Path):
    (tmp_path / "a.md").write_text("---\nauthor: R. Doe\ndate: 2019\n---\n\nText.\n")
    (tmp_path / "a.md.meta.json").write_text('{"author": "Jane Roe", "updated": "2020-01-01"}')
    found = load(tmp_path / "a.md", "a").metadata
    assert (found.author, *dates(found)) == ("Jane Roe", "2019", "2020-01-01", "2020-01-01")


def test_two_dates_may_be_told_of_one_text():
    stated = stated_dates("Published 3 May 2018. Updated 4 June 2019\nUpdated 1 January 2017\n© 2016-2020 X")
    assert (stated.published, stated.updated, stated.copyright) == ("2018-05-03", "2019-06-04", "2020")
    assert parse_date("Sept 5th, 2019") == "2019-09-05" and parse_date("5-Sep-2019") == "2019-09-05"


@pytest.mark.parametrize(
    "line",
    [
        "By March Winds And Rain",
        "By the sea",
        "By World War II, ships",
        "Standing by Jane Roe",
        "By 2020 Jane Roe",
        "By Jane",
    ],
)
def test_what_is_no_byline(line):
    assert stated_author(f"Title\n{line}\n") == ""
