"""A document as plain values and back, for JSON: how a reading process hands it on.

JSON rather than pickle: a reader that a hostile file has taken over can send wrong words, and nothing that runs.
"""

from __future__ import annotations

from dataclasses import astuple
from typing import Any

from auditor.model import Block, BlockKind, Document, Metadata, Span


def encode(document: Document) -> dict[str, Any]:
    """``document`` as what JSON can hold."""
    return {
        "id": document.id,
        "path": document.path,
        "raw": document.raw,
        "text": document.text,
        "blocks": [[b.kind.value, b.start, b.end, b.path, b.label, b.level] for b in document.blocks],
        "metadata": astuple(document.metadata),
        "furniture": [[span.start, span.end, span.note] for span in document.furniture],
        "notes": document.notes,
        "places": [[span.start, span.end, span.note] for span in document.places],
    }


def decode(form: dict[str, Any]) -> Document:
    """The document that ``encode`` wrote.

    >>> document = Document("a", "a.md", "Text", "Text", (Block(BlockKind.ITEM, 0, 4, ("A",)),), notes=("guessed",))
    >>> decode(encode(document)) == document
    True
    """
    return Document(
        form["id"],
        form["path"],
        form["raw"],
        form["text"],
        tuple(Block(BlockKind(b[0]), b[1], b[2], tuple(b[3]), b[4], b[5]) for b in form["blocks"]),
        Metadata(*form["metadata"]),
        tuple(Span(*span) for span in form["furniture"]),
        tuple(form["notes"]),
        tuple(Span(*span) for span in form["places"]),
    )
