"""What commands are given to read: standard input, lists, and addresses, served on this machine."""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from auditor import fetching
from auditor.cli import main
from auditor.fetching import FetchError, fetch

PAGE = "<html><body><article>" + "<p>The quay is 400 m long and takes 12 boats.</p>" * 5 + "</article></body></html>"


class Handler(BaseHTTPRequestHandler):
    """Answers by the path that is asked for."""

    def do_GET(self) -> None:
        name = self.path.strip("/").split("/")[0]
        getattr(self, f"on_{name}", self.on_nothing)()

    def answer(self, data: bytes, kind: str = "text/html", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for key, value in {"Content_Length": str(len(data)), **headers}.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        with suppress(OSError):  # the other side may have heard enough
            self.wfile.write(data)

    def on_page(self) -> None:
        self.answer(PAGE.encode())

    def on_latin(self) -> None:
        self.answer("The café has 40 seats.".encode("latin-1"), "text/plain; charset=iso-8859-1")

    def on_moved(self) -> None:
        self.answer(b"", status=302, Location="/page")

    def on_circle(self) -> None:
        self.answer(b"", status=302, Location="/circle")

    def on_elsewhere(self) -> None:
        self.answer(b"", status=302, Location=f"http://127.0.0.2:{self.server.server_address[1]}/page")

    def on_file(self) -> None:
        self.answer(b"", status=302, Location="file:///etc/passwd")

    def on_large(self) -> None:
        self.answer(b"x" * (fetching.MAX_TEXT_BYTES + 1))

    def on_packed(self) -> None:
        self.answer(b"\x1f\x8b", Content_Encoding="gzip")

    def on_picture(self) -> None:
        self.answer(b"\x89PNG", "image/png")

    def on_cut(self) -> None:
        self.answer(b"short", Content_Length="5000")

    def on_slow(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        with suppress(OSError):
            for _ in range(60):
                self.wfile.write(b"x")
                time.sleep(0.1)

    def on_nothing(self) -> None:
        self.answer(b"", status=404)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("circle", "redirected more than 5 times"),
        ("file", "no address that is fetched"),
        ("large", "larger than 5 MB"),
        ("packed", "sent compressed"),
        ("picture", "of the kind image/png"),
        ("cut", "IncompleteRead|ended before all"),
        ("gone", "answered 404"),
        ("slow", "took longer than 1 s"),
    ],
)
def test_an_answer_that_is_no_document_is_refused(site, monkeypatch, name, reason):
    monkeypatch.setattr(fetching, "SECONDS", 1.0)
    with pytest.raises(FetchError, match=reason):
        fetch(f"{site}/{name}", private=True)


def test_a_document_is_fetched_and_redirects_are_followed(site):
    assert fetch(f"{site}/page", private=True).data == PAGE.encode()
    moved = fetch(f"{site}/moved", private=True)
    assert (moved.suffix, moved.address) == (".html", f"{site}/page")
    assert fetch(f"{site}/latin", private=True).data.decode() == "The café has 40 seats."


def test_machines_that_are_not_public_are_not_asked(site, monkeypatch):
    with pytest.raises(FetchError, match="not a public machine: add --allow-private"):
        fetch(f"{site}/page")
    monkeypatch.setattr(fetching, "is_public", lambda ip: ip == "127.0.0.1")
    assert fetch(f"{site}/page").suffix == ".html"
    with pytest.raises(FetchError, match=r"127\.0\.0\.2 is not a public machine"):
        fetch(f"{site}/elsewhere")


@pytest.mark.parametrize(
    "ip",
    [
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "127.0.0.1",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:192.168.0.1",
        "2002:7f00:1::",
        "64:ff9b::a00:1",
        "ff02::1",
    ],
)
def test_what_is_not_public(ip):
    assert not fetching.is_public(ip)


@pytest.mark.parametrize(
    "address",
    ["ftp://example.org/a", "http://", "http://u:p@example.org/", "http://a b/", "http://x:99999/", "http://x:0/"],
)
def test_what_is_no_address(address):
    with pytest.raises(FetchError, match="expected https"):
        fetch(address)


