"""The bare command at a terminal: the whole way, one step at a time, each done by a command that can be typed."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import dropwhile
from pathlib import Path

import msgspec

from withdrawer.app.context import CommandContext
from withdrawer.app.guide_record import FoundChoice, GuideRecord, read_record, write_record
from withdrawer.app.guide_steps import (
    GuideSituation,
    GuideStep,
    PauseState,
    command_of,
    list_command_of,
    next_step,
    page_command_of,
)
from withdrawer.app.preview import Planned
from withdrawer.app.resume import pause_now
from withdrawer.app.schedule import readable_schedule
from withdrawer.app.user import Everybody, FewerPending, GuideLeft, JobStands, Refused, Said, User
from withdrawer.app.user_questions import BlastChoice, ChooseBlast, NextStep, UntilWhen
from withdrawer.errors import Exit, Interrupted, UsageError
from withdrawer.journal.records import SIGNED_OUT, Job, JobState
from withdrawer.plan.bursts.blasts import Blast
from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO
from withdrawer.plan.dates.window import EVERYTHING, parse_window
from withdrawer.plan.decisions import Decision
from withdrawer.plan.plan import Plan
from withdrawer.undo.job_progress import NOT_CONFIRMED, standing_of
from withdrawer.undo.pauses import Done

MOST_BURSTS, MOST_GROUPS = 3, 8
EXPORT_NAME = re.compile(
    r"(?:Basic|Complete)_LinkedInDataExport_[\d-]+(?:\.zip)?(?: ?\(\d+\))?(?:\.zip)+", re.IGNORECASE
)
"""LinkedIn's name for a data export, as browsers and mail programs save it (data-export B.1)."""
GOES_ON = (Exit.DONE, Exit.PARTIAL, Exit.SIGNED_OUT, Exit.WALL)
"""After these the situation says what to do next; any other ending ends the guide."""
OPTIONAL = (GuideStep.ASK_FOR_EXPORT, GuideStep.IMPORT, GuideStep.SCHEDULE)
"""If one of these fails, the way continues without it."""
OF_CHOICE = (GuideStep.REVIEW, GuideStep.TRY_ONE)
"""Done or skipped for one choice only: another one begins anew."""
KEPT = (*OPTIONAL, *OF_CHOICE, GuideStep.BY_HAND)
"""Steps that stay done or skipped when the guide is left."""
LOOK_HOLDS = timedelta(hours=1)
"""How long what a look found can be chosen from: LinkedIn's "5 minutes ago" means other people by then."""


@dataclass(frozen=True)
class Performed:
    """How a command ended, and what it found."""

    code: int
    found: object = None


