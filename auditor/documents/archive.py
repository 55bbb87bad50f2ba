"""What is checked of a Word file before anything parses it: its members, their sizes and names, and their markup."""

from __future__ import annotations

import zipfile
from io import BytesIO

from auditor.documents.outline import UnreadableError

MAX_INFLATED = 50_000_000
MAX_RATIO = 100
MAX_MEMBERS = 2_000
_CHUNK = 1 << 20
_DECLARED = tuple(
    declared.encode(encoding)
    for declared in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_OVERLAP = max(map(len, _DECLARED))


def checked(data: bytes) -> None:
    """Refuse archives that unpack to more than is sane, names that leave them, and XML with a DTD."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS:
                raise UnreadableError(f"{len(members)} files inside, at most {MAX_MEMBERS} are read: save it again")
            if any(name.startswith(("/", "\\")) or ".." in name.split("/") for name in archive.namelist()):
                raise UnreadableError("a name inside leaves the archive: save the document again as .docx")
            limit = min(MAX_INFLATED, MAX_RATIO * max(len(data), 10_000))
            for member in members:
                limit -= _inflated(archive, member, limit)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise UnreadableError(f"expected a Word document ({error}): save it again as .docx") from error


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> int:
    """The true size of a member; it is counted while it is unpacked, since what the header says may be false."""
    size = 0
    before = b""
    markup = member.filename.lower().endswith((".xml", ".rels"))
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            if markup and any(declared in before + chunk for declared in _DECLARED):
                raise UnreadableError("a document type definition inside: save the document again as .docx")
            before = chunk[-_OVERLAP:]
            size += len(chunk)
            if size > limit:
                raise UnreadableError("unpacks to more than is read (50 MB, or 100 times its size): save it again")
    return size
