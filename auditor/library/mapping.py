"""A file that says which pages are on what: TOML, ``[subjects]``, a subject a line with the patterns of its paths."""

from __future__ import annotations

import tomllib
from pathlib import Path


class MappingError(ValueError):
    """The file cannot be used; the message says where, what was expected and what to do."""


def read(path: Path) -> tuple[tuple[str, str], ...]:
    """(pattern, subject) pairs in the order of the file.  Raises ``MappingError``.

    ``"Cystic fibrosis" = ["cf/*", "lungs/cystic-*.html"]``: patterns are those of a shell, matched against the path as
    given or its end behind any folder.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MappingError(f"{path.as_posix()}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise MappingError(f"{path.as_posix()}: expected UTF-8: {error.reason} at byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"{path.as_posix()}: expected TOML: {error}") from error
    subjects = found.get("subjects")
    if not isinstance(subjects, dict) or len(found) > 1:
        raise MappingError(f'{path.as_posix()}: expected one table [subjects], of lines like "Name" = ["folder/*"]')
    pairs = []
    for subject, patterns in subjects.items():
        given = [patterns] if isinstance(patterns, str) else patterns
        if not isinstance(given, list) or not all(isinstance(each, str) and each for each in given):
            raise MappingError(f'{path.as_posix()}: {subject!r}: expected a list of patterns, such as ["folder/*"]')
        pairs += [(pattern, subject) for pattern in given]
    return tuple(pairs)
