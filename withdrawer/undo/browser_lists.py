"""The two lists as a run needs them: read and acted on in the user's own browser, or in a test's memory."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from withdrawer.linkedin.acting.actor import ActEvidence, Actor
from withdrawer.linkedin.acting.row_menu import refuse_unconfirmed, to_confirm
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.labels.page_language import Spoken
from withdrawer.linkedin.labels.shape_search import Candidate, ToConfirm
from withdrawer.linkedin.lists.list_page import ListPage
from withdrawer.linkedin.lists.page_search import Start
from withdrawer.plan.dates.wordings import Wordings
from withdrawer.plan.half import Half
from withdrawer.plan.people import Row

Hold = Callable[[], ActEvidence | None]
"""Called just before the confirming click; evidence it returns holds the act back."""


class OpenList(Protocol):
    """One freshly loaded list. `ListPage` documents its attributes."""

    half: Half
    is_complete: bool
    has_ended: bool
    is_newest_first: bool

    @property
    def spoken(self) -> Spoken:
        """The page's language and its names for LinkedIn's controls."""

    @property
    def wordings(self) -> Wordings:
        """How the page's language words ages."""

    @property
    def loads(self) -> int:
        """Number of loads of the list requested from LinkedIn."""

    @property
    def stated(self) -> int | None:
        """The page's own count of people; None if it shows no count that can be read."""

    @property
    def unread(self) -> int:
        """Number of controls whose row can't be identified."""

    @property
    def undone(self) -> int:
        """Number of listed people withdrawn or removed since the page was loaded."""

    @property
    def skipped(self) -> int:
        """Number of rows on the pages before the one from which the list is read."""

    def batches(
        self, start: Start | None = None, *, may_be_empty: bool = False, unreadable: int = 0
    ) -> Iterator[tuple[Row, ...]]:
        """Yield new rows, batch by batch, in the list's order; with `start`, from the numbered page where it lies."""

    def shows(self, row: Row) -> bool:
        """Whether a row is on the page open now, not on an earlier one of a list with numbered pages."""

    def act(self, row: Row, hold: Hold) -> ActEvidence:
        """Withdraw this invitation or remove this connection."""

    def refuse_unconfirmed(self) -> None:
        """Raise UsageError if a control is known by its shape alone and the user has not confirmed it."""

    def to_confirm(self) -> tuple[ToConfirm | None, tuple[Candidate, ...]]:
        """What the user must confirm before the first act on this list, and the entries of its menu."""


class MemberLists(Protocol):
    """Sent invitations and Connections, and the waits between steps in them."""

    def open(self, half: Half, confirmed: tuple[str, ...]) -> OpenList:
        """Load a list afresh. `confirmed` are the user's own words for controls that are in no table."""

    def wait(self, seconds: float) -> None:
        """Wait, while anything that ends the run is still noticed."""


class BrowserList(ListPage):
    """A list in the browser, and the acts on it."""

    def act(self, row: Row, hold: Hold) -> ActEvidence:
        """Withdraw this invitation or remove this connection. Raises Wall, SignedOut or Interrupted."""
        return Actor(self, hold).act(row)

    def refuse_unconfirmed(self) -> None:
        """Raise UsageError if a control is known by its shape alone and the user has not confirmed it."""
        refuse_unconfirmed(self)

    def to_confirm(self) -> tuple[ToConfirm | None, tuple[Candidate, ...]]:
        """What the user must confirm; opens and closes a menu if its entries are not known."""
        return to_confirm(self)


@dataclass(frozen=True)
class BrowserLists:
    """The signed-in member's lists; one that stalls for `patience_seconds` is taken to have ended."""

    browser: Browser
    patience_seconds: float

    def open(self, half: Half, confirmed: tuple[str, ...]) -> BrowserList:
        """Load a list afresh and check that it is one. Raises SignedOut, Wall or PageNotUnderstood."""
        page = BrowserList(self.browser, half, self.patience_seconds, confirmed)
        page.open()
        return page

    def wait(self, seconds: float) -> None:
        """Wait in the browser."""
        self.browser.wait(seconds)
