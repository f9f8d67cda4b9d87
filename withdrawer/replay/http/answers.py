"""What the server sends back for an act, in the manner of either generation's requests."""

import asyncio
from collections.abc import Sequence

import msgspec
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from withdrawer.replay.http.guard import walled
from withdrawer.replay.world.act_faults import LASTING, Answer
from withdrawer.replay.world.site import Site

_SLOW_SECONDS = 18.0
_STATUS = {Answer.REFUSED: 400, Answer.REFUSED_SILENTLY: 400, Answer.ACT_ERROR: 500, Answer.ACT_ERROR_DONE: 500}
_SAYS_SO = (Answer.REFUSED, Answer.THROTTLED)
"""Refusals that the page's own script learns of: it puts the row back and shows the toast of failure."""
_ERROR_ROW = b'0:["$","div",null,{}]\n3:E{"digest":"2719481163","message":"Internal error"}\n'
"""In LinkedIn's streams a line `<number>:E` is the server's error for that row."""


class CutOff(Response):
    """An answer that breaks off: the connection drops within it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Promise more than is sent; the server then closes the connection."""
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4096")]})
        await send({"type": "http.response.body", "body": b"0:", "more_body": True})


def flight(content: object, status: int = 200) -> Response:
    """An answer in the manner of LinkedIn's own since 2025: one line of the stream's first row."""
    return Response(b"0:" + msgspec.json.encode(content), status, media_type="application/octet-stream")


async def answer_act(site: Site, answer: Answer, urns: Sequence[str] | None = None) -> Response:
    """The response that stands for this answer. With `urns` it is that of the older interface, a status for each."""
    if answer in LASTING:
        return walled(site)
    if answer is Answer.ACT_SLOW:
        await asyncio.sleep(_SLOW_SECONDS)
    if answer is Answer.ACT_DROPPED:
        return CutOff()
    if answer is Answer.THROTTLED:
        return flight({"failed": True}, 429)
    if answer is Answer.SIGNED_OUT:
        return RedirectResponse("/login", 302)
    if answer is Answer.EMPTY_ANSWER:
        return Response()
    return _since_2025(answer) if urns is None else _before_2025(answer, urns)


def _since_2025(answer: Answer) -> Response:
    if answer is Answer.REFUSED_SILENTLY:
        return Response(status_code=400)
    if answer is Answer.REFUSED_INSIDE:
        return flight({"children": ["Failed to withdraw invitation"]})
    if answer is Answer.FLIGHT_ERROR:
        return Response(_ERROR_ROW, media_type="application/octet-stream")
    return flight({"failed": answer in _SAYS_SO}, _STATUS.get(answer, 200))


def _before_2025(answer: Answer, urns: Sequence[str]) -> Response:
    if answer is Answer.FLIGHT_ERROR:
        return JSONResponse({"responses": {"error": {"ServerError": {"message": "Internal error"}}}})
    status = _STATUS.get(answer, 200)
    inside = 406 if answer is Answer.REFUSED_INSIDE else status
    content = {"data": {"value": {"statusCodeMap": dict.fromkeys(urns, inside)}}, "failed": answer in _SAYS_SO}
    return JSONResponse(content, status)
