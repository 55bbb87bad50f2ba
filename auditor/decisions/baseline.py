"""A baseline: the findings that stand when a library is adopted.  They do not fail; what is new does."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from auditor.decisions.nouns import DecisionError, Known
from auditor.findings import Finding

VERSION = 1


def render_baseline(findings: Collection[Finding], sources: Mapping[str, str]) -> str:
    """The text of a baseline: a finding a line, sorted by attribute, kind and fingerprint.

    ``sources`` tells the source of every claim, by identifier.
    """
    known = sorted(
        {
            Known(f.fingerprint, f.code, f.attribute, tuple(sorted({sources[c] for c in f.claims} or {f.source})))
            for f in findings
        },
        key=lambda each: (each.attribute.casefold(), each.code, each.id),
    )
    rows = ",\n".join("  " + json.dumps(_row(each), ensure_ascii=False) for each in known)
    return f'{{\n "version": {VERSION},\n "findings": [\n{rows}\n ]\n}}\n' if rows else _EMPTY


_EMPTY = f'{{\n "version": {VERSION},\n "findings": []\n}}\n'


def _row(known: Known) -> dict[str, Any]:
    return {"id": known.id, "code": known.code, "attribute": known.attribute, "sources": list(known.sources)}


def read_baseline(path: Path) -> tuple[Known, ...]:
    """The findings of a baseline.  Raises ``DecisionError`` where it cannot be read, or is none."""
    remedy = 'write it anew with "auditor baseline"'
    try:
        form = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DecisionError((f"{path}: cannot be read: {error.strerror}",)) from error
    except UnicodeDecodeError as error:
        raise DecisionError((f"{path}: is not UTF-8: {remedy}",)) from error
    except json.JSONDecodeError as error:
        raise DecisionError((f"{path}:{error.lineno}:{error.colno}: is no JSON ({error.msg}): {remedy}",)) from error
    except RecursionError as error:
        raise DecisionError((f"{path}: is nested too deeply: {remedy}",)) from error
    if isinstance(form, dict) and isinstance(form.get("version"), int) and form["version"] != VERSION:
        known = f"this auditor reads version {VERSION}"
        raise DecisionError((f"{path}: is a baseline of version {form['version']}, and {known}: {remedy}",))
    if not isinstance(form, dict) or form.get("version") != VERSION or not isinstance(form.get("findings"), list):
        raise DecisionError((f'{path}: expected {{"version": {VERSION}, "findings": [...]}}: {remedy}',))
    return tuple(_known(path, at, row) for at, row in enumerate(form["findings"], start=1))


def _known(path: Path, at: int, row: object) -> Known:
    match row:
        case {"id": str(name), "code": str(code), "attribute": str(attribute), "sources": list(sources)} if all(
            isinstance(source, str) for source in sources
        ):
            return Known(name, code, attribute, tuple(sources))
    raise DecisionError((f"{path}: finding {at} must have an id, a code, an attribute (texts) and sources (a list)",))
