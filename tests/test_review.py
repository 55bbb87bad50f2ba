"""The review: decided by keyboard alone in a real browser, two reviewers at once, a killed server, who is refused."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import fixtures_audit
import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page

from auditor.check import Settled
from auditor.cli import main
from auditor.decisions import read_decisions
from auditor.packs import load
from auditor.review import Desk
from auditor.review.desk import queue
from auditor.review.server import Server
from auditor.rules import Rules

XSS = '<img src=x onerror="document.title=1">"\'</script>'


def desk(path: Path, findings: int = 20, **more: object) -> Desk:
    """A desk with so many open findings, without the names of attributes twice."""
    audit = fixtures_audit.large(60)
    known = Desk(audit, Settled(), "never", path)
    keep = {each.finding.topic for each in queue(known.look())[:findings] if each.finding.topic}
    topics = tuple(replace(topic, flags=()) for topic in audit.topics if topic.id in keep)[:findings]
    return replace(Desk(replace(audit, topics=topics, flags=()), Settled(), "conflict", path), **more)  # type: ignore[arg-type]


@contextmanager
def served(at: Desk) -> Iterator[str]:
    """The address of a running server."""
    server = Server(at)
    ready = threading.Event()
    thread = threading.Thread(target=server.run, args=(lambda _: ready.set(),), daemon=True)
    thread.start()
    assert ready.wait(10)
    for _ in range(100):
        try:
            http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=1).connect()
            break
        except OSError:
            time.sleep(0.05)
    try:
        yield server.address
    finally:
        server.stop()
        thread.join(10)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(10_000)
    yield page
    page.close()


def test_twenty_findings_by_keyboard_alone(page: Page, tmp_path: Path) -> None:
    at = desk(tmp_path / "d.yaml", owner="Ada")
    assert len(queue(at.look())) == 20
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    with served(at) as address:
        page.goto(address)
        page.keyboard.press("j")
        page.wait_for_url("**/f/*")
        for number in range(20):
            key = "afsp"[number % 4]
            before = page.url
            page.keyboard.press(key)
            if key == "p":
                page.keyboard.press("ArrowDown")
                page.keyboard.press("Tab")
            page.keyboard.type(f"reason {number} with keys jklafsp")
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url, before=before: url != before)
        page.wait_for_selector("#done")
        assert "Nothing is open" in page.inner_text("main")
    held = read_decisions(tmp_path / "d.yaml")
    assert len(held) == 20
    by_reason = {decision.reason: decision for decision in held}
    for number in range(20):
        decision = by_reason[f"reason {number} with keys jklafsp"]
        assert decision.verdict == ("accept", "fix", "scope", "prefer")[number % 4]
        assert decision.owner == "Ada" and decision.sources
        assert decision.prefer == (decision.sources[0] if number % 4 == 3 else "")
    assert not queue(at.look()) and not errors


def test_two_reviewers_lose_nothing(browser: Browser, tmp_path: Path) -> None:
    """Each has a server of their own and the same file; they take turns, and once both decide on one finding."""
    path = tmp_path / "d.yaml"
    with served(desk(path, 6, owner="Ada")) as first, served(desk(path, 6, owner="Bo")) as second:
        ada, bo = (browser.new_context().new_page() for _ in range(2))
        ada.goto(first)
        names = [link.get_attribute("href") for link in ada.query_selector_all("td a")]
        ada.goto(first + str(names[0]))
        bo.goto(second + str(names[0]))
        _decide(ada, "Ada was here")
        _decide(bo, "Bo came later")
        bo.wait_for_selector("[role=alert]")
        assert "Decided meanwhile: accepted as it is: Ada was here" in bo.inner_text("[role=alert]")
        assert "Decided by Ada" in bo.inner_text("#standing")
        assert [each.reason for each in read_decisions(path)] == ["Ada was here"]
        for at, (who, address) in enumerate([(bo, second), (ada, first), (bo, second), (ada, first)], start=1):
            who.goto(address + str(names[at]))
            _decide(who, f"turn {at}")
        bo.goto(second)
        assert "Ada was here (Ada)" in bo.inner_text("table")
        assert "1 of 6 findings are open" in bo.inner_text("main")
        ada.context.close()
        bo.context.close()
    assert sorted((each.reason, each.owner) for each in read_decisions(path)) == [
        ("Ada was here", "Ada"),
        *((f"turn {at}", ("Ada", "Bo")[at % 2]) for at in range(1, 5)),
    ]


def _decide(page: Page, reason: str) -> None:
    page.keyboard.press("a")
    page.keyboard.type(reason)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_what_a_page_says_runs_nowhere(page: Page, tmp_path: Path) -> None:
    at = desk(tmp_path / "d.yaml", 1)
    claims = tuple(replace(claim, quote=XSS, path=(XSS,), source=claim.source) for claim in at.audit.claims)
    topics = tuple(replace(topic, attribute=XSS, subject=XSS) for topic in at.audit.topics)
    nasty = replace(at, audit=replace(at.audit, claims=claims, topics=topics, subject=XSS), owner=XSS)
    with served(nasty) as address:
        page.goto(address)
        assert XSS in page.inner_text("main")
        page.keyboard.press("j")
        page.wait_for_url("**/f/*")
        assert XSS in page.inner_text("main")
        _decide(page, XSS)
        page.wait_for_selector("#done")
        assert XSS in page.inner_text("main")
        assert page.title() != "1"
        assert page.evaluate("document.images.length") == 0
    assert [(each.reason, each.owner, each.attribute) for each in read_decisions(tmp_path / "d.yaml")] == [(XSS,) * 3]


def test_the_page_is_whole_without_script_and_narrow(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    with served(desk(tmp_path / "d.yaml", 2)) as address:
        page = context.new_page()
        page.goto(address)
        page.click("#next")
        assert page.locator("svg.plot, blockquote").count()
        page.check("input[value=scope]")
        page.fill("#reason", "counted elsewhere")
        page.click("button")
        page.wait_for_url("**/f/*")
    context.close()
    assert [each.verdict for each in read_decisions(tmp_path / "d.yaml")] == ["scope"]


def test_no_sideways_scroll_and_no_accessibility_fault(browser: Browser, tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with served(desk(tmp_path / "d.yaml", 3)) as address:
        for scheme in ("light", "dark"):
            context = browser.new_context(
                color_scheme=scheme,
                viewport={"width": 320, "height": 640},
                bypass_csp=True,  # axe is a script of others
            )
            page = context.new_page()
            for where in (address, page_of(address, page)):
                page.goto(where)
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), where
                faults = Axe().run(page).response["violations"]
                assert not faults, [(fault["id"], fault["nodes"][0]["html"]) for fault in faults]
            context.close()


def page_of(address: str, page: Page) -> str:
    page.goto(address)
    return address + str(page.get_attribute("#next", "href"))


# Who is refused.  These speak HTTP themselves, for a browser would not say what an attacker says.


class Asker:
    """Asks one server, and knows what its own page knows."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host, self.root = parts.netloc, parts.path
        listed = self.ask("GET", self.root)[2]
        self.form = self.root + re.findall(r'href="(f/[0-9a-f]{16})"', listed)[0]
        self.csrf = re.findall(r'name="csrf" value="([^"]+)"', self.ask("GET", self.form)[2])[0]

    def ask(
        self, method: str, path: str, fields: dict[str, str] | None = None, **headers: str
    ) -> tuple[int, http.client.HTTPMessage, str]:
        connection = http.client.HTTPConnection(self.host, timeout=10)
        connection.putrequest(method, path, skip_host=True)
        body = urlencode(fields or {}).encode()
        sent = {"Host": self.host, "Content-Length": str(len(body))} | {
            name.replace("_", "-"): value for name, value in headers.items() if value
        }
        for name, value in sent.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, answer.headers, text

    def decide(self, form: str = "", fields: dict[str, str] | None = None, **headers: str) -> int:
        asked = {"csrf": self.csrf, "seen": "", "decision": "accept", "reason": "x"} | (fields or {})
        return self.ask("POST", form or self.form, asked, **({"Origin": f"http://{self.host}"} | headers))[0]


