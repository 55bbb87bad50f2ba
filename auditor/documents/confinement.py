"""Documents whose formats can be turned against their reader are read by a process of their own, within limits.

Plain text and Markdown of usual size are read here.  HTML, PDF, Word and whatever is large goes to one process that
lives as long as this one, so that its start and its imports are paid once.  A file that makes it die is one document
that cannot be read; the next file gets a new process.  Answers are JSON, no pickles: a reader that a hostile file has
taken over can send wrong words, and nothing that runs.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from auditor.documents import allowance, loading
from auditor.documents.files import MARKDOWN, PDF, TEXT
from auditor.documents.worker import EXHAUSTED, MEMORY
from auditor.model import Document
from auditor.records import of_row

LARGE = 200_000
"""Bytes above which a text or Markdown file is read by the other process as well."""
PATIENCE = 4
"""What a document may take on the wall clock, as a multiple of its processor time: a busy machine must not change what
is read."""
_LEAVE = 5.0
"""Seconds that a process which has closed its output is given to end."""
_START = "from auditor.documents.worker import main; main()"
_ROOT = Path(__file__).resolve().parents[2]


def load(path: Path, id: str) -> Document:
    """The document in the file ``path``, named ``id``.  Raises ``loading.DocumentError``."""
    try:
        size = path.stat().st_size if path.is_file() else 0
    except OSError:
        size = 0
    if path.suffix.lower() in (*TEXT, *MARKDOWN) and size <= LARGE:
        return loading.load(path, id)
    request = {"folder": str(Path.cwd()), "path": str(path), "id": id, "seconds": allowance.SECONDS}
    most = allowance.MOST_SECONDS if path.suffix.lower() in PDF else allowance.SECONDS
    answer = _READER.ask(request, most * PATIENCE)
    if isinstance(answer, int):
        raise loading.DocumentError(path, _why(answer))
    if "reason" in answer:
        raise loading.DocumentError(path, answer["reason"])
    try:
        return of_row(answer["document"], Document)
    except (LookupError, TypeError, ValueError) as error:
        raise loading.DocumentError(
            path, "made the program that reads it say nonsense: save it in a simpler form"
        ) from error


def _why(code: int) -> str:
    """What the exit code of a process that died over a file says."""
    if code == EXHAUSTED:
        return f"needs more than {MEMORY >> 30} GiB of memory to be read: split it, or save it again in a simpler form"
    if code in (-getattr(signal, "SIGXCPU", 0), -getattr(signal, "SIGKILL", 0), -signal.SIGTERM):
        return f"takes more than {allowance.SECONDS} s to be read: split it, or save it again in a simpler form"
    return f"broke the program that reads it (exit code {code}): save it again in a simpler form"


class _Reader:
    """The process that reads, started when it is first asked for something."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._owner = 0
        self._lock = threading.Lock()

    def ask(self, request: dict[str, Any], patience: float) -> dict[str, Any] | int:
        """The answer to a request, or the exit code of the process where it died over it."""
        with self._lock:
            process = self._started()
            timer = threading.Timer(patience, process.kill)
            timer.start()
            line = ""
            try:
                assert process.stdin and process.stdout
                process.stdin.write(json.dumps(request) + "\n")
                process.stdin.flush()
                line = process.stdout.readline()
            except OSError:  # it died before it had read all of the request
                pass
            finally:
                timer.cancel()
            if not line.endswith("\n"):
                return self._ended(process)
        answer: dict[str, Any] = json.loads(line)
        return answer

    def forget(self) -> None:
        """Leave the process to the one that this was forked from."""
        self._process, self._lock = None, threading.Lock()

    def close(self) -> None:
        """End the process, if this one has started it; at once, as a fork of this one may hold its input open."""
        if self._process and self._owner == os.getpid():
            self._process.kill()
            self._ended(self._process)

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            paths = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _START],  # -P: the folder under audit is no place to import from
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="ascii",
                env={**os.environ, "PYTHONPATH": paths},
            )
            self._owner = os.getpid()
        return self._process

    def _ended(self, process: subprocess.Popen[str]) -> int:
        """The exit code of a process that is ended, or of one that had done so by itself."""
        for stream in (process.stdin, process.stdout):
            try:
                if stream:
                    stream.close()
            except OSError:  # what was written for it is lost with it
                pass
        self._process = None
        try:
            return process.wait(timeout=_LEAVE)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


_READER = _Reader()
atexit.register(_READER.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_READER.forget)
