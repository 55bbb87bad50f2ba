"""Fuzzes the readers with atheris: ``python fuzz/run.py [TARGET...] [--seconds N]``.  ``make fuzz`` runs it.

Each target runs in a process of its own.  An input that crashes one is kept in fuzz/crashes; put a small one into
tests/crashes/TARGET/, where ``tests/test_fuzz.py`` holds it, and mend the reader.  Exit code: 0 no crash, 1 a crash.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CRASHES = HERE / "crashes"
sys.path[:0] = [str(HERE), str(HERE.parent)]


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one target in this process; does not return."""
    import atheris

    with atheris.instrument_imports(include=["auditor"]):
        from targets import TARGETS
    from seeds import seeds

    corpus = Path(tempfile.mkdtemp(prefix=f"auditor-{name}-"))
    for at, seed in enumerate(seeds()[name]):
        (corpus / f"seed{at:04}").write_bytes(seed)
    CRASHES.mkdir(exist_ok=True)
    options = [
        f"-max_total_time={seconds}",
        "-max_len=8192",
        "-timeout=20",
        "-rss_limit_mb=3000",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={CRASHES}/{name}-", str(corpus)], TARGETS[name])
    atheris.Fuzz()


def main() -> int:
    """Fuzz the targets one after the other, and say how many inputs each took."""
    from targets import TARGETS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="TARGET", help=f"default: all of {', '.join(TARGETS)}")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.here:
        fuzz(given.names[0], given.seconds)
    crashed = 0
    for name in given.names or TARGETS:
        command = [sys.executable, __file__, name, "--here", "--seconds", str(given.seconds)]
        done = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
        runs = re.search(r"stat::number_of_executed_units: *(\d+)", done.stderr)
        crashed += done.returncode != 0
        outcome = "CRASH" if done.returncode else "no crash"
        print(f"{name}: {runs[1] if runs else '?'} inputs in {given.seconds} s, {outcome}", flush=True)
        if done.returncode:
            print(done.stderr[-3000:])
    return 1 if crashed else 0


if __name__ == "__main__":
    sys.exit(main())
