"""A sample of `scripts/long fuzz`: hostile people through every output, hostile bytes into every file that is read."""

import csv
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.long.fuzz import fuzz
from tests.security.conftest import Desk
from tests.security.hostile import KINDS
from tests.security.judging import faults_of, is_run_by_a_spreadsheet, obeyed_by_a_terminal
from tests.unit.plan.making import WINDOW, pending
from withdrawer.app.typed_selection import read_rules
from withdrawer.config_file import load_config
from withdrawer.errors import Exit, UsageError
from withdrawer.linkedin.export.export_reader import read_archive
from withdrawer.plan.plan import make_plan
from withdrawer.plan.plan_file import read_plan_file
from withdrawer.plan.selection import Selection
from withdrawer.replay.world.scenario import load_scenario
from withdrawer.show.plan_rows import list_text
from withdrawer.text_files import read_text

SCENARIO = (Path(__file__).parents[2] / "fixtures/scenarios/default.toml").read_bytes()
CONFIG = b'[run]\nper_day = 40\ngap_seconds = [10, 25]\nkeep = ["Ana"]\n[browser]\nargs = ["--lang=de"]\n'
TABLE = (
    b"\xef\xbb\xbfFirst Name,Last Name,URL,Email Address\r\nAna,Nueva,https://www.linkedin.com/in/ana,a@example.org\r\n"
)
EXPORT = (
    b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    b"Jo,Doe,https://www.linkedin.com/in/jo,,A,B,08 Feb 2026\n"
)
PLAN = make_plan([pending("ana"), pending("bea")], [], [], Selection(window=WINDOW), {})


def test_hostile_people_come_through_every_output_unharmed() -> None:
    findings = fuzz(150, seed=7)
    assert findings.wrong == []
    assert findings.looked_at["people"] >= 150


def test_the_judges_see_what_they_are_there_for() -> None:
    for piece in (
        "\x1b]52;c;x\x07",
        "\x9b2J",
        "\u202e",
        "\u200b",
        "a\u200db",
        "\ufeff",
        "\u3164",
        "a" + "\u0301" * 9,
        "\0",
        "\ud800",
    ):
        assert faults_of(piece), ascii(piece)
    for piece in ("José", "می\u200cخواهم", "👩\u200d💻", "two\nlines"):
        assert not faults_of(piece), ascii(piece)
    for piece in ("\x1b]0;owned\x07", "\x07", "\x1b[6n", "\x1b[2J"):
        assert obeyed_by_a_terminal(piece), ascii(piece)
    assert all(map(is_run_by_a_spreadsheet, ("=1", " +1", "\u3000＝1", '"@x', "\t-1")))
    assert not any(map(is_run_by_a_spreadsheet, ("'=1", "a=1", "", "Ana")))


def spoilt(content: bytes, chance: random.Random) -> bytes:
    """The content with a few hostile pieces put in, bytes changed, or its end cut off."""
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 4)):
        place = chance.randrange(len(changed) + 1)
        piece = chance.choice(chance.choice(KINDS)).encode("utf-8", "surrogatepass")
        match chance.randrange(5):
            case 0:
                changed[place:place] = piece
            case 1:
                changed[place : place + chance.randrange(20)] = bytes(chance.randrange(256) for _ in range(5))
            case 2:
                del changed[place:]
            case 3:
                changed[place:place] = chance.choice([b"[", b"{", b'"', b"9" * 400, b"=", b"\n"]) * chance.randrange(
                    1, 3000
                )
            case _:
                changed[place:place] = piece * 300
    return bytes(changed)


def a_zip(content: bytes, file: Path) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("Connections.csv", content)
    return file


READERS: dict[str, tuple[bytes, Callable[[Path], object]]] = {
    "config.toml": (CONFIG, lambda file: load_config(file, {})),
    "scenario.toml": (SCENARIO, lambda file: load_scenario(str(file))),
    "keep.csv": (TABLE, lambda file: read_rules(file, "--keep-file")),
    "first.txt": (b"Ana Nueva\n# a friend\nlinkedin.com/in/ben\n", lambda file: read_rules(file, "--first")),
    "plan.csv": (
        list_text(PLAN).encode(),
        lambda file: read_plan_file(read_text(file, "--plan"), "plan.csv"),
    ),
    "Connections.csv": (EXPORT, lambda file: read_archive(file.parent)),
    "export.zip": (EXPORT, lambda file: read_archive(a_zip(file.read_bytes(), file))),
    "broken.zip": (b"", read_archive),
}


