"""The journal's records. Every instant is in UTC."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Self

import msgspec

from withdrawer.clock import moment_words
from withdrawer.errors import SignedOut, Wall, WithdrawerError
from withdrawer.plan.dates.spans import Span, Window
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.half import Half, Unread

if TYPE_CHECKING:
    from withdrawer.plan.decisions import Decision


class Outcome(StrEnum):
    """The result of an act, or of a planned person without one."""

    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    GONE = "gone"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    KEPT = "kept"
    NOT_DONE = "not done"
    """Meant, but a reading showed that it never reached LinkedIn: it will be tried again."""
    UNRESOLVED = "unresolved"

    @property
    def is_final(self) -> bool:
        """Whether the job has nothing more to do about this person."""
        return self not in (Outcome.REFUSED, Outcome.NOT_DONE, Outcome.UNRESOLVED)


DONE = {Half.SENT: Outcome.WITHDRAWN, Half.CONNECTIONS: Outcome.REMOVED}
"""The outcome of an act that took effect."""


class Proof(StrEnum):
    """What, beside the page's own change, showed that an act took effect."""

    ANSWER = "answer"
    """LinkedIn said so. Not checked yet: it may not be true (newer evidence 1)."""
    READING = "reading"
    """A fresh page no longer showed the person: checked."""


class ActDetail(StrEnum):
    """What the journal says beside an outcome, as a code. Any other detail is LinkedIn's own answer.

    `show.act_words` has the words; earlier versions of withdrawer stored those here.
    """

    STILL_LISTED = "still listed"
    """A fresh reading: LinkedIn did not refuse the act, but it had no effect."""
    NOTHING_DONE = "nothing done"
    """A fresh reading: still listed, and it was not known whether the act had reached LinkedIn."""
    NO_LONGER_LISTED = "no longer listed"
    """A fresh reading: the act took effect."""
    NAMESAKE_LISTED = "namesake listed"
    """No longer listed, but somebody of that name is; their key follows after a colon."""
    ACCEPTED = "accepted"
    """No longer pending: now a connection."""
    NOT_PENDING = "not pending"
    """Neither pending nor a connection, though no act is known to have taken effect."""
    NOT_CONNECTED = "not connected"
    """No longer a connection, though no act is known to have taken effect."""
    RELISTED = "relisted"
    """Listed again after LinkedIn had said and shown that the invitation was withdrawn."""
    STILL_THERE = "still there"
    """Tried in this run, and still listed at its end."""
    IN_QUESTION = "in question"
    """Held back: a data export has put the person in question."""
    NOTHING_LEFT = "nothing left"
    """Held back: nothing was left of the allowance or of --limit."""


SILENT = "no word: "
"""Prefix of the detail of an act that LinkedIn's answer said nothing about."""


class JobState(StrEnum):
    """The state of a job.

    It is open until it is finished, until another job replaces it, or until the user ends it.
    """

    OPEN = "open"
    FINISHED = "finished"
    REPLACED = "replaced"
    ENDED = "ended"


class Account(msgspec.Struct, frozen=True):
    """A member whose lists the journal holds; `slug` is decoded."""

    id: int
    slug: str
    name: str


class Scan(msgspec.Struct, frozen=True):
    """One reading of one list."""

    id: int
    half: Half
    started_at: datetime


class Terms(msgspec.Struct, frozen=True):
    """What the user confirmed; `per_day` None means no limit.

    `selection` is what they typed, as JSON values, to be read with `documents.selection_of`.
    """

    selection: Mapping[str, object]
    window: Window
    per_day: int | None
    pace: str
    halves: tuple[Half, ...]
    also_accepted: bool


class Job(msgspec.Struct, frozen=True):
    """A confirmed plan, carried out over as many days as it takes.

    `unread` maps each list to the rows that were not read before the confirm: they may or may not belong to the job.
    `is_tidy` if it carries out the account's tidy wish.
    """

    id: int
    state: JobState
    terms: Terms
    confirmed_at: datetime
    finished_at: datetime | None
    trial_passed_at: datetime | None
    unread: Mapping[Half, Unread] = {}
    is_tidy: bool = False


