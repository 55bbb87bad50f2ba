"""The processor time that a document may take: a fixed time, and more only for pages of text that it has given.

A file that is made to stall gives no text and ends with the fixed time; a long PDF goes on.
"""

from __future__ import annotations

import math

SECONDS = 8
"""Processor time for a document, whatever its size: with the start of the process it is over in ten."""
MOST_SECONDS = 60
"""What a PDF may come to, when each page gives its text."""
CHARACTERS_A_SECOND = 5_000
"""So much text from pages that are done earns a second; what honest PDFs give in one is several times that."""

_began: list[int] = []


def grant(seconds: int) -> None:
    """Give this process so many seconds of processor time from now on; the system ends it when they are used up.

    Where the system knows no such limit, the clock of the process that waits is all.
    """
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _began[:] = [math.ceil(usage.ru_utime + usage.ru_stime), seconds]
    _limit(seconds)


def earned(characters: int) -> None:
    """Count text that a document has given so far; nothing happens in a process that has no limit."""
    if _began:
        _limit(min(MOST_SECONDS, _began[1] + characters // CHARACTERS_A_SECOND))


def _limit(seconds: int) -> None:
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    until = _began[0] + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until if most == resource.RLIM_INFINITY else min(until, most), most))
