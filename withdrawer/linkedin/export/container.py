"""The files of a data export, from LinkedIn's zip or from the folder it was unpacked to.

Nothing is ever unpacked to disk.
"""

import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from withdrawer.errors import UsageError

TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xls")
"""Includes the extensions under which spreadsheets save a table; their own formats are refused by name."""
MOST_FILES = 5_000
MOST_BYTES = 2 * 1024**3
"""Of one file, unpacked. Twenty years of messages take a few hundred megabytes."""
MOST_RATIO = 200
"""Text compresses to about a tenth; a zip bomb to a thousandth."""
SMALL = 10 * 1024**2
"""Below this size the ratio is not checked."""
GET_ANOTHER = (
    "Get it again: Settings & Privacy, Data privacy, Get a copy of your data, the larger archive. Nothing was imported."
)


@dataclass(frozen=True)
class ExportMember:
    """One file of an export that may be a table; `name` is for messages.

    `trouble` is the reason not to read it, `is_alone` if the user named this file itself.
    """

    name: str
    open: Callable[[], IO[bytes]]
    trouble: str = ""
    is_alone: bool = False

    @property
    def is_of_an_assistant(self) -> bool:
        """Whether it holds chats with LinkedIn's assistants.

        They have the header of messages, but nobody at the other end (data-export B.1).
        """
        return PurePosixPath(self.name).stem.casefold().endswith("_messages")


@contextmanager
def opened(path: Path) -> Iterator[list[ExportMember]]:
    """The files of a zip or folder that may be tables, or the single table that was named.

    Raises UsageError if the zip can't be read, is damaged or is unsafe, or there is no such file.
    """
    with told_plainly(str(path)):
        if path.is_dir():
            yield [_of_file(file, file.relative_to(path).as_posix()) for file in _files_in(path)]
        elif _is_zip(path):
            with zipfile.ZipFile(path) as archive:
                yield _of_zip(path, archive)
        else:
            yield [_of_file(path, path.name, is_alone=True)]


@contextmanager
def told_plainly(name: str) -> Iterator[None]:
    """Turn errors of the system and of zipfile into UsageErrors that a user can read."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise UsageError(f"{name} is damaged, or was not downloaded whole.", GET_ANOTHER) from error
    except (RuntimeError, NotImplementedError) as error:
        raise UsageError(f"{name} is locked or packed in a way that LinkedIn never uses.", GET_ANOTHER) from error
    except OSError as error:
        raise UsageError(
            f"{name} can't be read: {error.strerror or error}.",
            "Name the zip from LinkedIn, its unpacked folder, or one of its tables.",
        ) from error


def _is_zip(path: Path) -> bool:
    """By its name or its first bytes; spreadsheet files are zips too, and refused later."""
    with path.open("rb") as file:
        return path.suffix.casefold() == ".zip" or file.read(4) == b"PK\x03\x04"


def _files_in(folder: Path) -> list[Path]:
    """The files that may be tables, sorted. Stops early in a folder with too many files, such as somebody's home."""
    files: list[Path] = []
    met = 0
    for parent, _, names in os.walk(folder):
        met += 1 + len(names)
        _refuse_many(folder, met)
        files += [Path(parent, name) for name in names if _is_wanted(name)]
    return [file for file in sorted(files) if file.is_file()]


def _of_file(file: Path, name: str, *, is_alone: bool = False) -> ExportMember:
    return ExportMember(name, lambda: file.open("rb"), _too_large(file.stat().st_size), is_alone)


def _of_zip(path: Path, archive: zipfile.ZipFile) -> list[ExportMember]:
    infos = archive.infolist()
    _refuse_many(path, len(infos))
    for info in infos:
        _refuse_path(path, info.filename)
    if any(info.filename == "[Content_Types].xml" for info in infos):
        raise UsageError(f"{path}: it is a spreadsheet's own file.", "Take LinkedIn's file, or save it as CSV.")
    wanted = [info for info in infos if not info.is_dir() and _is_wanted(PurePosixPath(info.filename).name)]
    sizes = [MOST_BYTES + 1 if _is_bomb(info) else info.file_size for info in wanted]
    return [
        ExportMember(info.filename, partial(archive.open, info), _too_large(size))
        for info, size in zip(wanted, sizes, strict=True)
    ]


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > SMALL and info.file_size > MOST_RATIO * max(info.compress_size, 1)


def _is_wanted(name: str) -> bool:
    """Whether it may be a table; macOS adds a file that begins with a dot for each file of a zip."""
    return name.casefold().endswith(TABLES) and not name.startswith(".")


def _refuse_path(path: Path, name: str) -> None:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if ".." in parts or name.startswith(("/", "\\")) or name[1:2] == ":":
        raise UsageError(f"{path} names a file outside of itself ({name!r}): LinkedIn made no such zip.", GET_ANOTHER)


def _refuse_many(path: Path, count: int) -> None:
    if count > MOST_FILES:
        raise UsageError(f"{path} holds {count:,} files; an export has a few dozen.", GET_ANOTHER)


def _too_large(size: int) -> str:
    return "it is far too large for an export" if size > MOST_BYTES else ""
