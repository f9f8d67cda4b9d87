"""`journal`: checks the journal's integrity and exports all readable records, even from a damaged one."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from withdrawer.app.typed_input import Everywhere
from withdrawer.browser_args import replay_rule
from withdrawer.config_file import load_config
from withdrawer.errors import UsageError
from withdrawer.home import Home, Kind, home_folder, settings_folder, unmade_home
from withdrawer.journal.recovery import Salvage


def open_salvage(everywhere: Everywhere) -> Salvage:
    """Return the journal of the named home as it is: nothing is created, migrated or repaired.

    Raises UsageError if there is none.
    """
    settings = settings_folder(everywhere.account, everywhere.home, everywhere.replay)
    is_replay = everywhere.replay or replay_rule(load_config(settings / "config.toml", os.environ).browser.args)
    account = everywhere.account or Path(everywhere.replay).stem
    kind: Kind = "replay" if is_replay else "real"
    unmade = unmade_home(everywhere.home, account, kind, os.environ)
    file = (unmade or Home(home_folder(everywhere.home, account, kind, os.environ), kind)).journal
    if unmade or not file.is_file():
        raise UsageError(f"There is no journal yet: {file}", "It is made with the first `withdrawer preview`.")
    return Salvage(file)


def is_whole(found: Salvage) -> bool:
    """Return whether everything could be read; valid only once all records have been read."""
    return not found.problems and all(table.is_whole for table in found.tables)


def write_records(file: Path, records: Iterator[dict[str, Any]]) -> None:
    """Write one JSON object per line to a new file with mode 0600. Raises UsageError if it can't be created."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as written:
            written.writelines(json.dumps(record) + "\n" for record in records)
    except OSError as error:
        raise UsageError(f"{file} can't be written: {error.strerror or error}", "Name another, new file.") from error
