"""The demo's story, and how it ended."""

from withdrawer.app.context import CommandContext
from withdrawer.app.demo import Played
from withdrawer.app.run import RunResult
from withdrawer.show.envelope import Shown
from withdrawer.show.run import run_shown

STORY = (
    "An invented account on a site on this machine. A while ago somebody's thumb met “Add all connections”.\n"
    "Nothing of this reaches LinkedIn."
)


def demo_shown(found: Played | RunResult, at: CommandContext) -> Shown:
    """The run's result, with what really happened on the site."""
    if not isinstance(found, Played):
        return run_shown(found, at)
    shown = run_shown(found.run, at)
    return Shown({**shown.data, **found.judge.data()}, shown.lines, exit_code=shown.exit_code)
