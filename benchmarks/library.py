"""A library of any size with planted conflicts, audited cold, warm, and with one page changed.

``python benchmarks/library.py [--pages 100 1000] [--length 4000] [--jobs 2]`` makes pages of about 4 kB from
templates of ours, twenty a subject: each page states five measures of an invented disease or bridge in varied words,
with the same values throughout, but for planted changes, which the report must show.  Prints seconds, peak memory of
the main process, characters a second, the share of planted changes found, and the exponent by which cold time grows.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

PAGES_A_SUBJECT = 20
PLANTED = 3
"""So many measures of every subject are stated otherwise by one page."""
LENGTH = 4000
DAY = "2026-11-21"
COMMAND = """
import resource, sys
from auditor.cli import main
try:
    main()
finally:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print("peak", most, "spacy" in sys.modules, file=sys.stderr)
"""
HEADS = ("pages", "run", "seconds", "processor", "peak MB", "characters/s*", "spaCy in the main process")
ONSETS = "Bel Cor Dar Fen Gal Har Jor Kel Lom Mar Nor Pel Quin Ros Sal Tor Ul Var Wex Yor Zan Ald Bri Cas".split()
ENDS = "ander ebrook idge olme ingham orth under ell ashire etter ovan istead impole antry awick ergate".split()


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure in several wordings; ``{}`` is the figure.  Another value is one that contradicts."""

    name: str
    wordings: tuple[str, ...]
    low: int
    high: int
    factor: float


DISEASE = (
    Measure(
        "onset",
        (
            "The mean age of onset is {} years.",
            "On average, symptoms begin at {} years of age.",
            "The average age at onset is {} years.",
        ),
        20,
        70,
        1.6,
    ),
    Measure(
        "survival",
        (
            "Mean survival after diagnosis is {} years.",
            "On average, people survive {} years after diagnosis.",
            "The average survival from diagnosis is {} years.",
        ),
        3,
        30,
        2.5,
    ),
    Measure(
        "familial",
        (
            "About {} % of cases are familial.",
            "Familial cases make up {} percent of all cases.",
            "In {} % of patients the disease is inherited.",
        ),
        5,
        40,
        2.2,
    ),
    Measure(
        "prevalence",
        (
            "The prevalence of {name} is {} per 100,000 people.",
            "{name} has a prevalence of {} per 100,000.",
            "Its prevalence is estimated at {} per 100,000.",
        ),
        2,
        90,
        3.0,
    ),
    Measure(
        "incidence",
        (
            "Its incidence is {} per 100,000 people a year.",
            "The annual incidence of {name} is {} per 100,000.",
            "Each year, {} per 100,000 people develop {name}.",
        ),
        2,
        60,
        3.0,
    ),
)
BRIDGE = (
    Measure(
        "length",
        (
            "{name} is {} m long.",
            "{name} has a length of {} metres.",
            "The length of {name} is {} m.",
        ),
        80,
        900,
        1.4,
    ),
    Measure(
        "height",
        (
            "Its towers are {} m high.",
            "The towers of {name} rise to a height of {} m.",
            "The height of its towers is {} metres.",
        ),
        20,
        150,
        1.7,
    ),
    Measure(
        "opened",
        (
            "{name} was opened in {}.",
            "{name} opened to traffic in {}.",
            "The opening of {name} was in {}.",
        ),
        1850,
        1990,
        1.01,
    ),
    Measure(
        "cost",
        (
            "Construction of {name} cost {} million dollars.",
            "The construction cost was {} million dollars.",
            "The cost of construction came to {} million dollars.",
        ),
        10,
        400,
        1.9,
    ),
    Measure(
        "traffic",
        (
            "About {} vehicles cross {name} every day.",
            "Daily traffic is {} vehicles.",
            "{name} carries {} vehicles a day.",
        ),
        2000,
        40000,
        2.1,
    ),
)
FILLER = (
    "Visitors who come by train find {name} a short walk from the station.",
    "Much has been written on how {name} came by its name.",
    "The first reports were short and are kept in the county archive.",
    "People who know {name} well often tell its story otherwise.",
    "A group of volunteers answers letters and collects old photographs.",
    "What is told here rests on the records of the county office.",
    "Those who wish to know more may ask at the library on the square.",
    "Several of the older accounts were lost when the archive moved.",
    "The records were put in order by {who}, who worked on them for many winters.",
    "Letters from {who} describe what was known at the time.",
    "In later years {who} wrote a short account for the local paper.",
    "The account by {who} is still read by those who begin.",
)
PEOPLE = "Ada Ben Cleo Dan Eva Finn Gus Hal Ina Jon Kit Lea Max Nan Ole Pia Rex Sue Tom Una".split()
KIND = {"disease": DISEASE, "bridge": BRIDGE}


