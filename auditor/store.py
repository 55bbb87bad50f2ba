"""The store: what was read and judged, kept between runs under keys made from content, in one SQLite file.

Values are JSON.  Every record carries a seal (a hash over its table, key and value), so that a damaged one is never
taken for a good one.  What the store holds can always be made again: a file that is damaged, or no store at all, is
put aside and begun anew; a file that cannot be written is done without.  ``notes`` tells either.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

FILE = "store.sqlite3"
LAYOUT = 2
"""The layout of the tables; a file of another is begun anew."""
APPLICATION = 0x41554454
"""What marks the file as ours in its header ("AUDT")."""
PACKED = ("documents", "pages", "sentences", "trees", "choices", "rules")
PLAIN = ("audits", "copies", "summaries", "reports", "runs", "libraries")
TABLES = (*PACKED, *PLAIN)
"""One table a kind of record, all of the same columns; of ``PACKED`` the values are compressed."""
LASTING = ("trees",)
"""Tables whose keys hold all that their records hang on, so that another version of the program can use them."""
_AT_ONCE = 500
_PATIENCE = 10.0
"""Seconds for which another run may hold the file."""
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder holds what can be made again.\n"
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_FORMAT}
T = TypeVar("T")


def key(*parts: str | bytes) -> str:
    """A key made from all that a record hangs on; no two lists of parts share one.

    >>> key("ab", "c") == key("a", "bc")
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()[:40]


class DamagedError(Exception):
    """A record is not what was written."""


class LayoutError(DamagedError):
    """The file is a store whose tables have another layout."""


