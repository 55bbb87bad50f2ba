"""What all tests share: none reaches the network, and Hypothesis tries the same examples in every run."""

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


@pytest.fixture(autouse=True, scope="session")
def _offline() -> Iterator[None]:
    """The auditor works offline: a test that looks up or connects to another machine than this one fails."""

    def guarded(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(address: Any, *rest: Any, **named: Any) -> Any:
            host = address[0] if isinstance(address, tuple) else address
            if host not in ("localhost", "::1") and not str(host).startswith("127.0.0."):
                raise AssertionError(f"a test reached for the network: {address!r}")
            return real(address, *rest, **named)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in ("create_connection", "getaddrinfo", "gethostbyname"):
            patch.setattr(socket, name, guarded(getattr(socket, name)))
        yield
