"""When a scheduled run tells that a window is about to open, on a clock that only its own waiting moves."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import msgspec
import pytest

from tests.unit.show.making import ACCOUNT, SENT, standing, tally
from withdrawer.app.context import CommandContext
from withdrawer.app.run import JobReport
from withdrawer.app.scheduled_events import RunStep
from withdrawer.app.scheduled_run import NOTICE, Over, Ready, RunFailed, ScheduledRun
from withdrawer.errors import AllowanceSpent, Exit, Interrupted
from withdrawer.journal.wishes import Wish
from withdrawer.linkedin.browser.announcement import Announcement, StartAnswer
from withdrawer.linkedin.browser.launch import BrowserSettings
from withdrawer.schedule.backends.base import BackendName
from withdrawer.schedule.log import log_file
from withdrawer.schedule.state import Ending, Schedule, forget_schedule, read_schedule, write_schedule
from withdrawer.show.logbook import STEPS, Logbook, nameless, nameless_data, scheduled_run_shown
from withdrawer.undo.pacing import PaceName

NOW = datetime(2026, 10, 12, 8, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """As much of a desk as a run needs that can't go on."""

    now: datetime
    zone: tzinfo
    home: Any
    interruption: Any
    user: Any = None
    journal: Any = None
    clock: Any = None
    takes_focus: bool = True


class Waiting:
    """One run until it begins: what was told and asked at which instants, and what is answered."""

    def __init__(
        self, folder: Path, *answers: StartAnswer, headed: bool | None = None, is_sealed: bool = False, delay: int = 0
    ) -> None:
        self.folder = folder
        self.schedule = Schedule(BackendName.CRON, "10:30", (), delay, 1, NOW)
        write_schedule(folder, self.schedule)
        self.desk = SimpleNamespace(
            now=NOW, zone=UTC, home=SimpleNamespace(folder=folder, lock=folder / "lock"), is_sealed=is_sealed,
            everywhere=SimpleNamespace(headed=headed), pace_name=lambda _: PaceName.STEADY,
            account=None, interruption=SimpleNamespace(check=lambda: None, so_far=lambda: None),
            journal=SimpleNamespace(stops=SimpleNamespace(active=lambda *_: None)),
        )  # fmt: skip
        self.desk.is_hidden = cast("Any", CommandContext.is_hidden).fget(self.desk)
        self.answers = list(answers)
        self.told: list[tuple[str, datetime]] = []
        self.asked: list[datetime] = []
        self.begun: list[datetime] = []
        self.looked_up: list[datetime] = []
        self.has_removed_at: datetime | None = None
        self.has_network_at = NOW

    def run(self, monkeypatch: pytest.MonkeyPatch, begins_at: datetime = NOW) -> Ending:
        """Where it begins it ends well; gives how it ended."""
        ready = Ready(cast("Any", None), cast("Any", SimpleNamespace(terms=SimpleNamespace(pace=""))), begins_at)
        monkeypatch.setattr(ScheduledRun, "_look", lambda *_: ready)
        monkeypatch.setattr(ScheduledRun, "_undo", lambda *_: self._begin())
        monkeypatch.setattr(
            "withdrawer.app.scheduled_run.settings_of", lambda _: BrowserSettings(self.folder, self.folder, self.folder)
        )
        desk = cast("Any", self.desk)
        logbook = Logbook(desk, self._tell, is_quiet=True)
        run = ScheduledRun(desk, logbook, Random(1), self._pause, self._probe, self._ask)
        monkeypatch.setattr(ScheduledRun, "_seen", lambda _: None)
        run.work(if_missed=False)
        schedule = read_schedule(self.folder)
        assert schedule is not None
        assert schedule.last is not None
        assert schedule.last.ending is not None
        return schedule.last.ending

    def _begin(self) -> Over:
        self.begun.append(self.desk.now)
        return Over(Ending.WENT_ON)

    def _ask(self, settings: BrowserSettings, _heed: object, wait: timedelta, _said: Announcement) -> StartAnswer:
        assert not settings.takes_focus
        assert wait == timedelta(minutes=2)
        self.asked.append(self.desk.now)
        answer = self.answers.pop(0) if self.answers else StartAnswer.START
        self._pause((wait if answer is StartAnswer.START else wait / 2).total_seconds())
        return answer

    def _probe(self) -> bool:
        self.looked_up.append(self.desk.now)
        return bool(self.desk.now >= self.has_network_at)

    def _tell(self, text: str) -> bool:
        self.told.append((text, self.desk.now))
        return True

    def _pause(self, seconds: float) -> None:
        self.desk.now += timedelta(seconds=seconds)
        if self.has_removed_at and self.desk.now >= self.has_removed_at:
            forget_schedule(self.folder)