class Store:
    """Records by key in the tables of one file; open it with ``opened``."""

    def __init__(self, path: Path, maker: str, readonly: bool = False, views: Mapping[str, str] | None = None) -> None:
        """``maker`` names the version that keeps records: those of another are dropped.

        ``views``: name -> a SELECT that shows records to other programs; nothing here reads them.
        """
        self.path = path
        self.notes: list[str] = []
        self._maker = maker
        self._readonly = readonly
        self._views = views or {}
        self._connection: sqlite3.Connection | None = None
        try:
            self._open()
        except (DamagedError, sqlite3.Error) as error:
            self._mend(error)

    def get(self, table: str, keys: Sequence[str]) -> dict[str, str]:
        """The JSON of those of some keys that the table holds."""
        found: dict[str, str] = {}
        no_record: Mapping[str, str] = {}
        for first in range(0, len(keys), _AT_ONCE):
            some = keys[first : first + _AT_ONCE]
            found.update(self._guarded(partial(self._get, table, some), no_record))
        return found

    def one(self, table: str, key: str) -> str | None:
        """The JSON of one key, or None."""
        return self.get(table, [key]).get(key)

    def put(self, records: Iterable[tuple[str, str, str]]) -> None:
        """Keep records (table, key, JSON), all of them or none."""
        rows: dict[str, list[tuple[str, str | bytes, bytes]]] = {}
        for table, name, text in records:
            value = zlib.compress(text.encode("ascii"), 1) if table in PACKED else text
            rows.setdefault(table, []).append((name, value, _seal(table, name, value)))
        if rows and not self._readonly:
            self._guarded(lambda: self._put(rows), None)

    def count(self) -> dict[str, int]:
        """Table -> how many records it holds."""
        return self._guarded(
            lambda: {table: self._run(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}, {}
        )

    def all(self, table: str) -> Iterator[tuple[str, str]]:
        """Every key of a table with its JSON, by key."""
        none: list[str] = []
        names = self._guarded(lambda: [row[0] for row in self._run(f"SELECT key FROM {table} ORDER BY key")], none)
        for first in range(0, len(names), _AT_ONCE):
            yield from sorted(self.get(table, names[first : first + _AT_ONCE]).items())

    def close(self) -> None:
        """Write what is left to the file and let go of it."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None

    def _guarded(self, work: Callable[[], T], otherwise: T) -> T:
        """Do some work on the file; where it is damaged, begin it anew and try once more."""
        for _ in range(2):
            if self._connection is None:
                break
            try:
                return work()
            except (DamagedError, sqlite3.Error, zlib.error, UnicodeError) as error:
                self._mend(error)
        return otherwise

    def _mend(self, error: Exception) -> None:
        """Begin a damaged file anew; do without one that is whole and can't be used, or that is another's."""
        code = getattr(error, "sqlite_errorcode", None) or sqlite3.SQLITE_CORRUPT
        self.close()
        if self._readonly or code & 0xFF not in _DAMAGED:
            self._say(f"the cache {self.path.as_posix()} is not used: {error}")
            return
        what = str(error) if isinstance(error, LayoutError) else "damaged or no cache of this program"
        self._say(f"the cache {self.path.as_posix()} was {what}: begun anew")
        try:
            for end in ("", "-wal", "-shm", "-journal"):
                self.path.with_name(self.path.name + end).unlink(missing_ok=True)
            self._open()
        except (OSError, sqlite3.Error) as again:
            self.close()
            self._say(f"the cache {self.path.as_posix()} is not used: {again}")

    def _say(self, note: str) -> None:
        if note not in self.notes and not self._readonly:
            self.notes.append(note)

    def _open(self) -> None:
        where = f"{self.path.resolve().as_uri()}?mode={'ro' if self._readonly else 'rwc'}"
        self._connection = sqlite3.connect(where, uri=True, timeout=_PATIENCE, isolation_level=None)
        if self._readonly:
            return
        made = self._run("PRAGMA application_id").fetchone()[0], self._run("PRAGMA user_version").fetchone()[0]
        if made != (APPLICATION, LAYOUT):
            if made[0] == APPLICATION:
                raise LayoutError(f"of layout {made[1]}, where this version keeps layout {LAYOUT}")
            if self._run("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise DamagedError("not a store")
            self._create()
        self._run("PRAGMA journal_mode=WAL")
        self._run("PRAGMA synchronous=NORMAL")
        maker = self._run("SELECT value FROM maker").fetchone()
        if maker != (self._maker,):
            self._change_hands()

    def _create(self) -> None:
        """Make the tables, or nothing."""
        self._run("BEGIN IMMEDIATE")
        for table in TABLES:
            kind = "BLOB" if table in PACKED else "TEXT"
            self._run(
                f"CREATE TABLE IF NOT EXISTS {table} (key TEXT PRIMARY KEY, value {kind} NOT NULL, seal BLOB NOT NULL)"
            )
        self._run("CREATE TABLE IF NOT EXISTS maker (value TEXT NOT NULL)")
        self._run(f"PRAGMA application_id={APPLICATION}")
        self._run(f"PRAGMA user_version={LAYOUT}")
        self._run("COMMIT")

    def _change_hands(self) -> None:
        """Drop what another version of the program kept and this one can't use."""
        self._run("BEGIN IMMEDIATE")
        for table in TABLES:
            if table not in LASTING:
                self._run(f"DELETE FROM {table}")
        for name, select in self._views.items():
            self._run(f"DROP VIEW IF EXISTS {name}")
            self._run(f"CREATE VIEW {name} AS {select}")
        self._run("DELETE FROM maker")
        self._run("INSERT INTO maker VALUES (?)", (self._maker,))
        self._run("COMMIT")

    def _get(self, table: str, keys: Sequence[str]) -> Mapping[str, str]:
        marks = ",".join("?" * len(keys))
        found = {}
        for name, value, seal in self._run(f"SELECT key, value, seal FROM {table} WHERE key IN ({marks})", keys):
            if not isinstance(value, str | bytes) or seal != _seal(table, name, value):
                raise DamagedError(f"a record of {table}")
            found[name] = value if isinstance(value, str) else zlib.decompress(value).decode("ascii")
        return found

    def _put(self, rows: Mapping[str, Sequence[tuple[str, str | bytes, bytes]]]) -> None:
        assert self._connection is not None
        self._run("BEGIN IMMEDIATE")
        try:
            for table, each in rows.items():
                self._connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", each)
            self._run("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._run("ROLLBACK")
            raise

    def _run(self, statement: str, values: Sequence[str] = ()) -> sqlite3.Cursor:
        assert self._connection is not None
        return self._connection.execute(statement, values)


def _seal(table: str, name: object, value: str | bytes) -> bytes:
    data = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
    return hashlib.blake2b(f"{table} {name} ".encode("utf-8", "surrogatepass") + data, digest_size=8).digest()


@contextlib.contextmanager
def opened(folder: Path | None, maker: str, views: Mapping[str, str] | None = None) -> Iterator[Store]:
    """The store in a folder, which is made with a ``.gitignore`` and a ``CACHEDIR.TAG``; None: one for this run only.

    A folder that cannot be made or written is done without, too; the store's notes say so.
    """
    with contextlib.ExitStack() as stack:
        notes = []
        try:
            if folder is not None:
                furnish(folder)
        except OSError as error:
            notes.append(f"the cache {folder} is not used: {error.strerror}")
            folder = None
        if folder is None:
            folder = Path(
                stack.enter_context(tempfile.TemporaryDirectory(prefix="auditor-", ignore_cleanup_errors=True))
            )
        store = Store(folder / FILE, maker, views=views)
        store.notes[:0] = notes
        stack.callback(store.close)
        yield store


def furnish(folder: Path) -> None:
    """Make the folder of a store: version control and backups pass it over.  Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in ((".gitignore", "*\n"), ("CACHEDIR.TAG", _TAG)):
        if not (folder / name).exists():
            (folder / name).write_text(text, encoding="utf-8")


def clear(folder: Path) -> bool:
    """Remove the store of a folder, and the folder where nothing else is in it; whether there was one.

    A folder without ``CACHEDIR.TAG`` is none of ours: raises FileExistsError.  Raises OSError.
    """
    if not folder.exists():
        return False
    if not (folder / "CACHEDIR.TAG").is_file():
        raise FileExistsError("not a cache of this program (it holds no CACHEDIR.TAG)")
    shutil.rmtree(folder)
    return True
