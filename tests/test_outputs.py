"""The outputs of an audit made by hand.

The whole text of each is held in ``tests/golden/``.  After a change that is meant, write the files anew with
``UPDATE_GOLDEN=1 pytest tests/test_outputs.py`` and read the difference in version control.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from fixtures_audit import audit, document, large
from fixtures_stress import stress
from markdown_it import MarkdownIt
from test_outputs_html import shelf

from auditor import cli
from auditor.model import Audit, Choice, Interval, Metadata, Reading, Unread
from auditor.outputs import FILE_NAMES, FORMATS
from auditor.outputs.html import render_index

GOLDEN = Path(__file__).parent / "golden"
SUFFIXES = {name: pattern.removeprefix("{}.") for name, pattern in FILE_NAMES.items()}


@pytest.mark.parametrize("name", sorted(SUFFIXES))
def test_golden(name: str) -> None:
    path = GOLDEN / f"skarholm.{SUFFIXES[name]}"
    text = FORMATS[name](audit())
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    assert path.read_bytes() == text.encode()


def test_golden_index_of_a_library() -> None:
    path = GOLDEN / "library.html"
    text = render_index(shelf())
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(text.encode())
    assert path.read_bytes() == text.encode()


def test_every_format_has_a_golden_file() -> None:
    assert sorted(FORMATS) == sorted(SUFFIXES)


@pytest.mark.parametrize("name", sorted(SUFFIXES))
def test_an_empty_audit_renders(name: str) -> None:
    text = FORMATS[name](Audit("", (), (), ()))
    assert text.endswith("\n") or (text == "" and name in ("github", "jsonl"))


@pytest.mark.parametrize("name", sorted(SUFFIXES))
def test_equal_audits_give_equal_bytes_in_another_process(name: str) -> None:
    code = (
        "import sys; from fixtures_audit import audit; from auditor.outputs import FORMATS; "
        f"sys.stdout.buffer.write(FORMATS[{name!r}](audit()).encode())"
    )
    here = Path(__file__).parent
    environment = {**os.environ, "PYTHONPATH": f"{here}{os.pathsep}{here.parent}", "PYTHONHASHSEED": "7"}
    other = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
    assert other.stdout == FORMATS[name](audit()).encode()


def test_formats_import_no_template_engine() -> None:
    code = "import sys, auditor.outputs, auditor.outputs.json, auditor.outputs.text; sys.exit('jinja2' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0


@pytest.mark.parametrize(("name", "bytes_each"), [("html", 4_000), ("json", 1_500), ("text", 2_000)])
def test_a_thousand_findings_are_quick_and_small(name: str, bytes_each: int) -> None:
    many = large(1_000)
    FORMATS[name](audit())
    began = time.process_time()
    text = FORMATS[name](many)
    assert time.process_time() - began < 2
    assert len(text.encode()) < 1_000 * bytes_each


def test_json_places_claims_in_their_file() -> None:
    made = audit()
    raw = {source.id: source.raw for source in made.sources}
    for claim in json.loads(FORMATS["json"](made))["claims"]:
        line = raw[claim["source"]].splitlines()[claim["line"] - 1]
        words = raw[claim["source"]][claim["start"] : claim["end"]].splitlines()[0]
        assert line[claim["column"] - 1 :].startswith(words)


def test_json_values() -> None:
    claims = json.loads(FORMATS["json"](audit()))["claims"]
    values = [(claim["attribute"], claim["value"]) for claim in claims]
    assert ("first lit", {"low": 1869, "high": 1869, "unit": "year", "dimension": "date"}) in values
    assert ("height of tower", {"low": 31, "high": 31.5, "unit": "m"}) in values
    assert ("persons on gallery", {"low": None, "high": 25, "unit": "person"}) in values
    assert ("light sources", {"values": ["acetylene", "paraffin"], "exclusive": True}) in values
    assert ("fog signal heard in the town", {"polarity": False, "hedge": "usual"}) in values
    assert {claim["kind"] for claim in claims} == {"numeric", "categorical"}


def test_json_numbers_are_exact() -> None:
    base = audit()
    first = base.claims[0]
    odd = replace(first, reading=Reading(Interval(Decimal("0.1"), Decimal("1E+5"), "year")))
    value = json.loads(FORMATS["json"](replace(base, claims=(odd, *base.claims[1:]))))["claims"][0]["value"]
    assert value == {"low": 0.1, "high": 100000, "unit": "year"}
    assert isinstance(value["high"], int)


def test_json_topics_refer_to_what_is_there() -> None:
    form = json.loads(FORMATS["json"](audit()))
    claims, sources = {claim["id"] for claim in form["claims"]}, {source["id"] for source in form["sources"]}
    for topic in form["topics"]:
        ends = {position["id"] for position in topic["positions"]}
        assert all({edge["a"], edge["b"]} <= ends for edge in topic["relations"])
        for position in topic["positions"]:
            assert set(position["claims"]) <= claims
            assert set(position["sources"]) <= sources


@pytest.mark.parametrize("name", sorted(SUFFIXES))
def test_a_file_name_that_is_no_text_can_be_saved(name: str) -> None:
    made = replace(audit(), unread=(Unread("texts/\udcff.txt", "no text"),))
    FORMATS[name](made).encode("utf-8")


def test_text_is_eighty_columns_wide() -> None:
    lines = FORMATS["text"](audit()).splitlines()
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in "".join(lines)


def test_text_starts_with_the_summary_and_the_worst() -> None:
    text = FORMATS["text"](audit())
    order = [
        "contradict each other on 5",
        "5  conflicts",
        "Not checked:",
        "CONFLICTS (5)",
        "OVERLAPS (1)",
        "AGREEMENTS (2)",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "texts/guide.md:3:74" in text
    assert '"The tower is [31 m high] and was first lit in 1869."' in text


def test_text_cannot_steer_a_terminal() -> None:
    trick = document(
        "trick", "texts/\x1b[2J.txt", "The tower is 31 m high.", Metadata("\x1b]0;owned\x07"), ("\u202eevil",)
    )
    text = FORMATS["text"](replace(audit(), sources=(*audit().sources, trick), subject="a\x07b"))
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text
    assert "⟦U+202E⟧evil" in text


def test_choice_with_many_values_is_written_whole() -> None:
    base = audit()
    many = Choice(tuple(f"lamp {number:02}" for number in range(30)))
    first = base.topics[0]
    topic = replace(first, positions=(replace(first.positions[0], reading=Reading(many)),), relations=())
    for name in ("html", "json", "text"):
        assert "lamp 29" in FORMATS[name](replace(base, topics=(topic,)))


def test_text_in_colour_says_the_same() -> None:
    from auditor.outputs import text

    plain, coloured = text.render(audit()), text.render(audit(), colour=True)
    assert "\x1b[1;31mCONFLICTS (5)\x1b[0m" in coloured
    assert "\x1b[1;4m31 m high\x1b[0m" in coloured
    bare = re.sub(r"\x1b\[[\d;]*m", "", coloured)
    assert re.sub(r"[\[\]\s]", "", bare) == re.sub(r"[\[\]\s]", "", plain)
    assert not re.search("[\ue000-\ue0ff]", plain + coloured)


def test_markdown_is_a_comment_of_its_own() -> None:
    text = FORMATS["markdown"](audit())
    order = ["## Skarholm Light", "| 5 | conflicts |", "### Conflicts (5)", "**height of tower**", "### Overlaps (1)"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "- A: The tower is **31 m high** and was first lit in 1869. (Skarholm Tourist Office, 2016-05" in text
    assert "<details><summary>Agreements (2)</summary>" in text


def test_markdown_fits_a_comment_and_says_what_it_leaves_out() -> None:
    text = FORMATS["markdown"](large(1_000))
    assert len(text) < 65_536
    assert re.search(r"\d+ more entries are left out here", text)


@pytest.mark.parametrize(
    "payload", ["<script>x</script>", "](javascript:x)", "**b**", "| a |", "`c`", "# h", "<!--", "@all"]
)
def test_no_text_becomes_markdown(payload: str) -> None:
    made = audit()
    topics = tuple(replace(topic, attribute=f"{topic.attribute} {payload}") for topic in made.topics)
    sources = tuple(replace(each, path=payload, metadata=Metadata(payload, payload + each.id)) for each in made.sources)
    text = FORMATS["markdown"](replace(made, topics=topics, sources=sources, subject=payload))
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    assert not [child for child in inline if child.type in ("link_open", "code_inline", "image")]
    html = " ".join(each.content for each in (*inline, *tokens) if each.type.startswith("html"))
    assert "<details>" in html
    assert payload not in html
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings.count("h2") == 1
    assert "h1" not in headings
    assert payload in "".join(child.content for child in inline if child.type == "text")


def test_the_large_report_is_made_in_time() -> None:
    made = stress()
    FORMATS["html"](audit())
    began = time.process_time()
    text = FORMATS["html"](made)
    assert time.process_time() - began < 2
    assert len(text.encode()) <= 3_000_000
    assert text.count('<article class="f ') + text.count('<details class="f ') == 1_000


def test_stdout_takes_text_without_colour_where_it_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "audited", lambda *_: (audit(), None))
    run = CliRunner().invoke(cli.main, ["audit", "texts", "--output", "-", "--date", "2024-02-29"])
    assert run.exit_code == 3  # a file of the fixture could not be read
    assert run.stdout == FORMATS["text"](audit())
    assert "contradict each other" in run.stderr
    monkeypatch.setattr(cli, "_coloured", lambda: True)
    assert "\x1b[1;31m" in CliRunner().invoke(cli.main, ["audit", "x", "--output", "-"], color=True).stdout


@pytest.mark.parametrize(
    ("terminal", "unwanted", "coloured"), [(True, "", True), (True, "1", False), (False, "", False)]
)
def test_colour_is_for_terminals(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, unwanted: str, coloured: bool
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal, raising=False)
    monkeypatch.setenv("NO_COLOR", unwanted)
    assert cli._coloured() is coloured
