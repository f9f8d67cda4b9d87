"""A layout's own behaviour, from its `layout.toml`, and that behaviour as a scenario changes it."""

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


class Behaviour(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one list behaves. `[page]` of a scenario has the same keys; docs/fixtures.md says what each means."""

    size: Size
    loading: Loading
    scroller: Scroller
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


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A layout: `shares` are those whose pages stand in for the ones it has not, the nearest first."""

    shares: list[str]
    connected: Literal["absolute", "relative"]
    sent: Behaviour
    connection: Behaviour

    def behaviour(self, kind: ListKind) -> Behaviour:
        """How that list behaves where a scenario says nothing else."""
        return self.sent if kind is ListKind.SENT else self.connection


@cache
def load_layout(name: str) -> Layout:
    """The layout of that name."""
    return msgspec.toml.decode((fixtures_folder() / name / "layout.toml").read_bytes(), type=Layout)
