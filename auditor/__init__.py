"""Audit several documents on a subject for agreements and conflicts between their claims.

As a library::

    import auditor

    result = auditor.audit(["pages/"])  # an auditor.Audit: sources, claims, topics, flags, unread
    for topic in result.topics:
        print(topic.verdict, topic.attribute)
    html = auditor.render(result, "html")

Importing this package reads nothing else: everything is imported when it is first used.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from os import PathLike
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from auditor.model import Audit, Claim, Topic
    from auditor.modelfiles import ModelError
    from auditor.packs import RuleError

__version__ = "0.1.0"
__all__ = ["Audit", "Claim", "ModelError", "RuleError", "Topic", "__version__", "audit", "render"]

_HOME = {
    "Audit": "auditor.model",
    "Claim": "auditor.model",
    "ModelError": "auditor.modelfiles",
    "RuleError": "auditor.packs",
    "Topic": "auditor.model",
}
"""Where the names that the package offers are defined."""


class _Story(ModuleType):
    """The module ``auditor.audit``, which may also be called."""

    def __call__(
        self,
        paths: str | PathLike[str] | Iterable[str | PathLike[str]],
        rules: Sequence[str] = (),
        *,
        date: str = "",
        off: Sequence[str] = (),
    ) -> Audit:
        """Read the documents at and under ``paths`` and compare what they say.

        ``rules`` names packs or folders of rules, all shipped and installed ones by default; ``off`` packs and rules to
        leave out.  ``date`` (ISO 8601) is the day on which statements are held against dated facts: without it they are
        not.  What cannot be read is listed in ``unread`` and stops nothing.  Raises ``RuleError`` where rules are
        wrong, ``ModelError`` where the language model is missing, and ``ValueError`` where ``date`` is no day.
        """
        from datetime import date as day

        from auditor.packs import load

        story = import_module("auditor.audit")
        given = [paths] if isinstance(paths, str | PathLike) else list(paths)
        try:
            asked = day.fromisoformat(date).isoformat() if date else ""
        except ValueError as error:
            raise ValueError(f"date: expected a day such as 2026-11-21, got {date!r}") from error
        result: Audit = story.audit([Path(path) for path in given], load(rules, off), asked)
        return result


class _Package(ModuleType):
    """This package: its module ``audit`` is made one that may be called, whoever imports it first."""

    def __setattr__(self, name: str, value: object) -> None:
        if name == "audit" and type(value) is ModuleType:
            value.__class__ = _Story
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package

if TYPE_CHECKING:
    audit: _Story


def render(audit: Audit, format: str = "json") -> str:
    """An audit as the text of a file.  ValueError where ``format`` is none of those of ``auditor audit --format``."""
    from auditor.outputs import FORMATS

    if format not in FORMATS:
        raise ValueError(f"expected a format out of {', '.join(sorted(FORMATS))}, got {format!r}")
    return FORMATS[format](audit)


def __getattr__(name: str) -> Any:
    """What the package offers, imported when it is first asked for."""
    if name == "audit":
        return import_module("auditor.audit")
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
