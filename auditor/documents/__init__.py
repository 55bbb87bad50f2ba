"""Reading documents: which files there are, and each as a ``Document`` with blocks, furniture and metadata."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from auditor.documents.confinement import load
from auditor.documents.files import SUFFIXES, gather, names
from auditor.documents.loading import MAX_BYTES, DocumentError
from auditor.model import Document, Unread

__all__ = ["MAX_BYTES", "SUFFIXES", "DocumentError", "gather", "load", "load_all", "names"]


def load_all(paths: Iterable[Path]) -> tuple[tuple[Document, ...], tuple[Unread, ...]]:
    """All documents at and under ``paths``, sorted by path, and the files that were not read with the reason.

    Names and order depend on the set of files alone, not on the order in which they are given.
    """
    files, refused = gather(paths)
    ids = names(files)
    documents: list[Document] = []
    for file in files:
        try:
            documents.append(load(file, ids[file]))
        except DocumentError as error:
            refused.append(Unread(file.as_posix(), error.reason))
    return tuple(documents), tuple(sorted(refused, key=lambda unread: (unread.path, unread.reason)))
