"""Whole libraries: pages find their subjects, copies count once, engines give the same bytes, runs go on."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import fsspec
import pytest
from click.testing import CliRunner, Result

from auditor import packs
from auditor.alignment import align
from auditor.cli import main
from auditor.documents import load
from auditor.engines import ATTEMPTS, Here, LostError, Pool
from auditor.library.copies import copies
from auditor.library.grouping import group
from auditor.library.mapping import MappingError, read
from auditor.library.pages import Page, page_of
from auditor.model import Block, BlockKind, Claim, Document, Interval, Reading, Span
from auditor.subjects import subject_of
from auditor.topics import build

ROOT = Path(__file__).resolve().parents[1]
DAY = "2026-11-21"
BRIDGE = "# {name}: history\n\n{name} ({short}) is a bridge. {name} is {length} m long. It was opened in {year}.\n"
LIBRARY = {
    "bridges/teal.md": BRIDGE.format(name="Teal Bridge", short="TB", length=40, year=1931),
    "bridges/teal-again.md": BRIDGE.format(name="Teal Bridge", short="TB", length=47, year=1931),
    "bridges/mill.md": BRIDGE.format(name="Mill Crossing", short="MC", length=90, year=1950),
    "bridges/short.md": "# TB in figures\n\nTB is 40 m long. TB was opened in 1931. Many cross TB each day.\n",
    "health/harrow.md": "# Harrow disease\n\nHarrow disease is rare. Mean survival is 3-5 years after diagnosis.\n",
    "health/harrow-2.md": "# What is Harrow disease?\n\nHarrow disease: mean survival is 9 years after diagnosis.\n",
    "health/empty.md": "",
}


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in LIBRARY.items():
        (tmp_path / "pages" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "pages" / name).write_text(text, encoding="utf-8")
    return Path("pages")


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, ["library", *map(str, arguments), "--date", DAY])
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


def reports(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_a_report_a_subject_and_an_index(library: Path) -> None:
    result = run(library, "--format", "html", "--format", "json", "--jobs", "1", "--output", "out")
    assert result.exit_code == 3 and "not read: pages/health/empty.md: expected text" in result.stdout
    assert set(reports(Path("out"))) == {
        f"{name}.{end}"
        for name in ("harrow-disease", "teal-bridge", "mill-crossing", "index")
        for end in ("html", "json")
    }
    index = json.loads(Path("out/index.json").read_text())
    assert [(e["subject"], e["pages"]) for e in index["entries"]] == [
        ("Harrow disease", 2), ("Teal Bridge", 3), ("Mill Crossing", 1),
    ]  # fmt: skip
    assert [bool(e["kinds"].get("conflict")) for e in index["entries"]] == [True, True, False]
    teal = json.loads(Path("out/teal-bridge.json").read_text())
    assert [s["id"] for s in teal["sources"]] == ["short", "teal", "teal-again"]
    page = Path("out/index.html").read_text()
    assert page.index("harrow-disease.html") < page.index("mill-crossing.html") and "6 pages on 3 subjects" in page
    assert result.stdout.startswith("6 pages on 3 subjects\n")


def test_warm_and_pooled_runs_write_the_same(library: Path) -> None:
    run(library, "--jobs", "1", "--output", "one", "--format", "json")
    run(library, "--jobs", "2", "--output", "two", "--format", "json", "--no-cache")
    warm = run(library, "--jobs", "2", "--output", "one", "--format", "json")
    assert reports(Path("one")) == reports(Path("two")) and warm.exit_code == 3
    (Path("one") / "teal-bridge.json").write_text("{}")
    run(library, "--jobs", "1", "--output", "one", "--format", "json")
    assert reports(Path("one")) == reports(Path("two")), "a report that was changed by hand is written anew"


def test_one_page_changed_judges_one_subject(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from auditor.library import work

    run(library, "--jobs", "1", "--output", "out", "--format", "json")
    before, asked, judge = reports(Path("out")), [], work.judge
    monkeypatch.setattr(work, "judge", lambda each: (asked.append(each.subject), judge(each))[1])
    page = library / "bridges" / "mill.md"
    page.write_text(LIBRARY["bridges/mill.md"].replace("1950", "1955"), encoding="utf-8")
    run(library, "--jobs", "1", "--output", "out", "--format", "json")
    assert asked == ["Mill Crossing"]
    assert [name for name, text in reports(Path("out")).items() if text != before[name]] == ["mill-crossing.json"]


def test_subject_and_mapping_override(library: Path) -> None:
    run(library, "--jobs", "1", "--output", "all", "--format", "json", "--subject", "Everything")
    (entry,) = json.loads(Path("all/index.json").read_text())["entries"]
    assert (entry["subject"], entry["pages"]) == ("Everything", 6)
    Path("map.toml").write_text('[subjects]\n"Old spans" = ["bridges/mill.md", "health/*-2.md"]\n')
    run(library, "--jobs", "1", "--output", "mapped", "--format", "json", "--mapping", "map.toml")
    entries = json.loads(Path("mapped/index.json").read_text())["entries"]
    assert {e["subject"]: e["pages"] for e in entries} == {"Old spans": 2, "Teal Bridge": 3, "Harrow disease": 1}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("subjects = 3\n", "expected one table"),
        ("[subjects\n", "expected TOML"),
        ("[subjects]\na = [1]\n", "'a': expected a list of patterns"),
        (b"\xff", "expected UTF-8"),
        (None, "cannot be read"),
    ],
)
def test_mistakes_in_a_mapping(tmp_path: Path, text: str | bytes | None, told: str) -> None:
    file = tmp_path / "map.toml"
    if text is not None:
        file.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(MappingError, match=told):
        read(file)


def test_wrong_usage(library: Path) -> None:
    for arguments, told in (
        (("--engine", "dask"), "expected --scheduler"),
        (("--subject", "a", "--mapping", "b"), "leave out --mapping"),
        (("--mapping", "none.toml"), "none.toml: cannot be read"),
        (("--rules", "nosuch"), "nosuch: no such pack"),
    ):
        result = run(library, *arguments)
        assert result.exit_code == 2 and told in result.stderr, (arguments, result.stderr)
    assert run("nowhere").exit_code == 3
    Path("bare").mkdir()
    assert run("bare").exit_code == 2


# Documents at addresses.


def test_documents_in_a_store_of_objects(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In memory, through fsspec: the same claims as from the folder, and what changes there is seen."""
    store = fsspec.filesystem("memory")
    for file in library.rglob("*.md"):
        store.pipe(f"/shelf/{file.relative_to(library).as_posix()}", file.read_bytes())
    store.pipe("/shelf/bridges/mill.md.meta.json", b'{"publisher": "The Miller"}')
    store.pipe("/shelf/.hidden/a.md", b"# A\n\nThe A is 3 m long.\n")
    run(library, "--jobs", "1", "--output", "here", "--format", "json")
    result = run("memory://shelf", "--jobs", "1", "--output", "there", "--format", "json")
    assert result.exit_code == 3 and "not read: memory:///shelf/health/empty.md: expected text" in result.stdout
    told = {where: {n: json.loads(text) for n, text in reports(Path(where)).items()} for where in ("here", "there")}
    assert told["here"].keys() == told["there"].keys()
    for name, audit in told["there"].items():
        assert audit.get("claims") == told["here"][name].get("claims")
        assert audit.get("topics") == told["here"][name].get("topics")
    (mill,) = told["there"]["mill-crossing.json"]["sources"]
    assert (mill["path"], mill["publisher"]) == ("memory:///shelf/bridges/mill.md", "The Miller")
    store.pipe("/shelf/bridges/mill.md", LIBRARY["bridges/mill.md"].replace("90 m", "91 m").encode())
    run("memory://shelf", "--jobs", "1", "--output", "there", "--format", "json")
    assert "91 m" in Path("there/mill-crossing.json").read_text()
    run(f"file://{library.resolve()}", "--jobs", "2", "--output", "file", "--format", "json")
    assert (Path("file") / "index.json").read_text().count('"subject"') == 3
    store.rm("/shelf", recursive=True)


