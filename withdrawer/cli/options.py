"""Options shared by several commands."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any, TypeVar

import click

from withdrawer.app.typed_input import Everywhere, Selecting
from withdrawer.cli.named_files import PathParam
from withdrawer.cli.option_values import account_names, fault_names, language_names, layout_names, scenario_names
from withdrawer.cli.settings import Added, Command, Setting, option, shared, typed_options
from withdrawer.errors import UsageError
from withdrawer.home import named_folder

Function = TypeVar("Function", bound=Callable[..., Any])


MOST = 10**9
LONGEST_TOLD = 30


class Text(click.types.StringParamType):
    """Text that is not empty. A variable separates several by semicolons, since names and wordings contain spaces."""

    envvar_list_splitter = ";"

    def convert(self, value: object, parameter: click.Parameter | None, context: click.Context | None) -> str:
        """Return the text."""
        text = str(super().convert(value, parameter, context))
        if not text.strip():
            self.fail("it is empty.", parameter, context)
        return text

    def split_envvar_value(self, rv: str) -> list[str]:
        """Return the values in a variable; nothing is said between two semicolons."""
        return [part for part in rv.split(self.envvar_list_splitter) if part.strip()]


class Count(click.ParamType[int]):
    """A number of people, acts or loads; anything above MOST is a typo and could not be stored."""

    name = "number"

    def convert(self, value: object, parameter: click.Parameter | None, context: click.Context | None) -> int:
        """Return the number, at least 1."""
        text = str(value).strip()
        count = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MOST)) else 0
        if not 1 <= count <= MOST:
            self.fail(f"{text[:LONGEST_TOLD]!r} is not a whole number from 1 to {MOST:,}.", parameter, context)
        return count


TEXT = Text()
COUNT = Count()


def together(*options: Callable[[Function], Function]) -> Callable[[Function], Function]:
    """Combine several options into one decorator."""

    def decorate(command: Function) -> Function:
        for one in reversed(options):
            command = one(command)
        return command

    return decorate


def without_time(selecting: Selecting) -> Selecting:
    """Return the options without a time, which does not go together with a plan file.

    Drops a time that comes from the settings. Raises UsageError if one was typed.
    """
    if typed := typed_options() & {"since", "until", "older_than", "sent", "blast"}:
        option = min(typed).replace("_", "-")
        raise UsageError(
            f"--plan names the people itself: it does not go together with --{option}.", "Use one of the two."
        )
    return replace(selecting, since=None, until=None, older_than=None, sent=(), blast=None)


ACCOUNT = (
    shared("--account", default="", metavar="NAME", help="Which of several accounts.", section="Which account",
           shell_complete=account_names),
    shared("--home", type=named_folder, metavar="PATH", section="Which account",
           help="Where withdrawer keeps its journal and browser profile."),
    shared("--replay", default="", metavar="SCENARIO", help="An invented account instead of yours on LinkedIn.",
           section="Which account", shell_complete=scenario_names),
)  # fmt: skip
OUTPUT = (
    shared("--json", is_flag=True, help="One JSON document on standard output.", section="Output"),
    shared("--plain", is_flag=True, section="Output",
           help="For a screen reader: still lines, numbers in words instead of bars."),
)  # fmt: skip
headed = shared("--headed/--headless", "headed", default=None, help="Show the browser window, or hide it.",
                section="Output", hidden=True)  # fmt: skip
PROGRESS = (
    shared("-q", "--quiet", is_flag=True, help="Show no progress, and no report of a run.",
           section="Output"),
    shared("-v", "--verbose", is_flag=True, help="Say which pages are loaded, and each step.", section="Output"),
    headed,
)  # fmt: skip

everywhere = together(*OUTPUT, *ACCOUNT)
"""What every command on an account takes."""
with_browser = together(*OUTPUT, *PROGRESS, *ACCOUNT)
"""What a command takes that opens a browser, and so shows progress."""
output = together(*OUTPUT, *PROGRESS)
"""What `demo` takes, whose account is its own."""


@click.command("withdrawer", cls=Command)
@with_browser
def bare(everywhere: Everywhere) -> Everywhere:
    """Parse the shared options where no command was typed."""
    return everywhere


def shared_options() -> list[click.Option]:
    """Return the options that commands share, as they take them."""
    return [param for param in bare.params if isinstance(param, click.Option)]


def everywhere_of(context: click.Context) -> Everywhere:
    """Return the shared options typed before no command at all, with their settings."""
    with bare.make_context("", [], parent=context) as own:
        everywhere = bare.invoke(own)
    assert isinstance(everywhere, Everywhere)
    return everywhere


def moved(name: str, message: str, hint: str) -> Callable[[Function], Function]:
    """Return a removed option that, when typed, is answered with what replaced it."""

    def refuse(_: click.Context, __: click.Parameter, value: str | None) -> None:
        if value is not None:
            raise UsageError(message, hint)

    return click.option(name, hidden=True, expose_value=False, callback=refuse)


def _import_now(name: str) -> Callable[[Function], Function]:
    return moved(
        name,
        f"A data export comes in by a command of its own now, not by {name}.",
        "Type first: withdrawer import FILE (with --zone ZONE where you know the zone of its times)",
    )


class BlastOption(Setting):
    """`--blast`: the largest recent burst. A setting may still name another by its number."""

    def value_from_envvar(self, ctx: click.Context) -> Any:
        """Return the variable as it is: click would read no number from a flag's."""
        return self.resolve_envvar_value(ctx)

    def look_at(self, args: Sequence[str]) -> None:
        """Raise UsageError if a number was typed."""
        for word, following in pairwise([*args, ""]):
            if word.startswith("--blast=") or (word == "--blast" and following.isdigit()):
                raise UsageError(
                    "--blast takes no number any more: it is the largest recent burst.",
                    "For another one, type withdrawer preview: it prints the --since and --until of each.",
                )


