"""Changes the judging code and counts what its tests notice: ``python fuzz/mutants.py [PACKAGE...] [--sample N]``.

mutmut makes the mutants of auditor/quantities, comparison, topics and decisions (one operator, word, number or argument
changed in a function's body) and runs the fast tests that reach the function, as ``pyproject.toml`` says.  Of each
package a sample is taken with a fixed seed: two runs of one state of the code ask about the same mutants;
``--sample 0`` takes all of them, which is many hours.  Exit code: 0 every package reaches 85 %, 1 some does not.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MUTANTS = ROOT / "mutants"
PACKAGES = ("quantities", "comparison", "topics", "decisions")
SEED = 20261124
NONE = ("no.mutant",)
"""A name that no mutant has: mutmut makes them all, asks which test reaches what, and ends with an error."""
LEAST = 0.85
NOTICED = {1: "killed", 3: "killed", -24: "timeout", 24: "timeout", 36: "timeout", 152: "timeout", 255: "timeout"}
UNHARMED = {0: "survived", 5: "survived", 33: "no test reaches it"}


def results(package: str) -> dict[str, int | None]:
    """The name of every mutant of a package -> the exit code of its tests, None where they have not run."""
    found: dict[str, int | None] = {}
    for meta in sorted((MUTANTS / "auditor" / package).glob("*.meta")):
        found |= json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def mutmut(names: Sequence[str], jobs: int) -> None:
    """Make the mutants, and run those of ``names``."""
    command = [str(Path(sys.executable).parent / "mutmut"), "run", "--max-children", str(jobs), *names]
    quiet = subprocess.DEVNULL
    subprocess.run(command, cwd=ROOT, check=False, stdout=quiet, stderr=None if names != NONE else quiet)


def chosen(names: Sequence[str], size: int, seed: int = SEED) -> list[str]:
    """A sample of mutants, the same for the same names and seed."""
    ordered = sorted(names)
    return ordered if not size else sorted(random.Random(seed).sample(ordered, min(size, len(ordered))))


def told(package: str, sample: Sequence[str], every: Mapping[str, int | None]) -> bool:
    """Print the figure of a package and its survivors; whether enough was noticed."""
    codes = {name: every[name] for name in sample}
    asked = {name: code for name, code in codes.items() if code is not None}
    noticed = sum(code in NOTICED for code in asked.values())
    share = noticed / len(asked) if asked else 0.0
    print(f"{package}: {noticed} of {len(asked)} mutants noticed ({share:.0%}), out of {len(every)}", flush=True)
    for name, code in asked.items():
        if code not in NOTICED:
            print(f"  {name}: {UNHARMED.get(code, f'exit code {code}')}")
    return len(asked) == len(sample) and share >= LEAST


def main() -> int:
    """Measure the packages one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", nargs="*", metavar="PACKAGE", help=f"default: {', '.join(PACKAGES)}")
    parser.add_argument("--sample", type=int, default=60, help="mutants of each package; 0: all of them")
    parser.add_argument("--seed", type=int, default=SEED, help="of the sample; another one asks about other mutants")
    parser.add_argument("--jobs", type=int, default=2, help="tests that run at the same time")
    given = parser.parse_args()
    enough = True
    mutmut(NONE, given.jobs)  # makes them all, and finds out which test reaches which function
    for package in given.packages or PACKAGES:
        sample = chosen(list(results(package)), given.sample, given.seed)
        mutmut(sample, given.jobs)
        enough &= told(package, sample, results(package))
    return int(not enough)


if __name__ == "__main__":
    sys.exit(main())
