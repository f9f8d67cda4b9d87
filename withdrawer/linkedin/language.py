"""Which language a list is in, and by what names its controls go, before its rows are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from withdrawer.clock import stopwatch
from withdrawer.errors import PageNotUnderstood
from withdrawer.linkedin.browser import Browser
from withdrawer.linkedin.found import Candidate, Found, confirmed_entry, find_control
from withdrawer.linkedin.labels import TABLES, UNKNOWN, Labels, labels_for
from withdrawer.plan.halves import Half

if TYPE_CHECKING:
    from playwright.sync_api import JSHandle

SCRIPTS = ("rows.js", "shape.js")
KNOWN_SECONDS = 3.0
"""How long a control by a known name is waited for."""
UNKNOWN_SECONDS = 20.0
LOOK_SECONDS = 0.2


class Shape(msgspec.Struct, frozen=True):
    """What `page/shape.js` sees: how many rows, and the controls that each of them has once."""

    rows: int
    controls: tuple[Candidate, ...]


@dataclass(frozen=True)
class Spoken:
    """The labels to read a list by; `found` where its control was in no table; `shape` is what was seen then."""

    labels: Labels
    found: Found | None = None
    shape: Shape | None = None


def spoken_on(browser: Browser, half: Half, confirmed: Sequence[str]) -> Spoken:
    """See in which language a list is, by `<html lang>` or else by its controls, and find the control by shape.

    Raises PageNotUnderstood where nothing tells the language.
    """
    page = browser.page
    tag = page.evaluate("document.documentElement.lang") or ""
    try:
        declared: Labels | None = labels_for(tag)
    except PageNotUnderstood:
        declared = None
    reader = page.evaluate_handle(_script(), declared.sent_age if declared else UNKNOWN)
    end = stopwatch() + (
        KNOWN_SECONDS if declared is None or control_of(declared, half) != UNKNOWN else UNKNOWN_SECONDS
    )
    while True:
        spoken = _look(reader, half, declared, confirmed)
        if spoken is not None:
            return spoken
        if stopwatch() > end:
            break
        browser.wait(LOOK_SECONDS)
    other = _other_language(reader, half)
    if other is not None:
        return Spoken(other)
    shape = _shape(reader)
    found = find_control(half, shape.controls, confirmed)
    if declared is None:
        labels_for(tag)
    assert declared is not None
    if found is None:
        return Spoken(confirmed_entry(declared, confirmed), shape=shape)
    return Spoken(confirmed_entry(found.labels(declared), confirmed), found, shape)


def control_of(labels: Labels, half: Half) -> str:
    """The pattern of a list's control."""
    return labels.withdraw if half is Half.SENT else labels.menu


def _look(reader: "JSHandle", half: Half, declared: Labels | None, confirmed: Sequence[str]) -> Spoken | None:
    """What one look tells for certain: the control by its own language's label, or by shape where there is none."""
    if declared is None:
        other = _other_language(reader, half)
        return Spoken(other) if other else None
    control = control_of(declared, half)
    nobody = [declared.sent_count if half is Half.SENT else declared.connection_count, declared.sent_empty]
    if _speaks(reader, {declared.language: control}) or reader.evaluate("(it, of) => it.saysNobody(of)", nobody):
        return Spoken(confirmed_entry(declared, confirmed))
    if control != UNKNOWN and _other_language(reader, half):
        return None
    shape = _shape(reader)
    found = find_control(half, shape.controls, confirmed)
    return Spoken(confirmed_entry(found.labels(declared), confirmed), found, shape) if found else None


def _other_language(reader: "JSHandle", half: Half) -> Labels | None:
    """The one language of whose control's names one is on the page."""
    controls = {name: control_of(TABLES[name], half) for name in TABLES if control_of(TABLES[name], half) != UNKNOWN}
    spoken = _speaks(reader, controls)
    return TABLES[spoken[0]] if len(spoken) == 1 else None


def _speaks(reader: "JSHandle", controls: dict[str, str]) -> list[str]:
    languages: list[str] = reader.evaluate("(reader, sources) => reader.spoken(sources)", controls)
    return languages


def _shape(reader: "JSHandle") -> Shape:
    return msgspec.convert(reader.evaluate("reader => reader.candidates()"), Shape)


@cache
def _script() -> str:
    folder = files("withdrawer.linkedin") / "page"
    parts = "\n".join((folder / name).read_text("utf-8") for name in SCRIPTS)
    return f"(age) => {{\n{parts}\nreturn shapeReader(age);\n}}"
