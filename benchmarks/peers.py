"""Our reading beside spaCy's full small pipeline, quantulum3 and CQE, on the same text, as ratios of processor time.

``python benchmarks/peers.py [--megabytes 0.3] [--peers PEERS/bin/python]``.  The last two are no dependencies of this
project and live in an environment of their own, beside this project's spaCy and its language model::

    python -m venv PEERS
    python -c "import sysconfig; print(sysconfig.get_path('purelib'))" > PEERS/lib/python3.11/site-packages/house.pth
    PEERS/bin/pip install quantulum3 setuptools
    PEERS/bin/pip install --no-deps --no-build-isolation CQE==2.0.3 fuzzywuzzy==0.18.0 more_itertools ordered-set \\
        python-Levenshtein Levenshtein rapidfuzz greek spacy_download emoji==1.7 inflect==5.4.0 regex requests

CQE without its pins (``docs/scale.md`` says why).  One that the environment lacks is left out, and that is said.

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
from auditor.modelfiles import model_name
from auditor.packs import load

_MEASURED = """
texts = json.load(open(sys.argv[1], encoding="utf-8"))
parse("It is 40 m long.")
began = time.process_time()
found = sum(len(parse(text)) for text in texts)
seconds = time.process_time() - began
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, found]))
"""
_BEGIN = """
import json, locale, logging, resource, sys, time, warnings
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
"""
QUANTULUM = f"{_BEGIN}from quantulum3.parser import parse\n{_MEASURED}"
"""What runs in the environment of the peers: seconds, peak megabytes, quantities found."""
CQE = f"""{_BEGIN}
asked = locale.setlocale
locale.setlocale = lambda part, name=None: asked(part, name and "C.UTF-8")  # it asks for en_US, which many lack
from CQE.CQE import CQE
parse = CQE(spacy_model=sys.argv[2]).parse
{_MEASURED}"""
OURS = ("reading: screen, parse, bind", "whole audit", "spaCy, full small pipeline")
PEERS = {"quantulum3": QUANTULUM, "CQE": CQE}


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


def has(python: Path, name: str) -> bool:
    """Whether an environment has a module."""
    asked = f"import importlib.util as u; raise SystemExit(u.find_spec({name!r}) is None)"
    return subprocess.run((str(python), "-c", asked), check=False).returncode == 0


def answered(command: tuple[str, ...]) -> list[float]:
    """What a process of its own measured."""
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    numbers: list[float] = json.loads(done.stdout.splitlines()[-1])
    return numbers


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--megabytes", type=float, default=0.3, help="how much text (default: 0.3)")
    asked.add_argument("--peers", type=Path, help="the Python of an environment that has them")
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
    missing = [name for name in PEERS if not (given.peers and has(given.peers, name))]
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "texts.json"
        file.write_text(json.dumps(said), encoding="utf-8")
        for name, code in PEERS.items():
            if name not in missing:
                rows.append((name, answered((str(given.peers), "-c", code, str(file), model_name()))))
    print(f"{len(said)} documents, {size:,} characters; one core\n")
    print(f"{'':<30} {'seconds':>8} {'characters/s':>13} {'peak MB':>8}  times as fast as this is")
    ours = rows[0][1][0], rows[1][1][0]
    for name, (seconds, most, *_) in rows:
        times = f"reading {seconds / ours[0]:.2f}, whole audit {seconds / ours[1]:.2f}"
        print(f"{name:<30} {seconds:>8.1f} {size / seconds:>13,.0f} {most:>8,.0f}  {times}")
    for name in missing:
        print(f"{name}: not measured: name the Python of an environment that has it with --peers")


if __name__ == "__main__":
    main()
