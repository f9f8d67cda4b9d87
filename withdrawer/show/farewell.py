"""The last words of a job: how to leave once it is over, and what to answer people while it is not."""

import sys
from pathlib import Path

from withdrawer.journal.records import JobState, Outcome
from withdrawer.linkedin.addresses import SIGNED_IN_PLACES
from withdrawer.undo.job_progress import Standing

MEANWHILE = "People may ask about the invitations. Two sentences to answer them: withdrawer contacts"
INSTALLERS = {
    "uv-receipt.toml": "uv tool uninstall withdrawer",
    "pipx_metadata.json": "pipx uninstall withdrawer",
}
"""The file that an installer leaves beside what it installed, and the command that takes it out again."""


def uninstall_words() -> str:
    """Return what to type to uninstall withdrawer; both ways if nothing shows how it was installed."""
    prefix = Path(sys.prefix)
    known = [command for file, command in INSTALLERS.items() if (prefix / file).is_file()]
    return " or ".join(known or INSTALLERS.values())


def farewell_lines() -> list[str]:
    """Return how to leave nothing behind: at LinkedIn, on this machine, and in the downloads."""
    return [
        "Nothing of withdrawer runs any more. It remembers who was undone, and nothing brings that back once it is "
        "deleted: leave it for a few weeks if you can.",
        "When you are done with it, this leaves nothing behind:",
        f"  1. Sign its browser out, at LinkedIn's “Where you're signed in”: {SIGNED_IN_PLACES}",
        f"  2. Delete its files and the program: withdrawer forget --all, then {uninstall_words()}",
        "  3. In Downloads, delete LinkedIn's export (.zip) and your lists (.csv): they hold names.",
    ]


def parting_lines(standing: Standing, *, is_replay: bool) -> list[str]:
    """Return what to say below a job's report.

    Nothing on a replay, where nobody asks and nothing is left, and nothing below a tidy job, which is one of many.
    """
    if is_replay or standing.job.is_tidy:
        return []
    if standing.job.state is JobState.OPEN:
        return [MEANWHILE] if standing.days_left else []
    has_unknown = any(tally.outcomes[Outcome.UNRESOLVED] for tally in standing.tallies.values())
    return [] if has_unknown else ["", *farewell_lines()]
