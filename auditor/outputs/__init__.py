"""Audit -> str, a module a format.  ``FORMATS`` names them; a format is imported when it is first used."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol

from auditor.model import Audit

if TYPE_CHECKING:
    from auditor.check import Checked

GITLAB_NAME = "gl-code-quality-report.json"
"""The name that GitLab's own documentation gives its report; every other ``.json`` is the audit."""
_ENDINGS = {
    ".html": "html", ".htm": "html", ".json": "json", ".txt": "text",
    ".csv": "csv", ".jsonl": "jsonl", ".sarif": "sarif", ".xml": "junit",
}  # fmt: skip
FILE_NAMES = {
    "html": "{}.html", "json": "{}.json", "text": "{}.txt", "csv": "{}.csv", "jsonl": "{}.jsonl",
    "sarif": "{}.sarif", "junit": "{}.xml", "gitlab": "{}.gitlab.json", "github": "{}.github.txt",
}  # fmt: skip
"""Format name -> how a file of it is named, after the stem of what was audited."""


FINDINGS = ("csv", "github", "gitlab", "jsonl", "junit", "sarif")
"""The formats that tell findings one by one, each as it stands; the others tell the audit."""


class Format(Protocol):
    """From an audit to the text of a file, to be saved as UTF-8.

    ``checked`` tells how findings stand, where the audit was held against decisions or a baseline.
    """

    def __call__(self, audit: Audit, checked: Checked | None = None) -> str: ...  # noqa: D102


def _lazily(name: str) -> Format:
    def render(audit: Audit, checked: Checked | None = None) -> str:
        module = import_module(f"{__name__}.{name}")
        text: str = module.render(audit, checked) if name in FINDINGS else module.render(audit)
        return text

    return render


FORMATS: dict[str, Format] = {name: _lazily(name) for name in sorted(FILE_NAMES)}
"""Format name -> function from an audit to the file's text."""


def format_of(path: PurePath) -> str:
    """The format that a file's name asks for, empty where none does.

    >>> format_of(PurePath("out/audit.sarif")), format_of(PurePath("audit.sarif.json")), format_of(PurePath("audit.md"))
    ('sarif', 'sarif', '')
    """
    name = path.name.lower()
    if name == GITLAB_NAME or name.endswith(".gitlab.json"):
        return "gitlab"
    if name.endswith(".github.txt"):
        return "github"
    return "sarif" if name.endswith(".sarif.json") else _ENDINGS.get(path.suffix.lower(), "")
