"""Documents of a git revision, as they were; git itself is asked, and nothing in the repository is changed."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from auditor.documents import SUFFIXES, DocumentError, load
from auditor.documents.files import names
from auditor.model import Document, Unread


class RevisionError(Exception):
    """Documents of a revision cannot be had; the message says why, and what to do."""


def is_revision(name: str, folder: Path) -> bool:
    """Whether git knows a commit by this name, in the repository of a folder."""
    try:
        _commit(name, _top(folder))
    except RevisionError:
        return False
    return True


def load_revision(
    revision: str, paths: Sequence[Path], known: Mapping[str, str]
) -> tuple[tuple[Document, ...], tuple[Unread, ...]]:
    """The documents under ``paths`` as they stood in a revision, with the paths that they would have now.

    ``known`` names documents by the resolved path, so that a document goes by the name that it has now; others get
    names of their own.  Raises ``RevisionError``.
    """
    top = _top(paths[0])
    commit = _commit(revision, top)
    inside = {path.resolve(): path for path in paths}
    strangers = [str(path) for real, path in inside.items() if not real.is_relative_to(top)]
    if strangers:
        raise RevisionError(f"{strangers[0]}: is not in the repository {top}, so no revision of it holds the documents")
    with _checked_out(commit, top, [real.relative_to(top).as_posix() for real in inside]) as folder:
        files = [
            p for p in sorted(folder.rglob("*")) if p.is_file() and p.suffix.lower() in SUFFIXES and _open(p, folder)
        ]
        places = {file: top / file.relative_to(folder) for file in files}
        ids = _ids(places, known)
        return _loaded(files, {file: _seen(place, inside) for file, place in places.items()}, ids)


def _loaded(
    files: Sequence[Path], shown: Mapping[Path, str], ids: Mapping[Path, str]
) -> tuple[tuple[Document, ...], tuple[Unread, ...]]:
    documents: list[Document] = []
    unread: list[Unread] = []
    for file in files:
        try:
            documents.append(replace(load(file, ids[file]), path=shown[file]))
        except DocumentError as error:
            unread.append(Unread(shown[file], error.reason))
    return tuple(documents), tuple(unread)


def _open(file: Path, folder: Path) -> bool:
    """Whether a search of folders finds a file: nothing hidden on the way."""
    return not any(part.startswith(".") for part in file.relative_to(folder).parts)


def _ids(places: Mapping[Path, Path], known: Mapping[str, str]) -> dict[Path, str]:
    """A name for each file: the one that it has now, else one that nobody else has."""
    taken = set(known.values())
    fresh = names([place for place in places.values() if str(place) not in known])
    return {
        file: known.get(str(place)) or (place.as_posix() if fresh[place] in taken else fresh[place])
        for file, place in places.items()
    }


def _seen(place: Path, inside: Mapping[Path, Path]) -> str:
    """The path of a document as the paths that were given lead to it."""
    for real, given in inside.items():
        if place == real:
            return given.as_posix()
        if place.is_relative_to(real):
            return (given / place.relative_to(real)).as_posix()
    return place.as_posix()


@contextmanager
def _checked_out(commit: str, top: Path, paths: Collection[str]) -> Iterator[Path]:
    """A new folder with the documents of a commit under ``paths``, and what lies beside them about them."""
    wanted = (*SUFFIXES, ".meta.json")
    listed = _git(top, "ls-tree", "-r", "-z", commit, "--", *(path for path in paths if path != "."))
    entries: list[tuple[str, str]] = []
    for row in filter(None, listed.split(b"\0")):
        about, _, name = row.partition(b"\t")
        mode, kind, blob = about.decode().split()
        path = name.decode("utf-8", "surrogateescape")
        if kind == "blob" and mode != "120000" and path.lower().endswith(wanted):
            entries.append((blob, path))
    with tempfile.TemporaryDirectory(prefix="auditor-") as fresh:
        folder = Path(fresh).resolve()
        data = _git(top, "cat-file", "--batch", given="".join(f"{blob}\n" for blob, _ in entries).encode())
        at = 0
        for _, path in entries:
            end = data.index(b"\n", at)
            size = int(data[at:end].split()[2])
            target = folder / PurePosixPath(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data[end + 1 : end + 1 + size])
            at = end + 2 + size
        yield folder


def _top(path: Path) -> Path:
    """The root of the repository that holds a path."""
    folder = path if path.is_dir() else path.parent
    while not folder.is_dir():
        folder = folder.parent
    try:
        return Path(_git(folder, "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").strip()).resolve()
    except RevisionError as error:
        raise RevisionError(f"{path}: is in no git repository, so there is no revision to ask") from error


def _commit(revision: str, top: Path) -> str:
    try:
        found = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except RevisionError as error:
        hint = "a shallow clone may have to be fetched deeper" if (top / ".git" / "shallow").exists() else "see git log"
        raise RevisionError(f"{revision}: git knows no such revision in {top}: {hint}") from error
    return found.decode().split()[-1]


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], input=given, capture_output=True, check=False)
    except OSError as error:
        raise RevisionError(f"git cannot be run ({error.strerror}): install it, or leave out the revision") from error
    if done.returncode:
        raise RevisionError(done.stderr.decode("utf-8", "replace").strip() or f"git {arguments[0]} failed")
    return done.stdout
