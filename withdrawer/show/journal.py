"""The output of `journal check` and `journal export`."""

from pathlib import Path
from typing import Any

from withdrawer.app.journal import is_whole
from withdrawer.errors import Exit
from withdrawer.journal.recovery import Salvage
from withdrawer.show.envelope import Shown

WAY_ON = (
    "Save what can be read: withdrawer journal export FILE. Then move {file} away (its -wal and -shm files with it), "
    "and wait 22 hours, since how much of the allowance is used is no longer known. A new preview then shows who is "
    "still pending; the keep list has to be entered again."
)


def check_shown(found: Salvage, copies: list[str]) -> Shown:
    """Return how much the journal holds, and whether all of it could be read. `copies` predate a migration."""
    lines = [f"{found.file}, version {found.version}"]
    lines += [f"  {table.name:<12} {table.rows:>8,}{'' if table.is_whole else ' and more that can not be read'}"
              for table in found.tables]  # fmt: skip
    lines += [f"A copy from before an update: {copy}" for copy in copies]
    data = {**_data(found), "copies": copies}
    if is_whole(found):
        return Shown(data, [*lines, "The journal is whole."])
    damage = ["The journal is damaged:", *(f"  {it}" for it in found.problems), WAY_ON.format(file=found.file)]
    return Shown(data, [*lines, *damage], exit_code=Exit.UNEXPECTED)


def export_shown(found: Salvage, file: Path | None, records: dict[str, Any]) -> Shown:
    """Return how much was written; `records` go into the document."""
    rows = sum(table.rows for table in found.tables)
    where = f" to {file}" if file else ""
    message = f"{rows:,} rows written{where}." + ("" if is_whole(found) else " Some could not be read.")
    code = Exit.DONE if is_whole(found) else Exit.PARTIAL
    return Shown({**_data(found), **records}, message=message, exit_code=code)


def _data(found: Salvage) -> dict[str, Any]:
    return {
        "file": str(found.file),
        "version": found.version,
        "is_whole": is_whole(found),
        "problems": found.problems,
        "tables": {table.name: {"rows": table.rows, "is_whole": table.is_whole} for table in found.tables},
    }
