import contextlib
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from hypothesis import given
from rich.console import Console

from withdrawer.journal.records import Outcome
from withdrawer.show.progress import TerminalWatcher, told, told_rate
from withdrawer.undo.watcher import ANSWERED, News, Step

from .making import CONNECTIONS, NOW, SENT, hostile, is_harmless

MINUTE = timedelta(minutes=1)


class Stopwatch:
    """Time that goes on when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class Screen:
    """A watcher that writes into a text, with its stopwatch."""

    def __init__(self, watch: Stopwatch, *, is_terminal: bool = False, is_quiet: bool = False, words: str = "") -> None:
        self.text = StringIO()
        self.time = watch
        console = Console(
            file=self.text, force_terminal=is_terminal, quiet=is_quiet, width=200, highlight=False, no_color=True
        )
        self.watcher = TerminalWatcher(console, lambda: NOW + timedelta(seconds=watch.seconds - 1000), whole_job=words)

    @property
    def lines(self) -> list[str]:
        return self.text.getvalue().splitlines()

    def act(self, done: int, total: int, name: str = "Ana Nueva", outcome: str = ANSWERED) -> None:
        self.watcher.acted(Step(SENT, name, outcome, done, total))


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Stopwatch:
    watch = Stopwatch()
    monkeypatch.setattr("withdrawer.show.progress.stopwatch", watch)
    return watch


@pytest.fixture
def screen(time: Stopwatch) -> Screen:
    return Screen(time)


def test_without_a_terminal_there_is_a_line_now_and_then(screen: Screen) -> None:
    screen.watcher.acting(SENT, 100, 10 * MINUTE)
    for done in range(1, 101):
        screen.time.seconds += 6
        screen.act(done, 100)
    assert len(screen.lines) == 21  # the first, one each half minute, the last
    who = "Withdrawing: Ana Nueva, answered by LinkedIn"
    assert screen.lines[0].startswith(f"{who}: 1 of 100 (10 a minute · this run: about 10 min")
    assert screen.lines[-1].startswith(f"{who}: 100 of 100")


def test_whoever_was_not_undone_is_told_at_once(screen: Screen) -> None:
    screen.watcher.acting(SENT, 100, MINUTE)
    screen.act(1, 100)
    screen.act(2, 100, outcome=Outcome.REFUSED)
    screen.act(3, 100)
    assert [line.split(":")[1] for line in screen.lines] == [" Ana Nueva, answered by LinkedIn", " Ana Nueva, refused"]


def test_reading_tells_how_many_of_how_many(screen: Screen) -> None:
    screen.watcher.reading(SENT, 10, 1000)
    screen.time.seconds += 60
    screen.watcher.reading(SENT, 500, 1000)
    screen.watcher.reading(CONNECTIONS, 10, None)
    assert screen.lines == [
        "Reading Sent invitations: 10 of 1,000 (under a minute left)",
        "Reading Sent invitations: 500 of 1,000 (500 a minute · at most about 1 minute left)",
        "Reading Connections: 10",
    ]


def test_more_rows_than_the_page_says_are_no_nonsense(screen: Screen) -> None:
    screen.watcher.reading(SENT, 38, 36)
    assert screen.lines == ["Reading Sent invitations: 38 of 38"]


def test_the_pace_is_that_of_all_acts_also_where_the_list_is_read_on_between_them(screen: Screen) -> None:
    screen.watcher.acting(SENT, 40, 10 * MINUTE)
    for done in range(1, 21):
        screen.time.seconds += 15
        if done % 10 == 1:
            screen.watcher.reading(SENT, done + 9, 1000)
        screen.act(done, 40)
    assert screen.watcher.outlook(20, 40) == "4 a minute · this run: about 5 minutes left"


def test_a_second_walk_begins_its_count_anew(screen: Screen) -> None:
    screen.watcher.acting(SENT, 3, MINUTE)
    screen.time.seconds += 600
    screen.act(3, 3)
    screen.watcher.acting(SENT, 40, 10 * MINUTE)
    screen.time.seconds += 15
    screen.act(1, 40)
    assert screen.watcher.outlook(1, 40) == "4 a minute · this run: about 10 minutes left"


def test_the_way_down_to_the_next_act_shows_that_something_goes_on(screen: Screen) -> None:
    screen.watcher.acting(SENT, 40, 10 * MINUTE)
    screen.act(1, 40)
    screen.time.seconds += 60
    screen.watcher.reading(SENT, 2500, 3000)
    assert screen.lines[-1].startswith("Withdrawing: 2,500 rows read: 1 of 40")


def test_before_the_first_act_the_outlook_is_what_the_waits_take(screen: Screen) -> None:
    screen.watcher.acting(SENT, 40, 13 * MINUTE)
    assert screen.watcher.outlook(0, 40) == "this run: about 13 minutes left"


def test_the_next_act_is_counted_down_and_a_rest_is_called_one(screen: Screen) -> None:
    screen.watcher.acting(SENT, 40, 13 * MINUTE)
    screen.watcher.waiting(NOW + timedelta(seconds=20), is_rest=False)
    screen.time.seconds += 5
    assert "next in 15 s" in screen.watcher.outlook(0, 40)
    screen.watcher.waiting(NOW + timedelta(seconds=125), is_rest=True)
    assert "resting, next in 120 s" in screen.watcher.outlook(0, 40)
    screen.time.seconds += 500
    assert "next in 0 s" in screen.watcher.outlook(0, 40)
    screen.act(1, 40)
    assert "next in" not in screen.watcher.outlook(1, 40)


def test_the_end_of_the_whole_job_is_told_beside_that_of_the_run(time: Stopwatch) -> None:
    screen = Screen(time, words="whole job: 24 November")
    screen.watcher.acting(SENT, 40, 13 * MINUTE)
    assert screen.watcher.outlook(0, 40) == "this run: about 13 minutes left · whole job: 24 November"


def test_quiet_is_quiet(time: Stopwatch) -> None:
    screen = Screen(time, is_quiet=True)
    screen.watcher.reading(SENT, 10, 1000)
    screen.act(1, 1, outcome=Outcome.REFUSED)
    screen.watcher.note(News.SLOWER)
    assert screen.lines == []


def test_a_terminal_gets_one_bar_that_goes_away_again(time: Stopwatch) -> None:
    screen = Screen(time, is_terminal=True)
    with screen.watcher:
        screen.watcher.acting(SENT, 3, MINUTE)
        screen.act(1, 3)
        screen.act(2, 3, name="[bold]Ana[/bold]")
    drawn = screen.text.getvalue()
    assert "2 of 3" in drawn
    assert "[bold]Ana[/bold]: answered by LinkedIn" in drawn
    assert drawn.rstrip("\n").endswith(("\x1b[2K", "\x1b[?25h", "\r", "\x1b[1A\x1b[2K"))


@contextlib.contextmanager
def stopped_time() -> Iterator[Stopwatch]:
    with pytest.MonkeyPatch.context() as patch:
        watch = Stopwatch()
        patch.setattr("withdrawer.show.progress.stopwatch", watch)
        yield watch


@given(hostile)
def test_a_hostile_name_leaves_nothing_that_a_terminal_obeys(name: str) -> None:
    with stopped_time() as watch:
        screen = Screen(watch)
        screen.watcher.acting(SENT, 2, MINUTE)
        screen.act(1, 2, name, Outcome.REFUSED)
    assert is_harmless(screen.text.getvalue())
    assert len(screen.lines) == 1


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "under a minute"),
        (29, "under a minute"),
        (40, "about 1 minute"),
        (120, "about 2 minutes"),
        (7100, "about 118 minutes"),
        (7200, "about 2 hours"),
        (36000, "about 10 hours"),
    ],
)
def test_durations_are_told_as_a_person_says_them(seconds: int, words: str) -> None:
    assert told(timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("per_second", "words"), [(10, "600 a minute"), (0.05, "3 a minute"), (1 / 60, "1 a minute"), (0.005, "18 an hour")]
)
def test_a_slow_rate_is_told_by_the_hour(per_second: float, words: str) -> None:
    assert told_rate(per_second) == words


def block(screen: Screen, width: int = 80) -> str:
    return "\n".join(line.plain for line in screen.watcher.block_lines(width))


def test_the_live_block_tells_proof_next_this_run_and_the_whole_job(time: Stopwatch) -> None:
    screen = Screen(time, is_terminal=True, words="whole job: 30 December")
    screen.watcher.job = (40, 1452)
    with screen.watcher:
        screen.watcher.acting(SENT, 40, 13 * MINUTE)
        for done in range(1, 12):
            time.seconds += 20
            screen.act(done, 40, name=f"Name {done}")
        screen.act(12, 40, outcome=Outcome.REFUSED)
        screen.act(13, 40, outcome=Outcome.ACCEPTED)
        screen.watcher.checked(SENT, 8)
        screen.watcher.waiting(NOW + timedelta(seconds=time.seconds - 1000 + 17), is_rest=False)
        text = block(screen)
    assert "13 of 40" in text
    assert "checked     8 on a fresh page; 3 answered by LinkedIn, not checked yet" in text
    assert "otherwise   1 refused, 1 accepted" in text
    assert "next        in 17 s" in text
    assert "this run    27 more, about 8 minutes left" in text
    assert "whole job   52 of 1,452, finished about 30 December" in text
    assert "Ctrl-C stops" in text
    assert "█" in text


def test_a_rest_is_told_in_the_block_too(time: Stopwatch) -> None:
    screen = Screen(time, is_terminal=True)
    with screen.watcher:
        screen.watcher.acting(SENT, 3, MINUTE)
        screen.watcher.waiting(NOW + timedelta(seconds=90), is_rest=True)
        assert "next        after a rest, in 90 s" in block(screen)
        assert "whole job" not in block(screen)


@pytest.mark.parametrize("width", [30, 40, 80])
def test_the_block_never_wraps_whatever_the_name(time: Stopwatch, width: int) -> None:
    screen = Screen(time, is_terminal=True, words="whole job: 30 December")
    screen.watcher.job = (40, 1452)
    with screen.watcher:
        screen.watcher.acting(SENT, 3, MINUTE)
        screen.act(1, 3, name="王" * 60 + "\x1b[2J")
        lines = screen.watcher.block_lines(width)
    assert max(line.cell_len for line in lines) < width
    assert "\x1b" not in "".join(line.plain for line in lines)


def test_reading_is_a_bar_with_what_is_left(time: Stopwatch) -> None:
    screen = Screen(time, is_terminal=True)
    with screen.watcher:
        screen.watcher.reading(SENT, 10, 1000)
        time.seconds += 60
        screen.watcher.reading(SENT, 500, 1000)
        text = block(screen)
        assert "Reading Sent invitations" in text
        assert "500 of 1,000" in text
        assert "at most about 1 minute left" in text
        screen.watcher.reading(CONNECTIONS, 10, None)
        assert "Reading Connections  10" in block(screen)
