"""`withdrawer summary`: the whole story of the last job, in the terminal or as a page."""

from pathlib import Path

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.named_files import PathParam
from withdrawer.cli.options import everywhere
from withdrawer.cli.settings import Command, option


@click.command(cls=Command)
@click.option(
    "--html", type=PathParam(dir_okay=False, allow_dash=True), metavar="FILE", help="Write it as a page with pictures."
)
@option("--no-names", is_flag=True, help="Without names, profiles and addresses, to show to others.")
@everywhere
def summary(everywhere: Everywhere, *, html: Path | None, no_names: bool) -> int:
    """Show the whole story of the last job. Opens no browser and changes nothing.

    The page is one file without a script, for any browser, for light and dark, and to print. When a job ends, it is
    written by itself.

    \b
        withdrawer summary
        withdrawer summary --html summary.html
        withdrawer summary --html to-show.html --no-names
    """
    from withdrawer.app.summary import summary as story
    from withdrawer.cli.use_case import carry_out
    from withdrawer.errors import UsageError
    from withdrawer.show.summary import summary_shown

    if everywhere.json and html is not None and str(html) == "-":
        raise UsageError("--json and --html - both write to the standard output.", "Name a file for the page.")
    return carry_out("summary", everywhere, story, summary_shown(html, has_names=not no_names), makes_home=False)
