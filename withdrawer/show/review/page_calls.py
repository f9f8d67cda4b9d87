"""What the review page may ask for, as HTTP addresses: each becomes one call of the desk, made on the desk's thread."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from withdrawer.app.review import Approval, Desk, NotReadSoFar, StalePlan
from withdrawer.app.review_job import JobDesk
from withdrawer.app.typed_input import Selecting
from withdrawer.errors import WithdrawerError
from withdrawer.plan.dates.spans import Window
from withdrawer.plan.half import Half
from withdrawer.show.page_templates import sent_figure, style_of
from withdrawer.show.review.gate import KEY_PATH, Keys
from withdrawer.show.review.page_data import PageData, field_of, finish_words, question_data

FOLDER = Path(__file__).parent / "page"
FILES = {"/": "index.html"} | {
    f"/{file.relative_to(FOLDER).as_posix()}": file.relative_to(FOLDER).as_posix()
    for file in sorted(FOLDER.rglob("*"))
    if file.suffix in (".css", ".js", ".svg")
}
"""The page's own files, the only ones that are served."""
MOST = 1_000_000
PICTURES = "/pictures.css"
OPEN_PATHS = frozenset({*FILES, PICTURES})
"""These hold no data, so that anybody may have them."""
Handler = Callable[[Request], Awaitable[Response]]
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

    def selecting(self, typed: Selecting, window: Window | None, zone: tzinfo) -> Selecting:
        """Return this selection, with the rest as it was typed with the command.

        The page's fields end at the minute: an end of `window` that was left as it is stays exact.
        """

        def exact(typed: str | None, end: datetime | None) -> str | None:
            is_left = typed and end and typed.replace(" ", "T") == field_of(end, zone)
            return end.isoformat() if end and is_left else typed

        return replace(
            typed,
            since=exact(self.since, window.since if window else None),
            until=exact(self.until, window.until if window else None),
            older_than=None,
            sent=self.sent,
            blast=1 if self.blast else None,
            unsure="include" if self.unsure else "skip",
            with_note=self.with_note,
            with_messages=self.with_messages,
            origin=self.origin,
        )


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
    """People to put on the lasting keep list, or to take off it."""

    number: int
    people: Ticks
    is_kept: bool


