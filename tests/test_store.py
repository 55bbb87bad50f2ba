"""What is kept between runs: it changes nothing but the time, and damage to it mends itself."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from functools import cache
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from auditor import audit as story
from auditor import packs
from auditor.audit import audit as audit_anew
from auditor.cli import main
from auditor.documents import load_all
from auditor.library import audit, sets
from auditor.library.keys import maker, of_rules
from auditor.model import Audit, Document
from auditor.outputs import FORMATS
from auditor.records import dumps, loads
from auditor.rules import Rules
from auditor.store import FILE, TABLES, Store, key, opened

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "sources" / "als"
DAY = "2026-11-21"
PAGES = {
    "north.md": "# Teal Bridge\n\nThe Teal Bridge is 40 m long and was opened in 1931.\n",
    "south.md": "# Teal Bridge\n\nThe Teal Bridge, opened in 1933, is 40 m long. It is painted green.\n",
    "empty.md": "",
}


@cache
def rules() -> Rules:
    return packs.load(())


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def kept(folder: Path, cache_folder: Path, law: Rules | None = None) -> tuple[Audit, list[str]]:
    """The audit of a folder through the store in another, and what the store has to say."""
    with opened(cache_folder, "tests") as store:
        result = audit([folder], law or rules(), DAY, store)
    return result, store.notes


@pytest.fixture
def judging(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one with every set that is judged and not recalled."""
    calls: list[int] = []
    judged = story.judged
    monkeypatch.setattr(story, "judged", lambda *given: (calls.append(1), judged(*given))[1])
    return calls


def test_rows_hold_all_there_is() -> None:
    result = audit_anew([SAMPLE], rules(), DAY)
    again = loads(dumps(result, Audit), Audit)
    assert again == result and FORMATS["json"](again) == FORMATS["json"](result)
    row = loads(dumps(rules(), Rules), Rules)
    assert of_rules(row) == of_rules(rules()) and row.packs[0].rules == rules().packs[0].rules
    odd = Document("a", "b\udce4", "\ud800 ∞\x00", "", ())
    assert loads(dumps(odd, Document), Document) == odd


def test_rows_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="Document: expected 9 fields, found 1"):
        loads("[1]", Document)


def test_the_second_run_gives_the_same_and_judges_nothing(pages: Path, tmp_path: Path, judging: list[int]) -> None:
    anew = audit_anew([pages], rules(), DAY)
    judging.clear()
    assert [kept(pages, tmp_path / "c")[0] for _ in range(3)] == [anew] * 3
    assert len(judging) == 1 and len(anew.unread) == 1


def test_whatever_changes_is_seen(pages: Path, tmp_path: Path, judging: list[int]) -> None:
    kept(pages, tmp_path / "c")
    (pages / "north.md").write_text(PAGES["north.md"].replace("1931", "1933"), encoding="utf-8")
    assert kept(pages, tmp_path / "c")[0] == audit_anew([pages], rules(), DAY)
    (pages / "north.md.meta.json").write_text('{"date": "2001-01-01"}', encoding="utf-8")
    assert kept(pages, tmp_path / "c")[0] == audit_anew([pages], rules(), DAY)
    (pages / "north.md").rename(pages / "east.md")
    assert kept(pages, tmp_path / "c")[0] == audit_anew([pages], rules(), DAY)


def test_a_pack_that_does_not_read_the_pages_may_change(pages: Path, tmp_path: Path, judging: list[int]) -> None:
    kept(pages, tmp_path / "c")
    names = [pack.name for pack in rules().packs]
    assert names[0] == "als"
    first, *others = rules().packs
    changed = Rules(rules().common, (replace(first, rules=first.rules[1:], digest="another"), *others))
    assert kept(pages, tmp_path / "c", changed)[0].provenance.packs == kept(pages, tmp_path / "c")[0].provenance.packs
    assert len(judging) == 1
    common = Rules(replace(rules().common, exclusive=("alone",)), rules().packs)
    kept(pages, tmp_path / "c", common)
    assert len(judging) == 2, "what all packs share is asked on every page"


