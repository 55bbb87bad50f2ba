"""What fuzzing begins with: our own sample documents, cases, rules and decisions, and files made here."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import docx

ROOT = Path(__file__).resolve().parents[1]
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


def seeds() -> Mapping[str, tuple[bytes, ...]]:
    """Name of a target -> what it begins with."""
    pages = sorted(
        path for folder in ("sources", "tests/corpora", "tests/corpus") for path in (ROOT / folder).rglob("*.*")
    )
    by_suffix: dict[str, list[bytes]] = {}
    for path in pages:
        by_suffix.setdefault(path.suffix, []).append(path.read_bytes()[:4000])
    cases = [path.read_bytes()[:2000] for path in sorted((ROOT / "tests" / "cases").glob("*.cases"))]
    readings = [line.rpartition("=>")[2].strip() for line in _lines()]
    return {
        "text": tuple(by_suffix.get(".txt", ())),
        "markdown": tuple(by_suffix.get(".md", ())),
        "html": tuple(by_suffix.get(".html", ())),
        "docx": (_docx(),),
        "pdf": (PDF,),
        "numbers": (*cases, *(line.encode() for line in list(_lines())[:200])),
        "rules": tuple(sorted((path.read_bytes() for path in (ROOT / "rules").rglob("*.yaml")), key=len)[:40]),
        "decisions": (DECISIONS, BASELINE),
        "notation": tuple(sorted({reading.encode() for reading in readings})),
    }


def _lines() -> Iterator[str]:
    for path in sorted((ROOT / "rules").rglob("*.cases")):
        yield from (line for line in path.read_text(encoding="utf-8").splitlines() if "=>" in line)


def _docx() -> bytes:
    document = docx.Document()
    document.add_heading("Outlook", 1)
    document.add_paragraph("Patients live 3 to 5 years.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Share", "5-10 %"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
