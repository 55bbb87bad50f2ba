"""How long the command takes that reads no document: --help, --version, a code, the settings.

    .venv/bin/python benchmarks/startup.py [--runs 20]

Seconds of the clock, best and median; the interpreter alone stands first, for what of it is Python's own.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MAIN = "from auditor.cli import main; main()"
CALLS = (
    ("python alone", "pass", ()),
    ("--version", MAIN, ("--version",)),
    ("--help", MAIN, ("--help",)),
    ("check --help", MAIN, ("check", "--help")),
    ("explain AC101", MAIN, ("explain", "AC101")),
    ("config", MAIN, ("config",)),
)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    print("| command | best, ms | median, ms |\n| --- | --- | --- |")
    for name, code, arguments in CALLS:
        taken = []
        for _ in range(runs):
            began = time.perf_counter()
            subprocess.run(
                (sys.executable, "-c", code, *arguments), env=environment, stdout=subprocess.DEVNULL, check=True
            )
            taken.append(time.perf_counter() - began)
        print(f"| {name} | {min(taken) * 1000:.0f} | {statistics.median(taken) * 1000:.0f} |")


if __name__ == "__main__":
    main()
