"""Every example row, header and date shape of what is known about the data export (data-export B.2 to B.5)."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from withdrawer.linkedin.export.export_reader import read_archive
from withdrawer.linkedin.export.people_rows import instant_in, slug_in
from withdrawer.plan.evidence.export import Archive, ArchivedConnection, ArchivedInvitation, Direction

from .making import CONNECTIONS, INVITATIONS, ME, NOTE, clock, dates_in, unpacked, zipped

JO = ArchivedConnection("jo-doe-1a2b", "Jo Doe", date(2026, 2, 8), "Acme, Inc.")
ANA = ArchivedInvitation("ana-nueva-9z", "Ana Nueva", clock(2026, 1, 29, 14, 37), Direction.OUTGOING, False)


def read(tmp_path: Path, **files: str) -> Archive:
    return read_archive(unpacked(tmp_path, {f"{name}.csv": text for name, text in files.items()})).archive


def test_the_example_of_connections(tmp_path: Path) -> None:
    rows = 'Jo,Doe,https://www.linkedin.com/in/jo-doe-1a2b,,"Acme, Inc.",Director,08 Feb 2026\n,,,,,,07 Jun 2026'
    assert read(tmp_path, Connections=NOTE + CONNECTIONS + rows).connections == (JO,)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "First Name,Last Name,Address,Email Address,Company,Position,Connected On,Websites,Instant Messengers",
            'Jo,Doe,,,"Acme, Inc.",Director,08 Feb 2026,,',
        ),
        (
            "First Name,Last Name,Email Address,Company,Position,Connected On",
            'Jo,Doe,,"Acme, Inc.",Director,08 Feb 2026',
        ),
    ],
)
@pytest.mark.parametrize("preamble", ["", NOTE, NOTE + "\n"])
def test_connections_of_every_era(tmp_path: Path, header: str, row: str, preamble: str) -> None:
    read_back = read(tmp_path, Connections=f"{preamble}{header}\n{row}")
    assert read_back.connections == (JO._replace(slug=""),)


def test_a_doubled_header_is_nobody(tmp_path: Path) -> None:
    rows = 'Jo,Doe,https://www.linkedin.com/in/jo-doe-1a2b,,"Acme, Inc.",Director,08 Feb 2026'
    read_back = read(tmp_path, Connections=CONNECTIONS + CONNECTIONS + rows)
    assert JO in read_back.connections
    assert all(line.connected_on is None for line in read_back.connections if line != JO)


def test_the_example_of_invitations(tmp_path: Path) -> None:
    row = f'Jo Doe,Ana Nueva,"1/29/26, 2:37 PM",,OUTGOING,{ME},https://www.linkedin.com/in/ana-nueva-9z\n'
    archive = read(tmp_path, Invitations=INVITATIONS + row)
    assert archive.invitations == (ANA,)
    assert archive.owner == "jo-doe-1a2b"


def test_invitations_before_late_2023_have_no_profiles(tmp_path: Path) -> None:
    text = 'From,To,Sent At,Message,Direction\nJo Doe,Ana Nueva,"1/29/26, 2:37 PM",,OUTGOING\n'
    archive = read(tmp_path, Invitations=text)
    assert archive.invitations == (ANA._replace(slug=""),)
    assert archive.owner == ""


@pytest.mark.parametrize("direction", ["INCOMING", "RECEIVED", "incoming"])
def test_an_invitation_that_came_in_is_the_others(tmp_path: Path, direction: str) -> None:
    row = f'Ana Nueva,Jo Doe,"1/29/26, 2:37 PM",Hi!,{direction},https://www.linkedin.com/in/ana-nueva-9z,{ME}\n'
    archive = read(tmp_path, Invitations=INVITATIONS + row)
    assert archive.invitations == (ANA._replace(direction=Direction.INCOMING, has_note=True),)
    assert archive.owner == "jo-doe-1a2b"


def test_a_note_may_have_line_breaks_and_commas(tmp_path: Path) -> None:
    row = f'Jo Doe,Ana Nueva,"1/29/26, 2:37 PM","Hi Ana,\n\nlet us ""talk""",OUTGOING,{ME},https://www.linkedin.com/in/ana-nueva-9z\n'
    archive = read(tmp_path, Invitations=INVITATIONS + row + row.replace("Ana", "Bea").replace("ana-", "bea-"))
    assert [line.name for line in archive.invitations] == ["Ana Nueva", "Bea Nueva"]
    assert all(line.has_note for line in archive.invitations)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "Imported Contacts",
            "First Name,Last Name,Companies,Title,Email Address,Phone Numbers,Created At,Instant Message Handles,"
            "Addresses,Sites,Full Name,Birthday,Location,Bookmarked At,Profiles\nAna,Nueva,,,ana@example.org,,"
            '"1/29/26, 2:37 PM",,,,Ana Nueva,,,,\n',
        ),
        (
            "Contacts",
            "Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,Addresses,Sites,"
            "InstantMessageHandles,FullName,Birthday,Location,BookmarkedAt,Profiles\nphone,,,,,Ana@Example.org,,"
            '"1/29/26, 2:37 PM",,,,Ana Nueva,,,,\n',
        ),
        (
            "ImportedContacts",
            "FirstName,MiddleName,LastName,MaidenName,NickName,NamePrefix,NameSuffix,Title,Emails,PhoneNumbers,CreatedAt,"
            'UpdatedAt,CountryCode,RegionCode,ThirdPartyVerified,Location\nAna,,Nueva,,,,,,"ana@example.org, '
            'an@example.net",,"1/29/26, 2:37 AM",,,,,\n',
        ),
    ],
)
def test_imported_contacts_of_every_era(tmp_path: Path, name: str, text: str) -> None:
    archive = read(tmp_path, **{name: text})
    assert archive.imported_names == {"ana nueva"}
    assert "ana@example.org" in archive.imported_addresses


