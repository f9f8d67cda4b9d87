from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from withdrawer.errors import NoScreen, UsageError
from withdrawer.schedule import screen
from withdrawer.schedule.entry import entry_name, guarded_folder, needed_environment, scheduled_command, with_remembered
from withdrawer.schedule.screen import refuse_without_screen
from withdrawer.zones import machine_zone

FULL = {
    "DISPLAY": ":0",
    "DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus",
    "TZ": "Europe/Berlin",
    "WITHDRAWER_NOW": "2026-11-22T10:00:00Z",
    "WITHDRAWER_BROWSER_ARGS": "--host-resolver-rules=…",
    "WITHDRAWER_KEEP": "Ana Nueva",
    "GITHUB_TOKEN": "secret",
    "SSH_AUTH_SOCK": "/tmp/agent",
    "WAYLAND_DISPLAY": "",
}


def test_only_what_is_needed_goes_into_a_file() -> None:
    assert set(needed_environment(FULL, is_replay=False)) == {"DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "TZ"}


def test_a_replay_keeps_its_clock_and_its_way_and_a_real_home_never_does() -> None:
    assert {"WITHDRAWER_NOW", "WITHDRAWER_BROWSER_ARGS"} <= set(needed_environment(FULL, is_replay=True))


def test_what_is_set_now_goes_before_what_is_remembered_and_nothing_else_is_heard() -> None:
    remembered = {"DISPLAY": ":0", "TZ": "Europe/Berlin", "LD_PRELOAD": "x", "PYTHONPATH": "/x", "WITHDRAWER_NOW": "n"}
    assert with_remembered({"DISPLAY": ":1", "TZ": ""}, remembered, is_replay=False) == {"TZ": "Europe/Berlin"}


def test_code_of_other_folders_is_never_remembered_nor_found() -> None:
    assert "PYTHONPATH" not in needed_environment({"PYTHONPATH": "/tmp"}, is_replay=True)
    assert scheduled_command([])[1:4] == ["-P", "-m", "withdrawer"]


def test_a_home_whose_name_is_no_text_is_refused_in_words() -> None:
    with pytest.raises(UsageError, match="UTF-8"):
        scheduled_command(["--home", "/home/max/\udcff"])


def test_the_command_starts_with_an_absolute_path_and_each_home_has_its_name() -> None:
    assert Path(scheduled_command([])[0]).is_absolute()
    assert entry_name(Path("/a")) == entry_name(Path("/a")) != entry_name(Path("/b"))
    assert "max" not in entry_name(Path("/home/max"))


def test_a_folder_that_macos_keeps_from_launchd_is_named() -> None:
    home = Path("/Users/max")
    assert guarded_folder([home / "bin", home / "Documents" / "w"], home, "darwin") == "Documents"
    assert guarded_folder([home / "bin", Path("/opt/Documents")], home, "darwin") == ""
    assert guarded_folder([home / "Documents"], home, "linux") == ""


@pytest.fixture
def sockets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(screen, "X_SOCKETS", tmp_path)
    (tmp_path / "X7").touch()
    (tmp_path / "wayland-0").touch()
    return tmp_path


@pytest.mark.parametrize("display", [":7", ":7.0", "somewhere:10.0"])
def test_a_screen_that_is_there_is_taken(sockets: Path, display: str) -> None:
    refuse_without_screen({"DISPLAY": display}, "linux")


def test_wayland_is_a_screen_too(sockets: Path) -> None:
    refuse_without_screen({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(sockets)}, "linux")


@pytest.mark.parametrize(
    "environ", [{}, {"DISPLAY": ""}, {"DISPLAY": ":8"}, {"DISPLAY": "x"}, {"WAYLAND_DISPLAY": "wayland-1"}]
)
def test_without_a_screen_it_says_so(sockets: Path, environ: dict[str, str]) -> None:
    with pytest.raises(NoScreen, match="no screen"):
        refuse_without_screen(environ, "linux")


def test_macos_and_windows_have_one_without_a_variable() -> None:
    refuse_without_screen({}, "darwin")
    refuse_without_screen({}, "win32")


def test_the_machine_s_zone_is_another_only_where_tz_says_so(tmp_path: Path) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert machine_zone({}, berlin) is berlin
    assert str(machine_zone({"TZ": "Europe/Berlin"}, berlin, tmp_path / "missing")) == "UTC"


def test_on_windows_a_zone_that_tz_hides_is_no_utc(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="TZ hides it"):
        machine_zone({"TZ": "Europe/Berlin"}, ZoneInfo("Europe/Berlin"), tmp_path / "missing", "win32")


def test_a_zone_file_of_the_machine_that_cannot_be_read_is_not_taken_for_utc(tmp_path: Path) -> None:
    (tmp_path / "localtime").write_bytes(b"no zone")
    with pytest.raises(UsageError, match="machine's own time zone"):
        machine_zone({"TZ": "Europe/Berlin"}, ZoneInfo("Europe/Berlin"), tmp_path / "localtime")
