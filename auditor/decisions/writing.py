"""The decisions file, changed: what people wrote in it stays, two writers lose nothing, a crash leaves a whole file."""

from __future__ import annotations

import contextlib
import datetime
import io
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.nodes import SequenceNode

from auditor.decisions.nouns import Decision, DecisionError
from auditor.decisions.reading import KEYS, parse_decisions
from auditor.packs.page import Page

HEAD = """\
# Decisions on what the auditor found.  An entry is known by what the sources say: it holds wherever the statement
# stands, and no longer once a figure in it changes.  "auditor decide" and "auditor review" write here, and so may you:
# id, decision (accept, prefer, fix, scope) and reason are needed; prefer, owner, date and until may be given.

"""
_Result = TypeVar("_Result")


def decide(path: Path, decision: Decision, require: Collection[str] = ()) -> Decision | None:
    """Write a decision into a file, in the place of an earlier one on the same finding, which is returned.

    The file is read anew under a lock, so that what others decided meanwhile stays.  Raises ``DecisionError`` where the
    file, or the decision, is not as it must be; nothing is written then.
    """

    def put(text: str, held: tuple[Decision, ...]) -> tuple[str, Decision | None]:
        entries = _entries(path, text, len(held))
        at = next((at for at, each in enumerate(held) if each.id == decision.id), None)
        if at is None:
            return _inserted(text, entries, _place(held, decision), decision), None
        here = entries[at]
        return text[: here.start] + _rewritten(text[here.start : here.end], decision) + text[here.end :], held[at]

    return _changed(path, put, require)


def withdraw(path: Path, ids: Collection[str]) -> tuple[Decision, ...]:
    """Strike decisions from a file, and return them; comments stay.  Raises ``DecisionError``."""

    def strike(text: str, held: tuple[Decision, ...]) -> tuple[str, tuple[Decision, ...]]:
        entries = _entries(path, text, len(held))
        for entry, decision in reversed(tuple(zip(entries, held, strict=True))):
            if decision.id in ids:
                text = text[: entry.start] + text[entry.end :]
        return text, tuple(each for each in held if each.id in ids)

    return _changed(path, strike, ())


def _changed(
    path: Path, change: Callable[[str, tuple[Decision, ...]], tuple[str, _Result]], require: Collection[str]
) -> _Result:
    """Read, change and write a file under its lock; what is to be written is read first, as strictly as ever."""
    path = Path(os.path.realpath(path))
    try:
        with _locked(path):
            data = path.read_bytes() if path.exists() else HEAD.encode()
            text = data.decode("utf-8-sig", "surrogateescape").replace("\r\n", "\n")
            after, result = change(text, parse_decisions(path.as_posix(), data))
            parse_decisions(path.as_posix(), after.encode("utf-8", "surrogateescape"), require)
            if after != text:
                _replace(path, after.encode("utf-8", "surrogateescape"))
    except OSError as error:
        raise DecisionError((f"{path}: cannot be written: {error.strerror}",)) from error
    return result


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock on the folder of a file: of all that write decisions in it, one at a time.

    A lock on the folder leaves no file behind and ends with its process.  Where the system has no such lock, the file
    is still read anew and replaced as a whole.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:  # pragma: no cover - Windows
        yield
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _replace(path: Path, data: bytes) -> None:
    """Put a whole file in the place of another, or leave that one; remains of a writer that was killed are removed."""
    for left in path.parent.glob(f".{path.name}.*.tmp"):
        left.unlink(missing_ok=True)
    fresh = path.parent / f".{path.name}.{os.getpid()}.tmp"
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        fresh.chmod(path.stat().st_mode & 0o7777)
    fresh.replace(path)


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where an entry stands in the text: from the start of its line to behind the end of its last line."""

    start: int
    end: int


def _entries(path: Path, text: str, count: int) -> list[_Entry]:
    """The place of every entry.  Raises ``DecisionError`` where the file is a list in brackets, which has no lines."""
    if not count:
        return []
    root = Page(path.as_posix(), text.encode("utf-8", "surrogateescape"), SequenceNode).root
    assert isinstance(root, SequenceNode)
    starts = [text.rfind("-", 0, node.start_mark.index + (root.flow_style is True)) for node in root.value]
    starts = [text.rfind("\n", 0, start) + 1 for start in starts]
    if root.flow_style or len(set(starts)) < count:
        raise DecisionError((f"{path}:1:1: must be a list with one '- id: ...' an entry, so that it can be changed",))
    return [_Entry(a, _end(text, a, b)) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def _end(text: str, start: int, limit: int) -> int:
    """Behind the last line from ``start`` on that is neither blank nor a comment."""
    end = at = start
    for line in text[start:limit].splitlines(keepends=True):
        at += len(line)
        if line.strip() and not line.lstrip().startswith("#"):
            end = at
    return end


def _place(held: Sequence[Decision], decision: Decision) -> int:
    """Before the first entry that is greater by attribute and fingerprint: so that merges are small."""
    mine = (decision.attribute.casefold(), decision.id)
    return next((at for at, each in enumerate(held) if (each.attribute.casefold(), each.id) > mine), len(held))


def _inserted(text: str, entries: Sequence[_Entry], place: int, decision: Decision) -> str:
    if not entries:
        kept = "\n".join(line for line in text.splitlines() if not line.strip() or line.lstrip().startswith("#"))
        return (kept.rstrip("\n") + "\n\n").lstrip("\n") + _written(decision)
    at = entries[place - 1].end if place else _above(text, entries[0].start)
    indent = len(text[entries[0].start :]) - len(text[entries[0].start :].lstrip(" "))
    fresh = "".join(" " * indent + line for line in _written(decision).splitlines(keepends=True))
    return text[:at] + ("" if at == 0 or text[at - 1] == "\n" else "\n") + fresh + text[at:]


def _above(text: str, start: int) -> int:
    """Above the comments that stand right over the first entry, unless they begin the file."""
    lines = text[:start].splitlines(keepends=True)
    at = start
    while lines and lines[-1].lstrip().startswith("#"):
        at -= len(lines.pop())
    return at if lines else start


def _written(decision: Decision) -> str:
    return _dumped([_values(decision)])


def _rewritten(entry: str, decision: Decision) -> str:
    """An entry with another decision in it; its comments stay where they are."""
    yaml = _yaml()
    (held,) = yaml.load(entry)
    fresh = _values(decision)
    for key in KEYS:
        if key in fresh:
            held[key] = fresh[key]
        else:
            held.pop(key, None)
    return _dumped([held])


def _values(decision: Decision) -> dict[str, object]:
    shown: dict[str, object] = {
        "id": decision.id,
        "decision": decision.verdict.value,
        "prefer": decision.prefer,
        "reason": decision.reason,
        "owner": decision.owner,
        "date": _day(decision.date),
        "until": _day(decision.until),
        "code": decision.code,
        "attribute": decision.attribute,
        "sources": list(decision.sources),
    }
    return {key: shown[key] for key in KEYS if shown[key]}


def _day(text: str) -> datetime.date | str:
    """A day as YAML knows it, so that it stands without quotes; what is none is left to the reader to refuse."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return text


def _yaml() -> YAML:
    yaml = YAML()
    yaml.width = 10**6
    yaml.allow_unicode = True
    yaml.preserve_quotes = True
    return yaml


def _dumped(entries: Sequence[object]) -> str:
    stream = io.StringIO()
    _yaml().dump(list(entries), stream)
    return stream.getvalue()