@dataclass
class Guide:
    """One guide at a terminal.

    `stand` opens the context in which the situation is read: commands run between two readings, with contexts of their
    own. `perform` carries out a command line.
    """

    user: User
    stand: Callable[[], AbstractContextManager[CommandContext]]
    perform: Callable[[Sequence[str]], Performed]
    downloads: Callable[[], Path]
    way_back: str
    record: GuideRecord = field(default_factory=GuideRecord)
    settled: set[GuideStep] = field(default_factory=set)
    plan: Plan | None = None
    reviewed: Plan | None = None
    """The plan of what was chosen, if it was made in this session."""
    at: GuideSituation = field(default_factory=GuideSituation)
    now: datetime = field(default=datetime.min.replace(tzinfo=UTC))
    zone: tzinfo = UTC
    home: Path = field(default_factory=Path)

    def lead(self) -> int:
        """Go step by step until nothing is left to do now, or the user leaves. Returns the exit code."""
        try:
            return self._lead()
        except Interrupted:
            self.user.tell(GuideLeft(self.way_back))
            return Exit.INTERRUPTED

    def _lead(self) -> int:
        before: tuple[GuideStep, GuideSituation] | None = None
        code: int = Exit.DONE
        answer = ""
        while True:
            self._read()
            step = next_step(self.at)
            if before is None:
                self.user.tell(Said.GUIDE_BEGINS)
            if step.is_end:
                self._end(step, is_first=before is None)
                return code
            if has_changed_nothing := (step, self.at) == before and command_of(step, self.at) and answer in ("", "p"):
                self.user.tell(Said.STEP_STAYS)
            before = step, self.at
            answer = self._answer(step)
            if answer == "q":
                self.user.tell(GuideLeft(self.way_back))
                return code if has_changed_nothing else Exit.DONE
            code = self._do(step, answer)
            if code not in GOES_ON:
                self.user.tell(GuideLeft(self.way_back))
                return code

    def _answer(self, step: GuideStep) -> str:
        """Ask until the answer is one of those that the step takes; a choice takes any text."""
        while True:
            if step is GuideStep.CHOOSE:
                typed = self.user.ask_text(ChooseBlast(self._choices()))
                return "q" if typed.lower() == "q" else typed
            question = NextStep(step, self.at, tuple(command_of(step, self.at)))
            answer = self.user.ask_text(question).lower()
            if answer in question.answers:
                return answer
            self.user.tell(Said.TYPE_ONE_OF_THESE)

    def _do(self, step: GuideStep, answer: str) -> int:
        """Do a step as the user answered. Returns the exit code."""
        if step is GuideStep.CHOOSE:
            self._choose(answer)
            return Exit.DONE
        if answer == "b":
            self._keep_choice(())
            return Exit.DONE
        if answer == "l" and self.reviewed is not None:
            self.user.tell(Everybody(self.reviewed))
            return Exit.DONE
        if answer == "p":
            return self.perform(page_command_of(self.at)).code
        if answer == "s" or step is GuideStep.ASK_FOR_EXPORT:
            if step is GuideStep.ASK_FOR_EXPORT and answer != "s":
                self._keep(msgspec.structs.replace(self.record, looks_for_export=True))
            self._settle(step)
            return Exit.DONE
        if answer == "l":
            return self._perform(GuideStep.REVIEW, list_command_of(self.at))
        return self._perform(step, command_of(step, self.at))

    def _perform(self, step: GuideStep, command: Sequence[str]) -> int:
        earlier = self.plan
        done = self.perform(command)
        plan = done.found.plan if isinstance(done.found, Planned) else None
        if plan is not None and step in (GuideStep.LOOK, GuideStep.REVIEW, GuideStep.BY_HAND):
            self.plan = plan
            self.reviewed = None if step is GuideStep.LOOK else plan
        if step in OPTIONAL and done.code != Exit.INTERRUPTED:
            self._settle(step)
            return Exit.DONE
        if done.code != Exit.DONE or plan is None:
            return done.code
        if step is GuideStep.LOOK:
            found = tuple(FoundChoice(it.words, it.blast, it.group) for it in choices_of(plan, self.zone))
            self._keep(msgspec.structs.replace(self.record, found=found, looked_at=self.now))
        if step is GuideStep.REVIEW:
            if plan.planned:
                self._settle(step)
            else:
                self.user.tell(Said.NOBODY_THERE_TO_UNDO)
                self._keep_choice(())
        if step is GuideStep.BY_HAND:
            fewer = names_of_missing(earlier, plan)
            self.user.tell(FewerPending(fewer))
            if fewer:
                self._settle(step)
        return done.code

    def _choose(self, answer: str) -> None:
        """Take a number from the list, or the time at which the blast began; Enter alone takes the first burst."""
        choices = self._choices()
        if not answer and not any(it.blast for it in choices):
            self.user.tell(Said.TYPE_A_NUMBER_OR_TIME)
            return
        text = answer or "1"
        if text.isdecimal() and len(text) < 4:
            if 1 <= int(text) <= len(choices):
                self._keep_choice(choices[int(text) - 1].words)
            else:
                self.user.tell(Said.TYPE_A_NUMBER_OR_TIME)
            return
        self._choose_time(text)

    def _choices(self) -> list[BlastChoice]:
        """Return what this session's look found, or the one of the session before."""
        if self.plan is not None:
            return choices_of(self.plan, self.zone)
        return [BlastChoice(it.words, it.blast, it.group) for it in self.record.found]

    def _choose_time(self, since: str) -> None:
        """Take a typed time, and ask for the end; both become instants, because "yesterday" moves on."""
        try:
            parse_window(since, None, self.now, self.zone)
            until = self.user.ask_text(UntilWhen())
            window = parse_window(since, until or None, self.now, self.zone)
        except UsageError as error:
            self.user.tell(Refused(error.message, error.hint))
            return
        assert window is not None
        self._keep_choice(window_words(window.since, window.until, self.zone))

    def _keep_choice(self, words: Sequence[str]) -> None:
        self.settled -= {*OF_CHOICE}
        self.reviewed = None
        on = self.now.astimezone(self.zone).date() if words else None
        self._keep(msgspec.structs.replace(self.record.without(*OF_CHOICE), choice=tuple(words), chosen_on=on))

    def _settle(self, step: GuideStep) -> None:
        if step is GuideStep.IMPORT:  # the next file, such as the larger part, is offered again
            offered = self.at.export_file.name if self.at.export_file else ""
            self._keep(msgspec.structs.replace(self.record, offered=(*self.record.offered, offered)))
            return
        self.settled.add(step)
        if step in KEPT:
            self._keep(self.record.with_settled(step))

    def _keep(self, record: GuideRecord) -> None:
        self.record = record
        write_record(self.home, record)

    def _read(self) -> None:
        """Read the situation anew: a command may have changed anything."""
        with self.stand() as at:
            self.now, self.zone, self.home = at.now, at.zone, at.home.folder
            self.record = read_record(self.home) if at.is_made else self.record
            self.at = situation_of(at, self.record, self.settled, self._export_file(at), self.plan)

    def _export_file(self, at: CommandContext) -> Path | None:
        """Return a data export in Downloads that was neither imported nor offered; only if the user asked for one."""
        if at.home.kind == "replay" or not self.record.looks_for_export:
            return None
        file = newest_export(self.downloads(), at.journal.exports.last_added_at())
        return None if file is None or file.name in self.record.offered else file

    def _end(self, step: GuideStep, *, is_first: bool) -> None:
        """Say why nothing is left to do now, and what comes next."""
        if is_first and step in (GuideStep.REST, GuideStep.FINISHED):  # otherwise the run has just reported
            with self.stand() as at:
                if (account := at.account) and (job := _job(at)):
                    standing, is_replay = standing_of(at.journal, account, job, at.now), at.home.kind == "replay"
                    self.user.tell(JobStands(standing, is_report=True, is_replay=is_replay))
        if step is GuideStep.FINISHED:  # another blast begins anew
            self._keep(GuideRecord(shortcut=self.record.shortcut))
        self.user.tell(NextStep(step, self.at, ()))


