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


def decode(data: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of ``data``, and notes on how it was found.

    A UTF-8 byte order mark stays in the text as its first character, so that an offset is one into the file decoded as
    UTF-8.  ``declared`` is an encoding that the document names itself.  Raises ``UnreadableError``.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding), ()
    if b"\0" in data:
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
