"""Numbers that are part of a name (``Boeing 747``, ``firmware 2.4 or newer``), and ports, which are named by one."""

from __future__ import annotations

import re
from decimal import Decimal

from auditor.model import Quantity
from auditor.quantities import measures, nouns, ranges
from auditor.quantities.leads import Lead
from auditor.quantities.terms import Term

_NAME = re.compile(r"(?:^|[\s(])([A-Z][A-Za-z]+|[A-Z]+) $")
_OPENERS = frozenset(
    """
in of about the these all only some at with for by over under from to between a an another and but or nearly almost
approximately around roughly up more less fewer within after before during since until as on those among out every
that this than if when while whilst whereas although though because most both first last next mean median average
total age aged range score see n besides including having using given per plus minus altogether each just exactly once
no not even its their our his her any today now currently then here there yesterday tomorrow overall thus hence
annually monthly weekly daily sometimes often usually normally typically later earlier recently previously still soon
meanwhile nowadays monday tuesday wednesday thursday friday saturday sunday so
""".split()
)
_VERSION = re.compile(
    r"\d+(?:\.\d+)*(?:(?:\s?[-–,]\s?|\s(?:to|and|or|through)\s)\d+(?:\.\d+)+)*"
    r"(?P<tail>\+(?!\d)|[\s,]+(?:or|and) (?:newer|later|higher|above|up|upwards?|greater|better)\b)?",
    re.I,
)
_RELEASED = re.compile(
    r"\b(?:firmware|software|versions?|releases?|build|driver|kernel|sdk|api|ios|android)(?: v)? $", re.I
)
_NAMED = re.compile(r"\b[A-Z]\w+ $")
_PORT = re.compile(
    r"(?:\bports?(?: numbers?)?(?::| is| =|=)?|\b(?:TCP|UDP)(?:/(?:TCP|UDP|IP))?(?: ports?)?:?)\s+$", re.I
)
_PORTS = re.compile(r"(?:(?:, | and | or |, and |, or |/)(?=\d))?(\d{1,5})(?![\w]|[.,:-]\d)")
_PLACED = re.compile(r"(?<!\w)[Ii]n $")
OF_WHOLE = re.compile(r" of (?:them\b|(?:its|their|his|her|our|the|all) (?=\d))")
"""What shows that a number behind a name is counted: ``gave Halden 9 of its 30 votes``."""
LAST_PORT = 65535


def proper(text: str, term: Term, lead: Lead) -> int | None:
    """Where the name ends that a bare number goes on (``Apollo 11``), or None; a range with a unit is none of a name.

    Behind capitals alone (``AUC 0.92``) only an integer does.
    """
    if lead.start != term.start or term.measured or term.unit == "times" or "," in text[term.start : term.end]:
        return None
    decimal = term.factor == 1 and term.low != term.low.to_integral_value()
    if not (term.plain or decimal or (term.unit is None and term.factor == 1)):
        return None
    found = _NAME.search(text, max(0, term.start - 24), term.start)
    if found is None or found[1].lower() in _OPENERS or not (term.plain or not found[1].isupper()):
        return None
    if (term.unit is not None and _counts(text, term, found.start(1))) or OF_WHOLE.match(text, term.end):
        return None
    far, _ = ranges.far_end(text, term, lead)
    if far is None:
        return term.end
    return None if far.measured or far.unit == "times" else far.end


def _counts(text: str, term: Term, name: int) -> bool:
    """Whether the noun behind the number is counted though a capital stands before: ``In Norway 17 people``."""
    last = text[term.end : term.after].split() or text[term.start : term.end].split()
    return last[-1].lower() in nouns.CASES or bool(_PLACED.search(text, max(0, name - 4), name))


def version(text: str, start: int) -> int | None:
    """The end of a version with all that is said of it: ``firmware 2.4 or newer``; None for other numbers."""
    first = max(0, start - 16)
    released = _RELEASED.search(text, first, start)
    if not released and not _NAMED.search(text, first, start):
        return None
    found = _VERSION.match(text, start)
    if not found or measures.read(text, found.end()):
        return None
    if released:
        return found.end() if found["tail"] or "." in found[0] else None
    return found.end() if found["tail"] and "new" in found["tail"] else None


def ports(text: str, start: int, floor: int) -> tuple[list[Quantity], int] | None:
    """``TCP port 443``, ``ports 80 and 443``: the network ports that the digits at ``start`` open, or None.

    >>> [(port.low, port.unit) for port in ports("ports 80 and 443", 6, 0)[0]]
    [(Decimal('80'), 'port'), (Decimal('443'), 'port')]
    """
    word = _PORT.search(text, max(floor, start - 24), start)
    if not word:
        return None
    found: list[Quantity] = []
    at = start
    while (port := _PORTS.match(text, at)) and (port.start(1) == at) == (at == start):
        value = Decimal(port[1])
        if value > LAST_PORT or measures.read(text, port.end()) or nouns.read(text, port.end()):
            break
        found.append(Quantity(port.start(1), port.end(), value, value, "port"))
        at = port.end()
        if "ports" not in word[0].lower():
            break
    return (found, at) if found else None
