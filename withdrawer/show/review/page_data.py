"""What the review page shows: the plan in columns with coded reasons, and questions in the terminal's words."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, TypeVar

from withdrawer.app.review import Reviewed
from withdrawer.app.review_job import JobReviewed, LineState
from withdrawer.app.user_questions import Question, TakeRisk, UndoList
from withdrawer.clock import day_words, moment_words
from withdrawer.escape import safe
from withdrawer.journal.records import PlanLine
from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO, Span, Window
from withdrawer.plan.decisions import Code, Decision, Verdict
from withdrawer.plan.forecast import forecast
from withdrawer.plan.half import Half
from withdrawer.plan.people import Person
from withdrawer.plan.person_rules import KEEP_LIST
from withdrawer.plan.plan import Plan
from withdrawer.show.list_preview import age_words
from withdrawer.show.page_templates import sent_stretches
from withdrawer.show.plan_rows import decisions_of
from withdrawer.show.prompts import prompt_of, undo_prompt
from withdrawer.show.reasons import NOT_TAKEN_BACK, SIGNS, reason_words, stored_words, without_option
from withdrawer.show.sent_lines import HOW_SURE, in_burst, sent_picture
from withdrawer.show.words import told_span, told_window

OLD = timedelta(hours=1)
"""A reading older than this is worth doing again before it is approved."""
MINUTE = timedelta(minutes=1)
PACES = (40, 80)
Shared = TypeVar("Shared", bound=Hashable)


VERDICTS = {Verdict.PLANNED: "undo", Verdict.UNSURE: "unclear", Verdict.KEPT: "kept", Verdict.OUTSIDE: "outside"}
STATES = {
    LineState.LEFT: "still to do",
    LineState.CHECKED: "done and checked",
    LineState.ANSWERED: "done, not checked yet",
    LineState.UNKNOWN: "not known yet",
    LineState.REFUSED: "refused",
    LineState.ACCEPTED: "accepted meanwhile",
    LineState.GONE: "already gone",
    LineState.KEPT: "kept",
    LineState.NEVER_PLANNED: "never part of it",
}
"""What the page says of the verdicts of a plan, and of where a job stands with people."""


@dataclass
class PageData:
    """All that the page shows, with instants in `zone`. What takes long is made once for each plan."""

    zone: tzinfo
    _plan: Plan | None = None
    _long: dict[str, Any] = field(default_factory=dict)

    def of(self, reviewed: Reviewed | JobReviewed, now: datetime) -> dict[str, Any]:
        """Return the data of a plan or of a job."""
        if isinstance(reviewed, JobReviewed):
            return _job_data(reviewed, self.zone)
        if reviewed.plan is not self._plan:
            self._plan = reviewed.plan
            self._long = {
                "marks": _marks(reviewed.plan, self.zone),
                "people": people_columns(reviewed.plan, self.zone),
            }
        return {**_plan_data(reviewed, self.zone, now), **self._long}


def _job_data(reviewed: JobReviewed, zone: tzinfo) -> dict[str, Any]:
    job, lines, states = reviewed.job, reviewed.lines, reviewed.states
    words = [_state_words(line, state) for line, state in zip(lines, states, strict=True)]
    reason, reasons = _coded(words)
    when, whens = _coded((_span_words(it.span, zone), "") for it in lines)
    return {
        "number": 0,
        "is_job": True,
        "account": safe(reviewed.account.name or reviewed.account.slug),
        "confirmed_at": moment_words(job.confirmed_at, zone),
        "verdicts": {state.value: words for state, words in STATES.items()},
        "people": {
            "sent": sum(it.half is Half.SENT for it in lines),
            "name": [safe(it.name or it.key or "no name") for it in lines],
            "headline": [""] * len(lines),
            "when": when,
            "whens": whens,
            "note": [],
            "book": [],
            "listed": sorted(reviewed.kept),
            "first": [place for place, it in enumerate(lines) if it.first],
            "key": [safe(it.key) for it in lines],
            "unticked": sorted(reviewed.kept),
            "reason": reason,
            "reasons": [{"verdict": verdict, "words": text, "sign": ""} for verdict, text in reasons],
        },
    }


def _state_words(line: PlanLine, state: LineState) -> tuple[str, str]:
    """Return the verdict and the reason of a person in a job."""
    words = STATES[state]
    if state is LineState.NEVER_PLANNED:
        words = without_option(stored_words(line.reason)) or words
    return state.value, words


def _span_words(span: Span | None, zone: tzinfo) -> str:
    if span is None:
        return ""
    return moment_words(span.earliest, zone) if span.is_exact else told_span(span, zone)


def _plan_data(reviewed: Reviewed, zone: tzinfo, now: datetime) -> dict[str, Any]:
    plan, selecting = reviewed.plan, reviewed.selecting
    age = now - reviewed.read_at
    return {
        "number": reviewed.number,
        "is_job": False,
        "verdicts": {verdict.value: words for verdict, words in VERDICTS.items()},
        "account": safe(reviewed.account.name or reviewed.account.slug),
        "read_at": f"{reviewed.read_at.astimezone(zone):%H:%M}",
        "read_minutes_ago": int(age / MINUTE),
        "is_old": age > OLD,
        "stated": reviewed.stated,
        "window": told_window(plan.window, zone) if plan.window else "",
        "edges": _edges(plan.window, zone),
        "is_empty": plan.selection.is_empty,
        "selecting": {
            "since": selecting.since,
            "until": selecting.until,
            "sent": list(selecting.sent),
            "blast": selecting.blast is not None,
            "unsure": selecting.unsure == "include",
            "with_note": selecting.with_note,
            "with_messages": selecting.with_messages,
            "origin": selecting.origin,
        },
        "wordings": [{"wording": safe(it.wording), "count": it.count} for it in plan.groups],
        "burst": _burst(plan, zone),
        "not_taken_back": {half.value: words for half, words in NOT_TAKEN_BACK.items()},
    }


def people_columns(plan: Plan, zone: tzinfo) -> dict[str, Any]:
    """Return everyone in list order, invitations first, a column for each field.

    What many share, when and why, is a place in a list of its own: else 10,000 people would be megabytes.
    """
    lines = decisions_of(plan)
    when, whens = _coded((_when(line.person, zone), _can_mean(line.person.span, zone)) for line in lines)
    reason, reasons = _coded(map(_why, lines))
    sent = sum(line.person.half is Half.SENT for line in lines)
    return {
        "sent": sent,
        "name": [safe(line.person.name or line.person.key or "no name") for line in lines],
        "headline": [safe(line.person.headline) for line in lines],
        "when": when,
        "whens": whens,
        "note": [place for place, line in enumerate(lines) if line.person.has_note],
        "book": [place for place, line in enumerate(lines) if line.is_imported],
        "listed": [place for place, line in enumerate(lines) if _is_on_keep_list(line)],
        "first": [place for place, line in enumerate(lines) if line.first],
        "key": [safe(line.person.key) for line in lines],
        "unticked": [place for place, line in enumerate(lines) if line.person.half is Half.CONNECTIONS],
        "reason": reason,
        "reasons": [{"verdict": verdict, "words": words, "sign": sign} for verdict, words, sign in reasons],
    }


def _coded(values: Iterable[Shared]) -> tuple[list[int], list[Shared]]:
    """Return for each value its place in a list of the different ones, and that list."""
    places: dict[Shared, int] = {}
    coded = [places.setdefault(value, len(places)) for value in values]
    return coded, list(places)


def question_data(question: Question, zone: tzinfo) -> dict[str, Any]:
    """Return a question in the words that the terminal would use, and what kind of answer it takes.

    When it would be done is said once for both lists, by `finish_words`.
    """
    is_undo = isinstance(question, UndoList)
    prompt = undo_prompt(question, has_dates=False) if isinstance(question, UndoList) else prompt_of(question, zone)
    return {
        "kind": "undo" if is_undo else "risk" if isinstance(question, TakeRisk) else "replace",
        "question": prompt.question,
        "lines": [line for line in prompt.lines if line],
        "names": [name.strip() for name in prompt.names if name.strip()],
    }


def _why(line: Decision) -> tuple[str, str, str]:
    """Return a person's verdict, why, and where they come from if that is known."""
    sign = safe(SIGNS[line.sign]) if line.sign else ""
    return line.verdict.value, without_option(reason_words(line.reason)), sign


