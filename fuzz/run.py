"""Fuzzes the readers with atheris: ``python fuzz/run.py [TARGET...] [--seconds N] [--jobs N] [--keep FOLDER]``.

``make fuzz`` runs it.  Seconds are those of the processor, so that a busy machine cannot make a short run look long.
Each target runs in a process of its own, and goes on after a crash with what it had found until then.  An input that
crashes one is kept in fuzz/crashes; put a small one into tests/crashes/TARGET/, where ``tests/test_fuzz.py`` holds it,
and mend the reader.  With a folder to keep them in, the inputs that a run found are where the next one begins, and the
figures are those of all runs: half an hour can be gathered in parts.
Exit code: 0 no crash, 1 a crash, or a target that was not guided by the coverage of our code.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
PATIENCE = 4
"""So many times the seconds asked for may pass on the clock."""
MOST_CRASHES = 20
"""So many crashes of one target end it: there is something to mend first."""
RUNS = re.compile(r"stat::number_of_executed_units: *(\d+)")
COVERED = re.compile(r"\bcov: (\d+) ft: (\d+) corp: (\d+)")


@dataclass
class Outcome:
    """What came of one target: inputs tried, branches reached, inputs kept for reaching a new one, crashes."""

    name: str
    seconds: float = 0.0
    inputs: int = 0
    branches: int = 0
    kept: int = 0
    crashes: list[str] = field(default_factory=list)

    def add(self, said: str) -> None:
        """Add what one process wrote on stderr."""
        self.inputs += sum(map(int, RUNS.findall(said)))
        for branches, _, kept in COVERED.findall(said):
            self.branches, self.kept = max(self.branches, int(branches)), max(self.kept, int(kept))

    def __str__(self) -> str:
        guided = f"{self.branches} branches, {self.kept} inputs kept" if self.branches else "NOT GUIDED by coverage"
        outcome = f"{len(self.crashes)} CRASHES" if self.crashes else "no crash"
        return f"{self.name}: {self.inputs} inputs in {self.seconds:.0f} s, {guided}, {outcome}"


def fuzz(name: str, seconds: int, keep: Path | None = None) -> Outcome:
    """Fuzz one target for so many seconds of the processor, in processes of their own; four times that at most.

    In ``keep`` an earlier run left its inputs and figures: this one goes on from there and adds to them.
    """
    with tempfile.TemporaryDirectory(prefix=f"auditor-{name}-") as desk:
        place = keep or Path(desk)
        (corpus := place / name).mkdir(parents=True, exist_ok=True)
        outcome = before(name, figures := place / f"{name}.json")
        until, end = outcome.seconds + seconds, time.monotonic() + PATIENCE * seconds
        while outcome.seconds < until and time.monotonic() < end and len(outcome.crashes) < MOST_CRASHES:
            left = max(1, round(min(until - outcome.seconds, end - time.monotonic())))
            said, code, used = run([sys.executable, str(HERE / "one.py"), name, str(left), str(corpus)], Path(desk))
            outcome.seconds += used
            outcome.add(said)
            if code:
                outcome.crashes.append(said[-3000:])
            figures.write_text(json.dumps(asdict(outcome)), encoding="utf-8")
    return outcome


def before(name: str, figures: Path) -> Outcome:
    """What came of earlier runs over the same inputs."""
    return Outcome(**json.loads(figures.read_text(encoding="utf-8"))) if figures.exists() else Outcome(name)


def run(command: list[str], desk: Path) -> tuple[str, int, float]:
    """What a program wrote on stderr, its exit code, and the seconds of processor time that it took."""
    with (desk / "stderr").open("w+", encoding="utf-8", errors="replace") as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        return said.read(), process.returncode, usage.ru_utime + usage.ru_stime


def main() -> int:
    """Fuzz the targets, and say of each how many inputs it took and how far they reached."""
    from targets import TARGETS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="TARGET", help=f"default: all of {', '.join(TARGETS)}")
    parser.add_argument("--seconds", type=int, default=60, help="of the processor, for each target")
    parser.add_argument("--jobs", type=int, default=1, help="targets at the same time")
    parser.add_argument("--keep", type=Path, help="folder of inputs and figures, to go on from and to add to")
    given = parser.parse_args()
    failed = False
    with ThreadPoolExecutor(given.jobs) as pool:
        for outcome in pool.map(lambda name: fuzz(name, given.seconds, given.keep), given.names or TARGETS):
            print(outcome, *outcome.crashes, sep="\n", flush=True)
            failed |= bool(outcome.crashes) or not outcome.branches
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