class PlanLine(msgspec.Struct, frozen=True):
    """One person's line in a job's plan, with its outcome. Only the verdict `planned` is ever acted on.

    `id` is 0 before it is stored, `outcome` None if nothing has been tried, `act` the id of its last act (0 for none)
    and `proof` what showed that this took effect. `is_asked` if the user has not said yet that this person need not be
    kept: then no act may follow. `is_silent` if the row vanished and LinkedIn's answer said nothing: the outcome is not
    known yet. `missed_at` is when a whole reading first lacked this person after the last act, UTC, if that alone does
    not prove it. `reason` is a `Reason` as text; older journals hold a sentence there.
    """

    half: Half
    key: str
    name: str
    position: int
    first: bool
    verdict: Verdict
    reason: str
    reason_code: str
    span: Span | None
    id: int = 0
    outcome: Outcome | None = None
    refusals: int = 0
    proof: Proof | None = None
    act: int = 0
    is_asked: bool = False
    is_silent: bool = False
    missed_at: datetime | None = None

    @classmethod
    def of(cls, decision: "Decision") -> Self:
        """The line that records a decision."""
        person = decision.person
        return cls(
            half=person.half,
            key=person.key,
            name=person.name,
            position=person.position,
            first=decision.first,
            verdict=decision.verdict,
            reason=str(decision.reason),
            reason_code=decision.reason_code,
            span=person.span,
        )

    @property
    def is_answered(self) -> bool:
        """Whether LinkedIn did not refuse the last act, and no fresh reading has shown its outcome yet."""
        return self.is_unchecked or self.is_silent

    @property
    def is_unchecked(self) -> bool:
        """Whether LinkedIn said that it was done, and no fresh reading has confirmed it yet."""
        return self.proof is Proof.ANSWER


class LineCount(msgspec.Struct, frozen=True):
    """Number of a plan's lines that agree in all of these fields.

    `is_checked` if a fresh reading showed that the act took effect; `refusals` is the number for each line; `is_asked`
    as in PlanLine.
    """

    half: Half
    verdict: Verdict
    reason_code: str
    outcome: Outcome | None
    is_checked: bool
    refusals: int
    people: int
    is_asked: bool = False


class Act(msgspec.Struct, frozen=True):
    """One act, or one settling without a click, with the person it concerns.

    `outcome_at` and `proof` are None while it is unresolved. `checked_at` is when a fresh reading confirmed it; None
    also for acts of earlier versions.
    """

    id: int
    job_id: int
    line_id: int
    half: Half
    key: str
    name: str
    clicked: bool
    intended_at: datetime
    outcome: Outcome
    outcome_at: datetime | None
    proof: Proof | None
    detail: str
    checked_at: datetime | None = None


class Instants(msgspec.Struct, frozen=True):
    """When clicks were meant, and which of them removed a connection; both oldest first."""

    acted_at: list[datetime]
    removals_at: list[datetime]


SIGNED_OUT = "signed-out"
"""The kind of stop that ends with a sign-in, which is detected automatically."""
HOLD = "hold"
"""The kind of stop that ends by itself: LinkedIn says that it withdraws, and does not before the next day."""


class Stop(msgspec.Struct, frozen=True):
    """A wall that ended a run, until the user has dealt with it. `detail` holds no page address.

    `opens_at` is the instant named by the notice itself, `cleared_at` when the user had dealt with it.
    """

    id: int
    kind: str
    seen_at: datetime
    detail: str
    snapshot: Path | None
    opens_at: datetime | None

    cleared_at: datetime | None = None

    @property
    def ends_by_itself(self) -> bool:
        """Whether there is nothing to do but wait."""
        return self.kind == HOLD

    @property
    def way_out(self) -> str:
        """The command to type next; empty if there is nothing to do but wait."""
        if self.ends_by_itself:
            return ""
        return "withdrawer login" if self.kind == SIGNED_OUT else "withdrawer resume"

    def told(self, zone: tzinfo) -> WithdrawerError:
        """The error of every command that may not run meanwhile: a Wall, or SignedOut if it was a sign-in page."""
        message = f"Paused since {moment_words(self.seen_at, zone)}: {self.detail}"
        if self.kind == SIGNED_OUT:
            return SignedOut(message, f"Sign in again: {self.way_out}. Until then nothing is opened or clicked.")
        if self.ends_by_itself and self.opens_at:
            opens = moment_words(self.opens_at, zone)
            hint = f"Nothing to do: it continues by itself from {opens}. Until then nothing is opened or clicked."
            return Wall(self.kind, message, hint, self.opens_at)
        hint = f"Type `{self.way_out}`: it says what to do first. Until then nothing is opened or clicked."
        return Wall(self.kind, message, hint)
