"""Which files to read: folders are searched, links that leave them refused, and every document gets a short name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from auditor.model import Unread

TEXT = (".txt", ".text")
MARKDOWN = (".md", ".markdown")
HTML = (".html", ".htm", ".xhtml")
DOCX = (".docx",)
PDF = (".pdf",)
SUFFIXES = (*TEXT, *MARKDOWN, *HTML, *DOCX, *PDF)
OTHERS = {
    **dict.fromkeys((".doc", ".dot", ".docm", ".dotx", ".rtf", ".odt", ".fodt", ".pages", ".wpd"), ".docx or PDF"),
    **dict.fromkeys((".epub", ".ppt", ".pptx", ".odp", ".key", ".ps", ".djvu", ".tex"), "PDF"),
    **dict.fromkeys((".mht", ".mhtml", ".webarchive"), ".html"),
    **dict.fromkeys((".rst", ".adoc", ".asciidoc", ".org"), "Markdown or .txt"),
}
"""Kinds of documents that are not read, and what to save them as."""
DEEPEST = 100
"""Folders inside each other that are entered."""


def gather(paths: Iterable[Path]) -> tuple[list[Path], list[Unread]]:
    """The files at and under ``paths``, sorted by POSIX path, and what was refused with the reason.

    In a folder, hidden files, ``*.meta.json`` and unknown suffixes are passed over in silence; a kind of document that
    is not read is refused, unless the same stands beside it in one that is.  Named outright, an unknown suffix or a
    missing path is refused.  A link that leaves its folder is refused, a link inside it is not
    followed, so that nothing is read twice and no loop is entered.
    """
    found: dict[Path, Path] = {}
    refused: list[Unread] = []
    for path in sorted(paths, key=Path.as_posix):
        if path.is_dir():
            files = list(_walk(path, _real(path), refused))
        elif not path.exists():
            refused.append(Unread(path.as_posix(), "no such file or folder: check the path"))
            continue
        elif not _known(path):
            refused.append(Unread(path.as_posix(), _not_read(path)))
            continue
        else:
            files = [path]
        for file in files:
            found.setdefault(_real(file), file)
    return sorted(found.values(), key=Path.as_posix), sorted(refused, key=lambda unread: unread.path)


def names(paths: Sequence[Path]) -> dict[Path, str]:
    """A short unique name for each path: its stem, with parent folders or the suffix only where stems are equal.

    >>> names([Path("a/x.md"), Path("b/x.md"), Path("b/y.md")])[Path("b/x.md")]
    'b/x'
    """
    result: dict[Path, str] = {}
    stems: dict[str, list[Path]] = {}
    for path in sorted(set(paths), key=Path.as_posix):
        stems.setdefault(path.stem, []).append(path)
    for stem, group in stems.items():
        result |= {group[0]: stem} if len(group) == 1 else _told_apart(group)
    taken: dict[str, int] = {}
    for name in result.values():
        taken[name] = taken.get(name, 0) + 1
    return {path: name if taken[name] == 1 else path.as_posix() for path, name in result.items()}


def _real(path: Path) -> Path:
    """``path`` with links followed; unlike ``Path.resolve`` it does not fail on a link to itself."""
    return Path(os.path.realpath(path))


def _not_read(path: Path) -> str:
    """Why a file of this kind is not read, and what to do."""
    suffix = path.suffix.lower()
    if suffix in OTHERS:
        return f"{suffix} files are not read: save it as {OTHERS[suffix]}"
    return f"unknown kind of document: expected {', '.join(SUFFIXES)}"


def _known(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def _walk(folder: Path, root: Path, refused: list[Unread], depth: int = 0) -> Iterator[Path]:
    """Documents under ``folder``; what leaves ``root``, is too deep or cannot be listed goes to ``refused``."""
    if depth > DEEPEST:
        refused.append(Unread(folder.as_posix(), f"more than {DEEPEST} folders deep: name it on the command line"))
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        refused.append(Unread(folder.as_posix(), f"cannot list the folder: {error.strerror}"))
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith(".") or entry.name.endswith(".meta.json"):
            continue
        if entry.is_symlink():
            if not _real(path).is_relative_to(root) and (path.is_dir() or _known(path)):
                refused.append(Unread(path.as_posix(), "link leaves the folder: name its target on the command line"))
            elif path.is_file() and _known(path):
                yield path
        elif entry.is_dir():
            yield from _walk(path, root, refused, depth + 1)
        elif _known(path):
            yield path
        elif path.suffix.lower() in OTHERS and not any(path.with_suffix(each).exists() for each in SUFFIXES):
            refused.append(Unread(path.as_posix(), _not_read(path)))


def _told_apart(group: Sequence[Path]) -> dict[Path, str]:
    """Names for paths of one stem: with as few parent folders as tell them apart, else with the suffix."""
    for depth in range(2, max(len(path.parts) for path in group) + 1):
        tails = ["/".join(path.with_suffix("").parts[-depth:]) for path in group]
        if len(set(tails)) == len(tails):
            return dict(zip(group, tails, strict=True))
    return {path: path.name for path in group}
