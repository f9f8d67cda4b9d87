"""Network trouble in any layout: errors, drops, slowness, and addresses that have changed."""

import asyncio
import re
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from withdrawer.replay.http.act_answers import flight
from withdrawer.replay.world.faults import Fault
from withdrawer.replay.world.site import Site
from withdrawer.replay.world.site_log import ListKind

_LISTS = {
    "/mynetwork/invitation-manager/sent": ListKind.SENT,
    "/mynetwork/invite-connect/connections": ListKind.CONNECTION,
}
_LOAD = re.compile(r"/pagination$|SentInvitationView|/connections$", re.IGNORECASE)
"""Requests for more rows: sent-invitations 2 and 3b.7, connections A.4.1 and A.5."""
_SLOW_SECONDS = 1.5
_PRESSED = "/replay/pressed"


class Trouble:
    """ASGI middleware for the faults that do not depend on the layout."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless a fault answers it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if self._site.faults.strikes(Fault.SLOW, self._site.count("requests")):
            await asyncio.sleep(_SLOW_SECONDS)
        kind = _list_of(request)
        number = self._site.count("documents") if kind else 0
        if kind and self._site.faults.strikes(Fault.DROPPED, number):
            _hang_up(receive)
            return
        answer = self._of_a_document(request, kind, number) if request.method == "GET" else self._of_a_request(request)
        if answer is not None:
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _of_a_document(self, request: Request, kind: ListKind | None, number: int) -> Response | None:
        site, path = self._site, request.url.path.rstrip("/")
        if kind and site.faults.strikes(Fault.SERVER_ERROR, number):
            return Response("Service unavailable", 503)
        if kind is ListKind.SENT and site.faults.strikes(Fault.RENAMED, site.count("sent documents")):
            site.rename_somebody()
        if path == "/in/me" and site.faults.strikes(Fault.OWN_RENAMED, site.count("looks at oneself")):
            site.rename_member()
        if new := site.moved.get(path.removeprefix("/in/")):
            return RedirectResponse(f"/in/{new}/", 302)
        is_later = kind and parse_qs(request.url.query).get("page", ["1"])[0] not in ("", "1")
        return self._of_a_load(request) if is_later or (_LOAD.search(path) and not kind) else None

    def _of_a_request(self, request: Request) -> Response | None:
        if request.url.path == _PRESSED:
            self._site.note_act(ListKind.SENT, "")
            return Response(status_code=200)
        return self._of_a_load(request) if _LOAD.search(request.url.path) else None

    def _of_a_load(self, request: Request) -> Response | None:
        number = self._site.count("loads")
        if self._site.faults.strikes(Fault.LOAD_ERROR, number):
            return Response("Internal server error", 500)
        if self._site.faults.strikes(Fault.STARVED, number) and not _list_of(request):
            return _starved(request)
        if request.method == "GET" and self._site.faults.strikes(Fault.PAGE_ONE, number):
            return RedirectResponse(f"{request.url.path}?invitationType=CONNECTION", 302)
        return None


def _list_of(request: Request) -> ListKind | None:
    """The list whose document is requested, or None."""
    path = request.url.path.rstrip("/").removesuffix("/CONNECTION")
    return _LISTS.get(path) if request.method == "GET" else None


def _starved(request: Request) -> Response:
    """An answer without rows, as from a throttled pager, in the format of either generation."""
    if request.method == "GET":
        return JSONResponse({"data": {"elements": [], "paging": {"count": 0, "start": 0}}, "included": []})
    return flight(["$", "$L1", None, {"children": []}])


def _hang_up(receive: Receive) -> None:
    """Drop the connection: ASGI has no message for that, so this closes the server's own transport."""
    cycle: Any = getattr(receive, "__self__", None)
    cycle.transport.abort()
