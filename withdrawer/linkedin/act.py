"""One withdrawal or one removal, done as a person does it, and what showed that it took effect.

On 2026 pages row, count and toast may change before the server has answered: together they are one sign. The second
is a good answer to the request that the confirming click caused. tenacity never goes round anything in here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from withdrawer.linkedin.lists import ListPage
from withdrawer.linkedin.names import names_another
from withdrawer.linkedin.rows import SeenRow, row_from
from withdrawer.linkedin.walls import check_address
from withdrawer.plan.people import Half, Row

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle, Request, Response

DIALOG_SECONDS = 5.0
ANSWER_SECONDS = 15.0
ROW_SECONDS = 10.0
ACT_REQUEST = re.compile(
    r"addaWithdrawInvitation|RemoveConnectionVanityName|action=withdraw|action=closeInvitations|"
    r"removeFromMyConnections|removeConnection|action=disconnect",
    re.IGNORECASE,
)
"""Requests that act: sent-invitations 2 and 3b.7, connections A.4.1 and A.5."""
BAD_STATUS = re.compile(r'"statusCodeMap"\s*:\s*\{[^}]*:\s*[45]\d\d')


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


@dataclass(frozen=True)
class Evidence:
    """What was seen of one act, with a sentence for the journal."""

    seen: Seen
    detail: str = ""


@dataclass(frozen=True)
class Actor:
    """Acts on the rows of one open list. `hold` is asked just before the confirming click: a reason there holds it."""

    page: ListPage
    hold: Callable[[], str]

    def act(self, row: Row) -> Evidence:
        """Withdraw this invitation or remove this connection. Raises Wall, SignedOut or Interrupted."""
        from playwright.sync_api import TimeoutError as TooLate

        key = row.slug or row.address
        control = self._control(row, key)
        if control is None:
            return Evidence(Seen.GONE, "the row was no longer there")
        try:
            asked = self._ask(control)
        except TooLate:
            return Evidence(Seen.NOT_CONFIRMED, "something on the page covers the row's control")
        if asked is None:
            self._dismiss()
            self.page.browser.check()
            check_address(self.page.browser.page.url)
            return Evidence(Seen.NOT_CONFIRMED, "LinkedIn did not ask for a confirmation that is understood")
        other = names_another(self.page.half, asked["text"], tuple(asked["confirm"]), row.name, self.page.labels)
        if other:
            self._dismiss()
            return Evidence(Seen.NOT_CONFIRMED, f"the dialog named somebody else: {other}")
        if self._control(row, key) is None:
            self._dismiss()
            return Evidence(Seen.GONE, "the row went while the dialog was open")
        if reason := self.hold():
            self._dismiss()
            return Evidence(Seen.KEPT, reason)
        return self._confirm(key)

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

    def _ask(self, control: "ElementHandle") -> dict[str, str] | None:
        """Click until the dialog asks; a click that came before the page was ready is lost, and is made once more."""
        if self.page.call("reader => reader.openDialogs()"):
            self.page.browser.page.keyboard.press("Escape")
        for _ in range(2):
            with self.page.browser.staying():
                asked = self._open_dialog(control)
            if asked or self.page.call("reader => reader.openDialogs()"):
                return asked
            self.page.browser.check()
        return None

    def _open_dialog(self, control: "ElementHandle") -> dict[str, str] | None:
        """What the dialog asks that a click opened, None where none came that is understood."""
        control.click(timeout=ROW_SECONDS * 1000)
        if self.page.half is Half.CONNECTIONS and not self._choose():
            return None
        how = {"confirming": self._confirming, "dismissing": self.page.labels.dismiss}
        asked: dict[str, str] | None = self.page.call(
            "(reader, how) => reader.question(how)", {**how, "milliseconds": DIALOG_SECONDS * 1000}
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

    def _confirm(self, key: str) -> Evidence:
        button = self.page.element("reader => reader.confirm()")
        if button is None:
            return Evidence(Seen.NOT_CONFIRMED, "the dialog closed by itself")
        before = set(self.page.call("reader => reader.announced()"))
        response = self._click_and_listen(button, key)
        has_gone = self.page.call("(reader, how) => reader.gone(...how)", [self.page.ids[key], ROW_SECONDS * 1000])
        said = " ".join(it for it in self.page.call("reader => reader.announced()") if it not in before)
        self.page.browser.check()
        check_address(self.page.browser.page.url)
        if has_gone:
            self.page.undone += 1
        return self._judge(response, said, has_gone=has_gone)

    def _click_and_listen(self, button: "ElementHandle", key: str) -> "Response | None":
        from playwright.sync_api import TimeoutError as TooLate

        def is_this_act(request: "Request") -> bool:
            return request.method != "GET" and (
                ACT_REQUEST.search(request.url) is not None or (key in (request.post_data or "") and _acts(request))
            )

        page = self.page.browser.page
        try:
            with page.expect_response(lambda it: is_this_act(it.request), timeout=ANSWER_SECONDS * 1000) as answer:
                button.click(timeout=ROW_SECONDS * 1000)
        except TooLate:
            return None
        return answer.value

    def _judge(self, response: "Response | None", said: str, *, has_gone: bool) -> Evidence:
        labels = self.page.labels
        if response is None:
            return Evidence(Seen.UNCLEAR, "no answer of LinkedIn was seen")
        if response.status >= 400:
            return Evidence(Seen.REFUSED, f"LinkedIn answered {response.status}")
        body = _text(response)
        if re.search(labels.failed_toast, said, re.IGNORECASE):
            return Evidence(Seen.REFUSED, "LinkedIn said that it could not be done")
        if BAD_STATUS.search(body) or re.search(labels.failed_toast, body, re.IGNORECASE):
            return Evidence(Seen.REFUSED, "LinkedIn's answer says that it could not be done")
        if not has_gone:
            return Evidence(Seen.UNCLEAR, "the row stayed")
        return Evidence(Seen.DONE)

    def _dismiss(self) -> None:
        """Cancel, as a person would; Escape where that does not close the dialog."""
        button = self.page.element("reader => reader.dismiss()")
        if button is not None:
            button.click(timeout=ROW_SECONDS * 1000)
        if self.page.call("reader => reader.openDialogs()"):
            self.page.browser.page.keyboard.press("Escape")


def _acts(request: "Request") -> bool:
    """Whether a request of the page that carries the person's key changes something, and isn't the dialog's own."""
    return "/server-request" in request.url or "action=" in request.url


def _text(response: "Response") -> str:
    from playwright.sync_api import Error

    try:
        return response.text()
    except Error:
        return ""
