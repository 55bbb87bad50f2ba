"""PDF and DOCX: structure, what is taken from the file, and files that are broken or hostile."""

import io
import time
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document as new_docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from auditor.documents import DocumentError, load
from auditor.documents import archive as word_archive
from auditor.model import Document


def shown(document: Document) -> list[tuple[str, str, str]]:
    return [
        (block.kind.value, block.label, " ".join(document.text[block.start : block.end].split()))
        for block in document.blocks
    ]


def pdf(*pages: Sequence[tuple[float, float, str]], stream: bytes = b"") -> bytes:
    """A PDF whose pages hold lines of (size of type, height on the page, text)."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        content = "".join(f"BT /F1 {size} Tf 72 {height} Td ({text}) Tj ET\n" for size, height, text in lines)
        body = stream or zlib.compress(content.encode("latin-1"))
        objects.append(b"<< /Length %d /Filter /FlateDecode >> stream\n%s\nendstream" % (len(body), body))
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R"
        objects.append(f"{page} /Resources << /Font << /F1 3 0 R >> >> >>".encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    out = b"%PDF-1.4\n"
    offsets = []
    for number, item in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    size = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, start)


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_pdf(tmp_path):
    head = [(10, 760, "Harbour Board, report of 2019")]
    first = [
        (20, 720, "The harbour"),
        (11, 690, "The harbour was dredged in 1998, and holds about 40 boats of the old and well-known kind; the har-"),
        (11, 677, "bour master counts them every day, and the well-"),
        (11, 664, "known ones are painted in the colours of the town, which takes between 3-"),
        (11, 651, "5 days for each."),
        (14, 620, "Fees"),
        (11, 600, "Fees depend on:"),
        (11, 587, "\xb7 Length: 12 euros"),
        (11, 574, "\xb7 Season"),
    ]
    pages = [[*head, *first], *([*head, (11, 700, f"Page text {word}."), (11, 40, "7")] for word in ("two", "three"))]
    document = load(write(tmp_path, "a.pdf", pdf(*pages)), "a")
    assert shown(document) == [
        ("heading", "", "The harbour"),
        (
            "paragraph",
            "",
            "The harbour was dredged in 1998, and holds about 40 boats of the old and well-known kind; the harbour "
            "master counts them every day, and the well-known ones are painted in the colours of the town, which takes "
            "between 3- 5 days for each.",
        ),
        ("heading", "", "Fees"),
        ("paragraph", "", "Fees depend on:"),
        ("item", "Length | Fees depend on", "Length: 12 euros"),
        ("item", "Fees depend on", "Season"),
        ("paragraph", "", "Page text two."),
        ("paragraph", "", "Page text three."),
    ]
    assert document.blocks[-1].path == ("The harbour", "Fees")
    assert document.raw.count("\f", 0, document.blocks[-1].start) == 2
    assert "left out as running heads: “Harbour Board, report of #”, “#”" in document.notes


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"not a PDF", "expected a PDF that can be opened"),
        (pdf([(11, 700, "x")])[:300], "expected a PDF that can be opened|no text"),
        (pdf([]), "no text, only pictures"),
        (b"", "expected a PDF"),
    ],
)
def test_a_broken_pdf_is_refused(tmp_path, data, reason):
    with pytest.raises(DocumentError, match=reason):
        load(write(tmp_path, "a.pdf", data), "a")


def test_a_pdf_that_unpacks_to_very_much_is_refused_soon(tmp_path):
    bomb = zlib.compress(b" " * 200_000_000, 9)
    start = time.monotonic()
    with pytest.raises(DocumentError):
        load(write(tmp_path, "a.pdf", pdf([], stream=bomb)), "a")
    assert time.monotonic() - start < 20


def word_file() -> io.BytesIO:
    document = new_docx()
    document.core_properties.title = "The harbour"
    document.add_heading("The harbour", 1)
    paragraph = document.add_paragraph("It was dredged in 1998 and is 12 m deep.")
    paragraph.add_run("1,2").font.superscript = True
    paragraph.add_run(" Boats of 10")
    paragraph.add_run("3").font.superscript = True
    paragraph.add_run(" kg are lifted.")
    deleted = OxmlElement("w:del")
    run = OxmlElement("w:r")
    text = OxmlElement("w:delText")
    text.text = "Deleted 55."
    run.append(text)
    deleted.append(run)
    paragraph._p.append(deleted)
    inserted = OxmlElement("w:ins")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = " Inserted 7."
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    inserted.append(run)
    paragraph._p.append(inserted)
    document.add_heading("Fees", 2)
    document.add_paragraph("Fees depend on:")
    document.add_paragraph("Length: 12 euros", style="List Bullet")
    document.add_paragraph("in summer", style="List Bullet 2")
    document.add_paragraph("Fees by season", style="Caption")
    table = document.add_table(3, 3)
    for row, cells in enumerate((("Season", "Fee", "Boats"), ("Summer", "12", "40"), ("Winter", "7", ""))):
        for column, value in enumerate(cells):
            table.cell(row, column).text = value
    document.sections[0].header.paragraphs[0].text = "Running head 2019"
    stream = io.BytesIO()
    document.save(stream)
    return stream


def test_a_word_document(tmp_path):
    document = load(write(tmp_path, "a.docx", word_file().getvalue()), "a")
    assert shown(document) == [
        ("heading", "", "The harbour"),
        ("paragraph", "", "It was dredged in 1998 and is 12 m deep. Boats of 10^3 kg are lifted. Inserted 7."),
        ("heading", "", "Fees"),
        ("paragraph", "", "Fees depend on:"),
        ("item", "Length | Fees depend on", "Length: 12 euros"),
        ("item", "Length", "in summer"),
        ("caption", "", "Fees by season"),
        ("cell", "Season", "Summer"),
        ("cell", "Summer | Fee", "12"),
        ("cell", "Summer | Boats", "40"),
        ("cell", "Season", "Winter"),
        ("cell", "Winter | Fee", "7"),
    ]
    assert document.metadata.title == "The harbour"
    assert "tracked changes (2): read as if all were accepted" in document.notes
    assert [span.note for span in document.places][:2] == ["paragraph 1", "paragraph 2"]
    assert "table 1, row 2, cell 3" in [span.note for span in document.places]
    assert "55" not in document.raw and "Running head" not in document.raw
    assert [document.raw[span.start : span.end] for span in document.furniture if span.note == "reference mark"] == [
        "[1,2]"
    ]


def test_footnotes_are_read(tmp_path):
    source = word_file()
    target = io.BytesIO()
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = (
        f'<w:footnotes {namespace}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>-</w:t></w:r></w:p>'
        "</w:footnote>"
        '<w:footnote w:id="1"><w:p><w:r><w:t>Counted on 3 days in 2004.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "[Content_Types].xml":
                part = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
                data = data.replace(b"</Types>", part.encode())
            if name == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="rId99" Type="{relation}" Target="footnotes.xml"/></Relationships>'
                data = data.replace(b"</Relationships>", link.encode())
            new.writestr(name, data)
        new.writestr("word/footnotes.xml", notes)
    document = load(write(tmp_path, "a.docx", target.getvalue()), "a")
    assert shown(document)[-1] == ("paragraph", "", "Counted on 3 days in 2004.")
    assert document.places[-1].note == "footnote 1"


def test_a_text_box_is_read_once(tmp_path):
    source = new_docx()
    source.add_paragraph("The quay is 400 m long.")
    inner = "<w:txbxContent><w:p><w:r><w:t>It takes 12 boats.</w:t></w:r></w:p></w:txbxContent>"
    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    spaces += (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    box = f"<w:r {spaces}><mc:AlternateContent><mc:Choice Requires='wps'>{inner}</mc:Choice>"
    box += f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    source.paragraphs[0]._p.append(parse_xml(box))
    stream = io.BytesIO()
    source.save(stream)
    document = load(write(tmp_path, "a.docx", stream.getvalue()), "a")
    assert [words for _, _, words in shown(document)] == ["The quay is 400 m long.", "It takes 12 boats."]
    assert document.places[-1].note == "paragraph of a text box 1"


def archive(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "expected a Word document"),
        (b"PK\x03\x04 broken", "expected a Word document"),
        (archive(**{"a.xml": b"<a/>"}), "expected a Word document"),
        (archive(**{"../a.xml": b"<a/>"}), "leaves the archive"),
        (archive(**{"a.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "document type definition"),
        (archive(**{"a.xml": b" " * 60_000_000}), "unpacks to more than is read"),
        (archive(**{f"{number}.xml": b"" for number in range(word_archive.MAX_MEMBERS + 1)}), "2001 files inside"),
    ],
)
def test_a_broken_or_hostile_word_document_is_refused(tmp_path, data, reason):
    with pytest.raises(DocumentError, match=reason):
        load(write(tmp_path, "a.docx", data), "a")


def test_an_empty_word_document_is_refused(tmp_path):
    stream = io.BytesIO()
    new_docx().save(stream)
    with pytest.raises(DocumentError, match="the document holds none"):
        load(write(tmp_path, "a.docx", stream.getvalue()), "a")


PARTS = Path(__file__).parent / "data" / "documents" / "libreoffice-parts.docx"
"""Made by LibreOffice of the flat text beside it: ``soffice --convert-to docx libreoffice-parts.fodt``."""


def placed(document: Document) -> dict[str, str]:
    return {span.note: document.raw[span.start : span.end] for span in document.places}


def test_a_file_of_libreoffice_with_tables_in_tables_boxes_notes_and_changes():
    document = load(PARTS, "a")
    assert [block for block in shown(document) if block[0] == "cell"] == [
        ("cell", "Bay", "North"),
        ("cell", "North | What is known", "Shallow. Open in 3 months."),
        ("cell", "Bay", "South"),
        ("cell", "South | What is known", "Deep, 84 m."),
        ("cell", "Fish | North", "Trout"),
        ("cell", "Trout | Tonnes | North", "4.1"),
        ("cell", "Fish | North", "Char"),
        ("cell", "Char | Tonnes | North", "2.2"),
    ]
    texts = [text for _, _, text in shown(document)]
    assert {"It freezes for 45 days a year.", "Ferries run 6 times a day.", "Depth: 84 m"} <= set(texts)
    assert not any("99 m" in text or "40" in text for text in texts)
    assert document.notes[1] == "tracked changes (4): read as if all were accepted"
    places = placed(document)
    assert places["table 1, row 2, cell 2, table 1, row 3, cell 2"] == "2.2"
    assert places["footnote 1"] == "Measured in 1998 with 12 lines." and places["endnote 1"] == "Counted by 2 people."


def cell(inner: str, properties: str = "") -> str:
    inner = inner if inner.startswith("<") else f"<w:p><w:r><w:t>{inner}</w:t></w:r></w:p>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}<w:p/></w:tc>"


def tables(*rows: str) -> str:
    return f"<w:tbl xmlns:w='{qn('w:p')[1:-2]}'>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def word(tmp_path: Path, *elements: str) -> Document:
    made = new_docx()
    for element in elements:
        made.element.body.insert(0, parse_xml(element))
    made.save(str(tmp_path / "a.docx"))
    return load(tmp_path / "a.docx", "a")


def test_a_word_table_without_header_keeps_its_first_row(tmp_path):
    document = word(tmp_path, tables(cell("Surface") + cell("19 km²"), cell("Depth") + cell("84 m")))
    assert shown(document) == [
        ("cell", "", "Surface"), ("cell", "Surface", "19 km²"), ("cell", "", "Depth"), ("cell", "Depth", "84 m")
    ]  # fmt: skip


def test_years_are_headers_and_cells_reach_down(tmp_path):
    down = '<w:vMerge w:val="{}"/>'
    document = word(
        tmp_path,
        tables(
            cell("Lake") + cell("2019") + cell("2020"),
            cell("Skarn", down.format("restart")) + cell("4.1") + cell("4.6"),
            cell("", down.format("continue")) + cell("2.2") + cell("2.9"),
        ),
    )
    assert ("cell", "Skarn | 2020", "2.9") in shown(document) and ("cell", "Skarn | 2019", "4.1") in shown(document)
    assert [text for _, _, text in shown(document)].count("Skarn") == 1


def test_tables_in_text_boxes_and_boxes_in_cells_are_read_once(tmp_path):
    inner = tables(cell("Islands") + cell("7"), cell("Bays") + cell("14"))
    box = f"<w:p><w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r></w:p>"
    document = word(tmp_path, tables(cell("Place") + cell("Facts"), cell("North") + cell(box)))
    assert [(label, text) for _, label, text in shown(document)].count(("Bays", "14")) == 1
    assert placed(document)["text box, table 1, row 2, cell 2"] == "14"
