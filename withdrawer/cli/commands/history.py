"""`withdrawer history`: lists what was done, person by person."""

from pathlib import Path

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.named_files import PathParam, refuse_two_outputs
from withdrawer.cli.options import COUNT, everywhere
from withdrawer.cli.settings import Command, option

OUTCOMES = ("withdrawn", "removed", "gone", "accepted", "refused", "kept", "not done", "unresolved")
"""As in the journal, whose package `--help` need not wait for."""


@click.command(cls=Command)
@option("--since", metavar="WHEN", help='Only from then on: "yesterday", "3 days ago", 2026-11-20.')
@option(
    "--outcome",
    "outcomes",
    multiple=True,
    type=click.Choice(OUTCOMES),
    metavar="OUTCOME",
    help=f"Only with this outcome: {', '.join(OUTCOMES)}.",
)
@option("--job", type=COUNT, metavar="N", help="Only this job, by its number in status --json.")
@option("--limit", type=COUNT, metavar="N", told_default="50, with --csv all", help="At most this many.")
@option("--csv", type=PathParam(dir_okay=False), metavar="FILE", help="Write them to a CSV; - is standard output.")
@everywhere
def history(
    everywhere: Everywhere,
    *,
    since: str | None,
    outcomes: tuple[str, ...],
    job: int | None,
    limit: int | None,
    csv: Path | None,
) -> int:
    """List what was done, person by person, newest first. Opens no browser.

    \b
        withdrawer history --since yesterday
        withdrawer history --outcome refused --outcome unresolved
        withdrawer history --csv history.csv
    """
    from withdrawer.app.history import HistoryOptions
    from withdrawer.app.history import history as look_up
    from withdrawer.cli.use_case import carry_out
    from withdrawer.journal.records import Outcome
    from withdrawer.show.history import history_shown, history_text

    refuse_two_outputs(csv, is_json=everywhere.json)
    options = HistoryOptions(since, tuple(map(Outcome, outcomes)), job, limit, csv)
    return carry_out(
        "history",
        everywhere,
        lambda at: look_up(at, options, lambda acts: history_text(acts, at.zone)),
        history_shown,
        makes_home=False,
    )
