"""The files of a data export, from the zip that LinkedIn sends or from the folder that it was unpacked into.

Nothing is ever unpacked onto the disk.
"""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from withdrawer.errors import UsageError

MOST_FILES = 5_000
MOST_BYTES = 2 * 1024**3
"""Of one file, unpacked. Twenty years of messages come to some hundred megabytes."""
MOST_RATIO = 200
"""Text is packed to a tenth; a zip bomb to a thousandth."""
SMALL = 10 * 1024**2
"""Below this no ratio is a danger."""
GET_ANOTHER = "Get it again: Settings & Privacy, Data privacy, Get a copy of your data. Nothing was taken over."


@dataclass(frozen=True)
class Member:
    """One CSV file of an export; `name` is told in messages."""

    name: str
    open: Callable[[], IO[bytes]]

    @property
    def is_of_an_assistant(self) -> bool:
        """Talks with LinkedIn's assistants have the header of messages, but nobody at the other end (B.1)."""
        return PurePosixPath(self.name).stem.casefold().endswith("_messages")


@contextmanager
def opened(path: Path) -> Iterator[list[Member]]:
    """The CSV files in a zip or a folder. Raises UsageError where it can't be read, is damaged or is unsafe."""
    with told_plainly(path):
        if path.is_dir():
            yield _of_folder(path)
            return
        with zipfile.ZipFile(path) as archive:
            yield _of_zip(path, archive)


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """What the system or the zip has against being read, as an error for people."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        is_zip = path.suffix.casefold() == ".zip"
        words = "is damaged, or was not downloaded whole" if is_zip else "is no zip file and no folder"
        raise UsageError(f"{path} {words}.", GET_ANOTHER) from error
    except (RuntimeError, NotImplementedError) as error:
        raise UsageError(f"{path} is locked or packed in a way that LinkedIn never uses.", GET_ANOTHER) from error
    except OSError as error:
        raise UsageError(
            f"{path} can't be read: {error.strerror or error}.", "Name the zip from LinkedIn, or its unpacked folder."
        ) from error


def _of_folder(folder: Path) -> list[Member]:
    files = sorted(file for file in folder.rglob("*") if _is_wanted(file.name) and file.is_file())
    _refuse_many(folder, len(files))
    for file in files:
        _refuse_large(folder, file.name, file.stat().st_size)
    return [Member(file.relative_to(folder).as_posix(), lambda file=file: file.open("rb")) for file in files]  # type: ignore[misc]


def _of_zip(path: Path, archive: zipfile.ZipFile) -> list[Member]:
    infos = archive.infolist()
    _refuse_many(path, len(infos))
    for info in infos:
        _refuse_path(path, info.filename)
        is_bomb = info.file_size > SMALL and info.file_size > MOST_RATIO * max(info.compress_size, 1)
        _refuse_large(path, info.filename, MOST_BYTES + 1 if is_bomb else info.file_size)
    return [
        Member(info.filename, lambda info=info: archive.open(info))  # type: ignore[misc]
        for info in infos
        if not info.is_dir() and _is_wanted(PurePosixPath(info.filename).name)
    ]


def _is_wanted(name: str) -> bool:
    """Whether it is a CSV file; one that begins with a dot is a shadow that a Mac leaves beside each file."""
    return name.casefold().endswith(".csv") and not name.startswith(".")


def _refuse_path(path: Path, name: str) -> None:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if ".." in parts or name.startswith(("/", "\\")) or name[1:2] == ":":
        raise UsageError(f"{path} names a file outside of itself ({name!r}): LinkedIn made no such zip.", GET_ANOTHER)


def _refuse_many(path: Path, count: int) -> None:
    if count > MOST_FILES:
        raise UsageError(f"{path} holds {count:,} files; an export has a few dozen.", GET_ANOTHER)


def _refuse_large(path: Path, name: str, size: int) -> None:
    if size > MOST_BYTES:
        raise UsageError(f"{name!r} in {path} is far too large for an export.", GET_ANOTHER)
