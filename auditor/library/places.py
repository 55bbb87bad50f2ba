"""Documents that are at an address, such as ``s3://bucket/folder``, through fsspec where it is installed.

What an address holds is listed and told apart by what its store says of it (a tag, or size and time); where it says too
little, by its bytes.  A document is fetched by the process that reads it, so that workers of a cluster fetch their own.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from auditor.documents import SUFFIXES
from auditor.model import Unread
from auditor.store import key

LARGEST = 50_000_000
"""Larger files are not fetched: every loader refuses them."""
HERE = ("file", "local", "memory")
"""Kinds of address that reach no network."""
_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
_TAGS = ("ETag", "etag", "md5", "checksum", "generation", "version_id")
_TIMES = ("LastModified", "mtime", "last_modified", "created")


class AddressError(ValueError):
    """An address cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """A document at an address, and what tells this version of it and of the metadata beside it from any other."""

    address: str
    version: str


def kind_of(given: str) -> str:
    """The kind of an address in lower case, empty where it is a path.

    >>> kind_of("s3://bucket/pages"), kind_of("pages/a.md"), kind_of("C:/pages")
    ('s3', '', '')
    """
    found = _ADDRESS.match(given)
    return found[1].lower() if found else ""


def listed(addresses: Sequence[str]) -> tuple[tuple[Place, ...], tuple[Unread, ...]]:
    """The documents at and under some addresses, sorted, and what was refused.  Raises ``AddressError``."""
    places: dict[str, Place] = {}
    refused: list[Unread] = []
    for address in sorted(addresses):
        system, path = _opened(address)
        try:
            infos: dict[str, dict[str, Any]] = system.find(path, detail=True)
        except Exception as error:
            raise AddressError(f"{address}: cannot be listed: {_told(error)}") from error
        if not infos:
            refused.append(Unread(address, "no such file or folder: check the address"))
        for name, info in sorted(infos.items()):
            if _is_document(name, path):
                whole = system.unstrip_protocol(name)
                beside = f"{name}.meta.json"
                versions = _version(system, name, info), _version(system, beside, infos.get(beside))
                places[whole] = Place(whole, key(*versions))
    return tuple(places[name] for name in sorted(places)), tuple(refused)


def _is_document(name: str, root: str) -> bool:
    """Whether a file below ``root`` is one that a folder on disk would be searched for."""
    inside = PurePosixPath(name[len(root) :] if name.startswith(root) else name).parts
    return PurePosixPath(name).suffix.lower() in SUFFIXES and not any(part.startswith(".") for part in inside)


def _version(system: Any, name: str, info: dict[str, Any] | None) -> str:
    """What tells a file from another version of it: tag, or size and time, or the hash of its bytes."""
    if info is None:
        return "none"
    size = info.get("size")
    for names in (_TAGS, _TIMES):
        told = [f"{each}={info[each]}" for each in names if info.get(each)]
        if told:
            return f"{size} {' '.join(told)}"
    return f"large {size}" if size and size > LARGEST else key(system.cat_file(name))


@contextmanager
def fetched(address: str) -> Iterator[Path]:
    """A file with what is at an address, under its own name, with its metadata beside it, for as long as it is used.

    Raises ``AddressError``.
    """
    system, path = _opened(address)
    with tempfile.TemporaryDirectory(prefix="auditor-") as folder:
        target = Path(folder) / PurePosixPath(path).name
        try:
            size = system.info(path).get("size")
            if size and size > LARGEST:
                raise AddressError(f"{size / 1e6:.1f} MB, at most {LARGEST / 1e6:g} MB are read: split the file")
            target.write_bytes(system.cat_file(path))
            if system.exists(f"{path}.meta.json"):
                target.with_name(f"{target.name}.meta.json").write_bytes(system.cat_file(f"{path}.meta.json"))
        except AddressError:
            raise
        except Exception as error:  # every store has errors of its own
            raise AddressError(_told(error)) from error
        yield target


def _opened(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it."""
    try:
        import fsspec
    except ImportError as error:
        raise AddressError(f"{address}: addresses are read by fsspec: pip install auditor[remote]") from error
    try:
        system, path = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise AddressError(f"{address}: {error}") from error
    except Exception as error:
        raise AddressError(f"{address}: expected an address such as s3://bucket/folder: {_told(error)}") from error
    return system, str(path)


def _told(error: Exception) -> str:
    return str(error) or type(error).__name__
