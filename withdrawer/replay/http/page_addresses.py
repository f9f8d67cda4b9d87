"""The addresses that a person can open."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from withdrawer.replay.http.guard import Handler, guard_document
from withdrawer.replay.http.visitors import visitor_of
from withdrawer.replay.pages import markup as pages
from withdrawer.replay.pages import page_files
from withdrawer.replay.world.site import Site
from withdrawer.replay.world.site_log import Event, ListKind
from withdrawer.replay.world.world import Status

_SENT = "/mynetwork/invitation-manager/sent"
_CONNECTIONS = "/mynetwork/invite-connect/connections"
_FOR_EVER = "public, max-age=315360000, immutable"


class Documents:
    """The site's pages; each is served with and without a trailing slash."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """The routes of all pages."""
        guarded: dict[str, Handler] = {
            "/": self._root,
            "/feed": self._feed,
            _SENT: self._sent,
            f"{_SENT}/CONNECTION": self._sent,
            _CONNECTIONS: self._connections,
            "/in/me": self._own_profile,
            "/in/{slug}": self._profile,
        }
        return [
            *(route for path, handler in guarded.items() for route in _get(path, guard_document(self._site, handler))),
            *_get("/login", self._login),
            *_get("/uas/login", self._login),
            *_get("/checkpoint/challenge/{id}", self._challenge),
            Route(page_files.ADDRESS + "/{version}/{names:path}", self._files),
        ]

    async def _root(self, _: Request) -> Response:
        return RedirectResponse("/feed/", 302)

    async def _feed(self, _: Request) -> Response:
        return HTMLResponse(pages.plain_page(self._site, "feed"))

    async def _sent(self, request: Request) -> Response:
        """The Sent page; people accept only when its first page is opened."""
        behaviour = self._site.behaviour(ListKind.SENT)
        number = _page_number(request) if behaviour.loading == "pages" else 1
        if number == 1:
            self._site.open_document(ListKind.SENT)
        elif (number - 1) * behaviour.size >= len(self._site.people(ListKind.SENT)):
            return RedirectResponse(f"{_SENT}/", 302)
        return HTMLResponse(pages.list_page(self._site, ListKind.SENT, number))

    async def _connections(self, _: Request) -> Response:
        self._site.open_document(ListKind.CONNECTION)
        return HTMLResponse(pages.list_page(self._site, ListKind.CONNECTION))

    async def _own_profile(self, _: Request) -> Response:
        return RedirectResponse(f"/in/{quote(self._site.world.member.slug)}/", 302)

    async def _profile(self, request: Request) -> Response:
        slug, member = request.path_params["slug"], self._site.world.member
        if slug == member.slug:
            return HTMLResponse(pages.profile_page(self._site, member.name, "Lighthouse archivist", is_pending=False))
        person = self._site.world.find_slug(slug)
        if person is None or not person.has_profile:
            return Response("Not found", 404)
        is_pending = person.status is Status.PENDING
        return HTMLResponse(pages.profile_page(self._site, person.name, person.headline, is_pending=is_pending))

    async def _login(self, request: Request) -> Response:
        visitor = visitor_of(request, self._site.scenario)
        self._site.log.write(Event.PAGE, path=request.url.path)
        if visitor.is_signed_in:
            return visitor.mark(RedirectResponse("/feed/", 302))
        return visitor.mark(HTMLResponse(pages.plain_page(self._site, "login")))

    async def _challenge(self, request: Request) -> Response:
        self._site.log.write(Event.PAGE, path=request.url.path)
        return HTMLResponse(pages.plain_page(self._site, "verification"))

    async def _files(self, request: Request) -> Response:
        names = request.path_params["names"]
        content = page_files.content(names)
        if content is None:
            return Response("Not found", 404)
        kind = "text/css" if names.endswith(".css") else "text/javascript"
        return Response(content, media_type=kind, headers={"cache-control": _FOR_EVER})


def _page_number(request: Request) -> int:
    number = request.query_params.get("page", "")
    return max(int(number), 1) if number.isdecimal() and len(number) < 10 else 1


def _get(path: str, handler: Handler) -> list[Route]:
    return [Route(spelled, handler, methods=["GET"]) for spelled in dict.fromkeys((path, f"{path.rstrip('/')}/"))]
