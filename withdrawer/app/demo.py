"""`demo`: a preview and a complete run on an invented account, checked against the site's own log."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from withdrawer.app.context import CommandContext
from withdrawer.app.look import Look, RunOptions
from withdrawer.app.preview import preview
from withdrawer.app.run import Run, RunResult
from withdrawer.app.session import offer_browser
from withdrawer.app.typed_input import Pacing, Selecting
from withdrawer.errors import UsageError, WithdrawerError
from withdrawer.invocation import COMMAND

BEFORE_THE_BLAST = timedelta(days=1)
BEFORE_THE_NEXT = timedelta(minutes=5)


@dataclass(frozen=True)
class Judge:
    """The ground truth: the scenario's people, and the events in the site's log so far."""

    truth: list[dict[str, Any]]
    events: Callable[[], list[dict[str, Any]]]

    def data(self) -> dict[str, Any]:
        """Return both as JSON data."""
        return {"site": what_happened(self.events()), "truth": who_is_who(self.truth)}


def demo_run(at: CommandContext, judge: Judge, labels: tuple[str, ...], *, says_yes: bool) -> RunResult:
    """Preview, so that people can accept in the meantime; then undo the blast."""
    options = RunOptions(
        around_the_blast(judge.truth), Pacing(None, "none"), labels=labels, is_silent=True, keeps_summary=False
    )
    try:
        refuse_unplayable(at, judge, says_yes=says_yes)
        offer_browser(at)
        preview(Look(at, options))
        return Run(Look(at, replace(options, says_yes=says_yes, is_silent=False))).start()
    except WithdrawerError as error:
        error.data |= judge.data()
        if COMMAND.search(error.hint):
            error.hint += " That is for a real account: of this one nothing is left."
        raise


def refuse_unplayable(at: CommandContext, judge: Judge, *, says_yes: bool) -> None:
    """Raise UsageError if there is no blast, or no terminal for the questions."""
    if not any(person["blast"] for person in judge.truth):
        raise UsageError("This account has no blast to undo.", "To play the usual story, type: withdrawer demo")
    if not (says_yes or at.user.can_answer):
        raise UsageError(
            "demo asks before it undoes anything, and there is no terminal to ask on.",
            "Add --yes to answer its questions beforehand: withdrawer demo --yes",
        )


def around_the_blast(truth: list[dict[str, Any]]) -> Selecting:
    """Return the window that the user in the story would type: they know when the blast happened."""
    sent = [(datetime.fromisoformat(it["sent_at"]), it["blast"]) for it in truth if it["sent_at"]]
    blast = sorted(at for at, is_blast in sent if is_blast)
    next_one = min((at for at, is_blast in sent if not is_blast and blast and at > blast[-1]), default=None)
    since = blast[0] - BEFORE_THE_BLAST if blast else None
    until = next_one - BEFORE_THE_NEXT if next_one else None
    return Selecting(since=since.isoformat() if since else None, until=until.isoformat() if until else None)


def what_happened(events: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Return who was withdrawn, removed or refused, according to the site's log."""
    return {
        name: [event["slug"] for event in events if event["event"] == name]
        for name in ("withdrawn", "removed", "refused")
    }


def who_is_who(truth: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Return who was in the blast, which of them accepted, and who must not be touched, according to the scenario."""
    return {
        "blast": [person["slug"] for person in truth if person["blast"]],
        "accepted": [person["slug"] for person in truth if person["blast"] and person["accepted"]],
        "outside": [person["slug"] for person in truth if not person["blast"]],
    }
