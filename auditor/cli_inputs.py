"""What a command is given to read: paths, ``-`` for standard input, a list of paths in a file, addresses of pages.

Everything becomes a path.  What came from standard input or the network is written below ``.auditor_cache/given``, so
that the places of a report can be looked up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path, PurePosixPath
from typing import Any

import click

from auditor.console import UNFETCHED, fail

FOLDER = Path(".auditor_cache") / "given"
MAX_BYTES = 50_000_000
_MARKDOWN = re.compile(rb"\A---\r?\n|^#{1,6} \S", re.MULTILINE)
_HTML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*(?:<!doctype[^>]*>\s*)?<html)", re.I)
_UNSAFE = re.compile(r"[^\w.-]+")


_PATHS = click.argument("paths", nargs=-1)
_LIST = click.option("--files-from", metavar="LIST", help="A file with a path a line, or - for standard input.")
_NETWORK = click.option("--allow-network", is_flag=True, help="Fetch what is given as an http(s):// address.")
_PRIVATE = click.option("--allow-private", is_flag=True, help="With --allow-network: also from machines not public.")


def documents_argument(required: bool = True) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The argument PATHS and its options; the command gets ``paths``, a tuple of ``Path``.

    ``required``: without a path and without a list the command ends with a message.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def run(
            *, paths: tuple[str, ...], files_from: str | None, allow_network: bool, allow_private: bool, **rest: Any
        ) -> None:
            given = (*paths, *(_listed(files_from) if files_from else ()))
            if not given and required:
                raise click.UsageError("Missing argument 'PATHS...': a document or a folder, or --files-from LIST.")
            if files_from == "-" and "-" in given:
                fail("standard input is both the list and a document: write the list to a file")
            command(paths=_resolved(given, allow_network, allow_private), **rest)

        return _PATHS(_LIST(_NETWORK(_PRIVATE(run))))

    return decorate


def _listed(name: str) -> list[str]:
    """The paths in a list: one a line, without empty lines and those that begin with ``#``."""
    try:
        data = _standard_input() if name == "-" else Path(name).read_bytes()
        lines = data.decode("utf-8-sig").splitlines()
    except OSError as error:
        fail(f"{name}: the list cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        fail(f"{name}: expected a list in UTF-8, byte {error.start} is not")
    found = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not found:
        fail(f"{name}: the list names nothing: expected a path a line")
    return found


def _resolved(given: tuple[str, ...], network: bool, private: bool) -> tuple[Path, ...]:
    """The paths of all that was given, in its order; addresses that gave nothing are left out and noted."""
    paths: list[Path] = []
    for each in dict.fromkeys(given):
        if each == "-":
            data = _standard_input()
            paths.append(_kept(FOLDER / f"stdin{kind_of(data)}", data))
        elif not each.lower().startswith(("http://", "https://")):
            paths.append(Path(each))
        elif not network:
            fail(f"{each}: is an address: add --allow-network to fetch it, or save the page and name the file")
        else:
            from auditor.fetching import FetchError, fetch

            try:
                fetched = fetch(each, private)
            except FetchError as error:
                click.get_current_context().meta.setdefault(UNFETCHED, []).append((each, str(error)))
                continue
            import json

            beside = json.dumps({"url": fetched.address})
            paths.append(_kept(FOLDER / _file_name(each, fetched.suffix), fetched.data, beside))
    return tuple(paths)


def kind_of(data: bytes) -> str:
    """The suffix of the format that bytes without a name are in: PDF, Word, HTML, Markdown or else text.

    >>> kind_of(b"%PDF-1.7"), kind_of(b"<!DOCTYPE html><p>"), kind_of(b"# Tides"), kind_of(b"High at 3.")
    ('.pdf', '.html', '.md', '.txt')
    """
    if data.startswith(b"%PDF-"):
        return ".pdf"
    if data.startswith(b"PK\x03\x04"):
        return ".docx"
    if _HTML.match(data[:2000]):
        return ".html"
    return ".md" if _MARKDOWN.search(data) else ".txt"


def _file_name(address: str, suffix: str) -> str:
    """A path for what an address gave: its host, and what of its path and query a file name can hold.

    >>> _file_name("https://example.org/a/tides.php?id=3", ".html")
    'example.org/a_tides.php_id_3.html'
    """
    from urllib.parse import unquote, urlsplit

    parts = urlsplit(address)
    rest = unquote(parts.path).strip("/") + (f"_{parts.query}" if parts.query else "")
    stem = _UNSAFE.sub("_", str(PurePosixPath(rest or "index"))).strip("._")[-120:] or "index"
    host = _UNSAFE.sub("_", parts.netloc).strip("._") or "host"
    return f"{host}/{stem.removesuffix(suffix)}{suffix}"


def _standard_input() -> bytes:
    with click.open_file("-", "rb") as stream:
        data: bytes = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        fail(f"standard input: more than {MAX_BYTES / 1e6:g} MB: write it to a file and split that")
    return data


def _kept(path: Path, data: bytes, beside: str = "") -> Path:
    """``path`` with ``data`` in it; ends the program with a message where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        ignored = FOLDER.parent / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n", encoding="utf-8")
        path.write_bytes(data)
        side = path.with_name(path.name + ".meta.json")
        if beside:
            side.write_text(beside, encoding="utf-8")
        else:
            side.unlink(missing_ok=True)
    except OSError as error:
        fail(f"{path}: cannot be written: {error.strerror}")
    return path
