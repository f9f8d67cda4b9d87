"""Whatever the order of intents, outcomes and restarts, the journal agrees with a model of a few lines."""

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from withdrawer.errors import WithdrawerError
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Outcome, PlanLine, Proof
from withdrawer.plan.half import Half

from .samples import NOW, TERMS, planned

KEYS = [("ada", Half.SENT), ("ben", Half.SENT), ("ada", Half.CONNECTIONS)]
CLOSED = [outcome for outcome in Outcome if outcome is not Outcome.UNRESOLVED]


class AnyOrder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.file = Path(self.folder.name) / "journal.sqlite3"
        self.journal = Journal.open(self.file)
        self.account = self.journal.accounts.remember("max", "Max", NOW)
        plan = [planned(key, place, half) for place, (key, half) in enumerate(KEYS)]
        self.job = self.journal.jobs.begin(self.account, TERMS, plan, NOW)
        self.outcomes: list[list[Outcome]] = [[] for _ in KEYS]
        self.clicks = 0

    def line(self, place: int) -> PlanLine:
        return self.journal.jobs.lines(self.job)[place]

    def is_free(self, place: int) -> bool:
        return not self.outcomes[place] or self.outcomes[place][-1] in (Outcome.REFUSED, Outcome.NOT_DONE)

    @rule(place=st.sampled_from(range(len(KEYS))))
    def intend(self, place: int) -> None:
        if not self.is_free(place):
            with pytest.raises(WithdrawerError):
                self.journal.acts.intend(self.line(place), NOW)
            return
        self.clicks += 1
        self.journal.acts.intend(self.line(place), NOW + timedelta(seconds=self.clicks))
        self.outcomes[place].append(Outcome.UNRESOLVED)

    @rule(place=st.sampled_from(range(len(KEYS))), outcome=st.sampled_from(CLOSED))
    def settle_without_a_click(self, place: int, outcome: Outcome) -> None:
        if not self.is_free(place):
            with pytest.raises(WithdrawerError):
                self.journal.acts.settle_line(self.line(place), outcome, Proof.READING, NOW)
            return
        self.journal.acts.settle_line(self.line(place), outcome, Proof.READING, NOW)
        self.outcomes[place].append(outcome)

    @rule(outcome=st.sampled_from(CLOSED))
    def settle_the_oldest(self, outcome: Outcome) -> None:
        for act in self.journal.acts.unresolved(self.account)[:1]:
            self.journal.acts.settle(act.id, outcome, Proof.ANSWER, NOW)
            self.outcomes[KEYS.index((act.key, act.half))][-1] = outcome

    @rule()
    def restart(self) -> None:
        self.journal.close()
        self.journal = Journal.open(self.file)

    @invariant()
    def the_journal_agrees(self) -> None:
        open_places = [
            place for place in range(len(KEYS)) if not self.outcomes[place] or not self.outcomes[place][-1].is_final
        ]
        remaining = self.journal.jobs.remaining(self.job)
        assert [(line.key, line.half) for line in remaining] == [KEYS[place] for place in open_places]
        assert [line.refusals for line in remaining] == [
            self.outcomes[place].count(Outcome.REFUSED) for place in open_places
        ]
        unresolved = sum(outcomes[-1:] == [Outcome.UNRESOLVED] for outcomes in self.outcomes)
        assert len(self.journal.acts.unresolved(self.account)) == unresolved
        assert len(self.journal.acts.instants_since(self.account, NOW).acted_at) == self.clicks
        counted = sum(it.people for it in self.journal.jobs.counted(self.job) if it.outcome is not None)
        assert counted == sum(bool(outcomes) for outcomes in self.outcomes)

    def teardown(self) -> None:
        self.journal.close()
        self.folder.cleanup()


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
