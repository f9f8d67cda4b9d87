import os
import shutil
import time
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from withdrawer import zones
from withdrawer.cli.commands.doctor import doctor
from withdrawer.cli.commands.import_ import import_
from withdrawer.cli.commands.status import status
from withdrawer.errors import UsageError
from withdrawer.zones import local_zone, zone_called, zone_named

BERLIN = ZoneInfo("Europe/Berlin")
POSIX_BERLIN = "CET-1CEST,M3.5.0,M10.5.0/3"


@pytest.fixture
def libc() -> Iterator[None]:
    """The C library's own reading of TZ, put back afterwards."""
    before = os.environ.get("TZ")
    yield
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.parametrize(
    "setting",
    [
        "Europe/Berlin",
        ":Europe/Berlin",
        "  Europe/Berlin ",
        "W. Europe Standard Time",
        POSIX_BERLIN,
        "<+01>-1<+02>,M3.5.0,M10.5.0/3",
        "CET-1:00CEST-2,M3.5.0/2,M10.5.0/3",
    ],
)
def test_tz_names_a_zone_in_every_ordinary_way(setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", setting)
    zone = local_zone()
    for day in range(3 * 365):
        instant = datetime(2025, 1, 1, 0, 30, tzinfo=UTC) + timedelta(days=day)
        assert instant.astimezone(zone).utcoffset() == instant.astimezone(BERLIN).utcoffset()


@pytest.mark.parametrize(
    "rule",
    ["EST5EDT,M3.2.0,M11.1.0", "<+0330>-3:30", "AEST-10AEDT,M10.1.0,M4.1.0/3", "IST-1GMT0,M10.5.0,M3.5.0/1", "JST-9",
     "<-03>3<-02>,M3.5.0/-2,M10.5.0/-1", "NZST-12NZDT,J270,J90", "UTC0"],
)  # fmt: skip
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="there is no C library to ask")
def test_a_posix_rule_is_read_as_the_machine_itself_reads_it(rule: str, libc: None) -> None:
    zone = zone_named(rule)
    assert zone is not None
    os.environ["TZ"] = rule
    time.tzset()
    for hours in range(0, 24 * 365 * 2, 7):
        instant = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
        offset = instant.astimezone(zone).utcoffset()
        assert offset is not None
        assert offset.total_seconds() == time.localtime(instant.timestamp()).tm_gmtoff


@pytest.mark.parametrize(
    "setting",
    ["Foo/Bar", "CET-1CEST", "PST", "UTC+2", "GMT-3", "Europe", "../etc/passwd", "Factory", "/nowhere/zone",
     "/etc/passwd", ":", "CET-1CEST,M13.5.0,M10.5.0", "\udcff", "W. Europe Daylight Time", "x" * 300],
)  # fmt: skip
def test_a_setting_that_cannot_be_read_stops_with_the_way_out(setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", setting)
    with pytest.raises(UsageError) as raised:
        local_zone()
    assert repr(setting) in raised.value.message
    assert "TZ=Europe/Berlin" in raised.value.hint


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12))
def test_no_text_is_taken_for_utc(text: str) -> None:
    zone = zone_named(text)
    assert zone is None or zone_named(str(zone)) is not None
    if zone is not None and not datetime.now(zone).utcoffset():
        assert any(name in text.upper() for name in ("UTC", "GMT", "UCT", "ZULU", "WET")) or "0" in text


def test_a_zone_file_counts_under_its_name_or_else_under_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Path("/usr/share/zoneinfo/Europe/Berlin")
    if not database.is_file():
        pytest.skip("there is no zone database here")
    (tmp_path / "link").symlink_to(database)
    shutil.copy(database, tmp_path / "UTC")
    for file, name in [(tmp_path / "link", "Europe/Berlin"), (tmp_path / "UTC", str(tmp_path / "UTC"))]:
        monkeypatch.setenv("TZ", f":{file}")
        assert str(local_zone()) == name
        assert datetime(2026, 7, 1, tzinfo=UTC).astimezone(local_zone()).utcoffset() == timedelta(hours=2)


