"""Where a job stands, made up, and names that would steer a terminal."""

import unicodedata
from collections import Counter
from datetime import UTC, datetime, timedelta

import msgspec
from hypothesis import strategies as st

from withdrawer.escape import BIDI_CONTROLS
from withdrawer.journal.records import Account, Job, JobState, Outcome, PlanLine, Terms
from withdrawer.plan.dates.spans import FAR_AHEAD, Window
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.half import Half
from withdrawer.undo.allowance import Allowance
from withdrawer.undo.job_progress import Standing, Tally

NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
SENT, CONNECTIONS = Half.SENT, Half.CONNECTIONS
ACCOUNT = Account(1, "max-example", "Max Example")
TERMS = Terms({}, Window(NOW - timedelta(hours=3), FAR_AHEAD), 40, "steady", (SENT, CONNECTIONS), also_accepted=False)

hostile = st.text(
    st.one_of(st.characters(), st.sampled_from("\x1b\x07\r\n\x7f\x9b[]\u202e\u2066\u200f\u2028\ue000")), max_size=30
)


def is_harmless(text: str) -> bool:
    """Whether a terminal would only show this; a new line is no harm between lines of one's own."""
    return not any(
        (unicodedata.category(letter) in {"Cc", "Zl", "Zp"} and letter != "\n") or letter in BIDI_CONTROLS
        for letter in text
    )


def tally(half: Half = SENT, planned: int = 0, proven: int | None = None, **outcomes: int) -> Tally:
    """`tally(SENT, 5, withdrawn=3, not_done=2)`."""
    counted = Counter({Outcome(name.replace("_", " ")): number for name, number in outcomes.items()})
    done = counted[Outcome.WITHDRAWN] + counted[Outcome.REMOVED]
    return Tally(half, planned + 7, planned, 0, {}, counted, done if proven is None else proven)


def standing(
    *tallies: Tally,
    left: tuple[int, int] = (0, 0),
    used: int = 0,
    removed: int = 0,
    terms: Terms = TERMS,
    stated: int | None = None,
    accepted: tuple[str, ...] = (),
) -> Standing:
    """A job with so much left, after so many acts an hour ago."""
    an_hour_ago = NOW - timedelta(hours=1)
    allowance = Allowance(terms.per_day, [an_hour_ago] * used, [an_hour_ago] * removed, NOW)
    state = JobState.OPEN if any(left) else JobState.FINISHED
    given = {it.half: it for it in tallies}
    todo = [half for half, number in zip(Half, left, strict=True) if number]
    return Standing(
        job=Job(3, state, terms, NOW, None if any(left) else NOW, None),
        tallies={half: given.get(half, tally(half)) for half in Half},
        left=dict(zip(Half, left, strict=True)),
        allowance=allowance,
        next_at=min((allowance.next_for(half) for half in todo), default=None),
        stated=stated,
        unknown=sum(it.outcomes[Outcome.UNRESOLVED] for it in tallies) if any(left) else 0,
        accepted=[accepter(name) for name in accepted],
    )


def accepter(name: str) -> PlanLine:
    """Somebody who accepted after the confirm."""
    line = PlanLine(SENT, name.lower(), name, 0, False, Verdict.PLANNED, "selected", "selected", None)
    return msgspec.structs.replace(line, id=1, outcome=Outcome.ACCEPTED)


def with_terms(**changes: object) -> Terms:
    """The terms with something else in them."""
    return msgspec.structs.replace(TERMS, **changes)
