"""HTML: the structure of the elements, the main text of the page, offsets into the file as it is."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.documents import DocumentError, html, load
from auditor.documents.assembly import assemble
from auditor.documents.maintext import NOT_FOUND
from auditor.documents.outline import UnreadableError
from auditor.model import Document, Metadata

PAGE = Path(__file__).parent / "data" / "documents" / "lighthouse.html"
BODY = "<p>The lighthouse has stood above the harbour for 40 years, and is open to all in summer and in autumn.</p>" * 3


def read(raw: str) -> Document:
    return assemble("a", "a.html", html.outline(raw), Metadata())


def shown(document: Document) -> list[tuple[str, str, str]]:
    return [
        (block.kind.value, block.label, " ".join(document.text[block.start : block.end].split()))
        for block in document.blocks
    ]


def test_a_page():
    document = load(PAGE, "lighthouse")
    assert shown(document) == [
        ("heading", "", "The old lighthouse"),
        (
            "paragraph",
            "",
            "The lighthouse was built in 1840 and stands 31 metres above the harbour. It was planned to be "
            "25– 28 metres tall, with walls < 2 metres thick, and it burns 10 3 litres of oil a year.",
        ),
        ("heading", "", "Keepers & boats"),
        (
            "paragraph",
            "",
            "A keeper looks after it all the year, with help from the people of the town in winter. Duties include:",
        ),
        ("item", "Lamps | Duties include", "Lamps : 14 of them, each lit at dusk"),
        ("item", "Lamps", "Two are red"),
        ("item", "Duties include", "Fog horn s"),
        ("heading", "", "Opening Hours"),
        (
            "paragraph",
            "",
            "Visitors may climb the 162 steps from April to October, when the sea is calm and the wind is low.",
        ),
        (
            "paragraph",
            "",
            "Children pay half of what their parents pay, and dogs are not let in at all, whatever their size.",
        ),
        ("caption", "", "Light by season"),
        ("cell", "Season", "Summer"),
        ("cell", "Summer | Hours of light", "6"),
        ("cell", "Summer | Hours of light", "7.5"),
        ("cell", "Summer | Hours of light", "8"),
        ("cell", "Season", "Winter"),
        ("cell", "Winter | Hours of light", "15"),
        ("cell", "Winter | Hours of light", "16"),
        ("paragraph", "", "Fresnel lens"),
        ("item", "Fresnel lens", "A lens of 12 rings"),
    ]
    assert document.raw == PAGE.read_text(encoding="utf-8")
    assert document.blocks[8].path == ("The old lighthouse", "Keepers & boats", "Opening Hours")


def test_what_lies_beside_the_text_is_furniture_with_its_reason():
    document = load(PAGE, "lighthouse")
    listed = {(span.note, document.raw[span.start : span.end]) for span in document.furniture}
    assert {
        ("reference mark", "1,2"),
        ("outside the main text", "Call 5550 for a tour of the harbour"),
        ("navigation", "&copy; 2022 Harbour Board. 12 Quay Street."),
        ("references", "Doe A. Lights. 2001."),
    } <= listed
    assert not any('x": 99' in text or "77" in text or "44" in text for _, text in listed)
    assert "1,2" not in document.text


def test_metadata_of_a_page():
    found = load(PAGE, "lighthouse").metadata
    assert (found.title, found.publisher, found.date, found.url, found.language) == (
        "The old lighthouse",
        "Harbour Board",
        "2021-05-03",
        "https://example.org/lighthouse",
        "en",
    )


def test_a_page_without_a_main_text_is_read_whole_and_says_so():
    document = read("<p>Only 3 boats.</p>")
    assert shown(document) == [("paragraph", "", "Only 3 boats.")]
    assert document.notes == (NOT_FOUND,)


@pytest.mark.parametrize(
    "inner", ["", "<script>x = 3</script>", "<noscript><p>3 m</p></noscript>", "<div id=root> </div>"]
)
def test_a_page_that_only_scripts_fill_is_refused(tmp_path, inner):
    (tmp_path / "a.html").write_text(f"<html><head><title>Quay</title></head><body>{inner}</body></html>")
    with pytest.raises(DocumentError, match="shows no text without its scripts: save it from a browser"):
        load(tmp_path / "a.html", "a")


def test_instructions_to_programs_are_no_text():
    said = "<p>It has <![CDATA[7 lamps]]> of <?php 9 ?>iron.</p>"
    document = read(f"<?xml version='1.0'?><html><body>{BODY}{said}{BODY}</body></html>")
    assert "It has 7 lamps of iron." in [words for _, _, words in shown(document)]
    assert document.text[: document.raw.index("<p>")].isspace()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.html", b"%PDF-1.7", "named .html, but a PDF inside: rename it to .pdf"),
        ("a.pdf", b"PK\x03\x04", "named .pdf, but an archive inside"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1", "old or locked Office document inside"),
        ("a.docx", b"{\\rtf1 3 m}", "rich text"),
        ("a.txt", b"{\\rtf1 3 m}", "rich text"),
    ],
)
def test_a_name_that_does_not_fit_the_content_is_said(tmp_path, name, data, reason):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DocumentError, match=reason):
        load(tmp_path / name, "a")


def test_the_declared_encoding_counts(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(f"<meta charset='iso-8859-7'><p>Η βάρκα</p>{BODY}".encode("iso-8859-7"))
    document = load(path, "a")
    assert "βάρκα" in document.raw and document.notes == ("encoding declared: iso-8859-7",)


def test_a_table_that_lays_out_the_page_is_read_as_paragraphs():
    document = read(f"<table><tr><td><h2>Boats</h2></td><td>{BODY}</td></tr><tr><td></td><td>x</td></tr></table>")
    assert "cell" not in {block.kind for block in document.blocks}


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_entities_and_stray_tags_keep_their_place(end):
    raw = f"<p>First{end}line &amp; 5&nbsp;% of</b> boats,{end}each &#8805; 3 m.</p>{BODY}"
    document = read(raw)
    first = document.blocks[0]
    assert " ".join(document.text[first.start : first.end].split()) == "First line & 5 % of boats, each ≥ 3 m."
    assert document.raw[first.end - 4 : first.end] == "3 m."


@pytest.mark.parametrize("opened", ["<div>", "<ul><li>", "<table><tr><td>", "<p>a<sup>"])
def test_nesting_is_read_up_to_a_limit(opened):
    assert read(opened * 200 + "deep").raw
    if opened == "<p>a<sup>":  # a paragraph ends the one before it
        assert read(opened * 3_000 + "deep").raw
        return
    with pytest.raises(UnreadableError, match="nested more than 1000 deep"):
        read(opened * 3_000 + "deep")


WORDS = (
    "<p> </p> <b> </b> <ul> <li> </ul> <table> <tr> <td> </table> <br> <sup> 1 </sup> <h2> </h2> &amp; &lt &nbsp; "
    "< > & <!-- --> \r\n \n word 7% <script> </script> <nav> </nav> <dl> <dt> <dd> é \x00 </x> <svg> <pre>"
)
PIECES = st.sampled_from([*WORDS.split(" "), "<th colspan=3>", "<td rowspan=2>"])


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_offsets_hold_whatever_the_page(raw):
    document = read(raw)
    assert len(document.text) == len(raw)
    changed = [(a, b) for a, b in zip(document.text, raw, strict=True) if a not in {" ", b}]
    assert set(changed) <= {("<", "&")}
    edges = [edge for block in document.blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges) and all(0 <= edge <= len(raw) for edge in edges)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (
            "<dl><dt>Fish <b>&amp;</b> crabs</dt><dd>Trout, 4 t</dd><dt>Snow</dt><dd>140 days</dd></dl>",
            [
                ("paragraph", "", "Fish & crabs"),
                ("item", "Fish & crabs", "Trout, 4 t"),
                ("paragraph", "", "Snow"),
                ("item", "Snow", "140 days"),
            ],
        ),
        (
            "<div><div><p>84 m</p><p>Greatest depth</p></div><div><p>19 km²</p><p>Surface</p></div></div>",
            [
                ("item", "Greatest depth", "84 m"),
                ("item", "", "Greatest depth"),
                ("item", "Surface", "19 km²"),
                ("item", "", "Surface"),
            ],
        ),
        (
            "<table><tr><th>Bay</th><th>Depth</th></tr><tr><td>North<sup>a</sup></td><td>5 m<sup>b</sup></td></tr>"
            "<tr><td>South</td><td>66%<sup>12</sup></td></tr></table>",
            [
                ("cell", "Bay", "North"),
                ("cell", "North | Depth", "5 m"),
                ("cell", "Bay", "South"),
                ("cell", "South | Depth", "66%"),
            ],
        ),
        ("<p>Related: <a href=x>Ten lakes to swim in before you are 40</a></p>", []),
        ("<p>It is <s>400</s> 300 m long, and old.</p>", [("paragraph", "", "It is 300 m long, and old.")]),
    ],
)
def test_small_things_between_paragraphs(inner, expected):
    document = read(f"<html><body><main><h1>Lake</h1>{BODY}{inner}{BODY}</main></body></html>")
    assert [each for each in shown(document)[1:] if not each[2].startswith("The lighthouse has")] == expected
