"""Audit -> str, a module a format.  ``FORMATS`` names them; a format is imported when it is first used."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from auditor.model import Audit


def _lazily(module: str) -> Callable[[Audit], str]:
    def render(audit: Audit) -> str:
        text: str = import_module(f"{__name__}.{module}").render(audit)
        return text

    return render


FORMATS: dict[str, Callable[[Audit], str]] = {name: _lazily(name) for name in ("html", "json", "text")}
"""Format name -> function from an audit to the file's text (to be saved as UTF-8)."""
