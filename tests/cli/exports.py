"""A data export of a replay site's member, as LinkedIn would make it: from who is really who on the site."""

import csv
import io
import zipfile
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

MEMBER = "robin-ashgrove-5e1d"


CONTACTS = "First Name,Last Name,Companies,Title,Email Address,Phone Numbers,Created At\n"


def write_export(
    file: Path,
    people: Iterable[dict[str, Any]],
    offset: timedelta = timedelta(0),
    imported: Iterable[str] = (),
    member: str = MEMBER,
) -> Path:
    """A zip with the sent invitations; `offset` is how far its clock is from UTC, `imported` whom it imported."""
    rows = [["From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl"]]
    for person in people:
        if person["sent_at"] and "@" not in person["slug"]:
            at = datetime.fromisoformat(person["sent_at"]) + offset
            told = f"{at.month}/{at.day}/{at:%y}, {at.hour % 12 or 12}:{at:%M} {at:%p}"
            rows.append(["Robin Ashgrove", person["name"], told, "", "OUTGOING", url(member), url(person["slug"])])
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("Invitations.csv", text.getvalue())
        if contacts := "".join(f"{name.replace(' ', ',', 1)},,,,,\n" for name in imported):
            archive.writestr("ImportedContacts.csv", CONTACTS + contacts)
    return file


def url(slug: str) -> str:
    return f"https://www.linkedin.com/in/{quote(slug)}"
