"""Data exports made up for the tests, file by file."""

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from withdrawer.linkedin.export.export_dates import read_column

ME = "https://www.linkedin.com/in/jo-doe-1a2b"
INVITATIONS = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
NOTE = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are missing. You will only '
    "see email addresses for connections who have allowed their connections to see or download their email address "
    "using this setting https://www.linkedin.com/psettings/privacy/email. You can learn more here "
    'https://www.linkedin.com/help/linkedin/answer/261"\n\n'
)
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def zipped(
    folder: Path, files: Mapping[str, str | bytes], name: str = "Basic_LinkedInDataExport_11-21-2026.zip"
) -> Path:
    """A zip with these files."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, text in files.items():
            archive.writestr(file, text)
    return path


def unpacked(folder: Path, files: Mapping[str, str | bytes], name: str = "export") -> Path:
    """The same as a folder."""
    path = folder / name
    for file, text in files.items():
        (path / file).parent.mkdir(parents=True, exist_ok=True)
        (path / file).write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def clock(*parts: int) -> datetime:
    """A time on a clock of unknown zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def dates_in(texts: Sequence[str]) -> list[date | None]:
    """The dates of a whole column."""
    column = read_column(texts)
    return [column[text] for text in texts]
