"""Installed Python packages audited against their own metadata with the pack ``software``.

Each package makes a folder of two documents: its description (the README), and what the header fields of its METADATA
state, a line a field.  Prints every finding and every agreement between the two, to be judged by eye;
docs/accuracy.md holds the judgement.

    python benchmarks/packages.py [NAME...] [--keep FOLDER] [--site FOLDER]
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from auditor.audit import audit
from auditor.model import Audit, Relation
from auditor.packs import load

TEN = ("attrs", "courlan", "httpcore", "pytest", "requests", "rich", "spacy", "tld", "toolz", "wasabi")
LOWER = re.compile(r">=\s*([\d.]+)")


def fields(name: str) -> Iterator[str]:
    """What the header fields of a package state, in lines."""
    head = metadata.metadata(name)
    yield f"Current version: {head['Version']}"
    python = LOWER.search(head.get("Requires-Python") or "")
    if python:
        yield f"Requires Python {python[1]} or later."
    licence = head.get("License-Expression") or (head.get("License") or "").split("\n")[0]
    if licence:
        yield f"License: {licence}"
    tree: dict[str, list[str]] = {}
    for classifier in head.get_all("Classifier") or ():
        top, _, rest = classifier.partition(" :: ")
        tree.setdefault(top, []).append(rest.replace(" :: ", " "))
    for status in tree.get("Development Status", ()):
        yield f"Development status: {status.partition(' - ')[2]}"
    systems = [system for system in tree.get("Operating System", ()) if "Independent" not in system]
    if systems:
        yield f"Operating systems: {', '.join(systems)}"
    yield from (f"Typing: {typing}" for typing in tree.get("Typing", ()))
    needed = [each for each in head.get_all("Requires-Dist") or () if ";" not in each]
    yield f"Required dependencies are {', '.join(needed)}." if needed else "It has no required dependencies."


def pages(name: str, folder: Path) -> Path:
    """The two documents of a package, in a folder of its name."""
    head = metadata.metadata(name)
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    kind = "md" if "markdown" in (head.get("Description-Content-Type") or "") else "txt"
    body = str(head.get_payload() or head.get("Description") or "")
    (place / f"readme.{kind}").write_text(body, encoding="utf-8")
    lines = "\n".join(f"- {line}" for line in fields(name))
    (place / "metadata.md").write_text(f"# {name}: metadata of the package\n\n{lines}\n", encoding="utf-8")
    return place


def told(result: Audit) -> Iterator[str]:
    """Every relation of a rule's topic between the two documents, with the quotes it rests on."""
    claims = {claim.id: claim for claim in result.claims}
    for topic in result.topics:
        ruled = all(claims[c].rule for position in topic.positions for c in position.claims)
        held = {position.id: position for position in topic.positions}
        for position in topic.positions:
            if ruled and len(position.sources) > 1:
                quotes = " / ".join(f'{claims[c].source} "{_flat(claims[c].quote)}"' for c in position.claims)
                yield f"agree     {topic.attribute}: {quotes}"
        for edge in topic.relations if ruled else ():
            if edge.judgement.relation is not Relation.NONE:
                both = " / ".join(
                    f'{claims[held[p].claims[0]].source} "{_flat(claims[held[p].claims[0]].quote)}"'
                    for p in (edge.a, edge.b)
                )
                inside = " (internal)" if edge.internal else ""
                yield f"{edge.judgement.relation.value:9} {topic.attribute}: {both}{inside}"


def _flat(text: str) -> str:
    return " ".join(text.split())[:90]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", default=TEN)
    parser.add_argument("--keep", type=Path, help="where the documents are written, to look at them")
    parser.add_argument("--site", type=Path, help="where the packages are installed, if not beside this Python")
    given = parser.parse_args()
    if given.site:
        sys.path.insert(0, str(given.site))
        sys.path_importer_cache.clear()
    rules = load(["software"])
    with tempfile.TemporaryDirectory() as temporary:
        for name in given.names:
            result = audit([pages(name, given.keep or Path(temporary))], rules, "2026-11-21")
            print(f"{name} {metadata.version(name)}: {sum(bool(c.rule) for c in result.claims)} claims by rule")
            for line in told(result):
                print(f"  {line}")


if __name__ == "__main__":
    main()
