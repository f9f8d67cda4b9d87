"""`withdrawer journal`: checks the journal's integrity and exports its contents as JSON, even if it is damaged."""

import json
from pathlib import Path
from typing import Any

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.command_group import CommandGroup
from withdrawer.cli.named_files import PathParam
from withdrawer.cli.options import everywhere
from withdrawer.cli.settings import Command
from withdrawer.streams import STANDARD


@click.group(cls=CommandGroup)
def journal() -> None:
    """Check the journal, and export what is in it.

    Works beside a run, and with a journal that is damaged or from another version.

    \b
        withdrawer journal check
        withdrawer journal export saved.jsonl
    """


@journal.command(cls=Command)
@everywhere
def check(everywhere: Everywhere) -> int:
    """Check that the journal is whole, and count what is in it. Exits 1 if it is damaged."""
    from withdrawer.app.journal import open_salvage
    from withdrawer.journal.versions import copies_of
    from withdrawer.show.envelope import show
    from withdrawer.show.journal import check_shown

    found = open_salvage(everywhere)
    for _ in found.records():
        pass
    copies = [str(copy) for copy in copies_of(found.file)]
    return show("journal check", check_shown(found, copies), is_json=everywhere.json)


@journal.command(cls=Command)
@click.argument("file", type=PathParam(dir_okay=False), required=False)
@everywhere
def export(everywhere: Everywhere, *, file: Path | None) -> int:
    """Write everything into FILE, or to standard output.

    One JSON object a line, as much as can be read.

    It names everybody whom withdrawer has seen: the file is made for you alone (0600). With --json and no FILE it is
    one document. Exits 3 where something could not be read.
    """
    from withdrawer.app.journal import open_salvage, write_records
    from withdrawer.show.envelope import show
    from withdrawer.show.journal import export_shown

    found = open_salvage(everywhere)
    records: dict[str, Any] = {}
    if str(file) == STANDARD:
        file = None
    if file is not None:
        write_records(file, found.records())
    elif everywhere.json:
        records["records"] = list(found.records())
    else:
        for record in found.records():
            click.echo(json.dumps(record))
    return show("journal export", export_shown(found, file, records), is_json=everywhere.json)
