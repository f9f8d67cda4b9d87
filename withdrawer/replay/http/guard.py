"""What comes before every answer: the session, a wall, the latency."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta, timezone

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from withdrawer.replay.fixtures import fixtures_folder
from withdrawer.replay.http.visitors import visitor_of
from withdrawer.replay.pages import markup as pages
from withdrawer.replay.world.faults import Fault
from withdrawer.replay.world.site import Site
from withdrawer.replay.world.site_log import Event

Handler = Callable[[Request], Awaitable[Response]]

CHALLENGE = "/checkpoint/challenge/AgFxV3JpdHRlbkZvclRoZVJlcGxheQ"  # pragma: allowlist secret
CAPTCHA_HEADER = "x-replay-captcha"
"""Tells the page's script of faults to show the captcha."""
_RESTRICTED_DAYS = 7
_PACIFIC = timezone(timedelta(hours=-8), "PST")
"""The zone in which LinkedIn's notices name the hour (newer-evidence 7)."""


def guard_document(site: Site, handler: Handler) -> Handler:
    """Wrap a document's handler: only the signed-in member sees it, and only while there is no wall."""

    async def guarded(request: Request) -> Response:
        visitor = visitor_of(request, site.scenario)
        site.log.write(Event.PAGE, path=request.url.path)
        if not visitor.is_signed_in:
            site.note_wall("signed-out")
            return visitor.mark(RedirectResponse("/login", 302))
        if site.wall is not None:
            site.note_wall(site.wall)
            return visitor.mark(walled_document(site))
        return visitor.mark(await handler(request))

    return guarded


async def refusal_of(site: Site, request: Request) -> Response | None:
    """The refusal of a page's own request, or None if it may be served; first waits for the site's latency."""
    await asyncio.sleep(site.scenario.page.get("latency_ms", 0) / 1000)
    visitor = visitor_of(request, site.scenario)
    if not visitor.is_signed_in:
        return RedirectResponse("/login", 302)
    if site.wall is not None:
        return walled(site)
    if request.headers.get("csrf-token") != visitor.csrf_token:
        return Response("CSRF check failed.", 403)
    return None


def walled(site: Site) -> Response:
    """The answer to a page's own request while there is a wall."""
    if site.wall is Fault.CAPTCHA:
        return Response(status_code=403, headers={CAPTCHA_HEADER: "1"})
    return Response(status_code=403) if site.wall is Fault.RESTRICTED else walled_document(site)


def walled_document(site: Site) -> Response:
    """The answer to every document while there is a wall."""
    if site.wall is Fault.VERIFICATION:
        return RedirectResponse(CHALLENGE, 302)
    if site.wall is Fault.SIGN_IN_PAGE:
        return HTMLResponse(pages.plain_page(site, "login"))
    if site.wall is Fault.BLOCKED:
        return Response(status_code=999)
    if site.wall is Fault.CAPTCHA:
        return HTMLResponse(_shared("captcha.html"))
    until = (site.clock() + timedelta(days=_RESTRICTED_DAYS)).astimezone(_PACIFIC)
    hour = f"{until.hour % 12 or 12}:{until:%M} {'PM' if until.hour >= 12 else 'AM'} PST"
    return HTMLResponse(_shared("restricted.html").format(until=f"{until:%B} {until.day}, {until.year}, {hour}"))


def _shared(name: str) -> str:
    return (fixtures_folder() / "shared" / name).read_text("utf-8")
