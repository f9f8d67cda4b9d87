"""The templates of pages, and the picture of sending in them, which the summary and the review page share."""

from dataclasses import replace
from datetime import tzinfo
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from withdrawer.plan.plan import Plan
from withdrawer.show.pictures.bars import Kind
from withdrawer.show.pictures.charts import sent_chart
from withdrawer.show.pictures.stretches import Stretch, stretches_of
from withdrawer.show.sent_lines import SentPicture, sent_picture
from withdrawer.show.words import people

MOST_STRETCHES = 14


@cache
def templates() -> Environment:
    """Return the templates; everything put into them is escaped."""
    return Environment(
        loader=PackageLoader("withdrawer.show"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def style_of(name: str) -> str:
    """Return a style sheet that stands beside the templates."""
    return (files(__package__) / "templates" / name).read_text("utf-8")


def sent_stretches(picture: SentPicture, zone: tzinfo) -> list[Stretch]:
    """Return the stretches of time that a page's picture of sending has."""
    return stretches_of(picture.sendings, zone, MOST_STRETCHES)


def sent_values(picture: SentPicture, zone: tzinfo, when: str) -> dict[str, Any]:
    """Return what a template needs for the picture of sending, and for the same in numbers.

    `when` says when its invitations were read: "when this began".
    """
    found = sent_stretches(picture, zone)
    kinds = [kind for kind in Kind if any(it.counts.get(kind) for it in found)]
    rows, day = [], ""
    for it in found:
        day = it.day or day
        rows.append((" ".join(part for part in (day, it.time) if part), [it.counts.get(kind, 0) for kind in kinds]))
    says = _says(picture, when)
    return {
        "sent": sent_chart(found, picture.names, picture.burst_words, says) if found else None,
        "sent_heads": ["When", *(picture.names[kind] for kind in kinds)],
        "sent_rows": rows,
    }


def sent_figure(plan: Plan, zone: tzinfo) -> str:
    """Return the picture of a plan as a piece of the review page; empty if nothing was read.

    It is drawn once for a plan: a tick that is taken off there does not change it, and its words say so.
    """
    picture = sent_picture(plan)
    if not plan.selection.is_empty:
        picture = replace(picture, names={**picture.names, Kind.UNDO: "undo, before your ticks"})
    values = sent_values(picture, zone, "now")
    return templates().get_template("sent.html.jinja").render(values) if values["sent"] else ""


def _says(picture: SentPicture, when: str) -> str:
    total = len(picture.sendings)
    words = f"{people(total, 'pending invitation')} {'was' if total == 1 else 'were'} read {when}"
    if picture.burst_words and any(it.is_burst for it in picture.sendings):
        return f"{words}. Marked: {picture.burst_words[0]}."
    return f"{words}."
