"""One withdrawal or removal, done as a person does it, and the evidence that it took effect.

On 2026 pages row, count and toast may change before the server has answered, so together they are one sign. The second
is a success answer to the request caused by the confirming click. Nothing in here is ever retried with tenacity.
"""

import logging
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

import msgspec

from withdrawer.clock import stopwatch
from withdrawer.errors import PageLeft
from withdrawer.linkedin.acting.act_requests import AnswerKind
from withdrawer.linkedin.acting.answer_listener import AnswerListener
from withdrawer.linkedin.acting.dialog_names import names_another
from withdrawer.linkedin.browser.isolated_world import decoded
from withdrawer.linkedin.lists.list_page import ListPage
from withdrawer.linkedin.lists.mouse import CONFIRMING, IN_ROW, OutOfReach, Place, press
from withdrawer.linkedin.lists.rows import SeenRow, row_from
from withdrawer.linkedin.walls import CAPTCHA, SIGN_IN_FIELD, SMALLEST, check_gates
from withdrawer.plan.people import Half, Row

GATES = [{"selector": SIGN_IN_FIELD, "smallest": 0}, {"selector": CAPTCHA, "smallest": SMALLEST}]
"""Gates that may appear over the list itself."""


class ActStep(msgspec.Struct, frozen=True):
    """Common to all steps: what the page announces, as in toasts, and whether it shows a gate."""

    announced: tuple[str, ...]
    is_walled: bool


class Approach(ActStep, frozen=True):
    """A row before its control is pressed: `open` dialogs, the row if it is there, and where to press if it is free.

    Presses are guarded from then on, until released.
    """

    open: int
    row: SeenRow | None
    at: Place | None


class DialogAsked(ActStep, frozen=True):
    """What a dialog asks: its text, the names of its confirming button, and what the row says by then.

    `stands` if the control that was pressed still belongs to that person.
    """

    text: str
    confirm: tuple[str, ...]
    row: SeenRow | None
    stands: bool
    at: Place | None


class RowAfter(ActStep, frozen=True):
    """The state of a row after an act."""

    gone: bool


LOG = logging.getLogger(__name__)
Step = TypeVar("Step")
DIALOG_SECONDS = 5.0
BUTTON_SECONDS = 15.0
"""How long the button of an open dialog may stay disabled (sent-invitations 3b.5: for a moment)."""
ROW_SECONDS = 10.0
CLOSING_SECONDS = 2.0


class Seen(StrEnum):
    """The observed result of an act."""

    DONE = "done"
    """The page changed and the server answered with success: two signs."""
    SILENT = "silent"
    """The page changed, but the server's answer says nothing either way: the next reading back tells."""
    REFUSED = "refused"
    UNCLEAR = "unclear"
    """Confirmed, but a sign is missing: a fresh reading must tell."""
    GONE = "gone"
    """The row was no longer there. Nothing was clicked."""
    NOT_CONFIRMED = "not confirmed"
    """Cancelled or never asked: nothing was changed."""
    KEPT = "kept"
    """Held back in the last step before the click."""
    SPENT = "spent"
    """No act was left in the last step before the click: cancelled, nothing was changed."""
    ANOTHER = "another"
    """The dialog named somebody else: cancelled, nothing was changed."""


@dataclass(frozen=True)
class ActEvidence:
    """The observed result of one act, with a sentence for the journal."""

    seen: Seen
    detail: str = ""