def _when(person: Person, zone: tzinfo) -> str:
    """Return the minute if it is known, else LinkedIn's wording."""
    span = person.span
    if span is not None and span.is_exact:
        return _span_words(span, zone)
    return safe(age_words(person)) or "date not understood"


def _can_mean(span: Span | None, zone: tzinfo) -> str:
    return told_span(span, zone) if span and not span.is_exact else ""


def _is_on_keep_list(line: Decision) -> bool:
    return line.reason_code is Code.NAMED and line.reason.detail.startswith(KEEP_LIST)


def field_of(instant: datetime, zone: tzinfo) -> str:
    """Return an instant as a browser's date and time field takes it."""
    return f"{instant.astimezone(zone):%Y-%m-%dT%H:%M}"


def _edges(window: Window | None, zone: tzinfo) -> dict[str, str | None]:
    """Return a window's ends as a browser's date and time field takes them; None for an open end."""
    if window is None:
        return {"since": None, "until": None}
    since = None if window.since == FOREVER_AGO else field_of(window.since, zone)
    until = None if window.until == FAR_AHEAD else field_of(window.until, zone)
    return {"since": since, "until": until}


def _marks(plan: Plan, zone: tzinfo) -> list[str]:
    """Return where the picture's stretches begin and end, oldest first."""
    found = sent_stretches(sent_picture(plan), zone)
    ends = {end for it in found if it.span for end in (it.span.earliest, it.span.latest)}
    return sorted({field_of(end, zone) for end in ends if FOREVER_AGO < end < FAR_AHEAD})


def _burst(plan: Plan, zone: tzinfo) -> dict[str, Any] | None:
    """Return the largest recent burst, which `--blast` means, counted as the picture counts it."""
    if not plan.blasts:
        return None
    blast = plan.blasts[0]
    window = blast.window
    return {
        "count": sum(in_burst(line.person, blast) for line in plan.sent.decisions),
        "words": told_window(window, zone) if window else safe(blast.wordings[0]) if blast.wordings else "",
        "how_sure": HOW_SURE[blast.sureness],
    }


def finish_words(sent: int, connections: int, reviewed: Reviewed, today: date) -> str:
    """Return when so many people are done, at the pace that was chosen and at the others that are offered."""
    if not sent + connections:
        return ""
    if not reviewed.per_day:
        return "Without a daily limit it is done in one go."

    def done_on(per_day: int) -> str:
        return day_words(forecast(sent, connections, per_day, today, used_today=reviewed.used_today).finishes_on)

    others = [f"at {it} (--per-day {it}) on {done_on(it)}" for it in PACES if it != reviewed.per_day]
    return f"At {reviewed.per_day:,} people a day it is done on {done_on(reviewed.per_day)}; {'; '.join(others)}."
