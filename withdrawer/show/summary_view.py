"""The whole story of a job in words and numbers: one view for the terminal, the page and the JSON document.

Without names it holds no name, profile or address: nothing downstream can show one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import cached_property

from withdrawer.clock import day_words, moment_words
from withdrawer.escape import shown
from withdrawer.journal.records import DONE, Act, ActDetail, Outcome, PlanLine, Proof
from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO
from withdrawer.plan.decisions import Code, Verdict
from withdrawer.plan.half import Half
from withdrawer.show.act_words import DETAILS
from withdrawer.show.apology import Apology, apology_in
from withdrawer.show.pictures.bars import Kind
from withdrawer.show.pictures.stretches import KIND_OF, Sending
from withdrawer.show.plan_rows import profile_of
from withdrawer.show.reasons import kept_words, stored_words
from withdrawer.show.report import left_lines
from withdrawer.show.sent_lines import SentPicture
from withdrawer.show.words import NOUN, UNCHECKED, people
from withdrawer.undo.story import Story

AGAIN = timedelta(weeks=3)
"""Whoever was withdrawn can be invited again after three weeks at the latest. Source: limits-and-rules 5.1."""
LONGEST_NAME, LONGEST_PROFILE, LONGEST_DETAIL = 80, 1_000, 300
NAMES: Mapping[Kind, str] = {
    Kind.UNDO: "to be undone",
    Kind.UNCLEAR: "date unclear",
    Kind.KEEP: "kept",
    Kind.OUTSIDE: "outside",
}
LEFT = "left"
KEPT, UNCLEAR = "kept", "unclear"
ENDS: Mapping[str, str] = {
    Outcome.REFUSED: "refused",
    Outcome.UNRESOLVED: "not known yet",
    LEFT: "left alone",
    Outcome.ACCEPTED: "accepted meanwhile",
    Outcome.WITHDRAWN: "withdrawn",
    Outcome.REMOVED: "removed",
    Outcome.GONE: "gone already",
    KEPT: "kept",
    UNCLEAR: "date unclear, kept",
}
"""How each person's part ended, in the order of the table: first those that may need the user."""
STILL_TO_DO = "still to do"
LISTS = {Half.SENT: "invitation", Half.CONNECTIONS: "connection"}
STOPS = {
    "captcha": "LinkedIn showed a captcha",
    "verification": "LinkedIn asked for a verification",
    "restricted": "LinkedIn restricted the account for a time",
    "throttled": "LinkedIn answered that there were too many requests",
    "blocked": "LinkedIn took the browser for a program",
    "signed-out": "LinkedIn had signed the account out",
    "hold": "LinkedIn said yes and did nothing until the next day",
    "refused": "several attempts in a row had no effect",
    "slow": "LinkedIn answered much more slowly than usual",
}
WORK = {"withdrawn": "withdrawn", "removed": "removed", "refused": "refused"}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person's part.

    `end` is a key of ENDS; `again` is the day from which they can be invited again at the latest.
    """

    name: str
    profile: str
    half: Half
    end: str
    end_words: str
    sent: str
    done_at: datetime | None
    checked_at: datetime | None
    proof: str
    why: str
    again: date | None


@dataclass(frozen=True, slots=True)
class StopRow:
    """A stop: when it was, when it was over, and what it was."""

    seen_at: datetime
    cleared_at: datetime | None
    kind: str
    words: str


@dataclass(frozen=True)
class SummaryView:
    """A job's story.

    `who` is empty without names. `again` is how many can be invited again from each day on, at the latest. `outside` is
    how many of each list were not part of what was chosen.
    """

    who: str
    story: Story
    has_names: bool
    rows: Sequence[PersonRow]
    days: Mapping[date, Mapping[str, int]]
    again: Mapping[date, int]
    stops: Sequence[StopRow]
    outside: Mapping[Half, int]
    picture: SentPicture
    kept: Sequence[tuple[str, str]]

    @property
    def apology(self) -> tuple[str, Apology]:
        """What to say to people who ask, and in which language: the account's, where it is known."""
        return apology_in(self.story.language)

    @cached_property
    def ends(self) -> Counter[str]:
        """How many people ended how."""
        return Counter(row.end for row in self.rows)

    @property
    def proven(self) -> int:
        """How many acts a fresh page confirmed."""
        return sum(tally.proven for tally in self.story.standing.tallies.values())

    @property
    def unchecked(self) -> int:
        """How many acts LinkedIn agreed to and no fresh page has confirmed yet."""
        return sum(tally.unchecked for tally in self.story.standing.tallies.values())


