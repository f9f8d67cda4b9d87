"""`withdrawer forget`: deletes people, the browser's profile, or all that is kept of an account."""

from datetime import UTC, datetime

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.options import everywhere
from withdrawer.cli.settings import Command


# No defaults from the environment or a file here: what deletes is typed.
@click.command(cls=Command)
@click.option("--people", "what", flag_value="people", help="Everybody's names; acts keep only their times.")
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
    from withdrawer.app.interruption import asking
    from withdrawer.app.user import PlainQuestion, agrees
    from withdrawer.cli.leaving import forget_in, home_in, look_into
    from withdrawer.errors import Exit, UsageError
    from withdrawer.journal.lock import run_lock
    from withdrawer.show.envelope import Envelope, write_envelope
    from withdrawer.show.forget import What, forgotten_data, forgotten_lines, warning_lines
    from withdrawer.show.output import print_lines
    from withdrawer.show.terminal import Terminal

    if what is None:
        raise UsageError(
            "forget deletes only what it is told to.",
            "Name one: --people, --profile, or --all. Each says first how much that is, and asks.",
        )
    home = home_in(everywhere)
    with run_lock(home.lock):
        belongings = look_into(home, datetime.now(UTC))
        user = Terminal(asking=asking)
        question = PlainQuestion("Delete this for good?", warning_lines(What(what), belongings))
        if not yes and not user.can_answer:
            raise UsageError("forget asks before it deletes, and there is no terminal to ask on.", "Add --yes.")
        if not agrees(user, question, says_yes=yes):
            user.tell("Nothing was deleted.")
            return Exit.DONE
        forget_in(home, What(what), datetime.now(UTC))
    left = sorted(path.name for path in home.folder.iterdir()) if home.folder.is_dir() else []
    if what == What.ALL and left == [home.lock.name]:
        home.lock.unlink(missing_ok=True)
        home.folder.rmdir()
        left = []
    left = [name for name in left if what != What.ALL or name != home.lock.name]
    if everywhere.json:
        write_envelope(Envelope("forget", data=forgotten_data(What(what), belongings, home.folder, left)))
    else:
        print_lines(forgotten_lines(What(what), belongings, home.folder, left))
    return Exit.DONE
