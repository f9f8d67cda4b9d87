from pathlib import Path

import pytest

from withdrawer.config_file import Config, load_config
from withdrawer.errors import UsageError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_without_a_file_the_defaults_are_the_contracts(file: Path) -> None:
    config = load_config(file, {})
    assert config == Config()
    assert config.per_day == 40
    assert (config.pace.gap_seconds, config.pace.rest_minutes, config.pace.rest_every) == ((10, 25), (1, 3), (20, 30))
    assert (config.browser.args, config.browser.path) == ((), "")


def test_a_file_sets_what_it_names(file: Path) -> None:
    file.write_text(
        '[browser]\nargs = ["--lang=de"]\npath = "browser"\n'
        "[run]\nper_day = 20\ngap_seconds = [30, 60.5]\n"
        '[preview]\nkeep = ["Zoë"]\n'
        "[output]\njson = true\n",
        encoding="utf-8",
    )
    config = load_config(file, {})
    assert (config.browser.args, config.browser.path) == (("--lang=de",), str(file.parent / "browser"))
    assert config.pace.gap_seconds == (30, 60.5)
    assert config.per_day == 20
    assert config.tables == {"run": {"per_day": 20}, "preview": {"keep": ["Zoë"]}, "output": {"json": True}}


@pytest.mark.parametrize("path", ["~/chrome", "/opt/chrome", "here/chrome"])
def test_the_browsers_path_is_relative_to_the_file_and_knows_the_home_folder(
    file: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/me")
    monkeypatch.setenv("USERPROFILE", "/me")
    file.write_text(f"[browser]\npath = '{path}'\n")
    wanted = {"~/chrome": "/me/chrome", "/opt/chrome": "/opt/chrome", "here/chrome": str(file.parent / "here/chrome")}
    assert load_config(file, {}).browser.path == wanted[path]
    assert load_config(file, {"WITHDRAWER_BROWSER": "~/chrome"}).browser.path == "/me/chrome"


def test_the_environment_goes_before_the_file(file: Path) -> None:
    file.write_text('[browser]\nargs = ["--lang=de"]\npath = "browser"\n')
    environ = {
        "WITHDRAWER_BROWSER_ARGS": "--no-sandbox \"--host-resolver-rules=MAP * 127.0.0.1:1\" --x='a b'",
        "WITHDRAWER_BROWSER": "another",
    }
    browser = load_config(file, environ).browser
    assert browser.args == ("--no-sandbox", "--host-resolver-rules=MAP * 127.0.0.1:1", "--x=a b")
    assert browser.path == "another"


def test_an_empty_variable_takes_the_arguments_away_but_names_no_browser(file: Path) -> None:
    file.write_text('[browser]\nargs = ["--lang=de"]\npath = "browser"\n')
    browser = load_config(file, {"WITHDRAWER_BROWSER_ARGS": "", "WITHDRAWER_BROWSER": ""}).browser
    assert (browser.args, browser.path) == ((), str(file.parent / "browser"))


def test_arguments_that_cannot_be_split_are_named(file: Path) -> None:
    with pytest.raises(UsageError, match="WITHDRAWER_BROWSER_ARGS can't be split"):
        load_config(file, {"WITHDRAWER_BROWSER_ARGS": "'open"})


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("speed = 1\n", "speed is in no table"),
        ("[browser]\nargz = []\n", r"\[browser\].*`argz`"),
        ("[browser]\nargs = '--no-sandbox'\n", r"\[browser\] args: "),
        ("[run]\ngap_seconds = [0, 0]\n", r"\[run\] gap_seconds.*: "),
        ("[run]\ngap_seconds = [10]\n", r"\[run\] gap_seconds: "),
        ("[run]\ngap_seconds = [25, 10]\n", "gap_seconds"),
        ("[run]\nrest_minutes = [3, 1]\n", "rest_minutes"),
        ("[run]\nrest_minutes = [0, 1]\n", r"\[run\] rest_minutes"),
        ("[run]\nrest_every = [30, 20]\n", "rest_every"),
        ("[run]\nrest_every = [20, 1000]\n", r"\[run\] rest_every"),
        ("[run]\nreading_seconds = [0, 1]\n", r"\[run\] reading_seconds"),
        ("[run]\nreading_seconds = [3, 1]\n", "reading_seconds"),
        ("[run]\ngap_seconds = [nan, nan]\n", "gap_seconds"),
        ("[run]\ngap_seconds = [10, inf]\n", r"\[run\] gap_seconds"),
        ('[run]\nkeep_file = "C:\\Users\\ana\\friends.txt"\n', "backslash"),
        ("[run\n", "line 1"),
    ],
)
def test_what_is_wrong_is_named_with_its_file(file: Path, content: str, named: str) -> None:
    file.write_text(content)
    with pytest.raises(UsageError, match=f"config.toml: .*{named}") as raised:
        load_config(file, {})
    assert raised.value.hint
    assert "\n" not in raised.value.message


def test_a_file_that_is_no_text_is_a_usage_error(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match=r"config\.toml"):
        load_config(file, {})


def test_a_folder_in_its_place_is_a_usage_error(file: Path) -> None:
    file.mkdir()
    with pytest.raises(UsageError, match="can't be read"):
        load_config(file, {})
