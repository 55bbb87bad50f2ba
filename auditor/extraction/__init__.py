"""Documents in, claims out: screen, parse what holds a candidate, bind."""

from __future__ import annotations

from auditor.extraction.reading import Reader, reader

__all__ = ["Reader", "reader"]