def situation_of(
    at: CommandContext, record: GuideRecord, settled: set[GuideStep], export_file: Path | None, plan: Plan | None
) -> GuideSituation:
    """Return the situation: from the journal, else from the guide's record and this session."""
    is_today = record.chosen_on == at.now.astimezone(at.zone).date()
    has_found = bool(record.found) and record.looked_at is not None and at.now - record.looked_at < LOOK_HOLDS
    found, done = _of_journal(at), settled | set(record.settled)
    if not is_today:
        done -= {*OF_CHOICE}
    if found.is_first_contact and plan is None and GuideStep.BY_HAND not in done:
        done -= {GuideStep.REVIEW}  # who is withdrawn by hand shows against a plan of this session only
    return replace(
        found,
        export_file=export_file,
        has_looked=plan is not None or has_found,
        has_anybody=plan is None or bool(plan.groups),
        choice=record.choice if is_today else (),
        settled=frozenset(done),
    )


def _of_journal(at: CommandContext) -> GuideSituation:
    found = _paused(at, GuideSituation(is_replay=at.home.kind == "replay", has_account=at.account is not None))
    account, job = at.account, _job(at)
    if account is None:
        return found
    found = replace(found, has_export=at.journal.exports.all() is not None, is_first=job is None)
    if job is None:
        return found
    standing = standing_of(at.journal, account, job, at.now)
    if job.state is not JobState.OPEN:
        declined = sum(tally.kept.get(NOT_CONFIRMED, 0) for tally in standing.tallies.values())
        return replace(found, is_over=True, declined=declined, is_trial=job.terms.selection.get("limit") == 1)
    schedule = readable_schedule(at)
    return replace(
        found,
        is_open=True,
        left=sum(standing.left.values()),
        done=sum(tally.done for tally in standing.tallies.values()),
        days_left=standing.days_left,
        next_at=standing.next_at if standing.next_at and standing.next_at > at.now else None,
        is_scheduled=schedule is not None and schedule.is_on and schedule.job == job.id,
    )


