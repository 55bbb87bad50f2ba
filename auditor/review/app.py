"""The review in a browser: who may ask, what may be asked, and the one thing that may be written."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from auditor.check import Checked
from auditor.decisions import DecisionError, OvertakenError
from auditor.review.desk import Desk, WrongError, following
from auditor.review.pages import asset, finding_page, list_page, trouble_page

LONGEST = 20_000
"""The most bytes of a form."""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What every answer says.  The referrer stays within the page, for without one a browser sends no origin either."""
_ASSETS = {"style.css": "text/css", "script.js": "text/javascript"}
_Answer = Callable[[Request], Awaitable[Response]]


def application(desk: Desk, host: str, token: str, csrf: str) -> Starlette:
    """The application for one desk.

    It answers only requests to ``host`` (address and port) whose path begins with ``token``; it takes a form only from
    its own origin and with ``csrf`` in it.  Nothing is written but the decisions file, by ``Desk.decide``.
    """
    rooms = _Rooms(desk, csrf)

    def guarded(answer: _Answer) -> _Answer:
        async def guard(request: Request) -> Response:
            refusal = _refused(request, host, token)
            return refusal if refusal is not None else _dressed(await answer(request))

        return guard

    routes = [
        Route("/{token}/", guarded(rooms.list), methods=["GET"]),
        Route("/{token}/f/{name}", guarded(rooms.show), methods=["GET"]),
        Route("/{token}/f/{name}", guarded(rooms.take), methods=["POST"]),
        Route("/{token}/{asset}", guarded(rooms.asset), methods=["GET"]),
    ]
    app = Starlette(routes=routes)
    app.router.redirect_slashes = False
    return app


def _refused(request: Request, host: str, token: str) -> Response | None:
    """An answer to those who may not ask, else nothing: a foreign name for this address, no token, a foreign page."""
    if request.headers.get("host", "") != host:
        return _plain("This address goes by another name here.", 403)
    if not hmac.compare_digest(request.path_params["token"].encode(), token.encode()):
        return _plain("There is nothing here: use the whole address that the command printed.", 404)
    origin = request.headers.get("origin")
    if (request.method == "POST" or origin is not None) and origin != f"http://{host}":
        return _plain("The form does not come from this page.", 403)
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return _plain("Another page asks.", 403)
    return None


def _dressed(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response


def _plain(text: str, status: int) -> Response:
    return _dressed(Response(text + "\n", status, media_type="text/plain"))


class _Rooms:
    """What the addresses answer."""

    def __init__(self, desk: Desk, csrf: str) -> None:
        self.desk = desk
        self.csrf = csrf

    async def list(self, request: Request) -> Response:
        """All findings, and how they stand now."""
        try:
            return HTMLResponse(list_page(self.desk, self.desk.look()))
        except DecisionError as error:
            return _trouble(error)

    async def show(self, request: Request) -> Response:
        """One finding."""
        try:
            checked = self.desk.look()
        except DecisionError as error:
            return _trouble(error)
        return self._page(checked, request.path_params["name"], {})

    async def take(self, request: Request) -> Response:
        """A decision on a finding; then the next open one is shown."""
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > LONGEST:
                return _plain("The form is too long.", 413)
        fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20)
        asked = {name: values[0] for name, values in fields.items()}
        if not hmac.compare_digest(asked.pop("csrf", "").encode(), self.csrf.encode()):
            return _plain("The form was not made here: load the page again.", 403)
        return self._decided(request, asked, asked.pop("seen", ""))

    async def asset(self, request: Request) -> Response:
        """The style sheet and the script."""
        name = request.path_params["asset"]
        if name not in _ASSETS:
            return _plain("There is nothing here.", 404)
        return Response(asset(name), media_type=_ASSETS[name])

    def _decided(self, request: Request, asked: dict[str, str], seen: str) -> Response:
        name = request.path_params["name"]
        try:
            checked = self.desk.look()
            found = next((each.finding for each in checked.findings if each.finding.fingerprint == name), None)
            if found is None:
                return _plain("There is no such finding.", 404)
            self.desk.decide(found, asked, seen)
            following_ = following(self.desk.look(), name)
        except WrongError as error:
            return self._page(checked, name, asked, str(error), 422)
        except OvertakenError as error:
            return self._page(
                self.desk.look(), name, asked, f"Decided meanwhile: {error}. Save again to replace it.", 409
            )
        except DecisionError as error:
            return _trouble(error)
        root = f"/{request.path_params['token']}/"
        return RedirectResponse(root + (f"f/{following_.finding.fingerprint}" if following_ else ""), 303)

    def _page(
        self, checked: Checked, name: str, asked: dict[str, str], message: str = "", status: int = 200
    ) -> Response:
        if not any(each.finding.fingerprint == name for each in checked.findings):
            return _plain("There is no such finding.", 404)
        return HTMLResponse(finding_page(self.desk, checked, name, self.csrf, asked, message), status)


def _trouble(error: DecisionError) -> Response:
    """The decisions file cannot be read now: somebody edits it by hand, perhaps."""
    return HTMLResponse(trouble_page("\n".join(error.errors)), 503)
