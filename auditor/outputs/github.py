"""Findings as workflow commands of GitHub Actions: lines on stdout that become annotations at the quote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.check import Checked
from auditor.findings import CODES
from auditor.model import Audit
from auditor.outputs.characters import shown
from auditor.outputs.results import WORST, Result, results

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(audit: Audit, checked: Checked | None = None) -> str:
    """Return a line for every document that could not be read and every finding that somebody has to look at.

    Worst first: GitHub shows ten errors, ten warnings and ten notices of a step.
    """
    found = [result for result in results(audit, checked) if result.open]
    found.sort(key=lambda result: WORST[result.finding.severity])
    return "".join(f"{line}\n" for line in (*_unread(audit), *map(_annotation, found)))


def _unread(audit: Audit) -> Iterator[str]:
    for unread in audit.unread:
        yield f"::error {_properties({'file': unread.path, 'title': 'Not read'})}::{_data(unread.reason)}"


def _annotation(result: Result) -> str:
    finding, place = result.finding, result.places[0]
    properties = {
        "file": place.path.removeprefix("./"),
        "line": str(place.line),
        "endLine": str(place.end_line),
        "col": str(place.column),
        "endColumn": str(place.end_column),
        "title": f"{finding.code} {CODES[finding.code].title}",
    }
    others = f" See {', '.join(other.spot for other in result.places[1:4])}." if len(result.places) > 1 else ""
    expired = f" ({result.reason})" if result.reason else ""
    text = f"{finding.message}{expired}{others}"
    return f"::{COMMANDS[finding.severity]} {_properties(properties)}::{_data(text)}"


def _properties(properties: Mapping[str, str]) -> str:
    return ",".join(f"{name}={_property(value)}" for name, value in properties.items())


def _data(text: str) -> str:
    r"""Text as the data of a workflow command: on one line, and unable to end it.

    >>> print(_data("90 %\n::error::no"))
    90 %25%0A::error::no
    """
    return shown(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Text as a property's value, unable to end the property or the command.

    >>> print(_property("a,b::c"))
    a%2Cb%3A%3Ac
    """
    return _data(text).replace(":", "%3A").replace(",", "%2C")