@dataclass(frozen=True, slots=True)
class Planted:
    """A page of a subject that states a measure otherwise, in these words."""

    subject: str
    page: str
    sentence: str


def names() -> Iterator[tuple[str, str]]:
    """Names of subjects that no two share, with their kinds."""
    for round_ in range(1, 1000):
        for first in ONSETS:
            for last in ENDS:
                second = "" if round_ == 1 else f" {ONSETS[round_ % len(ONSETS)]}{ENDS[round_ * 7 % len(ENDS)]}"
                kind = "disease" if (len(first) + len(last)) % 2 else "bridge"
                yield f"{first}{last}{second} {'Disease' if kind == 'disease' else 'Bridge'}", kind


def make(folder: Path, pages: int, length: int = LENGTH, seed: int = 8) -> list[Planted]:
    """Write a library of so many pages, and say what was planted."""
    planted: list[Planted] = []
    count = 0
    for name, kind in names():
        size = min(PAGES_A_SUBJECT, pages - count)
        if size <= 0:
            break
        planted += _subject(folder, name, kind, size, length, Random(f"{seed} {name}"))
        count += size
    return planted


def _subject(folder: Path, name: str, kind: str, size: int, length: int, chance: Random) -> list[Planted]:
    measures = KIND[kind]
    values = {m.name: chance.randint(m.low, m.high) for m in measures}
    odd = dict(zip(chance.sample(range(size), min(size, PLANTED)), chance.sample(measures, PLANTED), strict=False))
    place = folder / name.lower().replace(" ", "-")
    place.mkdir(parents=True)
    planted = []
    for number in range(size):
        said = {}
        for measure in measures:
            other = number in odd and odd[number] is measure and size > 1
            value = (
                max(values[measure.name] + 3, round(values[measure.name] * measure.factor))
                if other
                else values[measure.name]
            )
            said[measure.name] = chance.choice(measure.wordings).replace("{}", str(value)).replace("{name}", name)
            if other:
                planted.append(Planted(name, f"page-{number:02d}", said[measure.name]))
        (place / f"page-{number:02d}.md").write_text(_page(name, list(said.values()), length, chance), encoding="utf-8")
    return planted


