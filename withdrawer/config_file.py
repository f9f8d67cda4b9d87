"""The user's settings: `config.toml` in the home, and the environment, which takes precedence."""

import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec

from withdrawer.errors import UsageError
from withdrawer.escape import safe
from withdrawer.home import expanded
from withdrawer.text_files import read_toml

LONGEST_TOLD = 30
MOST = 10**9
"""Upper limit for numbers of people, acts or loads; the journal could not store every larger number."""
PER_DAY = 40
"""The default number of acts in any 22 hours."""
Count = Annotated[int, msgspec.Meta(ge=1, le=MOST)]
GapSeconds = Annotated[
    float, msgspec.Meta(ge=5, le=3600, description="Seconds between two people: shortest and longest.")
]
RestMinutes = Annotated[float, msgspec.Meta(ge=0.5, le=240, description="Minutes of a rest: shortest and longest.")]
RestEvery = Annotated[int, msgspec.Meta(ge=1, le=60, description="How many people until a rest: fewest and most.")]
ReadingSeconds = Annotated[
    float, msgspec.Meta(ge=1, le=600, description="Seconds between two loads of a list: shortest and longest.")
]
LoadsPerDay = Annotated[Count, msgspec.Meta(description="Loads of a list in any 22 hours.")]
BrowserArgs = Annotated[tuple[str, ...], msgspec.Meta(description="Arguments for the browser.")]
BrowserPath = Annotated[str, msgspec.Meta(description="The browser's program; empty to look for one.")]
Kind = TypeVar("Kind", bound="Section")
HEADING = re.compile(r"\s*\[(?P<table>[^\[\]]+)\]\s*(?:#.*)?$")
SET = re.compile(r"\s*(?P<key>[\w.-]+)\s*=")
PLACE = re.compile(r"(?P<what>.*?)(?: - at `\$\.?(?P<key>[^`]*)`)?")


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A table in the file; unknown keys are errors."""


class BrowserConfig(Section, frozen=True):
    """`[browser]`: `args` are passed to the browser unchanged; `path` is its executable, empty to search for one."""

    args: BrowserArgs = ()
    path: BrowserPath = ""


class PaceConfig(Section, frozen=True):
    """The waiting times in `[run]`, beside that command's options.

    Pairs are the minimum and maximum between which each wait is drawn. Waits have a lower limit; only `pace = "none"`,
    which is refused on the real site, goes below it.
    """

    gap_seconds: tuple[GapSeconds, GapSeconds] = (10, 25)
    rest_minutes: tuple[RestMinutes, RestMinutes] = (1, 3)
    rest_every: tuple[RestEvery, RestEvery] = (20, 30)
    reading_seconds: tuple[ReadingSeconds, ReadingSeconds] = (1, 3)
    loads_per_day: LoadsPerDay = 1000

    def __post_init__(self) -> None:
        for key in ("gap_seconds", "rest_minutes", "rest_every", "reading_seconds"):
            least, most = getattr(self, key)
            if least > most:
                raise ValueError(f"`{key}` starts above its end: {least} to {most}")


class Config(msgspec.Struct, frozen=True):
    """All settings. `tables` are the raw tables of the commands' options, which `cli/settings.py` parses."""

    browser: BrowserConfig = BrowserConfig()
    pace: PaceConfig = PaceConfig()
    tables: dict[str, Any] = {}

    @property
    def per_day(self) -> int:
        """The default number of acts per day for a new job. Raises UsageError if the file has no such number."""
        text = str(self.tables.get("run", {}).get("per_day", PER_DAY)).strip()
        number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MOST)) else 0
        if not 1 <= number <= MOST:
            raise UsageError(
                f"config.toml: [run] per_day: {text[:LONGEST_TOLD]!r} is not a whole number from 1 to {MOST:,}.",
                "Correct it, or delete the line.",
            )
        return number


def load_config(file: Path, environ: Mapping[str, str]) -> Config:
    """Return the settings in `file` (defaults if it is missing), overridden by the environment.

    Paths in it are relative to it. Raises UsageError naming the file and the key, or the variable.
    """
    config = _read(file)
    browser = config.browser
    if browser.path:
        browser = msgspec.structs.replace(browser, path=str(file.parent / expanded(browser.path)))
    if "WITHDRAWER_BROWSER_ARGS" in environ:
        browser = msgspec.structs.replace(browser, args=_split(environ["WITHDRAWER_BROWSER_ARGS"]))
    if environ.get("WITHDRAWER_BROWSER"):
        browser = msgspec.structs.replace(browser, path=expanded(environ["WITHDRAWER_BROWSER"]))
    for text in (*browser.args, browser.path):
        if not text.isprintable() and safe(text) != text:
            raise UsageError(
                f"the browser's path or arguments hold invisible characters: {text!r}",
                f"Look at [browser] in {file}, and at WITHDRAWER_BROWSER and WITHDRAWER_BROWSER_ARGS.",
            )
    return msgspec.structs.replace(config, browser=browser)


def _read(file: Path) -> Config:
    try:
        tables = read_toml(file, str(file), dict[str, Any], "Correct it, or delete the line.")
    except FileNotFoundError:
        return Config()
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise UsageError(f"{file}: {name} is in no table.", "Put it under its command, such as [run].")
    run = tables.get("run", {})
    waits = {key: run.pop(key) for key in PaceConfig.__struct_fields__ if key in run}
    browser = _converted(file, "browser", tables.pop("browser", {}), BrowserConfig)
    return Config(browser, _converted(file, "run", waits, PaceConfig), tables)


def line_of(text: str, section: str, key: str) -> int | None:
    """Return the line on which the file sets this key, counted from 1; None if it can't be seen line by line."""
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if heading := HEADING.match(line):
            table = heading["table"].replace('"', "").replace(" ", "")
        elif (set_ := SET.match(line)) and f"{table}.{set_['key']}".strip(".").replace("-", "_") == (
            f"{section}.{key}".replace("-", "_")
        ):
            return number
    return None


def _converted(file: Path, section: str, table: dict[str, Any], kind: type[Kind]) -> Kind:
    try:
        return msgspec.convert(table, kind)
    except (msgspec.ValidationError, OverflowError) as error:
        found = PLACE.fullmatch(str(error))
        key = f" {found['key']}" if found and found["key"] else ""
        what = found["what"] if found else str(error)
        raise UsageError(f"{file}: [{section}]{key}: {what}", "Correct it, or delete the line.") from error


def _split(arguments: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(arguments))
    except ValueError as error:
        raise UsageError(f"WITHDRAWER_BROWSER_ARGS can't be split: {error}", "Quote it as for a shell.") from error