@pytest.fixture
def asker(tmp_path: Path) -> Iterator[Asker]:
    with served(desk(tmp_path / "d.yaml", 3)) as address:
        yield Asker(address)


def test_loopback_only(asker: Asker) -> None:
    assert asker.host.startswith("127.0.0.1:")
    listening = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    port = f":{int(asker.host.split(':')[1]):04X} "
    local = [
        row.split()[1] for row in listening.splitlines() if row.split()[3] == "0A" and port in f"{row.split()[1]} "
    ]
    assert local == [f"0100007F{port.strip()}"]


def test_the_token_is_long_and_asked_for(asker: Asker, tmp_path: Path) -> None:
    assert len(asker.root.strip("/")) >= 32
    assert asker.ask("GET", "/")[0] == 404
    assert asker.ask("GET", "/guess/")[0] == 404
    assert asker.ask("GET", f"/{asker.root.strip('/')[:-1]}x/")[0] == 404
    assert asker.decide(form=asker.form.replace(asker.root, "/guess/")) == 404
    assert not (tmp_path / "d.yaml").exists()


@pytest.mark.parametrize("host", ["evil.example", "localhost", "127.0.0.1", "127.0.0.1:1"])
def test_a_foreign_host_is_refused(asker: Asker, host: str, tmp_path: Path) -> None:
    assert asker.ask("GET", asker.root, Host=host)[0] == 403
    assert asker.decide(Host=host) == 403
    assert not (tmp_path / "d.yaml").exists()


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost", "https://{}", ""])
def test_a_foreign_origin_is_refused(asker: Asker, origin: str, tmp_path: Path) -> None:
    assert asker.decide(Origin=origin.format(asker.host)) == 403
    assert not (tmp_path / "d.yaml").exists()