class TestTheMachine:
    @pytest.fixture(autouse=True)
    def _without_tz(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("TZ", "")

    def set_up(self, monkeypatch: pytest.MonkeyPatch, told: tzinfo | Exception | str, localtime: Path) -> None:
        def get_localzone() -> tzinfo:
            if isinstance(told, Exception):
                raise told
            if isinstance(told, str):
                warnings.warn_explicit(told, UserWarning, "unix.py", 1, module="tzlocal.unix")
                return UTC
            return told

        monkeypatch.setattr("tzlocal.get_localzone", get_localzone)
        monkeypatch.setattr(zones, "LOCALTIME", localtime)

    def test_its_setting_counts_where_tz_says_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.set_up(monkeypatch, BERLIN, tmp_path / "none")
        assert local_zone() is BERLIN

    @pytest.mark.parametrize(
        "told",
        [ZoneInfoNotFoundError("no key\nwas found"), ValueError("cut short"), OSError("no access"),
         "Can not find any timezone configuration, defaulting to UTC.", ZoneInfo("Factory")],
    )  # fmt: skip
    def test_a_setting_that_cannot_be_read_stops_with_the_way_out(
        self, told: tzinfo | Exception | str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.set_up(monkeypatch, told, tmp_path / "none")
        with pytest.raises(UsageError, match=r"^The machine's time zone can't be read: [^\n]+$") as raised:
            local_zone()
        assert "TZ=Europe/Berlin" in raised.value.hint

    def test_where_settings_disagree_the_file_of_its_clock_counts(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        database = Path("/usr/share/zoneinfo/Europe/Berlin")
        if not database.is_file():
            pytest.skip("there is no zone database here")
        shutil.copy(database, tmp_path / "localtime")
        self.set_up(monkeypatch, "Timezone offset does not match system offset", tmp_path / "localtime")
        assert datetime(2026, 7, 1, tzinfo=UTC).astimezone(local_zone()).utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize(
    ("name", "hours"),
    [("utc", 0), ("Z", 0), ("Local", 1), ("Europe/Berlin", 1), ("W. Europe Standard Time", 1), ("+01:00", 1),
     ("-0530", -5.5), ("UTC+2", 2), ("EST5EDT", -5)],
)  # fmt: skip
def test_a_zone_is_called_by_what_people_call_it(name: str, hours: float) -> None:
    in_winter = datetime(2026, 12, 1, tzinfo=UTC)
    assert in_winter.astimezone(zone_called(name, BERLIN, "--zone")).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize("name", ["nonsense", "", "CET", "est", "PST", "Europe", "+15:00", "1", "Factory"])
def test_a_zone_that_nobody_knows_for_sure_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="--zone") as raised:
        zone_called(name, BERLIN, "--zone")
    assert "Europe/Berlin" in raised.value.hint


def test_the_zone_of_an_export_is_checked_also_where_there_is_none(tmp_path: Path) -> None:
    runner = CliRunner(env={"TZ": "UTC", "WITHDRAWER_HOME": str(tmp_path)})
    result = runner.invoke(import_, ["--zone", "nonsense"], standalone_mode=False)
    assert isinstance(result.exception, UsageError)
    assert "--zone 'nonsense' is no time zone" in result.exception.message


def test_doctor_calls_a_zone_broken_that_cannot_be_read_and_tells_no_time(tmp_path: Path) -> None:
    result = CliRunner(env={"TZ": "Foo/Bar", "WITHDRAWER_HOME": str(tmp_path)}).invoke(
        doctor, [], standalone_mode=False
    )
    assert result.return_value == 2
    assert "broken  zone: The time zone can't be read: TZ is 'Foo/Bar'." in result.stdout
    assert "TZ=Europe/Berlin" in result.stdout
    assert "ok      zone" not in result.stdout


def test_no_command_that_tells_a_time_works_without_a_zone(tmp_path: Path) -> None:
    result = CliRunner(env={"TZ": "Foo/Bar", "WITHDRAWER_HOME": str(tmp_path)}).invoke(
        status, [], standalone_mode=False
    )
    assert isinstance(result.exception, UsageError)
    assert not list(tmp_path.iterdir())