@dataclass
class Actor:
    """Acts on the rows of one open list.

    `hold` is called just before the confirming click; evidence it returns holds the act back.
    """

    page: ListPage
    hold: Callable[[], ActEvidence | None]
    has_confirmed: bool = field(init=False, default=False)

    def act(self, row: Row) -> ActEvidence:
        """Withdraw this invitation or remove this connection. Raises Wall, SignedOut or Interrupted."""
        began = stopwatch()
        evidence = self._tried(row)
        LOG.info("One person of %s: %s, in %.1f s.", self.page.half, evidence.seen, stopwatch() - began)
        return evidence

    def _tried(self, row: Row) -> ActEvidence:
        try:
            return self._act(row)
        except PageLeft:
            return self._left()
        except OutOfReach:
            self._check()
            if self.has_confirmed:
                return ActEvidence(Seen.UNCLEAR, "the page did not answer in time")
            return ActEvidence(Seen.NOT_CONFIRMED, "something on the page covers what is to be clicked")

    def _act(self, row: Row) -> ActEvidence:
        key = row.key
        self.page.browser.check()
        number = self.page.rows.ids.get(key)
        if number is None:
            return ActEvidence(Seen.GONE, "the row was no longer there")
        if key in self.page.rows.shared:
            return ActEvidence(Seen.NOT_CONFIRMED, "another row shows the same number, hidden in part")
        if not self._is_here():
            return self._left()
        approach = self._approach(number)
        if approach is None:
            return self._left()
        if not self._is_of(row, key, approach.row):
            self.page.script.call("reader => reader.released()")
            return ActEvidence(Seen.GONE, "the row was no longer there")
        asked = self._ask(number, approach)
        if asked is None:
            self._check()
            self._clear()
            return ActEvidence(Seen.NOT_CONFIRMED, "LinkedIn did not ask for a confirmation that is understood")
        if held := self._against(row, key, asked):
            self._dismiss()
            return held
        return self._confirm(row, number, asked)

    def _against(self, row: Row, key: str, asked: DialogAsked) -> ActEvidence | None:
        """What forbids confirming the dialog, in the last moment before the click."""
        self.page.browser.check()
        if asked.is_walled:
            check_gates(self.page.browser.page)
        page = self.page
        other = names_another(page.half, asked.text, asked.confirm, row.name, page.labels, page.rows.known.values())
        if other:
            return ActEvidence(Seen.ANOTHER, f"the dialog named somebody else: {other}")
        if not self._is_here():
            return self._left()
        if not (asked.stands and self._is_of(row, key, asked.row)):
            return ActEvidence(Seen.GONE, "the row went while the dialog was open")
        return self.hold()

    def _check(self) -> None:
        self.page.browser.check()
        check_gates(self.page.browser.page)

    def _is_here(self) -> bool:
        """Whether the page is still the list: LinkedIn may flip it, and the user may have navigated away."""
        return self.page.browser.is_where_it_was()

    def _left(self) -> ActEvidence:
        self._check()
        if self.has_confirmed:
            return ActEvidence(Seen.UNCLEAR, "the page went away before it showed what became of it")
        return ActEvidence(Seen.NOT_CONFIRMED, "the page was no longer the list as it was opened")

    def _approach(self, number: int) -> Approach | None:
        """The row as it is now, and where to press; None if an open dialog can't be closed."""
        seen = self._step("approach", Approach, number, GATES)
        if seen and seen.open and not seen.is_walled and self._clear():
            seen = self._step("approach", Approach, number, GATES)
        if seen and seen.is_walled:
            check_gates(self.page.browser.page)
        return None if seen is None or seen.open else seen

    def _step(self, step: str, kind: type[Step], *how: object) -> Step | None:
        """Run one step of the page's reader (see `page/acting.js`); None if it has nothing to report."""
        seen = self.page.script.call(f"(reader, how) => reader.{step}(...how)", list(how))
        return None if seen is None else decoded(seen, kind)

    def _is_of(self, row: Row, key: str, text: SeenRow | None) -> bool:
        """Whether a row, as it is now, still shows this person."""
        if text is None:
            return False
        again = row_from(text, row.half, row.position, row.seen_at, self.page.labels)
        return again.key == key

    def _ask(self, number: int, approach: Approach) -> DialogAsked | None:
        """Press until the dialog asks; a press before the page was ready is lost, and repeated once."""
        for _ in range(2):
            asked = self._open_dialog(number, approach)
            if asked or self.page.script.call("reader => reader.openDialogs()"):
                return asked
            self._check()
            again = self._approach(number) if self._is_here() else None
            if again is None or again.row is None:
                return None
            approach = again
        return None

    def _open_dialog(self, number: int, approach: Approach) -> DialogAsked | None:
        """Press the control; returns what the dialog asks, or None if no dialog opened that is understood."""
        if not press(self.page.script, "control", number, seconds=ROW_SECONDS, guard=IN_ROW, at=approach.at):
            return None
        if self.page.half is Half.CONNECTIONS and not self._choose():
            return None
        return self._question(number)

    def _question(self, number: int) -> DialogAsked | None:
        how = {
            "confirming": self._confirming,
            "dismissing": self.page.labels.dismiss,
            "milliseconds": DIALOG_SECONDS * 1000,
            "patience": BUTTON_SECONDS * 1000,
        }
        return self._step("question", DialogAsked, number, how, GATES)

    def _choose(self) -> bool:
        entry = (self.page.labels.remove_item, DIALOG_SECONDS * 1000 / 2)
        return press(self.page.script, "entry", *entry, seconds=ROW_SECONDS, guard=IN_ROW)

    @property
    def _confirming(self) -> str:
        labels = self.page.labels
        return labels.withdraw if self.page.half is Half.SENT else labels.remove_confirm

    def _confirm(self, row: Row, number: int, asked: DialogAsked) -> ActEvidence:
        listener = AnswerListener(self.page.browser, row.slug)
        with listener.listening():
            self.has_confirmed = True
            if not press(self.page.script, "confirm", seconds=ROW_SECONDS, guard=CONFIRMING, at=asked.at):
                self.has_confirmed = False
                return ActEvidence(Seen.NOT_CONFIRMED, "the dialog went before it could be confirmed")
            word, detail = listener.wait()
        patience = ROW_SECONDS * 1000 if word in (AnswerKind.YES, AnswerKind.SILENT) else 0
        after = self._step("outcome", RowAfter, number, patience, GATES)
        assert after is not None
        self.page.browser.check()
        if after.is_walled:
            check_gates(self.page.browser.page)
        if after.gone:
            self.page.rows.undone += 1
        LOG.info("Signs: the server's answer is %s; the row has %s.", word, "gone" if after.gone else "stayed")
        said = " ".join(it for it in after.announced if it not in asked.announced)
        return self._judge(word, detail, said, has_gone=after.gone)

    def _judge(self, word: AnswerKind, detail: str, said: str, *, has_gone: bool) -> ActEvidence:
        labels = self.page.labels
        if word is AnswerKind.NO:
            return ActEvidence(Seen.REFUSED, detail)
        if word is AnswerKind.UNCLEAR:
            return ActEvidence(Seen.UNCLEAR, detail)
        if labels.failed_toast and re.search(labels.failed_toast, said, re.IGNORECASE):
            return ActEvidence(Seen.REFUSED, "LinkedIn said that it could not be done")
        if not has_gone:
            return ActEvidence(Seen.UNCLEAR, f"the row stayed{f', and {detail}' if detail else ''}")
        return ActEvidence(Seen.SILENT, detail) if word is AnswerKind.SILENT else ActEvidence(Seen.DONE)

    def _dismiss(self) -> None:
        """Press Cancel, as a person would; Escape if that does not close the dialog."""
        self.page.script.call("reader => reader.released()")
        self._close("dismiss")
        if self.page.script.call("reader => reader.openDialogs()"):
            self.page.browser.page.keyboard.press("Escape")

    def _clear(self) -> bool:
        """Close any open dialog or menu; returns whether none is left."""
        for _ in range(3):
            if not self.page.script.call("reader => reader.openDialogs()"):
                return True
            self._close("closing", self.page.labels.dismiss)
            self.page.browser.page.keyboard.press("Escape")
        return not self.page.script.call("reader => reader.openDialogs()")

    def _close(self, what: str, *given: object) -> None:
        # Escape comes next, then a fresh page.
        with suppress(OutOfReach):
            press(self.page.script, what, *given, seconds=CLOSING_SECONDS)