MESSAGES_2023 = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"
MESSAGES_2026 = (
    '"CONVERSATION ID","CONVERSATION TITLE","FROM","SENDER PROFILE URL","TO","RECIPIENT PROFILE URLS","DATE","SUBJECT",'
    '"CONTENT","FOLDER","IS MESSAGE DRAFT"\n'
)


def message(
    at: str, draft: str = "No", sender: str = ME, receiver: str = "https://www.linkedin.com/in/ana-nueva-9z"
) -> str:
    return f'"2-x","","Jo Doe","{sender}","Ana Nueva","{receiver}","{at}","","Hi,\n\nyes","INBOX","{draft}"\n'


def test_whom_messages_were_exchanged_with_and_when_last(tmp_path: Path) -> None:
    row = f'Jo Doe,Ana Nueva,"1/29/26, 2:37 PM",,OUTGOING,{ME},https://www.linkedin.com/in/ana-nueva-9z\n'
    text = MESSAGES_2026 + message("2026-02-09 01:21:47 UTC") + message("2026-02-08 23:59:59 UTC")
    text += message("2026-03-01 00:00:00 UTC", draft="Yes")
    archive = read(tmp_path, messages=text, Invitations=INVITATIONS + row)
    assert archive.messaged_at == {"ana-nueva-9z": datetime(2026, 2, 9, 1, 21, 47, tzinfo=UTC)}
    assert archive.messaged_names == {"ana-nueva-9z": "ana nueva"}
    assert archive.messaged_names_at == {}


def test_a_name_belongs_to_a_profile_where_a_message_went_to_as_many_of_both(tmp_path: Path) -> None:
    two = "https://www.linkedin.com/in/bea,https://www.linkedin.com/in/cy"
    text = message("2026-02-09 01:21:47 UTC", receiver=two).replace("Ana Nueva", "Bea Otra,Cy Tercero")
    unclear = text.replace("Cy Tercero", "Cy Tercero, MBA").replace("/in/", "/in/x-")
    archive = read(tmp_path, messages=MESSAGES_2026 + text + unclear)
    named = {"bea": "bea otra", "cy": "cy tercero"}
    assert {slug: name for slug, name in archive.messaged_names.items() if "jo-doe" not in slug} == named
    assert {"bea", "cy", "x-bea", "x-cy"} <= set(archive.messaged_at)


