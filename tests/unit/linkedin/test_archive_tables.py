"""Whose table it is, and in which shape: others' never stop an import, and an export's own are read or named."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from withdrawer.errors import UsageError
from withdrawer.linkedin.export import container
from withdrawer.linkedin.export.export_reader import TakenExport, read_archive
from withdrawer.plan.evidence.export import SOMEWHEN, Direction

from .making import CONNECTIONS, INVITATIONS, ME, clock, unpacked, zipped

ANA = f'Jo Doe,Ana Nueva,"1/29/26, 2:37 PM",,OUTGOING,{ME},https://www.linkedin.com/in/ana-nueva-9z\n'
BEA = f'Jo Doe,Bea Otra,"1/29/26, 2:38 PM",,OUTGOING,{ME},https://www.linkedin.com/in/bea-otra\n'
CY = f'Jo Doe,Cy Tercero,"1/29/26, 2:39 PM",,OUTGOING,{ME},https://www.linkedin.com/in/cy-tercero\n'
MESSAGES = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT\n"
MESSAGE = f"2-x,Jo Doe,{ME},Ana Nueva,https://www.linkedin.com/in/ana-nueva-9z,2026-02-09 01:21:47 UTC,Hi\n"


def invited(taken: TakenExport) -> list[str]:
    return [line.name for line in taken.archive.invitations]


@pytest.mark.parametrize(
    "other",
    [
        '"Time"\t"Event"\n"2015/06/19 17:16:42 UTC"\t"Account Created"\n'.encode("utf-16"),
        b"a,b\n\x81\x8d,\xff\n",
        b'a,"b\n' + b"x" * (2 * 1024**2),
        b"PK\x03\x04 a spreadsheet named .csv",
        b"\0" * 5000,
        b"",
    ],
)
@pytest.mark.parametrize("pack", [zipped, unpacked])
def test_somebody_elses_table_stops_nothing(tmp_path: Path, other: bytes, pack: object) -> None:
    assert callable(pack)
    taken = read_archive(pack(tmp_path, {"Account Status History.csv": other, "Invitations.csv": INVITATIONS + ANA}))
    assert invited(taken) == ["Ana Nueva"]
    assert taken.unread == ()


def test_a_huge_or_locked_table_of_somebody_else_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path, {"Ads Clicked.csv": b"\0" * 5000, "Invitations.csv": INVITATIONS + ANA})
    monkeypatch.setattr(container, "MOST_BYTES", 1000)
    assert invited(read_archive(path)) == ["Ana Nueva"]
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1  # the central directory says that the first file is encrypted
    path.write_bytes(content)
    assert invited(read_archive(path)) == ["Ana Nueva"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_its_own_tables_are_read_however_they_were_saved(tmp_path: Path, delimiter: str, encoding: str) -> None:
    table = INVITATIONS + ANA.replace("Ana Nueva", "José Ñuñez").replace('"1/29/26, 2:37 PM"', "29.01.2026 14:37")
    text = table.replace(",", delimiter)
    taken = read_archive(unpacked(tmp_path, {"Invitations.csv": text.encode(encoding)}))
    [line] = taken.archive.invitations
    assert (line.name, line.slug, line.sent_on_clock) == ("José Ñuñez", "ana-nueva-9z", clock(2026, 1, 29, 14, 37))
    assert taken.unread == ()


def test_messages_with_tabs_and_other_header_names_are_read(tmp_path: Path) -> None:
    files = {
        "messages.csv": (MESSAGES + MESSAGE).replace(",", "\t").replace("DATE", "Date Sent"),
        "Invitations.csv": (INVITATIONS + ANA).replace("Sent At", "Date Sent"),
    }
    taken = read_archive(unpacked(tmp_path, files))
    assert taken.archive.messaged_at == {"ana-nueva-9z": datetime(2026, 2, 9, 1, 21, 47, tzinfo=UTC)}
    assert taken.archive.invitations[0].sent_on_clock == clock(2026, 1, 29, 14, 37)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("Connections.csv", b"Vorname,Nachname,Verbunden am\n", "has no header of connections"),
        ("messages.csv", b"", "has no header of messages"),
        ("messages (1).csv", b"\xff\xfe\0", "has no header of messages"),
        ("ImportedContacts.csv", b"\xd0\xcf\x11\xe0 old", "spreadsheet"),
        ("Invitations.xlsx", b"PK\x03\x04 new", "spreadsheet"),
        ("Connections.csv", CONNECTIONS.encode() + b"Jos\x81\xe9,,,,,,08 Feb 2026\n", "not text in UTF-8"),
    ],
)
def test_a_table_that_is_its_own_by_name_is_read_or_named(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    taken = read_archive(unpacked(tmp_path, {name: content, "Invitations_2.csv": INVITATIONS + ANA}))
    assert invited(taken) == ["Ana Nueva"]
    [told] = taken.unread
    assert told.startswith(f"{name}: ")
    assert words in told
    with pytest.raises(UsageError, match="can't be imported"):
        read_archive(unpacked(tmp_path, {name: content}, "alone"))
    with pytest.raises(UsageError, match=r"^Standard input can't be imported: it has none") as error:
        read_archive(unpacked(tmp_path, {"piped": "a,b\n"}, "one") / "piped", "Standard input")
    assert "piped" not in error.value.message


def test_one_of_its_tables_may_be_named_alone(tmp_path: Path) -> None:
    folder = unpacked(tmp_path, {"Invitations.csv": INVITATIONS + ANA, "mine.txt": CONNECTIONS, "other.csv": "a,b\n"})
    assert invited(read_archive(folder / "Invitations.csv")) == ["Ana Nueva"]
    assert read_archive(folder / "mine.txt").archive.invitations == ()
    with pytest.raises(UsageError, match=r"other\.csv"):
        read_archive(folder / "other.csv")
    with zipfile.ZipFile(tmp_path / "table.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "")
    with pytest.raises(UsageError, match="spreadsheet"):
        read_archive(tmp_path / "table.xlsx")


def test_what_could_not_be_read_is_counted_with_its_lines(tmp_path: Path) -> None:
    bad = ANA.replace("1/29/26, 2:37 PM", "last Tuesday") + ANA.replace("1/29/26, 2:37 PM", "29 Jan 2026")
    odd = BEA.replace("OUTGOING", "SIDEWAYS")
    taken = read_archive(unpacked(tmp_path, {"Invitations.csv": INVITATIONS + ANA + bad + odd + ",,,,,,\n\n"}))
    assert taken.unread == (
        "Invitations.csv: 1 of 4 rows has a direction that is neither OUTGOING nor INCOMING: line 5",
        "Invitations.csv: 2 of 4 rows have no date that can be read: line 3, 4",
    )
    assert all(line.direction is Direction.OUTGOING for line in taken.archive.invitations)


@pytest.mark.parametrize(
    "broken",
    [
        ANA.replace("Ana Nueva", '"Ana Nueva'),
        ANA.replace(",,OUTGOING", ',"Hi there,OUTGOING'),
        ANA.replace("https", '"https'),
    ],
)
@pytest.mark.parametrize("following", [BEA + CY, BEA.replace(",,OUT", ',"",OUT') + CY, CY + BEA.replace("otra", '5"')])
def test_a_quote_that_is_not_closed_costs_its_own_line_alone(tmp_path: Path, broken: str, following: str) -> None:
    taken = read_archive(unpacked(tmp_path, {"Invitations.csv": INVITATIONS + broken + following}))
    assert sorted(invited(taken))[-2:] == ["Bea Otra", "Cy Tercero"]
    assert taken.unread == ("Invitations.csv: 1 of 3 rows has a quote that is not closed: line 2",)


def test_a_quote_that_stands_oddly_in_a_whole_row_costs_nothing(tmp_path: Path) -> None:
    odd = ANA.replace("Ana Nueva", '"Ana" Nueva')
    taken = read_archive(unpacked(tmp_path, {"Invitations.csv": INVITATIONS + odd + BEA}))
    assert invited(taken) == ["Ana Nueva", "Bea Otra"]
    assert taken.unread == ()


def test_a_message_whose_date_is_not_read_keeps_and_is_told(tmp_path: Path) -> None:
    bad = MESSAGE.replace("2026-02-09 01:21:47 UTC", "gestern")
    taken = read_archive(unpacked(tmp_path, {"messages.csv": MESSAGES + bad}))
    assert taken.archive.messaged_at["ana-nueva-9z"] == SOMEWHEN
    assert taken.unread == ("messages.csv: 1 of 1 rows has no date that can be read: line 2",)


def test_a_message_that_is_broken_and_undated_keeps_too_and_is_told_once(tmp_path: Path) -> None:
    bad = MESSAGE.replace("2026-02-09 01:21:47 UTC", "gestern").replace("Hi", '"unclosed')
    taken = read_archive(unpacked(tmp_path, {"messages.csv": MESSAGES + bad}))
    assert taken.archive.messaged_at["ana-nueva-9z"] == SOMEWHEN
    assert taken.unread == ("messages.csv: 1 of 1 rows has a quote that is not closed: line 2",)


def test_a_home_folder_is_not_walked_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(20):
        (tmp_path / f"photo-{number}.jpg").touch()
    monkeypatch.setattr(container, "MOST_FILES", 10)
    with pytest.raises(UsageError, match="files"):
        read_archive(tmp_path)


@pytest.mark.parametrize("content", ['"hi "you", x"', '"hi \\"you\\", x"', '"unclosed', '"two\nlines "of" it, x"'])
@pytest.mark.parametrize("urls", ["https://www.linkedin.com/in/ana-nueva-9z", ""])
def test_a_message_with_broken_quotes_keeps_whom_it_was_exchanged_with(tmp_path: Path, content: str, urls: str) -> None:
    rows = [
        f'id-{number},"Hello, ""all""",Jo Doe,{ME},Person {number},{urls and f"{urls}{number}"},'
        f"2026-02-09 01:21:{number:02} UTC,,{content},INBOX\n"
        for number in range(20)
    ]
    header = MESSAGES.replace("FROM", "CONVERSATION TITLE,FROM").replace("CONTENT", "SUBJECT,CONTENT,FOLDER")
    files = {"messages.csv": header + "".join(rows), "Invitations.csv": INVITATIONS + ANA}
    taken = read_archive(unpacked(tmp_path, files))
    met = taken.archive.messaged_at if urls else taken.archive.messaged_names_at
    for number in range(20):
        who = f"ana-nueva-9z{number}" if urls else f"person {number}"
        assert met[who] == datetime(2026, 2, 9, 1, 21, number, tzinfo=UTC)
    assert [it for it in taken.unread if "20 of" in it and "a quote that is not closed" in it]