def test_sentences_are_not_parsed_again(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from auditor.extraction import parsing

    kept(pages, tmp_path / "c", loads(dumps(rules(), Rules), Rules))
    parsed: list[str] = []
    parse = parsing._parse
    monkeypatch.setattr(parsing, "_parse", lambda texts: (parsed.extend(texts), parse(texts))[1])
    (pages / "west.md").write_text("# Teal Bridge\n\nThe arch of the bridge weighs 81 tonnes.\n", encoding="utf-8")
    assert kept(pages, tmp_path / "c", loads(dumps(rules(), Rules), Rules))[0].claims
    assert parsed == ["The arch of the bridge weighs 81 tonnes."]


def spent() -> float:
    """Processor seconds of all processes that were begun here and have ended."""
    used = os.times()
    return used.children_user + used.children_system


def test_a_warm_run_knows_no_spacy(tmp_path: Path) -> None:
    """The whole command, in a process of its own: the same bytes, without the language model's library."""
    command = (
        "import sys; from auditor.cli import main\n"
        "try: main()\n"
        "finally: print('spaCy' if 'spacy' in sys.modules else 'no spaCy', file=sys.stderr)"
    )
    runs = []
    for target in ("cold", "warm", "third"):
        arguments = ("audit", SAMPLE, "--date", DAY, "--output", tmp_path / f"{target}.json")
        began = spent()
        done = subprocess.run(
            (sys.executable, "-c", command, *map(str, arguments)), capture_output=True, text=True, check=True
        )
        runs.append((done.stderr.split("\n")[-2], spent() - began))
    assert [told for told, _ in runs] == ["spaCy", "no spaCy", "no spaCy"]
    assert min(seconds for _, seconds in runs[1:]) < min(2.0, runs[0][1] / 2)
    texts = [(tmp_path / f"{target}.json").read_bytes() for target in ("cold", "warm", "third")]
    assert texts[0] == texts[1] == texts[2]
    anew = FORMATS["json"](audit_anew([SAMPLE], rules(), DAY))
    assert json.loads(texts[0])["claims"] == json.loads(anew)["claims"]


def test_no_cache_keeps_nothing(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDITOR_CACHE", str(tmp_path / "c"))
    run = ("audit", str(pages), "--output", str(tmp_path / "a.json"), "--no-cache")
    assert CliRunner().invoke(main, run).exit_code == 3
    assert not (tmp_path / "c").exists()


def test_cache_commands(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AUDITOR_CACHE")
    said = lambda *words: CliRunner().invoke(main, ["cache", *words])  # noqa: E731
    assert said("path").stdout == ".auditor_cache\n"
    assert said("info").stdout == said("clear").stdout == ".auditor_cache: nothing is kept\n"
    CliRunner().invoke(main, ["claims", str(pages)])
    assert (tmp_path / ".auditor_cache" / ".gitignore").read_text() == "*\n"
    assert (tmp_path / ".auditor_cache" / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f0688")
    assert "        1 audits\n" in said("info").stdout
    assert said("clear").stdout == "removed .auditor_cache\n"
    assert not (tmp_path / ".auditor_cache").exists()
    monkeypatch.setenv("AUDITOR_CACHE", str(pages))
    refused = said("clear")
    assert refused.exit_code == 2 and "not a cache of this program" in refused.stderr and pages.exists()


# Damage.


def test_a_foreign_file_is_begun_anew(pages: Path, tmp_path: Path) -> None:
    folder = tmp_path / "c"
    folder.mkdir()
    (folder / FILE).write_text("not a database at all, " * 100)
    result, notes = kept(pages, folder)
    assert result == audit_anew([pages], rules(), DAY)
    assert len(notes) == 1 and "begun anew" in notes[0]
    other = sqlite3.connect(tmp_path / "other.sqlite3")
    other.execute("CREATE TABLE mine (x)")
    other.commit()
    other.close()
    (folder / FILE).write_bytes((tmp_path / "other.sqlite3").read_bytes())
    assert "begun anew" in kept(pages, folder)[1][0]
    assert kept(pages, folder)[1] == []


def test_a_folder_that_cannot_be_written_is_done_without(pages: Path, tmp_path: Path) -> None:
    (tmp_path / "c").write_text("a file where the folder should be")
    result, notes = kept(pages, tmp_path / "c")
    assert result == audit_anew([pages], rules(), DAY)
    assert len(notes) == 1 and "is not used" in notes[0]


def test_another_version_begins_anew(tmp_path: Path) -> None:
    for name, expected in (("one", None), ("one", "[1]"), ("two", None)):
        with opened(tmp_path / "c", name) as store:
            assert store.one("audits", key("a")) == expected
            assert store.one("trees", key("t")) == ("[2]" if expected or name == "two" else None)
            store.put([("audits", key("a"), "[1]"), ("trees", key("t"), "[2]")])


def test_a_wrong_byte_anywhere(pages: Path, tmp_path: Path) -> None:
    """A byte in over a hundred places, one after the other, is another: the next run is right by itself."""
    anew = audit_anew([pages], rules(), DAY)
    kept(pages, tmp_path / "c")
    whole = (tmp_path / "c" / FILE).read_bytes()
    mended = 0
    for place in range(0, len(whole), max(1, len(whole) // 120)):
        broken = bytearray(whole)
        broken[place] ^= 0x5A
        (tmp_path / "c" / FILE).write_bytes(broken)
        result, notes = kept(pages, tmp_path / "c")
        assert result == anew, f"byte {place} of {len(whole)}"
        mended += bool(notes)
        assert kept(pages, tmp_path / "c") == (anew, []), f"byte {place}: not mended in one run"
    assert mended > 5, "hardly any of the damage was met: nothing was tried"


def _records(round_: int) -> list[tuple[str, str, str]]:
    return [(table, key(table, str(round_), str(i)), json.dumps([round_] * 200)) for table in TABLES for i in range(20)]


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """Fifty writers are killed in the middle: what the store then holds is whole batches, each record as written."""
    chance = random.Random(8)
    interrupted = 0
    for round_ in range(50):
        begun, begin = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                with opened(tmp_path / "c", "tests") as store:
                    for step in range(10_000):
                        store.put(_records(round_ * 10_000 + step))
                        os.write(begin, b".")
            finally:
                os._exit(0)
        os.close(begin)
        if round_ % 2:  # every other one is killed while it opens the file; on a busy machine none would come to write
            os.read(begun, 1)
        time.sleep(chance.uniform(0, 0.06))
        os.kill(child, signal.SIGKILL)
        os.close(begun)
        interrupted += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        with opened(tmp_path / "c", "tests") as store:
            counts = store.count()
            assert len(set(counts.values())) == 1, "a batch was torn"
        assert store.notes == []
    assert interrupted == 50
    with opened(tmp_path / "c", "tests") as store:
        values = {name: json.loads(row) for table in TABLES for name, row in store.all(table)}
    assert store.notes == [] and len(values) == sum(counts.values()) > 0
    assert all(value == value[:1] * 200 for value in values.values())


def test_two_runs_at_once(tmp_path: Path) -> None:
    with opened(tmp_path / "c", "tests") as one, opened(tmp_path / "c", "tests") as two:
        one.put([("audits", "a", "[1]")])
        two.put([("audits", "b", "[2]")])
        assert one.get("audits", ["a", "b"]) == two.get("audits", ["a", "b"]) == {"a": "[1]", "b": "[2]"}


def test_loading_is_the_loaders_own(pages: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "c", maker()) as store:
        files, refused = sets.members([pages])
        for _ in range(2):
            documents, unread = sets.documents(files, store)
            assert (documents, (*refused, *unread)) == load_all([pages])
    assert isinstance(store, Store)


# What other programs see.


def test_claims_of_the_last_run_without_reading(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = lambda *words: CliRunner().invoke(main, ["claims", *map(str, words)])  # noqa: E731
    assert said("--store").exit_code == said().exit_code == 2
    anew = {form: said("pages", "--format", form).stdout for form in ("jsonl", "csv")}
    (pages / "north.md").unlink()
    assert {form: said("--store", "pages", "--format", form).stdout for form in anew} == anew
    assert said("--store").stdout == anew["jsonl"]
    assert "holds no run over elsewhere" in said("--store", "elsewhere").stderr
    assert "expected --output" in said("--store", "--format", "parquet").stderr
    assert said("--store", "--output", "list.parquet").exit_code == 0
    rows = duckdb.sql("SELECT file, line, quote FROM 'list.parquet'").fetchall()
    lines = [json.loads(line) for line in anew["jsonl"].splitlines()]
    assert rows == [(line["file"], line["line"], line["quote"]) for line in lines]


def test_views_for_sql(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDITOR_CACHE", "c")
    (pages / "west.md").write_text("# Teal Bridge\n\nThe Teal Bridge is not open at night. Licence: MIT.\n")
    told = CliRunner().invoke(main, ["claims", "pages", "--format", "jsonl"]).stdout
    lines = [json.loads(line) for line in told.splitlines()]
    connection = sqlite3.connect(tmp_path / "c" / FILE)
    rows = connection.execute(
        "SELECT path, c.attribute, c.quote, c.kind, low, unit, holds, names"
        " FROM claims AS c JOIN sources AS s ON s.audit = c.audit AND s.id = c.source ORDER BY path, start"
    ).fetchall()
    connection.close()
    assert [row[:3] for row in rows] == [(line["file"], line["attribute"], line["quote"]) for line in lines]
    assert {row[3] for row in rows} >= {"Interval"}
    for row, line in zip(rows, lines, strict=True):
        assert (row[4] is None) == (line["value"].get("low") is None)
        assert row[5] == line["value"].get("unit") or line["value"].get("dimension") == "date"
        assert (row[6] is not None) == ("polarity" in line["value"])
        assert json.loads(row[7] or "null") == line["value"].get("values")
