"""The first phase of preview and run: reads both lists and decides about everyone on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from withdrawer.app.context import CommandContext
from withdrawer.app.control_names import Labelling
from withdrawer.app.data_export import Exporting, check_owner, read_exporting
from withdrawer.app.plan_lists import Lists
from withdrawer.app.session import account_of, run_context_of
from withdrawer.app.typed_input import Pacing, Selecting
from withdrawer.app.typed_selection import read_selection
from withdrawer.app.user import CountFell, NobodyMeant, TakenFrom
from withdrawer.clock import stopwatch
from withdrawer.config_file import PER_DAY
from withdrawer.errors import UsageError
from withdrawer.escape import safe
from withdrawer.journal.records import Account, Scan
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.plan.bursts.blasts import RECENT
from withdrawer.plan.bursts.second_bursts import SecondBurst, second_burst
from withdrawer.plan.dates.spans import Window
from withdrawer.plan.dates.straddle import straddled
from withdrawer.plan.dates.window import age_units
from withdrawer.plan.evidence.narrowed_spans import narrow
from withdrawer.plan.half import Half
from withdrawer.plan.keep.keep_rules import KeepRules, with_companies
from withdrawer.plan.people import EarlierSighting
from withdrawer.plan.plan import Plan, make_plan
from withdrawer.plan.selection import Selection
from withdrawer.undo.list_survey import Reading, start_of, survey
from withdrawer.undo.pacing import PaceName
from withdrawer.undo.run_context import RunContext


@dataclass(frozen=True)
class RunOptions:
    """The options of one preview or run. `typed` names those on this command line.

    `is_silent` suppresses the preview; `is_scheduled` means that no one is present. `keeps_summary` is False in a home
    that is deleted right after. `is_guided` if the guide says what comes next, not the preview.
    """

    selecting: Selecting = field(default_factory=Selecting)
    pacing: Pacing = field(default_factory=Pacing)
    lists: Lists = field(default_factory=Lists)
    labels: tuple[str, ...] = ()
    typed: frozenset[str] = frozenset()
    says_yes: bool = False
    is_silent: bool = False
    is_scheduled: bool = False
    keeps_summary: bool = True
    is_guided: bool = False

    @property
    def pacing_words(self) -> list[str]:
        """Return the pace options as typed, for repeating in the next command."""
        words = ["--pace", self.pacing.pace] if self.pacing.pace else []
        return words + (["--per-day", str(self.pacing.per_day)] if self.pacing.per_day else [])

    def per_day(self, pace: PaceName) -> int | None:
        """Return the maximum acts per day. Pace `none` lifts the limit unless a number was typed."""
        if pace is PaceName.NONE and "per_day" not in self.typed:
            return None
        return self.pacing.per_day or PER_DAY


@dataclass(frozen=True)
class Readings:
    """What one look at both lists showed, and what the journal knew before it.

    `ended` tells by key when an invitation or connection was last proven to have ended. Connections were read back to
    `since`, None if they were not read.
    """

    sent: Reading
    connections: Reading
    seen_before: Sequence[EarlierSighting]
    ended: Mapping[str, datetime]
    since: datetime | None = None


@dataclass
class Look:
    """One command's readings. `plan` is the latest plan made; `second` is what looks like a second blast.

    `given` is a selection that was not typed: a tidy wish's.
    """

    at: CommandContext
    options: RunOptions
    given: Selection | None = None
    plan: Plan | None = None
    second: SecondBurst | None = None
    began: float = field(default_factory=stopwatch)

    @property
    def seconds(self) -> float:
        """Seconds since the command began."""
        return round(stopwatch() - self.began, 3)

    @property
    def labelling(self) -> Labelling:
        """The handler for labels of LinkedIn's controls."""
        return Labelling(self.at.user, self.options.labels)

    def read_typed(self) -> tuple[Selection, PaceName]:
        """Return the selection and the pace; raises UsageError for invalid input before anything is opened."""
        selection, _ = self.selection, self.exporting
        return selection, self.at.pace_name(self.options.pacing.pace)

    @cached_property
    def selection(self) -> Selection:
        """The typed selection, including the people in the `--plan` file; or the given one."""
        if self.given is not None:
            return self.given
        selection = read_selection(self.options.selecting, self.at.now, self.at.zone)
        plan_file = self.options.lists.read()
        if plan_file:
            self.at.user.tell(plan_file)
        return replace(selection, plan_file=plan_file)

    @cached_property
    def exporting(self) -> Exporting | None:
        """The imported data exports, read before anything is opened."""
        may_ask = not (self.options.says_yes or self.options.is_silent or self.at.everywhere.json)
        return read_exporting(self.at.journal, self.at.zone, self.at.user, may_ask=may_ask)

    def context(self, browser: Browser, pace: PaceName) -> RunContext:
        """Return everything that reading and acting need for the signed-in member."""
        return self.labelling.equipped(run_context_of(self.at, browser, account_of(self.at, browser), pace))

    def make_plan(self, context: RunContext) -> Plan:
        """Read both lists and decide about everyone on them."""
        self.plan = self.plan_of(self.selection, self.read(context, self.selection))
        return self.plan

    def read(self, context: RunContext, selection: Selection, *, is_wide: bool = False) -> Readings:
        """Read both lists as far as a selection needs.

        With `is_wide`, Connections are read even if nothing is selected, as far back as a blast is likely to lie.
        """
        exporting = self.exporting
        if exporting:
            check_owner(exporting.archive, context.account.slug)
        seen_before = self.at.journal.scans.earlier_sightings(context.account)
        ended = self.at.journal.acts.ended(context.account)
        last = self.last_scan(context.account)
        counted = self.at.journal.scans.last_stated(context.account, Half.SENT)
        since: datetime | None = None

        def read_since(sent: Reading) -> datetime | None:
            nonlocal since
            since = self.since_of(selection, Readings(sent, Reading(Half.CONNECTIONS), seen_before, ended))
            if since is None and is_wide:
                since = self.at.now - RECENT
            return since

        seen = narrow((), seen_before).evidence if selection.plan_file else {}
        invited = {form: it.span.earliest for form, it in seen.items() if it.span}
        sent, connections = survey(context, selection, read_since, invited)
        self.tell_second(context.account, last)
        for reading in (sent, connections):
            self.at.user.tell(reading)
        if selection.older_than and selection.window:
            self._tell_straddle(selection.older_than, selection.window, sent)
        has_acted = self.at.journal.jobs.last(context.account) is not None
        if counted is not None and sent.stated is not None and sent.stated < counted and not has_acted:
            self.at.user.tell(CountFell(counted, sent.stated))
        return Readings(sent, connections, seen_before, ended, since)

    def _tell_straddle(self, age: str, window: Window, sent: Reading) -> None:
        """Tell from when on people are old enough, if LinkedIn's wordings are coarser than the age that was typed."""
        straddle = straddled(age_units(age), window.until, self.at.now, self.at.zone)
        if straddle:
            wording = straddle.wording((person.wording, person.language) for person in sent.people)
            self.at.user.tell(TakenFrom(straddle, wording))

    def since_of(self, selection: Selection, readings: Readings) -> datetime | None:
        """Return when the selected invitations began, None if nothing that was read is selected."""
        if selection.blast is None:
            return start_of(selection, readings.sent)
        window = self.plan_of(selection, readings).window
        return window.since if window else None

    def plan_of(self, selection: Selection, readings: Readings) -> Plan:
        """Return the plan for a selection from what was read; opens nothing. Raises UsageError as `make_plan` does."""
        exporting = self.exporting
        archive = exporting.archive if exporting else None
        keep = KeepRules(with_companies((*selection.keep.rules, *self.at.journal.kept.rules()), archive))
        sent, connections = readings.sent, readings.connections
        export = exporting.export(sent.people, readings.seen_before) if exporting else None
        plan = make_plan(
            sent.people, connections.people, readings.seen_before, replace(selection, keep=keep), readings.ended, export
        )
        return replace(
            plan,
            sent=replace(plan.sent, unread=sent.unreached, skipped=sent.skipped, further=sent.further),
            connections=replace(plan.connections, unread=connections.unreached, further=connections.further),
        )

    def mind_idle_rules(self, plan: Plan, *, is_error: bool) -> None:
        """Report keep rules that match no one, as they may be misspelled; with `is_error`, raise UsageError."""
        everybody = [line.person for half in (plan.sent, plan.connections) for line in half.decisions]
        idle = plan.selection.keep.unmatched(everybody)
        if not idle:
            return
        if is_error:
            raise UsageError(
                f"Nobody on the pages that were read is meant by: {', '.join(safe(str(it)) for it in idle)}.",
                "Correct the rule, or delete it. Nobody was touched.",
            )
        self.at.user.tell(NobodyMeant(idle))

    def last_scan(self, account: Account) -> Scan | None:
        """Return the latest reading of the invitations; `tell_second` compares later ones with it."""
        return self.at.journal.scans.last_begun(account, Half.SENT)

    def tell_second(self, account: Account, last: Scan | None) -> None:
        """Report what looks like a second blast in the readings since `last`, an earlier command's latest reading."""
        if last is None:
            return
        sightings = self.at.journal.scans.earlier_sightings(account)
        burst = second_burst(sightings, last.id, last.started_at)
        if burst is not None:
            self.second = burst
            self.at.journal.second_bursts.add(account, burst, self.at.now)
            self.at.user.tell(burst)
