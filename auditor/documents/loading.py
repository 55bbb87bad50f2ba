"""One file to one document: size, permission and encoding are checked, then the module of its format reads it."""

from __future__ import annotations

import re
from pathlib import Path

from auditor.documents import metadata
from auditor.documents.assembly import assemble
from auditor.documents.decoding import decode
from auditor.documents.files import DOCX, HTML, MARKDOWN, PDF
from auditor.documents.outline import Outline, UnreadableError
from auditor.model import Document

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z][\w.:-]{1,40})""")
_MARKS = (
    (b"%PDF-", PDF, "a PDF inside: rename it to .pdf"),
    (b"PK\x03\x04", DOCX, "an archive inside, such as a Word document: rename it to .docx if it is one"),
    (b"\xd0\xcf\x11\xe0", (), "an old or locked Office document inside: save it as .docx without a password"),
    (b"{\\rtf", (), "rich text (RTF) inside: save it as .docx or PDF"),
)
"""First bytes, the suffixes that they belong to, and what a file with another name holds."""
MAX_BYTES = 5_000_000
"""The largest text file that is read."""
MAX_BINARY_BYTES = 50_000_000
"""The largest PDF or DOCX file that is read: pictures make up most of it."""


class DocumentError(Exception):
    """A file that cannot be read; ``reason`` says what was expected and what to do."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path.as_posix()}: {reason}")
        self.path = path
        self.reason = reason


def load(path: Path, id: str) -> Document:
    """The document in the file ``path``, named ``id``, read in this very process.  Raises ``DocumentError``.

    ``confinement.load`` is the same for files that nobody vouches for.  Of PDF and DOCX, ``raw`` is the text taken
    from the file; of all else, the decoded file itself.
    """
    try:
        outline, notes = _read(path)
    except UnreadableError as error:
        raise DocumentError(path, str(error)) from error
    given, remarks = metadata.beside(path)
    return assemble(id, path.as_posix(), outline, given, notes + remarks)


def _read(path: Path) -> tuple[Outline, tuple[str, ...]]:
    """The outline of a file by the format that its suffix names; formats are imported when they are met."""
    suffix = path.suffix.lower()
    if suffix in PDF:
        from auditor.documents import pdf

        data = _bytes(path, MAX_BINARY_BYTES)
        _refuse_other_kinds(data, suffix)
        return pdf.outline(data), ()
    if suffix in DOCX:
        from auditor.documents import docx

        data = _bytes(path, MAX_BINARY_BYTES)
        _refuse_other_kinds(data, suffix)
        return docx.outline(data), ()
    data = _bytes(path, MAX_BYTES)
    _refuse_other_kinds(data, suffix)
    declared = _DECLARED.search(data[:2048]) if suffix in HTML else None
    raw, notes = decode(data, declared[1].decode("ascii") if declared else "")
    if not raw.strip("\ufeff \t\r\n\f"):
        raise UnreadableError("expected text, the file is empty: remove it or fill it")
    outlined = _outline(suffix, raw)
    if suffix in HTML and not outlined.parts and not outlined.furniture:
        raise UnreadableError(
            "the page shows no text without its scripts: save it from a browser when it has loaded, or print it to PDF"
        )
    return outlined, notes


def _refuse_other_kinds(data: bytes, suffix: str) -> None:
    """Refuse a file whose content is of another kind than its name says, where the first bytes tell which."""
    for mark, kinds, advice in _MARKS:
        if data.startswith(mark) and suffix not in kinds:
            raise UnreadableError(f"named {suffix}, but {advice}")


def _outline(suffix: str, raw: str) -> Outline:
    """The outline of a decoded text."""
    if suffix in HTML:
        from auditor.documents import html

        return html.outline(raw)
    if suffix in MARKDOWN:
        from auditor.documents import markdown

        return markdown.outline(raw)
    from auditor.documents import text

    return text.outline(raw)


def _bytes(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most ``limit`` bytes."""
    try:
        if not path.is_file():
            raise DocumentError(path, "expected a file: name a document, or a folder with documents")
        size = path.stat().st_size
        if size > limit:
            raise DocumentError(path, f"{size / 1e6:.1f} MB, at most {limit / 1e6:g} MB are read: split the file")
        with path.open("rb") as stream:  # the size that the system gives may be false
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise DocumentError(path, f"more than {limit / 1e6:g} MB: split the file")
        return data
    except OSError as error:
        raise DocumentError(path, f"cannot open the file ({error.strerror}): check its permissions") from error