def _paused(at: CommandContext, found: GuideSituation) -> GuideSituation:
    stop = at.journal.stops.active(at.account, at.now)
    if stop is None:
        return found
    pause = pause_now(at, stop)
    if stop.kind == SIGNED_OUT:
        state = PauseState.SIGNED_OUT
    elif stop.ends_by_itself or (pause.opens_at and pause.opens_at > at.now):
        state = PauseState.WAITS
    else:
        state = PauseState.TO_SEE_TO if pause.done is Done.NOT_SEEN else PauseState.SEEN_TO
    return replace(found, pause=state, pause_words=pause.first, opens_at=pause.opens_at)


def _job(at: CommandContext) -> Job | None:
    return at.open_job or (at.journal.jobs.last(at.account) if at.account else None)


def choices_of(plan: Plan, zone: tzinfo) -> list[BlastChoice]:
    """Return what a preview found to choose from: its bursts, then the groups in LinkedIn's words."""
    bursts = [*_bursts(plan.blasts[:MOST_BURSTS], zone)]
    taken = {it.words for it in bursts}
    groups = [BlastChoice(("--sent", it.wording), None, it) for it in plan.groups if it.span]
    return [*bursts, *(it for it in groups[:MOST_GROUPS] if it.words not in taken)]


def _bursts(blasts: Sequence[Blast], zone: tzinfo) -> Iterator[BlastChoice]:
    for number, blast in enumerate(blasts):
        if blast.core is None or blast.window is None:  # the wording takes all of it, its hours only those certainly in
            words: tuple[str, ...] = tuple(word for text in blast.wordings for word in ("--sent", text))
        elif number == 0:
            words = ("--blast",)
        else:
            words = window_words(blast.window.since, blast.window.until, zone)
        yield BlastChoice(words, blast, None)


def window_words(since: datetime, until: datetime, zone: tzinfo) -> tuple[str, ...]:
    """Return the options for a window of sending."""
    start = EVERYTHING if since == FOREVER_AGO else since.astimezone(zone).isoformat()
    return ("--since", start, *(() if until == FAR_AHEAD else ("--until", until.astimezone(zone).isoformat())))


def names_of_missing(before: Plan | None, now: Plan) -> list[str]:
    """Return who was pending at the earlier look and is not any more; nobody who may be on a page skipped now."""
    still = {it.person.key for it in now.sent.decisions}
    seen: Iterable[Decision] = before.sent.decisions if before else ()
    if now.sent.skipped:
        seen = dropwhile(lambda it: it.person.key not in still, seen)
    return [it.person.name or it.person.key for it in seen if it.person.key not in still]


def newest_export(folder: Path, after: datetime | None = None) -> Path | None:
    """Return the newest of LinkedIn's data exports in a folder, if it came `after` this instant.

    None if there is none, or the folder can't be looked into.
    """
    try:
        found = [(it.stat().st_mtime, it) for it in folder.iterdir() if EXPORT_NAME.fullmatch(it.name)]
    except OSError:
        return None
    newest = max(found, default=None)
    return newest[1] if newest and (after is None or newest[0] > after.timestamp()) else None
