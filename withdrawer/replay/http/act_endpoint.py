"""An act that a page asks for, whatever the request is like: logged, done or refused, answered."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from withdrawer.replay.http.answers import answer_act
from withdrawer.replay.http.guard import refusal_of
from withdrawer.replay.http.visitors import visitor_of
from withdrawer.replay.world.act_faults import Answer
from withdrawer.replay.world.site import Site
from withdrawer.replay.world.site_log import ListKind


async def answer_to_act(
    site: Site, request: Request, kind: ListKind, slug: str, urns: Sequence[str] | None = None
) -> Response:
    """Do the act, and answer; with `urns` in the manner of the older interface.

    It is logged before anything can go wrong with it, and done even if nobody waits for the answer.
    """
    number = site.note_act(kind, slug)
    if refusal := await refusal_of(site, request):
        site.refuse(kind, slug, f"status {refusal.status_code}")
        return refusal
    answer = site.perform(number, kind, slug)
    response = await answer_act(site, answer, urns)
    if answer is Answer.SIGNED_OUT:
        visitor = visitor_of(request, site.scenario)
        visitor.sign_out()
        return visitor.mark(response)
    return response
