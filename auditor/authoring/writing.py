"""A rule and its cases as the text of their files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from auditor.authoring.cases import SUBJECT, Case
from auditor.authoring.drafting import Draft
from auditor.rules import Rule

SCHEMA_FILE = "rule.schema.json"
"""Where ``auditor rules new`` puts the JSON Schema that the files it writes refer to."""
_PLAIN = re.compile(r"[A-Za-z][\w' /.-]*\Z")
_WORDS_OF_YAML = frozenset("true false null yes no on off y n ~".split())


def rule_text(rule: Rule, header: bool = True) -> str:
    """A rule as YAML, with the line by which an editor finds its schema."""
    lines = [f"# yaml-language-server: $schema={SCHEMA_FILE}"] if header else []
    lines += [f"attribute: {_scalar(rule.attribute)}", f"kind: {rule.kind}"]
    if rule.unit:
        lines.append(f"unit: {_scalar(rule.unit)}")
    for key, cues in (("about", rule.about), ("holds", rule.holds), ("denies", rule.denies)):
        lines += _list(key, cues)
    if rule.values:
        lines.append("values:")
        lines += [f"  {_scalar(name)}: [{', '.join(map(_scalar, forms))}]" for name, forms in rule.values.items()]
    lines += _list("not_about", rule.not_about)
    lines += _list("scope", rule.scope)
    return "\n".join([*lines, f"severity: {rule.severity}"]) + "\n"


def cases_text(cases: Sequence[Case]) -> str:
    """Cases as the lines of their file."""
    subject = next((case.subject for case in cases if case.subject != SUBJECT), "")
    lines = [f"subject: {subject}"] if subject else []
    return "\n".join([*lines, *(_line(case) for case in cases)]) + "\n"


def draft_text(draft: Draft) -> str:
    """A draft as it is shown in a list of drafts: its rule, and as remarks what it reads."""
    said = "".join(f"# {_line(case)}\n" for case in draft.cases[:3])
    return rule_text(draft.rule, header=False) + said


def _line(case: Case) -> str:
    above = "".join(f"[{key}: {value}] " for key, value in case.above.items())
    return f"{'?' if case.fails else ''}{above}{' '.join(case.sentence.split())} => {case.expected}"


def _list(key: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield f"{key}: [{', '.join(map(_scalar, items))}]"


def _scalar(text: str) -> str:
    """A text as YAML reads it back: quoted where it could be read as something else."""
    plain = _PLAIN.match(text) and text.lower() not in _WORDS_OF_YAML and ": " not in text and " #" not in text
    return text if plain else json.dumps(text, ensure_ascii=False)
