"""The output of `summary`: the story of a job as lines, as JSON data and as a page, all from one view."""

import sys
from collections.abc import Callable, Iterator
from datetime import tzinfo
from pathlib import Path
from typing import Any

from rich.text import Text

from withdrawer.app.context import CommandContext
from withdrawer.app.summary import PageWriter
from withdrawer.clock import day_words, moment_words
from withdrawer.escape import shown
from withdrawer.home import private_file, private_folder
from withdrawer.plan.half import Half
from withdrawer.show.data import standing_data
from withdrawer.show.day_lines import day_lines
from withdrawer.show.envelope import Shown, instant
from withdrawer.show.output import results
from withdrawer.show.pictures.bars import Glyphs, glyphs_for
from withdrawer.show.pictures.stretches import stretches_of
from withdrawer.show.sent_lines import bar_lines, legend, word_lines
from withdrawer.show.summary_view import (
    ENDS,
    LISTS,
    SummaryView,
    headline,
    not_undone,
    of_each,
    standing_lines,
    view_of,
)
from withdrawer.show.words import UNCHECKED, people
from withdrawer.streams import STANDARD
from withdrawer.undo.story import Story

MOST_STRETCHES = 8
MOST_NAMES = 12
NAMED = ("refused", "unresolved", "accepted")
NO_JOB = "There is no job yet, so there is nothing to show. Next: withdrawer preview"


def summary_shown(html: Path | None, *, has_names: bool) -> Callable[[Story | None, CommandContext], Shown]:
    """Return a function that shows a story, and writes its page to `html` if named; "-" is standard output."""

    def shown_story(found: Story | None, at: CommandContext) -> Shown:
        if found is None:
            return Shown({"account": None, "job": None}, message=NO_JOB)
        view = view_of(found, at.zone, has_names=has_names)
        data = summary_data(view)
        if html is None:
            stream_width = min(results().width, 100)
            glyphs = None if at.everywhere.plain else glyphs_for(sys.stdout.encoding)
            return Shown(data, [*summary_lines(view, at.zone, glyphs, stream_width)])
        from withdrawer.show.summary_page import page_of

        page = page_of(view, at.zone)
        if str(html) == STANDARD:
            sys.stdout.buffer.write(page.encode())
            sys.stdout.flush()
            return Shown(data)
        PageWriter(at, html).write(page)
        return Shown(data | {"html": str(html)})

    return shown_story


def keep_page(story: Story, file: Path, zone: tzinfo) -> str:
    """Write a finished job's page into the home. Return what to tell the user if that fails, such as on a full disk."""
    from withdrawer.show.summary_page import page_of

    try:
        private_folder(file.parent)
        private_file(file).write_text(page_of(view_of(story, zone), zone), encoding="utf-8")
    except OSError as error:
        return f"The summary could not be written ({error.strerror or error}). To see it: withdrawer summary"
    return ""


def summary_lines(view: SummaryView, zone: tzinfo, glyphs: Glyphs | None, width: int) -> Iterator[str]:
    """Yield the story's lines. `glyphs` are the letters of its bars, None for words only."""
    job = view.story.job
    began = f"the clean-up of {day_words(job.confirmed_at.astimezone(zone))}"
    yield f"{view.who}: {began}" if view.who else f"{began[0].upper()}{began[1:]}"
    yield headline(view)
    yield not_undone(view, zone)
    yield from standing_lines(view, zone)
    yield from _sent(view, zone, glyphs, width)
    if view.story.pending:
        (first, before), (last, after) = view.story.pending[0], view.story.pending[-1]
        yield ""
        yield f"Pending, as LinkedIn counts: {before:,} on {moment_words(first, zone)}, {after:,} on " \
              f"{moment_words(last, zone)}."  # fmt: skip
    if days := day_lines(view.story.standing.done_at, zone, glyphs):
        yield ""
        yield from days
    yield ""
    yield f"Proven: {view.proven:,} checked on a fresh page, {view.unchecked:,} {UNCHECKED}."
    for end in NAMED:
        yield from _named(view, end)
    if view.kept or view.outside:
        yield ""
        yield "Kept and left alone:"
        yield from (f"  {who}: {words}" for who, words in view.kept)
        if view.outside:
            yield f"  {of_each(view.outside)}: outside of what was chosen"
    if view.again:
        yield ""
        first_day, last_day = min(view.again), max(view.again)
        when = f"on about {day_words(first_day)}" if first_day == last_day else (
            f"from about {day_words(first_day)} to about {day_words(last_day)}")  # fmt: skip
        yield f"They can be invited again {when}, at the latest: up to three weeks after each was withdrawn."
    if view.stops:
        yield ""
        yield "When it stopped:"
        yield from (f"  {moment_words(it.seen_at, zone)}: {it.words}" for it in view.stops)
    yield ""
    yield "So that it does not happen again: withdrawer contacts"
    yield "As a page with pictures and everybody on it: withdrawer summary --html summary.html"


def _sent(view: SummaryView, zone: tzinfo, glyphs: Glyphs | None, width: int) -> Iterator[str]:
    found = stretches_of(view.picture.sendings, zone, MOST_STRETCHES)
    if not found:
        return
    yield ""
    if glyphs is None:
        yield "When they were sent, the newest first:"
        yield from word_lines(view.picture, found)
        return
    yield Text("When they were sent   ").append(legend(view.picture, glyphs)).plain
    yield from (line.plain.rstrip() for line in bar_lines(view.picture, found, glyphs, width))


def _named(view: SummaryView, end: str) -> Iterator[str]:
    """Yield who ended like this by name, if they are named; their number stands above in any case."""
    those = [row for row in view.rows if row.end == end]
    if not those or not view.has_names:
        return
    yield ""
    yield f"{ENDS[end][0].upper()}{ENDS[end][1:]}:"
    yield from (f"  {shown(row.name, 60)}{f': {row.why}' if row.why else ''}" for row in those[:MOST_NAMES])
    if len(those) > MOST_NAMES:
        yield f"  and {people(len(those) - MOST_NAMES, 'person')} more: withdrawer summary --html summary.html"


def summary_data(view: SummaryView) -> dict[str, Any]:
    """Return the story as JSON data: that of `status`, and more. Without names it names nobody."""
    standing = standing_data(view.story.account, view.story.standing)
    if not view.has_names:
        nobody = {"key": "", "name": ""}
        standing |= {"account": None, "accepted_meanwhile": [nobody] * len(view.story.standing.accepted)}
    return {
        **standing,
        "has_names": view.has_names,
        "proof": {"checked": view.proven, "unchecked": view.unchecked},
        "pending": [{"at": instant(at), "count": count} for at, count in view.story.pending],
        "days": [{"day": day.isoformat(), **counts} for day, counts in view.days.items()],
        "invite_again": [{"from": day.isoformat(), "people": count} for day, count in view.again.items()],
        "stops": [
            {
                "kind": it.kind,
                "seen_at": instant(it.seen_at),
                "cleared_at": instant(it.cleared_at),
                "words": it.words,
            }
            for it in view.stops
        ],
        "outside": sum(view.outside.values()),
        "people": [
            {
                "name": row.name,
                "profile": row.profile or None,
                "list": Half(row.half).value,
                "what": LISTS[row.half],
                "outcome": row.end,
                "done_at": instant(row.done_at),
                "checked_at": instant(row.checked_at),
                "proof": row.proof or None,
                "why": row.why or None,
                "invite_again_from": row.again.isoformat() if row.again else None,
            }
            for row in view.rows
        ],
    }