def test_its_own_window_asks_for_two_minutes_and_then_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = Waiting(tmp_path)
    opens_at = NOW + timedelta(minutes=50)
    assert waiting.run(monkeypatch, opens_at) is Ending.WENT_ON
    assert waiting.asked == [opens_at]
    assert (STEPS[RunStep.SOON], opens_at) in waiting.told
    assert waiting.begun == [opens_at + NOTICE]


def test_the_delay_by_chance_comes_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = Waiting(tmp_path, delay=20)
    waiting.run(monkeypatch)
    assert NOW < waiting.asked[0] <= NOW + timedelta(minutes=20)


def test_in_an_hour_comes_back_in_an_hour_with_the_same_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = Waiting(tmp_path, StartAnswer.LATER, StartAnswer.LATER)
    assert waiting.run(monkeypatch) is Ending.WENT_ON
    assert [later - before for before, later in pairwise(waiting.asked)] == [timedelta(minutes=61)] * 2
    assert len(waiting.begun) == 1


def test_not_today_ends_the_day_and_no_start_of_that_day_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = Waiting(tmp_path, StartAnswer.NOT_TODAY)
    assert waiting.run(monkeypatch) is Ending.NOT_TODAY
    waiting.desk.now = NOW + timedelta(hours=5)
    assert waiting.run(monkeypatch) is Ending.NOT_TODAY
    assert (len(waiting.asked), waiting.begun) == (1, [])
    assert "Not today" in log_file(tmp_path).read_text("utf-8").splitlines()[-1]
    waiting.desk.now = NOW + timedelta(days=1)
    assert waiting.run(monkeypatch) is Ending.WENT_ON


def test_a_closed_window_leaves_it_for_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = Waiting(tmp_path, StartAnswer.CLOSED)
    assert waiting.run(monkeypatch) is Ending.NOT_NOW
    assert waiting.begun == []
    assert waiting.run(monkeypatch) is Ending.WENT_ON


@pytest.mark.parametrize("options", [{"headed": False}, {"is_sealed": True}])
def test_where_no_window_opens_nothing_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: dict[str, bool]
) -> None:
    waiting = Waiting(tmp_path, **options)
    waiting.run(monkeypatch)
    assert waiting.begun == [NOW]
    assert waiting.asked == []


def test_the_network_is_waited_for_before_anything_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = Waiting(tmp_path)
    waiting.has_network_at = NOW + timedelta(minutes=3)
    waiting.run(monkeypatch)
    assert waiting.asked == [NOW + timedelta(minutes=3)]
    assert len(waiting.looked_up) == 13


