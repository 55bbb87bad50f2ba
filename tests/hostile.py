"""Files made to harm whoever reads them: bombs, loops, escapes and lies, in each format that is read.

``python tests/hostile.py FOLDER`` writes them; nothing of them is kept in the repository.
"""

from __future__ import annotations

import io
import os
import random
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

WORDS = "The lighthouse stands 31 metres above the harbour and was lit in 1912. "
NOISE = random.Random(0).randbytes(100_000)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="{}"/></Relationships>'
)
_PARAGRAPH = f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>"


def html() -> Iterator[tuple[str, str | bytes]]:
    """Pages that take a parser's stack, memory or time."""
    page = f"<html><body><p>{WORDS * 5}</p>{{}}</body></html>"
    yield "nested-elements", page.format("<div>" * 40_000)
    yield "nested-formatting", page.format("<b><i>" * 8_000 + "<p>" * 500)
    yield "nested-tables", page.format("<table><tr><td>" * 5_000)
    yield "nested-lists", page.format("<ul><li>" * 8_000)
    yield "nested-drawing", page.format("<svg>" + "<g>" * 30_000)
    yield "attributes", page.format("<p " + " ".join(f"a{n}=1" for n in range(300_000)) + ">x</p>")
    yield "one-attribute", page.format(f'<p title="{"x" * 4_000_000}">x</p>')
    yield "references", page.format("<p>" + "&amp;&#x41;" * 60_000)
    yield "open-comment", page.format("<!--" + "<!-" * 200_000)
    yield "less-than-signs", page.format("<" * 3_000_000)
    yield (
        "wide-cells",
        page.format("<table>" + '<tr><td rowspan="99999" colspan="99999">1</td></tr>' * 300 + "</table>"),
    )
    yield "open-quote", page.format("<p>" + '<a href="' * 200_000)
    yield "white-space", page.format("<p>" + " " * 3_000_000 + "3 years</p>")
    yield "linked-data", page.format("<script>" + '"dateModified" : "' * 200_000 + "</script>")
    yield "binary", b"<html>\0\1\2" + bytes(range(256)) * 400


def pdf() -> Iterator[tuple[str, bytes]]:
    """PDF files that unpack without end, turn in circles or lie about what they hold."""
    text = b"BT /F1 12 Tf 72 700 Td (" + WORDS.encode() + b") Tj ET\n"
    yield "flate-bomb", pdf_file([stream(zlib.compress(b" " * 100_000_000, 9), "/Filter /FlateDecode")])
    twice = zlib.compress(zlib.compress(text * 20_000, 9), 9)
    yield "flate-twice", pdf_file([stream(twice, "/Filter [/FlateDecode /FlateDecode]")])
    yield "run-length-bomb", pdf_file([stream(b"\x81 " * 2_000_000 + b"\x80", "/Filter /RunLengthDecode")])
    yield "many-filters", pdf_file([stream(text, f"/Filter [{'/ASCIIHexDecode ' * 5_000}]")])
    yield "much-text", pdf_file([stream(zlib.compress(text * 60_000, 9), "/Filter /FlateDecode")])
    draws = b"q 1 0 0 1 0 0 cm /X Do Q\n"
    form = "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X {} 0 R >> >>"
    yield (
        "form-in-itself",
        pdf_file([stream(draws, "")], [stream(text + draws, form.format(5))], "/XObject << /X 5 0 R >>"),
    )
    forms = [stream(draws * 6, form.format(6 + n)) for n in range(12)] + [stream(text, form.format(5))]
    yield "forms-of-forms", pdf_file([stream(draws, "")], forms, "/XObject << /X 5 0 R >>")
    yield "pages-in-a-circle", pdf_file([], kids="2 0 R 2 0 R")
    yield "pages-claimed", pdf_file([stream(text, "")], count=2_000_000_000)
    yield "pages", pdf_file([stream(text, "")] * 2_500)
    yield "nested-arrays", pdf_file([stream(text, "")], [b"[" * 100_000 + b"]" * 100_000], "/Odd 5 0 R")
    yield "nested-content", pdf_file([stream(b"[" * 1_000_000, "")])
    yield "references-in-a-circle", pdf_file([stream(text, "")], [b"6 0 R", b"5 0 R"], "/Font 5 0 R")
    yield (
        "table-in-a-circle",
        pdf_file([stream(text, "")]).replace(b"/Root", b"/Prev 9 /Root").replace(b"startxref\n", b"startxref\n0"),
    )
    yield "no-end", pdf_file([stream(text * 100, "")])[:2_000]
    yield "no-text", pdf_file([stream(b"0 0 612 792 re f\n", "")])
    yield "long-length", pdf_file([stream(text, "")]).replace(b"/Length ", b"/Length 99999999")
    mapped = b"1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange "
    mapped += b"1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange"
    font = "/Font << /F1 << /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 5 0 R >> >>"
    yield "character-map", pdf_file([stream(text, "")], [stream(mapped, "")], font)
    yield "only-a-header", b"%PDF-1.7\n" + b"%" * 1_000_000


