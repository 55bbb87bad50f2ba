"""Our reading beside spaCy's full small pipeline and quantulum3, on the same text, as ratios of processor time.

``python benchmarks/peers.py [--megabytes 0.3] [--peers PEERS/bin/python]``.  quantulum3 is no dependency of this
project and lives in an environment of its own: ``python -m venv PEERS && PEERS/bin/pip install quantulum3``.

The text is that of ``reading.py``: the sample and the corpora, each copy varied.  Everyone runs in a process of its
own, one after the other, on one core, and loads its models before the clock starts.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reading import FOLDERS, THREADS, audited, piped, read, sets, texts

from auditor.extraction.parsing import Parser
from auditor.packs import load

QUANTULUM = """
import json, resource, sys, time, warnings
warnings.simplefilter("ignore")
from quantulum3 import parser
texts = json.load(open(sys.argv[1], encoding="utf-8"))
parser.parse("It is 40 m long.")
began = time.process_time()
found = sum(len(parser.parse(text)) for text in texts)
seconds = time.process_time() - began
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, found]))
"""
"""What runs in the environment of the peers: seconds, peak megabytes, quantities found."""
OURS = ("reading: screen, parse, bind", "whole audit", "spaCy, full small pipeline")
PEER = "quantulum3"


def one(name: str, megabytes: float) -> None:
    """Measure one of ``OURS`` in this process and print seconds and peak megabytes as JSON."""
    library = sets(FOLDERS, int(megabytes * 1e6), vary=True)
    if name == OURS[2]:
        work: Callable[[], object] = piped(library)
    else:
        rules = load(())
        Parser().learn(["The model is loaded before the clock starts."])
        work = (lambda: read(library, rules)) if name == OURS[0] else (lambda: audited(library, rules))
    began = time.process_time()
    work()
    seconds = time.process_time() - began
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def answered(command: tuple[str, ...]) -> list[float]:
    """What a process of its own measured."""
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    numbers: list[float] = json.loads(done.stdout.splitlines()[-1])
    return numbers


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--megabytes", type=float, default=0.3, help="how much text (default: 0.3)")
    asked.add_argument("--peers", type=Path, help="the Python of an environment that has quantulum3")
    asked.add_argument("--one", choices=OURS, help=argparse.SUPPRESS)
    given = asked.parse_args()
    os.environ.update(dict.fromkeys(THREADS, "1"))
    if given.one:
        one(given.one, given.megabytes)
        return
    said = list(texts(sets(FOLDERS, int(given.megabytes * 1e6), vary=True)))
    size = sum(map(len, said))
    me = (sys.executable, __file__, "--megabytes", str(given.megabytes), "--one")
    rows = [(name, answered((*me, name))) for name in OURS]
    if given.peers:
        with tempfile.TemporaryDirectory() as place:
            file = Path(place) / "texts.json"
            file.write_text(json.dumps(said), encoding="utf-8")
            rows.append((PEER, answered((str(given.peers), "-c", QUANTULUM, str(file)))))
    print(f"{len(said)} documents, {size:,} characters; one core\n")
    print(f"{'':<30} {'seconds':>8} {'characters/s':>13} {'peak MB':>8}  times as fast as this is")
    ours = rows[0][1][0], rows[1][1][0]
    for name, (seconds, most, *_) in rows:
        times = f"reading {seconds / ours[0]:.2f}, whole audit {seconds / ours[1]:.2f}"
        print(f"{name:<30} {seconds:>8.1f} {size / seconds:>13,.0f} {most:>8,.0f}  {times}")
    if not given.peers:
        print(f"{PEER}: not measured: name the Python of its environment with --peers")


if __name__ == "__main__":
    main()
