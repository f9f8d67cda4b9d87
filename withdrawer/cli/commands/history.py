"""`withdrawer history`: what was done, person by person."""

from datetime import tzinfo
from typing import TYPE_CHECKING

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.options import COUNT, everywhere
from withdrawer.cli.settings import Command, option
from withdrawer.escape import shown

if TYPE_CHECKING:
    from withdrawer.journal.records import Act


@click.command(cls=Command)
@option("--limit", type=COUNT, default=50, show_default=True, metavar="N", help="At most so many.")
@everywhere
def history(everywhere: Everywhere, *, limit: int) -> int:
    """List what was done and found, newest first. Opens no browser."""
    from withdrawer.app.context import CommandContext
    from withdrawer.app.result import Result
    from withdrawer.cli.carrying import carry_out
    from withdrawer.show.envelope import instant
    from withdrawer.show.output import print_lines
    from withdrawer.show.reasons import stored_words

    def work(at: CommandContext) -> Result:
        account = at.journal.accounts.current()
        acts = at.journal.acts.history(account, limit) if account else []
        if not at.everywhere.json:
            print_lines([_line(act, at.zone) for act in acts] or ["Nothing has been done yet."])
        return Result(
            {
                "acts": [
                    {
                        "half": act.half.value,
                        "key": act.key,
                        "name": act.name,
                        "clicked": act.clicked,
                        "intended_at": instant(act.intended_at),
                        "outcome": act.outcome.value,
                        "outcome_at": instant(act.outcome_at),
                        "proof": act.proof.value if act.proof else None,
                        "detail": stored_words(act.detail),
                    }
                    for act in acts
                ]
            }
        )

    return carry_out("history", everywhere, lambda at, _: work(at), makes_home=False)


def _line(act: "Act", zone: tzinfo) -> str:
    from withdrawer.show.reasons import stored_words

    detail = f": {shown(stored_words(act.detail), 300)}" if act.detail else ""
    who = f"{shown(act.name, 100)} ({shown(act.key, 200)})"
    return f"{act.intended_at.astimezone(zone):%Y-%m-%d %H:%M:%S}  {act.outcome:<10}  {who}{detail}"
