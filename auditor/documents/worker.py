"""A process that reads documents for another one, within limits: requests on standard input, answers on output.

A request is a line of JSON, ``{"folder", "path", "id", "seconds"}``; the answer is one as well: ``{"document"}`` as a
row of ``records``, or ``{"reason"}``.  A document that asks for more memory or time than is allowed ends the process.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from auditor.documents import allowance, loading
from auditor.model import Document
from auditor.records import row_of

MEMORY = 1 << 30
"""Bytes of address space that the process may take."""
EXHAUSTED = 77
"""The exit code of a process that a document has taken all memory from."""


def main() -> None:
    """Serve requests until standard input ends."""
    requests, answers = os.fdopen(os.dup(0), encoding="ascii"), os.fdopen(os.dup(1), "w", encoding="ascii")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # what a library prints must not get between the answers
        os.dup2(nothing, stream)
    _limit_memory()
    for line in requests:
        try:
            answer = _answered(json.loads(line))
        except MemoryError:
            os._exit(EXHAUSTED)
        answers.write(answer + "\n")
        answers.flush()


def _answered(request: dict[str, Any]) -> str:
    """The answer to a request, as JSON."""
    allowance.grant(request["seconds"])
    os.chdir(request["folder"])
    try:
        document = loading.load(Path(request["path"]), request["id"])
    except loading.DocumentError as error:
        return json.dumps({"reason": error.reason})
    except RecursionError:
        return json.dumps({"reason": "nested too deeply to be read: save it again in a simpler form"})
    return json.dumps({"document": row_of(document, Document)})


def _limit_memory() -> None:
    """Bound the memory of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows has no such limits: there the time limit of the other side is all
        return
    with suppress(ValueError, OSError):  # some systems know the limit and refuse to set it
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        allowed = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (allowed, most))
