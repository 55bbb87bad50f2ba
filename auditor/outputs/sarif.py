"""Findings as SARIF 2.1.0 (OASIS), with what GitHub code scanning asks for and within its limits.

The first location of a result is the newer document's, the only one that code scanning shows by itself; the others are
related locations, linked in the message.  A result keeps its fingerprint as long as what is said stays the same.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from auditor.check import Checked
from auditor.decisions import Status
from auditor.findings import CODES
from auditor.model import Audit, Unread
from auditor.outputs.characters import encodable, shown
from auditor.outputs.results import WORST, Place, Result, results

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
RESULTS, LOCATIONS, BYTES = 25_000, 1_000, 10_000_000
"""GitHub's limits: results a run, locations a result, bytes of the file after gzip."""
LINKED = 20
"""So many other places are named in a message; all are among its related locations."""
CATEGORY = "auditor/"
"""By it code scanning knows which results an upload replaces: one name, whatever packs had something to say."""
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_RULE_LEVELS = {"conflict": "error", "internal": "error", "scope": "note", "silent": "note"}
_PROBLEMS = {"error": "error", "warning": "warning", "note": "recommendation"}
_SUPPRESSIONS = {Status.DECIDED: "accepted", Status.EXPIRED: "underReview"}


def render(audit: Audit, checked: Checked | None = None) -> str:
    """Return the findings of ``audit`` as a SARIF log of one run; what goes beyond a limit is left out, mildest first.

    ``checked`` tells how findings stand; without it no result has a baseline state or suppressions.
    """
    found = sorted(results(audit, checked), key=lambda result: WORST[result.finding.severity])
    kept = found[:RESULTS]
    text = _log(audit, kept, len(found))
    while len(text) > BYTES and len(gzip.compress(text.encode(), mtime=0)) > BYTES:
        kept = kept[: len(kept) * 3 // 4]
        text = _log(audit, kept, len(found))
    return text


def _log(audit: Audit, kept: Sequence[Result], found: int) -> str:
    turns: Counter[str] = Counter()
    run = {
        "tool": _tool(audit),
        "automationDetails": {"id": CATEGORY},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [_invocation(audit, found - len(kept))],
        "results": [_result(result, turns) for result in kept],
    }
    form = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return encodable(json.dumps(form, ensure_ascii=False, indent=1)) + "\n"


def _tool(audit: Audit) -> dict[str, Any]:
    version = audit.provenance.version
    driver: dict[str, Any] = {"name": "auditor", "rules": [_rule(code) for code in _IDS]}
    if version:
        driver |= {"version": version, "semanticVersion": version}
    packs = [{"name": name, "version": digest} for name, digest in audit.provenance.packs]
    return {"driver": driver, "extensions": packs} if packs else {"driver": driver}


_IDS = tuple(sorted(CODES))


def _rule(name: str) -> dict[str, Any]:
    code = CODES[name]
    level = _RULE_LEVELS.get(code.kind, "warning")
    return {
        "id": name,
        "name": code.kind,
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": code.help},
        "help": {"text": code.help, "markdown": code.help},
        "defaultConfiguration": {"level": level},
        "properties": {"precision": "medium", "problem.severity": _PROBLEMS[level], "tags": ["facts", code.kind]},
    }


def _result(result: Result, turns: Counter[str]) -> dict[str, Any]:
    finding, places = result.finding, result.places
    turns[finding.fingerprint] += 1
    hashed = f"{finding.fingerprint}:{turns[finding.fingerprint]}"
    related = places[1:LOCATIONS]
    form: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": _IDS.index(finding.code),
        "level": LEVELS[finding.severity],
        "message": {"text": _message(finding.message, related, len(places) - 1)},
        "locations": [_location(place) for place in places[:1]],
        "partialFingerprints": {"primaryLocationLineHash": hashed},
        "fingerprints": {"auditorFinding/v1": finding.fingerprint},
    }
    if related:
        form["relatedLocations"] = [_location(place, number) for number, place in enumerate(related, start=1)]
    if result.status is not None:
        form["baselineState"] = "new" if result.status is Status.NEW else "unchanged"
        form["suppressions"] = _suppressions(result)
    return form


def _suppressions(result: Result) -> list[dict[str, Any]]:
    """A decision as a suppression; one that has expired is under review, and by the standard suppresses nothing."""
    if result.settled is None or result.status not in _SUPPRESSIONS:
        return []
    decision = result.settled.decision
    form: dict[str, Any] = {
        "kind": "external" if decision else "inSource",
        "status": _SUPPRESSIONS[result.status],
        "justification": shown(result.reason),
    }
    kept = {"owner": decision.owner, "until": decision.until} if decision else {}
    properties = {key: shown(value) for key, value in kept.items() if value}
    return [form | {"properties": properties} if properties else form]


def _message(text: str, related: Sequence[Place], others: int) -> str:
    """The message, with links to the other places: ``[path:line](id)``, where the id is that of a related location."""
    if not related:
        return _plain(text)
    named = [f"[{_plain(f'{place.path}:{place.line}')}]({at})" for at, place in enumerate(related[:LINKED], start=1)]
    more = f" and {others - LINKED} more" if others > LINKED else ""
    return f"{_plain(text)} See {', '.join(named)}{more}."


def _plain(text: str) -> str:
    r"""Text in which nothing is taken for a link: brackets and backslashes bear a backslash.

    >>> print(_plain("[1] by hand"))
    \[1\] by hand
    """
    return shown(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _location(place: Place, number: int | None = None) -> dict[str, Any]:
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    form: dict[str, Any] = {"physicalLocation": {"artifactLocation": _artifact(place.path), "region": region}}
    if number is not None:
        form = {"id": number, **form}
    said = place.notation or place.quote
    return form | {"message": {"text": _plain(said)}} if said else form


def _artifact(path: str) -> dict[str, str]:
    """A path as a relative address under the root of the repository, an absolute one as a file's address.

    >>> _artifact("pages/a b.md")
    {'uri': 'pages/a%20b.md', 'uriBaseId': '%SRCROOT%'}
    """
    address = quote(path.removeprefix("./"), errors="surrogateescape")
    return {"uri": f"file://{address}"} if path.startswith("/") else {"uri": address, "uriBaseId": "%SRCROOT%"}


def _invocation(audit: Audit, left_out: int) -> dict[str, Any]:
    """That the run came to its end, with what it could not read and what found no room."""
    told = [_unread(unread) for unread in audit.unread]
    told += [{"level": "note", "message": {"text": _plain(note)}} for note in audit.notes if note]
    if left_out:
        text = f"{left_out} findings are left out, the mildest: the file may hold {RESULTS} results and 10 MB gzipped"
        told.append({"level": "warning", "message": {"text": text}})
    return {"executionSuccessful": True, "toolExecutionNotifications": told}


def _unread(unread: Unread) -> dict[str, Any]:
    place = {"physicalLocation": {"artifactLocation": _artifact(unread.path)}}
    text = f"{_plain(unread.path)} could not be read: {_plain(unread.reason)}"
    return {"level": "error", "message": {"text": text}, "locations": [place]}
