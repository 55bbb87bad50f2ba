"""Findings as JUnit XML: a suite an attribute, a case a finding, and a passed case where sources were compared in vain.

What is known or decided is skipped, with the reason, and what does not make a check fail has passed; what could not
be read is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from auditor.check import Checked
from auditor.model import Audit, Topic
from auditor.outputs.characters import shown
from auditor.outputs.results import Result, results
from auditor.outputs.words import counted

DOCUMENTS = "documents"
"""The suite of what belongs to a document and to no attribute."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_TAG = re.compile("(?=</?testsuites?[ >]|<testcase )")
"""Where a line may begin: in the text of an XML file no "<" stands but a tag's."""
_NOT_XML = re.compile("[\ufffe\uffff]")


def render(audit: Audit, checked: Checked | None = None) -> str:
    """Return the findings of ``audit`` as one ``testsuites`` element, suites in the order of their names."""
    suites: dict[str, TestSuite] = {}
    for name, case in sorted(_cases(audit, checked), key=lambda pair: (pair[0].casefold(), pair[1].name)):
        suites.setdefault(name, TestSuite(name)).add_testcase(case)
    tree: Any = JUnitXml("auditor")
    for suite in suites.values():
        tree.add_testsuite(suite)
    tree.update_statistics()
    text: str = tree.tostring().decode("utf-8")
    return _HEAD + _TAG.sub("\n", text) + "\n"


def _cases(audit: Audit, checked: Checked | None) -> Iterator[tuple[str, TestCase]]:
    """Suite names and their cases."""
    found = results(audit, checked)
    for result in found:
        yield _xml(result.finding.attribute or DOCUMENTS), _case(result)
    spoken = {result.finding.topic for result in found}
    for topic in audit.topics:
        if topic.id not in spoken and len(_sources(topic)) > 1:
            yield _xml(topic.attribute), _passed(topic)
    for unread in audit.unread:
        case = TestCase(_xml(unread.path), DOCUMENTS)
        case.result = [Error(_xml(unread.reason), "unread")]
        yield DOCUMENTS, case


def _case(result: Result) -> TestCase:
    finding = result.finding
    path = result.places[0].path
    case = TestCase(
        _xml(f"{finding.code} {finding.kind} in {path} ({finding.fingerprint})"), _xml(finding.attribute or DOCUMENTS)
    )
    told = "\n".join(f"{place.spot}: {place.quote}" for place in result.places)
    if not result.open:
        case.result = [Skipped(_xml(result.reason))]
        case.system_out = _xml(f"{finding.message}\n{told}")
    elif not result.fails:
        case.system_out = _xml(f"{finding.message}\n{told}")
    else:
        failure = Failure(_xml(finding.message), finding.code)
        failure.text = _xml("\n".join(filter(None, (result.reason, told))))
        case.result = [failure]
    return case


def _passed(topic: Topic) -> TestCase:
    return TestCase(
        _xml(f"{counted(len(_sources(topic)), 'source')} compared, no finding ({topic.subject})"), _xml(topic.attribute)
    )


def _sources(topic: Topic) -> set[str]:
    return {source for position in topic.positions for source in position.sources}


def _xml(text: str) -> str:
    """Text of characters that XML can hold."""
    return _NOT_XML.sub(lambda match: f"⟦U+{ord(match[0]):04X}⟧", shown(text))
