"""How `resume` ended."""

from withdrawer.app.context import CommandContext
from withdrawer.app.resume import Resumed
from withdrawer.show.envelope import Shown, instant


def resume_shown(found: Resumed, _: CommandContext) -> Shown:
    """What `resume` came to."""
    if found.still:
        return Shown({"stop": {"kind": found.still.kind, "seen_at": instant(found.still.seen_at)}})
    is_over = "Going on is possible again. Next: withdrawer run"
    return Shown({"stop": None}, message=is_over if found.was_paused else "Nothing is paused. Next: withdrawer status")