def test_another_page_may_not_ask(asker: Asker) -> None:
    assert asker.ask("GET", asker.root, Sec_Fetch_Site="cross-site")[0] == 403
    assert asker.ask("GET", asker.root, Origin="http://evil.example")[0] == 403


@pytest.mark.parametrize("csrf", ["", "guess"])
def test_the_csrf_token_is_asked_for(asker: Asker, csrf: str, tmp_path: Path) -> None:
    assert asker.decide(fields={"csrf": csrf}) == 403
    assert not (tmp_path / "d.yaml").exists()


def test_nothing_else_is_taken(asker: Asker, tmp_path: Path) -> None:
    assert [asker.ask(m, asker.form)[0] for m in ("PUT", "DELETE", "PATCH")] == [405] * 3
    assert asker.ask("POST", asker.root, Origin=f"http://{asker.host}")[0] == 405
    for path in ("f/0000000000000000", "f/..%2f..%2fetc%2fpasswd", "app.py", "../app.py", "finding.html.j2"):
        assert asker.ask("GET", asker.root + path)[0] == 404, path
    assert asker.decide(form=f"{asker.root}f/0000000000000000") == 404
    assert asker.decide(fields={"reason": "x" * 30_000}) == 413
    assert not (tmp_path / "d.yaml").exists()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"reason": "  "}, "Reason is missing."),
        ({"decision": "maybe"}, "Choose what to do"),
        ({"decision": "prefer", "prefer": "nobody"}, "Choose the source to follow"),
        ({"until": "2020-01-01"}, "Until 2020-01-01 is past."),
    ],
)
def test_a_wrong_form_is_shown_again(asker: Asker, fields: dict[str, str], message: str, tmp_path: Path) -> None:
    asked = {"csrf": asker.csrf, "seen": "", "decision": "accept", "reason": "kept words"} | fields
    status, _, text = asker.ask("POST", asker.form, asked, Origin=f"http://{asker.host}")
    assert (status, message in text) == (422, True)
    assert "kept words" in text or "reason" in fields
    assert not (tmp_path / "d.yaml").exists()


def test_every_answer_is_guarded(asker: Asker) -> None:
    for path in (asker.root, asker.form, asker.root + "style.css", "/guess/"):
        headers = asker.ask("GET", path)[1]
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert (headers["Cache-Control"], headers["X-Frame-Options"]) == ("no-store", "DENY")
        assert headers["Server"] is None


