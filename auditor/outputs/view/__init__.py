"""What a report shows, computed from an audit and free of markup: ``report`` is all that the outputs call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditor.check import Checked, Settled, check
from auditor.comparison.levels import sentence
from auditor.model import Audit, Flag
from auditor.outputs.view.findings import finding, finding_key, remark
from auditor.outputs.view.index import Index, index
from auditor.outputs.view.matrix import matrix
from auditor.outputs.view.nouns import KINDS, Finding, Remark, shown_as
from auditor.outputs.view.page import Report, Section
from auditor.outputs.view.sources import source_pages
from auditor.outputs.view.standings import Standings
from auditor.outputs.view.summary import TITLES, counts, scale, top, unchecked, verdict

__all__ = ["report"]


def report(audit: Audit, checked: Checked | None = None) -> Report:
    """Return ``audit`` as people read it.  Equal audits give equal reports.

    ``checked`` says how its findings stand; without it, nothing was decided or known before.
    """
    known = index(audit)
    standings = Standings(audit, checked or check(audit, Settled()))
    found = (finding(known, topic, standings.of_topic(topic.id)) for topic in audit.topics)
    findings = sorted(found, key=finding_key)
    return Report(
        subject=audit.subject,
        date=audit.date,
        verdict=verdict(audit, findings),
        scale=scale(audit, findings),
        counts=counts(audit, findings),
        top=top(findings),
        unchecked=unchecked(known, findings),
        unread=tuple((unread.path, unread.reason) for unread in audit.unread),
        matrix=matrix(known, findings),
        sections=_sections(known, findings, standings),
        sources=source_pages(known, findings),
        version=audit.provenance.version,
        packs=audit.provenance.packs,
        model=audit.provenance.model,
    )


def _sections(known: Index, findings: Sequence[Finding], standings: Standings) -> tuple[Section, ...]:
    """Return the sections that have something to show, worst first."""
    sections = []
    for kind in KINDS:
        here = tuple(found for found in findings if found.kind == kind)
        also = tuple(found for found in findings if kind in found.kinds[1:]) if kind in _REPEATED else ()
        flags = (flag for flag in known.audit.flags if shown_as(flag.kind) == kind)
        remarks = tuple(_standing(remark(known, flag), flag, standings) for flag in flags)
        if here or also or remarks:
            sections.append(Section(kind, TITLES[kind].many, TITLES[kind].meaning, here, remarks, also))
    return tuple(sections)


def _standing(remark: Remark, flag: Flag, standings: Standings) -> Remark:
    return replace(remark, standing=standings.of_flag(flag, sentence(flag.reason)))


_REPEATED = ("trap", "outdated", "derived", "internal", "silent")
"""Kinds that a topic may show besides its verdict."""
