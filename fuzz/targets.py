"""What is fuzzed: a function a target, from any bytes to nothing; whatever it lets through is a crash.

A target calls the reader as the audit does, lets the reader's own refusal pass, and holds what must be true of all that
was read.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from ruamel.yaml.nodes import SequenceNode

from auditor.authoring.cases import parse_cases
from auditor.decisions import DecisionError, parse_decisions, read_baseline
from auditor.documents import DocumentError, load
from auditor.notation import parse, show
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
    """The loader of Word files."""
    _document(".docx", data)


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


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (text, markdown, html, docx, pdf, numbers, rules, decisions, notation)
}
"""Every target by its name."""
