"""The state of the journal: whether it can be read, and what in it needs the user."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from withdrawer.errors import WithdrawerError
from withdrawer.findings import Finding, broken, fine, look
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account


def journal_findings(journal: Journal, account: Account | None, zone: tzinfo, now: datetime) -> Iterator[Finding]:
    """Check the file, unresolved acts, and whatever paused the runs. Changes nothing."""
    try:
        yield _file(journal)
        yield _acts(journal, account)
        yield _stop(journal, account, zone, now)
    except WithdrawerError as error:
        yield broken("journal", error)


def _file(journal: Journal) -> Finding:
    [version] = journal.database.rows("PRAGMA user_version")
    journal.refuse_damage()
    return fine("journal", f"Whole; version {version[0]}.")


def _acts(journal: Journal, account: Account | None) -> Finding:
    unresolved = len(journal.acts.unresolved(account)) if account else 0
    if unresolved:
        return look("acts", f"{unresolved:,} are not known yet.", "The next run looks them up: withdrawer run")
    return fine("acts", "It is known for everybody what became of them.")


def _stop(journal: Journal, account: Account | None, zone: tzinfo, now: datetime) -> Finding:
    stop = journal.stops.active(account, now)
    if stop is None:
        return fine("pause", "Nothing is paused.")
    error = stop.told(zone)
    error.hint = stop.way_out or error.hint
    return broken("pause", error)
