"""Options shared by several commands."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

import click

from withdrawer.app.typed_input import Selecting
from withdrawer.cli.settings import Added, PathParam, option, shared, typed_options
from withdrawer.errors import UsageError
from withdrawer.home import named_folder

Function = TypeVar("Function", bound=Callable[..., Any])


MOST = 10**9
LONGEST_TOLD = 30


class Text(click.types.StringParamType):
    """Text; an environment variable separates several values by semicolons, since names and wordings contain spaces."""

    envvar_list_splitter = ";"


class Count(click.ParamType[int]):
    """A number of people, acts or loads; anything above MOST is a typo and could not be stored."""

    name = "number"

    def convert(self, value: object, parameter: click.Parameter | None, context: click.Context | None) -> int:
        """Return the number, at least 1."""
        text = str(value).strip()
        count = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(MOST)) else 0
        if not 1 <= count <= MOST:
            self.fail(f"{text[:LONGEST_TOLD]!r} is no whole number from 1 to {MOST:,}.", parameter, context)
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
    if typed := typed_options() & {"since", "until", "sent", "blast"}:
        option = min(typed)
        raise UsageError(
            f"--plan names the people itself: it does not go together with --{option}.", "Use one of the two."
        )
    return replace(selecting, since=None, until=None, sent=(), blast=None)


OUTPUT = (
    shared("--headed/--headless", "headed", default=None, help="Show the browser window, or hide it."),
    shared("--json", is_flag=True, help="One JSON document on standard output."),
    shared("-q", "--quiet", is_flag=True, help="No progress."),
    shared("--plain", is_flag=True, help="For a screen reader: still lines, numbers in words instead of bars."),
    shared("-v", "--verbose", is_flag=True, help="Tell of each page that is loaded and each act."),
)

output = together(*OUTPUT)

everywhere = together(
    shared("--account", default="", metavar="NAME", help="Which of several accounts."),
    shared("--home", type=named_folder, metavar="PATH",
           help="Where withdrawer keeps its journal and browser profile."),
    shared("--replay", default="", metavar="SCENARIO", help="Work on an invented account instead of LinkedIn."),
    *OUTPUT,
)  # fmt: skip


def _moved(name: str) -> Callable[[Function], Function]:
    """Return a removed option that, when typed, names the command that replaced it."""
    return click.option(name, hidden=True, expose_value=False, callback=_say_import)


def _say_import(_: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        raise UsageError(
            f"A data export comes in by a command of its own now, not by {parameter.opts[0]}.",
            "Type first: withdrawer import FILE (with --zone ZONE where you know the zone of its times)",
        )


selecting = together(
    option("--since", metavar="WHEN", help='Sent at or after this: "2026-11-20 14:00", "yesterday 14:00", all.'),
    option("--until", metavar="WHEN", help="Sent before this."),
    option("--sent", multiple=True, type=TEXT, metavar="WORDING", help='A group in LinkedIn\'s words: "yesterday".'),
    option("--blast", type=COUNT, is_flag=False, flag_value=1, metavar="[N]",
           help="The largest recent burst that preview finds, or its burst number N."),
    option("--only", type=click.Choice(["sent", "connections"]), help="One half only."),
    option("--keep", cls=Added, multiple=True, type=TEXT, metavar="PERSON",
           help="Never touch: a name, profile or mail address."),
    option("--keep-file", cls=Added, multiple=True, type=PathParam(), metavar="FILE",
           help="The same, one to a line, or a CSV with a column of them."),
    option("--keep-match", cls=Added, multiple=True, type=TEXT, metavar="REGEX",
           help="Never touch whose name, headline or company matches."),
    option("--match", multiple=True, type=TEXT, metavar="REGEX", help="Only people whose name or headline matches."),
    option("--with-note", is_flag=True, help="Also invitations that carry a personal note."),
    option("--with-messages", is_flag=True, help="Also people with whom you exchanged messages since then."),
    option("--unsure", type=click.Choice(["include", "skip"]), default="skip", show_default=True,
           help="People whose date is unclear."),
    option("--origin", type=click.Choice(["known", "likely", "any"]), default="known", show_default=True,
           help="Which connections: those known to come from the blast, or others too."),
    option("--also-accepted", is_flag=True, help="Also remove those who accept while the job goes on."),
    option("--first", multiple=True, type=TEXT, metavar="PERSON", help="Undo these before all; or a file of them."),
    option("--limit", type=COUNT, metavar="N", help="At most so many people in all."),
    _moved("--archive"),
    _moved("--archive-zone"),
)  # fmt: skip

plan_file = option("--plan", type=PathParam(), metavar="FILE",
                   help="Only whom a CSV marks undo, such as an edited one of preview --csv.")  # fmt: skip

labels = option("--label", cls=Added, multiple=True, type=TEXT, metavar="WORD",
                help="Confirms the name of a control, where LinkedIn's language is not known.")  # fmt: skip

pacing = together(
    option("--per-day", type=COUNT, metavar="N", help="Acts in any 22 hours.  [default: 40]"),
    option("--pace", type=click.Choice(["steady", "gentle", "none"]),
           help="How long to wait between acts; none only on a replay.  [default: steady]"),
)  # fmt: skip

FILE = PathParam(dir_okay=False)


def site_options(*, hidden: bool = False) -> Callable[[Any], Any]:
    """Return the options of the replay site: what it plays, and what it logs."""
    option = partial(click.option, hidden=hidden, show_default=True)
    return together(
        option("--scenario", default="default", help="Who is on the site: a name or a TOML file."),
        option("--port", default=0, type=click.IntRange(0, 65535), help="0 picks a free one."),
        option("--log", type=FILE, help="What really happens, as JSON Lines."),
        option("--truth", type=FILE, help="Who is who in the scenario, as JSON."),
        option("--state", type=FILE, help="Carries the site over restarts."),
        option("--now", default="", metavar="INSTANT", help="The site's time, going on from there."),
        option("--layout", default="sdui-2026", help="Which generation of LinkedIn's pages."),
        option("--arm", "arms", multiple=True, metavar="NAME", help="In what these pages differ. Repeatable."),
        option("--lang", "language", default="en", help="The account's language."),
        option("--people", type=COUNT, help="All pending invitations, the blast included."),
        option("--seed", type=int, help="Other people, the same for the same seed."),
        option("--latency-ms", type=click.IntRange(0, 10**9), help="How long each dynamic answer takes."),
        option("--fault", "faults", multiple=True, metavar="NAME[:N]", help="One thing that goes wrong. Repeatable."),
    )
