"""`withdrawer review`: everybody on a page in the user's own browser; what is approved there is carried out here."""

from pathlib import Path

import click

from withdrawer.app.typed_input import Everywhere, Pacing, Selecting
from withdrawer.cli.named_files import PathParam
from withdrawer.cli.options import labels, pacing, selecting, with_browser
from withdrawer.cli.settings import Command, option, typed_options


@click.command(cls=Command)
@selecting
@pacing
@labels
@option(
    "--csv", type=PathParam(dir_okay=False), metavar="FILE", help="Where the page may write a list, for run --plan."
)
@option("--no-browser", is_flag=True, help="Show the page's address only, and open it yourself.")
@option("-y", "--yes", is_flag=True, help="After the approval, answer the terminal's questions with yes.")
@with_browser
def review(
    selecting: Selecting,
    pacing: Pacing,
    everywhere: Everywhere,
    *,
    label: tuple[str, ...],
    csv: Path | None,
    no_browser: bool,
    yes: bool,
) -> int:
    """Look at everybody on a page, keep anybody you like, and approve the rest.

    It reads the lists as preview does, then opens a page in your own browser, which only this machine can see. Nothing
    is done before you press Approve; then it continues here in the terminal.

    \b
        withdrawer review
        withdrawer review --blast
        withdrawer review --since "yesterday 14:00" --until "yesterday 15:00"
    """
    from withdrawer.app.look import Look, RunOptions
    from withdrawer.app.plan_lists import Lists
    from withdrawer.app.review import review as carry_out_review
    from withdrawer.cli.use_case import carry_out
    from withdrawer.show.plan_rows import list_text
    from withdrawer.show.review.server import show_review
    from withdrawer.show.run import run_shown

    options = RunOptions(selecting, pacing, Lists(csv=csv), label, typed_options(), says_yes=yes)
    return carry_out(
        "review",
        everywhere,
        lambda at: carry_out_review(
            Look(at, options), list_text, lambda desk: show_review(desk, opens_browser=not no_browser)
        ),
        run_shown,
        is_quiet=everywhere.quiet and yes,
    )