def test_messages_of_2023_name_the_receiver_without_a_profile(tmp_path: Path) -> None:
    text = MESSAGES_2023 + f"2-x,,Jo Doe,{ME},Ana Nueva,2023-02-09 01:21:47,,Hi,INBOX\n"
    archive = read(tmp_path, messages=text)
    assert archive.messaged_names_at == {"ana nueva": datetime(2023, 2, 9, 1, 21, 47, tzinfo=UTC)}


@pytest.mark.parametrize("name", ["guide_messages", "learning_coach_messages", "coach_messages"])
def test_talks_with_assistants_are_no_messages(tmp_path: Path, name: str) -> None:
    text = MESSAGES_2026 + message("2026-02-09 01:21:47 UTC")
    archive = read(tmp_path, **{name: text, "Connections": CONNECTIONS})
    assert archive.messaged_at == {}


@pytest.mark.parametrize(
    "files",
    [
        {"Verbindungen.csv": CONNECTIONS, "Invitations_2.csv": INVITATIONS},
        {"Connections.csv": CONNECTIONS, "a/b/c.CSV": INVITATIONS, "__MACOSX/._Connections.csv": b"\0\1\2\xff"},
        {"Connections.csv": CONNECTIONS, "Invitations.csv": INVITATIONS, "Notes.csv": "Note,Created On\nx,y\n"},
    ],
)
def test_files_are_found_by_their_header(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    row = f'Jo Doe,Ana Nueva,"1/29/26, 2:37 PM",,OUTGOING,{ME},https://www.linkedin.com/in/ana-nueva-9z\n'
    whole = {name: text + row if text == INVITATIONS else text for name, text in files.items()}
    assert read_archive(zipped(tmp_path, whole)).archive.invitations == (ANA,)
    assert read_archive(unpacked(tmp_path, whole, "export.zip")).archive.invitations == (ANA,)


@pytest.mark.parametrize("change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_a_file_saved_again_by_a_spreadsheet_is_read(tmp_path: Path, change: object) -> None:
    row = f'Jo Doe,Ana Nueva,"1/29/26, 2:37 PM",,OUTGOING,{ME},https://www.linkedin.com/in/ana-nueva-9z\n'
    assert callable(change)
    assert read(tmp_path, Invitations=change(INVITATIONS + row)).invitations == (ANA,)


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("1/29/26, 2:37 PM", clock(2026, 1, 29, 14, 37)),
        ("12/1/25, 12:05 AM", clock(2025, 12, 1, 0, 5)),
        ("12/1/25, 12:05 PM", clock(2025, 12, 1, 12, 5)),
        ("1/29/2026, 2:37\u202fPM", clock(2026, 1, 29, 14, 37)),
        ("2/30/26, 2:37 PM", None),
        ("1/29/26, 13:37 PM", None),
        ("29.01.2026 14:37", clock(2026, 1, 29, 14, 37)),
        ("", None),
    ],
)
def test_minutes(text: str, minute: datetime | None) -> None:
    assert dates_in([text]) == [minute]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("08 Feb 2026", date(2026, 2, 8)),
        ("03 Jun 2025", date(2025, 6, 3)),
        ("12 Mar 19", date(2019, 3, 12)),
        ("31 Feb 2026", None),
        ("08 Févr 2026", None),
        ("", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert dates_in([text]) == [day]


def test_instants_are_utc_also_where_they_do_not_say_so() -> None:
    instant = datetime(2026, 2, 9, 1, 21, 47, tzinfo=UTC)
    assert instant_in("2026-02-09 01:21:47 UTC") == instant_in("2026-02-09 01:21:47") == instant
    assert instant_in("yesterday") is None


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("https://www.linkedin.com/in/ana-nueva-9z", "ana-nueva-9z"),
        ("https://www.linkedin.com/in/ana-nueva-9z/?trk=x", "ana-nueva-9z"),
        ("https://www.linkedin.com/in/jos%C3%A9", "josé"),
        ("www.linkedin.com/in/ana", "ana"),
        ("https://www.linkedin.com/company/acme", ""),
        ("https://example.org/in/ana", ""),
        ("", ""),
    ],
)
def test_profiles(address: str, slug: str) -> None:
    assert slug_in(address) == slug
