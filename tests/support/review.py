"""A review of people made up, at a desk whose lists nobody had to read, and its page, served by a thread."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Queue
from unittest import mock

from tests.support.answers import Answering
from withdrawer.app.context import CommandContext, open_context
from withdrawer.app.interruption import Interruption
from withdrawer.app.look import Look, Readings, RunOptions
from withdrawer.app.plan_lists import Lists
from withdrawer.app.review import Desk
from withdrawer.app.review_job import JobDesk
from withdrawer.app.typed_input import Everywhere, Selecting
from withdrawer.errors import WithdrawerError
from withdrawer.plan.dates.spans import FOREVER_AGO, Span
from withdrawer.plan.half import Half
from withdrawer.plan.people import EarlierSighting, Person
from withdrawer.show.plan_rows import list_text
from withdrawer.show.review import server
from withdrawer.undo.list_survey import Reading
from withdrawer.undo.pacing import PaceName

NOW = datetime(2026, 11, 22, 15, 20, tzinfo=UTC)
BLAST = NOW - timedelta(hours=2)
SELECTING = Selecting(since="2026-11-22 13:00", until="2026-11-22 14:00")
ARGS = '--host-resolver-rules="MAP * 127.0.0.1:9"'
SECONDS = 20


@dataclass
class Listed:
    """The two lists: invitations of which `blast` are the blast's, and connections of which as many came of it."""

    blast: int = 12
    older: int = 4
    accepted: int = 3
    names: Sequence[str] = ()
    addresses: int = 0
    """How many of the blast's last are known by a mail address only."""
    is_exact: bool = True
    """Whether the minutes are known; else only LinkedIn's wordings, which mean an hour or a day."""

    @property
    def sent(self) -> list[Person]:
        inside = [self._person(Half.SENT, place, BLAST - timedelta(seconds=place)) for place in range(self.blast)]
        older = [
            self._person(Half.SENT, self.blast + place, BLAST - timedelta(days=3 + place))
            for place in range(self.older)
        ]
        return inside + older

    @property
    def connections(self) -> list[Person]:
        return [self._person(Half.CONNECTIONS, place, NOW - timedelta(minutes=9)) for place in range(self.accepted)]

    @property
    def seen_before(self) -> list[EarlierSighting]:
        span = Span(BLAST, BLAST + timedelta(minutes=1))
        return [EarlierSighting(it.key, "1 hour ago", span, False, 1) for it in self.connections]

    def _person(self, half: Half, place: int, sent_at: datetime) -> Person:
        name = self.names[place % len(self.names)] if self.names else f"{half.value.title()} Person {place}"
        wording = "2 hours ago" if NOW - sent_at < timedelta(days=1) else "3 days ago"
        minute = sent_at.replace(second=0, microsecond=0)
        length = timedelta(minutes=1 if self.is_exact else 61)
        key = f"{half.value}-{place}"
        if half is Half.SENT and self.blast - self.addresses <= place < self.blast:
            key += "@example.org"
        return Person(
            half, key, name, f"Recruiter {place} at Example University", wording,
            Span(minute, minute + length), place % 50 == 7, place, NOW,
        )  # fmt: skip


def desk_of(
    at: CommandContext, listed: Listed, selecting: Selecting = SELECTING, csv: Path | None = None, *, reads: bool = True
) -> Desk:
    """A desk at which these lists lie. `reads` is False for lists that were read only as far as they go."""
    look = Look(at, RunOptions(selecting, lists=Lists(csv=csv), says_yes=True))
    account = at.journal.accounts.remember("maya-example", "Maya Example", NOW)
    readings = Readings(
        Reading(Half.SENT, tuple(listed.sent), stated=len(listed.sent), has_ended=reads),
        Reading(Half.CONNECTIONS, tuple(listed.connections), has_ended=reads),
        listed.seen_before,
        {},
        FOREVER_AGO if reads else BLAST - timedelta(days=1),
    )
    desk = Desk(look, PaceName.STEADY, list_text)
    desk.lay(selecting, readings, account, at.now)
    return desk


@contextmanager
def context(home: Path, now: datetime = NOW) -> Iterator[CommandContext]:
    """A command's context in a home of a replay, whose clock goes on from `now`."""
    everywhere = Everywhere("", home, "", None, json=False, quiet=True, verbose=False)
    given = {"WITHDRAWER_BROWSER_ARGS": ARGS, "WITHDRAWER_NOW": now.isoformat()}
    with open_context(everywhere, Interruption(""), lambda *_: Answering(None), given, read_zone=lambda: UTC) as at:
        yield at


@dataclass
class Served:
    """A page that is being served: its address, and how it ended."""

    address: str = ""
    told: "Queue[str]" = field(default_factory=Queue)
    error: BaseException | None = None
    desk: Desk | JobDesk | None = None
    job: int | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def port(self) -> int:
        return int(self.address.split(":")[2].split("/")[0])


@contextmanager
def served(
    home: Path,
    listed: Listed | None,
    selecting: Selecting = SELECTING,
    csv: Path | None = None,
    *,
    opens_browser: bool = False,
    reads: bool = True,
) -> Iterator[Served]:
    """Serve a review in a thread, which has the journal as a command's only thread has it; None shows the open job."""
    page, interruption, ready = Served(), Interruption(""), threading.Event()

    def tell(text: str) -> None:
        page.address = next((word for word in text.split() if word.startswith("http://127.")), page.address)
        ready.set()

    def serve() -> None:
        everywhere = Everywhere("", home, "", None, json=False, quiet=True, verbose=False)
        given = {"WITHDRAWER_BROWSER_ARGS": ARGS, "WITHDRAWER_NOW": NOW.isoformat()}
        try:
            with open_context(everywhere, interruption, lambda *_: Quiet(), given, read_zone=lambda: UTC) as at:
                if listed is None:
                    assert at.account
                    assert at.open_job
                    page.desk = JobDesk(Look(at, RunOptions()), at.account, at.open_job)
                else:
                    page.desk = desk_of(at, listed, selecting, csv, reads=reads)
                server.show_review(page.desk, opens_browser=opens_browser)
                page.job = at.open_job.id if at.open_job else None
        except WithdrawerError as error:
            page.error = error
        finally:
            ready.set()
            page.ended.set()

    with mock.patch.object(server, "print_to_stderr", tell):
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        assert ready.wait(SECONDS)
        assert page.address, page.error
        try:
            yield page
        finally:
            interruption.is_wanted = True
            thread.join(SECONDS)
            assert not thread.is_alive(), "the review did not end"


class Quiet(Answering):
    """Nobody presses Enter."""

    def has_pressed_enter(self) -> bool:
        return False
