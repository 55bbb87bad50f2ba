"""An audit as one self-contained HTML file: it requests nothing, runs no script but its own, and needs none."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from auditor.check import Checked
from auditor.model import Audit
from auditor.outputs.characters import shown
from auditor.outputs.view import report
from auditor.outputs.view.library import Library, library
from auditor.outputs.view.page import Report
from auditor.outputs.view.summary import TITLES

_OPTIONAL = re.compile(
    r"</t[dh]>(?=\s*(?:<t[dh]\b|</tr>))|</tr>(?=\s*(?:<tr\b|</t(?:body|foot)>))|</li>(?=\s*(?:<li\b|</[uo]l>))"
    r"|</p>(?=\s*<(?:p|table|details|div|h4|ul|article|section|figure)\b)|</t(?:body|foot)>(?=\s*(?:<t|</table>))|(?<=\n)\n+"
)
"""End tags that HTML lets be left out where these tags follow, and blank lines; a tenth of a large report."""
_PERCENT = re.compile(r"(?<=\d) %")
_TEMPLATES = Path(__file__).parent / "templates"


def render(audit: Audit, checked: Checked | None = None) -> str:
    """Return ``audit`` as an HTML page, with how its findings stand where ``checked`` says so."""
    return _page("report.html.j2", "report.js", report=report(audit, checked))


def render_library(pages: Sequence[tuple[str, Audit]]) -> str:
    """Return an index over several audits; each comes with the address of its report, relative to the index."""
    shelf = library([(href, report(audit)) for href, audit in pages])
    return _page("library.html.j2", "library.js", library=shelf)


def _page(template: str, script_file: str, **shown: Report | Library) -> str:
    css, script = asset("report.css"), asset(script_file)
    policy = (
        f"default-src 'none'; style-src '{_digest(css)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    page = environment().get_template(template)
    text = page.render(policy=policy, css=Markup(css), script=Markup(script), titles=TITLES, **shown)
    return _OPTIONAL.sub("", text)


@cache
def environment() -> Environment:
    """Return the templates' environment: everything is escaped, and unseen characters are shown, wherever written."""
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _shown(value: Any) -> Any:
    if type(value) is not str:
        return value
    text = value if value.isprintable() else shown(value)
    return _PERCENT.sub("\u00a0%", text) if " %" in text else text


def asset(name: str) -> str:
    """A file beside the templates, without blank lines."""
    return re.sub(r"\n{2,}", "\n", (_TEMPLATES / name).read_text(encoding="utf-8"))


def _digest(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()
