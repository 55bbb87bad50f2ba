"""Numbers that state nothing: citation marks, list numbers, names, versions, addresses, phone numbers, links, clock times."""

from __future__ import annotations

import re

from auditor.quantities import measures, nouns, numerals

_LABEL = (r"fig(?:ure)?s?|tables?|sections?|sect?|chapters?|pages?|pp?|eqn?s?|equations?|refs?|references?|appendix|steps?|"
          r"grades?|types?|stages?|phases?|classe?s?|vol|issue|nos?|numbers?|chromosomes?|exons?|introns?|codons?|residues?|"
          r"routes?|highway|interstate|rooms?|gate|platform|suite|apt|articles?|schedules?|paragraphs?|panels?|clones?|"
          r"case|arm|version|v|ver|volume|question|item|lines|isbn|issn|doi|pmid|pmc|box|channels?|zones?|box|block|"
          r"part|levels?|columns?|rows?|numbered|compounds?|complex(?:es)?|codes?|labels?|labelled|fractions?|categor(?:y|ies)|lots?|weeks?|months?|days?|years?|visits?|cycles?|experiments?|lemma|theorem|"
          r"supplementary|movie|videos?|schemes?|samples?|sites?|animals?|patients?|subjects?|models?|factor|"
          r"omim|mim|orpha|icd|iso|rfc|en|din|astm|cas|group|cohort|study|trial|protocol|act|rule|order|bus|line|unit")
