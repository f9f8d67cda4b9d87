"""What goes into the journal and comes out of it. Every instant is UTC."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Self

import msgspec

from withdrawer.errors import SignedOut, Wall, WithdrawerError
from withdrawer.plan.dates.spans import Span, Window
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.half import Half

if TYPE_CHECKING:
    from withdrawer.plan.decisions import Decision


class Outcome(StrEnum):
    """What became of an act, or of a planned person without one."""

    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    GONE = "gone"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    KEPT = "kept"
    NOT_DONE = "not done"
    """Meant, but a reading showed that it never reached LinkedIn: it is tried again."""
    UNRESOLVED = "unresolved"

    @property
    def is_final(self) -> bool:
        """Whether the job has nothing more to do about this person."""
        return self not in (Outcome.REFUSED, Outcome.NOT_DONE, Outcome.UNRESOLVED)


DONE = {Half.SENT: Outcome.WITHDRAWN, Half.CONNECTIONS: Outcome.REMOVED}
"""The outcome of an act that took effect."""


class Proof(StrEnum):
    """What showed, beside the page's own change, that an act took effect."""

    ANSWER = "answer"
    """LinkedIn said so. It is not checked yet: what it says may not hold (newer evidence 1)."""
    READING = "reading"
    """A fresh page no longer showed the person: checked."""


class ActDetail(StrEnum):
    """What the journal says beside an outcome, as a code. A detail that is none of these is LinkedIn's own answer.

    `show.act_words` has the words, which earlier versions of withdrawer wrote here themselves.
    """

    STILL_LISTED = "still listed"
    """A fresh reading: LinkedIn did not refuse the act, and it had no effect."""
    NOTHING_DONE = "nothing done"
    """A fresh reading: still listed, where it was not known whether the act had reached LinkedIn."""
    NO_LONGER_LISTED = "no longer listed"
    """A fresh reading: the act took effect."""
    NAMESAKE_LISTED = "namesake listed"
    """No longer listed, but somebody of that name is, whose key follows after a colon."""
    ACCEPTED = "accepted"
    """No longer pending: a connection now."""
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
"""How the detail of an act begins to which LinkedIn's answer said nothing."""


class JobState(StrEnum):
    """A job lives until it is finished, until another one is confirmed in its place, or until the person ends it."""

    OPEN = "open"
    FINISHED = "finished"
    REPLACED = "replaced"
    ENDED = "ended"


class Account(msgspec.Struct, frozen=True):
    """The member whose lists these are; `slug` is decoded."""

    id: int
    slug: str
    name: str


class Scan(msgspec.Struct, frozen=True):
    """One reading of one list."""

    id: int
    half: Half
    started_at: datetime


class Terms(msgspec.Struct, frozen=True):
    """What a person confirmed; `per_day` None means no limit.

    `selection` is what they typed, as JSON values: `documents.selection_of` reads it.
    """

    selection: Mapping[str, object]
    window: Window
    per_day: int | None
    pace: str
    halves: tuple[Half, ...]
    also_accepted: bool


class Job(msgspec.Struct, frozen=True):
    """A confirmed plan, to be carried out over as many days as it takes.

    `unread` tells for each list how many rows the look before it could not read: they may belong to it or not.
    """

    id: int
    state: JobState
    terms: Terms
    confirmed_at: datetime
    finished_at: datetime | None
    trial_passed_at: datetime | None
    unread: Mapping[Half, int] = {}


class PlanLine(msgspec.Struct, frozen=True):
    """One person's line of a job's plan, with what has become of it. Only the verdict `planned` is ever acted on.

    `id` is 0 before it is kept, `outcome` None where nothing has been tried, `act` the id of the last act on it (0 for
    none) and `proof` what showed that this took effect. `is_asked` where nobody has said yet that this person need not
    be kept: then nothing may be done. `is_silent` where the row went and LinkedIn's answer said nothing: what came of
    the act is not known yet.
    `reason` is a `Reason` as text; older journals hold a sentence there.
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

    @classmethod
    def of(cls, decision: "Decision") -> Self:
        """The line that keeps a decision."""
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
        """Whether LinkedIn did not refuse the last act, and no fresh reading has shown yet what came of it."""
        return self.is_unchecked or self.is_silent

    @property
    def is_unchecked(self) -> bool:
        """Whether LinkedIn said that it was done, and no fresh reading has shown so yet."""
        return self.proof is Proof.ANSWER


class LineCount(msgspec.Struct, frozen=True):
    """How many lines of a plan agree in half, verdict, reason and what has become of them.

    `is_checked` where a fresh reading showed that it took effect, `refusals` how often each was refused, `is_asked` as
    of a PlanLine.
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

    `outcome_at` and `proof` are None while it is unresolved.
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


class Instants(msgspec.Struct, frozen=True):
    """When clicks were meant, and which of them removed a connection; both oldest first."""

    acted_at: list[datetime]
    removals_at: list[datetime]


SIGNED_OUT = "signed-out"
"""The kind of stop that signing in ends: it is seen by itself that this was done."""
HOLD = "hold"
"""The kind of stop that ends by itself: LinkedIn says that it withdraws, and does not do it before the next day."""


class Stop(msgspec.Struct, frozen=True):
    """A run ended by a wall, until the person has seen to it. `detail` holds no address of a page.

    `opens_at` is the instant that the notice itself named.
    """

    id: int
    kind: str
    seen_at: datetime
    detail: str
    snapshot: Path | None
    opens_at: datetime | None

    @property
    def ends_by_itself(self) -> bool:
        """Whether nothing has to be done but wait."""
        return self.kind == HOLD

    @property
    def way_out(self) -> str:
        """What to type next, empty where there is only waiting."""
        if self.ends_by_itself:
            return ""
        return "withdrawer login" if self.kind == SIGNED_OUT else "withdrawer resume"

    def told(self, zone: tzinfo) -> WithdrawerError:
        """What every command says that may not go on meanwhile: a Wall, or SignedOut where it was a sign-in page."""
        message = f"Paused since {self.seen_at.astimezone(zone):%A %d %B %H:%M}: {self.detail}"
        if self.kind == SIGNED_OUT:
            return SignedOut(message, f"Sign in again: {self.way_out}. Until then nothing is opened or clicked.")
        if self.ends_by_itself and self.opens_at:
            opens = f"{self.opens_at.astimezone(zone):%A %d %B %H:%M}"
            hint = f"Nothing to do: it goes on by itself from {opens}. Until then nothing is opened or clicked."
            return Wall(self.kind, message, hint, self.opens_at)
        hint = f"Type `{self.way_out}`: it says what to do first. Until then nothing is opened or clicked."
        return Wall(self.kind, message, hint)
