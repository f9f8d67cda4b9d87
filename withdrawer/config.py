"""What a person sets once: `config.toml` in the home, and the environment, which goes before it."""

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from withdrawer.errors import UsageError
from withdrawer.files import read_toml
from withdrawer.visible import safe

MOST = 10**9
"""No number of people, acts or loads is larger; the journal could not hold every one that is."""
Count = Annotated[int, msgspec.Meta(ge=1, le=MOST)]
GapSeconds = Annotated[float, msgspec.Meta(ge=5, le=3600)]
RestMinutes = Annotated[float, msgspec.Meta(ge=0.5, le=240)]
RestEvery = Annotated[int, msgspec.Meta(ge=1, le=60)]
ReadingSeconds = Annotated[float, msgspec.Meta(ge=1, le=600)]


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A table of the file: a key that is not named here is an error."""


class BrowserConfig(Section, frozen=True):
    """`[browser]`: arguments reach the browser as they are; `path` is its program, empty to look for one."""

    args: tuple[str, ...] = ()
    path: str = ""


class RunConfig(Section, frozen=True):
    """`[run]`: how much and how fast. Pairs are a least and a most, between which each wait is drawn.

    Waits have a floor: only `pace = "none"`, which the real site never sees, goes below it.
    """

    per_day: Count = 40
    pace: Literal["steady", "gentle", "none"] = "steady"
    gap_seconds: tuple[GapSeconds, GapSeconds] = (10, 25)
    rest_minutes: tuple[RestMinutes, RestMinutes] = (1, 3)
    rest_every: tuple[RestEvery, RestEvery] = (20, 30)
    reading_seconds: tuple[ReadingSeconds, ReadingSeconds] = (1, 3)
    loads_per_day: Count = 1000

    def __post_init__(self) -> None:
        for key in ("gap_seconds", "rest_minutes", "rest_every", "reading_seconds"):
            least, most = getattr(self, key)
            if least > most:
                raise ValueError(f"`{key}` starts above its end: {least} to {most}")


class SelectConfig(Section, frozen=True):
    """`[select]`: defaults of the selecting options, each as it would be typed; None where it is not set."""

    since: str | None = None
    until: str | None = None
    sent: tuple[str, ...] | None = None
    only: Literal["sent", "connections"] | None = None
    keep: tuple[str, ...] | None = None
    keep_file: tuple[str, ...] | None = None
    match: tuple[str, ...] | None = None
    with_note: bool | None = None
    unsure: Literal["include", "skip"] | None = None
    origin: Literal["known", "likely", "any"] | None = None
    also_accepted: bool | None = None
    first: tuple[str, ...] | None = None
    limit: Count | None = None
    label: tuple[str, ...] | None = None


class ScheduleConfig(Section, frozen=True):
    """`[schedule]`: defaults of `schedule install`, each as it would be typed; None where it is not set."""

    at: str | None = None
    days: str | None = None
    delay: Annotated[int, msgspec.Meta(ge=0, le=240)] | None = None
    backend: Literal["systemd", "launchd", "cron", "windows"] | None = None


class OutputConfig(Section, frozen=True):
    """`[output]`: how commands speak; None where it is not set."""

    json: bool | None = None
    quiet: bool | None = None
    verbose: bool | None = None
    headed: bool | None = None


class Config(Section, frozen=True):
    """All settings, checked."""

    browser: BrowserConfig = BrowserConfig()
    run: RunConfig = RunConfig()
    select: SelectConfig = SelectConfig()
    schedule: ScheduleConfig = ScheduleConfig()
    output: OutputConfig = OutputConfig()

    def option_defaults(self) -> dict[str, object]:
        """What the file sets for options of the command line, by the option's name."""
        defaults: dict[str, object] = {"per_day": self.run.per_day, "pace": self.run.pace}
        for section in (self.select, self.schedule, self.output):
            defaults |= {key: value for key, value in msgspec.structs.asdict(section).items() if value is not None}
        return defaults


def load_config(file: Path, environ: Mapping[str, str]) -> Config:
    """The settings of `file` (none where it is missing), with what the environment sets put over them.

    Raises UsageError that names the file and the key, or the variable.
    """
    config = _read(file)
    browser = config.browser
    if "WITHDRAWER_BROWSER_ARGS" in environ:
        browser = msgspec.structs.replace(browser, args=_split(environ["WITHDRAWER_BROWSER_ARGS"]))
    if environ.get("WITHDRAWER_BROWSER"):
        browser = msgspec.structs.replace(browser, path=environ["WITHDRAWER_BROWSER"])
    for text in (*browser.args, browser.path):
        if not text.isprintable() and safe(text) != text:
            raise UsageError(
                f"the browser's path or arguments hold signs that nobody can see: {text!r}",
                f"Look at [browser] in {file}, and at WITHDRAWER_BROWSER and WITHDRAWER_BROWSER_ARGS.",
            )
    return msgspec.structs.replace(config, browser=browser)


def _read(file: Path) -> Config:
    try:
        return read_toml(file, str(file), Config, "Correct it, or take the line out.")
    except FileNotFoundError:
        return Config()


def _split(arguments: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(arguments))
    except ValueError as error:
        raise UsageError(f"WITHDRAWER_BROWSER_ARGS can't be split: {error}", "Quote it as for a shell.") from error