def test_a_network_that_never_answers_is_tried_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind some proxies no name can be looked up, and the browser gets there."""
    waiting = Waiting(tmp_path)
    waiting.has_network_at = NOW + timedelta(days=1)
    assert waiting.run(monkeypatch) is Ending.WENT_ON
    assert waiting.asked == [NOW + timedelta(minutes=10)]


def test_on_a_replay_no_network_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = Waiting(tmp_path, is_sealed=True)
    waiting.run(monkeypatch)
    assert waiting.looked_up == []


@pytest.mark.parametrize("minutes", [1, 51])
def test_a_schedule_that_is_removed_meanwhile_begins_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, minutes: int
) -> None:
    waiting = Waiting(tmp_path)
    waiting.has_removed_at = NOW + timedelta(minutes=minutes)
    with pytest.raises(Interrupted, match="removed"):
        waiting.run(monkeypatch, NOW + timedelta(minutes=50))
    assert waiting.begun == []


def test_what_a_run_gives_is_listed_and_names_nobody() -> None:
    data = {
        "account": {"name": "Max Canary"}, "accepted_meanwhile": ["Ana Canary"], "second_burst": {"who": "Canary"},
        "sent": {"withdrawn": 3, "kept": {"Canary": 1}}, "job": {"id": 1, "label": "Canary"}, "seconds": 2.5,
    }  # fmt: skip
    assert nameless_data(data) == {"sent": {"withdrawn": 3}, "job": {"id": 1}, "seconds": 2.5}


def test_an_error_that_nobody_foresaw_names_nobody_either() -> None:
    told = nameless(RunFailed(KeyError("Ana Canary"), Ending.FAILED))
    assert "Canary" not in f"{told.message} {told.hint}"


def test_a_spent_allowance_leaves_the_rest_for_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def go_on(*_: object) -> None:
        raise AllowanceSpent("The 5 page loads allowed in 22 hours are used up.", "", NOW + timedelta(hours=2))

    monkeypatch.setattr("withdrawer.app.scheduled_run.Run.go_on", go_on)
    report = JobReport(ACCOUNT, standing(tally(SENT, 20, proven=1, withdrawn=3), left=(17, 0)))
    interruption = SimpleNamespace(so_far=lambda: report)
    desk = cast("Any", Place(NOW, UTC, SimpleNamespace(folder=tmp_path), interruption))
    over = ScheduledRun(desk, Logbook(desk, lambda _: True, is_quiet=True))._undo(
        Ready(cast("Any", None), cast("Any", SimpleNamespace()), NOW)
    )
    assert over.ending is Ending.LATER
    assert not over.ending.needs_person
    shown = scheduled_run_shown(over, desk)
    assert shown.exit_code == Exit.DONE
    assert (shown.data["sent"]["withdrawn"], shown.data["opens_at"]) == (3, "2026-10-12T10:30:00Z")
    assert "It can continue today from 10:30." in log_file(tmp_path).read_text("utf-8")


@dataclass
class Wishing:
    """A start on the day of a tidy wish, with `ready` invitations old enough: what is said, asked and begun."""

    folder: Path
    ready: int = 12
    by_itself: bool = False
    answer: StartAnswer = StartAnswer.START
    is_hidden: bool = False
    looks_meanwhile: bool = False
    asked: list[Announcement] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    begun: list[object] = field(default_factory=list)
    looked_at: datetime = NOW
    agreed_to: datetime = NOW
    """When the wish was agreed to that this start began with."""

    @property
    def wish(self) -> Wish:
        return Wish("3 weeks", {}, (0,), by_itself=self.by_itself, agreed_at=NOW, looked_at=self.looked_at)

    def run(self, monkeypatch: pytest.MonkeyPatch) -> Ending:
        """Gives how it ended; the run itself is a stand-in."""
        self.looked_at = NOW
        wishes = SimpleNamespace(current=lambda _: self.wish)
        desk = cast(
            "Any",
            SimpleNamespace(
                now=NOW, zone=UTC, home=SimpleNamespace(folder=self.folder), is_hidden=self.is_hidden, account=ACCOUNT,
                journal=SimpleNamespace(wishes=wishes), interruption=SimpleNamespace(check=lambda: None),
            ),
        )  # fmt: skip
        monkeypatch.setattr(
            "withdrawer.app.scheduled_run.settings_of", lambda _: BrowserSettings(self.folder, self.folder, self.folder)
        )
        plan = SimpleNamespace(planned=[object()] * self.ready)
        run = cast("Any", SimpleNamespace(look_for_wish=lambda: plan, begin_wish=self._begin))
        logbook = Logbook(desk, self._tell, is_quiet=True)
        found = ScheduledRun(desk, logbook, ask=self._ask)._tidy(
            run, msgspec.structs.replace(self.wish, agreed_at=self.agreed_to)
        )
        return found if isinstance(found, Ending) else Ending.JOB_DONE

    def _tell(self, text: str) -> bool:
        self.told.append(text)
        return True

    def _begin(self, plan: object) -> JobReport:
        self.begun.append(plan)
        return JobReport(ACCOUNT, standing(tally(SENT, 12, withdrawn=12)))

    def _ask(self, _settings: BrowserSettings, _heed: object, wait: timedelta, said: Announcement) -> StartAnswer:
        assert wait == timedelta(minutes=30)
        self.asked.append(said)
        self.looked_at = NOW + timedelta(minutes=5) if self.looks_meanwhile else NOW
        return self.answer


def test_a_wish_that_asks_withdraws_after_one_press_and_says_how_many_on_the_desktop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wishing = Wishing(tmp_path)
    assert wishing.run(monkeypatch) is Ending.JOB_DONE
    assert len(wishing.begun) == 1
    assert wishing.told == [
        "12 invitations older than 3 weeks are ready to be withdrawn. To see who, and decide: withdrawer run"
    ]
    assert ("Withdraw 12 invitations", StartAnswer.START) in wishing.asked[0].buttons


@pytest.mark.parametrize(
    "wishing",
    [{"answer": StartAnswer.CLOSED}, {"is_hidden": True}, {"looks_meanwhile": True}],
    ids=["not now", "no window", "another look meanwhile"],
)
def test_without_a_press_that_counts_nobody_is_withdrawn_and_they_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wishing: dict[str, Any]
) -> None:
    it = Wishing(tmp_path, **wishing)
    assert it.run(monkeypatch) is Ending.READY
    assert it.begun == []
    assert len(it.told) == 1


def test_a_wish_by_itself_asks_nothing_and_one_without_anybody_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = Wishing(tmp_path, by_itself=True)
    assert alone.run(monkeypatch) is Ending.JOB_DONE
    assert (len(alone.begun), alone.asked, alone.told) == (1, [], [])
    nobody = Wishing(tmp_path, ready=0)
    assert nobody.run(monkeypatch) is Ending.NOTHING_READY
    assert (nobody.begun, nobody.asked, nobody.told) == ([], [], [])


def test_a_wish_that_was_replaced_while_the_window_asked_is_not_carried_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = Wishing(tmp_path, by_itself=True)
    it.agreed_to = NOW - timedelta(days=1)
    assert it.run(monkeypatch) is Ending.NOTHING_DUE
    assert it.begun == []
