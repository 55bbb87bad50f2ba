"""Rule packs, from their folders of YAML to ``Rules``: strictly, and with every mistake of every file at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ruamel.yaml.nodes import MappingNode, SequenceNode

from auditor.packs.files import Manifest, read_common, read_facts, read_manifest, read_rule
from auditor.packs.folders import Folder, folders, rules_folder, shipped
from auditor.packs.page import Page, nearest
from auditor.rules import Common, Fact, Pack, Rule, Rules

__all__ = ["RuleError", "cases_beside", "common", "contents", "load", "shipped"]

COMMON, FACTS, MANIFEST = "common.yaml", "facts.yaml", "pack.yaml"


class RuleError(Exception):
    """The rules cannot be used.  ``errors`` holds every reason, as ``path:line:column: message`` where it has one."""

    def __init__(self, errors: Iterable[str]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(self.errors))


def load(names_or_paths: Sequence[str] = (), off: Sequence[str] = ()) -> Rules:
    """The packs of these names or folders, most specific first; all shipped and installed ones by default.

    A pack limited to subjects comes before one that reads any; otherwise the given order holds.  A pack that is asked
    for by name reads whatever the documents are about: its signs do not count.  ``off`` names packs (``health``) and
    rules (``health/deaths``) to leave out; a rule that a pack says it ``replaces`` is left out, too.  A pack of which
    something is left out has a hash of its own.  Raises ``RuleError``.
    """
    errors: list[str] = []
    found = folders(names_or_paths, errors)
    shared = _common(errors)
    packs = [_pack(folder, errors) for folder in found]
    errors += _strangers(packs) + _unknown(packs, off)
    if errors:
        raise RuleError(errors)
    if names_or_paths:
        packs = [replace(pack, signs=()) for pack in packs]
    ordered = sorted(packs, key=lambda pack: not pack.subjects)
    return Rules(shared, tuple(_without(pack, packs, off) for pack in ordered if pack.name not in off))


def contents(names_or_paths: Sequence[str] = ()) -> str:
    """A hash of all that ``load`` would read, without reading it as rules; empty where ``load`` would find it wrong."""
    errors: list[str] = []
    found = folders(names_or_paths, errors)
    digest = hashlib.sha256((rules_folder() / COMMON).read_bytes())
    for folder in found:
        digest.update(f"{folder.name}\0{folder.shown}\0{folder.digest}\0".encode())
    return "" if errors else digest.hexdigest()


def cases_beside(names_or_paths: Sequence[str] = ()) -> tuple[tuple[str, str, str, str], ...]:
    """Of every file of cases of these packs: pack, stem, path as shown, text.  Raises ``RuleError``."""
    errors: list[str] = []
    found: list[tuple[str, str, str, str]] = []
    for folder in folders(names_or_paths, errors):
        for name, data in folder.cases.items():
            path = f"{folder.shown}/{name}"
            try:
                found.append((folder.name, name.removesuffix(".cases"), path, data.decode("utf-8-sig")))
            except UnicodeDecodeError as error:
                errors.append(f"{path}:{data[: error.start].count(10) + 1}:1: is not UTF-8")
    if errors:
        raise RuleError(errors)
    return tuple(found)


def common() -> Common:
    """What all packs share, alone.  Raises ``RuleError``."""
    errors: list[str] = []
    shared = _common(errors)
    if errors:
        raise RuleError(errors)
    return shared


def _common(errors: list[str]) -> Common:
    page = Page(f"rules/{COMMON}", (rules_folder() / COMMON).read_bytes())
    shared = read_common(page)
    errors += page.messages()
    return shared


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
    return Pack(
        folder.name,
        manifest.version,
        folder.digest,
        rules,
        facts,
        manifest.subjects,
        manifest.signs,
        manifest.description,
        manifest.beside,
        manifest.replaces,
    )


def _doubles(rules: Iterable[Rule]) -> list[str]:
    """Complaints about two rules of a pack for one attribute."""
    first: dict[str, Rule] = {}
    return [
        f"{rule.path}:{rule.line}:1: attribute {rule.attribute!r} has a rule already: {first[rule.attribute].path}"
        for rule in rules
        if rule.attribute and first.setdefault(rule.attribute, rule) is not rule
    ]


def _strangers(packs: Sequence[Pack]) -> list[str]:
    """Complaints about attributes that rules and facts name and no rule reads, here or in the shipped packs."""
    named: list[tuple[Rule | Fact, str]] = [
        (rule, name)
        for pack in packs
        for rule in pack.rules
        for name in (rule.complement, rule.ends_as, *rule.before, *rule.ratio_of)
    ]
    named += [(fact, fact.attribute) for pack in packs for fact in pack.facts]
    known = {rule.attribute for pack in packs for rule in pack.rules}
    if any(name and name not in known for _, name in named):
        ignored: list[str] = []
        others = [_pack(folder, ignored) for folder in folders(shipped(), ignored)]
        known |= {rule.attribute for pack in others for rule in pack.rules}
    return [
        f"{item.path}:{item.line}:1: no rule reads the attribute {name!r}{nearest(name, known)}"
        for item, name in named
        if name and name not in known
    ]


def _unknown(packs: Sequence[Pack], off: Sequence[str]) -> list[str]:
    """Complaints about names to leave out that no pack or rule has."""
    known = {pack.name for pack in packs} | {f"{rule.pack}/{rule.name}" for pack in packs for rule in pack.rules}
    return [f"{name}: is to be switched off, and is no pack or rule{nearest(name, known)}" for name in off
            if name not in known]  # fmt: skip


def _without(pack: Pack, packs: Sequence[Pack], off: Sequence[str]) -> Pack:
    """A pack without the rules that are switched off, or that another pack replaces; its hash then says so."""
    gone = {*off, *(name for other in packs if other.name not in off for name in other.replaces)}
    named = sorted(f"{rule.pack}/{rule.name}" for rule in pack.rules if f"{rule.pack}/{rule.name}" in gone)
    if not named:
        return pack
    kept = tuple(rule for rule in pack.rules if f"{rule.pack}/{rule.name}" not in named)
    return replace(pack, rules=kept, digest=f"{pack.digest} without {', '.join(named)}")