@dataclass(frozen=True)
class PageCalls:
    """The addresses. `put` has a call made on the desk's thread; `heard` notes that the page is alive."""

    desk: Desk | JobDesk
    put: Callable[[Callable[[], Any]], "Future[Any]"]
    heard: Callable[..., None]
    keys: Keys

    @cached_property
    def data(self) -> PageData:
        """What the page shows."""
        return PageData(self.desk.look.at.zone)

    def shown(self) -> dict[str, Any]:
        """Return what the page shows now."""
        return self.data.of(self.desk.reviewed, self.desk.look.at.now)

    @cached_property
    def app(self) -> Starlette:
        """The addresses as an ASGI application."""
        desk = self.desk
        calls = {
            KEY_PATH: self._key,
            "/here": self._here,
            "/left": self._left,
            **(self._of_job(desk) if isinstance(desk, JobDesk) else self._of_plan(desk)),
        }
        return Starlette(
            routes=[
                *(Route(path, self._file) for path in FILES),
                Route(PICTURES, self._style),
                Route("/plan", self._plan),
                Route("/picture", self._picture),
                *(Route(path, call, methods=["POST"]) for path, call in calls.items()),
            ]
        )

    def _of_job(self, desk: JobDesk) -> dict[str, Handler]:
        async def keep(request: Request) -> Response:
            asked = await _asked(request, KeptForGood)
            return await self._page(lambda: desk.keep(asked.people.places, is_kept=asked.is_kept))

        async def done(_: Request) -> Response:
            return await self._done(desk.finish)

        return {"/keep": keep, "/done": done}

    def _of_plan(self, desk: Desk) -> dict[str, Handler]:
        at = desk.look.at

        def selected(asked: Chosen) -> Selecting:
            return asked.selecting(desk.look.options.selecting, desk.reviewed.plan.window, at.zone)

        async def choose(request: Request) -> Response:
            asked = await _asked(request, Chosen)
            return await self._page(lambda: desk.choose(selected(asked)))

        async def look(request: Request) -> Response:
            asked = await _asked(request, Chosen)
            return await self._page(lambda: desk.read(selected(asked)))

        async def keep(request: Request) -> Response:
            asked = await _asked(request, KeptForGood)
            return await self._page(lambda: desk.keep(asked.number, asked.people.places, is_kept=asked.is_kept))

        async def days(request: Request) -> Response:
            asked = await _asked(request, Counted)
            today = at.now.astimezone(at.zone).date()
            return await self._done(
                lambda: {"finish": finish_words(asked.sent, asked.connections, desk.reviewed, today)}
            )

        async def ask(request: Request) -> Response:
            approval = (await _asked(request, Ticked)).approval
            sent, connections = (len(approval.undone[half]) for half in Half)
            return await self._done(
                lambda: {
                    "questions": [question_data(it, at.zone) for it in desk.questions(approval)],
                    "finish": finish_words(sent, connections, desk.reviewed, at.now.astimezone(at.zone).date()),
                    "writes": desk.look.options.lists.csv is not None,
                }
            )

        async def approve(request: Request) -> Response:
            approval = (await _asked(request, Ticked)).approval
            return await self._done(lambda: desk.approve(approval))

        async def write(request: Request) -> Response:
            approval = (await _asked(request, Ticked)).approval
            return await self._done(lambda: desk.write_down(approval))

        return {
            "/choose": choose,
            "/look": look,
            "/keep": keep,
            "/days": days,
            "/ask": ask,
            "/approve": approve,
            "/write": write,
        }

    async def _file(self, request: Request) -> Response:
        return FileResponse(FOLDER / FILES[request.url.path])

    async def _key(self, request: Request) -> Response:
        key = self.keys.trade((await _asked(request, Token)).token)
        return _json({"key": key}, 200 if key else 403)

    async def _plan(self, _: Request) -> Response:
        return await self._page()

    async def _picture(self, _: Request) -> Response:
        """Answer with a piece of HTML, which the page takes over as a document: no text becomes markup there."""
        desk = self.desk
        if isinstance(desk, JobDesk):
            return Response("", media_type="text/html")
        drawn = await asyncio.wrap_future(self.put(lambda: sent_figure(desk.reviewed.plan, desk.look.at.zone)))
        return Response(drawn, media_type="text/html")

    async def _style(self, _: Request) -> Response:
        return Response(style_of(PICTURES.strip("/")), media_type="text/css")

    async def _here(self, _: Request) -> Response:
        self.heard()
        return _json({})

    async def _left(self, _: Request) -> Response:
        self.heard(is_leaving=True)
        return _json({})

    async def _page(self, change: Callable[[], Any] = lambda: None) -> Response:
        """Make a change, then answer with all that the page shows."""

        def changed() -> dict[str, Any]:
            change()
            return self.shown()

        return await self._done(changed)

    async def _done(self, call: Callable[[], Any]) -> Response:
        self.heard()
        try:
            return _json(await asyncio.wrap_future(self.put(call)) or {})
        except WithdrawerError as error:
            status = 409 if isinstance(error, StalePlan) else 422
            told = {"message": error.message, "hint": error.hint, "needs_look": isinstance(error, NotReadSoFar)}
            return _json(told, status)


async def _asked(request: Request, kind: type[Asked]) -> Asked:
    """Return what the page sent. Raises HTTPException where it is not that."""
    from starlette.exceptions import HTTPException

    try:
        return msgspec.json.decode(await request.body(), type=kind)
    except msgspec.DecodeError as error:
        raise HTTPException(400) from error


def _json(told: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(told), status, media_type="application/json")