def _page(name: str, stated: list[str], length: int, chance: Random) -> str:
    """A page of about so many characters: what is stated, spread among sentences that state nothing."""
    sentences = [*stated]
    while sum(map(len, sentences)) < length - 200:
        who = f"{chance.choice(PEOPLE)} {chance.choice(ONSETS)}{chance.choice(ENDS)}"
        sentences.append(chance.choice(FILLER).replace("{name}", name).replace("{who}", who))
    chance.shuffle(sentences)
    parts = [f"# {name}", f"{name} is told of on this page."]
    for first in range(0, len(sentences), 6):
        parts.append(" ".join(sentences[first : first + 6]))
    return "\n\n".join(parts) + "\n"


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took: wall seconds, processor seconds of all its processes, peak megabytes of the main one, whether
    spaCy was imported there."""

    seconds: float
    processor: float
    peak: int
    spacy: bool


def processor() -> float:
    """Processor seconds of all processes begun from here that have ended."""
    used = os.times()
    return used.children_user + used.children_system


def audited(folder: Path, out: Path, cache: Path, jobs: int, form: str) -> Run:
    """Run the command on a library in a process of its own."""
    arguments = ("library", folder, "--output", out, "--format", form, "--date", DAY, "--jobs", jobs)
    environment = {**os.environ, "AUDITOR_CACHE": str(cache)}
    began, spent = time.perf_counter(), processor()
    done = subprocess.run(
        (sys.executable, "-c", COMMAND, *map(str, arguments)),
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    seconds = time.perf_counter() - began
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    _, peak, spacy = done.stderr.splitlines()[-1].split()
    return Run(seconds, processor() - spent, int(peak), spacy == "True")


def found(out: Path, planted: Sequence[Planted]) -> tuple[int, int]:
    """How many of the planted changes stand in a conflict or overlap, and how many such findings there are besides."""
    hit = besides = 0
    for subject in sorted({each.subject for each in planted}):
        audit = json.loads((out / f"{subject.lower().replace(' ', '-')}.json").read_text(encoding="utf-8"))
        claims = {claim["id"]: claim for claim in audit["claims"]}
        mine = [each for each in planted if each.subject == subject]
        met = set()
        for topic in audit["topics"]:
            positions = {position["id"]: position for position in topic["positions"]}
            for edge in topic["relations"]:
                if edge["relation"] not in ("conflict", "overlap"):
                    continue
                sides = [claims[c] for side in (edge["a"], edge["b"]) for c in positions[side]["claims"] if c in claims]
                told = [
                    e
                    for e in mine
                    if any(c["source"].endswith(e.page) and c["quote"].strip() in e.sentence for c in sides)
                ]
                met.update(told)
                besides += not told
        hit += len(met)
    return hit, besides


def measured(pages: int, length: int, jobs: int, form: str) -> float:
    """Make a library, audit it three times, print what that took; processor seconds of the cold run."""
    with tempfile.TemporaryDirectory() as place:
        folder, out, cache = (Path(place) / name for name in ("pages", "out", "cache"))
        planted = make(folder, pages, length)
        files = sorted(folder.rglob("*.md"))
        size = sum(file.stat().st_size for file in files)
        cold = 0.0
        for name in ("cold", "warm", "one changed"):
            if name == "one changed":
                files[0].write_text(
                    files[0].read_text(encoding="utf-8") + "\nIt weighs 417 tonnes.\n", encoding="utf-8"
                )
            run = audited(folder, out, cache, jobs, form)
            figures = f"{run.seconds:>8.1f} {run.processor:>9.1f} {run.peak:>8} {size / run.processor:>13,.0f}"
            print(f"{pages:>7,} {name:<12} {figures}  {run.spacy}", flush=True)
            cold = cold or run.processor
            if name == "cold" and form == "json":
                hit, besides = found(out, planted)
                print(
                    f"        planted changes found: {hit} of {len(planted)}; other conflicts and overlaps: {besides}"
                )
        print(f"        store: {sum(file.stat().st_size for file in cache.iterdir()) / 1e6:,.0f} MB", flush=True)
    return cold


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--pages", nargs="+", type=int, default=[100, 1000])
    asked.add_argument("--length", type=int, default=LENGTH, help="characters of a page")
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--format", default="json", choices=["json", "html", "text"])
    given = asked.parse_args()
    print("{:>7} {:<12} {:>8} {:>9} {:>8} {:>13}  {}".format(*HEADS))
    cold = [(pages, measured(pages, given.length, given.jobs, given.format)) for pages in given.pages]
    print("* a processor second; growth is of processor seconds, which other programs on the machine do not stretch")
    for (n, a), (m, b) in pairwise(cold):
        print(f"growth of cold time from {n:,} to {m:,} pages: exponent {math.log(b / a) / math.log(m / n):.2f}")


if __name__ == "__main__":
    main()