def test_addresses_that_cannot_be_used(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments, told in (
        (("s3://bucket/pages",), "add --allow-network"),
        (("https://example.org/a.html", "--allow-network"), "is the address of a web page"),
        (("nosuch://bucket", "--allow-network"), "expected an address such as s3://bucket/folder"),
    ):
        result = run(*arguments)
        assert result.exit_code == 2 and told in result.stderr, (arguments, result.stderr)
    assert run("memory://nothing-here", "--jobs", "1").exit_code == 3
    monkeypatch.setitem(sys.modules, "fsspec", None)
    result = run("memory://shelf")
    assert result.exit_code == 2 and "pip install auditor[remote]" in result.stderr


# Subjects.


def placed(tmp_path: Path, texts: dict[str, str], known: dict[str, Sequence[str]] | None = None) -> dict[str, str]:
    pages: list[Page] = []
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
        pages.append(page_of(load(tmp_path / name, name)))
    places = group(list(texts), pages, known or {})
    return {name: each.subject for name, each in zip(texts, places, strict=True)}


def test_pages_are_grouped_by_what_they_are_about(tmp_path: Path) -> None:
    subjects = placed(
        tmp_path,
        {
            "a.md": "# Marfan's syndrome | County Clinic\n\nMarfan's syndrome is rare. Marfan's syndrome is old.",
            "b.md": "# Living with Marfan syndrome\n\nMarfan syndrome is rare. In Marfan syndrome hearts are checked.",
            "c.md": "# Multiple sclerosis (MS)\n\nMultiple sclerosis (MS) is rare. MS recurs. Multiple sclerosis.",
            "d.md": "# MS: what helps\n\nIn MS, rest helps. MS and heat do not go together.",
            "e.md": "# Treatment\n\nNobody knows.",
        },
    )
    assert subjects["a.md"] == subjects["b.md"] and "arfan" in subjects["a.md"]
    assert subjects["c.md"] == subjects["d.md"] == "Multiple sclerosis"
    assert len({*subjects.values()}) == 3


def test_an_abbreviation_of_two_things_joins_neither(tmp_path: Path) -> None:
    page = "# {0}\n\n{0} ({1}) is known. {0} is rare; {1} is treated.\n"
    texts = {
        "a.md": page.format("Multiple sclerosis", "MS"),
        "b.md": page.format("Mitral stenosis", "MS"),
        "c.md": "# MS\n\nMS is rare, and MS is treated.\n",
    }
    assert len({*placed(tmp_path, texts).values()}) == 3


def test_a_page_without_a_name_goes_by_its_folder_and_packs_know_names(tmp_path: Path) -> None:
    page = "# {0}\n\n{0} is rare. In {0} sleep is disturbed.\n"
    texts = {
        "n/a.md": page.format("Narcolepsy"),
        "n/b.md": page.format("Narcolepsy"),
        "n/c.md": "# How it is treated\n\nBy regular hours.\n",
        "x/d.md": page.format("Gehrig's disease"),
    }
    subjects = placed(tmp_path, texts, {"amyotrophic lateral sclerosis": ["ALS", "Gehrig's disease"]})
    assert subjects["n/c.md"] == subjects["n/a.md"] == "Narcolepsy"
    assert subjects["x/d.md"] == "amyotrophic lateral sclerosis"


def test_a_title_that_asks_and_one_that_says_nothing(tmp_path: Path) -> None:
    page = "# {0}\n\n{0} is rare. In {0} sleep is disturbed.\n"
    subjects = placed(
        tmp_path,
        {
            "a.md": page.format("Harrow disease"),
            "b.md": page.format("Harrow disease"),
            "c.md": "# How long do people live with Harrow's disease?\n\nMany live long with Harrow disease.\n",
            "d.md": "# Harrow disease: which one is it?\n\nIn one in ten, Harrow disease is one kind.\n",
            "e.md": page.format("Narcolepsy"),
            "f.md": "# Coeliac disease\n\nIn coeliac disease bread does harm. Coeliac disease is common.\n",
            "g.md": "# Bread\n\nBread and celiac disease do not go together. Bread is baked.\n",
            "h.md": "# Celiac\n\nCeliac disease is found late. Those with celiac disease eat no bread.\n",
        },
    )
    assert {subjects[name] for name in ("a.md", "b.md", "c.md", "d.md")} == {"Harrow disease"}
    assert subjects["f.md"] == subjects["h.md"] != subjects["g.md"]
    assert len({*subjects.values()}) == 4


def test_a_heap_of_pages_on_four_subjects_is_sorted(tmp_path: Path) -> None:
    """The sample and the corpora in one folder, each page on the shelf of its own corpus, none split, none mixed."""
    texts, corpus = {}, {}
    for folder in (ROOT / "sources" / "als", *sorted((ROOT / "tests" / "corpora").glob("*/docs"))):
        for file in sorted(folder.iterdir()):
            if file.suffix == ".json":
                (tmp_path / file.name).write_bytes(file.read_bytes())
            else:
                texts[file.name] = file.read_text(encoding="utf-8")
                corpus[file.name] = folder
    subjects = placed(tmp_path, texts)
    shelves = {
        subject: {corpus[name] for name in subjects if subjects[name] == subject} for subject in subjects.values()
    }
    assert len(texts) == 17 and len(shelves) == 4, shelves
    assert all(len(folders) == 1 for folders in shelves.values()), shelves


def test_a_lone_page_on_something_else_stays_alone(tmp_path: Path) -> None:
    page = "# {0}\n\n{0} is crossed by many. The {0} stands near Vilareda, by the Serra Brumal. We like {0}.\n"
    texts = {f"{n}.md": page.format(name) for n, name in enumerate(["Teal Bridge"] * 3 + ["Mill Tower"])}
    assert len({*placed(tmp_path, texts).values()}) == 2


# Copies.


def test_copies_count_once() -> None:
    a, b, c = frozenset("abcde"), frozenset("abc"), frozenset("abcdx")
    found = copies([a, b, a, c, frozenset("z")])
    assert found.copy_of == ((1, 0), (2, 0)) and found.near == ()
    long = frozenset(map(str, range(10)))
    assert copies([long, long - {"1"} | {"x"}]).near == ((0, 1, 9 / 11),)
    assert copies([frozenset("ab"), frozenset("ab")]).copy_of == (), "two short notes may say the same"


def test_a_copy_is_told_of_and_agrees_with_nobody(library: Path) -> None:
    (library / "bridges" / "mill-copy.md").write_text(LIBRARY["bridges/mill.md"], encoding="utf-8")
    run(library, "--jobs", "1", "--output", "out", "--format", "json")
    mill = json.loads(Path("out/mill-crossing.json").read_text())
    assert [s["id"] for s in mill["sources"]] == ["mill-copy"]
    assert any("mill is a copy: every sentence of it stands in mill-copy" in note for note in mill["notes"])


def test_many_copies_and_much_boilerplate_take_no_time() -> None:
    boilerplate = frozenset(f"b{i}" for i in range(20))
    pages = [boilerplate | {f"{n}.{i}" for i in range(20)} for n in range(4000)] + [boilerplate] * 2000
    began = time.process_time()
    found = copies(pages)
    assert time.process_time() - began < 5 and len(found.copy_of) >= 1999


# Engines.


def double(number: int) -> int:
    return 2 * number


PREPARED: list[int] = []


def prepare(number: int) -> None:
    PREPARED.append(number)


def prepared(number: int) -> int:
    return number if PREPARED == [9] else -1


def dies_once(chunk: tuple[str, int]) -> int:
    mark, number = Path(chunk[0]), chunk[1]
    if number == 7 and not mark.exists():
        mark.write_text("died")
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def dies(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.parametrize("engine", [Here(), Pool(2)])
def test_results_come_in_order(engine: Here | Pool) -> None:
    assert list(engine.map_ordered(double, range(50))) == [2 * n for n in range(50)]
    assert list(engine.map_ordered(double, [])) == []


def test_a_prepared_worker_does_little_work_and_leaves_much_to_others() -> None:
    pool = Pool(2)
    for chunks, expected in (([5], [5]), ([5, 6], [5, 6]), ([5, 6, 7], [-1, -1, -1])):
        pool.prepare(prepare, 9)
        assert list(pool.map_ordered(prepared, chunks)) == expected
    pool.prepare(prepare, 9)
    pool.close()
    assert PREPARED == []


def test_a_lost_worker_costs_its_chunk(tmp_path: Path) -> None:
    mark = str(tmp_path / "mark")
    assert list(Pool(2).map_ordered(dies_once, ((mark, n) for n in range(20)))) == list(range(20))
    assert Path(mark).exists()
    with pytest.raises(LostError, match=f"lost {ATTEMPTS} times"):
        list(Pool(1).map_ordered(dies, [1]))


def test_chunks_are_made_as_they_are_sent() -> None:
    made = []

    def chunks() -> Iterator[int]:
        for number in range(1000):
            made.append(number)
            yield number

    results = Pool(2).map_ordered(double, chunks())
    assert next(results) == 0 and len(made) <= 10
    results.close()  # type: ignore[attr-defined]


def test_killed_and_stopped_runs_go_on(library: Path, tmp_path: Path) -> None:
    """The command is killed, then interrupted, in the middle; the next run gives what an undisturbed one gives."""
    for number in range(12):
        (library / f"more-{number}.md").write_text(
            BRIDGE.format(name=f"{'ABCDEFGHIJKL'[number]}orn Bridge", short="X", length=number + 20, year=1900 + number)
        )
    command = (sys.executable, "-c", "from auditor.cli import main; main()", "library", str(library), "--date", DAY)
    options = ("--format", "json", "--jobs", "2", "--output")
    for how, moment in ((signal.SIGKILL, 1.0), (signal.SIGKILL, 3.5), (signal.SIGINT, 2.5)):
        process = subprocess.Popen((*command, *options, "out"), stderr=subprocess.PIPE, start_new_session=True)
        time.sleep(moment)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        _, said = process.communicate(timeout=60)
        if how == signal.SIGINT and process.returncode == 130:
            assert b"stopped; what was finished is kept" in said and b"Traceback" not in said
        (library / "more-0.md").write_text(BRIDGE.format(name="Zorn Bridge", short="X", length=5, year=1905))
    assert run(library, *options, "out").exit_code == 3
    assert run(library, *options, "anew", "--no-cache").exit_code == 3
    assert reports(Path("out")) == reports(Path("anew"))


# Nothing is quadratic in sources.


@pytest.mark.parametrize("distinct", [500, 10_000])
def test_ten_thousand_sources_of_one_attribute_are_judged_at_once(distinct: int) -> None:
    claims, documents = [], []
    for number in range(10_000):
        value = Decimal(number * 7919 % distinct)
        text = f"Mean survival is {value} years."
        name = f"d{number:05d}"
        documents.append(Document(name, name, text, text, (Block(BlockKind.PARAGRAPH, 0, len(text)),)))
        reading = Reading(Interval(value, value, "year"))
        claims.append(
            Claim(
                f"{name}.001", name, "survival", "x", reading, 17, 20, "1 y", Span(0, len(text)), rule="health/survival"
            )
        )
    rules = packs.load(["als"])

    def once() -> float:
        began = time.process_time()
        (topic,) = build(align(claims, documents, frozenset()).claims, rules, documents, DAY)
        assert len(topic.positions) == distinct and topic.verdict == "conflict"
        return time.process_time() - began

    assert min(once(), once()) < 3, "two seconds on a machine with nothing else to do"


def test_the_name_of_four_thousand_pages_is_found_at_once() -> None:
    pages = []
    for number in range(4000):
        text = f"Harrow bridge, part {number} of the tale\n\nHarrow bridge stands still.\n"
        heading = Block(BlockKind.HEADING, 0, text.index("\n"), level=1)
        pages.append(Document(f"d{number}", f"d{number}", text, text, (heading,)))
    began = time.process_time()
    assert subject_of(pages).name == "Harrow bridge"
    assert time.process_time() - began < 4


def test_audit_split_by_subject_is_the_same(library: Path) -> None:
    run(library, "--jobs", "1", "--output", "out")
    result = CliRunner().invoke(
        main, ["audit", str(library), "--split", "subject", "--date", DAY, "--output", "split", "--format", "html"]
    )
    assert result.exit_code == 3 and result.stdout.startswith("6 pages on 3 subjects\n")
    assert reports(Path("split")) == reports(Path("out"))
    wrong = CliRunner().invoke(main, ["audit", str(library), "--split", "subject", "--output", "a", "--output", "b"])
    assert wrong.exit_code == 2 and "give one, the folder of the reports" in wrong.stderr
