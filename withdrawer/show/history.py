"""The acts and their outcomes, one per line."""

from collections.abc import Sequence
from datetime import tzinfo

from withdrawer.app.context import CommandContext
from withdrawer.escape import shown
from withdrawer.journal.records import Act
from withdrawer.show.act_words import detail_words
from withdrawer.show.envelope import Shown, instant


def history_shown(acts: Sequence[Act], at: CommandContext) -> Shown:
    """Return the acts in the given order."""
    data = [
        {
            "half": act.half.value,
            "key": act.key,
            "name": act.name,
            "clicked": act.clicked,
            "intended_at": instant(act.intended_at),
            "outcome": act.outcome.value,
            "outcome_at": instant(act.outcome_at),
            "proof": act.proof.value if act.proof else None,
            "detail": detail_words(act.detail),
        }
        for act in acts
    ]
    return Shown({"acts": data}, [history_line(act, at.zone) for act in acts] or ["Nothing has been done yet."])


def history_line(act: Act, zone: tzinfo) -> str:
    """Return one act on one line."""
    detail = f": {shown(detail_words(act.detail), 300)}" if act.detail else ""
    who = f"{shown(act.name, 100)} ({shown(act.key, 200)})"
    return f"{act.intended_at.astimezone(zone):%Y-%m-%d %H:%M:%S}  {act.outcome:<10}  {who}{detail}"
