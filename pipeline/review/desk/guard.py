"""Who is let in: the browser that was given the token, from the page itself, and nobody else.

The desk writes files, so a page of another origin must neither read nor write it. The server
listens on the loopback alone; another name that leads there (DNS rebinding) is refused by its
``Host``, a page elsewhere by its ``Origin``, whoever guesses the port for want of the token. That
is handed over once in the address, and kept in a cookie that no script can read and no other site
sends.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}
_OF_OURS = {"same-origin", "none"}  # values of Sec-Fetch-Site
_SAFE = {"GET", "HEAD"}


@dataclass(frozen=True, slots=True)
class DeskAddress:
    """Where a desk is to be found, and the token that opens it."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    @property
    def url(self) -> str:
        """The address to be opened in a browser."""
        return f"http://127.0.0.1:{self.port}/?token={self.token}"

    @property
    def hosts(self) -> frozenset[str]:
        """What ``Host`` may be."""
        return frozenset({f"127.0.0.1:{self.port}", f"localhost:{self.port}"})

    @property
    def cookie(self) -> str:
        """The name of the cookie: ports of one host share theirs."""
        return f"edition-desk-{self.port}"


class Guard:
    """Refuses every request that does not come from the page."""

    def __init__(self, app: ASGIApp, address: DeskAddress) -> None:
        self.app = app
        self.address = address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close"})
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        await (self._refusal(scope) or self.app)(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> Response | None:
        headers, method = Headers(scope=scope), scope["method"]
        if headers.get("host") not in self.address.hosts:
            return _refuse("this host is not served here")
        origin = headers.get("origin")
        if (origin is not None or method not in _SAFE) and origin != f"http://{headers['host']}":
            return _refuse("this origin is not let in")
        token = QueryParams(scope["query_string"]).get("token")
        if token is not None and scope["path"] == "/" and method in _SAFE:
            return self._welcome(token)
        if headers.get("sec-fetch-site", "none") not in _OF_OURS:
            return _refuse("another site asked for this")
        if not self._knows(_cookie(headers.get("cookie", ""), self.address.cookie)):
            return _refuse("open the address that `edition desk` has printed")
        return None

    def _welcome(self, token: str) -> Response:
        if not self._knows(token):
            return _refuse("the token is another one: open the address that was printed last")
        answer = RedirectResponse("/", status_code=303)
        answer.set_cookie(self.address.cookie, token, httponly=True, samesite="strict")
        return answer

    def _knows(self, token: str) -> bool:
        return secrets.compare_digest(token.encode(), self.address.token.encode())


def _cookie(header: str, name: str) -> str:
    try:
        morsel = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def _refuse(why: str) -> Response:
    return PlainTextResponse(f"{why}\n", status_code=403)
