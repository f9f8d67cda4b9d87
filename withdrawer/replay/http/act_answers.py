"""An act that a page requests: logged, done or refused, and answered in the format of either generation."""

import asyncio
from collections.abc import Sequence

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from withdrawer.replay.http.guard import refusal_of, walled
from withdrawer.replay.http.visitors import visitor_of
from withdrawer.replay.world.faults import LASTING, Fault
from withdrawer.replay.world.site import Site
from withdrawer.replay.world.site_log import ListKind

_SLOW_SECONDS = 18.0
_STATUS: dict[Fault | None, int] = {
    Fault.REFUSED: 400,
    Fault.REFUSED_SILENTLY: 400,
    Fault.ACT_ERROR: 500,
    Fault.ACT_ERROR_DONE: 500,
}
_SAYS_SO = (Fault.REFUSED, Fault.THROTTLED)
"""Refusals that the page's own script notices: it puts the row back and shows the toast of failure."""
_ERROR_ROW = b'0:["$","div",null,{}]\n3:E{"digest":"2719481163","message":"Internal error"}\n'
"""In LinkedIn's streams a line `<number>:E` is the server's error for that row."""


class CutOff(Response):
    """An answer that breaks off: the connection drops in the middle of it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Announce more than is sent; the server then closes the connection."""
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4096")]})
        await send({"type": "http.response.body", "body": b"0:", "more_body": True})


def flight(content: object, status: int = 200) -> Response:
    """An answer in LinkedIn's format since 2025: the stream's first row, on one line."""
    return Response(b"0:" + msgspec.json.encode(content), status, media_type="application/octet-stream")


async def answer_to_act(
    site: Site, request: Request, kind: ListKind, slug: str, urns: Sequence[str] | None = None
) -> Response:
    """Perform the act, and answer; with `urns` in the format of the older interface.

    The act is logged before anything can go wrong, and done even if nobody waits for the answer.
    """
    number = site.note_act(kind, slug)
    if refusal := await refusal_of(site, request):
        site.refuse(kind, slug, f"status {refusal.status_code}")
        return refusal
    answer = site.perform(number, kind, slug)
    response = await _response(site, answer, urns)
    if answer is Fault.SIGNED_OUT:
        visitor = visitor_of(request, site.scenario)
        visitor.sign_out()
        return visitor.mark(response)
    return response


async def _response(site: Site, answer: Fault | None, urns: Sequence[str] | None = None) -> Response:
    """The answer of a fault, or of an act that was simply done (None).

    With `urns` it has the format of the older interface, with a status for each of them.
    """
    if answer in LASTING:
        return walled(site)
    if answer is Fault.ACT_SLOW:
        await asyncio.sleep(_SLOW_SECONDS)
    if answer is Fault.ACT_DROPPED:
        return CutOff()
    if answer is Fault.THROTTLED:
        return flight({"failed": True}, 429)
    if answer is Fault.SIGNED_OUT:
        return RedirectResponse("/login", 302)
    if answer is Fault.EMPTY_ANSWER:
        return Response()
    return _since_2025(answer) if urns is None else _before_2025(answer, urns)


def _since_2025(answer: Fault | None) -> Response:
    if answer is Fault.REFUSED_SILENTLY:
        return Response(status_code=400)
    if answer is Fault.REFUSED_INSIDE:
        return flight({"children": ["Failed to withdraw invitation"]})
    if answer is Fault.FLIGHT_ERROR:
        return Response(_ERROR_ROW, media_type="application/octet-stream")
    return flight({"failed": answer in _SAYS_SO}, _STATUS.get(answer, 200))


def _before_2025(answer: Fault | None, urns: Sequence[str]) -> Response:
    if answer is Fault.FLIGHT_ERROR:
        return JSONResponse({"responses": {"error": {"ServerError": {"message": "Internal error"}}}})
    status = _STATUS.get(answer, 200)
    inside = 406 if answer is Fault.REFUSED_INSIDE else status
    content = {"data": {"value": {"statusCodeMap": dict.fromkeys(urns, inside)}}, "failed": answer in _SAYS_SO}
    return JSONResponse(content, status)
