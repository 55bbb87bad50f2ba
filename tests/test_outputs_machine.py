"""The formats that other programs read, held against what those programs ask for: the official SARIF schema, GitHub's
required fields and limits, the shape of JUnit and of GitLab Code Quality; every place against the file it points into.

Their whole text is held in ``tests/golden/``, see ``test_outputs.py``; here with standings, as ``check`` gives them.
"""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from fixtures_audit import audit, document, large
from jsonschema.validators import validator_for

from auditor.audit import audit as audited
from auditor.check import Checked, Judged, Notice
from auditor.decisions import Decision, Status, Verdict
from auditor.decisions.comments import Ignore
from auditor.findings import CODES, findings
from auditor.model import Audit, Metadata, Topic, Unread
from auditor.outputs import FINDINGS, FORMATS, sarif, step_summary
from auditor.outputs.results import Result, results
from auditor.packs import load

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
SCHEMA = json.loads((ROOT / "tests" / "data" / "schemas" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = validator_for(SCHEMA)(SCHEMA)
REASON = "Two editions, both right | see <b>the board's</b> note"


def stood(made: Audit) -> Checked:
    """The audit as a check leaves it: new, known, decided, expired and ignored in turn, and three remarks."""
    judged = []
    for at, finding in enumerate(findings(made)):
        decision = Decision(finding.fingerprint, Verdict.ACCEPT, REASON, owner="Ana", until="2024-01-31")
        judged.append(
            (
                Judged(finding, Status.NEW),
                Judged(finding, Status.DECIDED, decision),
                Judged(finding, Status.EXPIRED, decision),
                Judged(finding, Status.KNOWN),
                Judged(finding, Status.DECIDED, None, Ignore(finding.source, 3, (3, 9), (finding.code,), "as agreed")),
            )[at % 5]
        )
    notices = [Notice("AC901", "the decision 0123456789abcdef matches no finding any more: strike it", line=12)]
    for source in made.sources[:1]:
        notices += [
            Notice("AC902", "no AC102 stands here to be ignored", source.id, 3),
            Notice("AC903", "name a code", source.id, 0),
        ]
    return Checked(made, tuple(judged), tuple(notices), "outdated")


def statuses(checked: Checked) -> dict[str, Judged]:
    return {each.finding.fingerprint: each for each in checked.findings}


def told(made: Audit, checked: Checked | None) -> list[Result]:
    """What a format has to tell, whatever its order."""
    found = list(results(made, checked))
    assert len(found) == len(findings(made)) + (len(checked.notices) if checked else 0)
    return found


PAGES = {
    "guide.html": "<!doctype html>\n<html lang=en><head><title>Halvard Bridge: who built it?</title></head><body>\n"
    "<h1>Halvard Bridge: who built it?</h1>\n<p>The Halvard Bridge is <b>412&nbsp;m</b> long. It opened in\n1931.</p>\n"
    "</body></html>\n",
    "note.md": "# Halvard Bridge\r\n\r\nThe Halvard Bridge is *398 m* long – it was opened in 1934.\r\n",
    "flyer.txt": "Halvard Bridge\n\nThe Halvard Bridge is 412 m\nlong. It opened in 1931.\n",
}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audit]:
    """The audit of real files in three formats, one with CR LF, and of the sample articles."""
    folder = tmp_path_factory.mktemp("pages")
    for name, text in PAGES.items():
        (folder / name).write_bytes(text.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        (folder / "als").symlink_to(ROOT / "sources" / "als")
        bridge = audited([Path()], load(()), "2026-11-21")
        patch.chdir(ROOT)
        articles = audited([Path("sources/als")], load(()), "2026-11-21")
        assert len(findings(bridge)) >= 2
        assert len(findings(articles)) >= 5
        named = tuple(replace(source, path=f"{folder}/{source.path}") for source in bridge.sources)
        yield replace(
            articles,
            sources=(*articles.sources, *named),
            claims=(*articles.claims, *bridge.claims),
            topics=(*articles.topics, *bridge.topics),
        )


def lines_of(path: Path) -> list[str]:
    """The lines of a file, each with what ends it."""
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+", path.read_bytes().decode("utf-8"))


def bare(text: str) -> str:
    """A stretch of a file, or a quote, without markup, entities and spaces."""
    return "".join(html.unescape(re.sub(r"<[^>]*>|[*_`]", "", text)).split())


def stretch(path: Path, line: int, column: int, end_line: int, end_column: int) -> str:
    rows = lines_of(path)[line - 1 : end_line]
    rows[-1] = rows[-1][: end_column - 1]
    rows[0] = rows[0][column - 1 :]
    return "".join(rows)


def test_every_place_holds_its_quote(read: Audit) -> None:
    places = [place for result in results(read) for place in result.places]
    assert {Path(place.path).suffix for place in places} == {".html", ".md", ".txt"}
    assert any(place.end_line > place.line for place in places), "no quote runs over a line's end"
    for place in places:
        held = stretch(Path(place.path), place.line, place.column, place.end_line, place.end_column)
        assert bare(held) == bare(place.quote), place.spot


def test_sarif_regions_hold_the_quotes(read: Audit) -> None:
    quotes = {f.fingerprint: [p.quote for p in r.places] for r in results(read) for f in [r.finding]}
    for result in json.loads(FORMATS["sarif"](read))["runs"][0]["results"]:
        spots = [*result["locations"], *result.get("relatedLocations", ())]
        held = []
        for spot in spots:
            artifact, region = spot["physicalLocation"]["artifactLocation"], spot["physicalLocation"]["region"]
            path = Path(unquote(artifact["uri"].removeprefix("file://")))
            held.append(stretch(path, *(region[k] for k in ("startLine", "startColumn", "endLine", "endColumn"))))
        assert [bare(h) for h in held] == [bare(q) for q in quotes[result["fingerprints"]["auditorFinding/v1"]]]


@pytest.mark.parametrize("name", ["junit", "sarif", "github", "gitlab", "jsonl", "csv", "step_summary"])
def test_golden_with_standings(name: str) -> None:
    made = audit()
    text = step_summary.render(made, stood(made)) if name == "step_summary" else FORMATS[name](made, stood(made))
    path = GOLDEN / f"skarholm.checked.{name}"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(text.encode())
    assert path.read_bytes() == text.encode()


def hostile() -> Audit:
    """An audit whose texts try to be markup, commands, formulas and paths that they are not."""
    nasty = '=HYPERLINK("x")]](1)<script>&\x07\ufffe\u202e|`@all`\n::error::x, y: 90 %'
    made = audit()
    topics = tuple(replace(t, attribute=f"{nasty} {t.attribute}") for t in made.topics)
    claims = tuple(replace(c, attribute=f"{nasty} {c.attribute}", quote=f"{nasty} {c.quote}") for c in made.claims)
    sources = tuple(replace(s, path=f"=a b/[x](1),{at}::é%.md") for at, s in enumerate(made.sources))
    unread = (Unread("texts/\udcff.txt", nasty),)
    return replace(made, subject=nasty, topics=topics, claims=claims, sources=sources, unread=unread, notes=(nasty,))


def crowded(number: int) -> Audit:
    """One conflict between ``number`` sources."""
    made = audit()
    topic = next(t for t in made.topics if t.attribute == "steps")
    topics: list[Topic] = [t for t in made.topics if t.attribute == "height of tower"]
    claim = next(c for c in made.claims if c.attribute == "height of tower")
    copies = tuple(replace(claim, id=f"copy{at}", source=f"copy{at}") for at in range(number))
    sources = tuple(
        document(f"copy{at}", f"texts/copy{at}.md", made.sources[0].raw, Metadata()) for at in range(number)
    )
    first = topics[0].positions[0]
    told = replace(first, claims=(*first.claims, *(c.id for c in copies)),
                   sources=(*first.sources, *(c.source for c in copies)))  # fmt: skip
    held = replace(topics[0], positions=(told, *topics[0].positions[1:]))
    return replace(made, topics=(held, topic), claims=(*made.claims, *copies), sources=(*made.sources, *sources))


AUDITS = {
    "as made": audit,
    "nothing": lambda: Audit("", (), (), ()),
    "hostile": hostile,
    "a crowd": lambda: crowded(1_200),
    "many": lambda: large(600),
}


@pytest.fixture(params=[*AUDITS, "read"])
def each(request: pytest.FixtureRequest) -> Audit:
    made: Audit = request.getfixturevalue("read") if request.param == "read" else AUDITS[request.param]()
    return made


def test_sarif_is_valid_by_the_official_schema(each: Audit) -> None:
    VALIDATOR.check_schema(SCHEMA)
    for checked in (None, stood(each)):
        log = json.loads(FORMATS["sarif"](each, checked))
        assert not [f"{error.json_path}: {error.message[:200]}" for error in VALIDATOR.iter_errors(log)]


def test_the_schema_bites() -> None:
    log = json.loads(FORMATS["sarif"](audit()))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    log["runs"][0]["results"][1]["level"] = "fatal"
    assert len(list(VALIDATOR.iter_errors(log))) >= 2


def github_complaints(text: str) -> Iterator[str]:
    """What GitHub's documentation on SARIF support for code scanning asks for, and this log does not do."""
    log = json.loads(text)
    if not log.get("$schema") or log.get("version") != "2.1.0" or not 1 <= len(log.get("runs", ())) <= 20:
        yield "$schema, version 2.1.0 and 1 to 20 runs are required"
    yield from (f"empty string at {path}" for path in empties(log))
    for run in log.get("runs", ()):
        driver = run["tool"]["driver"]
        rules = {rule["id"]: rule for rule in driver.get("rules", ())}
        if not driver.get("name") or not rules or len(run["results"]) > 25_000:
            yield "a name, rules and at most 25,000 results are required"
        for rule in rules.values():
            yield from (
                f"{rule['id']}: {k}" for k in ("shortDescription", "fullDescription", "help") if not rule[k]["text"]
            )
            if len(rule["properties"]["tags"]) > 20 or rule["properties"]["precision"] not in PRECISIONS:
                yield f"{rule['id']}: properties"
            if rule["properties"]["problem.severity"] not in ("error", "warning", "recommendation"):
                yield f"{rule['id']}: problem.severity"
        hashes = [result.get("partialFingerprints", {}).get("primaryLocationLineHash") for result in run["results"]]
        if not all(hashes) or len(set(hashes)) < len(hashes):
            yield "every result needs a primaryLocationLineHash of its own"
        for result in run["results"]:
            yield from result_complaints(result, rules, driver)


PRECISIONS = ("very-high", "high", "medium", "low")


def result_complaints(result: Mapping[str, Any], rules: Mapping[str, Any], driver: Mapping[str, Any]) -> Iterator[str]:
    spots = [*result["locations"], *result.get("relatedLocations", ())]
    if not result["message"]["text"] or not result["locations"] or len(spots) > 1_000:
        yield "message.text and 1 to 1,000 locations are required"
    if driver["rules"][result["ruleIndex"]] is not rules[result["ruleId"]]:
        yield "ruleIndex and ruleId name two rules"
    if result["level"] not in ("note", "warning", "error"):
        yield f"level {result['level']}"
    for spot in spots:
        uri = spot["physicalLocation"]["artifactLocation"]["uri"]
        if not re.fullmatch(r"(file:/)?[A-Za-z0-9._~%/-]+", uri) or uri.startswith(("./", "../")):
            yield f"uri {uri}"
        region = spot["physicalLocation"]["region"]
        start, end = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
        if not (1, 1) <= start <= end:
            yield f"region {region}"
    links = {int(at) for at in re.findall(r"(?<!\\)\]\((\d+)\)", result["message"]["text"])}
    if links - {spot["id"] for spot in result.get("relatedLocations", ())}:
        yield f"a link leads nowhere: {links}"


def empties(form: Any, path: str = "$") -> Iterator[str]:
    if form == "":
        yield path
    pairs = form.items() if isinstance(form, dict) else enumerate(form) if isinstance(form, list) else ()
    for key, value in pairs:
        yield from empties(value, f"{path}.{key}")


def test_sarif_is_what_github_asks_for(each: Audit) -> None:
    for checked in (None, stood(each)):
        assert not list(github_complaints(FORMATS["sarif"](each, checked)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"endColumn": 28', '"endColumn": 3'),
        ('"version": "2.1.0"', '"version": "2.0.0"'),
        ('"precision": "medium"', '"precision": "good"'),
        ('"level": "error"', '"level": "fatal"'),
        ("](1)", "](99)"),
        ('"uri": "texts/', '"uri": "texts /'),
        ('"ruleIndex": 0', '"ruleIndex": 1'),
        ('"primaryLocationLineHash"', '"contextHash"'),
        ('"text": "Sources contradict each other"', '"text": ""'),
    ],
)
def test_the_checks_for_github_bite(old: str, new: str) -> None:
    text = FORMATS["sarif"](audit())
    assert old in text
    assert list(github_complaints(text.replace(old, new)))


def test_sarif_shows_the_newest_document_first_and_links_the_others() -> None:
    results_ = json.loads(FORMATS["sarif"](audit()))["runs"][0]["results"]
    height = next(r for r in results_ if r["message"]["text"].startswith("height of tower"))
    uris = [spot["physicalLocation"]["artifactLocation"]["uri"] for spot in height["locations"]]
    assert uris == ["texts/gazette.txt"]
    assert [spot["id"] for spot in height["relatedLocations"]] == [1, 2, 3]
    assert height["message"]["text"].endswith(
        "See [texts/almanac.txt:3](1), [texts/guide.md:3](2), [texts/handbook.md:3](3)."
    )


def test_sarif_fills_baseline_states_and_suppressions() -> None:
    made = audit()
    checked = stood(made)
    found = json.loads(FORMATS["sarif"](made, checked))["runs"][0]["results"]
    forms = {r["fingerprints"]["auditorFinding/v1"]: (r["baselineState"], r["suppressions"]) for r in found}
    assert len(forms) == len(found) == len(told(made, checked)), "a decided finding is suppressed, not dropped"
    words = f"accepted as it is: {REASON}"
    kept = {"owner": "Ana", "until": "2024-01-31"}
    for fingerprint, judged in statuses(checked).items():
        state, suppressions = forms[fingerprint]
        assert state == ("new" if judged.status is Status.NEW else "unchanged")
        if judged.status in (Status.NEW, Status.KNOWN):
            assert suppressions == []
        elif judged.ignored:
            justification = f"ignored in {judged.finding.source}: as agreed"
            assert suppressions == [{"kind": "inSource", "status": "accepted", "justification": justification}]
        else:
            ended = judged.status is Status.EXPIRED
            status, reason = ("underReview", f"expired after 2024-01-31: {words}") if ended else ("accepted", words)
            form = {"kind": "external", "status": status, "justification": reason, "properties": kept}
            assert suppressions == [form]
    plain = json.loads(FORMATS["sarif"](made))["runs"][0]["results"]
    assert not any("baselineState" in r or "suppressions" in r for r in plain)


def test_remarks_on_what_was_settled_are_told() -> None:
    made = audit()
    found = json.loads(FORMATS["sarif"](made, stood(made)))["runs"][0]["results"]
    remarks = {r["ruleId"]: r for r in found if r["ruleId"].startswith("AC9")}
    assert sorted(remarks) == ["AC901", "AC902", "AC903"]
    spot = remarks["AC901"]["locations"][0]["physicalLocation"]
    assert (spot["artifactLocation"]["uri"], spot["region"]["startLine"]) == ("auditor.decisions.yaml", 12)
    assert remarks["AC902"]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == made.sources[0].path
    tree = ElementTree.fromstring(FORMATS["junit"](made, stood(made)))
    assert not [f for f in tree.iter("failure") if str(f.get("type")).startswith("AC9")], "a remark fails no check"


def test_sarif_keeps_githubs_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "RESULTS", 50)
    run = json.loads(FORMATS["sarif"](large(600)))["runs"][0]
    left_out = len(findings(large(600))) - 50
    levels = [result["level"] for result in run["results"]]
    assert levels == ["error"] * 50, "the worst are kept"
    assert (
        f"{left_out} findings are left out"
        in run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]
    )
    limit = len(gzip.compress(FORMATS["sarif"](large(600)).encode(), mtime=0)) - 1
    monkeypatch.setattr(sarif, "BYTES", limit)
    text = FORMATS["sarif"](large(600))
    assert 0 < len(json.loads(text)["runs"][0]["results"]) < 50
    assert len(gzip.compress(text.encode(), mtime=0)) <= limit


