"""The rows of a list that have been met so far, and the new ones among what the page shows."""

from dataclasses import dataclass, field

import msgspec

from withdrawer.errors import PageLeft
from withdrawer.linkedin.browser.isolated_world import decoded
from withdrawer.linkedin.lists.page_script import PageScript
from withdrawer.linkedin.lists.rows import SeenRow, row_from
from withdrawer.linkedin.walls import check_address
from withdrawer.plan.people import Row
from withdrawer.plan.phones import is_masked

MOST_DIGITS = 9


class State(msgspec.Struct, frozen=True):
    """What a list offers at this moment: see `page/loading.js`. `page` is 0 where it has no numbered pages."""

    can_press: bool
    page: int
    has_next_page: bool
    is_busy: bool
    is_at_end: bool


class Batch(msgspec.Struct, frozen=True):
    """The rows that came since the last time; none where nothing came in time, and then with the list's `state`.

    `unread` are the controls among the rows whose row can't be told, `elsewhere` those with a row that is none of the
    list, as a card may show it; `can_press` where a button brings more.
    """

    rows: list[SeenRow]
    stated: str | None
    unread: int
    elsewhere: int
    can_press: bool
    state: State | None


@dataclass
class RowMemory:
    """What has been listed. `ids` leads from a person's key to the row that shows them, `known` to their name.

    `shared` are numbers, hidden in part, that more than one row shows: nobody knows whose they are. `stated` is the
    page's own count; `undone` how many of the listed are withdrawn or removed since.
    """

    script: PageScript
    stated: int | None = field(init=False, default=None)
    known: dict[str, str] = field(init=False, default_factory=dict)
    shared: set[str] = field(init=False, default_factory=set)
    listed: int = field(init=False, default=0)
    unread: int = field(init=False, default=0)
    elsewhere: int = field(init=False, default=0)
    undone: int = field(init=False, default=0)
    _ids: dict[str, int] = field(init=False, default_factory=dict)
    _loaded: float = field(init=False, default=0.0)

    @property
    def ids(self) -> dict[str, int]:
        """The rows on the page as it is loaded now: what was found on a page before is no longer there."""
        if self._loaded != self.script.loaded:
            self._loaded = self.script.loaded
            self._ids.clear()
        return self._ids

    def take(self, seconds: float, *, ask: bool) -> tuple[Row, ...]:
        """The rows that are new, waiting for them at most so long; with `ask` the list is scrolled for them."""
        return self.keep(self.look(seconds, ask=ask))

    def look(self, seconds: float, *, ask: bool, around: bool = False) -> Batch:
        """What the reader finds within so many seconds, not yet counted as read; `around` with the list's state."""
        self.script.browser.wait(0)
        how = {"ask": ask, "around": around, "milliseconds": seconds * 1000}
        batch = decoded(self.script.call("(reader, how) => reader.next(how)", how), Batch)
        self.script.browser.check()
        self.stated = number(batch.stated) if batch.stated else self.stated
        self.unread, self.elsewhere = batch.unread, batch.elsewhere
        return batch

    def look_anew(self, seconds: float) -> Batch:
        """As `look`, on a page that a click may be leading to."""
        try:
            return self.look(seconds, ask=False, around=True)
        except PageLeft:
            self.script.browser.page.wait_for_load_state("domcontentloaded")
            check_address(self.script.browser.page.url)
            self.script.install()
            return self.look(seconds, ask=False, around=True)

    def keep(self, batch: Batch) -> tuple[Row, ...]:
        """Those rows of a batch whose person has not been listed before."""
        rows, script = [], self.script
        for one in batch.rows:
            drawn_at = script.browser.told_at(one.drawn_at)
            row = row_from(one, script.half, self.listed, drawn_at, script.labels)
            key = row.key
            is_known = key in self.known
            # On another page of the list it may be the same row, or another: it can't be told.
            if is_known and is_masked(key) and (one.is_twin or key not in self.ids):
                self.shared.add(key)
                is_known = False
            if not key or not is_known:
                rows.append(row)
                self.listed += 1
            if key:
                self.known[key] = row.name
                self.ids[key] = one.id
        return tuple(rows)

    def forget(self) -> None:
        """Read the list from its top again: it has been put into another order."""
        self.listed = 0
        self.known.clear()
        self.shared.clear()
        self.script.install()

    def has_counted(self, part: float = 1.0) -> bool:
        """Whether as many people have been listed as the page states, or such a part of them."""
        return self.stated is not None and self.listed - self.undone >= part * self.stated


def number(text: str) -> int:
    """A count as LinkedIn writes it, thousands separators dropped; 0 where it is none, or more than any list holds."""
    digits = "".join(character for character in text if character.isdecimal())
    return int(digits) if 0 < len(digits) <= MOST_DIGITS else 0
