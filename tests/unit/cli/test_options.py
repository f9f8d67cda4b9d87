"""How what was typed, set in the environment and in the config file becomes what a command is told."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from withdrawer.cli.choosing import read_keep
from withdrawer.cli.options import Everywhere, Pacing, Selecting, everywhere, option, pacing, selecting
from withdrawer.config import load_config
from withdrawer.errors import UsageError

NOTHING = Selecting()


@click.command()
@selecting
@pacing
@option("-n", "--dry-run", is_flag=True)
@everywhere
def command(selecting: Selecting, pacing: Pacing, everywhere: Everywhere, dry_run: bool) -> dict[str, Any]:
    """A command with every shared option."""
    return {**asdict(selecting), **asdict(pacing), **asdict(everywhere), "dry_run": dry_run}


def told(*arguments: str, home: Path, environ: dict[str, str] | None = None) -> dict[str, Any]:
    """What the command is told."""
    base = {"WITHDRAWER_HOME": str(home)}
    result = CliRunner(env={**base, **(environ or {})}).invoke(command, arguments, standalone_mode=False)
    if result.exception:
        raise result.exception
    value: dict[str, Any] = result.return_value
    return value


def settings(home: Path, text: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "config.toml").write_text(text, encoding="utf-8")


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in [name for name in os.environ if name.startswith("WITHDRAWER_")]:
        monkeypatch.delenv(name)


def test_nothing_typed_is_nothing_selected(tmp_path: Path) -> None:
    values = told(home=tmp_path)
    assert {key: values[key] for key in asdict(NOTHING)} == asdict(NOTHING)
    assert (values["per_day"], values["pace"], values["headed"], values["json"]) == (None, None, None, False)


def test_what_is_typed_reaches_its_group(tmp_path: Path) -> None:
    values = told(
        "--since", "yesterday 14:00", "--sent", "yesterday", "--sent", "2 days ago", "--only", "sent", "--keep", "Ana",
        "--keep-file", "friends.txt", "--match", "a;b", "--with-note", "--unsure", "include", "--origin", "any",
        "--also-accepted", "--first", "boss", "--limit", "5", "--per-day", "60", "--pace", "gentle", "--headless",
        "--json", "-q", "-v", "-n", home=tmp_path,
    )  # fmt: skip
    assert values["sent"] == ("yesterday", "2 days ago")
    assert values["keep_file"] == (Path("friends.txt"),)
    assert values["match"] == ("a;b",)
    assert (values["since"], values["only"], values["limit"], values["first"]) == (
        "yesterday 14:00", "sent", 5, ("boss",),
    )  # fmt: skip
    assert (values["unsure"], values["origin"], values["per_day"], values["pace"]) == ("include", "any", 60, "gentle")
    for flag in ("with_note", "also_accepted", "json", "quiet", "verbose", "dry_run"):
        assert values[flag] is True
    assert values["headed"] is False


@pytest.mark.parametrize(
    ("variable", "text", "name", "value"),
    [
        ("WITHDRAWER_SINCE", "3 days ago", "since", "3 days ago"),
        ("WITHDRAWER_UNTIL", "yesterday", "until", "yesterday"),
        ("WITHDRAWER_SENT", "yesterday;2 days ago", "sent", ("yesterday", "2 days ago")),
        ("WITHDRAWER_ONLY", "connections", "only", "connections"),
        ("WITHDRAWER_KEEP", "Ana Nueva;bob@example.org", "keep", ("Ana Nueva", "bob@example.org")),
        ("WITHDRAWER_KEEP_FILE", "friends.txt", "keep_file", (Path("friends.txt"),)),
        ("WITHDRAWER_MATCH", "recruit|sales", "match", ("recruit|sales",)),
        ("WITHDRAWER_WITH_NOTE", "1", "with_note", True),
        ("WITHDRAWER_UNSURE", "include", "unsure", "include"),
        ("WITHDRAWER_ORIGIN", "any", "origin", "any"),
        ("WITHDRAWER_ALSO_ACCEPTED", "true", "also_accepted", True),
        ("WITHDRAWER_FIRST", "boss", "first", ("boss",)),
        ("WITHDRAWER_LIMIT", "5", "limit", 5),
        ("WITHDRAWER_PER_DAY", "60", "per_day", 60),
        ("WITHDRAWER_PACE", "gentle", "pace", "gentle"),
        ("WITHDRAWER_HEADED", "0", "headed", False),
        ("WITHDRAWER_JSON", "1", "json", True),
        ("WITHDRAWER_QUIET", "1", "quiet", True),
        ("WITHDRAWER_VERBOSE", "1", "verbose", True),
        ("WITHDRAWER_ACCOUNT", "work", "account", "work"),
        ("WITHDRAWER_REPLAY", "default", "replay", "default"),
        ("WITHDRAWER_DRY_RUN", "1", "dry_run", True),
    ],
)
def test_every_option_has_an_environment_default(
    variable: str, text: str, name: str, value: object, tmp_path: Path
) -> None:
    assert told(home=tmp_path, environ={variable: text})[name] == value


def test_no_shared_option_lacks_its_variable() -> None:
    for parameter in command.params:
        assert parameter.envvar == f"WITHDRAWER_{str(parameter.name).upper()}"


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("[select]\nsince = '3 days ago'", "since", "3 days ago"),
        ("[select]\nmatch = ['recruit', 'b']", "match", ("recruit", "b")),
        ("[select]\nwith_note = true", "with_note", True),
        ("[select]\norigin = 'any'", "origin", "any"),
        ("[select]\nlimit = 7", "limit", 7),
        ("[output]\njson = true", "json", True),
        ("[output]\nheaded = false", "headed", False),
        ("[run]\nper_day = 60\npace = 'gentle'", "per_day", None),
    ],
)
def test_the_config_file_gives_defaults(text: str, name: str, value: object, tmp_path: Path) -> None:
    settings(tmp_path, text)
    assert told(home=tmp_path)[name] == value


def test_typed_goes_before_the_environment_and_that_before_the_file(tmp_path: Path) -> None:
    settings(tmp_path, "[select]\nsince = 'file'\nmatch = ['file']\nlimit = 1")
    environ = {"WITHDRAWER_SINCE": "environment", "WITHDRAWER_LIMIT": "2"}
    values = told("--since", "typed", home=tmp_path, environ=environ)
    assert (values["since"], values["limit"], values["match"]) == ("typed", 2, ("file",))


def test_the_file_is_that_of_the_home_that_is_typed(tmp_path: Path) -> None:
    settings(tmp_path / "one", "[select]\nsince = 'one'")
    settings(tmp_path / "two", "[select]\nsince = 'two'")
    assert told("--home", str(tmp_path / "two"), home=tmp_path / "one")["since"] == "two"


def test_a_named_account_has_its_own_file(tmp_path: Path) -> None:
    settings(tmp_path, "[select]\nsince = 'mine'")
    settings(tmp_path / "accounts" / "work", "[select]\nsince = 'of work'")
    assert told("--account", "work", home=tmp_path)["since"] == "of work"
    assert told("--account", "work", "--home", str(tmp_path), home=tmp_path / "x")["since"] == "of work"
    assert told("--home", str(tmp_path), "--account", "work", home=tmp_path / "x")["since"] == "of work"


def test_keep_rules_of_the_file_add_to_those_that_are_typed(tmp_path: Path) -> None:
    settings(tmp_path, "[select]\nkeep = ['Ana Nueva']")
    assert told("--keep", "Bob", home=tmp_path)["keep"] == ("Bob",)
    config = load_config(tmp_path / "config.toml", {}).select
    typed = replace(NOTHING, keep=("Bob",))
    assert [rule.written for rule in read_keep(typed, config)] == ["Bob", "Ana Nueva"]


def test_a_broken_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    settings(tmp_path, "[select]\nsinse = 'typo'")
    with pytest.raises(UsageError, match="sinse"):
        told(home=tmp_path)


@pytest.mark.parametrize(
    "arguments", [("--limit", "0"), ("--per-day", "0"), ("--pace", "fast"), ("--only", "both"), ("--origin", "maybe")]
)
def test_what_cannot_be_is_refused(arguments: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(click.UsageError):
        told(*arguments, home=tmp_path)


@pytest.mark.parametrize("name", ["--limit", "--per-day", "--blast"])
@pytest.mark.parametrize("number", ["0", "1" + 20 * "0", "9" * 5000])
def test_a_number_beyond_all_measure_is_refused_in_words(tmp_path: Path, name: str, number: str) -> None:
    with pytest.raises(click.BadParameter) as raised:
        told(f"{name}={number}", home=tmp_path)
    assert name in raised.value.format_message()


@pytest.mark.parametrize("setting", ["[run]\nper_day", "[run]\nloads_per_day", "[select]\nlimit"])
@pytest.mark.parametrize("number", ["1" + 20 * "0", "9" * 5000])
def test_a_setting_beyond_all_measure_is_refused_with_its_file(tmp_path: Path, setting: str, number: str) -> None:
    settings(tmp_path, f"{setting} = {number}\n")
    with pytest.raises(UsageError, match=r"config\.toml"):
        load_config(tmp_path / "config.toml", {})
