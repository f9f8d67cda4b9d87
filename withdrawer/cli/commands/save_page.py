"""`withdrawer save-page`: saves a page without the people on it, so that withdrawer can learn to read it."""

from pathlib import Path

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.named_files import PathParam
from withdrawer.cli.options import labels, with_browser
from withdrawer.cli.settings import Command, option


@click.command("save-page", cls=Command)
@click.argument("page", required=False, type=click.Choice(["sent", "connections", "here"]))
@option("--to", type=PathParam(file_okay=False), metavar="DIR", help="Save it in a new folder in here.")
@option("--dialog", is_flag=True, help="With the first person's dialog open; then press Cancel.")
@option("-y", "--yes", is_flag=True, help="Save without asking.")
@labels
@with_browser
def save_page(
    everywhere: Everywhere, *, page: str | None, to: Path | None, dialog: bool, yes: bool, label: tuple[str, ...]
) -> int:  # fmt: skip
    """Save a page with all names removed, to report a problem. Changes nothing.

    LinkedIn's own labels, ages and structure stay. Names, addresses and every other text are replaced by
    placeholders, and pictures left out, before anything is written. It shows what stays and asks, saves the page, and
    reads it again offline.

    \b
        withdrawer save-page sent
        withdrawer save-page connections --to ~/Desktop
        withdrawer save-page here        the page that you go to yourself
    """
    from withdrawer.app.save_page import save_page as save
    from withdrawer.cli.use_case import carry_out
    from withdrawer.errors import UsageError
    from withdrawer.show.save_page import saved_page_shown
    from withdrawer.show.terminal import is_terminal

    if not is_terminal() and (page in (None, "here") or not yes):
        raise UsageError(
            "save-page asks which page and whether to save it, and there is no terminal to ask on.",
            "Name the page and add --yes: withdrawer save-page sent --yes",
        )
    if dialog and page == "here":
        raise UsageError("--dialog is for the two lists.", "Type: withdrawer save-page sent --dialog")

    return carry_out(
        "save-page",
        everywhere,
        lambda at: save(at, page, to, label, with_dialog=dialog, says_yes=yes),
        saved_page_shown,
    )