def docx() -> Iterator[tuple[str, bytes]]:
    """Word files that unpack without end, reach outside or nest without end."""
    yield "zip-bomb", word_file(body=_PARAGRAPH + "<w:p/>" * 9_000_000)
    yield "zip-bomb-elsewhere", word_file(extra={"word/media/a.xml": b" " * 100_000_000})
    yield "lying-sizes", _with_false_sizes(word_file(body=_PARAGRAPH + " " * 80_000_000))
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    yield "entities", word_file(head=f"<!DOCTYPE w [{laughs}]>", body="<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>")
    outside = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield "entity-outside", word_file(head=outside, body="<w:p><w:r><w:t>&x;</w:t></w:r></w:p>")
    yield "entity-behind-white-space", word_file(head=" " * 1_048_530 + outside, extra={"word/media/a.png": NOISE})
    yield "entity-in-utf-16", word_file(head=outside, body="<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", encoding="utf-16")
    yield "names-above", word_file(extra={"../../above.xml": b"<a/>"})
    yield "names-absolute", word_file(extra={"/etc/above.xml": b"<a/>"})
    yield "members", word_file(extra={f"word/media/{n}.png": b"" for n in range(3_000)})
    yield (
        "nested-elements",
        word_file(body="<w:sdt><w:sdtContent>" * 50_000 + _PARAGRAPH + "</w:sdtContent></w:sdt>" * 50_000),
    )
    yield "nested-tables", word_file(body="<w:tbl><w:tr><w:tc>" * 80 + _PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 80)
    yield (
        "wide-cells",
        word_file(
            body="<w:tbl>"
            + ('<w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>' + _PARAGRAPH + "</w:tc></w:tr>") * 10_000
            + "</w:tbl>"
        ),
    )
    yield "paragraphs", word_file(body=_PARAGRAPH * 60_000)
    yield "document-outside", word_file(target="file:///etc/passwd")
    yield "document-above", word_file(target="../../../../etc/passwd")
    yield "no-document", word_file(target="word/none.xml")
    yield "not-closed", word_file()[:-30]


def text() -> Iterator[tuple[str, str | bytes]]:
    """Text and Markdown that is none, or that takes a parser's stack or time."""
    yield "nul.txt", b"\0" * 1_000
    yield "half-a-character.txt", b"\xff\xfe" + b"\x00\xd8" * 500
    yield "too-large.txt", WORDS * 80_000
    yield "one-word.txt", "x" * 1_900_000
    yield "one-line.txt", WORDS * 30_000
    yield "digits.txt", "1" * 300_000 + " years " + "9," * 100_000
    yield "bullets.txt", "- 1\n" * 30_000
    yield "colons.txt", "a : " * 100_000
    yield "pipes.txt", ("|" * 20_000 + "\n") * 20
    yield "quotes.md", ">" * 100_000 + " 3 years"
    yield "brackets.md", "[" * 200_000
    yield "emphasis.md", "*a **b _c " * 40_000
    yield "nested-list.md", "".join(f"{'  ' * n}- 3 years\n" for n in range(600))
    yield "columns.md", "|a" * 9_000 + "|\n" + "|-" * 9_000 + "|\n" + ("|1" * 9_000 + "|\n") * 3
    yield "front-matter.md", "---\n" + "a: " * 300_000
    yield "fences.md", "```\n~~~\n" * 25_000
    yield "links.md", "[a](" * 60_000
    yield "tags.md", "<a " * 200_000


