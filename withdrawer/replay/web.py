"""The site's addresses: LinkedIn's own, and nothing else."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from urllib.parse import quote

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Host, Route, Router

from withdrawer.replay import pages, requests
from withdrawer.replay.faults import Fault
from withdrawer.replay.fixtures import fixtures_folder
from withdrawer.replay.headers import SiteHeaders
from withdrawer.replay.log import Event, Kind
from withdrawer.replay.site import Answer, Site
from withdrawer.replay.visitors import Visitor, visitor_of
from withdrawer.replay.world import Status

Handler = Callable[[Request], Awaitable[Response]]

_CHALLENGE = "/checkpoint/challenge/AgFxV3JpdHRlbkZvclRoZVJlcGxheQ"
_LATE_DIALOG_SECONDS = 3.0


def build_app(site: Site) -> SiteHeaders:
    """The site as an ASGI application, for the host www.linkedin.com alone."""
    addresses = _Addresses(site)
    routes = [*addresses.documents(), *addresses.dynamic()]
    return SiteHeaders(Starlette(routes=[Host("www.linkedin.com", app=Router(routes))]), site.clock)


class _Addresses:
    def __init__(self, site: Site) -> None:
        self.site = site

    def documents(self) -> list[Route]:
        sent, connections = "/mynetwork/invitation-manager/sent", "/mynetwork/invite-connect/connections"
        pages_by_path: dict[str, Handler] = {
            "/feed": self.feed,
            sent: self.sent,
            f"{sent}/CONNECTION": self.sent,
            connections: self.connections,
            "/in/me": self.own_profile,
            "/in/{slug}": self.profile,
            "/": self.root,
        }
        routes = [
            Route(path, self._behind_the_walls(handler), methods=["GET"])
            for bare, handler in pages_by_path.items()
            for path in dict.fromkeys((bare, f"{bare.rstrip('/')}/"))
        ]
        routes += [Route(path, self.login, methods=["GET"]) for path in ("/login", "/login/", "/uas/login")]
        return [*routes, Route("/checkpoint/challenge/{id}", self.challenge, methods=["GET"])]

    def dynamic(self) -> list[Route]:
        actions = "/flagship-web/rsc-action/actions"
        return [
            Route(f"{actions}/pagination", self.pagination, methods=["POST"]),
            Route(f"{actions}/navigate", self.navigate, methods=["POST"]),
            Route(f"{actions}/server-request", self.server_request, methods=["POST"]),
            Route("/checkpoint/lg/login-submit", self.login_submit, methods=["POST"]),
            Route("/checkpoint/challenge/verify", self.verify, methods=["POST"]),
            Route("/replay/{layout}/{file}", self.static, methods=["GET"]),
        ]

    async def root(self, _: Request) -> Response:
        return RedirectResponse("/feed/", 302)

    async def feed(self, _: Request) -> Response:
        return HTMLResponse(pages.plain_page(self.site, "feed"))

    async def sent(self, _: Request) -> Response:
        self.site.open_document(Kind.SENT)
        return HTMLResponse(pages.list_page(self.site, Kind.SENT))

    async def connections(self, _: Request) -> Response:
        self.site.open_document(Kind.CONNECTION)
        return HTMLResponse(pages.list_page(self.site, Kind.CONNECTION))

    async def own_profile(self, _: Request) -> Response:
        return RedirectResponse(f"/in/{quote(self.site.world.member.slug)}/", 302)

    async def profile(self, request: Request) -> Response:
        slug, member = request.path_params["slug"], self.site.world.member
        if slug == member.slug:
            return HTMLResponse(pages.profile_page(self.site, member.name, "Lighthouse archivist", is_pending=False))
        person = self.site.world.find_slug(slug)
        if person is None or person.is_email:
            return Response("Not found", 404)
        is_pending = person.status is Status.PENDING
        return HTMLResponse(pages.profile_page(self.site, person.name, person.headline, is_pending=is_pending))

    async def login(self, request: Request) -> Response:
        visitor = self._visitor(request)
        self.site.log.write(Event.PAGE, path=request.url.path)
        if visitor.is_signed_in:
            return visitor.mark(RedirectResponse("/feed/", 302))
        return visitor.mark(HTMLResponse(pages.plain_page(self.site, "login")))

    async def login_submit(self, request: Request) -> Response:
        visitor = self._visitor(request)
        visitor.sign_in()
        return visitor.mark(Response(status_code=200))

    async def challenge(self, request: Request) -> Response:
        self.site.log.write(Event.PAGE, path=request.url.path)
        return HTMLResponse(pages.plain_page(self.site, "verification"))

    async def verify(self, _: Request) -> Response:
        self.site.solve_verification()
        return Response(status_code=200)

    async def static(self, request: Request) -> Response:
        layout = fixtures_folder() / self.site.layout
        file = layout / request.path_params["file"]
        if (
            request.path_params["layout"] != self.site.layout
            or file.suffix not in {".js", ".css"}
            or not file.is_file()
        ):
            return Response("Not found", 404)
        return FileResponse(file)

    async def pagination(self, request: Request) -> Response:
        kind = requests.PAGERS.get(request.query_params.get("sduiid", ""))
        if refusal := await self._refusal(request, kind):
            return refusal
        assert kind is not None
        return _flight(pages.more_rows(self.site, kind, requests.start_index(await _body(request))))

    async def navigate(self, request: Request) -> Response:
        kind = requests.DIALOGS.get(request.query_params.get("sduiid", ""))
        if refusal := await self._refusal(request, kind):
            return refusal
        assert kind is not None
        self.site.dialogs += 1
        if self.site.faults.strikes(Fault.DIALOG_LATE, self.site.dialogs):
            await asyncio.sleep(_LATE_DIALOG_SECONDS)
        person = self.site.world.find_slug(requests.dialog_slug(self.site.world, await _body(request)))
        if person is None:
            return Response(status_code=404)
        return _flight(pages.dialog(self.site, kind, person))

    async def server_request(self, request: Request) -> Response:
        """An act. It is logged before anything can go wrong with it, and done even if nobody waits for the answer."""
        kind = requests.ACTS.get(request.query_params.get("sduiid", ""))
        if kind is None:
            return Response(status_code=404)
        slug = requests.act_slug(self.site.world, await _body(request))
        number = self.site.note_act(kind, slug)
        if refusal := await self._refusal(request, kind):
            self.site.refuse(kind, slug, f"status {refusal.status_code}")
            return refusal
        answer = self.site.perform(number, kind, slug)
        if answer is Answer.SIGNED_OUT:
            visitor = self._visitor(request)
            visitor.sign_out()
            return visitor.mark(RedirectResponse("/login", 302))
        return _ANSWERS[answer]()

    async def _refusal(self, request: Request, kind: Kind | None) -> Response | None:
        """Why a dynamic request isn't served, after the time that every one of them takes."""
        await asyncio.sleep(self.site.scenario.page.latency_ms / 1000)
        visitor = self._visitor(request)
        if kind is None:
            return Response(status_code=404)
        if not visitor.is_signed_in:
            return RedirectResponse("/login", 302)
        if self.site.is_walled:
            return RedirectResponse(_CHALLENGE, 302)
        if request.headers.get("csrf-token") != visitor.csrf_token:
            return Response("CSRF check failed.", 403)
        return None

    def _behind_the_walls(self, handler: Handler) -> Handler:
        """A document that only the signed-in member sees, and only where no wall stands before it."""

        async def guarded(request: Request) -> Response:
            visitor = self._visitor(request)
            self.site.log.write(Event.PAGE, path=request.url.path)
            if not visitor.is_signed_in:
                self.site.note_wall("signed-out")
                return visitor.mark(RedirectResponse("/login", 302))
            if self.site.is_walled:
                self.site.note_wall("verification")
                return visitor.mark(RedirectResponse(_CHALLENGE, 302))
            return visitor.mark(await handler(request))

        return guarded

    def _visitor(self, request: Request) -> Visitor:
        return visitor_of(request, self.site.scenario)


_ANSWERS: dict[Answer, Callable[[], Response]] = {
    Answer.DONE: lambda: _flight({"failed": False}),
    Answer.REFUSED: lambda: _flight({"failed": True}, 400),
    Answer.REFUSED_SILENTLY: lambda: Response(status_code=400),
    Answer.VERIFICATION: lambda: RedirectResponse(_CHALLENGE, 302),
    Answer.THROTTLED: lambda: _flight({"failed": True}, 429),
}


def _flight(content: object, status: int = 200) -> Response:
    """An answer in the manner of LinkedIn's own: one line of the stream's first row."""
    return Response(b"0:" + msgspec.json.encode(content), status, media_type="application/octet-stream")


async def _body(request: Request) -> object:
    try:
        return json.loads(await request.body())
    except ValueError:
        return None
