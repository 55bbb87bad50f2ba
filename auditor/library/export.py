"""The claims that the store holds, for other programs: JSON lines, CSV, Parquet."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from auditor.library.run import audit_at
from auditor.library.sets import Run, run_key
from auditor.model import Audit
from auditor.outputs.claims import FORMATS
from auditor.records import loads
from auditor.store import Store

PARQUET = {
    "file": "VARCHAR", "line": "BIGINT", "column": "BIGINT", "id": "VARCHAR", "kind": "VARCHAR", "attribute": "VARCHAR",
    "subject": "VARCHAR", "notation": "VARCHAR", "value": "JSON", "approx": "BOOLEAN", "scope": "JSON",
    "quote": "VARCHAR", "rule": "VARCHAR", "open": "BOOLEAN", "source": "VARCHAR", "start": "BIGINT", "end": "BIGINT",
}  # fmt: skip
"""The columns of a Parquet file, those of the JSON lines, with their types."""


class ExportError(RuntimeError):
    """Nothing can be exported; the message says why and what to do."""


def audits(paths: Sequence[Path], store: Store) -> Iterator[Audit]:
    """The audits of the last run over some paths; without paths of every run, each once.  Raises ``ExportError``."""
    wanted = run_key(paths) if paths else ""
    rows = [row for name, row in store.all("runs") if wanted in ("", name)]
    if not rows:
        where = ", ".join(path.as_posix() for path in paths) or "anything"
        raise ExportError(f"the cache holds no run over {where}: run auditor audit or auditor library on it first")
    runs = sorted((loads(row, Run) for row in rows), key=lambda run: run.paths)
    names = dict.fromkeys(name for run in runs for name in run.audits)
    for name in names:
        found = audit_at(name, store)
        if found is None:
            raise ExportError("the cache lost an audit: run auditor audit or auditor library again")
        yield found


def texts(paths: Sequence[Path], form: str, store: Store) -> Iterator[str]:
    """The claims as text, an audit after the other; ``form`` is ``jsonl`` or ``csv``."""
    for place, audit in enumerate(audits(paths, store)):
        text = FORMATS[form](audit)
        yield text.partition("\n")[2] if form == "csv" and place else text


def parquet(paths: Sequence[Path], target: Path, store: Store) -> None:
    """Write the claims as a Parquet file.  Raises ``ExportError`` where duckdb is not installed, or can't write."""
    try:
        import duckdb
    except ImportError as error:
        raise ExportError("Parquet is written by duckdb: pip install auditor[parquet]") from error
    with tempfile.TemporaryDirectory(prefix="auditor-") as place:
        lines = Path(place) / "claims.jsonl"
        with lines.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(texts(paths, "jsonl", store))
        connection: Any = duckdb.connect()
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            read = connection.read_json(lines.as_posix(), format="newline_delimited", columns=PARQUET)
            read.write_parquet(target.as_posix())
        except (duckdb.Error, OSError) as error:
            raise ExportError(f"{target.as_posix()}: cannot be written: {error}") from error
        finally:
            connection.close()
