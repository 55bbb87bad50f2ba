"""A page's title and a decision's reason that try to be markup, on their way from the file into every report."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt

from auditor.cli import main
from auditor.outputs import FILE_NAMES

PAYLOAD = '"><img src=x onerror=alert(7)><script>alert(7)</script>'
REASON = "Settled </script><img src=x onerror=alert(8)> [here](javascript:alert(8)) ::error::x"
PAGE = "<html><head><title>{title}</title></head><body><h1>Teal Bridge</h1><p>It is {length} m long.</p></body></html>"


class Elements(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, [*arguments, "--date", "2026-11-21", "--no-cache"])
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Format -> report of two pages that contradict each other, one with a hostile title, the conflict decided."""
    folder = tmp_path_factory.mktemp("hostile")
    title = PAYLOAD.replace("<", "&lt;").replace('"', "&quot;")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        Path("docs").mkdir()
        Path("docs/north.html").write_text(PAGE.format(title=title, length=40), encoding="utf-8")
        Path("docs/south.html").write_text(PAGE.format(title="Teal Bridge", length=90), encoding="utf-8")
        found = json.loads(run("check", "docs", "--format", "json").stdout)["findings"]
        [conflict] = [each for each in found if each["kind"] == "conflict"]
        entry = f"- id: {conflict['fingerprint']}\n  decision: accept\n  reason: {json.dumps(REASON)}\n"
        Path("auditor.decisions.yaml").write_text(entry, encoding="utf-8")
        outputs = [part for name in FILE_NAMES for part in ("--format", name, "--output", f"report.{name}")]
        run("check", "docs", *outputs)
        return {name: Path(f"report.{name}").read_text(encoding="utf-8") for name in FILE_NAMES}


def test_a_hostile_title_and_reason_are_text_in_the_page(reports: dict[str, str]) -> None:
    page = Elements(reports["html"])
    assert "img" not in page.tags and page.tags.count("script") == 1
    assert not [name for name in page.names if name.startswith("on")]
    assert "alert(7)" in reports["html"] and "alert(8)" in reports["html"], "they are shown, as text"
    assert not re.search(r'href="(?!#|https?:|mailto:)', reports["html"])


def test_a_hostile_title_and_reason_are_text_in_markdown(reports: dict[str, str]) -> None:
    """As a site shows it: rendered by CommonMark with raw HTML let through."""
    page = Elements(MarkdownIt("commonmark").render(reports["markdown"]))
    assert set(page.tags) <= {"h2", "h3", "p", "strong", "em", "ul", "ol", "li", "sub", "blockquote", "code", "a", "br"}
    assert not [name for name in page.names if name.startswith("on")] and "alert(8)" in reports["markdown"]


def test_a_hostile_title_and_reason_end_no_line_of_other_programs(reports: dict[str, str]) -> None:
    for name in ("json", "sarif", "gitlab"):
        json.loads(reports[name])
    for line in reports["jsonl"].splitlines():
        json.loads(line)
    assert all(re.match(r"::(?:error|warning|notice) ", line) for line in reports["github"].splitlines() if line)
    assert all(not line.startswith(("=", "+", "@")) for line in reports["csv"].splitlines())
