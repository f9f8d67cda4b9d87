"""The requests that the pages themselves make: further rows, dialogs, acts, signing in."""

import asyncio
import json
from collections.abc import Callable

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from withdrawer.replay import pages, requests
from withdrawer.replay.faults import Fault
from withdrawer.replay.guard import CHALLENGE, refusal_of
from withdrawer.replay.site import Answer, Site
from withdrawer.replay.visitors import visitor_of

_ACTIONS = "/flagship-web/rsc-action/actions"
_LATE_DIALOG_SECONDS = 3.0


class Dynamic:
    """The site's endpoints. What they mean stands in the address as `sduiid`."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """The routes of all endpoints."""
        handlers = {
            f"{_ACTIONS}/pagination": self._pagination,
            f"{_ACTIONS}/navigate": self._navigate,
            f"{_ACTIONS}/server-request": self._server_request,
            "/checkpoint/lg/login-submit": self._login_submit,
            "/checkpoint/challenge/verify": self._verify,
        }
        return [Route(path, handler, methods=["POST"]) for path, handler in handlers.items()]

    async def _pagination(self, request: Request) -> Response:
        kind = requests.PAGERS.get(_sduiid(request))
        if kind is None:
            return Response(status_code=404)
        if refusal := await refusal_of(self._site, request):
            return refusal
        body = await _body(request)
        return _flight(pages.more_rows(self._site, kind, requests.start_index(body), requests.sort_order(body)))

    async def _navigate(self, request: Request) -> Response:
        kind = requests.DIALOGS.get(_sduiid(request))
        if kind is None:
            return Response(status_code=404)
        if refusal := await refusal_of(self._site, request):
            return refusal
        self._site.dialogs += 1
        if self._site.faults.strikes(Fault.DIALOG_LATE, self._site.dialogs):
            await asyncio.sleep(_LATE_DIALOG_SECONDS)
        person = self._site.world.find_slug(requests.dialog_slug(self._site.world, await _body(request)))
        return Response(status_code=404) if person is None else _flight(pages.dialog(self._site, kind, person))

    async def _server_request(self, request: Request) -> Response:
        """An act: logged before anything can go wrong with it, and done even if nobody waits for the answer."""
        kind = requests.ACTS.get(_sduiid(request))
        if kind is None:
            return Response(status_code=404)
        slug = requests.act_slug(self._site.world, await _body(request))
        number = self._site.note_act(kind, slug)
        if refusal := await refusal_of(self._site, request):
            self._site.refuse(kind, slug, f"status {refusal.status_code}")
            return refusal
        answer = self._site.perform(number, kind, slug)
        if answer is Answer.SIGNED_OUT:
            visitor = visitor_of(request, self._site.scenario)
            visitor.sign_out()
            return visitor.mark(RedirectResponse("/login", 302))
        return _ANSWERS[answer]()

    async def _login_submit(self, request: Request) -> Response:
        visitor = visitor_of(request, self._site.scenario)
        visitor.sign_in()
        return visitor.mark(Response(status_code=200))

    async def _verify(self, _: Request) -> Response:
        self._site.solve_verification()
        return Response(status_code=200)


def _flight(content: object, status: int = 200) -> Response:
    """An answer in the manner of LinkedIn's own: one line of the stream's first row."""
    return Response(b"0:" + msgspec.json.encode(content), status, media_type="application/octet-stream")


_ANSWERS: dict[Answer, Callable[[], Response]] = {
    Answer.DONE: lambda: _flight({"failed": False}),
    Answer.REFUSED: lambda: _flight({"failed": True}, 400),
    Answer.REFUSED_SILENTLY: lambda: Response(status_code=400),
    Answer.VERIFICATION: lambda: RedirectResponse(CHALLENGE, 302),
    Answer.THROTTLED: lambda: _flight({"failed": True}, 429),
}


def _sduiid(request: Request) -> str:
    return request.query_params.get("sduiid", "")


async def _body(request: Request) -> object:
    try:
        return json.loads(await request.body())
    except ValueError:
        return None
