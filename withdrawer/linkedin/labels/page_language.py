"""Detect a list's language, and the names of its controls, before its rows are read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from withdrawer.clock import stopwatch
from withdrawer.errors import PageNotUnderstood
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.browser.isolated_world import PageObject, decoded, script_of
from withdrawer.linkedin.labels import TABLES, UNKNOWN, Labels, labels_for
from withdrawer.linkedin.labels.shape_search import Candidate, FoundControls, confirmed_entry, find_control
from withdrawer.plan.half import Half

SCRIPTS = ("tree.js", "text.js", "rows.js", "shape.js")
KNOWN_SECONDS = 3.0
"""How long to wait for a control with a known name."""
UNKNOWN_SECONDS = 20.0
LOOK_SECONDS = 0.2


class Shape(msgspec.Struct, frozen=True):
    """What `page/shape.js` sees: the number of rows, and the controls that each of them has exactly once."""

    rows: int
    controls: tuple[Candidate, ...]


@dataclass(frozen=True)
class Spoken:
    """The labels for reading a list, and the `known` ones from before the user's own words were added.

    `found` is set if the list's control was in no table; `shape` is what every row has, if that was examined. `reader`
    sees shapes on the page.
    """

    reader: PageObject
    known: Labels
    labels: Labels
    found: FoundControls | None = None
    shape: Shape | None = None

    @property
    def entry_is_unknown(self) -> bool:
        """Whether no table has the menu entry that removes a connection."""
        return self.known.remove_item == UNKNOWN

    def needs_a_look(self, half: Half) -> bool:
        """Whether something of that list has to be confirmed, or to be looked at for that."""
        return self.entry_is_unknown if half is Half.CONNECTIONS else bool(self.found and not self.found.is_confirmed)


def spoken_on(browser: Browser, half: Half, confirmed: Sequence[str]) -> Spoken:
    """Detect a list's language, by `<html lang>` or else by its controls, and find the control by shape.

    Raises PageNotUnderstood if nothing tells the language, or the page is empty.
    """
    page = browser.page
    tag = decoded(page.evaluate("document.documentElement.lang ?? ''"), str)
    try:
        declared: Labels | None = labels_for(tag)
    except PageNotUnderstood:
        declared = None
    script = script_of(*SCRIPTS, returning="shapeReader(argument)")
    reader = PageObject.made_by(script, declared.sent_age if declared else UNKNOWN, browser.session)
    look = _Look(reader, half, declared, tuple(confirmed))
    is_known = declared is None or control_of(declared, half) != UNKNOWN
    end = stopwatch() + (KNOWN_SECONDS if is_known else UNKNOWN_SECONDS)
    while True:
        spoken = look.sure()
        if spoken is not None or stopwatch() > end:
            break
        browser.wait(LOOK_SECONDS)
    if spoken is None and declared is None:
        if not page.evaluate("document.documentElement.textContent.trim()"):
            raise PageNotUnderstood(
                f"The page {page.url} is empty.",
                "Check the connection, then run the same command again.",
            )
        labels_for(tag)  # raises an error that names the language
    return spoken or look.unsure()


def control_of(labels: Labels, half: Half) -> str:
    """The pattern of a list's control."""
    return labels.withdraw if half is Half.SENT else labels.menu


def count_of(labels: Labels, half: Half) -> str:
    """The pattern of a list's own count of people."""
    return labels.sent_count if half is Half.SENT else labels.connection_count


@dataclass(frozen=True)
class _Look:
    """One list's page, examined for the names of its control. `declared` are the labels of the page's `lang`."""

    reader: PageObject
    half: Half
    declared: Labels | None
    confirmed: tuple[str, ...]

    def sure(self) -> Spoken | None:
        """What is certain now: the control by its own language's label or another's, or by its shape."""
        declared = self.declared
        if declared is not None and (self._speaks([declared]) or self._says_nobody(declared)):
            return self._spoken(declared)
        if others := self._speaks(TABLES.values()):
            return self._spoken(TABLES[others[0]]) if len(others) == 1 else None
        spoken = self.unsure() if declared is not None else None
        return spoken if spoken and spoken.found else None

    def unsure(self) -> Spoken:
        """What the shape alone tells, if anything."""
        assert self.declared is not None
        shape = self._shape()
        return self._spoken(self.declared, find_control(self.half, shape.controls, self.confirmed))

    def _spoken(self, known: Labels, found: FoundControls | None = None) -> Spoken:
        # Drop the menu button's name: otherwise the row's own button would be taken for an entry.
        others = [word for word in self.confirmed if not (found and found.candidate.is_said_by(word))]
        labels = confirmed_entry(found.labels(known) if found else known, others)
        return Spoken(self.reader, known, labels, found, self._shape() if found or self.confirmed else None)

    def _speaks(self, tables: Iterable[Labels]) -> list[str]:
        """The languages of these tables in which a control of the page has a known name."""
        controls = {table.language: control_of(table, self.half) for table in tables}
        known = {language: control for language, control in controls.items() if control != UNKNOWN}
        languages = decoded(self.reader.call("(reader, sources) => reader.spoken(sources)", known), list[str])
        return [it for it in languages if it in known]

    def _says_nobody(self, labels: Labels) -> bool:
        said = [count_of(labels, self.half), labels.sent_empty]
        return bool(self.reader.call("(it, of) => it.saysNobody(of)", said))

    def _shape(self) -> Shape:
        return decoded(self.reader.call("reader => reader.candidates()"), Shape)
