"""What would settle unclear dates, the cheapest first."""

from dataclasses import replace
from datetime import tzinfo

from rich.console import Console

from withdrawer.plan.evidence.remedies import Remedy, Settling, ways_to_settle
from withdrawer.plan.plan import Plan
from withdrawer.plan.selection import Unsure
from withdrawer.show.blocks import show_command, show_rows, show_words
from withdrawer.show.command import command_line
from withdrawer.show.words import people

GET_EXPORT = (
    "LinkedIn's data export, which has the minute of each: on linkedin.com open Me, Settings & Privacy, Data privacy, "
    "Get a copy of your data; choose Invitations, Connections, Imported Contacts and Messages; LinkedIn mails a link, "
    "often within minutes, good for 72 hours. Then type: withdrawer import FILE.zip"
)
"""data-export B.1."""


def show_settling(plan: Plan, console: Console, zone: tzinfo) -> None:
    """Write how many invitations are unclear and what settles them; nothing where none is."""
    ways = ways_to_settle(plan)
    if not ways:
        return
    show_words(console, f"What would settle {people(plan.unsure_sent, 'unclear date')}, the cheapest first:")
    show_rows(console, [(f"{number}.", None, _told(way)) for number, way in enumerate(ways, start=1)])
    wider = next((way.window for way in ways if way.window), None)
    if wider:
        show_words(console, "That wider window, to be looked at first:")
        show_command(console, command_line("preview", replace(plan.selection, window=wider, blast=None), zone))
    if plan.blast and plan.selection.unsure is Unsure.SKIP:
        show_words(console, "Or take them all in, with whoever you invited by hand meanwhile:")
        show_command(console, command_line("preview", replace(plan.selection, unsure=Unsure.INCLUDE), zone))


def _told(way: Settling) -> str:
    if way.remedy is Remedy.EXPORT:
        return GET_EXPORT
    return f"A wider window, without unclear dates; {people(way.inside, 'invitation')} would lie in it."
