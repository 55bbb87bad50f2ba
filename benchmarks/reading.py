"""Speed of reading on one core, beside spaCy's full small pipeline: ``python benchmarks/reading.py [FOLDER...]``.

Documents are repeated to the wished size.  Plain repeats flatter a reader that remembers sentences, so every copy is
varied by a seeded rule; the figure without variation stands beside.  Each copy of a folder is a set of its own, as the
subjects of a library are; a reader remembers within its set, so all copies are read once more as one set.  Times are
processor seconds, which other programs on the machine do not stretch.
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
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from auditor.audit import judge, subject_and_rules
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


def together(library: Sets, folders: int) -> Sets:
    """All copies of a folder as one set."""
    return [tuple(d for documents in library[at::folders] for d in documents) for at in range(folders)]


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


def ours(given: argparse.Namespace) -> tuple[Sets, list[Measured]]:
    """The library, and what was measured of this project on it; the language model is loaded before."""
    rules, wished = load(()), int(given.megabytes * 1e6)
    Parser().learn(["The model is loaded before the clock starts."])
    library = sets(given.folders, wished, vary=True)
    rows = [measured("reading: screen, parse, bind", library, lambda: read(library, rules))]
    rows.append(measured("whole audit", library, lambda: audited(library, rules)))
    joined = together(library, len(given.folders))
    rows.append(measured("reading, a folder's copies as one set", joined, lambda: read(joined, rules)))
    same = together(sets(given.folders, wished, vary=False), len(given.folders))
    rows.append(measured("the same, copies not varied", same, lambda: read(same, rules)))
    return library, rows


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folders", nargs="*", type=Path, default=FOLDERS, metavar="FOLDER")
    asked.add_argument("--megabytes", type=float, default=3, help="how much text (default: 3)")
    os.environ.update(dict.fromkeys(THREADS, "1"))  # numpy reads them when it comes in, with the language model
    library, rows = ours(asked.parse_args())
    spacy = measured(f"spaCy {model_name()}, full", library, piped(library))
    rows.append(spacy)
    if importlib.util.find_spec("quantulum3"):
        rows.append(measured("quantulum3", library, quantulum(library)))
    print(f"{sum(map(len, library))} documents in {len(library)} sets, {spacy[1]:,} characters; one core\n")
    print(f"{'':<38} {'seconds':>8} {'characters/s':>13} {'times spaCy':>12}  peak memory so far")
    for name, size, seconds, most in rows:
        speed = size / seconds
        print(f"{name:<38} {seconds:>8.1f} {speed:>13,.0f} {speed * spacy[2] / spacy[1]:>12.2f}  {most}")
    if not importlib.util.find_spec("quantulum3"):
        print("quantulum3: not installed")


if __name__ == "__main__":
    main()
