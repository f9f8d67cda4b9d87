"""`contacts`: what keeps a phone from inviting people again, and how far this account has got with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from withdrawer.app.context import CommandContext
from withdrawer.errors import UsageError
from withdrawer.linkedin.addresses import DATA_EXPORT, IMPORTED_CONTACTS, SYNCED_SOURCES


@dataclass(frozen=True)
class ExportHeld:
    """The data export in the journal. `has_contacts` is False if the address book was not in it."""

    added_at: datetime
    has_contacts: bool


@dataclass(frozen=True)
class ContactsAdvice:
    """What the advice depends on, and what was done.

    `language` is LinkedIn's for this account, "" if no page was read yet. `opens` is True if pages were to be opened;
    `opened` maps each to whether a browser took it, and is empty on a replay.
    """

    export: ExportHeld | None
    language: str
    is_replay: bool
    opens: bool
    opened: dict[str, bool]

    @property
    def may_delete(self) -> bool:
        """Whether the imported contacts are safe in an export, so that LinkedIn's own copy can go."""
        return self.export is not None and self.export.has_contacts


def contacts(at: CommandContext, open_page: Callable[[str], bool], *, opens: bool) -> ContactsAdvice:
    """Look into the journal and, with `opens`, open LinkedIn's pages for what is to be done now.

    The page of the imported contacts is opened only once they are in an export: until then they are evidence.
    """
    account, export = at.account, _export(at)
    is_replay = at.home.kind == "replay"
    language = at.journal.scans.last_language(account) if account else ""
    advice = ContactsAdvice(export, language, is_replay, opens, {})
    if opens and not is_replay:
        for address in (SYNCED_SOURCES, IMPORTED_CONTACTS if advice.may_delete else DATA_EXPORT):
            advice.opened[address] = open_page(address)
    return advice


def _export(at: CommandContext) -> ExportHeld | None:
    added_at = at.journal.exports.last_added_at()
    if added_at is None:
        return None
    try:
        archive = at.journal.exports.all()
    except UsageError:  # it is to be imported again, which every command that needs it says
        return ExportHeld(added_at, has_contacts=False)
    return ExportHeld(added_at, bool(archive and (archive.imported_names or archive.imported_addresses)))
