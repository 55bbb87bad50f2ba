"""Who wrote a document, by the line that says so: ``By Jane Roe, MD``, ``Author: R. Doe and J. Roe``."""

from __future__ import annotations

import re

_PARTICLE = r"(?:(?:de|da|del|della|di|du|la|le|van|von|der|den|ter|bin|al|el) ){0,2}"
_WORD = r"(?:[A-Z](?:[\w'’-]*\w)?\.?(?:-?[A-Z]\.)*)"
_TITLE = r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame)\.? )*"
_NAME = rf"{_TITLE}{_WORD}(?: {_PARTICLE}{_WORD}){{1,4}}"
_DEGREE = r",? (?:MD|DO|PhD|Ph\.D\.|M\.D\.|RN|RD|MPH|MSc|MA|BSc|MBBS|FRCP|DPhil|PharmD|DDS|DVM|PsyD)(?![A-Za-z])"
_LIST = rf"(?P<names>{_NAME}(?:{_DEGREE})*(?:(?:,| and|, and| &|;) {_NAME}(?:{_DEGREE})*){{0,11}})"
_INTRODUCED = r"(?i:(?:(?:written|words|story|text|article|posted|published) )?by:?|authors?(?:\(s\))?:)"
_END = r"(?=$| ?[|•·—–(]|, \d|,? (?:on|Updated|Published|Posted|Last|Medically|Reviewed)\b|,? [A-Z][a-z]+ \d)"
_LINE = re.compile(rf"(?:^|[|•·—–] ?){_INTRODUCED} {_LIST}{_END}", re.MULTILINE)
_BETWEEN = re.compile(r"\s*(?:;|,? and |,? & |,)\s*")
_DATE = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_PROGRAMS = frozenset(
    "admin administrator author default editor owner root unknown user webmaster staff none anonymous guest "
    "python-docx test".split()
)
_MACHINE = re.compile(r"(?i)https?:|www\.|@|microsoft|windows|libreoffice|openoffice|\bapache\b")
_WINDOW = 3000
"""Characters at the start of a document in which its byline is looked for, and half of that at its end."""
_MOST = 200


def stated_author(text: str) -> str:
    r"""The names in the first line of ``text`` that says who wrote it, or ``""``.

    >>> stated_author("Tides\nBy Jane Roe, MD, and R. van der Doe | 3 May 2020\n")
    'Jane Roe, R. van der Doe'
    >>> stated_author("By World War II, ships were made of steel.")
    ''
    """
    window = text if len(text) <= 2 * _WINDOW else f"{text[:_WINDOW]}\n{text[-_WINDOW // 2 :]}"
    window = "\n".join(shown for line in window.splitlines() if (shown := " ".join(line.split())))
    for match in _LINE.finditer(window):
        if not _DATE.match(match["names"]):
            return named(match["names"])
    return ""


def named(given: str) -> str:
    """Names as a field gives them, parted by commas, without degrees; ``""`` where an address or a program is named.

    >>> named("By Jane Roe and R. Doe, PhD"), named("Roe, Jane"), named("python-docx"), named("https://example.org/roe")
    ('Jane Roe, R. Doe', 'Jane Roe', '', '')
    """
    given = re.sub(rf"^(?i:by:?)\s+|{_DEGREE}", "", " ".join(given.split())).strip(" ,;")
    if not given or given.lower() in _PROGRAMS or _MACHINE.search(given) or len(given) > _MOST:
        return ""
    people = [_turned(each) for each in given.split(";")] if ";" in given else _BETWEEN.split(_turned(given))
    return ", ".join(dict.fromkeys(name.strip() for name in people if name.strip()))


def _turned(name: str) -> str:
    """``Roe, Jane`` as ``Jane Roe``."""
    found = re.fullmatch(r"\s*([^\W\d_][\w'’-]*), ((?:[A-Z][\w.'’-]*)(?: [A-Z]\.?)*)\s*", name)
    return f"{found[2]} {found[1]}" if found else name
