"""The summary as one page: a single file without a script, from the templates beside it."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any
from urllib.parse import unquote

from withdrawer.clock import day_words, moment_words
from withdrawer.escape import shown
from withdrawer.journal.records import DONE
from withdrawer.show.page_templates import sent_values, style_of, templates
from withdrawer.show.pictures.charts import Chart, day_rows, days_chart, pending_chart
from withdrawer.show.summary_view import (
    ENDS,
    LEFT,
    LISTS,
    STILL_TO_DO,
    WORK,
    PersonRow,
    SummaryView,
    headline,
    not_undone,
    of_each,
    standing_lines,
)
from withdrawer.show.words import people

LONGEST_ADDRESS = 80
NEED_USER = ("refused", "unresolved", "accepted", LEFT)


def page_of(view: SummaryView, zone: tzinfo) -> str:
    """Return the page, with instants in `zone`."""
    style = _style(view)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    values = {
        "style": style,
        "style_hash": f"sha256-{digest}",
        **_head(view, zone),
        **_pictures(view, zone),
        **_people(view, zone),
        "kept": view.kept,
        "outside": of_each(view.outside),
        "stops": _stops(view, zone),
        "language": view.apology[0],
        "apology": view.apology[1],
    }
    return templates().get_template("summary.html.jinja").render(values)


def _style(view: SummaryView) -> str:
    """Return the page's style, with a rule for each choice of the people to show, so that it needs no script."""
    rules = [
        f"@media screen {{ main:has(#end-{at}:checked) .people tbody:not(.e{at}) {{ display: none; }} }}"
        for at in range(1, len(view.ends) + 1)
    ]
    return "\n".join([style_of("pictures.css"), style_of("summary.css"), *rules])


def _head(view: SummaryView, zone: tzinfo) -> dict[str, Any]:
    job, standing, ends = view.story.job, view.story.standing, view.ends
    title = f"The clean-up of {job.confirmed_at.astimezone(zone):%d %B %Y}".replace(" 0", " ")
    tiles = [
        {"count": ends[end], "words": _end_words(view, end), "needs_user": end in NEED_USER}
        for end in sorted(ENDS, key=lambda end: end not in DONE.values())
        if ends[end]
    ]
    return {
        "who": view.who,
        "has_names": view.has_names,
        "as_of": moment_words(standing.allowance.now, zone),
        "title": title,
        "headline": headline(view),
        "not_undone": not_undone(view, zone),
        "standing": " ".join(standing_lines(view, zone)),
        "tiles": tiles,
        "proven": view.proven,
        "unchecked": view.unchecked,
    }


def _end_words(view: SummaryView, end: str) -> str:
    return STILL_TO_DO if end == LEFT and not view.story.is_over else ENDS[end]


def _pictures(view: SummaryView, zone: tzinfo) -> dict[str, Any]:
    pending = view.story.pending
    again_days: Mapping[date, Mapping[str, int]] = {day: {"again": count} for day, count in view.again.items()}
    pauses = sorted({stop.seen_at.astimezone(zone).date() for stop in view.stops})
    return {
        **sent_values(view.picture, zone, "when this began"),
        "pending": pending_chart(pending, zone, _pending_says(pending, zone)),
        "pending_says": _pending_says(pending, zone),
        "pending_rows": [(moment_words(at, zone), [count]) for at, count in pending],
        "work": _work(view, pauses),
        "work_rows": day_rows(view.days, [*WORK]),
        "again": days_chart("again", "From when they can be invited again", again_days, {"again": "people"},
                            _again_says(view)),
        "again_rows": day_rows(again_days, ["again"]),
    }  # fmt: skip


def _pending_says(series: Sequence[tuple[datetime, int]], zone: tzinfo) -> str:
    if not series:
        return ""
    (first, before), (last, after) = series[0], series[-1]
    if len(series) == 1:
        return f"{before:,} on {moment_words(first, zone)}."
    return f"{before:,} on {moment_words(first, zone)}, {after:,} on {moment_words(last, zone)}."


def _work(view: SummaryView, pauses: Sequence[date]) -> Chart | None:
    if not view.days:
        return None
    first, last = min(view.days), max(view.days)
    idle = (last - first).days + 1 - len(view.days)
    says = f"{people(len(view.days), 'day')} with work, {people(idle, 'day') if idle else 'none'} without"
    if pauses:
        says += f", {people(len(pauses), 'day')} on which it stopped"
    return days_chart("work", "The work, day by day", view.days, WORK, f"{says}.", pauses)


def _again_says(view: SummaryView) -> str:
    if not view.again:
        return ""
    first, last = min(view.again), max(view.again)
    when = (
        f"on about {day_words(first)}" if first == last else f"between about {day_words(first)} and {day_words(last)}"
    )
    return (
        "After a withdrawal you may have to wait up to three weeks before you can invite the same person again; "
        f"LinkedIn doesn't say when exactly. At the latest, you can {when}; each person's day is in the list below."
    )


def _people(view: SummaryView, zone: tzinfo) -> dict[str, Any]:
    ends = [end for end in ENDS if view.ends[end]]
    groups = [
        (place, [_cells(row, zone) for row in view.rows if row.end == end]) for place, end in enumerate(ends, start=1)
    ]
    told = [(end, _end_words(view, end), view.ends[end]) for end in ends]
    return {"rows": view.rows, "ends": told, "groups": groups}


def _cells(row: PersonRow, zone: tzinfo) -> dict[str, str]:
    end, proof = row.end_words, row.proof
    if row.done_at:
        end = f"{end} {moment_words(row.done_at, zone)}"
    if row.checked_at:
        proof = f"{proof} {moment_words(row.checked_at, zone)}"
    return {
        "name": row.name,
        "profile": shown(unquote(row.profile).removeprefix("https://www.").rstrip("/"), LONGEST_ADDRESS),
        "list": LISTS[row.half],
        "sent": row.sent,
        "end": end,
        "proof": proof,
        "why": row.why,
        "again": f"about {day_words(row.again)}" if row.again else "",
    }


def _stops(view: SummaryView, zone: tzinfo) -> list[tuple[str, str, str]]:
    return [
        (
            moment_words(it.seen_at, zone),
            it.words,
            f"It could continue from {moment_words(it.cleared_at, zone)}." if it.cleared_at else "",
        )
        for it in view.stops
    ]
