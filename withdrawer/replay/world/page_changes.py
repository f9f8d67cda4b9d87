"""A scenario's `[page]`: what it changes in how a layout behaves."""

from typing import Annotated, Any

import msgspec

from withdrawer.replay.pages.layouts import (
    Behaviour,
    Confirm,
    Count,
    DialogName,
    DialogRole,
    Loading,
    Menu,
    Rows,
    Scroller,
    Size,
    Sort,
    WithdrawRequest,
)
from withdrawer.replay.world.names import MOST_PHONES

Phones = Annotated[int, msgspec.Meta(ge=0, le=MOST_PHONES)]


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the pages behave. Milliseconds of delay; rows a load. What is None is as the layout has it."""

    latency_ms: Count = 0
    confirm_delay_ms: Count = 60
    trusted_only: bool = True
    side_cards: bool = True
    closed_dialogs: bool = True
    phones: Phones = 0
    size: Size | None = None
    loading: Loading | None = None
    scroller: Scroller | None = None
    rows: Rows | None = None
    menu: Menu | None = None
    confirm: Confirm | None = None
    dialog_name: DialogName | None = None
    dialog_role: DialogRole | None = None
    withdrawn_spelling: bool | None = None
    withdraw_request: WithdrawRequest | None = None
    sorted_by: Sort | None = None
    stall_ms: Count | None = None
    overstated: Count | None = None
    stale_count: bool | None = None
    repeated_rows: bool | None = None
    sent_meanwhile: Count | None = None
    shadow_dialog: bool | None = None
    twins: bool | None = None

    def changed(self, behaviour: Behaviour) -> Behaviour:
        """The behaviour with what this page says otherwise."""
        own: dict[str, Any] = {name: getattr(self, name) for name in behaviour.__struct_fields__}
        return msgspec.structs.replace(behaviour, **{name: value for name, value in own.items() if value is not None})
