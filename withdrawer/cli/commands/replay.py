"""`withdrawer replay`: the replay site by hand."""

import json

import click

from withdrawer.cli.options import COUNT
from withdrawer.cli.settings import PathParam
from withdrawer.replay.http.serve import serve as serve_site
from withdrawer.replay.site_options import SiteOptions

_FILE = PathParam(dir_okay=False)


@click.group()
def replay() -> None:
    """A stand-in for LinkedIn on this machine, to try and test with."""


@replay.command()
@click.option("--scenario", default="default", show_default=True, help="Who is on the site: a name or a TOML file.")
@click.option("--port", default=0, show_default=True, type=click.IntRange(0, 65535), help="0 picks a free one.")
@click.option("--log", type=_FILE, help="What really happens, as JSON Lines.")
@click.option("--truth", type=_FILE, help="Who is who in the scenario, as JSON.")
@click.option("--state", type=_FILE, help="Carries the site over restarts.")
@click.option("--now", default="", metavar="INSTANT", help="The site's time, going on from there.")
@click.option("--layout", default="sdui-2026", show_default=True, help="Which generation of LinkedIn's pages.")
@click.option("--arm", "arms", multiple=True, metavar="NAME", help="In what these pages differ. Repeatable.")
@click.option("--lang", "language", default="en", show_default=True, help="The account's language.")
@click.option("--people", type=COUNT, help="All pending invitations, the blast included.")
@click.option("--seed", type=int, help="Other people, the same for the same seed.")
@click.option("--latency-ms", type=click.IntRange(0, 10**9), help="How long each dynamic answer takes.")
@click.option("--fault", "faults", multiple=True, metavar="NAME[:N]", help="One thing that goes wrong. Repeatable.")
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
