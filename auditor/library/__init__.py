"""Whole libraries: what was read is kept, pages are grouped by subject, subjects are judged in parallel."""

from __future__ import annotations

from auditor.library.sets import audit, of_documents, rules_of

__all__ = ["audit", "of_documents", "rules_of"]
