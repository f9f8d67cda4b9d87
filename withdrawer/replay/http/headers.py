"""Headers that every answer carries: the site's own date, and a strict content security policy."""

from email.utils import format_datetime

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from withdrawer.clock import Clock

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types sdui",
    )
)


class SiteHeaders:
    """An ASGI application with these headers added to each of its answers."""

    def __init__(self, app: ASGIApp, clock: Clock) -> None:
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["date"] = format_datetime(self._clock(), usegmt=True)
                headers["content-security-policy"] = _POLICY
                headers["cache-control"] = "no-store"
            await send(message)

        await self._app(scope, receive, send_with_headers)
