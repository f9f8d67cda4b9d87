"""Progress display: count, rate, next act, and the estimated end of this run and of the whole job."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from math import inf
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
from rich.table import Column
from rich.text import Text

from withdrawer.clock import Clock, stopwatch
from withdrawer.escape import shown
from withdrawer.plan.half import Half
from withdrawer.show.act_words import looked_up_words, news_words
from withdrawer.undo.watcher import ANSWERED, News, Step

READING = {Half.SENT: "Reading Sent invitations", Half.CONNECTIONS: "Reading Connections"}
ACTING = {Half.SENT: "Withdrawing", Half.CONNECTIONS: "Removing"}
SECONDS_BETWEEN_LINES = 30.0


class OutlookColumn(ProgressColumn):
    """A progress column with the rate, the next act, and the end of this run."""

    def __init__(self, watcher: "TerminalWatcher") -> None:
        super().__init__(table_column=_one_line(3))
        self.watcher = watcher

    def render(self, task: Task) -> Text:
        """Return the column's current text."""
        return Text(self.watcher.outlook(int(task.completed), int(task.total or 0)), style="dim")


class TerminalWatcher:
    """Draws a live bar on a terminal; otherwise prints a line now and then.

    `whole_job` says when the whole job is finished.
    """

    def __init__(self, console: Console, clock: Clock, *, whole_job: str = "") -> None:
        self.console = console
        self.clock = clock
        self.whole_job = whole_job
        self.is_live = console.is_terminal and not console.quiet
        self._bar: Progress | None = None
        self._task: int | None = None
        self._phase: tuple[str, Half] | None = None
        self._began = stopwatch()
        self._last_line = -inf
        self._expected = timedelta()
        self._acts = (0, 0)
        self._next: tuple[datetime, bool] | None = None
        self._checked = dict.fromkeys(Half, 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self.stop()

    def reading(self, half: Half, seen: int, stated: int | None) -> None:
        """Show how many rows of a list have been read. While searching for the next act, this counts as acting."""
        if self._phase == ("acting", half):
            self._show("acting", half, f"{ACTING[half]}: {seen:,} rows read", *self._acts)
        else:
            self._show("reading", half, READING[half], seen, stated and max(stated, seen))

    def acting(self, half: Half, total: int, expected: timedelta) -> None:
        """Begin the progress of acts."""
        self.stop()
        self._expected, self._acts = expected, (0, total)
        self._show("acting", half, ACTING[half], *self._acts)

    def acted(self, step: Step) -> None:
        """Show an act's outcome."""
        self._next, self._acts = None, (step.done, step.total)
        name = f"{ACTING[step.half]}: {shown(step.name, 40)} {step.outcome}"
        self._show("acting", step.half, name, *self._acts, is_news=step.outcome != ANSWERED)

    def checked(self, half: Half, count: int) -> None:
        """Count acts that were verified to have taken effect."""
        self._checked[half] += count

    def waiting(self, until: datetime, *, is_rest: bool) -> None:
        """Set the approximate instant of the next act."""
        self._next = (until, is_rest)

    def note(self, news: News, people: int = 0) -> None:
        """Print news that the user should see now."""
        self._print(news_words(news, people))

    def looked_up(self, found: Mapping[str, int]) -> None:
        """Print what became of earlier runs' unresolved acts."""
        self._print(looked_up_words(found))

    def stop(self) -> None:
        """Remove the live bar before something else is printed."""
        if self._bar is not None:
            self._bar.stop()
        self._bar = self._task = self._phase = None

    def outlook(self, done: int, total: int) -> str:
        """Return the rate, the next act and the estimated end, as far as known."""
        passed = stopwatch() - self._began
        parts = []
        if done and passed > 1:
            parts.append(told_rate(done / passed))
        if self._next is not None:
            seconds = max(0, round((self._next[0] - self.clock()).total_seconds()))
            parts.append(f"{'resting, next' if self._next[1] else 'next'} in {seconds} s")
        if self._phase is not None and self._phase[0] == "acting":
            checked = self._checked[self._phase[1]]
            parts += [f"{checked:,} checked"] if checked else []
            rest = passed / done * (total - done) if done else self._expected.total_seconds()
            parts.append(f"this run: {told(timedelta(seconds=rest))} left")
            parts += [self.whole_job] if self.whole_job else []
        elif done and total > done:
            parts.append(f"at most {told(timedelta(seconds=passed / done * (total - done)))} left")
        return " · ".join(parts)

    def _show(self, phase: str, half: Half, what: str, done: int, total: int | None, *, is_news: bool = False) -> None:
        if self._phase != (phase, half):
            self.stop()
            self._began, self._last_line, self._next = stopwatch(), -inf, None
            self._phase = (phase, half)
        if self.is_live:
            self._draw(what, done, total)
        elif not self.console.quiet and (is_news or self._is_time_for_a_line(done, total)):
            outlook = self.outlook(done, total or 0)
            count = f"{done:,} of {total:,}" if total else f"{done:,}"
            self.console.print(Text(f"{what}: {count}{f' ({outlook})' if outlook else ''}"))

    def _print(self, text: str) -> None:
        self.stop()
        self.console.print(Text(text))

    def _is_time_for_a_line(self, done: int, total: int | None) -> bool:
        now = stopwatch()
        is_time = done > 0 and (done == total or now - self._last_line >= SECONDS_BETWEEN_LINES)
        if is_time:
            self._last_line = now
        return is_time

    def _draw(self, what: str, done: int, total: int | None) -> None:
        if self._bar is None:
            self._bar = Progress(
                TextColumn("{task.description}", markup=False, table_column=_one_line(2)),
                BarColumn(bar_width=16),
                MofNCompleteColumn(),
                OutlookColumn(self),
                console=self.console,
                transient=True,
                expand=True,
            )
            self._bar.start()
            self._task = self._bar.add_task(what, total=total)
        assert self._task is not None
        self._bar.update(self._task, description=what, completed=done, total=total)  # type: ignore[arg-type]


def _one_line(share: int) -> Column:
    """Return a column that never wraps: a two-line bar would leave remnants behind."""
    return Column(ratio=share, no_wrap=True, overflow="ellipsis")


def told_rate(per_second: float) -> str:
    """Return the rate per minute, or per hour if slow."""
    return f"{per_second * 60:,.0f} a minute" if per_second * 60 >= 1 else f"{per_second * 3600:,.0f} an hour"


def told(length: timedelta) -> str:
    """Return a duration as a person would say it."""
    minutes = round(length.total_seconds() / 60)
    if minutes < 1:
        return "under a minute"
    if minutes < 120:
        return f"about {minutes} minute{'s' if minutes > 1 else ''}"
    return f"about {round(minutes / 60)} hours"
