"""One file to one document: size, permission and encoding are checked, then the module of its format reads it."""

from __future__ import annotations

import re
from pathlib import Path

from auditor.documents import metadata
from auditor.documents.assembly import assemble
from auditor.documents.decoding import UndecodableError, decode
from auditor.documents.files import HTML, MARKDOWN
from auditor.documents.outline import Outline
from auditor.model import Document

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z][\w.:-]{1,40})""")
MAX_BYTES = 5_000_000
"""The largest text file that is read."""


class DocumentError(Exception):
    """A file that cannot be read; ``reason`` says what was expected and what to do."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path.as_posix()}: {reason}")
        self.path = path
        self.reason = reason


def load(path: Path, id: str) -> Document:
    """The document in the file ``path``, named ``id``.  Raises ``DocumentError``."""
    raw, notes = _decoded(path)
    if not raw.strip("\ufeff \t\r\n\f"):
        raise DocumentError(path, "expected text, the file is empty: remove it or fill it")
    given, remarks = metadata.beside(path)
    return assemble(id, path.as_posix(), _outline(path, raw), given, notes + remarks)


def _outline(path: Path, raw: str) -> Outline:
    """The outline of ``raw`` by the format that the suffix names; formats are imported when they are met."""
    suffix = path.suffix.lower()
    if suffix in HTML:
        from auditor.documents import html

        return html.outline(raw)
    if suffix in MARKDOWN:
        from auditor.documents import markdown

        return markdown.outline(raw)
    from auditor.documents import text

    return text.outline(raw)


def _decoded(path: Path) -> tuple[str, tuple[str, ...]]:
    data = _bytes(path, MAX_BYTES)
    declared = _DECLARED.search(data[:2048]) if path.suffix.lower() in HTML else None
    try:
        return decode(data, declared[1].decode("ascii") if declared else "")
    except UndecodableError as error:
        raise DocumentError(path, str(error)) from error


def _bytes(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most ``limit`` bytes."""
    try:
        if not path.is_file():
            raise DocumentError(path, "expected a file: name a document, or a folder with documents")
        size = path.stat().st_size
        if size > limit:
            raise DocumentError(path, f"{size / 1e6:.1f} MB, at most {limit / 1e6:g} MB are read: split the file")
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(path, f"cannot open the file ({error.strerror}): check its permissions") from error
