"""What is fuzzed: a function a target, from any bytes to nothing; whatever it lets through is a crash.

A target lets the reader's own refusal pass, and holds what must be true of all that was read.  Loaders are called in
this very process: the audit asks another one, in which a crash is a document that could not be read.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from ruamel.yaml.nodes import SequenceNode
from seeds import WORD

from auditor.audit import judge
from auditor.authoring.cases import parse_cases
from auditor.decisions import DecisionError, parse_decisions, read_baseline
from auditor.documents.loading import DocumentError, load
from auditor.notation import parse, show
from auditor.outputs import FORMATS
from auditor.packs import load as packs
from auditor.packs.files import read_facts, read_manifest, read_rule
from auditor.packs.page import Page
from auditor.quantities import find

_DESK = Path(tempfile.mkdtemp(prefix="auditor-fuzz-"))


def _document(suffix: str, data: bytes) -> None:
    file = _DESK / f"page{suffix}"
    file.write_bytes(data)
    try:
        document = load(file, "page")
    except DocumentError as error:
        assert error.reason
        return
    except RecursionError:  # the process that reads for the auditor says that it is nested too deeply
        return
    assert len(document.raw) == len(document.text), "an offset in the text is none in the file"
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= len(document.raw), "a block lies outside of the document"
    for span in document.furniture:
        assert 0 <= span.start <= span.end <= len(document.raw), "furniture lies outside of the document"


def text(data: bytes) -> None:
    """The loader of plain text."""
    _document(".txt", data)


def markdown(data: bytes) -> None:
    """The loader of Markdown."""
    _document(".md", data)


def html(data: bytes) -> None:
    """The loader of HTML."""
    _document(".html", data)


def docx(data: bytes) -> None:
    """The loader of Word files: of a file, of the body of one, or of a body grown from the bytes.

    Checksums and the rule that XML be well formed would turn nearly all other inputs away at the door.
    """
    if not data.startswith(b"PK"):
        data = _word(data if data.startswith(b"<") else _grown(data))
    _document(".docx", data)


_LEAVES = (
    *(f"<w:t>{words}</w:t>" for words in ("Weight: 480 g", "3-5 hours", " ", "1", "2024-03-05", "\u202eTarn")),
    *(f'<w:pStyle w:val="{style}"/>' for style in ("Heading1", "Title", "ListBullet", "Caption", "None", "")),
    *(f'<w:gridSpan w:val="{width}"/>' for width in ("2", "-1", "999999999", "two", "\u0665", "\u00b2", "")),
    *(f'<w:ilvl w:val="{level}"/>' for level in ("0", "8", "-1", "x", "\u00b9")),
    '<w:vMerge w:val="restart"/><w:vMerge/><w:br/><w:tab/>',
    '<w:vertAlign w:val="superscript"/><w:vertAlign/><w:numId w:val="1"/>',
    '<w:footnoteReference w:id="1"/><w:sym w:char="F0B7"/><w:instrText>x</w:instrText>',
)
_BRANCHES = (
    "p r t tbl tr tc pPr rPr tcPr trPr numPr sdt sdtContent ins del hyperlink txbxContent body moveFrom smartTag"
).split()


def _grown(data: bytes) -> bytes:
    """Well-formed XML of a body in Word's vocabulary: a byte is an element, or closes the last one."""
    parts, nested = [], ["w:document", "w:body"]
    for byte in data[:2000]:
        if byte < 96 and len(nested) > 2:
            parts.append(f"</{nested.pop()}>")
        elif byte % 2:
            parts.append(_LEAVES[byte // 2 % len(_LEAVES)])
        else:
            nested.append(f"w:{_BRANCHES[byte // 2 % len(_BRANCHES)]}")
            parts.append(f"<{nested[-1]}>")
    close = "".join(f"</{name}>" for name in reversed(nested))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{space}"><w:body>{"".join(parts)}{close}'.encode()


def _word(body: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORD)) as whole, zipfile.ZipFile(file, "w") as archive:
        for member in whole.namelist():
            archive.writestr(member, body if member == "word/document.xml" else whole.read(member))
    return file.getvalue()


def pdf(data: bytes) -> None:
    """The loader of PDF files."""
    _document(".pdf", data)


def numbers(data: bytes) -> None:
    """The number grammar."""
    said = data.decode("utf-8", "replace")
    last = 0
    for quantity in find(said):
        assert last <= quantity.start < quantity.end <= len(said), "quantities overlap, or lie outside of the text"
        last = quantity.end
        for end in (quantity.low, quantity.high):
            assert end is None or end.is_finite()
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high, (
            "ends the wrong way round"
        )


def rules(data: bytes) -> None:
    """The rule loader: a rule, facts, the page of a pack, and cases."""
    if data.lstrip().startswith((b"-", b"[")):
        read_facts(Page("facts.yaml", data, SequenceNode), "pack", {})
    elif b"version" in data:
        read_manifest(Page("pack.yaml", data))
    else:
        read_rule(Page("rule.yaml", data), "pack", "rule")
    parse_cases("pack", "rule", "rule.cases", data.decode("utf-8", "replace"))


def decisions(data: bytes) -> None:
    """The decisions file, and the baseline."""
    file = _DESK / "baseline.json"
    file.write_bytes(data)
    for read in (lambda: parse_decisions("decisions.yaml", data), lambda: read_baseline(file)):
        try:
            read()
        except DecisionError as error:
            assert error.errors


def notation(data: bytes) -> None:
    """The notation of readings: what is read is written, and read again as the same."""
    try:
        reading = parse(data.decode("utf-8", "replace"))
    except ValueError:
        return
    assert parse(show(reading)) == reading, "a reading is lost on the way"


_shipped = cache(packs)


def audit(data: bytes) -> None:
    """A whole audit with every shipped pack, of two Markdown documents: the bytes before a form feed, and the rest."""
    documents = []
    for name, part in zip("ab", data.partition(b"\f")[::2], strict=True):
        file = _DESK / f"{name}.md"
        file.write_bytes(part)
        try:
            documents.append(load(file, name))
        except (DocumentError, RecursionError):
            return
    result = judge(documents, (), _shipped(), "2026-11-21")
    assert not [note for note in result.notes if note.startswith("claims left out")], "a quote is not at its place"
    for claim in result.claims:
        assert claim.sentence.start <= claim.start < claim.end <= claim.sentence.end, "a quote leaves its sentence"
    told = {claim.id for claim in result.claims}
    assert {each for topic in result.topics for position in topic.positions for each in position.claims} <= told
    assert all(FORMATS[form](result) for form in ("json", "html", "sarif", "markdown"))


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (text, markdown, html, docx, pdf, numbers, rules, decisions, notation, audit)
}
"""Every target by its name."""
