"""A shortcut on the desktop that starts withdrawer: a small file in the syntax of each system."""

import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import platformdirs

from withdrawer.app.context import CommandContext
from withdrawer.app.guide_record import read_record, write_record
from withdrawer.app.user import ShortcutMade
from withdrawer.app.user_questions import OfferShortcut
from withdrawer.home import home_folder
from withdrawer.processes import own_command
from withdrawer.schedule.entry import entry_name

MOST_BYTES = 16_384
"""No shortcut of withdrawer's is larger; a larger file is somebody else's."""
COMMENT = "Undo an accidental blast of LinkedIn invitations"
KEEP_OPEN = '"$0" "$@"; echo; echo "Press Enter to close this window."; read answer'


@dataclass(frozen=True)
class Shortcut:
    """A file that starts withdrawer. It holds `mark`, which tells it from files of the same name."""

    file: Path
    text: str
    mark: str

    @property
    def is_free(self) -> bool:
        """Whether nothing else is in its place."""
        return not os.path.lexists(self.file) or is_own_shortcut(self.file, self.mark)

    def write(self) -> None:
        """Write it, for its owner alone. Raises OSError."""
        self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.file.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(self.file, flags, 0o700), "wb") as writing:
            writing.write(self.text.encode(errors="surrogateescape"))


def offer_shortcut(at: CommandContext) -> None:
    """Offer a shortcut, once for each account, and make it; never for an invented account."""
    record = read_record(at.home.folder)
    if at.home.kind == "replay" or at.everywhere.json or record.shortcut is not None or not at.user.can_answer:
        return
    command = [*installed_command(), *shared_words(at)]
    made = shortcut_of(command, at.everywhere.account, entry_name(at.home.folder), sys.platform, os.environ)
    if made is None or not made.is_free:
        return
    is_wanted = at.user.ask(OfferShortcut(made.file))
    write_record(at.home.folder, msgspec.structs.replace(record, shortcut=str(made.file) if is_wanted else ""))
    if is_wanted:
        try:
            made.write()
        except OSError as error:
            at.user.tell(ShortcutMade(made.file, error.strerror or str(error)))
        else:
            at.user.tell(ShortcutMade(made.file, ""))


def shortcut_in(home: Path) -> Path | None:
    """Return the shortcut that was made for this home, if it is still there and still withdrawer's."""
    named = read_record(home).shortcut
    return Path(named) if named and is_own_shortcut(Path(named), entry_name(home)) else None


def is_own_shortcut(file: Path, mark: str) -> bool:
    """Return whether this is a regular file that withdrawer wrote for the home with this mark."""
    try:
        is_small = not file.is_symlink() and file.is_file() and file.stat().st_size <= MOST_BYTES
        return is_small and mark.encode() in file.read_bytes()
    except OSError:
        return False


def installed_command() -> list[str]:
    """Return the installed program by its absolute path, or how Python starts it where there is none."""
    program = Path(sys.executable).parent / ("withdrawer.exe" if sys.platform == "win32" else "withdrawer")
    return [str(program)] if program.is_file() else own_command()


def shared_words(at: CommandContext) -> list[str]:
    """Return the options that name this home from any folder and environment."""
    everywhere = at.everywhere
    words = ["--account", everywhere.account] if everywhere.account else []
    if everywhere.home or os.environ.get("WITHDRAWER_HOME"):
        words += ["--home", str(home_folder(everywhere.home, "", at.home.kind, os.environ))]
    return words


def shortcut_of(
    command: Sequence[str], account: str, mark: str, platform: str, environ: Mapping[str, str]
) -> Shortcut | None:
    """Return the shortcut for a system; None if a word of the command can't stand in its syntax."""
    if any(letter in word for word in command for letter in "\n\r\0"):
        return None
    name = f"withdrawer {account}".strip()
    desktop = platformdirs.user_desktop_path()
    if platform == "win32":
        return Shortcut(desktop / f"{name}.cmd", windows_text(command, mark), mark)
    if platform == "darwin":
        return Shortcut(desktop / f"{name}.command", mac_text(command, mark), mark)
    data = Path(environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    folder = desktop if desktop.is_dir() else data / "applications"
    return Shortcut(folder / f"{name.replace(' ', '-')}.desktop", linux_text(command, name, mark), mark)


def windows_text(command: Sequence[str], mark: str) -> str:
    """Return a batch file. UTF-8 from its second line on; `%` is doubled, and no path holds a quote there."""
    line = " ".join('"' + word.replace("%", "%%").replace('"', "") + '"' for word in command)
    return "\r\n".join(["@echo off", "chcp 65001 >nul", f"rem {mark}", "title withdrawer", line, "echo.", "pause", ""])


def mac_text(command: Sequence[str], mark: str) -> str:
    """Return a script that the Finder opens in Terminal, whose window stays open when it has ended."""
    return f"#!/bin/sh\n# {mark}\n{shlex.join(command)}\n"


def linux_text(command: Sequence[str], name: str, mark: str) -> str:
    """Return a desktop entry. Its terminal would close at the end, before anybody has read the last lines."""
    words = " ".join(map(_entry_word, ["/bin/sh", "-c", KEEP_OPEN, *command]))
    lines = ["[Desktop Entry]", "Type=Application", f"Name={name}", f"Comment={COMMENT}", f"Exec={words}"]
    return "\n".join([*lines, "Terminal=true", f"X-Withdrawer={mark}", ""])


def _entry_word(word: str) -> str:
    """Quote a word of `Exec`: for its own quoting, then for that of any string in the file (Desktop Entry, Exec)."""
    for letter in '\\"`$':
        word = word.replace(letter, f"\\{letter}")
    return '"' + word.replace("\\", "\\\\").replace("%", "%%") + '"'
