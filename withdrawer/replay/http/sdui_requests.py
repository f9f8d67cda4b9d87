"""The requests of pages since 2025: more rows, dialogs, acts; and signing in, for pages of any age."""

import json
from typing import Any
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from withdrawer.replay.http.act_answers import answer_to_act, flight
from withdrawer.replay.http.guard import refusal_of
from withdrawer.replay.http.visitors import visitor_of
from withdrawer.replay.pages import markup as pages
from withdrawer.replay.pages.layouts import Sort
from withdrawer.replay.world.faults import Fault
from withdrawer.replay.world.site import Site
from withdrawer.replay.world.site_log import ListKind
from withdrawer.replay.world.world import World

_ACTIONS = "/flagship-web/rsc-action/actions"
_ACTS = {
    "com.linkedin.sdui.requests.mynetwork.addaWithdrawInvitation": ListKind.SENT,
    "com.linkedin.sdui.mynetwork.RemoveConnectionVanityName": ListKind.CONNECTION,
}
_DIALOGS = {
    "com.linkedin.sdui.flagshipnav.mynetwork.invitations.WithdrawConfirmationDialog": ListKind.SENT,
    "com.linkedin.sdui.flagshipnav.mynetwork.RemoveConnectionDialog": ListKind.CONNECTION,
}
_SORTS: dict[str, Sort] = {
    "sortByRecentlyAdded": "recently-added",
    "sortByFirstName": "first-name",  # a guess, like the next: only the first has been seen
    "sortByLastName": "last-name",
}
_PAGERS = {
    "com.linkedin.sdui.pagers.mynetwork.invitationsList": ListKind.SENT,
    "com.linkedin.sdui.pagers.mynetwork.connectionsList": ListKind.CONNECTION,
}


class Dynamic:
    """The site's endpoints. `sduiid` in the address says what a request means."""

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
        kind = _PAGERS.get(_sduiid(request))
        if kind is None:
            return Response(status_code=404)
        if refusal := await refusal_of(self._site, request):
            return refusal
        body = await _body(request)
        is_bounced = self._site.faults.strikes(Fault.PAGE_ONE, self._site.counts["loads"])
        start = 0 if is_bounced else _start_index(body)
        return flight(pages.more_rows(self._site, kind, start, _sort_order(body)))

    async def _navigate(self, request: Request) -> Response:
        kind = _DIALOGS.get(_sduiid(request))
        if kind is None:
            return Response(status_code=404)
        if refusal := await refusal_of(self._site, request):
            return refusal
        person = self._site.world.find_slug(_dialog_slug(self._site.world, await _body(request)))
        return Response(status_code=404) if person is None else flight(pages.dialog(self._site, kind, person))

    async def _server_request(self, request: Request) -> Response:
        kind = _ACTS.get(_sduiid(request))
        if kind is None:
            return Response(status_code=404)
        slug = _act_slug(self._site.world, await _body(request))
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


def _start_index(body: object) -> int:
    """The index of the first requested row; 0 if the body does not say."""
    start = _at(body, "clientArguments", "payload", "startIndex")
    return start if isinstance(start, int) and start > 0 else 0


def _sort_order(body: object) -> Sort:
    """The requested order of rows."""
    states = _at(body, "clientArguments", "states")
    values = [str(_at(state, "value")) for state in states] if isinstance(states, list) else []
    return next((_SORTS[value] for value in values if value in _SORTS), "recently-added")


def _act_slug(world: World, body: object) -> str:
    """The slug or address of the person an act is for; empty if the body names nobody known."""
    return _slug(world, _at(body, "serverRequest", "requestedArguments", "payload"))


def _dialog_slug(world: World, body: object) -> str:
    """The slug or address of the person a dialog is for; empty if the body names nobody known."""
    return _slug(world, _at(body, "payload"))


def _slug(world: World, payload: object) -> str:
    invitation = world.find_invitation(str(_at(payload, "invitationUrn", "invitationId")))
    for key in ("inviteeVanityName", "disconnectVanityName", "vanityName"):
        if vanity_name := _at(payload, key):
            return unquote(str(vanity_name))
    return invitation.slug if invitation else ""


def _at(body: object, *keys: str) -> Any:
    for key in keys:
        body = body.get(key) if isinstance(body, dict) else None
    return body
