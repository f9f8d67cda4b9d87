"""One withdrawal or one removal, done as a person does it, and what showed that it took effect.

On 2026 pages row, count and toast may change before the server has answered: together they are one sign. The second
is a good answer to the request that the confirming click caused. tenacity never goes round anything in here.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from withdrawer.clock import stopwatch
from withdrawer.errors import PageLeft
from withdrawer.linkedin.hearing import Hearing
from withdrawer.linkedin.lists import ListPage
from withdrawer.linkedin.names import names_another
from withdrawer.linkedin.requests import Word
from withdrawer.linkedin.rows import SeenRow, row_from
from withdrawer.linkedin.walls import check_gates
from withdrawer.plan.people import Half, Row

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle

LOG = logging.getLogger(__name__)
DIALOG_SECONDS = 5.0
BUTTON_SECONDS = 15.0
"""How long the button of a dialog that has come may stay disabled (sent-invitations 3b.5: for a moment)."""
ROW_SECONDS = 10.0


class Seen(StrEnum):
    """What was seen of an act."""

    DONE = "done"
    """The page changed and the server gave a good answer: two signs."""
    REFUSED = "refused"
    UNCLEAR = "unclear"
    """It was confirmed, but a sign is missing: a fresh reading must tell."""
    GONE = "gone"
    """The row was not there any more. Nothing was clicked."""
    NOT_CONFIRMED = "not confirmed"
    """Cancelled or never asked: nothing was changed."""
    KEPT = "kept"
    """Held back in the last step before the click."""
    SPENT = "spent"
    """In that step nothing was left of what may be done: cancelled, nothing was changed."""
    ANOTHER = "another"
    """The dialog named somebody else: cancelled, nothing was changed."""


@dataclass(frozen=True)
class Evidence:
    """What was seen of one act, with a sentence for the journal."""

    seen: Seen
    detail: str = ""


@dataclass
class Actor:
    """Acts on the rows of one open list. `hold` is asked just before the confirming click: what it gives holds it."""

    page: ListPage
    hold: Callable[[], Evidence | None]
    has_confirmed: bool = field(init=False, default=False)

    def act(self, row: Row) -> Evidence:
        """Withdraw this invitation or remove this connection. Raises Wall, SignedOut or Interrupted."""
        began = stopwatch()
        evidence = self._tried(row)
        LOG.info("An act on %s: %s, in %.1f s.", self.page.half, evidence.seen, stopwatch() - began)
        return evidence

    def _tried(self, row: Row) -> Evidence:
        from playwright.sync_api import TimeoutError as TooLate

        try:
            return self._act(row)
        except PageLeft:
            return self._left()
        except TooLate:
            self._check()
            if self.has_confirmed:
                return Evidence(Seen.UNCLEAR, "the page did not answer in time")
            return Evidence(Seen.NOT_CONFIRMED, "something on the page covers what is to be clicked")

    def _act(self, row: Row) -> Evidence:
        key = row.slug or row.address
        self._check()
        if not self._is_here() or not self._clear():
            return self._left()
        control = self._control(row, key)
        if control is None:
            return Evidence(Seen.GONE, "the row was no longer there")
        asked = self._ask(control)
        self._check()
        if asked is None:
            self._clear()
            return Evidence(Seen.NOT_CONFIRMED, "LinkedIn did not ask for a confirmation that is understood")
        page, confirm = self.page, tuple(asked["confirm"])
        other = names_another(page.half, asked["text"], confirm, row.name, page.labels, page.known.values())
        if other:
            self._dismiss()
            return Evidence(Seen.ANOTHER, f"the dialog named somebody else: {other}")
        if not self._is_here():
            self._dismiss()
            return self._left()
        if self._control(row, key) is None or not self._still_stands_for(key, control):
            self._dismiss()
            return Evidence(Seen.GONE, "the row went while the dialog was open")
        if held := self.hold():
            self._dismiss()
            return held
        return self._confirm(row, key)

    def _check(self) -> None:
        self.page.browser.check()
        check_gates(self.page.browser.page)

    def _is_here(self) -> bool:
        """Whether the page is still the list: LinkedIn may flip it, and the person may have led it away."""
        return self.page.browser.is_where_it_was()

    def _left(self) -> Evidence:
        self._check()
        if self.has_confirmed:
            return Evidence(Seen.UNCLEAR, "the page went away before it showed what became of it")
        return Evidence(Seen.NOT_CONFIRMED, "the page was no longer the list as it was opened")

    def _control(self, row: Row, key: str) -> "ElementHandle | None":
        """The row's control, where the row still shows this very person."""
        number = self.page.ids.get(key)
        text = None if number is None else self.page.call("(reader, id) => reader.again(id)", number)
        if text is None:
            return None
        seen = msgspec.convert({"id": number, **text}, SeenRow)
        again = row_from(seen, row.half, row.position, row.seen_at, self.page.labels)
        if (again.slug or again.address) != key:
            return None
        return self.page.element("(reader, id) => reader.control(id)", number)

    def _still_stands_for(self, key: str, control: "ElementHandle") -> bool:
        """Whether the control that was clicked has become nobody else's: a list may move its people to other rows."""
        who = [self.page.ids[key], control]
        return bool(self.page.call("(reader, [id, control]) => reader.standsFor(id, control)", who))

    def _ask(self, control: "ElementHandle") -> dict[str, str] | None:
        """Click until the dialog asks; a click that came before the page was ready is lost, and is made once more."""
        for _ in range(2):
            with self.page.browser.staying():
                asked = self._open_dialog(control)
            if asked or self.page.call("reader => reader.openDialogs()"):
                return asked
            self._check()
            if not self._is_here():
                return None
        return None

    def _open_dialog(self, control: "ElementHandle") -> dict[str, str] | None:
        """What the dialog asks that a click opened, None where none came that is understood."""
        control.click(timeout=ROW_SECONDS * 1000)
        if self.page.half is Half.CONNECTIONS and not self._choose():
            return None
        how = {"confirming": self._confirming, "dismissing": self.page.labels.dismiss}
        asked: dict[str, str] | None = self.page.call(
            "(reader, how) => reader.question(how)",
            {**how, "milliseconds": DIALOG_SECONDS * 1000, "patience": BUTTON_SECONDS * 1000},
        )
        return asked

    def _choose(self) -> bool:
        entry = self.page.element(
            "(reader, how) => reader.entry(how.item, how.milliseconds)",
            {"item": self.page.labels.remove_item, "milliseconds": DIALOG_SECONDS * 1000 / 2},
        )
        if entry is not None:
            entry.click(timeout=ROW_SECONDS * 1000)
        return entry is not None

    @property
    def _confirming(self) -> str:
        labels = self.page.labels
        return labels.withdraw if self.page.half is Half.SENT else labels.remove_confirm

    def _confirm(self, row: Row, key: str) -> Evidence:
        button = self.page.element("reader => reader.confirm()")
        if button is None or not button.is_visible():
            return Evidence(Seen.NOT_CONFIRMED, "the dialog closed by itself")
        before = set(self.page.call("reader => reader.announced()"))
        hearing = Hearing(self.page.browser, row.slug)
        with hearing.listening():
            self.has_confirmed = True
            button.click(timeout=ROW_SECONDS * 1000)
            word, detail = hearing.wait()
        patience = ROW_SECONDS * 1000 if word is Word.YES else 0
        has_gone = self.page.call("(reader, how) => reader.gone(...how)", [self.page.ids[key], patience])
        said = " ".join(it for it in self.page.call("reader => reader.announced()") if it not in before)
        self._check()
        if has_gone:
            self.page.undone += 1
        LOG.info("Signs: the server's answer is %s; the row has %s.", word, "gone" if has_gone else "stayed")
        return self._judge(word, detail, said, has_gone=has_gone)

    def _judge(self, word: Word, detail: str, said: str, *, has_gone: bool) -> Evidence:
        labels = self.page.labels
        if word is Word.NO:
            return Evidence(Seen.REFUSED, detail)
        if word is Word.UNCLEAR:
            return Evidence(Seen.UNCLEAR, detail)
        if labels.failed_toast and re.search(labels.failed_toast, said, re.IGNORECASE):
            return Evidence(Seen.REFUSED, "LinkedIn said that it could not be done")
        if not has_gone:
            return Evidence(Seen.UNCLEAR, "the row stayed")
        return Evidence(Seen.DONE)

    def _dismiss(self) -> None:
        """Cancel, as a person would; Escape where that does not close the dialog."""
        self._press(self.page.element("reader => reader.dismiss()"))
        if self.page.call("reader => reader.openDialogs()"):
            self.page.browser.page.keyboard.press("Escape")

    def _clear(self) -> bool:
        """Close what stands open from before, or of itself; gives whether nothing stands open any more."""
        for _ in range(3):
            if not self.page.call("reader => reader.openDialogs()"):
                return True
            self._press(self.page.element("(reader, how) => reader.closing(how)", self.page.labels.dismiss))
            self.page.browser.page.keyboard.press("Escape")
        return not self.page.call("reader => reader.openDialogs()")

    def _press(self, button: "ElementHandle | None") -> None:
        from playwright.sync_api import Error

        try:
            if button is not None:
                button.click(timeout=2_000)
        except Error:
            # Escape comes next, and then a fresh page.
            return
