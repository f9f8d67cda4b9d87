"""What each backend writes, read back by the system's own reader where this machine has it."""

import os
import plistlib
import re
import shlex
import shutil
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.schedule.making import entry
from withdrawer.errors import UsageError
from withdrawer.schedule.backends.cron import lines, with_lines, without
from withdrawer.schedule.backends.launchd import property_list
from withdrawer.schedule.backends.systemd import calendar, service_text, timer_text
from withdrawer.schedule.backends.windows import NAMESPACE, task_text, windowless
from withdrawer.schedule.times import read_times

words = st.text(st.characters(exclude_characters="\0\n\r", codec="utf-8"), min_size=1, max_size=40)
needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze here")
needs_crontab = pytest.mark.skipif(shutil.which("crontab") is None, reason="no crontab here")


@needs_systemd
def test_systemd_itself_finds_nothing_against_the_units(tmp_path: Path) -> None:
    it = entry("mon-fri")
    (tmp_path / f"{it.name}.service").write_text(service_text(it), encoding="utf-8")
    (tmp_path / f"{it.name}.timer").write_text(timer_text(it), encoding="utf-8")
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    ended = subprocess.run(
        ["systemd-analyze", "verify", "--user", *map(str, tmp_path.glob("withdrawer-*"))],
        env={**os.environ, "XDG_RUNTIME_DIR": str(runtime)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")


@needs_systemd
@pytest.mark.parametrize(
    ("days", "normal"),
    [("daily", "*-*-* 09:05:00"), ("mon-fri", "Mon..Fri *-*-* 09:05:00"), ("sat,mon", "Mon,Sat *-*-* 09:05:00")],
)
def test_systemd_understands_the_times(days: str, normal: str) -> None:
    written = calendar(read_times("9:05", days))
    told = subprocess.run(["systemd-analyze", "calendar", written], capture_output=True, text=True, check=True).stdout
    assert f"Normalized form: {normal}\n" in told


def test_a_unit_makes_up_for_a_missed_start_and_escapes_what_systemd_would_replace() -> None:
    service = service_text(entry())
    assert "Persistent=true" in timer_text(entry())
    assert '"a b%%c$$d\\"e\'f&<g>;h*"' in service
    assert "Environment" not in service


def test_launchd_reads_back_what_was_meant() -> None:
    agent = plistlib.loads(property_list(entry("mon,sun")).encode())
    assert agent["ProgramArguments"] == list(entry().command)
    assert [it["Weekday"] for it in agent["StartCalendarInterval"]] == [1, 0]
    assert all((it["Hour"], it["Minute"]) == (10, 30) for it in agent["StartCalendarInterval"])


def test_launchd_starts_every_day_by_one_rule() -> None:
    assert plistlib.loads(property_list(entry()).encode())["StartCalendarInterval"] == {"Hour": 10, "Minute": 30}


def commands(text: str) -> list[list[str]]:
    """What a shell would run of a crontab's lines, after cron has read them."""
    return [shlex.split(line.split(None, 5)[5].replace("\\%", "%"), comments=True) for line in text.split("\n") if line]


@given(words.filter(lambda it: "\\%" not in it))
def test_a_shell_reads_back_from_the_crontab_what_was_meant(word: str) -> None:
    it = entry(word=word)
    once, catching_up = commands(lines(it))
    assert once == [*it.command]
    assert catching_up == [*once, "--if-missed"]


def test_no_percent_sign_ends_a_crontab_s_command() -> None:
    body = lines(entry())
    assert "%" in body
    assert "%" not in body.replace("\\%", "")


@pytest.mark.parametrize("word", ["a\nb", "x" * 1000, "back\\%"])
def test_what_a_crontab_can_not_hold_is_refused(word: str) -> None:
    with pytest.raises(UsageError, match="crontab"):
        lines(entry(word=word))


@needs_crontab
@pytest.mark.parametrize("days", ["daily", "sun,mon-wed"])
def test_crontab_itself_takes_the_lines(days: str, tmp_path: Path) -> None:
    file = tmp_path / "crontab"
    file.write_text(lines(entry(days)), encoding="utf-8")
    told = subprocess.run(["crontab", "-n", str(file)], capture_output=True, text=True, check=False)
    if "invalid option" in told.stderr:
        pytest.skip("this crontab has no check of its own")
    assert told.returncode == 0, told.stderr


def test_cron_counts_sunday_as_0_and_asks_half_an_hour_apart() -> None:
    once, catching_up = lines(entry("sun,mon")).splitlines()
    assert once.startswith("30 10 * * 1,0 ")
    assert catching_up.startswith("0 * * * * ")


strangers = st.lists(st.binary(max_size=30).map(lambda it: it.replace(b"\n", b" ").replace(b"\r", b" ")), max_size=6)


MINE = entry()
OTHER = lines(MINE).replace(MINE.name, "withdrawer-ffffffff").encode()
FIRST, LAST = (f"# {MINE.name}: {word}".encode() for word in ("begin", "end"))
OLD = b"".join(re.sub(rb" # withdrawer.*", b"", line) for line in lines(MINE).encode().splitlines(keepends=True))
"""The lines as earlier versions wrote them, between two marks."""


@given(strangers, strangers)
def test_somebody_else_s_lines_stay_byte_for_byte(above: list[bytes], below: list[bytes]) -> None:
    before, after = (b"".join(line + b"\n" for line in strange) for strange in (above, below))
    added = with_lines(before + after, lines(MINE).encode())
    assert without(added, MINE.name) == before + after
    assert without(before + lines(MINE).encode() + after, MINE.name) == before + after


def test_another_home_s_lines_stay() -> None:
    assert without(OTHER + lines(MINE).encode() + OTHER, MINE.name) == OTHER + OTHER


@pytest.mark.parametrize("block", [
    FIRST + b" written by\n" + OLD + LAST + b"\n",
    FIRST + b" written by\n" + OLD,
    OLD + LAST + b"\n",
    FIRST + b" written by\n" + b"#" + OLD + LAST + b"\n",
])  # fmt: skip
def test_a_block_of_earlier_versions_is_taken_out_also_where_a_mark_was_edited_away(block: bytes) -> None:
    strange = b"0 5 * * * somebody else's\n"
    for around in (strange, OTHER, b""):
        assert without(around + block + around, MINE.name) == around + around


def test_what_somebody_wrote_into_a_block_stays() -> None:
    strange = b"0 5 * * * somebody else's\n"
    assert without(FIRST + b"\n" + strange + LAST + b"\n", MINE.name) == strange


@pytest.mark.parametrize("setting", [b"CRON_TZ=Asia/Tokyo\n", b"TZ = UTC\n", b'"CRON_TZ"=UTC\n'])
def test_the_lines_stand_above_one_that_would_move_them_into_another_zone(setting: bytes) -> None:
    crontab = b"MAILTO=me\n" + setting + b"0 5 * * * somebody else's\n"
    added = with_lines(crontab, lines(MINE).encode())
    assert added.index(MINE.name.encode()) < added.index(b"TZ")
    assert without(added, MINE.name) == crontab


ORDER = {
    "Task": ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"],
    "CalendarTrigger": ["StartBoundary", "Enabled", "ScheduleByWeek"],
    "Principal": ["LogonType", "RunLevel"],
    "Exec": ["Command", "Arguments"],
}
"""As the published schema, and the tasks that Windows itself exports, have them."""


def test_the_windows_task_has_the_schema_s_elements_in_their_order() -> None:
    task = ET.fromstring(task_text(entry("mon-fri")).encode("utf-16"))
    assert task.tag == f"{{{NAMESPACE}}}Task"
    found = {it.tag.removeprefix(f"{{{NAMESPACE}}}"): it for it in task.iter()}
    for name, children in ORDER.items():
        assert [child.tag.removeprefix(f"{{{NAMESPACE}}}") for child in found[name]] == children
    assert found["StartBoundary"].text == "2026-11-23T10:30:00"
    assert len(found["DaysOfWeek"]) == 5
    for setting in ("DisallowStartIfOnBatteries", "StopIfGoingOnBatteries"):
        assert found[setting].text == "false"
    assert found["StartWhenAvailable"].text == "true"
    assert found["Arguments"].text == subprocess.list2cmdline(list(entry().command)[1:])


def test_the_windows_task_opens_no_console_window(tmp_path: Path) -> None:
    python, other = tmp_path / "my env" / "python.exe", tmp_path / "my env" / "pythonw.exe"
    other.parent.mkdir()
    assert windowless(str(python)) == str(python), "there is nothing else to start"
    other.touch()
    it = replace(entry(), command=[str(python), "-P", "-m", "withdrawer"])
    task = ET.fromstring(task_text(it).encode("utf-16"))
    assert task.findtext(f".//{{{NAMESPACE}}}Command") == f'"{other}"'
    assert windowless("/usr/bin/python3") == "/usr/bin/python3"
