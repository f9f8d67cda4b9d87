"""The yes: each list by itself, in numbers."""

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest

from tests.support.answers import Answering
from tests.unit.journal.samples import TERMS, planned
from tests.unit.plan.making import NOW, WINDOW, connected, pending, seen
from withdrawer.app.consent import Consent, accepted_since, lines_of, terms_of
from withdrawer.app.user_questions import Question, TakeRisk, UndoList
from withdrawer.errors import UsageError
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account, Job, Outcome, Proof
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.half import Half
from withdrawer.plan.plan import Plan, make_plan
from withdrawer.plan.selection import Selection
from withdrawer.undo.pacing import PaceName


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "journal.sqlite3") as journal:
        yield journal


@pytest.fixture
def account(journal: Journal) -> Account:
    return journal.accounts.remember("me", "Me", NOW)


def both() -> Plan:
    sent = [pending(f"ana-{number}") for number in range(3)]
    return make_plan(sent, [connected("dan")], [seen("dan")], Selection(window=WINDOW), {})


def consent(journal: Journal, user: Answering, *, says_yes: bool = False) -> Consent:
    return Consent(user, journal, lambda: NOW, UTC, says_yes)


def test_the_first_job_asks_about_the_risk_and_each_list(journal: Journal, account: Account) -> None:
    user = Answering()
    assert consent(journal, user).halves(both(), account, 40) == tuple(Half)
    assert user.questions == [
        "Do you want to continue? Type yes, or press Enter to stop", "Withdraw 3 invitations?", "Remove 1 connection?",
    ]  # fmt: skip
    [connections] = [it for it in user.asked if isinstance(it, UndoList) and it.half is Half.CONNECTIONS]
    assert connections.before == 3


@pytest.mark.parametrize(
    ("no_to", "agreed"),
    [("risk", ()), ("sent", (Half.CONNECTIONS,)), ("connections", (Half.SENT,))],
)
def test_a_no_counts_for_what_was_asked(
    journal: Journal, account: Account, no_to: str, agreed: tuple[Half, ...]
) -> None:
    def answer(question: Question) -> bool:
        about = "risk" if isinstance(question, TakeRisk) else question.half.value  # type: ignore[union-attr]
        return about != no_to

    user = Answering(answer)
    assert consent(journal, user).halves(both(), account, 40) == agreed
    assert ("Nothing was touched." in user.told) is (not agreed)
    stays = {"sent": "The 3 invitations stay.", "connections": "The 1 connection stays.", "risk": ""}[no_to]
    assert not agreed or (stays in user.told[-1] and f"--only {no_to}" in user.told[-1])
    if no_to == "sent":
        assert [it.before for it in user.asked if isinstance(it, UndoList)] == [0, 0]


def test_the_risk_is_asked_about_once(journal: Journal, account: Account) -> None:
    journal.jobs.begin(account, TERMS, [planned("ana")], NOW)
    user = Answering()
    consent(journal, user).halves(both(), account, 40)
    assert not any(isinstance(it, TakeRisk) for it in user.asked)


def test_a_yes_beforehand_shows_all_and_asks_nothing(journal: Journal, account: Account) -> None:
    user = Answering(None)
    assert consent(journal, user, says_yes=True).halves(both(), account, 40) == tuple(Half)
    assert user.asked == []
    assert any("This withdraws 3 invitations" in told for told in user.told)


def test_a_no_leaves_the_open_job(journal: Journal, account: Account) -> None:
    job = journal.jobs.begin(account, TERMS, [planned("ana")], NOW)
    user = Answering(False)
    with pytest.raises(UsageError, match="open job stays"):
        consent(journal, user).confirm_replacement(job)
    assert user.questions == ["Drop the rest of that job, and start the new one?"]
    consent(journal, Answering()).confirm_replacement(job)


def test_without_anybody_nothing_is_asked(journal: Journal, account: Account) -> None:
    user = Answering()
    nobody = make_plan([], [], [], Selection(window=WINDOW), {})
    assert consent(journal, user).halves(nobody, account, 40) == ()
    assert user.asked == []
    assert "Nobody was touched" in user.told[0]


def test_a_list_that_was_declined_is_kept_whole_and_named_so(journal: Journal, account: Account) -> None:
    plan = both()
    lines = lines_of(plan, (Half.SENT,))
    assert {it.key for it in lines if it.verdict is Verdict.PLANNED} == {"ana-0", "ana-1", "ana-2"}
    [declined] = [it for it in lines if it.half is Half.CONNECTIONS]
    assert (declined.verdict, declined.reason_code) == (Verdict.KEPT, "not_confirmed")
    assert {it.verdict for it in lines_of(plan, tuple(Half))} == {Verdict.PLANNED}


def test_a_person_listed_twice_is_one_line_of_the_job() -> None:
    twice = [pending("ana"), pending("ana"), pending("ben")]
    assert [it.key for it in lines_of(make_plan(twice, [], [], Selection(window=WINDOW), {}), (Half.SENT,))] == [
        "ana",
        "ben",
    ]


@pytest.mark.parametrize(
    ("halves", "has_connections", "expected"),
    [(tuple(Half), True, True), ((Half.SENT,), True, False), ((Half.SENT,), False, True)],
)
def test_those_who_accept_later_go_only_where_connections_were_not_declined(
    halves: tuple[Half, ...], has_connections: bool, expected: bool
) -> None:
    selection = Selection(window=WINDOW, also_accepted=True)
    plan = make_plan([pending("ana")], [connected("dan")] if has_connections else [], [seen("dan")], selection, {})
    assert terms_of(plan, halves, 40, PaceName.STEADY).also_accepted is expected
    assert not terms_of(both(), halves, 40, PaceName.STEADY).also_accepted


def settled(journal: Journal, account: Account, key: str, outcome: Outcome, half: Half = Half.SENT) -> Job:
    """A job whose one person came to this."""
    job = journal.jobs.begin(account, TERMS, [planned(key, half=half)], NOW)
    journal.acts.settle_line(journal.jobs.lines(job)[0], outcome, Proof.READING, NOW)
    return job


def test_whoever_accepted_in_an_earlier_job_is_asked_about_until_a_later_job_has_settled_it(
    journal: Journal, account: Account
) -> None:
    assert accepted_since(journal, None) is None
    assert accepted_since(journal, account) is None
    first = settled(journal, account, "ana", Outcome.ACCEPTED)
    settled(journal, account, "ben", Outcome.WITHDRAWN)
    found = accepted_since(journal, account)
    assert found is not None
    assert found[0].id == first.id
    assert [(it.half, it.key) for it in found[1]] == [(Half.CONNECTIONS, "ana")]
    settled(journal, account, "ana", Outcome.REMOVED, Half.CONNECTIONS)
    assert accepted_since(journal, account) is None


@pytest.mark.parametrize("answer", [True, False])
def test_those_who_accepted_are_removed_by_a_job_of_their_own_after_a_yes(
    journal: Journal, account: Account, answer: bool
) -> None:
    settled(journal, account, "ana", Outcome.ACCEPTED)
    found = accepted_since(journal, account)
    assert found is not None
    job = consent(journal, Answering(answer)).accepted(*found, account)
    assert (job is not None) is answer
    if job is not None:
        assert job.terms.halves == (Half.CONNECTIONS,)
        assert job.terms.also_accepted
        assert job.terms.per_day == found[0].terms.per_day
