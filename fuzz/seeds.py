"""What fuzzing begins with: our own sample documents, cases, rules and decisions, and files made here."""

from __future__ import annotations

import io
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import docx

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests"))

import hostile  # noqa: E402

DECISIONS = b"""\
- id: 0a1b2c3d4e5f6789
  decision: prefer
  prefer: maker
  reason: The maker measures it, the magazine repeats it.
  owner: A. Reviewer
  date: 2026-03-01
  until: 2027-01-01
  code: AUD101
  attribute: range
  sources: [magazine, maker]
"""
BASELINE = b"""\
{"version": 1, "findings": [{"id": "0a1b2c3d4e5f6789", "code": "AUD101", "attribute": "range", "sources": ["a"]}]}
"""
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 300 300]/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 62>>stream
BT /F 12 Tf 20 200 Td (Patients live 3 to 5 years.) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


HTML = b"""<!doctype html><html lang=en><head><meta charset=utf-8><title>Tarn lamp</title>
<meta property="article:modified_time" content="2024-03-05"><link rel=canonical href="https://lamp.example/tarn">
<script type="application/ld+json">{"@type": "Article", "dateModified": "2024-03-05", "publisher": {"name": "Lamps"}}
</script></head><body><nav><a href=/>Home</a></nav><main><h1>Tarn lamp</h1><p>It burns <b>3&ndash;5</b> hours.
<sup><a href=#r1>1</a></sup><br>Weight: 480&nbsp;g</p><ul><li>Price: $20<ul><li>Used: $9</ul></ul>
<dl><dt>Colour<dd>red</dl><table><caption>Models</caption>
<thead><tr><th>Model<th>Weight (g)</thead><tr><th rowspan=2>A<td>480<tr><td colspan=2>500</table><pre>port 80</pre>
<details><summary>More</summary><p>Sold in 2019.</details></main><h2>References</h2><ol><li id=r1>Lamp news, 2020</ol>
<footer>&copy; 2024 Last reviewed: 5 March 2024</footer></body></html>"""
TEXT = b"""TARN LAMP
=========

Weight: 480 g
Burns 3-5 hours [1].

1. Fill the tank
   - up to 0.5 l

| Model | Price |
|-------|-------|
| A     | $20   |

Model     Weight    Height
A         480 g     20 cm
B         500 g     22 cm

References
[1] Lamp news, 2020
"""
MARKDOWN = b"""---
title: Tarn lamp
date: 2024-03-05
---
# Tarn *lamp*

It burns **3-5** hours[^1], see [page](https://lamp.example "t").

- Weight: 480 g
    1. Used: 9

| Model | Price |
|:--|--:|
| A | $20 |

Colour
: red

> Quoted `port 80` <b>5 km</b> <!-- no -->

```sh
run --n 5
```
[^1]: Lamp news
"""


def pdfs() -> tuple[bytes, ...]:
    """A PDF of few bytes, and one of two pages in columns, with a table of characters and an outline of fonts."""
    lines = b"BT /F1 11 Tf 60 700 Td (Tarn lamp) Tj 0 -14 Td [(It burns 3) -250 (to 5 hours)] TJ 200 14 Td (9 g) Tj ET"
    packed = zlib.compress(b"BT /F1 18 Tf 1 0 0 1 60 700 Tm (Price) Tj T* <0041> ' ET q 60 60 100 10 re S Q")
    pages = [hostile.stream(lines, ""), hostile.stream(packed, "/Filter /FlateDecode")]
    mapped = b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0041> <0043> <0061> endbfrange"
    font = "/Font << /F1 << /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 7 0 R >> >>"
    return PDF, hostile.pdf_file(pages), hostile.pdf_file(pages[:1], [hostile.stream(mapped, "")] * 3, font)


def write(name: str, folder: Path) -> tuple[bytes, ...]:
    """Put what a target begins with into ``folder``, unless it stands there; the same as bytes."""
    found = seeds()[name]
    for at, seed in enumerate(found):
        (folder / f"seed{at:04}").write_bytes(seed)
    return found


def seeds() -> Mapping[str, tuple[bytes, ...]]:
    """Name of a target -> what it begins with."""
    pages = sorted(
        path for folder in ("sources", "tests/corpora", "tests/corpus") for path in (ROOT / folder).rglob("*.*")
    )
    by_suffix: dict[str, list[bytes]] = {}
    for path in pages:
        by_suffix.setdefault(path.suffix, []).append(path.read_bytes()[:4000])
    cases = (ROOT / "tests" / "cases" / "quantities.cases").read_bytes().splitlines()
    readings = [line.rpartition("=>")[2].strip() for line in _lines()]
    return {
        "text": (TEXT, *by_suffix[".txt"]),
        "markdown": (MARKDOWN, *by_suffix[".md"]),
        "html": (HTML, *by_suffix[".html"]),
        "docx": (WORD, _body(WORD), bytes(range(96, 256)), bytes(range(0, 256, 3))),
        "pdf": pdfs(),
        "numbers": (*cases[::2], *(line.encode() for line in list(_lines())[:200])),
        "rules": tuple(sorted((path.read_bytes() for path in (ROOT / "rules").rglob("*.yaml")), key=len)[:40]),
        "decisions": (DECISIONS, BASELINE),
        "notation": tuple(sorted({reading.encode() for reading in readings})),
        "audit": (*pairs(by_suffix[".md"][:12]), *pairs(_told())),
    }


def pairs(documents: Sequence[bytes]) -> Iterator[bytes]:
    """Documents by twos, a kilobyte of each, as the target ``audit`` divides them."""
    for one, other in pairwise(documents):
        yield one[:1000] + b"\f" + other[:1000]


def _told() -> list[bytes]:
    """The sentences of our cases as pages of twelve on one subject, some of every pack."""
    told = [line.rpartition("=>")[0].rpartition("]")[2].strip() for line in _lines()]
    pages = [told[at : at + 12] for at in range(0, len(told), 72)]
    return [("# Tarn valley\n\n" + "\n\n".join(page)).encode() for page in pages]


def _lines() -> Iterator[str]:
    for path in sorted((ROOT / "rules").rglob("*.cases")):
        yield from (line for line in path.read_text(encoding="utf-8").splitlines() if "=>" in line)


def _docx() -> bytes:
    document = docx.Document()
    document.add_heading("Outlook", 1)
    document.add_paragraph("Patients live 3 to 5 years.").add_run(" Or more.").bold = True
    document.add_paragraph("Weight: 480 g", style="List Bullet")
    table = document.add_table(3, 3)
    table.cell(0, 0).text, table.cell(0, 1).text = "Share", "5-10 %"
    table.cell(1, 0).merge(table.cell(2, 1)).text = "both"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _body(file: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return archive.read("word/document.xml")


WORD = _docx()
"""A Word file with a heading, a list and a table."""
