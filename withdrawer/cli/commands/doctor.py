"""`withdrawer doctor`: checks whether everything works, and says what to do if it does not."""

from typing import TYPE_CHECKING

import click

from withdrawer.app.typed_input import Everywhere, Selecting
from withdrawer.cli.options import TEXT, labels, with_browser
from withdrawer.cli.settings import Command, option, typed_options

if TYPE_CHECKING:
    from withdrawer.app.context import CommandContext
    from withdrawer.app.doctor import Examined


@click.command(cls=Command)
@option("--probe", is_flag=True, help="Also open one person's dialog, check it, and press Cancel.")
@option("--since", metavar="WHEN", help="With --probe: somebody invited at or after this.")
@option("--until", metavar="WHEN", help="With --probe: somebody invited before this.")
@option("--sent", multiple=True, type=TEXT, metavar="WORDING", help="With --probe: somebody of this group.")
@option("--share", is_flag=True, help="Also show a line without names that you can pass on. Sends nothing.")
@labels
@with_browser
def doctor(
    everywhere: Everywhere,
    *,
    probe: bool,
    since: str | None,
    until: str | None,
    sent: tuple[str, ...],
    share: bool,
    label: tuple[str, ...],
) -> int:
    """Check that everything works, and say what to do if it does not. Touches nobody.

    Browser, profile, session, journal, clock and zone, whether both of LinkedIn's pages are understood, and what is
    left of today's allowance. Exits 0 if nothing is broken, otherwise as any other command would.

    \b
        withdrawer doctor
        withdrawer doctor --probe --since "yesterday 14:00"
        withdrawer doctor --share
    """
    from datetime import UTC, tzinfo

    from withdrawer.app.doctor import Examination, OrElse
    from withdrawer.cli.use_case import carry_out
    from withdrawer.errors import UsageError
    from withdrawer.journal.journal import Journal
    from withdrawer.show.doctor import doctor_shown
    from withdrawer.show.schedule import schedule_lines
    from withdrawer.zones import local_zone

    if not probe and {"since", "until", "sent"} & typed_options():
        raise UsageError("--since, --until and --sent choose whom to probe.", "Add --probe.")
    selecting = Selecting(since=since, until=until, sent=sent)
    journal, zone = OrElse(Journal.open, Journal.in_memory), OrElse[tzinfo](local_zone, lambda: UTC)

    def work(at: "CommandContext") -> "Examined":
        return Examination(
            at,
            journal.problem,
            zone.problem,
            selecting,
            schedule_lines,
            wants_probe=probe,
            wants_share=share,
            labels=label,
        ).examine()

    return carry_out("doctor", everywhere, work, doctor_shown, open_journal=journal, makes_home=False, read_zone=zone)
