"""`withdrawer forget`: deletes people, the browser's profile, or everything kept about an account."""

from datetime import UTC, datetime

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.options import everywhere
from withdrawer.cli.settings import Command
from withdrawer.errors import UsageError


# No default from the environment or a file: what deletes must be typed.
@click.command(cls=Command)
@click.option("--people", "what", flag_value="people", help="Everybody's names; of what was done only the times stay.")
@click.option("--profile", "what", flag_value="profile", help="The browser's profile, with its session.")
@click.option("--all", "what", flag_value="all", help="The whole home of this account.")
@click.option("-y", "--yes", is_flag=True, help="Answer the question with yes beforehand.")
@everywhere
def forget(everywhere: Everywhere, *, what: str | None, yes: bool) -> int:
    """Delete what is kept on this machine: people, the browser's profile, or all of it. Opens no browser.

    Says first how much that is, asks, and says afterwards what is left, and where. Nothing of this reaches LinkedIn.

    \b
        withdrawer forget --people
        withdrawer forget --profile
        withdrawer forget --all --account work
    """
    from withdrawer.app.forget import forget as forget_what
    from withdrawer.app.forget import home_in
    from withdrawer.app.interruption import Interruption
    from withdrawer.app.user_questions import Forgettable
    from withdrawer.show.envelope import show
    from withdrawer.show.forget import forget_shown
    from withdrawer.show.terminal import Terminal

    if what is None:
        raise UsageError(
            "forget deletes only what you name.",
            "Name one: --people, --profile, or --all. Each says first how much that is, and asks.",
        )
    user = Terminal(asking=Interruption().asking)
    found = forget_what(home_in(everywhere), Forgettable(what), user, datetime.now(UTC), says_yes=yes)
    return show("forget", forget_shown(found), is_json=everywhere.json)
