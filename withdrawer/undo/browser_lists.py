"""The two lists as a run needs them: read and acted on in the person's own browser, or in a test's memory."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from withdrawer.linkedin.acting.actor import ActEvidence, Actor
from withdrawer.linkedin.acting.row_menu import refuse_unconfirmed, to_confirm
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.labels.page_language import Spoken
from withdrawer.linkedin.labels.shape_search import Candidate, ToConfirm
from withdrawer.linkedin.lists.list_page import ListPage
from withdrawer.plan.dates.wordings import Wordings
from withdrawer.plan.half import Half
from withdrawer.plan.people import Row

Hold = Callable[[], ActEvidence | None]
"""Asked just before the confirming click: what it gives holds the act."""


class OpenList(Protocol):
    """One list that was loaded afresh. `ListPage` says what its attributes mean."""

    half: Half
    is_complete: bool
    has_ended: bool
    is_newest_first: bool

    @property
    def spoken(self) -> Spoken:
        """What this page calls LinkedIn's controls, and in which language."""

    @property
    def wordings(self) -> Wordings:
        """How its language tells ages."""

    @property
    def loads(self) -> int:
        """How many pages of the list LinkedIn was asked for."""

    @property
    def stated(self) -> int | None:
        """How many people the page says there are; None where it says nothing that is understood."""

    @property
    def unread(self) -> int:
        """How many controls stand there whose row can't be told."""

    @property
    def undone(self) -> int:
        """How many of those listed are withdrawn or removed since."""

    def batches(self) -> Iterator[tuple[Row, ...]]:
        """New rows, batch by batch, in the list's order."""

    def act(self, row: Row, hold: Hold) -> ActEvidence:
        """Withdraw this invitation or remove this connection."""

    def refuse_unconfirmed(self) -> None:
        """Raise UsageError where a control is known by its shape alone and nobody has confirmed it."""

    def to_confirm(self) -> tuple[ToConfirm | None, tuple[Candidate, ...]]:
        """What the person has to confirm before the first act on this list, and what its menu offers."""


class MemberLists(Protocol):
    """Sent invitations and Connections, and the time between two steps in them."""

    def open(self, half: Half, confirmed: tuple[str, ...]) -> OpenList:
        """Load a list afresh. `confirmed` are the words by which the person knows controls that no table has."""

    def wait(self, seconds: float) -> None:
        """Let so much time pass, while whatever ends the run is still heard."""


class BrowserList(ListPage):
    """A list in the browser, with the acts on it."""

    def act(self, row: Row, hold: Hold) -> ActEvidence:
        """Withdraw this invitation or remove this connection. Raises Wall, SignedOut or Interrupted."""
        return Actor(self, hold).act(row)

    def refuse_unconfirmed(self) -> None:
        """Raise UsageError where a control is known by its shape alone and nobody has confirmed it."""
        refuse_unconfirmed(self)

    def to_confirm(self) -> tuple[ToConfirm | None, tuple[Candidate, ...]]:
        """What the person has to confirm; a menu is opened and closed where its entries are not known."""
        return to_confirm(self)


@dataclass(frozen=True)
class BrowserLists:
    """The lists of whoever is signed in; `patience_seconds` is how long one may stall before it is taken for ended."""

    browser: Browser
    patience_seconds: float

    def open(self, half: Half, confirmed: tuple[str, ...]) -> BrowserList:
        """Load a list afresh and see that it is one. Raises SignedOut, Wall or PageNotUnderstood."""
        page = BrowserList(self.browser, half, self.patience_seconds, confirmed)
        page.open()
        return page

    def wait(self, seconds: float) -> None:
        """Let so much time pass in the browser."""
        self.browser.wait(seconds)
