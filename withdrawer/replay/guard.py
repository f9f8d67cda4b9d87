"""What stands before every answer: the session, the verification page, the time an answer takes."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from withdrawer.replay.log import Event
from withdrawer.replay.site import Site
from withdrawer.replay.visitors import visitor_of

Handler = Callable[[Request], Awaitable[Response]]

CHALLENGE = "/checkpoint/challenge/AgFxV3JpdHRlbkZvclRoZVJlcGxheQ"  # pragma: allowlist secret


def guard_document(site: Site, handler: Handler) -> Handler:
    """A document that only the signed-in member sees, and only where no wall stands before it."""

    async def guarded(request: Request) -> Response:
        visitor = visitor_of(request, site.scenario)
        site.log.write(Event.PAGE, path=request.url.path)
        if not visitor.is_signed_in:
            site.note_wall("signed-out")
            return visitor.mark(RedirectResponse("/login", 302))
        if site.is_walled:
            site.note_wall("verification")
            return visitor.mark(RedirectResponse(CHALLENGE, 302))
        return visitor.mark(await handler(request))

    return guarded


async def refusal_of(site: Site, request: Request) -> Response | None:
    """Why a page's own request isn't served, told after the time that every one of them takes; None where it is."""
    await asyncio.sleep(site.scenario.page.latency_ms / 1000)
    visitor = visitor_of(request, site.scenario)
    if not visitor.is_signed_in:
        return RedirectResponse("/login", 302)
    if site.is_walled:
        return RedirectResponse(CHALLENGE, 302)
    if request.headers.get("csrf-token") != visitor.csrf_token:
        return Response("CSRF check failed.", 403)
    return None
