"""What records hang on: the program, the language model, the rules, the bytes of documents."""

from __future__ import annotations

import hashlib
import platform
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from auditor.library.places import Place
from auditor.records import dumps
from auditor.rules import Common, Pack, Rules
from auditor.store import key

READERS = (
    "charset-normalizer", "htmldate", "justhtml", "lxml", "markdown-it-py", "mdit-py-plugins", "pypdf", "python-docx",
    "ruamel.yaml", "spacy", "trafilatura",
)  # fmt: skip
"""The libraries by which a document is read one way or another."""
LARGEST = 50_000_000
"""Larger files are refused by every loader: they are told apart by their size."""


@lru_cache(maxsize=1)
def maker() -> str:
    """A hash of this program's own files and of the versions of the libraries that it reads with."""
    root = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256(f"{platform.python_implementation()} {platform.python_version()}".encode())
    for name in READERS:
        digest.update(f"{name} {_version(name)}\n".encode())
    for file in sorted(path for path in root.rglob("*") if path.suffix not in (".pyc", "") and path.is_file()):
        digest.update(f"{file.relative_to(root).as_posix()}\n".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:20]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"


def of_file(path: Path) -> str:
    """The key of a document as loaded: its name, its bytes, and those of the metadata beside it."""
    beside = path.with_name(f"{path.name}.meta.json")
    return key(maker(), "document", path.name, _bytes(path), _bytes(beside))


def of_place(place: Place) -> str:
    """The key of a document at an address: its name, and what its store says of this version of it."""
    return key(maker(), "place", place.address, place.version)


def _bytes(path: Path) -> bytes:
    """The bytes of a file, or a word on why there are none."""
    try:
        if not path.is_file():
            return b"none"
        size = path.stat().st_size
        return b"read " + path.read_bytes() if size <= LARGEST else f"large {size}".encode()
    except OSError as error:
        return f"error {error.errno}".encode()


@lru_cache(maxsize=8)
def of_choice(rules: Rules) -> str:
    """The key of all by which packs are chosen for a set of documents."""
    told = [dumps((p.name, tuple(sorted(p.subjects)), p.signs), tuple[str, tuple[str, ...], tuple[str, ...]])
            for p in rules.packs]  # fmt: skip
    names = [key(*names) for pack in rules.packs for _, names in sorted(pack.subjects.items())]
    return key("choice", *told, *names)


def of_rules(rules: Rules) -> str:
    """The key of rules in all that they say."""
    return key("rules", _of_common(rules.common), *map(_of_pack, rules.packs))


@lru_cache(maxsize=8)
def _of_common(common: Common) -> str:
    return key(dumps(common, Common))


@lru_cache(maxsize=64)
def _of_pack(pack: Pack) -> str:
    return key(dumps(pack, Pack))
