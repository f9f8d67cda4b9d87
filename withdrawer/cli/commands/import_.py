"""`withdrawer import`: stores what a plan needs from LinkedIn's data export, so that the file can be deleted."""

from pathlib import Path

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.named_files import PathParam
from withdrawer.cli.options import everywhere
from withdrawer.cli.settings import Command, option


@click.command("import", cls=Command)
@click.argument("file", metavar="[FILE]", required=False, type=PathParam(is_read=True))
@option("--zone", metavar="ZONE", help="The zone of its times, if you know: utc, local, Europe/Berlin.")
@everywhere
def import_(everywhere: Everywhere, *, file: Path | None, zone: str | None) -> int:
    """Keep what is needed of your LinkedIn data export: its zip, its folder, or one of its tables. Opens no browser.

    To get one: linkedin.com, Settings & Privacy, Data privacy, Get a copy of your data, the larger archive. LinkedIn
    mails two files, the first often within minutes, all of it within a day: import both. It has the minute of each
    invitation. Who invited whom and when is kept, who is connected, whose address was imported, and when you last
    wrote to whom; nothing of what was written. Importing the same one twice counts once. Without a FILE, --zone gives
    the zone of the exports that were imported before.

    FILE may be - for a zip on standard input; nobody can answer a question then, so those wait for the next run.

    If a job is open, it is compared with the export: you are asked before anybody is kept, or added.

    \b
        withdrawer import Basic_LinkedInDataExport_11-21-2026.zip
        withdrawer import Complete_LinkedInDataExport_11-22-2026.zip
    """
    from withdrawer.app.import_ import import_export, set_zone
    from withdrawer.cli.use_case import carry_out
    from withdrawer.errors import UsageError
    from withdrawer.show.import_ import import_shown

    if file is None and not zone:
        raise UsageError("Which data export?", "Name it: withdrawer import FILE.zip")
    return carry_out(
        "import",
        everywhere,
        lambda at: set_zone(at, zone or "") if file is None else import_export(at, file, zone or ""),
        import_shown,
    )
