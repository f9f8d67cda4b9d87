"""Who may talk to the review page's server: the one page that was opened with its one-time token."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

KEY_HEADER = "x-review-key"
KEY_PATH = "/key"
GOOD_FOR_SECONDS = 600.0
"""How long a token may wait to be traded."""
LONGEST_BODY = 1_000_000
"""Bytes: 10,000 ticks are about 60,000."""
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types lit-html",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), clipboard-read=()",
}


@dataclass
class Keys:
    """The one-time tokens, and the key for which the first of them is traded.

    A token traded twice has been read by somebody else: `is_betrayed` is True from then on, and no key is any good.
    """

    clock: Callable[[], float] = time.monotonic
    is_betrayed: bool = False
    _key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    _tokens: dict[str, float] = field(default_factory=dict)
    _traded: set[str] = field(default_factory=set)

    def new_token(self) -> str:
        """Return a token, good for one trade within `GOOD_FOR_SECONDS`."""
        token = secrets.token_urlsafe(32)
        self._tokens[token] = self.clock() + GOOD_FOR_SECONDS
        return token

    def trade(self, token: str) -> str | None:
        """Return the key for a token; None if it is unknown, too old or used."""
        if _among(token, self._traded):
            self.is_betrayed = True
            return None
        found = _among(token, self._tokens)
        if found is None or self.is_betrayed:
            return None
        self._traded.add(found)
        return self._key if self._tokens.pop(found) >= self.clock() else None

    def is_good(self, key: str) -> bool:
        """Return whether this is the key."""
        return not self.is_betrayed and secrets.compare_digest(key.encode(), self._key.encode())


def _among(token: str, tokens: "dict[str, float] | set[str]") -> str | None:
    """Return the equal token, found in constant time for each."""
    equal = [it for it in tokens if secrets.compare_digest(it.encode(), token.encode())]
    return equal[0] if equal else None


@dataclass(frozen=True)
class Gate:
    """ASGI middleware that refuses whatever the page itself would not send, and adds the headers to every answer.

    A rebound host name, another page in the same browser, a form or a link, and another user of this machine are all
    refused. There is no cookie: cookies ignore the port. `open_paths` are those of the shell, which holds no data.
    """

    app: ASGIApp
    port: int
    keys: Keys
    open_paths: frozenset[str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refusal = self.refusal(scope["method"], scope["path"], Headers(scope=scope))
        if refusal:
            await PlainTextResponse("", refusal)(scope, receive, send_with_headers)
        else:
            await self.app(scope, receive, send_with_headers)

    def refusal(self, method: str, path: str, headers: Headers) -> int:
        """Return the status with which a request is refused, 0 if it may pass."""
        origin = f"http://127.0.0.1:{self.port}"
        if headers.getlist("host") != [f"127.0.0.1:{self.port}"]:
            return 421
        if method not in ("GET", "POST"):
            return 405
        if path in self.open_paths:
            return 0 if method == "GET" else 405
        if headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return 403
        if method == "POST":
            if headers.get("origin") != origin:
                return 403
            if headers.get("content-type") != "application/json":
                return 415
            length = headers.get("content-length", "")
            if not length.isdecimal() or int(length) > LONGEST_BODY:
                return 413
        is_trade = path == KEY_PATH and method == "POST"
        return 0 if is_trade or self.keys.is_good(headers.get(KEY_HEADER, "")) else 401