def test_a_file_that_is_broken_by_hand(asker: Asker, tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text("- id: x\n")
    assert asker.decide() == 503
    status, _, text = asker.ask("GET", asker.root)
    assert status == 503 and "d.yaml:1:7: must be the fingerprint of a finding" in text
    assert (tmp_path / "d.yaml").read_text() == "- id: x\n"


def test_a_killed_server_loses_nothing(tmp_path: Path) -> None:
    """Killed in the midst of decisions; all that was answered is in the file, and the file is whole."""
    path = tmp_path / "d.yaml"
    program = (
        "import sys; sys.path[:0] = ['tests']; from pathlib import Path; import test_review as t\n"
        "t.Server(t.desk(Path(sys.argv[1]), 20)).run(lambda address: print(address, flush=True))\n"
    )
    command = [sys.executable, "-c", program, str(path)]
    told: set[str] = set()
    for turn in range(3):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]) as server:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            for _ in range(100):
                try:
                    asker = Asker(address)
                    break
                except (OSError, IndexError):
                    time.sleep(0.05)
            forms = re.findall(r'href="(f/[0-9a-f]{16})"', asker.ask("GET", asker.root)[2])
            killer = threading.Timer(0.15 * (turn + 1), server.send_signal, (signal.SIGKILL,))
            killer.start()
            for form in sorted(set(forms)):
                try:
                    if asker.decide(asker.root + form, {"reason": f"turn {turn}"}) == 303:
                        told.add(form[2:])
                except (OSError, http.client.HTTPException):
                    break
            killer.join()
            server.kill()
        assert told <= {each.id for each in read_decisions(path)}
    assert told


# The terminal.

PAGES = {
    "a.md": "# ALS\n\nAbout 5-10% of cases of amyotrophic lateral sclerosis are familial.\n",
    "b.md": "# ALS\n\nAbout 15-20% of cases of amyotrophic lateral sclerosis are familial.\n",
}


@cache
def health() -> Rules:
    return load(("health",))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDITOR_RULES", "health")
    monkeypatch.setattr("auditor.packs.load", lambda *_: health())
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_in_the_terminal(folder: Path) -> None:
    keys = "x\np\nc\nnewer\np\na\nnewer\n"
    result = CliRunner().invoke(
        main, ["review", ".", "--terminal", "--date", "2026-11-21", "--owner", "Ada"], input=keys
    )
    assert result.exit_code == 0, result.output
    assert "[1 open] AC101 familial share: about 5 to 10 %" in result.output
    assert "[About 15-20%] of cases" in result.output
    assert "Choose the source to follow: a, b." in result.output
    assert result.output.endswith("0 findings open; decisions are in auditor.decisions.yaml\n")
    (held,) = read_decisions(folder / "auditor.decisions.yaml")
    assert (held.prefer, held.reason, held.owner, held.date) == ("a", "newer", "Ada", "2026-11-21")
    again = CliRunner().invoke(main, ["review", ".", "--terminal"])
    assert again.output == "0 findings open; decisions are in auditor.decisions.yaml\n"


@pytest.mark.parametrize("keys", ["n\n", "q\n"])
def test_leaving_the_terminal(folder: Path, keys: str) -> None:
    result = CliRunner().invoke(main, ["review", ".", "--terminal"], input=keys)
    assert result.exit_code == 0
    assert result.output.endswith("1 finding open; decisions are in auditor.decisions.yaml\n")
    assert not (folder / "auditor.decisions.yaml").exists()


def test_a_port_that_is_taken(folder: Path, asker: Asker) -> None:
    result = CliRunner().invoke(main, ["review", ".", "--port", asker.host.split(":")[1]])
    assert result.exit_code == 2
    assert "cannot be used: Address already in use" in result.stderr


def test_the_command_says_its_address_and_ends(folder: Path) -> None:
    command = [sys.executable, "-u", "-c", "from auditor.cli import main; main()", "review", "."]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().removeprefix("review: ").strip()
        for _ in range(100):
            try:
                asker = Asker(address)
                break
            except OSError:
                time.sleep(0.05)
        assert asker.decide() == 303
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    assert len(read_decisions(folder / "auditor.decisions.yaml")) == 1
