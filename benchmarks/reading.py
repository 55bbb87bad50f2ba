"""Speed on one core, beside spaCy's full small pipeline and quantulum3: ``python benchmarks/reading.py [FOLDER...]``.

Two texts are measured, each by every program.  *Distinct*: the documents of the folders as they are, each once.
*Varied*: copies of them up to the wished size, in every copy of which a seeded rule swaps small words and last digits;
each copy of a folder is a set of its own, as the subjects of a library are.  The varied text is a library whose pages
repeat each other: the table says which share of its sentences stands in it once.

Ours begins every measurement with a new reader that remembers nothing.  The language model and the rules are loaded
before.  Times are processor seconds, which other programs on the machine do not stretch (though they slow them);
ratios within one run are what can be compared.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from auditor.audit import judge, subject_and_rules
from auditor.cues import sentences
from auditor.documents import gather, load_all
from auditor.extraction import reader
from auditor.extraction.parsing import Parser
from auditor.model import Document
from auditor.modelfiles import model_name
from auditor.packs import load
from auditor.rules import Rules

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "sources" / "als", *sorted((ROOT / "tests" / "corpora").glob("*/docs")))
DAY = "2026-11-21"
THREADS = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS")
SWAPS = {"the": ("this", "that"), "a": ("another",), "and": ("or",), "is": ("was",), "are": ("were",)} | {
    "may": ("can",), "can": ("may",), "often": ("usually",), "usually": ("often",), "in": ("within",), "for": ("of",),
}  # fmt: skip
_WORD = re.compile(r"\b(?:" + "|".join(SWAPS) + r")\b|(?<=[1-9])\d\b")
Sets = list[tuple[Document, ...]]
Measured = tuple[str, int, float, str]
"""What was run, characters, seconds, peak memory."""


def varied(text: str, seed: int) -> str:
    """The text with last digits and small words swapped, about one in three; equal for equal seeds.

    >>> varied("The gate is open for 25 days.", 1) == varied("The gate is open for 25 days.", 1)
    True
    """
    chance = Random(seed)

    def swap(found: re.Match[str]) -> str:
        if chance.random() > 1 / 3:
            return found[0]
        return str(chance.randint(1, 9)) if found[0].isdigit() else chance.choice(SWAPS[found[0]])

    return _WORD.sub(swap, text)


def sets(folders: Sequence[Path], characters: int, vary: bool) -> Sets:
    """Copies of the folders' documents, a tuple a copy, until they hold so many characters."""
    made: Sets = []
    size = copy = 0
    while size < characters:
        for folder in folders:
            documents = _copied(folder, copy if vary else 0)
            made.append(documents)
            size += sum(len(d.text) for d in documents)
        copy += 1
        if not size:
            raise SystemExit("no document of these folders could be read")
    return made


def _copied(folder: Path, seed: int) -> tuple[Document, ...]:
    """The text documents of a folder, loaded from varied copies; those of seed 0 are as they are."""
    if not seed:
        return load_all([folder])[0]
    with tempfile.TemporaryDirectory() as place:
        for file in gather([folder])[0]:
            for path in (file, file.with_name(file.name + ".meta.json")):
                if path.is_file() and path.suffix not in (".pdf", ".docx"):
                    text = path.read_text(encoding="utf-8", errors="replace")
                    (Path(place) / path.name).write_text(text if path is not file else varied(text, seed), "utf-8")
        return load_all([Path(place)])[0]


def timed(work: Callable[[], object]) -> float:
    """Processor seconds of some work, all threads together."""
    began = time.process_time()
    work()
    return time.process_time() - began


def read(library: Sets, rules: Rules) -> None:
    """Screen, parse and bind, a set after the other, with the packs that the audit would use."""
    for documents in library:
        subject, packs = subject_and_rules(documents, rules)
        reader(packs).read(documents, subject)


def audited(library: Sets, rules: Rules) -> None:
    """The whole audit of every set, from loaded documents to topics."""
    for documents in library:
        judge(documents, (), rules, DAY)


def texts(library: Sets) -> Iterator[str]:
    return (document.text for documents in library for document in documents)