def run(*arguments: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(main, [*arguments], input=given)


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_address_is_fetched_only_when_that_is_allowed(site, here):
    refused = run("claims", f"{site}/page")
    assert refused.exit_code == 2 and "add --allow-network" in refused.output
    assert not (here / ".auditor_cache").exists()
    result = run("claims", f"{site}/page", "--allow-network", "--allow-private", "--format", "jsonl")
    assert result.exit_code == 0 and '"quote": "400 m' in result.output
    assert f".auditor_cache/given/{site[7:].replace(':', '_')}/page.html" in result.output


def test_an_address_that_gives_nothing_is_an_unread_document(site, here):
    (here / "quay.md").write_text("The quay is 400 m long.\n")
    result = run("claims", "quay.md", f"{site}/gone", f"{site}/page", "--allow-network")
    assert result.exit_code == 3 and "400 m" in result.output
    assert f"not read: {site}/gone" in result.output and "not a public machine" in result.output
    report = run("audit", f"{site}/gone", "--allow-network", "--allow-private", "--output", "r.json")
    assert report.exit_code == 3 and f"{site}/gone" in (here / "r.json").read_text()


@pytest.mark.parametrize(
    ("given", "suffix"),
    [(PAGE, ".html"), ("# Quay\n\nThe quay is 400 m long.\n", ".md"), ("The quay is 400 m long.\n", ".txt")],
)
def test_standard_input_is_a_document(here, given, suffix):
    result = run("claims", "-", given=given)
    assert (
        result.exit_code == 0 and f".auditor_cache/given/stdin{suffix}:" in result.output and "400 m" in result.output
    )
    assert (here / ".auditor_cache" / ".gitignore").read_text() == "*\n"


def test_a_check_takes_standard_input_lists_and_addresses(site, here):
    (here / "pier.md").write_text("The quay is 300 m long.\n")
    (here / "quay.md").write_text("The quay is 400 m long.\n")
    for result in (
        run("check", "pier.md", "-", "--no-cache", given="The quay is 400 m long.\n"),
        run("check", "--files-from", "-", "--no-cache", given="pier.md\nquay.md\n"),
        run("check", "pier.md", f"{site}/page", "--allow-network", "--allow-private", "--no-cache"),
    ):
        assert result.exit_code in (0, 1) and "2 documents" in result.output, result.output
    missing = run("check", "pier.md", f"{site}/gone", "--allow-network", "--allow-private")
    assert missing.exit_code == 3 and "answered 404" in missing.output
    assert run("check", f"{site}/page").exit_code == 2


def test_a_pdf_and_a_word_document_come_on_standard_input(here):
    data = Path(__file__).parent / "data"
    for path in (data / "rendered" / "chromium.pdf", data / "rendered" / "libreoffice.docx"):
        result = run("claims", "-", given=path.read_bytes())
        assert result.exit_code == 0 and f"stdin{path.suffix}:" in result.output and "50 mg" in result.output


def test_paths_come_from_a_list(here):
    (here / "a b.md").write_text("The quay is 400 m long.\n")
    (here / "c.md").write_text("The pier is 90 m long.\n")
    (here / "list").write_text("# two pages\n\na b.md\n  c.md\n")
    for result in (run("claims", "--files-from", "list"), run("claims", "--files-from", "-", given="a b.md\nc.md\n")):
        assert result.exit_code == 0 and "400 m" in result.output and "90 m" in result.output


@pytest.mark.parametrize(
    ("arguments", "given", "reason"),
    [
        (["claims"], "", "Missing argument 'PATHS...'"),
        (["claims", "--files-from", "none"], "", "the list cannot be read"),
        (["claims", "--files-from", "-"], "# nothing\n", "the list names nothing"),
        (["claims", "--files-from", "-"], b"\xff\xfe\xfd", "expected a list in UTF-8"),
        (["claims", "-", "--files-from", "-"], "a.md\n", "both the list and a document"),
    ],
)
def test_wrong_use_is_said(here, arguments, given, reason):
    result = run(*arguments, given=given)
    assert result.exit_code == 2 and reason in result.output
