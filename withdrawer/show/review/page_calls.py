"""What the review page may ask for, as HTTP addresses: each becomes one call of the desk, made on the desk's thread."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from withdrawer.app.review import Approval, Desk, NotReadSoFar, StalePlan
from withdrawer.app.typed_input import Selecting
from withdrawer.errors import WithdrawerError
from withdrawer.plan.half import Half
from withdrawer.show.review.gate import KEY_PATH, Keys
from withdrawer.show.review.page_data import finish_words, page_data, question_data

FOLDER = Path(__file__).parent / "page"
FILES = {"/": "index.html"} | {
    f"/{file.relative_to(FOLDER).as_posix()}": file.relative_to(FOLDER).as_posix()
    for file in sorted(FOLDER.rglob("*"))
    if file.suffix in (".css", ".js", ".svg")
}
"""The page's own files, the only ones that are served."""
MOST = 1_000_000
OPEN_PATHS = frozenset(FILES)
"""These hold no data, so that anybody may have them."""
Asked = TypeVar("Asked", bound=msgspec.Struct)


class Token(msgspec.Struct, forbid_unknown_fields=True):
    """The one-time token of the page's address."""

    token: str


class Chosen(msgspec.Struct, forbid_unknown_fields=True):
    """A selection, as the options of the command line word it."""

    since: str | None = None
    until: str | None = None
    sent: tuple[str, ...] = ()
    blast: bool = False
    unsure: bool = False
    with_note: bool = False
    with_messages: bool = False
    origin: str = "known"


class Ticks(msgspec.Struct, forbid_unknown_fields=True):
    """Places in one list's decisions."""

    sent: frozenset[int] = frozenset()
    connections: frozenset[int] = frozenset()

    @property
    def places(self) -> dict[Half, frozenset[int]]:
        """The same, by list."""
        return {Half.SENT: self.sent, Half.CONNECTIONS: self.connections}


class Ticked(msgspec.Struct, forbid_unknown_fields=True):
    """What is approved, or would be."""

    number: int
    undone: Ticks
    first: Ticks = msgspec.field(default_factory=Ticks)
    word: str = ""
    replaces: bool = False

    @property
    def approval(self) -> Approval:
        """The same, for the desk."""
        return Approval(self.number, self.undone.places, self.first.places, self.word, self.replaces)


class Counted(msgspec.Struct, forbid_unknown_fields=True):
    """How many of each list are ticked."""

    sent: Annotated[int, msgspec.Meta(ge=0, le=MOST)]
    connections: Annotated[int, msgspec.Meta(ge=0, le=MOST)]


class KeptForGood(msgspec.Struct, forbid_unknown_fields=True):
    """A person to put on the lasting keep list, or to take off it."""

    number: int
    list: Half
    place: int
    is_kept: bool


@dataclass(frozen=True)
class PageCalls:
    """The addresses. `put` has a call made on the desk's thread; `heard` notes that the page is alive."""

    desk: Desk
    put: Callable[[Callable[[], Any]], "Future[Any]"]
    heard: Callable[..., None]
    keys: Keys

    @cached_property
    def app(self) -> Starlette:
        """The addresses as an ASGI application."""
        return Starlette(
            routes=[
                *(Route(path, self._file) for path in FILES),
                Route(KEY_PATH, self._key, methods=["POST"]),
                Route("/plan", self._plan),
                Route("/here", self._here, methods=["POST"]),
                Route("/left", self._left, methods=["POST"]),
                Route("/choose", self._choose, methods=["POST"]),
                Route("/look", self._look, methods=["POST"]),
                Route("/keep", self._keep, methods=["POST"]),
                Route("/days", self._days, methods=["POST"]),
                Route("/ask", self._ask, methods=["POST"]),
                Route("/approve", self._approve, methods=["POST"]),
                Route("/write", self._write, methods=["POST"]),
            ]
        )

    async def _file(self, request: Request) -> Response:
        return FileResponse(FOLDER / FILES[request.url.path])

    async def _key(self, request: Request) -> Response:
        key = self.keys.trade((await _asked(request, Token)).token)
        return _json({"key": key}, 200 if key else 403)

    async def _plan(self, _: Request) -> Response:
        return await self._page()

    async def _here(self, _: Request) -> Response:
        self.heard()
        return _json({})

    async def _left(self, _: Request) -> Response:
        self.heard(is_leaving=True)
        return _json({})

    async def _choose(self, request: Request) -> Response:
        asked = await _asked(request, Chosen)
        return await self._page(lambda: self.desk.choose(self._selecting(asked)))

    async def _look(self, request: Request) -> Response:
        asked = await _asked(request, Chosen)
        return await self._page(lambda: self.desk.read(self._selecting(asked)))

    async def _keep(self, request: Request) -> Response:
        asked = await _asked(request, KeptForGood)
        change = self.desk.keep if asked.is_kept else self.desk.take_back
        return await self._page(lambda: change(asked.number, asked.list, asked.place))

    async def _days(self, request: Request) -> Response:
        asked, at = await _asked(request, Counted), self.desk.look.at

        def counted() -> dict[str, Any]:
            today = at.now.astimezone(at.zone).date()
            return {"finishes": finish_words(asked.sent, asked.connections, self.desk.reviewed, today)}

        return await self._done(counted)

    async def _ask(self, request: Request) -> Response:
        approval, zone = (await _asked(request, Ticked)).approval, self.desk.look.at.zone

        def asked() -> dict[str, Any]:
            questions = [question_data(it, zone) for it in self.desk.questions(approval)]
            return {"questions": questions, "writes": self.desk.look.options.lists.csv is not None}

        return await self._done(asked)

    async def _approve(self, request: Request) -> Response:
        approval = (await _asked(request, Ticked)).approval
        return await self._done(lambda: self.desk.approve(approval))

    async def _write(self, request: Request) -> Response:
        approval = (await _asked(request, Ticked)).approval
        return await self._done(lambda: self.desk.write_down(approval))

    async def _page(self, change: Callable[[], Any] = lambda: None) -> Response:
        """Make a change, then answer with all that the page shows."""

        def changed() -> dict[str, Any]:
            change()
            return page_data(self.desk.reviewed, self.desk.look.at.zone, self.desk.look.at.now)

        return await self._done(changed)

    async def _done(self, call: Callable[[], Any]) -> Response:
        self.heard()
        try:
            return _json(await asyncio.wrap_future(self.put(call)) or {})
        except WithdrawerError as error:
            status = 409 if isinstance(error, StalePlan) else 422
            told = {"message": error.message, "hint": error.hint, "needs_look": isinstance(error, NotReadSoFar)}
            return _json(told, status)

    def _selecting(self, chosen: Chosen) -> Selecting:
        """Return the selection as typed: the page's part of it, and the rest as it was given with the command."""
        return replace(
            self.desk.look.options.selecting,
            since=chosen.since,
            until=chosen.until,
            sent=chosen.sent,
            blast=1 if chosen.blast else None,
            unsure="include" if chosen.unsure else "skip",
            with_note=chosen.with_note,
            with_messages=chosen.with_messages,
            origin=chosen.origin,
        )


async def _asked(request: Request, kind: type[Asked]) -> Asked:
    """Return what the page sent. Raises HTTPException where it is not that."""
    from starlette.exceptions import HTTPException

    try:
        return msgspec.json.decode(await request.body(), type=kind)
    except msgspec.DecodeError as error:
        raise HTTPException(400) from error


def _json(told: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(told), status, media_type="application/json")
