"""The review's server: on this machine's own address only, under an address that nobody can guess."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable

import uvicorn

from auditor.review.app import application
from auditor.review.desk import Desk

LOOPBACK = "127.0.0.1"


class Server:
    """A server for one desk; ``address`` is where it answers.  Raises ``OSError`` where the port is taken."""

    def __init__(self, desk: Desk, port: int = 0) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind((LOOPBACK, port))
        host = f"{LOOPBACK}:{self.socket.getsockname()[1]}"
        token = secrets.token_urlsafe(24)
        self.address = f"http://{host}/{token}/"
        app = application(desk, host, token, secrets.token_urlsafe(24))
        config = uvicorn.Config(app, log_level="error", access_log=False, server_header=False, lifespan="off")
        self._server = uvicorn.Server(config)

    def run(self, ready: Callable[[str], None]) -> None:
        """Answer until stopped; ``ready`` is given the address before."""
        ready(self.address)
        self._server.run(sockets=[self.socket])

    def stop(self) -> None:
        """Let ``run``, in another thread, come to its end."""
        self._server.should_exit = True
