"""`withdrawer replay`: starts the replay site manually."""

import json
import sys
from typing import Any

import click

from withdrawer.cli.command_group import CommandGroup
from withdrawer.cli.options import site_options
from withdrawer.cli.settings import Command
from withdrawer.replay.http.serve import serve as serve_site
from withdrawer.replay.site_options import SiteOptions


@click.group(cls=CommandGroup)
def replay() -> None:
    """A stand-in for LinkedIn on this machine, to try and test with."""


@replay.command(cls=Command)
@site_options()
@click.option("--for-parent", is_flag=True, hidden=True)
def serve(for_parent: bool, **options: Any) -> None:
    """Serve the replay site as https://www.linkedin.com until it is interrupted.

    Prints one JSON line when ready: the port, and the arguments with which a browser goes there.

    \b
    Example:
      withdrawer replay serve --people 300 --log site.jsonl
    """
    # The parent process sends the options on one line, and closes standard input to stop the site.
    site = SiteOptions.from_line(sys.stdin.readline()) if for_parent else SiteOptions(**options)
    serve_site(site, _say_ready, ends_with_stdin=for_parent)


def _say_ready(port: int, browser_args: str) -> None:
    click.echo(json.dumps({"port": port, "browser_args": browser_args}))
