"""Characters that would deceive or break a reader's screen, written so that they can be seen."""

from __future__ import annotations

import re

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but tab and line feed
    "\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u206f\ufeff"  # direction, zero width, line ends
    "\ufff9-\ufffb\U000e0000-\U000e007f"  # annotation marks and tag characters
    "\ud800-\udfff]"  # halves of surrogate pairs, which no file can hold
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def shown(text: str) -> str:
    """Return ``text`` with control, direction and zero-width characters named by their code point.

    Joiners (U+200C, U+200D) and soft hyphens stay: words of several languages are spelt with them.

    >>> shown("3\u202e5 years")
    '3⟦U+202E⟧5 years'
    """
    return _UNSEEN.sub(lambda match: f"⟦U+{ord(match[0]):04X}⟧", text.replace("\r\n", "\n"))


def encodable(text: str) -> str:
    r"""Return JSON ``text`` with lone surrogates (from undecodable file names) as JSON escapes: it can be saved.

    >>> encodable('"a\udcff.txt"')
    '"a\\udcff.txt"'
    """
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def guarded(cell: str) -> str:
    """A cell of a table that no spreadsheet computes: what it would take for a formula gets an apostrophe.

    >>> guarded("=1+1"), guarded("-5..3 °C"), guarded("3 years")
    ("'=1+1", "'-5..3 °C", '3 years')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