def view_of(story: Story, zone: tzinfo, *, has_names: bool = True) -> SummaryView:
    """Return the view of a story, with instants in `zone`."""
    last = {act.line_id: act for act in story.acts}
    listed = [line for line in story.lines if line.verdict is not Verdict.OUTSIDE]
    rows = [_row(story, line, last.get(line.id), number, zone, has_names=has_names)
            for number, line in enumerate(listed, start=1)]  # fmt: skip
    order = list(ENDS)
    rows.sort(key=lambda row: order.index(row.end))
    again = Counter(row.again for row in rows if row.again)
    return SummaryView(
        who=shown(story.account.name, LONGEST_NAME) if has_names else "",
        story=story,
        has_names=has_names,
        rows=rows,
        days=_days(story.acts, zone),
        again=dict(sorted(again.items())),
        stops=[
            _stop(stop.seen_at, stop.cleared_at, stop.kind, stop.detail if has_names else "") for stop in story.stops
        ],
        outside=Counter(line.half for line in story.lines if line.verdict is Verdict.OUTSIDE),
        picture=SentPicture([], NAMES, []) if story.is_forgotten else _picture(story),
        kept=_kept(listed),
    )


def _row(story: Story, line: PlanLine, act: Act | None, number: int, zone: tzinfo, *, has_names: bool) -> PersonRow:
    end = _end(line)
    is_done = line.outcome is DONE[line.half]
    at = act.outcome_at if act and is_done else None
    proof = ""
    if is_done:
        proof = "checked on a fresh page" if line.proof is Proof.READING else UNCHECKED
    is_to_do = end == LEFT and not story.is_over
    return PersonRow(
        name=shown(line.name or line.key or "no name", LONGEST_NAME) if has_names else f"Person {number:,}",
        profile=shown(profile_of(line.key), LONGEST_PROFILE) if has_names else "",
        half=line.half,
        end=end,
        end_words=STILL_TO_DO if is_to_do else ENDS[end],
        sent=_sent(line, zone),
        done_at=at,
        checked_at=act.checked_at if act and is_done else None,
        proof=proof,
        why=_why(line, act, end, has_names=has_names),
        again=(at + AGAIN).astimezone(zone).date() if at and line.half is Half.SENT else None,
    )


def _end(line: PlanLine) -> str:
    if line.verdict is Verdict.UNSURE:
        return UNCLEAR
    if line.verdict is Verdict.KEPT or line.outcome is Outcome.KEPT:
        return KEPT
    if line.outcome in (None, Outcome.NOT_DONE):
        return LEFT
    return line.outcome.value


def _sent(line: PlanLine, zone: tzinfo) -> str:
    if line.span is None:
        return ""
    first = line.span.earliest.astimezone(zone)
    last = (line.span.latest - timedelta.resolution).astimezone(zone)
    if line.span.is_exact:
        return moment_words(first, zone)
    return day_words(first) if first.date() == last.date() else f"{day_words(first)} to {day_words(last)}"


def _why(line: PlanLine, act: Act | None, end: str, *, has_names: bool) -> str:
    """Return why somebody was kept or not undone. Only codes' own words: no text of a message, no other's name."""
    if end in (KEPT, UNCLEAR):
        if line.outcome is Outcome.KEPT:
            return kept_words(act.detail.partition(":")[0] if act else "") or "kept at the last moment"
        if has_names and line.reason_code == Code.NAMED:
            return shown(stored_words(line.reason), LONGEST_DETAIL)
        return kept_words(line.reason_code)
    if act is None or end in DONE.values():
        return ""
    words = DETAILS.get(act.detail, "") if act.detail in set(ActDetail) else ""
    return words.removeprefix(f"{ENDS[end]}: ")


def _days(acts: Iterable[Act], zone: tzinfo) -> dict[date, dict[str, int]]:
    days: dict[date, dict[str, int]] = {}
    for act in acts:
        if act.clicked and act.outcome.value in WORK and act.outcome_at:
            day = days.setdefault(act.outcome_at.astimezone(zone).date(), dict.fromkeys(WORK, 0))
            day[act.outcome.value] += 1
    return dict(sorted(days.items()))


def _stop(seen_at: datetime, cleared_at: datetime | None, kind: str, detail: str) -> StopRow:
    words = STOPS.get(kind, "LinkedIn asked for something")
    return StopRow(seen_at, cleared_at, kind, shown(detail, LONGEST_DETAIL) if detail else f"{words}.")


