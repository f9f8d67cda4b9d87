"""`withdrawer preview`: shows what would be undone. Clicks nothing."""

from dataclasses import replace
from pathlib import Path

import click

from withdrawer.app.typed_input import Everywhere, Pacing, Selecting
from withdrawer.cli.named_files import PathParam, refuse_two_outputs
from withdrawer.cli.options import labels, pacing, plan_file, selecting, with_browser, without_time
from withdrawer.cli.settings import Command, option, typed_options
from withdrawer.streams import STANDARD

FILE = PathParam(dir_okay=False)


@click.command(cls=Command)
@selecting
@pacing
@labels
@plan_file
@option(
    "--csv",
    type=FILE,
    metavar="FILE",
    help="Write everybody to a CSV (- is standard output); edited, it comes back by --plan.",
)
@click.option("--list", "whole", is_flag=True, help="Everybody too, a line each, with the reason.")
@with_browser
@click.argument("file", required=False, type=FILE, metavar="[FILE]")
def preview(
    selecting: Selecting,
    pacing: Pacing,
    everywhere: Everywhere,
    *,
    label: tuple[str, ...],
    csv: Path | None,
    plan: Path | None,
    whole: bool,
    file: Path | None,
) -> int:
    """Show what would be undone, and touch nobody.

    Without a selection it shows the groups there are, in LinkedIn's own words, and what to type. With --json FILE the
    document, with everybody in it, goes into that file.

    \b
        withdrawer preview
        withdrawer preview --sent "yesterday"
        withdrawer preview --sent "yesterday" --list
        withdrawer preview --since "yesterday 14:00" --keep "Ana Nueva"
        withdrawer preview --since "yesterday 14:00" --csv blast.csv
    """
    from withdrawer.app.look import Look, RunOptions
    from withdrawer.app.plan_lists import Lists
    from withdrawer.app.preview import preview as look_at
    from withdrawer.cli.use_case import carry_out, is_guided
    from withdrawer.errors import UsageError
    from withdrawer.show.plan_rows import list_text
    from withdrawer.show.run import run_shown

    if file is not None and not everywhere.json:
        raise UsageError(f"What is {file} for?", "To write the JSON document into it: --json FILE; a list: --csv FILE")
    if str(file) == STANDARD:
        file = None
    refuse_two_outputs(csv, is_json=everywhere.json and file is None)
    if plan is not None:
        selecting = without_time(selecting)
    everywhere = replace(everywhere, json=everywhere.json and file is None)
    options = RunOptions(
        selecting, pacing, Lists(csv, file, plan, whole), label, typed_options(), is_guided=is_guided()
    )
    return carry_out("preview", everywhere, lambda at: look_at(Look(at, options), list_text), run_shown, document=file)
