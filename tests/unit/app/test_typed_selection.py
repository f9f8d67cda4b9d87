from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.unit.cli.test_options import NOTHING
from withdrawer.app.typed_selection import read_keep, read_rules, read_selection
from withdrawer.errors import UsageError
from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO, Window
from withdrawer.plan.decisions import OriginChoice
from withdrawer.plan.half import Half
from withdrawer.plan.selection import Selection, Unsure

NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)


@pytest.fixture
def friends(tmp_path: Path) -> Path:
    file = tmp_path / "friends.txt"
    file.write_text(
        "\ufeffAna Nueva\n\n# a comment\nhttps://www.linkedin.com/in/bob/ # his\ncem@example.org\n", "utf-8"
    )
    return file


def test_nothing_typed_selects_nobody() -> None:
    assert read_selection(NOTHING, NOW, UTC) == Selection()
    assert read_selection(NOTHING, NOW, UTC).is_empty


def test_all_that_was_typed_is_in_the_selection() -> None:
    typed = replace(
        NOTHING, since="yesterday 14:00", sent=("yesterday",), only="connections", keep=("Ana",), match=("sales",),
        with_note=True, unsure="include", origin="any", also_accepted=True, first=("boss",), limit=5,
    )  # fmt: skip
    selection = read_selection(typed, NOW, UTC)
    assert selection.window == Window(datetime(2026, 11, 20, 14, tzinfo=UTC), FAR_AHEAD)
    assert selection.halves == (Half.CONNECTIONS,)
    assert [rule.written for rule in (*selection.keep.rules, *selection.first)] == ["Ana", "boss"]
    assert (selection.unsure, selection.origin, selection.limit) == (Unsure.INCLUDE, OriginChoice.ANY, 5)
    assert (selection.with_note, selection.also_accepted, selection.wordings) == (True, True, ("yesterday",))


def test_rules_of_files_join_those_that_are_typed(friends: Path) -> None:
    rules = read_keep(replace(NOTHING, keep=("Dan",), keep_file=(friends,)))
    assert [(rule.pointer.value, rule.value) for rule in rules] == [
        ("name", "dan"), ("name", "ana nueva"), ("slug", "bob"), ("address", "cem@example.org"),
    ]  # fmt: skip
    assert rules[1].source == f"--keep-file {friends}"


def test_everybody_of_a_comma_list_is_heard_wherever_it_stands(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("Ana Nueva, Ben Okafor\n", "utf-8")
    line = "Ana Nueva, Ben Okafor"
    for rules in (
        read_keep(replace(NOTHING, keep=(line,))),
        read_keep(replace(NOTHING, keep=(line,))),
        read_keep(replace(NOTHING, keep_file=(tmp_path / "list.txt",))),
        read_selection(replace(NOTHING, first=(line,)), NOW, UTC).first,
    ):
        assert {"ana nueva", "ben okafor"} <= {rule.value for rule in rules}


def test_a_row_of_first_with_a_profile_means_that_person_alone(tmp_path: Path) -> None:
    (tmp_path / "first.csv").write_text("Name,URL\nAna Nueva,linkedin.com/in/ana-1\n", "utf-8")
    first = read_selection(replace(NOTHING, first=(str(tmp_path / "first.csv"),)), NOW, UTC).first
    assert [(rule.pointer.value, rule.value) for rule in first] == [("slug", "ana-1")]


def test_a_list_from_which_nothing_comes_is_an_error(tmp_path: Path) -> None:
    for name in ("empty.txt", "empty.csv"):
        (tmp_path / name).write_text("# nobody yet\n", "utf-8")
        for typed in (
            replace(NOTHING, keep_file=(tmp_path / name,)),
            replace(NOTHING, first=(str(tmp_path / name),)),
        ):
            with pytest.raises(UsageError, match=name):
                read_selection(typed, NOW, UTC)


def test_first_is_a_person_or_a_file_of_them(friends: Path) -> None:
    selection = read_selection(replace(NOTHING, first=(str(friends), "Dan")), NOW, UTC)
    assert [rule.value for rule in selection.first] == ["ana nueva", "bob", "cem@example.org", "dan"]


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        (replace(NOTHING, since="eons ago"), "--since"),
        (replace(NOTHING, until="yesterday"), "--since"),
        (replace(NOTHING, since="2026-11-20", until="2026-11-19"), "before it starts"),
        (replace(NOTHING, older_than="eons"), "--older-than"),
        (replace(NOTHING, older_than=""), "--older-than"),
        (replace(NOTHING, match=("(",)), "--match"),
        (replace(NOTHING, keep=("  ",)), "--keep"),
        (replace(NOTHING, first=("https://example.org/x",)), "--first"),
        (replace(NOTHING, keep_file=(Path("nowhere") / "friends.txt",)), "--keep-file"),
    ],
)
def test_what_cannot_be_read_is_named(typed: object, named: str) -> None:
    with pytest.raises(UsageError, match=named) as error:
        read_selection(typed, NOW, UTC)  # type: ignore[arg-type]
    assert error.value.hint


def test_a_keep_file_that_is_no_text_or_no_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "picture").write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(UsageError, match="not text in UTF-8"):
        read_rules(tmp_path / "picture", "--keep-file")
    with pytest.raises(UsageError, match="can't be read"):
        read_rules(tmp_path, "--keep-file")


def test_a_name_that_is_no_file_is_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_selection(replace(NOTHING, first=("Ana Nueva",)), NOW, UTC).first[0].value == "ana nueva"


def test_the_instant_is_taken_from_the_clock_that_is_given() -> None:
    selection = read_selection(replace(NOTHING, since="3 days ago"), NOW + timedelta(days=100), UTC)
    assert selection.window is not None
    assert selection.window.since == NOW + timedelta(days=97)


def test_older_than_is_all_until_that_long_ago() -> None:
    """In the user's own zone: three weeks back the clock was an hour ahead in Berlin."""
    zone, now = ZoneInfo("Europe/Berlin"), datetime(2026, 11, 10, 14, 20, tzinfo=UTC)
    for age, until in (("3 weeks", "3 weeks ago"), ("45 days ago", "45 days ago"), ("two Months", "2 months ago")):
        selection = read_selection(replace(NOTHING, older_than=age), now, zone)
        same = read_selection(replace(NOTHING, since="all", until=until), now, zone)
        assert selection == replace(same, older_than=age)
    assert read_selection(replace(NOTHING, older_than="3 weeks"), now, zone).window == Window(
        FOREVER_AGO, datetime(2026, 10, 20, 13, 20, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    "more", [{"since": "all"}, {"until": "yesterday"}, {"sent": ("yesterday",)}, {"blast": 1}], ids=str
)
def test_older_than_stands_alone(more: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="--older-than says itself when"):
        read_selection(replace(NOTHING, older_than="3 weeks", **more), NOW, UTC)


def test_every_field_that_can_be_typed_is_known_here() -> None:
    assert set(asdict(NOTHING)) - {
        "only",
        "keep_file",
        "keep_match",
        "since",
        "until",
        "older_than",
        "sent",
    } <= set(asdict(Selection()))
