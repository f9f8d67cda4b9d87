"""What the review page shows: the plan in columns with coded reasons, and questions in the terminal's words."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from withdrawer.app.review import TOO_OLD, Reviewed
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
from withdrawer.show.envelope import instant
from withdrawer.show.page_templates import sent_stretches
from withdrawer.show.plan_rows import decisions_of
from withdrawer.show.prompts import prompt_of
from withdrawer.show.reasons import NOT_TAKEN_BACK, SIGNS, reason_words, stored_words
from withdrawer.show.sent_lines import sent_picture
from withdrawer.show.words import told_span, told_window

OLD = timedelta(hours=1)
"""A reading older than this is worth doing again before it is approved."""
MINUTE = timedelta(minutes=1)
PACES = (40, 80)


VERDICTS = {Verdict.PLANNED: "undo", Verdict.UNSURE: "unclear", Verdict.KEPT: "kept", Verdict.OUTSIDE: "outside"}
STATES = {
    LineState.LEFT: "left",
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
    codes = {key: place for place, key in enumerate(dict.fromkeys(words))}
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
            "when": [_span_words(it.span, zone) for it in lines],
            "can_mean": [""] * len(lines),
            "note": [],
            "book": [],
            "listed": sorted(reviewed.kept),
            "first": [place for place, it in enumerate(lines) if it.first],
            "key": [safe(it.key) for it in lines],
            "sign": [""] * len(lines),
            "unticked": sorted(reviewed.kept),
            "reason": [codes[key] for key in words],
            "reasons": [{"verdict": verdict, "words": text} for verdict, text in codes],
        },
    }


def _state_words(line: PlanLine, state: LineState) -> tuple[str, str]:
    """Return the verdict and the reason of a person in a job."""
    words = STATES[state]
    if state is LineState.NEVER_PLANNED:
        words = stored_words(line.reason) or words
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
        "is_too_old": age > TOO_OLD,
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
        "left": reviewed.left,
        "has_limit": reviewed.per_day is not None,
    }


def people_columns(plan: Plan, zone: tzinfo) -> dict[str, Any]:
    """Return everyone in list order, invitations first, a column for each field; reasons by their place in a list."""
    reasons: dict[tuple[str, str, str], int] = {}
    lines = decisions_of(plan)

    def reason_of(line: Decision) -> int:
        key = (line.verdict.value, line.reason_code.value, reason_words(line.reason))
        return reasons.setdefault(key, len(reasons))

    coded = [reason_of(line) for line in lines]
    sent = sum(line.person.half is Half.SENT for line in lines)
    return {
        "sent": sent,
        "name": [safe(line.person.name or line.person.key or "no name") for line in lines],
        "headline": [safe(line.person.headline) for line in lines],
        "when": [_when(line.person, zone) for line in lines],
        "can_mean": [_can_mean(line.person.span, zone) for line in lines],
        "note": [place for place, line in enumerate(lines) if line.person.has_note],
        "book": [place for place, line in enumerate(lines) if line.is_imported],
        "listed": [place for place, line in enumerate(lines) if _is_on_keep_list(line)],
        "first": [place for place, line in enumerate(lines) if line.first],
        "key": [safe(line.person.key) for line in lines],
        "unticked": [place for place, line in enumerate(lines) if line.person.half is Half.CONNECTIONS],
        "sign": [safe(SIGNS[line.sign]) if line.sign else "" for line in lines],
        "reason": coded,
        "reasons": [{"verdict": verdict, "code": code, "words": words} for verdict, code, words in reasons],
    }


def question_data(question: Question, zone: tzinfo) -> dict[str, Any]:
    """Return a question in the words that the terminal would use, and what kind of answer it takes."""
    prompt = prompt_of(question, zone)
    return {
        "kind": "undo" if isinstance(question, UndoList) else "risk" if isinstance(question, TakeRisk) else "replace",
        "list": question.half.value if isinstance(question, UndoList) else None,
        "count": len(question.people) if isinstance(question, UndoList) else None,
        "question": prompt.question,
        "lines": [line for line in prompt.lines if line],
        "names": [name.strip() for name in prompt.names if name.strip()],
    }


def _when(person: Person, zone: tzinfo) -> str:
    """Return the minute if it is known, else LinkedIn's wording."""
    span = person.span
    if span is not None and span.is_exact:
        return _span_words(span, zone)
    return safe(person.wording) or "date not understood"


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
    """Return the largest recent burst, which `--blast` means."""
    if not plan.blasts:
        return None
    blast = plan.blasts[0]
    window = blast.window
    return {
        "count": blast.count,
        "words": told_window(window, zone) if window else safe(blast.wordings[0]) if blast.wordings else "",
        "since": instant(window.since) if window else None,
        "until": instant(window.until) if window else None,
        "how_sure": blast.sureness.value,
    }


def finish_words(sent: int, connections: int, reviewed: Reviewed, today: date) -> list[str]:
    """Return until when so many acts take, at each pace that is offered and at the one that was chosen."""
    if not reviewed.per_day:
        return ["No daily limit"]
    ends = {
        number: forecast(sent, connections, number, today, used_today=reviewed.used_today)
        for number in sorted({*PACES, reviewed.per_day})
    }
    return [f"{number} a day: done on {day_words(end.finishes_on)}" for number, end in ends.items()]
