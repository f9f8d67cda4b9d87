"""The requests that the pages since 2025 make: further rows, dialogs, acts; and signing in, on pages of any age."""

import json

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from withdrawer.replay.http import request_bodies as requests
from withdrawer.replay.http.act_endpoint import answer_to_act
from withdrawer.replay.http.answers import flight
from withdrawer.replay.http.guard import refusal_of
from withdrawer.replay.http.visitors import visitor_of
from withdrawer.replay.pages import markup as pages
from withdrawer.replay.world.faults import Fault
from withdrawer.replay.world.site import Site

_ACTIONS = "/flagship-web/rsc-action/actions"


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
        is_bounced = self._site.faults.strikes(Fault.PAGE_ONE, self._site.counts["loads"])
        start = 0 if is_bounced else requests.start_index(body)
        return flight(pages.more_rows(self._site, kind, start, requests.sort_order(body)))

    async def _navigate(self, request: Request) -> Response:
        kind = requests.DIALOGS.get(_sduiid(request))
        if kind is None:
            return Response(status_code=404)
        if refusal := await refusal_of(self._site, request):
            return refusal
        person = self._site.world.find_slug(requests.dialog_slug(self._site.world, await _body(request)))
        return Response(status_code=404) if person is None else flight(pages.dialog(self._site, kind, person))

    async def _server_request(self, request: Request) -> Response:
        kind = requests.ACTS.get(_sduiid(request))
        if kind is None:
            return Response(status_code=404)
        slug = requests.act_slug(self._site.world, await _body(request))
        return await answer_to_act(self._site, request, kind, slug)

    async def _login_submit(self, request: Request) -> Response:
        visitor = visitor_of(request, self._site.scenario)
        visitor.sign_in()
        self._site.lift_wall(Fault.SIGN_IN_PAGE)
        return visitor.mark(Response(status_code=200))

    async def _verify(self, _: Request) -> Response:
        self._site.lift_wall(Fault.VERIFICATION)
        return Response(status_code=200)


def _sduiid(request: Request) -> str:
    return request.query_params.get("sduiid", "")


async def _body(request: Request) -> object:
    try:
        return json.loads(await request.body())
    except ValueError:
        return None