def test_sarif_names_what_was_not_read() -> None:
    told = json.loads(FORMATS["sarif"](audit()))["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert told[0]["level"] == "error"
    assert told[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "texts/scan.pdf"


def test_junit(each: Audit) -> None:
    for checked in (None, stood(each)):
        tree = ElementTree.fromstring(FORMATS["junit"](each, checked))
        assert tree.tag == "testsuites"
        assert all(child.tag == "testsuite" for child in tree)
        cases = list(tree.iter("testcase"))
        assert len({(s.get("name"), c.get("name")) for s in tree for c in s}) == len(cases), (
            "a name stands for two cases"
        )
        for suite in [tree, *tree]:
            inside = list(suite.iter("testcase"))
            for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
                assert suite.get(count) == str(sum(case.find(tag) is not None for case in inside))
            assert suite.get("tests") == str(len(inside))
        told = [
            case.find(tag) for case in cases for tag in ("failure", "error", "skipped") if case.find(tag) is not None
        ]
        assert all(each_.get("message") for each_ in told)


def test_junit_has_a_suite_an_attribute_and_skips_what_is_decided() -> None:
    made = audit()
    checked = stood(made)
    tree = ElementTree.fromstring(FORMATS["junit"](made, checked))
    suites = {suite.get("name"): suite for suite in tree}
    assert set(suites) == {"documents"} | {f.attribute for f in findings(made) if f.attribute} | {
        "intensity of lamp", "range", "steps",
    }  # fmt: skip
    failing = {judged.finding.fingerprint for judged in checked.failing}
    for judged in checked.findings:
        suite = suites[judged.finding.attribute or "documents"]
        (case,) = (case for case in suite if judged.finding.fingerprint in str(case.get("name")))
        skipped = case.find("skipped")
        assert (skipped is not None) == (judged.status in (Status.KNOWN, Status.DECIDED))
        assert skipped is None or skipped.get("message") == judged.reason
        assert (case.find("failure") is not None) == (judged.finding.fingerprint in failing)
    assert failing
    assert [child.tag for child in suites["steps"][0]] == []
    assert suites["documents"].get("errors") == "1"


def test_gitlab(each: Audit) -> None:
    for checked in (None, stood(each)):
        text = FORMATS["gitlab"](each, checked)
        assert not text.startswith("\ufeff")
        entries = json.loads(text)
        paths = {"auditor.decisions.yaml", *(source.path for source in each.sources)}
        for entry in entries:
            assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
            assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
            assert entry["description"]
            assert entry["check_name"].removeprefix("auditor/") in CODES
            assert entry["location"]["path"] in paths
            assert entry["location"]["lines"]["begin"] >= 1
        assert len({entry["fingerprint"] for entry in entries}) == len(entries)
        assert len(entries) == sum(result.status is not Status.DECIDED for result in told(each, checked))


def test_github_commands(each: Audit) -> None:
    for checked in (None, stood(each)):
        lines = FORMATS["github"](each, checked).splitlines()
        assert len(lines) == len(each.unread) + sum(result.open for result in told(each, checked))
        ranks = []
        for line in lines:
            match = re.fullmatch(r"::(error|warning|notice) ((?:[A-Za-z]+=[^,:\r\n]+,?)+)::([^\r\n]+)", line)
            assert match, line
            properties = dict(pair.split("=", 1) for pair in match[2].split(","))
            assert {"file", "title"} <= set(properties)
            ranks.append(("error", "warning", "notice").index(match[1]))
        assert ranks == sorted(ranks), "GitHub shows the first ten of a kind"


def test_jsonl_and_csv_tell_every_finding(each: Audit) -> None:
    for checked in (None, stood(each)):
        rows = [json.loads(line) for line in FORMATS["jsonl"](each, checked).splitlines()]
        table = list(csv.DictReader(io.StringIO(FORMATS["csv"](each, checked))))
        found = told(each, checked)
        assert [row["fingerprint"] for row in rows] == [result.finding.fingerprint for result in found]
        assert [row["fingerprint"] for row in table] == [result.finding.fingerprint for result in found]
        assert [row["status"] for row in rows] == [result.status for result in found]
        assert [row["status"] or None for row in table] == [result.status for result in found]
        assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in table for cell in row.values())


def test_step_summary(each: Audit) -> None:
    checked = stood(each)
    text = step_summary.render(each, checked)
    assert len(text.encode()) <= 2**20
    rows = [line for line in text.splitlines() if line.startswith("| **")]
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 4 for row in rows), "a cell ends too soon"
    assert not re.search(r"<(?!br>|/?details>|/?summary>)", text), "HTML of a document"
    assert len(rows) == min(sum(result.open for result in told(each, checked)), step_summary.LISTED)


def test_step_summary_fits_whatever_it_says() -> None:
    made = large(600)
    topics = tuple(replace(t, attribute="&" * 2_000 + t.id) for t in made.topics)
    text = step_summary.render(replace(made, topics=topics))
    assert len(text.encode()) <= 2**20
    assert "findings more" in text


@pytest.mark.parametrize("name", FINDINGS)
def test_hostile_text_can_be_saved(name: str) -> None:
    made = hostile()
    text = FORMATS[name](made, stood(made))
    text.encode("utf-8")
    assert "\x07" not in text
    assert name == "jsonl" or "\u202e" not in text, "only data for programs keeps what misleads the eye"
