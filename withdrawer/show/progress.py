"""Progress display: what was done and proven, the next act, and the estimated end of this run and of the whole job."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from math import inf
from typing import Self

from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from withdrawer.clock import Clock, stopwatch
from withdrawer.escape import shown
from withdrawer.invocation import CURRENT
from withdrawer.journal.records import Outcome
from withdrawer.plan.half import Half
from withdrawer.show.act_words import looked_up_words, news_words
from withdrawer.show.output import WIDEST
from withdrawer.show.pictures.bars import bar_of, glyphs_for
from withdrawer.show.words import UNCHECKED
from withdrawer.undo.watcher import ANSWERED, News, Step

READING = {Half.SENT: "Reading Sent invitations", Half.CONNECTIONS: "Reading Connections"}
ACTING = {Half.SENT: "Withdrawing", Half.CONNECTIONS: "Removing"}
SECONDS_BETWEEN_LINES = 30.0
HOW_TO_STOP = "Ctrl-C stops at once; nothing is done twice. `withdrawer run` continues later."
"""Fits into 80 columns, or the end of it would be cut off."""
LONGEST_BAR = 32
UNSETTLED = (Outcome.REFUSED, Outcome.UNRESOLVED, Outcome.NOT_DONE)
"""Outcomes after which somebody is still to be undone."""


class TerminalWatcher:
    """Draws a live block on a terminal; otherwise prints a line now and then.

    `whole_job` says when the whole job is finished, `job` how many of its people were settled when this run began, and
    how many there are.
    """

    def __init__(self, console: Console, clock: Clock, *, whole_job: str = "") -> None:
        self.console = console
        self.clock = clock
        self.whole_job = whole_job
        self.is_live = console.is_terminal and not console.quiet
        self.job: tuple[int, int] | None = None
        self._block: Live | None = None
        self._what, self._last = "", ""
        self._counts: tuple[int, int | None] = (0, None)
        self._ends: Counter[tuple[Half, str]] = Counter()
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
        self._ends[step.half, step.outcome] += 1
        # "Answered" alone was read as an answer of the person.
        what = "answered by LinkedIn" if step.outcome == ANSWERED else step.outcome
        self._last = f"{shown(step.name, 40)}: {what}"
        name = f"{ACTING[step.half]}: {shown(step.name, 40)}, {what}"
        self._show("acting", step.half, name, *self._acts, is_news=step.outcome != ANSWERED, is_act=True)

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
        """Remove the live block before something else is printed."""
        if self._block is not None:
            self._block.stop()
        self._block = self._phase = None

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
            left = told(timedelta(seconds=passed / done * (total - done)))
            parts.append(f"{left} left" if left.startswith("under") else f"at most {left} left")
        return " · ".join(parts)

    def _show(
        self,
        phase: str,
        half: Half,
        what: str,
        done: int,
        total: int | None,
        *,
        is_news: bool = False,
        is_act: bool = False,
    ) -> None:
        if self._phase != (phase, half):
            self.stop()
            self._began, self._last_line, self._next = stopwatch(), -inf, None
            self._phase = (phase, half)
        if self.is_live:
            self._draw(ACTING[half] if is_act else what, done, total)
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
        self._what, self._counts = what, (done, total)
        if self._block is None:
            self._block = Live(
                get_renderable=self._rendered, console=self.console, transient=True, refresh_per_second=4
            )
            self._block.start()
        self._block.refresh()

    def _rendered(self) -> Group:
        """Return the live block. It never wraps: a line that grew by one would leave remnants behind."""
        return Group(*self.block_lines(min(self.console.width, WIDEST)))

    def block_lines(self, width: int) -> list[Text]:
        """Return the live block's lines: what goes on, and while acting also this run and the whole job in numbers."""
        done, total = self._counts
        is_acting = self._phase is not None and self._phase[0] == "acting"
        lines = [Text(), self._bar_line(done, total, width)]
        if is_acting and total:
            lines += [Text(f"  {words}") for words in (*self._proof_words(), self._next_words(), self._end_words())]
            lines += [Text(f"  whole job   {words}") for words in [self._job_words()] if words]
            lines += [Text(f"  last        {self._last}", "dim")] if self._last else []
            lines.append(Text("Ctrl-C stops at once." if CURRENT.is_demo else HOW_TO_STOP, "dim"))
        elif total and (outlook := self.outlook(done, total)):
            lines.append(Text(f"  {outlook}", "dim"))
        for line in lines:
            line.no_wrap, line.overflow = True, "ellipsis"
            line.truncate(width - 1, overflow="ellipsis")
        return lines

    def _bar_line(self, done: int, total: int | None, width: int) -> Text:
        line = Text().append(f"{self._what}  ", "bold")
        if total:
            cells = max(8, min(LONGEST_BAR, width - line.cell_len - 24))
            drawn = bar_of(done, total, cells, glyphs_for(self.console.encoding))
            line.append(drawn, "blue").append(f"{' ' * (cells - len(drawn))}  {done:,} of {total:,}")
        else:
            line.append(f"{done:,}")
        return line

    def _proof_words(self) -> list[str]:
        """Return what this run's acts have come to: checked, answered, and whatever went otherwise."""
        half = self._phase[1] if self._phase else Half.SENT
        checked, waiting = self._checked[half], max(0, self._ends[half, ANSWERED] - self._checked[half])
        others = [f"{count:,} {end}" for (of, end), count in self._ends.items() if of is half and end != ANSWERED]
        return [
            f"checked     {checked:,} on a fresh page; {waiting:,} {UNCHECKED}",
            *([f"otherwise   {', '.join(others)}"] if others else []),
        ]

    def _next_words(self) -> str:
        if self._next is None:
            return "next        now"
        at, is_rest = self._next
        seconds = max(0, round((at - self.clock()).total_seconds()))
        return f"next        {'after a rest, ' if is_rest else ''}in {seconds} s"

    def _end_words(self) -> str:
        done, total = self._acts
        passed = stopwatch() - self._began
        rest = timedelta(seconds=passed / done * (total - done)) if done else self._expected
        return f"this run    {total - done:,} more, {told(rest)} left"

    def _job_words(self) -> str:
        if self.job is None:
            return ""
        done, total = self.job
        done += sum(count for (_, end), count in self._ends.items() if end not in UNSETTLED)
        end = f", {self.whole_job.removeprefix('whole job: ')}" if self.whole_job else ""
        return f"{min(done, total):,} of {total:,}{f', finished about{end[1:]}' if end else ''}"


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
