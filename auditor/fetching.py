"""Web pages by their address: the only module that reaches for the network, and only when it was asked to.

An answer is limited in size, time and redirects.  Machines that are not public (this one, the local network, the
services of a cloud) are not asked unless that is allowed; the address that was checked is the one that is connected to,
so that a name cannot change its mind in between.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

MAX_BYTES = 50_000_000
MAX_TEXT_BYTES = 5_000_000
"""Bytes of a PDF or Word file, and of any other, that are taken."""
SECONDS = 20.0
"""Time for an answer, all in all."""
REDIRECTS = 5
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "application/pdf": ".pdf",
    _WORD: ".docx",
    "text/markdown": ".md",
    "text/plain": ".txt",
}
_BINARY = (".pdf", ".docx")
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""Addresses that stand for one of IPv4, RFC 6052."""
_MOVED = (301, 302, 303, 307, 308)


class FetchError(Exception):
    """An address that gave no document; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: the bytes, the suffix of their format, and the address after all redirects."""

    data: bytes
    suffix: str
    address: str


def fetch(address: str, private: bool = False) -> Fetched:
    """The document at an address.  ``private``: machines that are not public may be asked.  Raises ``FetchError``."""
    for _ in range(REDIRECTS + 1):
        parts = _parsed(address)
        answer = _asked(address, parts, private)
        if isinstance(answer, Fetched):
            return answer
        moved = urljoin(address, answer)
        if parts.scheme == "https" and not moved.lower().startswith("https://"):
            raise FetchError("is redirected from https to an address that is not: fetch it with a browser")
        address = moved
    raise FetchError(f"is redirected more than {REDIRECTS} times: give the address where it ends")


def is_public(ip: str) -> bool:
    """Whether an IP address is one of the public network.

    >>> is_public("127.0.0.1"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1"), is_public("1.1.1.1")
    (False, False, False, True)
    """
    address = ipaddress.ip_address(ip.split("%", 1)[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None and not is_public(str(inner)):
            return False
    return address.is_global and not address.is_multicast


def _parsed(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise FetchError(f"is no address ({error}): expected https://host/path") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise FetchError("is no address that is fetched: expected https://host/path")
    if parts.username is not None or any(ord(character) <= 32 or ord(character) == 127 for character in address):
        raise FetchError("holds a user name or white space: expected https://host/path")
    return parts


def _place(host: str, port: int, private: bool) -> str:
    """The IP address of a host, if it may be asked."""
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host} was not found: check the address and the network") from error
    if not found or not (private or all(is_public(ip) for ip in found)):
        raise FetchError(f"{host} is not a public machine: add --allow-private to fetch from it all the same")
    return found[0]


def _asked(address: str, parts: SplitResult, private: bool) -> Fetched | str:
    """What one address answers: a document, or where it went."""
    secure = parts.scheme == "https"
    host, port = str(parts.hostname), parts.port or (443 if secure else 80)
    ip = _place(host, port, private)
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    expired = threading.Event()
    try:
        connection.sock = socket.create_connection((ip, port), timeout=SECONDS)
        timer = threading.Timer(SECONDS, _cut, (connection, expired))
        timer.daemon = True
        timer.start()
        try:
            if secure:
                connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=host)
            answer = _answer(connection, address, parts)
        finally:
            timer.cancel()
        if not expired.is_set():
            return answer
        raise TimeoutError
    except FetchError:
        if expired.is_set():
            raise FetchError(f"took longer than {SECONDS:g} s: try again, or save the page") from None
        raise
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        if expired.is_set() or isinstance(error, TimeoutError):
            raise FetchError(f"took longer than {SECONDS:g} s: try again, or save the page") from error
        raise FetchError(f"gave no answer ({type(error).__name__}: {str(error)[:100]}): check the address") from error
    finally:
        connection.close()


def _cut(connection: http.client.HTTPConnection, expired: threading.Event) -> None:
    """End a connection that takes too long, whatever it is doing."""
    expired.set()
    with suppress(OSError, AttributeError):  # it may have ended by itself
        connection.sock.shutdown(socket.SHUT_RDWR)


def _answer(connection: http.client.HTTPConnection, address: str, parts: SplitResult) -> Fetched | str:
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    accepted = {"Accept": ", ".join(_SUFFIXES), "Accept-Encoding": "identity", "User-Agent": "auditor"}
    connection.request("GET", target, headers={**accepted, "Connection": "close"})
    response = connection.getresponse()
    location = response.getheader("Location")
    if response.status in _MOVED and location:
        return location
    if response.status != 200:
        raise FetchError(f"answered {response.status} {response.reason[:60]}: check the address")
    if response.getheader("Content-Encoding", "identity").lower() != "identity":
        raise FetchError("was sent compressed, though it was not asked for: save the page and name the file")
    suffix = _suffix(response.headers.get_content_type(), parts.path)
    limit = MAX_BYTES if suffix in _BINARY else MAX_TEXT_BYTES
    data = response.read(limit + 1)
    if len(data) > limit:
        raise FetchError(f"is larger than {limit / 1e6:g} MB: save it and split the file")
    declared = response.headers.get_content_charset() or ""
    if response.length:
        raise FetchError("ended before all of it was sent: try again")
    return Fetched(data if suffix in _BINARY else _as_utf8(data, declared), suffix, address)


def _suffix(kind: str, path: str) -> str:
    """The suffix for a media type; where that says little, the one of the address."""
    own = PurePosixPath(unquote(path)).suffix.lower()
    if kind in _SUFFIXES and not (kind == "text/plain" and own in (".md", ".markdown")):
        return _SUFFIXES[kind]
    if kind in ("text/plain", "application/octet-stream") and own in (".md", ".markdown", *_BINARY):
        return own
    raise FetchError(f"is of the kind {kind[:60]}: expected a page, a PDF, a Word document or text")


def _as_utf8(data: bytes, declared: str) -> bytes:
    """``data`` in UTF-8 where the answer's header declares another encoding that fits; a file cannot say that."""
    if not declared or declared.replace("_", "-") in ("utf-8", "utf8", "us-ascii", "ascii"):
        return data
    try:
        return data.decode(declared).encode("utf-8")
    except (UnicodeError, LookupError):
        return data
