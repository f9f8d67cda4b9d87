"""How the pages behave: a layout's own `layout.toml`, and what a scenario's `[page]` overrides."""

from functools import cache
from typing import Annotated, Literal

import msgspec

from withdrawer.replay.fixtures import fixtures_folder
from withdrawer.replay.world.site_log import ListKind

Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
Size = Annotated[int, msgspec.Meta(ge=1)]
Loading = Literal["scroll", "button", "mixed", "pages"]
Scroller = Literal["inner", "window"]
Rows = Literal["all", "virtualised", "recycled"]
Menu = Literal["item", "button"]
Confirm = Literal["remove", "remove-connection"]
DialogName = Literal["full", "first"]
DialogRole = Literal["", "dialog", "alertdialog"]
Sort = Literal["recently-added", "first-name", "last-name"]
WithdrawRequest = Literal["close", "withdraw"]
MOST_PHONES = 30
"""The number of phone numbers available."""
Phones = Annotated[int, msgspec.Meta(ge=0, le=MOST_PHONES)]


class Behaviour(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one list and its pages behave; docs/fixtures.md explains each key.

    Delays are in milliseconds, `size` in rows for each load. A layout has these keys for each list, a scenario's
    `[page]` for both.
    """

    size: Size = 10
    loading: Loading = "scroll"
    scroller: Scroller = "inner"
    rows: Rows = "all"
    menu: Menu = "item"
    confirm: Confirm = "remove"
    dialog_name: DialogName = "full"
    dialog_role: DialogRole = ""
    withdrawn_spelling: bool = False
    withdraw_request: WithdrawRequest = "close"
    sorted_by: Sort = "recently-added"
    stall_ms: Count = 0
    overstated: Count = 0
    stale_count: bool = False
    repeated_rows: bool = False
    sent_meanwhile: Count = 0
    shadow_dialog: bool = False
    twins: bool = False
    latency_ms: Count = 0
    confirm_delay_ms: Count = 60
    trusted_only: bool = True
    side_cards: bool = True
    phones: Phones = 0


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A layout. `shares` are the layouts whose pages stand in for missing ones, nearest first."""

    shares: list[str]
    connected: Literal["absolute", "relative"]
    sent: Behaviour
    connection: Behaviour

    def behaviour(self, kind: ListKind) -> Behaviour:
        """How that list behaves unless a scenario overrides it."""
        return self.sent if kind is ListKind.SENT else self.connection


@cache
def load_layout(name: str) -> Layout:
    """The layout with this name."""
    return msgspec.toml.decode((fixtures_folder() / name / "layout.toml").read_bytes(), type=Layout)
