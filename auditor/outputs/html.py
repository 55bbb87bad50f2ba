"""An audit as one self-contained HTML file: it requests nothing, runs no script but its own, and needs none."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from auditor.check import Checked
from auditor.model import Audit
from auditor.outputs.characters import shown
from auditor.outputs.index import MOST_UNREAD, Index, sums, tally
from auditor.outputs.view import report
from auditor.outputs.view.summary import TITLES

_OPTIONAL = re.compile(
    r"</t[dh]>(?=\s*(?:<t[dh]\b|</tr>))|</tr>(?=\s*(?:<tr\b|</t(?:body|foot)>))|</li>(?=\s*(?:<li\b|</[uo]l>))"
    r"|</p>(?=\s*<(?:p|table|details|div|h4|ul|article|section|figure)\b)|\n?</t(?:body|foot)>(?=\s*(?:<t|</table>))|(?<=\n)\n+"
)
"""End tags that HTML lets be left out where these tags follow, and blank lines; a tenth of a large report."""
_PERCENT = re.compile(r"(?<=\d) %")
_TEMPLATES = Path(__file__).parent / "templates"


def render(audit: Audit, checked: Checked | None = None) -> str:
    """Return ``audit`` as an HTML page, with how its findings stand where ``checked`` says so."""
    return _page("report.html.j2", "report.js", report=report(audit, checked))


def render_index(index: Index) -> str:
    """Return the index over the reports of a library as an HTML page in their style."""
    return _page("library.html.j2", "library.js", index=index, sums=sums(index), tally=tally, most=MOST_UNREAD)


def _page(template: str, script_file: str, **shown: object) -> str:
    css, script = asset("report.css"), asset(script_file)
    policy = (
        f"default-src 'none'; style-src '{_digest(css)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    page = environment().get_template(template)
    text = page.render(policy=policy, css=Markup(css), script=Markup(script), titles=TITLES, **shown)
    return _OPTIONAL.sub("", text).replace("&#39;", "'")  # the templates quote attributes with " alone


@cache
def environment(folder: Path = _TEMPLATES) -> Environment:
    """Return the environment of the templates in ``folder``: everything is escaped, unseen characters are shown."""
    return Environment(
        loader=FileSystemLoader(folder),
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
