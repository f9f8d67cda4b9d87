"""The requests of the Ember pages: an address for each resource, and `action` for what to do with it."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from withdrawer.replay.http.act_answers import answer_to_act
from withdrawer.replay.http.guard import refusal_of
from withdrawer.replay.pages import markup as pages
from withdrawer.replay.pages.layouts import Sort
from withdrawer.replay.pages.row_markup import profile_id
from withdrawer.replay.world.site import Site
from withdrawer.replay.world.site_log import ListKind
from withdrawer.replay.world.world import Resident

_API = "/voyager/api"
_NOT_FOUND = 404
_SORTS: dict[str, Sort] = {"FIRSTNAME_LASTNAME": "first-name", "LASTNAME_FIRSTNAME": "last-name"}
"""Anything else means RECENTLY_ADDED. Only that one is in a published request; these two are guesses."""


class Voyager:
    """The site's older interface."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """The routes of all its resources."""
        return [
            Route(f"{_API}/relationships/sentInvitationViewsV2", self._sent, methods=["GET"]),
            Route(f"{_API}/relationships/dash/connections", self._connections, methods=["GET"]),
            Route(f"{_API}/relationships/invitations", self._close, methods=["POST"]),
            Route(f"{_API}/voyagerRelationshipsDashInvitations/{{urn}}", self._withdraw, methods=["POST"]),
            Route(f"{_API}/relationships/dash/memberRelationships", self._remove, methods=["POST"]),
            Route(f"{_API}/relationships/dash/connections", self._remove, methods=["POST"]),
            Route("/replay-dialog", self._dialog, methods=["GET"]),
        ]

    async def _sent(self, request: Request) -> Response:
        return await self._more(request, ListKind.SENT)

    async def _connections(self, request: Request) -> Response:
        return await self._more(request, ListKind.CONNECTION)

    async def _more(self, request: Request, kind: ListKind) -> Response:
        if refusal := await refusal_of(self._site, request):
            return refusal
        start = request.query_params.get("start", "")
        sort = _SORTS.get(request.query_params.get("sortType", ""), "recently-added")
        return JSONResponse(pages.more_rows(self._site, kind, int(start) if start.isdecimal() else 0, sort))

    async def _close(self, request: Request) -> Response:
        """Withdraw every invitation that the body names; the page names one."""
        data = (await _body(request)).get("inviteActionData", [])
        urns = [str(invitation.get("entityUrn")) for invitation in data]
        if request.query_params.get("action") != "closeInvitations" or not urns:
            return Response(status_code=400)
        for urn in urns:
            answer = await self._act(request, ListKind.SENT, self._invited(urn), urn)
        return answer

    async def _withdraw(self, request: Request) -> Response:
        urn = request.path_params["urn"]
        if request.query_params.get("action") != "withdraw":
            return Response(status_code=400)
        return await self._act(request, ListKind.SENT, self._invited(urn), urn)

    async def _remove(self, request: Request) -> Response:
        body = await _body(request)
        urn = str(body.get("connectionUrn") or body.get("connectedMember"))
        if request.query_params.get("action") != "removeFromMyConnections":
            return Response(status_code=400)
        people = self._site.world.people
        person = next((person for person in people if profile_id(person) == _last(urn)), None)
        return await self._act(request, ListKind.CONNECTION, person, urn)

    async def _act(self, request: Request, kind: ListKind, person: Resident | None, urn: str) -> Response:
        return await answer_to_act(self._site, request, kind, person.slug if person else "", [urn])

    async def _dialog(self, request: Request) -> Response:
        """The dialog's content. Not a LinkedIn request: its page builds the dialog itself."""
        if refusal := await refusal_of(self._site, request):
            return refusal
        person = self._site.world.find_invitation(request.query_params.get("id", ""))
        kind = ListKind(request.query_params.get("kind", ListKind.SENT))
        if person is None:
            return Response(status_code=_NOT_FOUND)
        return JSONResponse(pages.dialog(self._site, kind, person))

    def _invited(self, urn: str) -> Resident | None:
        return self._site.world.find_invitation(_last(urn))


def _last(urn: str) -> str:
    return urn.rpartition(":")[2]


async def _body(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.body())
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