class BurstNumber(Count):
    """The number of a burst; true is the first, false none."""

    def convert(self, value: object, parameter: click.Parameter | None, context: click.Context | None) -> Any:
        """Return the number, or None."""
        text = str(value).strip().casefold()
        if text in ("", "false", "no", "off", "0"):
            return None
        return 1 if text in ("true", "yes", "on") else super().convert(value, parameter, context)


_whom = partial(option, section="Who is undone")
_which = partial(option, section="Which of them")
_kept = partial(option, section="Who is kept")

match = _which("--match", multiple=True, type=TEXT, metavar="REGEX",
               help="Only people whose name or headline matches.")  # fmt: skip
limit = _which("--limit", type=COUNT, metavar="N", help="At most this many people in all.")
kept = together(
    _kept("--keep", cls=Added, multiple=True, type=TEXT, metavar="PERSON",
          help="Never touch this person: a name, profile or mail address."),
    _kept("--keep-file", cls=Added, multiple=True, type=PathParam(is_read=True), metavar="FILE",
          help="Never touch anybody in this file: one a line, or a CSV with a column of them."),
    _kept("--keep-match", cls=Added, multiple=True, type=TEXT, metavar="REGEX",
          help="Never touch anybody whose name, headline or company matches."),
    _kept("--with-note", is_flag=True, help="Don't keep invitations because they carry a personal note."),
    _kept("--with-messages", is_flag=True, help="Don't keep people because you have exchanged messages since then."),
)  # fmt: skip

selecting = together(
    _whom("--since", metavar="WHEN", help='Sent at or after this: "2026-11-20 14:00", "yesterday 14:00", all.'),
    _whom("--until", metavar="WHEN", help="Sent before this."),
    _whom("--older-than", metavar="AGE", help='All that are older: "3 weeks", "45 days", "2 months".'),
    _whom("--sent", multiple=True, type=TEXT, metavar="WORDING", help='A group in LinkedIn\'s words: "yesterday".'),
    _whom("--blast", cls=BlastOption, type=BurstNumber(), is_flag=True, flag_value="1", default=None,
          help="The largest recent burst. For another one take the times that preview prints."),
    _which("--only", type=click.Choice(["sent", "connections"]), help="Only invitations, or only connections."),
    match,
    limit,
    _which("--first", multiple=True, type=TEXT, metavar="PERSON", help="Undo this person first; or a file of them."),
    _which("--also-accepted", is_flag=True, help="Also remove people who accept while the job runs."),
    _which("--unsure", type=click.Choice(["include", "skip"]), default="skip", show_default=True,
           help="People whose date is unclear."),
    _which("--origin", type=click.Choice(["known", "likely", "any"]), default="known", show_default=True,
           help="Which connections: only those known to come from the blast, or others too."),
    kept,
    _import_now("--archive"),
    _import_now("--archive-zone"),
)  # fmt: skip

plan_file = _whom("--plan", type=PathParam(is_read=True), metavar="FILE",
                  help="Only people marked undo in this CSV, such as an edited one of preview --csv.")  # fmt: skip

labels = option("--label", cls=Added, multiple=True, type=TEXT, metavar="WORD", hidden=True,
                help="Confirms the name of a control, where LinkedIn's language is not known.")  # fmt: skip

_pace = partial(option, section="Pace")

pacing = together(
    _pace("--per-day", type=COUNT, metavar="N", told_default="40", help="People in any 22 hours."),
    _pace("--pace", type=click.Choice(["steady", "gentle", "none"]),
          told_default="steady",
          help="How long to wait between two people; none only on an invented account."),
)  # fmt: skip

FILE = PathParam(dir_okay=False)


def site_options(*, hidden: bool = False) -> Callable[[Any], Any]:
    """Return the options of the replay site: what it plays, and what it logs."""
    option = partial(click.option, hidden=hidden, show_default=True)
    return together(
        option(
            "--scenario",
            default="default",
            shell_complete=scenario_names,
            help="Who is on the site: a name or a TOML file.",
        ),
        option("--port", default=0, type=click.IntRange(0, 65535), help="0 picks a free one."),
        option("--log", type=FILE, help="What really happens, as JSON Lines."),
        option("--truth", type=FILE, help="Who is who in the scenario, as JSON."),
        option("--state", type=FILE, help="Carries the site over restarts."),
        option("--now", default="", metavar="INSTANT", help="The time at which the site starts."),
        option(
            "--layout", default="sdui-2026", shell_complete=layout_names, help="Which generation of LinkedIn's pages."
        ),
        option("--arm", "arms", multiple=True, metavar="NAME", help="In what these pages differ. Repeatable."),
        option("--lang", "language", default="en", shell_complete=language_names, help="The account's language."),
        option("--people", type=COUNT, help="All pending invitations, the blast included."),
        option("--seed", type=int, help="Other people, the same for the same seed."),
        option("--latency-ms", type=click.IntRange(0, 10**9), help="How long each dynamic answer takes."),
        option(
            "--fault",
            "faults",
            multiple=True,
            metavar="NAME[:N]",
            shell_complete=fault_names,
            help="One thing that goes wrong. Repeatable.",
        ),
    )
