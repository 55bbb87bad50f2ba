"""Markdown's marks inside a line: emphasis, links, code, tags and escapes to mask, and character references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_ANY = re.compile(r"[*_`<\[\]~\\&]|://|www\.")
_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_CLOSING = {"<!--": "-->", "<script": "</script>", "<style": "</style>"}
_UNREAD = re.compile("<!--|<script(?=[\\s>])|<style(?=[\\s>])", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>|<![A-Z][^<>]{0,200}>")
_SUPERSCRIPT = re.compile(
    r"(?:(?<=[A-Za-z]{3})|(?<=[.,;:)\]\"”%]))<sup\b[^<>]{0,200}>\s*\[?[\d,;–\s-]{1,40}\]?\s*</sup>", re.IGNORECASE
)
_AUTOLINK = re.compile(r"<(?:https?|ftp|mailto):[^<>\s]{1,2000}>|<[^<>\s@]{1,100}@[^<>\s@]{1,100}>")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]\"”]{2,}(?<![.,;:!?*_])")
_TARGET = re.compile(r"\]\((?:[^()\s]|\((?:[^()\s])*\)){0,2000}(?:\s+(?:\"[^\"]{0,300}\"|'[^']{0,300}'))?\s*\)")
_REFERENCE = re.compile(r"\](\[[^\[\]\n]{0,200}\])(?!\()")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,100}\]:?")
_EMPHASIS = re.compile(
    r"(?<!\\)(?:\*{1,3}(?=[^\s*])|(?<=[^\s*\\])\*{1,3}|(?<![\w\\])_{1,3}(?=[^\s_])|(?<=[^\s_\\])_{1,3}(?!\w)|~~)"
)
_PRODUCT = re.compile(r"(?<=\d)\*(?=\d)|(?<=\s)\*(?=\s)|(?<=\d )\*(?=\d)|(?<=\d)\*(?= \d)")
_STRUCK = re.compile(r"~~(?=\S)[^~\n]{1,1000}(?<=\S)~~|<(del|s|strike)\b[^<>]*>[^<>]{0,1000}</\1>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def markup(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of Markdown markup in ``text[start:end]``; overlapping ones are possible.

    Words stay: those of a link, of emphasis, of code, of an HTML element.  Masked are link targets, bare addresses,
    comments, tags, reference superscripts, footnote marks, escapes, and what is struck out.
    """
    if not _ANY.search(text, start, end):
        return
    if "<" in text[start:end]:
        yield from _unread(text, start, end)
        for pattern in (_SUPERSCRIPT, _AUTOLINK, _TAG):
            yield from (match.span() for match in pattern.finditer(text, start, end))
    if "[" in text[start:end]:
        yield from _links(text, start, end)
    for pattern in (_STRUCK, _URL, _ESCAPE):
        yield from (match.span() for match in pattern.finditer(text, start, end))
    for match in _CODE.finditer(text, start, end):
        yield match.start(), match.start(2)
        yield match.end(2), match.end()
    for match in _EMPHASIS.finditer(text, start, end):
        if not _PRODUCT.match(text, match.start()):
            yield match.span()


def entities(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The character references in ``text[start:end]``, each with the character that it stands for."""
    if "&" in text[start:end]:
        for match in _ENTITY.finditer(text, start, end):
            character = unescape(match.group())
            if len(character) == 1:
                yield match.start(), match.end(), character


def _unread(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Comments, scripts and style sheets, each up to its end; one that never ends is left alone."""
    lower = text[start:end].lower()
    never: set[str] = set()  # closings that do not come again: looking for them once is enough
    position = start
    while match := _UNREAD.search(text, position, end):
        closing = _CLOSING[match.group().lower()]
        stop = -1 if closing in never else lower.find(closing, match.end() - start)
        if stop < 0:
            never.add(closing)
            position = match.end()
        else:
            position = start + stop + len(closing)
            yield match.start(), position


def _links(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Targets of links and images, with the brackets around their words; the words of an image are its caption."""
    for match in _FOOTNOTE.finditer(text, start, end):
        yield match.span()
    for pattern in (_TARGET, _REFERENCE):
        for match in pattern.finditer(text, start, end):
            opening = _opening(text, start, match.start())
            if opening is not None:
                yield opening
                yield match.span()


def _opening(text: str, start: int, close: int) -> tuple[int, int] | None:
    """The span of the ``[`` or ``![`` that belongs to the ``]`` at ``close``, within 500 characters."""
    nested = 0
    for position in range(close - 1, max(start, close - 500) - 1, -1):
        if text[position] == "]":
            nested += 1
        elif text[position] == "[":
            if not nested:
                return (
                    (position - 1, position + 1)
                    if position > start and text[position - 1] == "!"
                    else (position, position + 1)
                )
            nested -= 1
    return None
