"""The rows of a list met so far, and the new ones among those that the page shows."""

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
    """What a list offers now: see `page/loading.js`. `page` is 0 if it has no numbered pages."""

    can_press: bool
    page: int
    has_next_page: bool
    is_busy: bool
    is_at_end: bool


class Batch(msgspec.Struct, frozen=True):
    """The rows that came since the last call. If none came in time, `state` is set.

    `unread` counts the controls among the rows whose row can't be identified, `elsewhere` those with a row outside the
    list, such as a card; `can_press` if a button brings more.
    """

    rows: list[SeenRow]
    stated: str | None
    unread: int
    elsewhere: int
    can_press: bool
    state: State | None


@dataclass
class RowMemory:
    """What has been listed. `ids` maps a person's key to the row that shows them, `known` to their name.

    `shared` are masked phone numbers that more than one row shows: they can't be told apart. `stated` is the page's own
    count; `undone` counts the listed people withdrawn or removed since, `skipped` the rows of earlier pages.
    """

    script: PageScript
    stated: int | None = field(init=False, default=None)
    known: dict[str, str] = field(init=False, default_factory=dict)
    shared: set[str] = field(init=False, default_factory=set)
    listed: int = field(init=False, default=0)
    skipped: int = field(init=False, default=0)
    unread: int = field(init=False, default=0)
    elsewhere: int = field(init=False, default=0)
    undone: int = field(init=False, default=0)
    _ids: dict[str, int] = field(init=False, default_factory=dict)
    _loaded: float = field(init=False, default=0.0)

    @property
    def ids(self) -> dict[str, int]:
        """The rows on the page as loaded now: those found on an earlier page are gone."""
        if self._loaded != self.script.loaded:
            self._loaded = self.script.loaded
            self._ids.clear()
        return self._ids

    def take(self, seconds: float, *, ask: bool) -> tuple[Row, ...]:
        """The new rows, waiting up to `seconds` for them; with `ask` scrolls the list for more."""
        return self.keep(self.look(seconds, ask=ask))

    def look(self, seconds: float, *, ask: bool, around: bool = False) -> Batch:
        """The rows found within `seconds`, not yet counted as read; `around` adds the list's state."""
        self.script.browser.wait(0)
        how = {"ask": ask, "around": around, "milliseconds": seconds * 1000}
        batch = decoded(self.script.call("(reader, how) => reader.next(how)", how), Batch)
        self.script.browser.check()
        self.stated = number(batch.stated) if batch.stated else self.stated
        self.unread, self.elsewhere = batch.unread, batch.elsewhere
        return batch

    def look_anew(self, seconds: float) -> Batch:
        """As `look`, on a page that a click may be navigating to."""
        try:
            return self.look(seconds, ask=False, around=True)
        except PageLeft:
            self.script.browser.page.wait_for_load_state("domcontentloaded")
            check_address(self.script.browser.page.url)
            self.script.install()
            return self.look(seconds, ask=False, around=True)

    def keep(self, batch: Batch) -> tuple[Row, ...]:
        """The rows of a batch whose person has not been listed before."""
        rows, script = [], self.script
        for one in batch.rows:
            drawn_at = script.browser.told_at(one.drawn_at)
            row = row_from(one, script.half, self.skipped + self.listed, drawn_at, script.labels)
            key = row.key
            is_known = key in self.known
            # On another page of the list it may be the same row or a different one.
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
        """Read the list from its top again, after it was sorted anew."""
        self.begin_below(0)
        self.script.install()

    def begin_below(self, skipped: int) -> None:
        """Begin the list anew, below so many rows that are left unread."""
        self.listed, self.skipped = 0, skipped
        self.known.clear()
        self.shared.clear()

    def has_counted(self, part: float = 1.0) -> bool:
        """Whether this part of the people that the page states has been listed, or skipped."""
        return self.stated is not None and self.skipped + self.listed - self.undone >= part * self.stated


def number(text: str) -> int:
    """A count as LinkedIn writes it, thousands separators dropped; 0 if it is none, or larger than any list."""
    digits = "".join(character for character in text if character.isdecimal())
    return int(digits) if 0 < len(digits) <= MOST_DIGITS else 0