@pytest.mark.parametrize("name", READERS)
def test_a_spoilt_file_is_read_or_refused_in_words(name: str, tmp_path: Path) -> None:
    content, read = READERS[name]
    chance = random.Random(f"files {name}")
    file = tmp_path / name
    if name == "broken.zip":
        content = a_zip(EXPORT * 50, file).read_bytes()
    refused = 0
    for _ in range(80):
        file.write_bytes(spoilt(content, chance))
        try:
            read(file)
        except UsageError:
            refused += 1
    assert refused > 5


def test_a_list_can_be_spoilt_but_never_touches_anybody_it_does_not_name() -> None:
    chance = random.Random("lists")
    people = [line.person for line in PLAN.sent.decisions]
    text = list_text(PLAN)
    for _ in range(150):
        changed = spoilt(text.encode(), chance).decode("utf-8", "replace")
        try:
            file = read_plan_file(changed, "list.csv")
        except UsageError:
            continue
        for line in make_plan(people, [], [], Selection(plan_file=file), {}).planned:
            assert f"/in/{line.person.key}" in changed


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("config.toml", ("status",)),
        ("keep.txt", ("keep", "add", "--keep-file", "{}")),
        ("keep.csv", ("preview", "--since", "all", "--keep-file", "{}")),
        ("first.csv", ("preview", "--since", "all", "--first", "{}")),
        ("scenario.toml", ("status", "--replay", "{}")),
        ("scenario2.toml", ("replay", "serve", "--scenario", "{}")),
    ],
)
def test_bad_bytes_are_an_error_with_file_and_line_and_no_traceback(
    desk: Desk, tmp_path: Path, name: str, arguments: tuple[str, ...]
) -> None:
    desk.home.mkdir()
    file = desk.home / name if name == "config.toml" else tmp_path / name
    file.write_bytes(b'# a comment\nname = "x"\n\xff\xfe\x00\x80\x1b[2J\n')
    told = desk.run(*(argument.format(file) for argument in arguments))
    assert told.code == Exit.USAGE, told.err
    assert name in told.err
    assert "line 3" in told.err
    assert faults_of(told.out + told.err) == []


def test_what_was_typed_in_another_encoding_is_refused_in_words(desk: Desk) -> None:
    for arguments in (
        (b"keep", b"add", b"J\xf6rg"),
        (b"keep", b"add", b"--keep-match", b"J\xf6rg"),
        (b"keep", b"add", b"--keep-file", b"\xff"),
    ):
        told = desk.run(*arguments)
        assert told.code == Exit.USAGE, told.err
        assert faults_of(told.err) == []


def test_a_terminal_of_another_encoding_breaks_no_output(desk: Desk) -> None:
    assert desk.run("keep", "add", "山田 太郎").code == Exit.DONE
    assert desk.run_apart("keep", "list", PYTHONIOENCODING="cp1252").code == Exit.DONE
    for encoding in ("ascii", "utf-8"):
        told = desk.run_apart("keep", "list", "--json", PYTHONIOENCODING=encoding)
        assert told.code == Exit.DONE, told.err
        assert told.data["kept"][0]["written"] == "山田 太郎"


def test_a_table_with_a_cell_beyond_all_measure_is_refused_by_its_line(tmp_path: Path) -> None:
    file = tmp_path / "keep.csv"
    file.write_text(f'Name,URL\nAna,\n"{"x" * 200_000}",\n', encoding="utf-8")
    before = csv.field_size_limit(128 * 1024)  # what Python has before an export raises it
    try:
        with pytest.raises(UsageError, match="line 3"):
            read_rules(file, "--keep-file")
    finally:
        csv.field_size_limit(before)


def test_a_file_without_end_is_refused() -> None:
    with pytest.raises(UsageError, match="larger than 32 MB"):
        read_rules(Path("/dev/zero"), "--keep-file")
