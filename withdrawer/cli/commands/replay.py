"""`withdrawer replay`: the replay site by hand."""

import json
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import click

from withdrawer.cli.options import COUNT, grouped
from withdrawer.cli.settings import PathParam
from withdrawer.replay.site_options import SiteOptions

FILE = PathParam(dir_okay=False)
NUMBER = click.IntRange(0, 10**9)


def site_options(*, hidden: bool = False) -> Callable[[Any], Any]:
    """The options of a replay site, which reach the command as its `site`."""
    option = partial(click.option, hidden=hidden, show_default=True)
    return grouped(
        SiteOptions,
        "site",
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
        option("--latency-ms", type=NUMBER, help="How long each dynamic answer takes."),
        option("--fault", "faults", multiple=True, metavar="NAME[:N]", help="One thing that goes wrong. Repeatable."),
    )


@click.group()
def replay() -> None:
    """A stand-in for LinkedIn on this machine, to try and test with."""


@replay.command()
@site_options()
@click.option("--for-parent", is_flag=True, hidden=True)
def serve(site: SiteOptions, for_parent: bool) -> None:
    """Serve the replay site as https://www.linkedin.com until it is interrupted.

    Prints one JSON line when ready: the port, and the arguments with which a browser goes there.

    \b
    Example:
      withdrawer replay serve --people 300 --log site.jsonl
    """
    from withdrawer.replay.http.serve import serve as serve_site

    if for_parent:  # whoever started it gives the options as one line, and closes standard input to end it
        site = SiteOptions.from_line(sys.stdin.readline())
    serve_site(site, _say_ready, ends_with_stdin=for_parent)


def _say_ready(port: int, browser_args: str) -> None:
    click.echo(json.dumps({"port": port, "browser_args": browser_args}))
