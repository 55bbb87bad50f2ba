"""Where a number may start: one pass over the text, before anything is read in earnest."""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditor.quantities import numerals

_ARTICLE = (
    r"\b[Aa]n?(?= (?:foot|mile|metre|meter|yard|kilomet[a-z]+|inch|hectare|acre) "
    r"(?:long|wide|tall|high|deep|thick|across|away)\b| (?:year|month|week|day) old\b"
    r"| (?:hour|day|week|month|year|decade|mile|kilomet[a-z]+|met(?:re|er)|inch|pint|lit(?:re|er)|pound|ton(?:ne)?)"
    r" and a (?:half|quarter)\b)"
    r"|(?:(?<=\btakes )|(?<=\btook )|(?<=\blasts )|(?<=\blasted )|(?<=\bthan )|(?<=\bwithin )|(?<=\b[Uu]p to )|"
    r"(?<=\bleast )|(?<=\balmost )|(?<=\bnearly )|(?<=\babout ))an?(?= (?:hour|day|week|month|year|decade|century)\b"
    r"(?! (?:off|earlier|later|ago|old|before)\b)(?!-))"
    r"|\b[Aa]n?(?= (?:hour|day|week|month|year|decade|century) or (?:more|longer)\b)"
    r"|(?<=\bfor )an?(?= (?:hour|day|week|fortnight|month|year|decade)"
    r"(?:[.,;:)]| (?:on|in|after|before|at|from|and|or|with|by|if|when|without|while)\b))"
)
"""``a foot long``, ``an hour and a half``, ``takes a week``, ``for a week on one ticket``: the article counts one."""


def _branches(words: Iterable[str]) -> str:
    """A pattern for ``words`` that branches letter by letter: six times as fast as one that tries word after word."""
    tails: dict[str, set[str]] = {}
    for word in words:
        tails.setdefault(word[0], set()).add(word[1:])
    parts = []
    for first, rest in sorted(tails.items()):
        longer = rest - {""}
        tail = f"(?:{_branches(longer)}){'?' if '' in rest else ''}" if longer else ""
        parts.append(first + tail)
    return "|".join(parts)


def _pattern() -> re.Pattern[str]:
    words = numerals.WORDS | set(numerals.PARTS) | numerals.ORDINALS | {"once", "twice", "thrice", "double"}
    words |= {word + "fold" for word in list(numerals.ONES)[2:11]}
    written = {form for word in words for form in (word, word.capitalize(), word.upper())}
    vulgar = "".join(numerals.VULGAR)
    firsts = "".join(sorted({word[0] for word in written} | {"a", "A"}))
    return re.compile(
        rf"(?=[0-9{vulgar}.{firsts}])(?:[0-9]+|[{vulgar}]|(?<![\w.])\.(?=[0-9])|\b(?:{_branches(written)})\b|{_ARTICLE})"
    )


SCREEN = _pattern()