_LABELLED = re.compile(rf"(?<![\w-])(?:{_LABEL})\.?\s?#?$", re.I)
_LABEL_TAIL = re.compile(r"\d+(?:\.\d+)*[a-zA-Z]?(?:\s?(?:[-–—/&]|(?:,\s?)?and|or|to)\s?\d+(?:\.\d+)*[a-zA-Z]?\b(?![%\w]|\s?(?:%|per cent)))*")
_LABEL_LIST = re.compile(r"\d+(?:\.\d+)*[a-zA-Z]?(?:\s?(?:[-–—/&,]|(?:,\s?)?and|or|to)\s?\d+(?:\.\d+)*[a-zA-Z]?\b(?![%\w]|\s?(?:%|per cent)))*")
_GLUED = re.compile(r"[\w*:./\-–−'’^+]*[\w*]")
_LINK = re.compile(r"://|www\.|@\w|\bdoi\b|\.(?:org|com|net|gov|edu|html?|pdf|csv|png|jpe?g|txt|xml|json|docx?|xlsx?|zip|gz|py)\b", re.I)
_REST = re.compile(r"\S*")
_FILE = re.compile(r"[\w-]+\.(?:html?|pdf|csv|png|jpe?g|txt|xml|json|docx?|xlsx?|zip|gz|py)\b|10\.\d{4,}/\S+", re.I)
_VERSION = re.compile(r"\d+(?:\.\d+){2,}[\w.-]*|\d+\.\d+\.x\b")
_CALL = re.compile(r"[^()\n]{0,40}\)(?:\d+)?")
_LEGEND = re.compile(r"\d(?=\s?=\s?[A-Za-z\d])")
_CODE = re.compile(r"0\d+(?:[-–]\d+)*(?![\d.])")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}(?:[.:]\d{2})?\s?(?:[ap]m\b|[ap]\.m\.)|\d{1,2}\s?o[’']clock", re.I)
_RATIO = re.compile(r"\d+(?:\.\d+)?\s?:\s?\d+(?:\.\d+)?(?:\s?:\s?\d+)*|\d+(?:\.\d+)?/(?!10{1,2}(?:[ ,]?000)+\b|1[ ,]?000\b)\d[\d./]*(?:\s?%|th\b)?")
_TIMES = re.compile(r"\d+(?:\.\d+)?\s?[a-zµ]{0,2}\s?(?:[×x*]\s?\d+(?:\.\d+)?\s?[a-zµ]{0,2}\s?)+[\d²³]?(?![\w.])")
_ORDINAL = re.compile(r"\d[\d,]*(?:st|nd|rd|th)\b(?:\s+(?:centur(?:y|ies)|percentile))?", re.I)
_NAME_TAIL = re.compile(r"\d+(?:\.\d+)?(?:-(?=[A-Za-z])|[^\W\d]|[′'])[\w′'*:./-]*")
_PHONE = re.compile(r"(?:1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-.]\d{4}(?!\d)|\d+(?:[-–]\d+){2,}(?![\d%])|\d{2,4}(?: \d{3,4}){2}(?![\d.])(?<=\d{4})")
_DIALLED = re.compile(r"\d{1,3}[ -]\(?\d[\d ()-]{5,}\d")
_ADDRESS = re.compile(r"\d{1,5}[A-Z]?(?: [NSEW]\.?)?(?: [A-Z][\w.]*){1,3} (?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Blvd|Boulevard|Lane|Way|Square|Court|Place|Parkway|Highway)\b")
_ZIP = re.compile(r"(?:\b[A-Z]{2}|[A-Z]\.[A-Z]\.) $")
_ZIP_CODE = re.compile(r"\d{5}(?:-\d{4})?(?!\d)")
_MARKS = re.compile(r"\[\s*[a-zA-Z]{0,3}\.?\s?\d{1,4}[a-z]?(?:\s*[,;–—-]\s*\d{1,4}[a-z]?)*\s*\]|\(\s*\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*\s*\)")
_TRAILING = re.compile(r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*(?=\s*(?:$|\n|[A-Z(\"“]))")
_ITEM = re.compile(r"\d{1,3}(?:\.\d{1,2})?[.)](?=\s|$)|\d{1,2}\.\d{1,2}(?:\.\d{1,2})*\s+(?=[A-Z])")
_PLAIN_MARK = re.compile(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3})*(?![\d.%]|,\d{3})")
_CLOSED = re.compile(r"\d\)\s")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*$", re.I)


def skip(text: str, start: int, floor: int) -> int | None:
    """Where to go on reading when the digits at ``start`` state nothing; None where they may.  ``floor``: read up to here."""
    before = text[start - 1] if start else "\n"
    if before.isalnum() or before in "_#@\\*^=&" and not (before in "=*^" or before == "*"):
        return word_end(text, start)
    if not before.isspace():
        end = _punctuated(text, start, before)
        if end:
            return end
    for pattern in (_CLOCK, _VERSION, _PHONE, _ORDINAL, _FILE, _LEGEND, _CODE):
        found = pattern.match(text, start)
        if found:
            return found.end()
    return _lined(text, start) or _labelled(text, start, floor) or _shaped(text, start)


def word_end(text: str, start: int) -> int:
    """Where the name ends that goes on at ``start``."""
    found = _GLUED.match(text, start)
    return max(found.end() if found else start, start + 1)


def _punctuated(text: str, start: int, before: str) -> int | None:
    """Digits glued to something: the marks of citations, links, names with a hyphen."""
    previous = text[start - 2] if start > 1 else " "
    if before in "-–‑/’'" and (previous.isalnum() or before == "’" or (before == "/" and previous in ")]")):
        return word_end(text, start)
    if before == ")" and previous.isalnum():
        return word_end(text, start)
    if before == "(" and previous.isalnum() and not previous.isspace():
        call = _CALL.match(text, start)
        return call.end() if call else word_end(text, start)
    if before in "[(":
        found = _MARKS.match(text, start - 1)
        if found and not (before == "(" and _year_like(text[start:found.end() - 1])):
            return found.end()
    if before in ".,;!?)”\"" and (previous.isalpha() or previous in ")]%\"”’") and start > 1:
        found = _PLAIN_MARK.match(text, start)
        if found:
            return found.end()
    if before == "+":
        dialled = _DIALLED.match(text, start)
        if dialled:
            return dialled.end()
        if previous.isalnum():
            return word_end(text, start)
    return _linked(text, start) if before in "./:=?&_%#~" else None


def _linked(text: str, start: int) -> int | None:
    """The end of the web address, mail address or file name that the digits are part of."""
    first = max(0, start - 80)
    left = max(text.rfind(" ", first, start) + 1, text.rfind("\n", first, start) + 1, first)
    if not _LINK.search(text, left, start + 40):
        return None
    ahead = _REST.match(text, start)
    return ahead.end() if ahead else start + 1


def _year_like(digits: str) -> bool:
    return digits.strip().isdigit() and len(digits.strip()) == 4


def _lined(text: str, start: int) -> int | None:
    """List numbers at the head of a line, and citation marks behind a full stop."""
    at = start - 1
    while at >= 0 and text[at] in " \t\u00a0":
        at -= 1
    before = text[at] if at >= 0 else "\n"
    if before in "\n\r#>" or (before == "(" and at > 0 and text[at - 1] == "\n"):
        found = _ITEM.match(text, start)
        return found.end() if found and not measures.read(text, found.end() - 1) else None
    if before in ".!?" and at > 0 and text[at - 1].isalpha() and text[at - 1].islower() and at < start - 1:
        found = _TRAILING.match(text, start)
        return found.end() if found else None
    if before in ":;,.)" and _closing(text, start):
        return start + 2
    return None


def _closing(text: str, start: int) -> bool:
    """``1) first, 2) second``: a digit before a bracket that nothing opened."""
    if not _CLOSED.match(text, start):
        return False
    near = text[max(0, start - 120):start]
    return near.rfind("(") <= near.rfind(")")


def _labelled(text: str, start: int, floor: int) -> int | None:
    """``Figure 3``, ``grades 3 and 4``, ``MD 20892``."""
    first = max(floor, start - 24)
    if start <= first or text[start - 1] not in " .#\u00a0\n":
        return None
    if _COPYRIGHT.search(text, first, start):
        return start + 4
    if _ZIP.search(text, first, start) and _ZIP_CODE.match(text, start):
        return start + 5
    found = _LABELLED.search(text, first, start)
    if not found:
        return None
    plural = found[0].rstrip(" .#").endswith("s")
    tail = (_LABEL_LIST if plural else _LABEL_TAIL).match(text, start)
    if not tail or measures.read(text, tail.end()):
        return None
    return None if plural and _counts(found[0]) and nouns.read(text, tail.end()) else tail.end()


def _counts(label: str) -> bool:
    """Whether a label is as often a noun of its own: ``of these patients 12 children``."""
    return label.rstrip(" .#").lower() in ("patients", "subjects", "animals", "samples", "sites", "visits", "years", "days",
                                            "months", "weeks", "cases", "levels", "groups")


def _shaped(text: str, start: int) -> int | None:
    """Ratios, products of lengths, street addresses."""
    for pattern in (_RATIO, _TIMES, _ADDRESS):
        found = pattern.match(text, start)
        if found:
            number = numerals.read(text, start)
            return found.end() if not number or number.kind != "power" else None
    return None


def clock(text: str, start: int) -> bool:
    """Whether a clock time starts here."""
    return bool(_CLOCK.match(text, start))


def named(text: str, start: int, end: int) -> int | None:
    """The end of a name that the number at ``start..end`` begins (``5-HT``, ``3D``, ``4-methyl``), or None."""
    found = _NAME_TAIL.match(text, start)
    return found.end() if found and found.end() > end else None
