"""Where packs are found: shipped with the auditor, installed beside it by a Python package, or a folder of yours.

A Python package offers a pack by an entry point of the group ``auditor.packs``: its name is the pack's, its value the
dotted path of the folder of YAML inside the package (``evpack.rules``).  The folder is looked up, never imported: no
code of the package runs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import metadata, resources, util
from importlib.resources.abc import Traversable
from pathlib import Path

from auditor.packs.page import nearest

GROUP = "auditor.packs"


@dataclass(frozen=True, slots=True)
class Folder:
    """A pack as found: its name, the path by which it is shown, and the bytes of its files in sorted order."""

    name: str
    shown: str
    files: Mapping[str, bytes]
    """The YAML files by name: what the pack is, and what its hash is over."""
    cases: Mapping[str, bytes] = field(default_factory=dict)
    """The files of cases by name."""

    @property
    def digest(self) -> str:
        """SHA-256 over names and bytes of the YAML files."""
        digest = hashlib.sha256()
        for name, data in self.files.items():
            digest.update(f"{name}\0{len(data)}\0".encode())
            digest.update(data)
        return digest.hexdigest()


def shipped() -> tuple[str, ...]:
    """The names of the packs that come with the auditor, sorted."""
    return tuple(sorted(entry.name for entry in rules_folder().iterdir() if entry.is_dir() and _yaml_files(entry)))


def rules_folder() -> Traversable:
    """The shipped rules: inside the installed package, else beside it in a checkout."""
    installed_there = resources.files("auditor") / "rules_data"
    return installed_there if installed_there.is_dir() else Path(__file__).resolve().parents[2] / "rules"


def installed(errors: list[str]) -> dict[str, Path]:
    """Name -> folder of the packs that installed packages offer, by name; what cannot be found is an error."""
    found: dict[str, Path] = {}
    for entry in sorted(metadata.entry_points(group=GROUP), key=lambda e: (e.name, e.value)):
        place = _inside(entry.value)
        if place is None:
            errors.append(f"{entry.name}: the installed pack's folder {entry.value!r} is not there: install it again")
        elif found.setdefault(entry.name, place) != place or entry.name in shipped():
            errors.append(f"{entry.name}: two packs have this name: uninstall one, or name a folder")
    return found


def _inside(dotted: str) -> Path | None:
    """The folder of a dotted path; only its first part is looked up, by name, and nothing is imported."""
    top, *rest = dotted.split(".")
    try:
        spec = util.find_spec(top)
    except (ImportError, ValueError):
        return None
    for root in (spec.submodule_search_locations or ()) if spec else ():
        place = Path(root).joinpath(*rest)
        if place.is_dir():
            return place
    return None


def folders(names_or_paths: Iterable[str], errors: list[str]) -> list[Folder]:
    """The packs asked for, each once; all shipped and installed ones where none is."""
    offered = installed(errors)
    known = {**{name: rules_folder() / name for name in shipped()}, **offered}
    found: dict[str, Folder] = {}
    for asked in tuple(names_or_paths) or tuple(sorted(known)):
        place = known.get(asked, Path(asked))
        name = asked if asked in known else Path(asked).resolve().name
        shown = f"rules/{asked}" if asked in known and asked not in offered else str(place).rstrip("/")
        if not place.is_dir():
            errors.append(f"{asked}: no such pack, nor a folder{nearest(asked, known)}")
            continue
        try:
            folder = _read(name, shown, place)
        except OSError as error:
            errors.append(f"{shown}: cannot be read: {error.strerror}")
            continue
        if not folder.files:
            errors.append(f"{shown}: holds no rule (*.yaml)")
        elif found.setdefault(name, folder).files != folder.files:
            errors.append(f"{shown}: another pack is called {name!r} already ({found[name].shown})")
    return list(found.values())


def _read(name: str, shown: str, place: Traversable) -> Folder:
    cases = sorted((e for e in place.iterdir() if e.name.endswith(".cases") and e.is_file()), key=lambda e: e.name)
    return Folder(
        name,
        shown,
        {f.name: f.read_bytes() for f in _yaml_files(place)},
        {f.name: f.read_bytes() for f in cases},
    )


def _yaml_files(folder: Traversable) -> list[Traversable]:
    files = (entry for entry in folder.iterdir() if entry.name.endswith((".yaml", ".yml")) and entry.is_file())
    return sorted(files, key=lambda entry: entry.name)
