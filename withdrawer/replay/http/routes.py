"""The site as an ASGI application: LinkedIn's addresses on www.linkedin.com, and nothing else."""

from email.utils import format_datetime

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.routing import Host, Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from withdrawer.clock import Clock
from withdrawer.replay.http.network_faults import Trouble
from withdrawer.replay.http.page_addresses import Documents
from withdrawer.replay.http.sdui_requests import Dynamic
from withdrawer.replay.http.voyager import Voyager
from withdrawer.replay.world.site import Site

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
    """ASGI middleware that adds the site's own date and a strict content security policy to every answer."""

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
                headers.setdefault("cache-control", "no-store")
            await send(message)

        await self._app(scope, receive, send_with_headers)


def build_app(site: Site) -> SiteHeaders:
    """The ASGI application of a site."""
    router = Router([*Documents(site).routes(), *Dynamic(site).routes(), *Voyager(site).routes()])
    app = Starlette(routes=[Host("www.linkedin.com", app=router)])
    return SiteHeaders(Trouble(app, site), site.clock)