def piped(library: Sets) -> Callable[[], object]:
    """spaCy's full small pipeline, as it is shipped, over whole documents."""
    pipeline = importlib.import_module(model_name()).load()
    return lambda: sum(len(doc) for doc in pipeline.pipe(texts(library), batch_size=128))


def quantulum(library: Sets) -> Callable[[], object]:
    """quantulum3 over whole documents."""
    parser = importlib.import_module("quantulum3.parser")
    return lambda: sum(len(parser.parse(text)) for text in texts(library))


def peak() -> str:
    """The most memory that this process has held so far (Linux: kilobytes; macOS: bytes)."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{most / (2**20 if sys.platform == 'darwin' else 2**10):,.0f} MB"


def measured(name: str, library: Sets, work: Callable[[], object]) -> Measured:
    """Do some work on a library: its characters, the seconds it took, and the peak memory after it."""
    size, seconds = sum(map(len, texts(library))), timed(work)
    return name, size, seconds, peak()


def fresh(work: Callable[[Sets, Rules], None], library: Sets, rules: Rules) -> Callable[[], object]:
    """Some work of ours by a reader that remembers no sentence of what was measured before."""
    reader.cache_clear()
    for documents in library:
        reader(subject_and_rules(documents, rules)[1])  # rules are compiled once in a run, however long it is
    return lambda: work(library, rules)


def ours(library: Sets, rules: Rules) -> list[Measured]:
    """What was measured of this project on a library."""
    works = {"reading: screen, parse, bind": read, "whole audit": audited}
    return [measured(name, library, fresh(work, library, rules)) for name, work in works.items()]


def peers(library: Sets) -> list[Measured]:
    """What was measured of others on the same text."""
    rows = [measured(f"spaCy {model_name()}, full", library, piped(library))]
    if importlib.util.find_spec("quantulum3"):
        rows.append(measured("quantulum3", library, quantulum(library)))
    return rows


def shown(title: str, library: Sets, rows: Sequence[Measured]) -> str:
    """A table: seconds, speed, how many times the speed of each peer, and memory."""
    speeds = {name: size / seconds for name, size, seconds, _ in rows}
    spacy = next(speed for name, speed in speeds.items() if name.startswith("spaCy"))
    other = speeds.get("quantulum3")
    lines = [
        f"{title}: {sum(map(len, library))} documents in {len(library)} sets, {rows[0][1]:,} characters, "
        f"{distinct(library):.0%} of the sentences once",
        f"{'':<34} {'seconds':>8} {'characters/s':>13} {'times spaCy':>12} {'times quantulum3':>17}  peak so far",
    ]
    for name, _, seconds, most in rows:
        times = f"{speeds[name] / other:.2f}" if other else "not installed"
        lines.append(
            f"{name:<34} {seconds:>8.1f} {speeds[name]:>13,.0f} {speeds[name] / spacy:>12.2f} {times:>17}  {most}"
        )
    return "\n".join(lines)


def distinct(library: Sets) -> float:
    """The share of the sentences of a library that stand in it once."""
    counts = Counter(t[a:b] for t in texts(library) for a, b in sentences(t, 0, len(t)))
    return sum(1 for count in counts.values() if count == 1) / max(1, sum(counts.values()))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folders", nargs="*", type=Path, default=FOLDERS, metavar="FOLDER")
    asked.add_argument("--megabytes", type=float, default=3, help="how much varied text (default: 3; 0: none)")
    given = asked.parse_args()
    os.environ.update(dict.fromkeys(THREADS, "1"))  # numpy reads them when it comes in, with the language model
    rules = load(())
    Parser().learn(["The model is loaded before the clock starts."])
    libraries = {"distinct": sets(given.folders, 1, vary=False)}
    if given.megabytes:
        libraries["varied"] = sets(given.folders, int(given.megabytes * 1e6), vary=True)
    found = {title: ours(library, rules) for title, library in libraries.items()}  # before the peers take their memory
    for title, library in libraries.items():
        print(shown(title, library, [*found[title], *peers(library)]), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
