"""A blast at 14:05 yesterday among other invitations of the same day, and how it is told from them."""

import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.support.command import Told
from tests.support.site import LocalSite, SiteOptions
from tests.support.stage import Stage
from withdrawer.errors import Exit

pytestmark = pytest.mark.browser
BERLIN = ZoneInfo("Europe/Berlin")
WINDOW = ("--since", "2026-11-20 14:00", "--until", "2026-11-20 14:15")
INVITATIONS = ("From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl")


@contextmanager
def at(moment: str, folder: Path) -> Iterator[Stage]:
    """The site at a moment, with what has happened before."""
    options = SiteOptions(
        scenario="yesterday", now=f"{moment}+01:00", state=folder / "state", log=folder / "log", truth=folder / "truth"
    )
    with LocalSite.start(options) as site:
        yield Stage(folder / "home", site, {"WITHDRAWER_NOW": f"{moment}+01:00"})


def looked(here: Stage, *arguments: str) -> Told:
    told = here.run("preview", *WINDOW, "--only", "sent", "--json", *arguments)
    assert told.code == Exit.DONE, told.err
    return told


def exported(stage: Stage, file: Path) -> Path:
    """The data export of this account: its clock is that of Berlin."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(INVITATIONS)
    for person in stage.site.truth()["people"]:
        if person["sent_at"] and "@" not in person["slug"]:
            sent = datetime.fromisoformat(person["sent_at"]).astimezone(BERLIN)
            clock = f"{sent.month}/{sent.day}/{sent:%y}, {sent:%I:%M %p}".replace(", 0", ", ")
            profile = f"https://www.linkedin.com/in/{person['slug']}"
            lines.writerow(("Robin Ashgrove", person["name"], clock, person.get("note", ""), "OUTGOING", "", profile))
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("Invitations.csv", text.getvalue())
    return file


def test_with_the_export_exactly_the_blast_is_planned(tmp_path: Path) -> None:
    with at("2026-11-21T09:00:00", tmp_path) as here:
        taken = here.run("import", str(exported(here, tmp_path / "export.zip")), "--zone", "Europe/Berlin")
        assert taken.code == Exit.DONE, taken.err
        told = looked(here)
        emails = [person for person in here.site.truth()["people"] if person["blast"] and "@" in person["slug"]]
    # An invitation by e-mail has no line in the export, but stands between two that have one.
    assert told.data["sent"]["planned"] == 30
    assert len(emails) == 1
    assert told.data["sent"]["unsure"] == 0


def test_without_it_nobody_is_planned_and_it_is_said_what_settles_it(tmp_path: Path) -> None:
    with at("2026-11-21T09:00:00", tmp_path) as here:
        told = looked(here)
        untouched = here.happened()["act"]
    assert told.data["sent"]["planned"] == 0
    assert told.data["sent"]["unsure"] > 36, "the blast, and all of that Friday"
    assert {way["by"] for way in told.data["settling"]} == {"wider_window", "export"}
    assert untouched == 0
