"""From bytes to text: byte order mark, then strict UTF-8, then a guess that is said to be one."""

from __future__ import annotations

import codecs
import re

from auditor.documents.outline import UnreadableError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Bytes that English text in Windows-1252 holds: quotes, dashes, bullets, signs, fractions, and accented letters.
_WESTERN = re.compile(rb"[\x00-\x7f\x80\x82\x84-\x87\x89\x8b\x91-\x99\x9b\xa0-\xff]*")
_SAMPLE = 200_000
_ZEROS = 0.9
"""The share of zeros among the high bytes of text in a European language in UTF-16."""


def decode(data: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of ``data``, and notes on how it was found.

    A UTF-8 byte order mark stays in the text as its first character, so that an offset is one into the file decoded as
    UTF-8.  ``declared`` is an encoding that the document names itself.  Raises ``UnreadableError``.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding), ()
    if b"\0" in data:
        wide = _wide(data)
        if wide:
            return _strict(data, wide), (f"encoding guessed: {wide}",)
        raise UnreadableError("expected text, found binary content (NUL bytes): convert it to UTF-8 text")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    if declared:
        try:
            return data.decode(declared), (f"encoding declared: {declared}",)
        except (UnicodeDecodeError, LookupError):
            pass
    encoding = _guess(data)
    return _strict(data, encoding), (f"encoding guessed: {encoding}",)


def _wide(data: bytes) -> str:
    """UTF-16 without a byte order mark, where nearly every second byte of the beginning is zero; else ``""``."""
    sample = data[: _SAMPLE // 100 * 2]
    pairs = len(sample) // 2
    if pairs and len(data) % 2 == 0:
        for encoding, high, low in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
            if high.count(0) >= _ZEROS * pairs and low.count(0) == 0:
                return encoding
    return ""


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"expected {encoding} text, byte {error.start} is not: save it as UTF-8") from error


def _guess(data: bytes) -> str:
    """Windows-1252 for text that is nearly all ASCII, else what charset-normalizer finds."""
    foreign = sum(byte > 0x7F for byte in data[:_SAMPLE])
    if foreign * 20 <= len(data[:_SAMPLE]) and _WESTERN.fullmatch(data):
        return "cp1252"
    from charset_normalizer import from_bytes  # 35 ms, and rarely needed

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise UnreadableError("expected text, found no encoding that fits: save it as UTF-8")
    return str(best.encoding)
