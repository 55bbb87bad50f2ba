"""The decisions file, strictly read: every mistake at once, with file, line and column."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from ruamel.yaml.nodes import Node, ScalarNode, SequenceNode

from auditor.decisions.nouns import Decision, DecisionError, Verdict
from auditor.packs.page import Keys, Page, position

KEYS = ("id", "decision", "prefer", "reason", "owner", "date", "until", "code", "attribute", "sources")
"""The keys of an entry, in the order in which they are written."""
ENFORCEABLE = ("owner", "until")
"""What a configuration may require of every decision besides its reason."""
_ID = re.compile(r"[0-9a-f]{16}")
_VERSIONED = re.compile(rb"^version\s*:[ \t]*([^\s#]{1,20})", re.MULTILINE)
"""How a form to come would begin; the one that is read here, a list, is the first and names no version."""


def read_decisions(path: Path, require: Collection[str] = ()) -> tuple[Decision, ...]:
    """The decisions in a file, in its order; none where there is no such file.

    ``require`` names what else an entry must say (``ENFORCEABLE``).  Raises ``DecisionError``.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise DecisionError((f"{path}: cannot be read: {error.strerror}",)) from error
    return parse_decisions(path.as_posix(), data, require)


def parse_decisions(name: str, data: bytes, require: Collection[str] = ()) -> tuple[Decision, ...]:
    """The same, from the bytes of a file; one that holds comments alone, or an empty list, holds no decision."""
    if is_empty(data):
        return ()
    if later := _VERSIONED.search(data):
        version = later[1].decode("ascii", "backslashreplace")
        line = data.count(b"\n", 0, later.start()) + 1
        told = f"is of version {version}, and this auditor reads the first, a list of decisions: update the auditor"
        raise DecisionError((f"{name}:{line}:1: {told}",))
    page = Page(name, data, SequenceNode)
    found = [_decision(page, node, require) for node in page.items(page.root)]
    seen: dict[str, Decision] = {}
    for node, decision in zip(page.items(page.root), found, strict=True):
        if decision.id and seen.setdefault(decision.id, decision) is not decision:
            page.complain(node, f"{decision.id} is decided in line {seen[decision.id].line} already: strike one")
    if page.errors:
        raise DecisionError(tuple(page.messages()))
    return tuple(found)


def is_empty(data: bytes) -> bool:
    """Whether a file holds nothing but comments and blank lines."""
    lines = data.removeprefix(b"\xef\xbb\xbf").splitlines()
    return not any(line.strip() and not line.lstrip().startswith(b"#") for line in lines)


def _decision(page: Page, node: Node, require: Collection[str]) -> Decision:
    keys = page.keys(node, KEYS)
    for key in ("id", "decision", "reason", *(name for name in ENFORCEABLE if name in require)):
        if key not in keys:
            asked = ": the configuration requires it of every decision" if key in require else ""
            page.complain(node, f"{key} is missing{asked}")
    verdict = Verdict(page.pick(keys.get("decision"), tuple(Verdict), Verdict.ACCEPT))
    _fits(page, keys, verdict, node)
    return Decision(
        id=_identifier(page, keys.get("id")),
        verdict=verdict,
        reason=page.text(keys.get("reason")),
        prefer=page.text(keys.get("prefer")),
        owner=page.text(keys.get("owner")),
        date=page.day(keys.get("date")),
        until=page.day(keys.get("until")),
        code=page.text(keys.get("code")),
        attribute=page.text(keys.get("attribute")),
        sources=page.texts(keys.get("sources")),
        line=position(node)[0],
    )


def _fits(page: Page, keys: Keys, verdict: Verdict, node: Node) -> None:
    """Complains of a preference without a source, and of a source without a preference."""
    if verdict is Verdict.PREFER and "prefer" not in keys:
        page.complain(keys.get("decision", node), "prefer is missing: the source to follow")
    elif verdict is not Verdict.PREFER and "prefer" in keys:
        page.complain(keys["prefer"], f"belongs to the decision prefer; this one is {verdict}")
    elif verdict is Verdict.PREFER and "sources" in keys:
        sources = page.texts(keys["sources"])
        if page.text(keys["prefer"]) not in sources:
            page.complain(keys["prefer"], f"is none of the sources: {', '.join(sources)}")


def _identifier(page: Page, node: Node | None) -> str:
    """A fingerprint: 16 hexadecimal digits, which YAML may take for a number."""
    if node is None:
        return ""
    text = str(node.value) if isinstance(node, ScalarNode) else ""
    if not _ID.fullmatch(text):
        page.complain(node, "must be the fingerprint of a finding: 16 of the digits 0-9 and a-f")
        return ""
    return text
