"""`withdrawer journal`: is the journal whole, and everything in it as JSON; also where it is damaged."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.options import everywhere
from withdrawer.cli.settings import Command, PathParam

if TYPE_CHECKING:
    from withdrawer.journal.recovery import Salvage

WAY_ON = (
    "Save what can be read: withdrawer journal export FILE. Then move {file} away (its -wal and -shm files with it), "
    "and wait 22 hours, since how much of the allowance is used is no longer known. A new preview then shows who is "
    "still pending; the keep list has to be entered again."
)


@click.group()
def journal() -> None:
    """See whether the journal is whole, and take out what is in it.

    Works beside a run, and with a journal that is damaged or from another version.

    \b
        withdrawer journal check
        withdrawer journal export saved.jsonl
    """


@journal.command(cls=Command)
@everywhere
def check(everywhere: Everywhere) -> int:
    """Say whether the journal is whole, and how much is in it. Exits 1 where it is damaged."""
    from withdrawer.errors import Exit
    from withdrawer.journal.versions import copies_of
    from withdrawer.show.output import print_lines

    found = _opened(everywhere)
    for _ in found.records():
        pass
    copies = [str(copy) for copy in copies_of(found.file)]
    if not everywhere.json:
        print_lines(_lines(found, copies))
    code = Exit.DONE if _is_whole(found) else Exit.UNEXPECTED
    return _ended(everywhere, "journal check", {**_data(found), "copies": copies}, code)


@journal.command(cls=Command)
@click.argument("file", type=PathParam(dir_okay=False), required=False)
@everywhere
def export(everywhere: Everywhere, *, file: Path | None) -> int:
    """Write everything that can be read, one JSON object a line, into FILE (or on standard output).

    It names everybody whom withdrawer has seen: the file is made for you alone (0600). With --json and no FILE it is
    one document. Exits 3 where something could not be read.
    """
    from withdrawer.errors import Exit
    from withdrawer.show.failure import print_to_stderr

    found = _opened(everywhere)
    data: dict[str, Any] = {}
    if file is not None:
        _write(file, found.records())
    elif everywhere.json:
        data["records"] = list(found.records())
    else:
        for record in found.records():
            click.echo(json.dumps(record))
    rows = sum(table.rows for table in found.tables)
    where = f" to {file}" if file else ""
    print_to_stderr(f"{rows:,} rows written{where}." + ("" if _is_whole(found) else " Some could not be read."))
    code = Exit.DONE if _is_whole(found) else Exit.PARTIAL
    return _ended(everywhere, "journal export", {**_data(found), **data}, code)


def _opened(everywhere: Everywhere) -> "Salvage":
    """The journal of the home that is meant, as it lies there: nothing is made, brought up to date or mended."""
    from withdrawer.browser_args import replay_rule
    from withdrawer.config import load_config
    from withdrawer.errors import UsageError
    from withdrawer.home import Home, Kind, home_folder, settings_folder, unmade_home
    from withdrawer.journal.recovery import Salvage

    settings = settings_folder(everywhere.account, everywhere.home, everywhere.replay)
    is_replay = everywhere.replay or replay_rule(load_config(settings / "config.toml", os.environ).browser.args)
    account = everywhere.account or Path(everywhere.replay).stem
    kind: Kind = "replay" if is_replay else "real"
    unmade = unmade_home(everywhere.home, account, kind, os.environ)
    file = (unmade or Home(home_folder(everywhere.home, account, kind, os.environ), kind)).journal
    if unmade or not file.is_file():
        raise UsageError(f"There is no journal yet: {file}", "It is made with the first `withdrawer preview`.")
    return Salvage(file)


def _write(file: Path, records: Iterator[dict[str, Any]]) -> None:
    from withdrawer.errors import UsageError

    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as written:
            written.writelines(json.dumps(record) + "\n" for record in records)
    except OSError as error:
        raise UsageError(f"{file} can't be written: {error.strerror or error}", "Name another, new file.") from error


def _is_whole(found: "Salvage") -> bool:
    return not found.problems and all(table.is_whole for table in found.tables)


def _lines(found: "Salvage", copies: list[str]) -> list[str]:
    lines = [f"{found.file}, version {found.version}"]
    lines += [f"  {table.name:<12} {table.rows:>8,}{'' if table.is_whole else ' and more that can not be read'}"
              for table in found.tables]  # fmt: skip
    lines += [f"A copy from before an update: {copy}" for copy in copies]
    if _is_whole(found):
        return [*lines, "The journal is whole."]
    return [*lines, "The journal is damaged:", *(f"  {it}" for it in found.problems), WAY_ON.format(file=found.file)]


def _data(found: "Salvage") -> dict[str, Any]:
    return {
        "file": str(found.file),
        "version": found.version,
        "is_whole": _is_whole(found),
        "problems": found.problems,
        "tables": {table.name: {"rows": table.rows, "is_whole": table.is_whole} for table in found.tables},
    }


def _ended(everywhere: Everywhere, command: str, data: dict[str, Any], code: int) -> int:
    from withdrawer.show.envelope import Envelope, write_envelope

    if everywhere.json:
        write_envelope(Envelope(command=command, exit_code=code, data=data))
    return code