def pdf_file(
    contents: list[bytes], more: list[bytes] | None = None, resources: str = "", kids: str = "", count: int = 0
) -> bytes:
    """A PDF with a page for each content stream; ``more`` are objects from number 5 on where there is one page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    own = (
        resources
        if "/Font" in resources
        else f"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> {resources}"
    )
    pages = []
    for content in contents:
        pages.append(f"{len(objects) + 1} 0 R")
        content_number = len(objects) + 2
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {content_number} 0 R "
        page += f"/Resources << {own} >> >>"
        objects += [page.encode(), content]
    objects += more or []
    objects[1] = f"<< /Type /Pages /Count {count or len(pages)} /Kids [{kids or ' '.join(pages)}] >>".encode()
    out, offsets = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + head + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))


def stream(data: bytes, keys: str) -> bytes:
    """A PDF's stream of bytes with further keys in its dictionary."""
    return b"<< /Length %d %s >> stream\n%s\nendstream" % (len(data), keys.encode(), data)


def word_file(
    body: str = _PARAGRAPH,
    head: str = "",
    target: str = "word/document.xml",
    encoding: str = "utf-8",
    extra: dict[str, bytes] | None = None,
) -> bytes:
    """A Word file with the least that one needs."""
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'
    document = f"{declared}{head}<w:document {_W}><w:body>{body}</w:body></w:document>"
    members = {"[Content_Types].xml": _TYPES.encode(), "_rels/.rels": _RELATIONS.format(target).encode()}
    members |= {"word/document.xml": document.encode(encoding), **(extra or {})}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _with_false_sizes(data: bytes) -> bytes:
    """The archive with a header that claims 1,000 bytes for the document."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    return data.replace(struct.pack("<L", size), struct.pack("<L", 1_000))


def links(folder: Path) -> None:
    """Links and folders that lead out, in circles or nowhere, and what only looks like a file."""
    (folder / "leaves.txt").symlink_to("/etc/passwd")
    (folder / "leaves").symlink_to("/etc")
    (folder / "circle").symlink_to(folder)
    (folder / "itself.txt").symlink_to(folder / "itself.txt")
    os.mkfifo(folder / "pipe.txt")
    deep = folder / "deep"
    for _ in range(12):
        deep = deep.joinpath(*["d"] * 20)
        deep.mkdir(parents=True)
    (deep / "bottom.txt").write_text(WORDS)
    (folder / "beside.txt").write_text(WORDS * 3)
    (folder / "beside.txt.meta.json").write_text("[" * 1_000_000)
    (folder / "linked.txt").write_text(WORDS * 3)
    (folder / "linked.txt.meta.json").symlink_to("/dev/zero")


FORMATS: dict[str, Callable[[], Iterator[tuple[str, str | bytes]]]] = {
    "html": html, "pdf": pdf, "docx": docx, "": text,
}  # fmt: skip


def files() -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of every hostile file."""
    for suffix, made in FORMATS.items():
        for name, content in made():
            data = content.encode() if isinstance(content, str) else content
            yield f"{name}.{suffix}" if suffix else name, data


def write(folder: Path) -> list[Path]:
    """Write all files, the links and odd folders into ``folder``; the paths of the files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, data in files():
        paths.append(folder / name)
        paths[-1].write_bytes(data)
    links(folder)
    return paths


if __name__ == "__main__":
    for path in write(Path(sys.argv[1])):
        sys.stdout.write(f"{path.stat().st_size:>10} {path}\n")
