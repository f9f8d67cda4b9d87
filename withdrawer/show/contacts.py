"""The output of `withdrawer contacts`: three steps in their order, and what to say to whoever asks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from withdrawer.app.contacts import ContactsAdvice
from withdrawer.app.context import CommandContext
from withdrawer.clock import day_words
from withdrawer.linkedin.addresses import DATA_EXPORT, IMPORTED_CONTACTS, SYNCED_SOURCES
from withdrawer.show import data_request
from withdrawer.show.apology import ENGLISH, apologies, apology_in
from withdrawer.show.envelope import Shown, instant

HEADING = "So that it doesn't happen again, do these three things, in this order."
MOVED = "These are LinkedIn's paths at the time of writing. If one has moved, the settings have a search."


@dataclass(frozen=True)
class ContactsStep:
    """One thing to do. `is_done` is None where withdrawer can't know."""

    id: str
    title: str
    lines: tuple[str, ...]
    address: str
    is_done: bool | None = None


# connections A.8 and data-export B.1; the phones' own settings are Apple's and Google's.
def steps_of(advice: ContactsAdvice, zone: tzinfo) -> list[ContactsStep]:
    """Return what to do, as far as this account has got."""
    return [
        ContactsStep(
            "switch_off",
            "Switch contact syncing off, now: until then there may be a second blast.",
            (
                "In the LinkedIn app, on each phone and tablet (Android and iPhone alike):",
                "  your picture > Settings > Account preferences > Sync contacts: off.",
                "In the phone's own settings, take away the app's access to your contacts:",
                "  iPhone:  Settings > Apps > LinkedIn > Contacts: off (before iOS 18: Settings > LinkedIn).",
                "  Android: Settings > Apps > LinkedIn > Permissions > Contacts: Don't allow.",
                "On the web: Settings & Privacy > Account preferences > Syncing options > Sync contacts.",
                "  Switch off what is on, but remove nothing yet: that deletes contacts (see 3).",
            ),
            SYNCED_SOURCES,
        ),
        ContactsStep(
            "export",
            "Ask LinkedIn for your data, before you withdraw or delete anything.",
            (
                "It says to the minute when each invitation went out, and who was in the address book.",
                f"On the web: {data_request.PATH}: choose {data_request.CHOICE}.",
                f"{data_request.MAILS} Look into the spam too.",
                "Which address that is: Settings & Privacy > Sign in & security > Email addresses.",
                _export_words(advice, zone),
            ),
            DATA_EXPORT,
            advice.may_delete,
        ),
        ContactsStep(
            "delete",
            "Only then delete the contacts that LinkedIn has imported.",
            (
                "You can do that now: they are in your export."
                if advice.may_delete
                else "Not yet: until they are in an export here, they show who was invited by accident.",
                "On the web: remove them on this page, and each source on the page of step 1.",
            ),
            IMPORTED_CONTACTS,
        ),
    ]


def _export_words(advice: ContactsAdvice, zone: tzinfo) -> str:
    if advice.export is None:
        return f"None has been imported here yet. {data_request.FILES} withdrawer import FILE.zip"
    when = day_words(advice.export.added_at.astimezone(zone))
    if advice.may_delete:
        return f"Done: you imported one on {when}, your contacts included."
    return f"You imported one on {when}, but without your contacts: ask for {data_request.CHOICE}, then import that."


def apology_lines(language: str) -> list[str]:
    """Return the two sentences, each below whom it is for."""
    told, sorry = apology_in(language)
    others = ", ".join(code for code in apologies() if code != told)
    return [
        "If somebody asks, you can send them this.",
        "  To people who got an invitation:",
        f"    {sorry.invited}",
        "  To people who accepted it, or notice that you are no longer connected:",
        f"    {sorry.accepted}",
        f"  In another language: withdrawer contacts --lang CODE ({others})",
    ]


def contacts_shown(language: str) -> Callable[[ContactsAdvice, CommandContext], Shown]:
    """Return a function that words the advice, with the sentences in this language; "" takes the account's."""

    def shown(advice: ContactsAdvice, at: CommandContext) -> Shown:
        steps = steps_of(advice, at.zone)
        spoken, _ = apology_in(language or advice.language or ENGLISH)
        lines = [HEADING]
        for number, step in enumerate(steps, start=1):
            lines += ["", f"{number}. {step.title}", *(f"   {line}" for line in (*step.lines, step.address))]
        lines += ["", MOVED, *_opened_lines(advice), "", *apology_lines(spoken)]
        return Shown(_data(advice, steps, spoken), lines)

    return shown


def _opened_lines(advice: ContactsAdvice) -> list[str]:
    """Return which pages were opened; without --open, that it can be done."""
    if advice.is_replay:
        return [] if not advice.opens else ["This is an invented account, so nothing of the real LinkedIn was opened."]
    if not advice.opened:
        return ["To open the pages in your own browser: withdrawer contacts --open"]
    lines = [f"Opened in your own browser: {address}" for address, is_open in advice.opened.items() if is_open]
    failed = [address for address, is_open in advice.opened.items() if not is_open]
    return [*lines, *(f"No browser could be started for it, so open it yourself: {address}" for address in failed)]


def _data(advice: ContactsAdvice, steps: list[ContactsStep], language: str) -> dict[str, Any]:
    export = advice.export
    return {
        "steps": [
            {"id": it.id, "title": it.title, "lines": [*it.lines], "address": it.address, "is_done": it.is_done}
            for it in steps
        ],
        "export": {"added_at": instant(export.added_at), "has_contacts": export.has_contacts} if export else None,
        "opened": [address for address, is_open in advice.opened.items() if is_open],
        "not_opened": [address for address, is_open in advice.opened.items() if not is_open],
        "language": language,
        "apologies": {
            code: {"invited": sorry.invited, "accepted": sorry.accepted} for code, sorry in apologies().items()
        },
    }
