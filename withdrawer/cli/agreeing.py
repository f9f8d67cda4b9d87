"""The person's yes: each half is asked for by itself, in exact numbers."""

from collections.abc import Callable
from dataclasses import dataclass

import click

from withdrawer.cli.desk import Desk
from withdrawer.cli.interruption import Interruption
from withdrawer.errors import UsageError
from withdrawer.journal.records import Account, Job
from withdrawer.plan.halves import Half
from withdrawer.plan.plan import Plan
from withdrawer.show.confirm import RISK, Price, confirm_words, price_of
from withdrawer.undo.standing import allowance_of


@dataclass(frozen=True)
class Agreeing:
    """Asks on the terminal; with `--yes` every ordinary question is answered, but still said."""

    at: Desk
    say: Callable[[str], None]
    interruption: Interruption
    says_yes: bool

    def ask(self, question: str) -> bool:
        """A yes-or-no question."""
        if self.says_yes:
            return True
        with self.interruption.asking():
            return click.confirm(question, default=False, err=True)

    def halves(self, plan: Plan, account: Account, per_day: int | None) -> tuple[Half, ...]:
        """The halves that the person says yes to."""
        if not plan.planned:
            self.say("Nobody is selected, so there is nothing to undo. Nobody was touched.")
            return ()
        if self.at.journal.jobs.last(account) is None and not self._takes_the_risk():
            self.say("Nothing was touched.")
            return ()
        agreed: list[Half] = []
        before = 0
        for half in Half:
            price = price_of(plan, half, before)
            if price.count and self._agrees(price, account, per_day):
                agreed.append(half)
                before += price.count
        if not agreed:
            self.say("Nothing was touched.")
        return tuple(agreed)

    def replace(self, job: Job, left: int) -> None:
        """Make sure that a new job may take the place of the open one. Raises UsageError where it may not."""
        if self.says_yes:
            raise UsageError(
                f"A job is still open, with {left:,} people left, and another selection was given.",
                "Go on with it by `withdrawer run` alone, or start a new one in its place with --new-job.",
            )
        when = job.confirmed_at.astimezone(self.at.zone)
        if not self.ask(f"The job of {when:%A %d %B %H:%M} has {left:,} people left. Start a new one in its place?"):
            raise UsageError("The open job stays.", "Go on with it: withdrawer run")

    def _takes_the_risk(self) -> bool:
        self.say(RISK)
        if self.says_yes:
            return True
        with self.interruption.asking():
            answer = click.prompt("Type the word yes to go on", default="no", err=True)
        return str(answer).strip().lower() == "yes"

    def _agrees(self, price: Price, account: Account, per_day: int | None) -> bool:
        today = self.at.now.astimezone(self.at.zone).date()
        used = allowance_of(self.at.journal, account, per_day, self.at.now).used
        self.say("\n".join(confirm_words(price, today, per_day, used)))
        return self.ask("Go on?")
