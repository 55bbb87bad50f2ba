"""Fuzzes one target in this process: ``python fuzz/one.py TARGET SECONDS CORPUS``; ``run.py`` starts it.

It is a program of its own because atheris can only follow what is imported under its eye: nothing of ours may be
imported before.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

HERE = Path(__file__).resolve().parent
CRASHES = HERE / "crashes"
PARSERS = {"html": "justhtml", "markdown": "markdown_it", "pdf": "pypdf", "docx": "docx"}
"""The library behind a loader: followed as well, since its corners are where a hostile file goes."""
LONGEST = {"numbers": 300, "notation": 200, "audit": 2100}
"""Bytes of an input: a sentence, a line, two short pages; a file's 8 kB would only make them slow."""
OPTIONS = ("-timeout=60", "-rss_limit_mb=3000", "-print_final_stats=1")
"""``-timeout`` is wall clock for one input of 8 kB at most; a loader's own limit is 8 s of processor time."""


def main() -> None:
    """Fuzz the target that the command line names; does not return."""
    name, seconds, corpus = sys.argv[1:]
    sys.path[:0] = [str(HERE), str(HERE.parent)]
    with atheris.instrument_imports(include=["auditor", *filter(None, [PARSERS.get(name)])]):
        from seeds import write
        from targets import TARGETS

        for seed in write(name, Path(corpus)):
            TARGETS[name](seed)  # what is imported where it is first used is imported now, and followed
    CRASHES.mkdir(exist_ok=True)
    options = [
        *OPTIONS,
        f"-max_len={LONGEST.get(name, 8192)}",
        f"-max_total_time={seconds}",
        f"-artifact_prefix={CRASHES}/{name}-",
        corpus,
    ]
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
