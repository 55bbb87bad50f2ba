"""What a run is asked for: the command line before the environment, that before a file, that before the default."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from auditor.check import FAIL_ON
from auditor.decisions import BASELINE_FILE, DECISIONS_FILE, ENFORCEABLE
from auditor.packs.page import nearest

FILE, PROJECT, TABLE = "auditor.toml", "pyproject.toml", "tool.auditor"
PREFIX = "AUDITOR_"

Value: TypeAlias = str | tuple[str, ...]


class ConfigError(Exception):
    """A configuration that cannot be used; ``errors`` are ``file:line:column: message`` where they have a place."""

    def __init__(self, errors: Sequence[str]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(errors))


@dataclass(frozen=True, slots=True)
class Key:
    """A name that may be set: what it holds by default (a text or a list), what it means, what it may be.

    ``places`` marks names of files and folders, which a file gives relative to itself.
    """

    name: str
    default: Value
    help: str
    options: tuple[str, ...] = ()
    places: bool = False

    @property
    def variable(self) -> str:
        """The environment variable that sets it; a list is separated by commas there."""
        return PREFIX + self.name.upper().replace("-", "_")


KEYS = (
    Key("paths", (".",), "Documents, and folders that hold them.", places=True),
    Key("rules", (), "Shipped packs, or folders of rules. All shipped ones by default.", places=True),
    Key("off", (), "Packs, and rules of packs (health/deaths), that are left out."),
    Key("fail-on", "conflict", "The mildest finding that fails a check.", tuple(FAIL_ON)),
    Key("format", ("text",), "The formats that a check writes."),
    Key("output", (), "The file of each format; without one, a check writes to stdout.", places=True),
    Key("base", "", "A git revision: only what was not found there is new."),
    Key("baseline", BASELINE_FILE, "A file of known findings, which do not fail; read where it is there.", places=True),
    Key("decisions", DECISIONS_FILE, "The file of decisions.", places=True),
    Key("require", (), "What every decision must say besides its reason.", ENFORCEABLE),
    Key("date", "", "The day on which dated facts and decisions are asked. Today by default."),
)
"""Everything that may be set, in the order in which it is shown."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A value, and where it came from: ``command line``, ``AUDITOR_FAIL_ON``, ``auditor.toml:3`` or ``default``."""

    key: Key
    value: Value
    origin: str


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting by its name; ``file`` is the one that was read, if any."""

    settings: Mapping[str, Setting]
    file: Path | None = None

    def text(self, name: str) -> str:
        """The value of a name that holds one text."""
        value = self.settings[name].value
        assert isinstance(value, str)
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """The values of a name that holds a list."""
        value = self.settings[name].value
        assert isinstance(value, tuple)
        return value

    def given(self, name: str) -> bool:
        """Whether somebody set it."""
        return self.settings[name].origin != "default"


def configure(given: Mapping[str, Value], environment: Mapping[str, str], start: Path) -> Config:
    """The settings of a run.

    ``given`` holds what the command line says, by name, empty values left out.  The file is ``auditor.toml``, else a
    ``pyproject.toml`` with a table ``tool.auditor``, in the folder ``start`` or the nearest above it.  Raises
    ``ConfigError`` with every mistake.
    """
    errors: list[str] = []
    file, table = _found(start, errors)
    settings = {key.name: Setting(key, _beside(key, key.default, file), "default") for key in KEYS}
    settings |= {setting.key.name: setting for setting in _from_file(file, table, errors)}
    settings |= {setting.key.name: setting for setting in _from_environment(environment, errors)}
    for key in KEYS:
        if given.get(key.name):
            settings[key.name] = Setting(key, given[key.name], "command line")
    if errors:
        raise ConfigError(errors)
    return Config(settings, file)


def _found(start: Path, errors: list[str]) -> tuple[Path | None, Mapping[str, object]]:
    """The nearest file that speaks to the auditor, and its table."""
    start = start.resolve()
    for folder in (start, *start.parents):
        own, project = folder / FILE, folder / PROJECT
        if own.is_file():
            return own, _parsed(own, errors)
        if project.is_file():
            tool = _parsed(project, errors if "[tool.auditor" in _text(project, errors) else []).get("tool")
            table = tool.get("auditor") if isinstance(tool, dict) else None
            if isinstance(table, dict):
                return project, table
    return None, {}


def _text(file: Path, errors: list[str]) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        errors.append(f"{shown(file)}: cannot be read: {error.strerror}")
    except UnicodeDecodeError:
        errors.append(f"{shown(file)}: is not UTF-8")
    return ""


def _parsed(file: Path, errors: list[str]) -> dict[str, object]:
    try:
        return tomllib.loads(_text(file, errors))
    except tomllib.TOMLDecodeError as error:
        message = re.sub(r" \(at (?:line \d+, column \d+|end of document)\)$", "", str(error))
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        at = f"{place[1]}:{place[2]}" if place else "1:1"
        errors.append(f"{shown(file)}:{at}: is no TOML: {message}")
        return {}


def _from_file(file: Path | None, table: Mapping[str, object], errors: list[str]) -> Iterator[Setting]:
    """What a file sets; unknown names and values of another form are mistakes."""
    if file is None:
        return
    known = {key.name: key for key in KEYS}
    section = TABLE if file.name == PROJECT else ""
    for name, value in table.items():
        line, column = _place(_text(file, []), section, name)
        where = f"{shown(file)}:{line}"
        if name not in known:
            errors.append(f"{where}:{column}: unknown key {name!r}{nearest(name, known)}")
            continue
        held, fault = _held(known[name], value)
        if fault:
            errors.append(f"{where}:{column}: {name} {fault}")
        else:
            yield Setting(known[name], _beside(known[name], held, file), where)


def _held(key: Key, value: object) -> tuple[Value, str]:
    """A value of a file as the key holds it, or what is wrong with it."""
    if isinstance(key.default, tuple):
        if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
            return (), 'must be a list of texts, such as ["docs"]'
        fault = next((_fault(key, each) for each in value if _fault(key, each)), "")
        return tuple(value), fault
    if not isinstance(value, str):
        return "", 'must be a text in quotes, such as "conflict"' if key.options else "must be a text in quotes"
    return value, _fault(key, value)


def _fault(key: Key, value: str) -> str:
    if key.options and value not in key.options:
        return f"cannot be {value!r}{nearest(value, key.options)}"
    return ""


def _from_environment(environment: Mapping[str, str], errors: list[str]) -> Iterator[Setting]:
    for key in KEYS:
        written = environment.get(key.variable, "").strip()
        if not written:
            continue
        parts = tuple(part.strip() for part in written.split(",") if part.strip())
        fault = next((_fault(key, part) for part in (parts if isinstance(key.default, tuple) else (written,))), "")
        if fault:
            errors.append(f"{key.variable}: {fault}")
        else:
            yield Setting(key, parts if isinstance(key.default, tuple) else written, key.variable)


def _beside(key: Key, value: Value, file: Path | None) -> Value:
    """Names of files and folders as seen from here, where a file gives them relative to itself."""
    if file is None or not key.places:
        return value
    if isinstance(value, tuple):
        return tuple(_seen(each, file, key.name == "rules") for each in value)
    return _seen(value, file, False) if value else value


def _seen(name: str, file: Path, pack: bool) -> str:
    place = file.parent / name
    return name if pack and not place.is_dir() else shown(place)


def shown(place: Path) -> str:
    """A path as seen from the current folder, where that is shorter to say."""
    relative = os.path.relpath(place)
    return Path(relative).as_posix() if not relative.startswith("..") else place.as_posix()


def _place(text: str, section: str, name: str) -> tuple[int, int]:
    """Line and column, from 1, at which a name of a table is set; the top of the file where it is not to be seen."""
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line):
            table = header[1].replace('"', "").replace(" ", "")
            if name in table.removeprefix(f"{section}.").split(".")[:1] and table != section:
                return number, header.start(1) + 1
        elif table == section and (found := re.match(rf"(\s*)[\"']?{re.escape(name)}[\"']?\s*[.=]", line)):
            return number, len(found[1]) + 1
    return 1, 1
