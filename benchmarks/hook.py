"""The story of a content update through pre-commit, installed for real from this repository's last commit.

    .venv/bin/python benchmarks/hook.py [--pre-commit PATH] [--home FOLDER]

Makes a git repository with three pages in a temporary folder, asks for the hook as docs/ci.md shows, and commits: with
a baseline, with a changed figure, with a decision on it, with another figure, after the decision has expired, and with
a sentence that is about something else.  Says what each commit came to, and ends with exit code 1 where one came out
otherwise.  Without --pre-commit it is installed into a new environment; the hook's own environment takes minutes and
half a gigabyte, and is kept in --home.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = """# Amyotrophic lateral sclerosis: {title}

Amyotrophic lateral sclerosis (ALS) is a disease of the motor neurons. It is rare.

About 5-10% of cases of ALS are familial.
"""
TITLES = {"clinic.md": "an overview", "genes.md": "genes", "faq.md": "questions"}
CONFIG = """repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: auditor
        args: [docs]
"""
TODAY, LATER = "2026-11-21", "2027-03-01"


@dataclass
class Story:
    """A repository with the hook in place."""

    folder: Path
    environment: Mapping[str, str]

    def run(self, *command: str, day: str = TODAY) -> subprocess.CompletedProcess[str]:
        """A command in the repository, on a day."""
        return subprocess.run(
            command, cwd=self.folder, env={**self.environment, "AUDITOR_DATE": day}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip

    def commit(self, day: str = TODAY) -> tuple[int, str]:
        """Exit code and words of a commit of everything."""
        self.run("git", "add", "--all")
        done = self.run("git", "commit", "--message", "update", day=day)
        return done.returncode, done.stdout

    def change(self, name: str, old: str, new: str) -> None:
        """Write something else into a page."""
        page = self.folder / "docs" / name
        text = page.read_text(encoding="utf-8")
        assert old in text
        page.write_text(text.replace(old, new), encoding="utf-8")

    def auditor(self) -> str:
        """The command that pre-commit installed."""
        (found,) = Path(self.environment["PRE_COMMIT_HOME"]).glob("repo*/py_env-*/bin/auditor")
        return str(found)


def told(story: Story) -> Iterator[tuple[str, bool, str]]:
    """Every step: what is done, whether it came out as it should, and what was said."""
    story.run("git", "add", "--all")
    code, text = story.commit()
    yield "pages, the hook and its configuration", code == 0, text
    done = story.run(story.auditor(), "baseline", "docs")
    code, text = story.commit()
    yield "a baseline", done.returncode == code == 0, done.stdout + text

    story.change("clinic.md", "5-10%", "15-20%")
    code, text = story.commit()
    found = re.findall(r"^docs/clinic\.md:5:\d+: AC101 .*\[([0-9a-f]{16})\]", text, re.MULTILINE)
    yield "5-10% becomes 15-20%: refused, one conflict at that line", code == 1 and len(found) == 1, text

    reason = ("--accept", "--reason", "a new register", "--until", "2027-01-31")
    done = story.run(story.auditor(), "decide", found[0] if found else "none", "docs", *reason)
    code, text = story.commit()
    yield "a decision with a reason", done.returncode == code == 0, done.stdout + text

    story.change("clinic.md", "15-20%", "25-30%")
    code, text = story.commit()
    yield "15-20% becomes 25-30%: refused", code == 1 and text.count(": AC101 ") == 1, text

    story.change("clinic.md", "25-30%", "15-20%")
    story.change("faq.md", "It is rare.", "It is a rare disease, and it has many names.")
    code, text = story.commit(LATER)
    yield "after the decision's last day: refused, and says so", code == 1 and "expired" in text, text
    code, text = story.commit()
    yield "a sentence on something else", code == 0, text


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pre-commit", type=Path)
    parser.add_argument("--home", type=Path, default=Path(tempfile.gettempdir()) / "auditor-pre-commit")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = given.pre_commit or installed(folder / "venv")
        story = prepared(folder / "repository", command, given.home)
        began, wrong = time.perf_counter(), 0
        for step, right, text in told(story):
            print(f"{'as it should' if right else 'WRONG':<12}  {time.perf_counter() - began:6.1f} s  {step}")
            wrong += not right
            if not right:
                print("".join(f"    {line}\n" for line in text.splitlines()), end="")
            began = time.perf_counter()
    sys.exit(1 if wrong else 0)


def installed(folder: Path) -> Path:
    """pre-commit, in an environment of its own."""
    subprocess.run((sys.executable, "-m", "venv", str(folder)), check=True)
    subprocess.run((str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "pre-commit"), check=True)
    return folder / "bin" / "pre-commit"


def prepared(folder: Path, command: Path, home: Path) -> Story:
    """A repository with pages, in which the hook is installed."""
    (folder / "docs").mkdir(parents=True)
    for name, title in TITLES.items():
        (folder / "docs" / name).write_text(PAGE.format(title=title), encoding="utf-8")
    revision = subprocess.run(("git", "rev-parse", "HEAD"), cwd=ROOT, capture_output=True, text=True, check=True).stdout
    text = CONFIG.format(repository=ROOT.as_posix(), revision=revision.strip())
    (folder / ".pre-commit-config.yaml").write_text(text, encoding="utf-8")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PYTHON", "VIRTUAL_ENV"))}
    names = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
             for what, value in (("NAME", "Ada"), ("EMAIL", "ada@example.org"))}  # fmt: skip
    story = Story(folder, {**kept, **names, "PRE_COMMIT_HOME": str(home / revision.strip()[:12])})
    for step in (("git", "init", "--quiet", "."), (str(command), "install", "--install-hooks")):
        done = story.run(*step)
        if done.returncode:
            sys.exit(done.stdout)
    return story


if __name__ == "__main__":
    main()