def _kept(lines: Sequence[PlanLine]) -> list[tuple[str, str]]:
    """Return how many of each list were kept for each reason, the commonest first."""
    counts: Counter[tuple[Half, str]] = Counter()
    for line in lines:
        if line.verdict in (Verdict.KEPT, Verdict.UNSURE):
            counts[line.half, kept_words(line.reason_code) or "kept"] += 1
        elif line.outcome is Outcome.KEPT:
            counts[line.half, "kept at the last moment"] += 1
    return [(people(count, NOUN[half]), words) for (half, words), count in counts.most_common()]


def _picture(story: Story) -> SentPicture:
    """Return the picture of sending. What the job's window holds is marked, unless that is all that was ever sent."""
    window, selection = story.job.terms.window, story.job.terms.selection
    is_bounded = window.since != FOREVER_AGO and window.until != FAR_AHEAD
    sendings = [
        Sending(line.span, "", KIND_OF[line.verdict], is_bounded and line.verdict is not Verdict.OUTSIDE)
        for line in story.lines
        if line.half is Half.SENT
    ]
    count = sum(it.is_burst for it in sendings)
    name = "the burst" if selection.get("blast") is not None else "what you chose"
    return SentPicture(sendings, NAMES, [f"{name}: {count:,}"] if count else [])


def headline(view: SummaryView) -> str:
    """Return the story in one or two sentences; contains no names."""
    ends, story = view.ends, view.story
    done = [f"{people(ends[DONE[half]], LISTS[half])} {'was' if ends[DONE[half]] == 1 else 'were'} {DONE[half]}"
            for half in Half if ends[DONE[half]]]  # fmt: skip
    if not done:
        return "Nothing has been undone yet." if not story.is_over else "Nothing was undone."
    worked = [day for day, counts in view.days.items() if any(counts[done] for done in DONE.values())]
    days = people((max(worked) - min(worked)).days + 1, "day") if worked else "no time"
    words = f"In {days} {' and '.join(done)}"
    if view.unchecked:
        waiting = f"{view.unchecked:,} answered by LinkedIn and not checked yet"
        return f"{words}: {view.proven:,} checked on a fresh page, {waiting}."
    checked = "every one of them checked" if sum(ends[it] for it in DONE.values()) > 1 else "checked"
    return f"{words}, {checked} on a fresh page."


def others(view: SummaryView) -> list[str]:
    """Return what else became of people, in words with numbers."""
    ends, is_over = view.ends, view.story.is_over
    told = (
        (Outcome.ACCEPTED, "accepted meanwhile"),
        (Outcome.GONE, "gone already"),
        (Outcome.REFUSED, "refused by LinkedIn and still there"),
        (Outcome.UNRESOLVED, "not known yet"),
        (LEFT, "left alone" if is_over else "still to do"),
        (KEPT, "kept"),
        (UNCLEAR, "kept because the date is unclear"),
    )
    kept = of_each(Counter(row.half for row in view.rows if row.end == KEPT))
    return [f"{kept if end == KEPT else f'{ends[end]:,}'} {words}" for end, words in told if ends[end]]


def of_each(counts: Mapping[Half, int]) -> str:
    """Return how many of each list: "8 invitations and 12 connections"."""
    return " and ".join(people(counts[half], NOUN[half]) for half in Half if counts.get(half))


def not_undone(view: SummaryView, zone: tzinfo) -> str:
    """Return who was not undone, in one line with numbers, and how many invitations LinkedIn counted when last read."""
    parts = [*others(view), *([f"{of_each(view.outside)} outside of what was chosen"] if view.outside else [])]
    counted = ""
    if view.story.pending:
        at, count = view.story.pending[-1]
        counted = f" LinkedIn counted {people(count, 'pending invitation')} on {moment_words(at, zone)}."
    if view.story.is_forgotten:
        return f"Who they were, and who was not undone, is forgotten.{counted}"
    return f"Not undone: {', '.join(parts) or 'nobody'}.{counted}"


def standing_lines(view: SummaryView, zone: tzinfo) -> list[str]:
    """Return what is left of an open job, and what to type; nothing if it is over."""
    story = view.story
    if story.is_over:
        return []
    if story.stop is not None:
        paused = "It is paused. To see what it waits for, type: withdrawer status"
        return [*left_lines(story.standing, zone, ""), paused]
    return left_lines(story.standing, zone, "withdrawer run")
