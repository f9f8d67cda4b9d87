"""`withdrawer replay`: the replay site by hand."""

import json

import click

from withdrawer.cli.options import site_options
from withdrawer.replay.http.serve import serve as serve_site
from withdrawer.replay.site_options import SiteOptions


@click.group()
def replay() -> None:
    """A stand-in for LinkedIn on this machine, to try and test with."""


@replay.command()
@site_options
@click.option("--until-stdin-closes", is_flag=True, hidden=True)
def serve(until_stdin_closes: bool, **options: object) -> None:
    """Serve the replay site as https://www.linkedin.com until it is interrupted.

    Prints one JSON line when ready: the port, and the arguments with which a browser goes there.

    \b
    Example:
      withdrawer replay serve --people 300 --log site.jsonl
    """
    serve_site(SiteOptions(**options), _say_ready, until_stdin_closes=until_stdin_closes)  # type: ignore[arg-type]


def _say_ready(port: int, browser_args: str) -> None:
    click.echo(json.dumps({"port": port, "browser_args": browser_args}))
