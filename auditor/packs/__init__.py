"""Rule packs, from their folders of YAML to ``Rules``: strictly, and with every mistake of every file at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from ruamel.yaml.nodes import MappingNode, SequenceNode

from auditor.packs.files import Manifest, read_common, read_facts, read_manifest, read_rule
from auditor.packs.page import Page, nearest
from auditor.rules import Common, Fact, Pack, Rule, Rules

__all__ = ["RuleError", "contents", "load", "shipped"]

COMMON, FACTS, MANIFEST = "common.yaml", "facts.yaml", "pack.yaml"


class RuleError(Exception):
    """The rules cannot be used.  ``errors`` holds every reason, as ``path:line:column: message`` where it has one."""

    def __init__(self, errors: Iterable[str]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(self.errors))


@dataclass(frozen=True, slots=True)
class Folder:
    """A pack as found: its name, the path by which it is shown, and the bytes of its YAML files in sorted order."""

    name: str
    shown: str
    files: Mapping[str, bytes]

    @property
    def digest(self) -> str:
        """SHA-256 over names and bytes of the files."""
        digest = hashlib.sha256()
        for name, data in self.files.items():
            digest.update(f"{name}\0{len(data)}\0".encode())
            digest.update(data)
        return digest.hexdigest()


def shipped() -> tuple[str, ...]:
    """The names of the packs that come with the auditor, sorted."""
    return tuple(sorted(entry.name for entry in _rules_folder().iterdir() if entry.is_dir() and _yaml_files(entry)))


def load(names_or_paths: Sequence[str] = ()) -> Rules:
    """The packs of these names or folders, most specific first; all shipped ones by default.

    A pack limited to subjects comes before one that reads any; otherwise the given order holds.  A pack that is asked
    for by name reads whatever the documents are about: its signs do not count.  Raises ``RuleError``.
    """
    errors: list[str] = []
    folders = _folders(tuple(names_or_paths) or shipped(), errors)
    common = _common(errors)
    packs = [_pack(folder, errors) for folder in folders]
    errors += _strangers(packs)
    if errors:
        raise RuleError(errors)
    if names_or_paths:
        packs = [replace(pack, signs=()) for pack in packs]
    return Rules(common, tuple(sorted(packs, key=lambda pack: not pack.subjects)))


def contents(names_or_paths: Sequence[str] = ()) -> str:
    """A hash of all that ``load`` would read, without reading it as rules; empty where ``load`` would find it wrong."""
    errors: list[str] = []
    folders = _folders(tuple(names_or_paths) or shipped(), errors)
    digest = hashlib.sha256((_rules_folder() / COMMON).read_bytes())
    for folder in folders:
        digest.update(f"{folder.name}\0{folder.shown}\0{folder.digest}\0".encode())
    return "" if errors else digest.hexdigest()


def _rules_folder() -> Traversable:
    """The shipped rules: inside the installed package, else beside it in a checkout."""
    installed = resources.files("auditor") / "rules_data"
    return installed if installed.is_dir() else Path(__file__).resolve().parents[2] / "rules"


def _yaml_files(folder: Traversable) -> list[Traversable]:
    files = (entry for entry in folder.iterdir() if entry.name.endswith((".yaml", ".yml")) and entry.is_file())
    return sorted(files, key=lambda entry: entry.name)


def _folders(names_or_paths: Iterable[str], errors: list[str]) -> list[Folder]:
    """The folders asked for, each once."""
    known = shipped()
    found: dict[str, Folder] = {}
    for asked in names_or_paths:
        name, shown = (asked, f"rules/{asked}") if asked in known else (Path(asked).resolve().name, asked.rstrip("/"))
        place = _rules_folder() / asked if asked in known else Path(asked)
        if not place.is_dir():
            errors.append(f"{asked}: no such pack, nor a folder{nearest(asked, known)}")
            continue
        try:
            folder = Folder(name, shown, {f.name: f.read_bytes() for f in _yaml_files(place)})
        except OSError as error:
            errors.append(f"{shown}: cannot be read: {error.strerror}")
            continue
        if not folder.files:
            errors.append(f"{shown}: holds no rule (*.yaml)")
        elif found.setdefault(name, folder).files != folder.files:
            errors.append(f"{shown}: another pack is called {name!r} already ({found[name].shown})")
    return list(found.values())


def _common(errors: list[str]) -> Common:
    page = Page(f"rules/{COMMON}", (_rules_folder() / COMMON).read_bytes())
    common = read_common(page)
    errors += page.messages()
    return common


def _pack(folder: Folder, errors: list[str]) -> Pack:
    pages = {
        name: Page(f"{folder.shown}/{name}", data, SequenceNode if name == FACTS else MappingNode)
        for name, data in folder.files.items()
    }
    errors += [f"{folder.shown}/{name}: rename to .yaml" for name in pages if name.endswith(".yml")]
    manifest = read_manifest(pages[MANIFEST]) if MANIFEST in pages else Manifest()
    facts = read_facts(pages[FACTS], folder.name, manifest.subjects) if FACTS in pages else ()
    rules = tuple(
        read_rule(page, folder.name, name.removesuffix(".yaml"))
        for name, page in pages.items()
        if name not in (MANIFEST, FACTS) and page.root is not None
    )
    for page in pages.values():
        errors += page.messages()
    errors += _doubles(rules)
    return Pack(folder.name, manifest.version, folder.digest, rules, facts, manifest.subjects, manifest.signs)


def _doubles(rules: Iterable[Rule]) -> list[str]:
    """Complaints about two rules of a pack for one attribute."""
    first: dict[str, Rule] = {}
    return [
        f"{rule.path}:{rule.line}:1: attribute {rule.attribute!r} has a rule already: {first[rule.attribute].path}"
        for rule in rules
        if rule.attribute and first.setdefault(rule.attribute, rule) is not rule
    ]


def _strangers(packs: Sequence[Pack]) -> list[str]:
    """Complaints about complements and facts whose attribute no rule reads, here or in the shipped packs."""
    named: list[tuple[Rule | Fact, str]] = [(rule, rule.complement) for pack in packs for rule in pack.rules]
    named += [(fact, fact.attribute) for pack in packs for fact in pack.facts]
    known = {rule.attribute for pack in packs for rule in pack.rules}
    if any(name and name not in known for _, name in named):
        ignored: list[str] = []
        others = [_pack(folder, ignored) for folder in _folders(shipped(), ignored)]
        known |= {rule.attribute for pack in others for rule in pack.rules}
    return [
        f"{item.path}:{item.line}:1: no rule reads the attribute {name!r}{nearest(name, known)}"
        for item, name in named
        if name and name not in known
    ]
