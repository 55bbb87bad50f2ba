"""How long a content update takes on a hundred pages: a first check, a second, one page changed, one while watching.

    python benchmarks/updates.py [PAGES]

Every figure is the best of three runs of the command in a process of its own, start-up included, but for the watch,
which is measured from the save to the last line of its answer.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

COMMAND = (sys.executable, "-c", "from auditor.cli import main; main()")
PAGE = """# Amyotrophic lateral sclerosis: ward {n}

About {low}-10% of cases of amyotrophic lateral sclerosis (ALS) are familial. Ward {n} has a garden and {n} chairs.

Mean survival is 3-5 years after symptom onset. Some 20% of patients live for five years, and 10% for ten.

- Incidence: 1-2 per 100,000 people a year
- Median age at onset: {age} years
"""


def library(folder: Path, pages: int) -> Path:
    """Write so many pages into a folder."""
    folder.mkdir(parents=True)
    for n in range(pages):
        (folder / f"ward-{n:04}.md").write_text(PAGE.format(n=n, low=5, age=60 + n % 4))
    return folder


def timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def run(*arguments: str) -> None:
    done = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr


def watched(page: Path) -> float:
    """Seconds from a save to the end of the answer, the best of three."""
    with subprocess.Popen(
        [*COMMAND, "watch", "docs"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None

        def answer() -> str:
            said = ""
            for line in process.stdout or ():
                said += line
                if "--fail-on" in line:
                    break
            return said

        def save(low: int) -> None:
            fresh = page.with_suffix(".tmp")
            fresh.write_text(text.replace("5-10%", f"{low}-{low + 9}%"))
            fresh.replace(page)
            said = answer()
            assert f"-> ~{low}..{low + 9} percent" in said, said

        answer()
        text = PAGE.format(n=0, low=5, age=60)
        best = min(timed(lambda low=low: save(low)) for low in (31, 41, 51, 61))
        process.terminate()
    return best


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        os.environ["AUDITOR_RULES"] = "health"
        page = library(Path("docs"), pages) / "ward-0000.md"

        def cold() -> None:
            shutil.rmtree(".auditor_cache", ignore_errors=True)
            run("check", "docs")

        def changed(low: int) -> None:
            page.write_text(PAGE.format(n=0, low=low, age=60))
            run("check", "docs")

        rows = {
            "start-up (--help)": min(timed(lambda: run("--help")) for _ in range(3)),
            "first check": min(timed(cold) for _ in range(3)),
            "check again": min(timed(lambda: run("check", "docs")) for _ in range(3)),
            "one page changed": min(timed(lambda low=low: changed(low)) for low in (1, 2, 3)),
            "one page while watching": watched(page),
        }
    print(f"{pages} pages")
    for what, seconds in rows.items():
        print(f"{what:<24} {seconds:7.2f} s")


if __name__ == "__main__":
    main()
