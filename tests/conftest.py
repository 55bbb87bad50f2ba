"""What all tests share: none reaches the network, and Hypothesis tries the same examples in every run."""

import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


def pytest_sessionstart() -> None:
    """Where a mutant is tried, in a fork of a process that ran all tests before, forget what was worked out there."""
    if os.environ.get("MUTANT_UNDER_TEST"):
        _forget("auditor.")


def pytest_runtest_setup() -> None:
    """Where mutmut asks which test reaches which function, what an earlier test had worked out hides it from none."""
    if os.environ.get("MUTANT_UNDER_TEST") == "stats":
        for package in ("quantities", "comparison", "topics", "decisions"):
            _forget(f"auditor.{package}")


def _forget(start: str) -> None:
    for name in [name for name in sys.modules if name.startswith(start)]:
        for each in vars(sys.modules[name]).values():
            if callable(clear := getattr(each, "cache_clear", None)):
                clear()


OURS = ("127.0.0.1", "localhost", "::1")
"""This machine, which a test may speak to."""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test had read is not known to the next."""
    monkeypatch.setenv("AUDITOR_CACHE", str(tmp_path_factory.mktemp("cache", numbered=True)))


@pytest.fixture(autouse=True, scope="session")
def _offline() -> Iterator[None]:
    """The auditor works offline: a test that looks up or connects to another machine than this one fails."""

    def guarded(real: Callable[..., Any]) -> Callable[..., Any]:
        def connect(address: Any, *more: Any, **named: Any) -> Any:
            host = address[0] if isinstance(address, tuple) else address
            assert host in OURS or str(host).startswith("127.0.0."), f"a test reached for the network: {address!r}"
            return real(address, *more, **named)

        return connect

    with pytest.MonkeyPatch.context() as patch:
        for name in ("create_connection", "getaddrinfo", "gethostbyname"):
            patch.setattr(socket, name, guarded(getattr(socket, name)))
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests: its driver can be started only once in a process."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.fail("no Chromium: run 'make browser' as root (apt-get install chromium), or set CHROMIUM to its path")
    with sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()
