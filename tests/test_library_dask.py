"""A Dask cluster on this machine, scheduler and workers as processes of their own: the same bytes, also with a loss."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_library import BRIDGE, DAY, reports

ROOT = Path(__file__).resolve().parents[1]
AUDITOR = (sys.executable, "-c", "from auditor.cli import main; main()", "library", "pages", "--date", DAY)
DASK = (sys.executable, "-m", "dask")


BEGIN = """
import ctypes, os, signal, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG of prctl(2)
if os.getppid() == int(sys.argv[1]):  # else it died before it could be told
    os.execvp(sys.argv[2], sys.argv[2:])
"""
"""Becomes a command that the kernel kills when the process dies that began it, however that dies."""


def begun(*command: str) -> subprocess.Popen[bytes]:
    """A process that does not outlive this one; where the kernel can't see to that, Dask's own time limits do."""
    told = (sys.executable, "-c", BEGIN, str(os.getpid()), *command)
    return subprocess.Popen(told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    (tmp_path / "pages").mkdir()
    for number in range(24):
        name = f"{'ABCDEFGHIJKL'[number // 2]}orn Bridge"
        text = BRIDGE.format(name=name, short="XB", length=number // 2 + 20, year=1900 + 3 * number)
        (tmp_path / "pages" / f"{number}.md").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def cluster(library: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The file that says where the scheduler is, and two workers."""
    place = str(library / "scheduler.json")
    alone = ("--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", place)
    scheduler = begun(*DASK, "scheduler", "--port", "0", "--idle-timeout", "300", *alone)
    options = ("--no-nanny", "--nthreads", "1", "--death-timeout", "60")
    workers = [begun(*DASK, "worker", *options, *alone) for _ in range(2)]
    try:
        yield place, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def test_same_bytes_as_here_also_with_a_worker_killed(
    library: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    place, workers = cluster
    options = ("--format", "json", "--no-cache", "--output")
    assert subprocess.run((*AUDITOR, "--jobs", "1", *options, "here"), check=False).returncode == 0
    until = time.monotonic() + 60
    while not Path(place).exists() and time.monotonic() < until:
        time.sleep(0.1)
    far = (*AUDITOR, "--scheduler", place, *options)
    run = subprocess.run((*far, "dask"), capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert reports(library / "dask") == reports(library / "here")
    there = tuple((library / "pages").as_uri() if each == "pages" else each for each in AUDITOR)
    assert subprocess.run((*there, "--jobs", "1", *options, "address-here"), check=False).returncode == 0
    assert subprocess.run((*there, "--scheduler", place, *options, "address"), check=False).returncode == 0
    assert reports(library / "address") == reports(library / "address-here") != reports(library / "here")
    process = subprocess.Popen((*far, "killed"), stderr=subprocess.PIPE)
    until = time.monotonic() + 60
    while not list(library.glob("killed/*")) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    os.kill(workers[0].pid, signal.SIGKILL)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert reports(library / "killed") == reports(library / "here")
    assert workers[0].wait() == -signal.SIGKILL


def test_no_scheduler(library: Path) -> None:
    run = subprocess.run((*AUDITOR, "--scheduler", "tcp://127.0.0.1:9"), capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in run.stderr and "Traceback" not in run.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Dask's own time limits end its processes")
def test_no_process_of_a_cluster_outlives_a_killed_test() -> None:
    told = "import test_library_dask as t, time; print(t.begun('sleep', '600').pid, flush=True); time.sleep(600)"
    parent = subprocess.Popen((sys.executable, "-c", told), stdout=subprocess.PIPE, cwd=ROOT / "tests")
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert alive(child)
    parent.kill()
    parent.communicate()
    until = time.monotonic() + 10
    while alive(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not alive(child)


def alive(process: int) -> bool:
    """Whether a process runs; one that is dead and waits for its parent to look does not."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] not in "ZX"
    return False
