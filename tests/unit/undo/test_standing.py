from collections import Counter
from datetime import timedelta

from tests.unit.journal.samples import TERMS, kept, planned
from withdrawer.journal.questions import Asked, Question
from withdrawer.journal.records import Job, Outcome, Proof
from withdrawer.undo.job_progress import TRIES, standing_of, still_to_do, tally_of_plan

from .world import CONNECTIONS, NOW, SENT, Bench, keys


def confirmed(bench: Bench) -> Job:
    plan = [
        *(planned(key, at) for at, key in enumerate(keys("sent", 5))),
        kept("dan", 9),
        planned("cem", 0, CONNECTIONS),
    ]
    return bench.journal.jobs.begin(bench.account, TERMS, plan, NOW)


def settle(bench: Bench, job: Job, key: str, *outcomes: Outcome) -> None:
    half = CONNECTIONS if key == "cem" else SENT
    for outcome in outcomes:
        act = bench.journal.acts.intend(bench.line(job, key, half), NOW)
        bench.journal.acts.settle(act, outcome, Proof.ANSWER, NOW)


def test_a_fresh_job_has_everything_left(bench: Bench) -> None:
    job = confirmed(bench)
    standing = standing_of(bench.journal, bench.account, job, NOW)
    assert standing.left == {SENT: 5, CONNECTIONS: 1}
    assert (standing.next_at, standing.days_left, standing.stated, standing.is_partial) == (NOW, 0, None, False)
    assert [(it.listed, it.planned, it.done, dict(it.kept)) for it in standing.tallies.values()] == [
        (6, 5, 0, {"note": 1}),
        (1, 1, 0, {}),
    ]


def test_every_number_comes_from_the_last_outcome(bench: Bench) -> None:
    job = confirmed(bench)
    settle(bench, job, "sent-0", Outcome.REFUSED, Outcome.WITHDRAWN)
    settle(bench, job, "sent-1", Outcome.ACCEPTED)
    settle(bench, job, "sent-2", Outcome.KEPT)
    settle(bench, job, "sent-3", Outcome.REFUSED)
    settle(bench, job, "cem", Outcome.UNRESOLVED)
    standing = standing_of(bench.journal, bench.account, job, NOW)
    sent = standing.tallies[SENT]
    assert (sent.done, sent.proven, dict(sent.kept)) == (1, 0, {"note": 1, "at_the_act": 1})
    assert sent.outcomes == Counter({Outcome.WITHDRAWN: 1, Outcome.ACCEPTED: 1, Outcome.KEPT: 1, Outcome.REFUSED: 1})
    assert standing.left == {SENT: 2, CONNECTIONS: 1}
    assert standing.is_partial
    assert (sent.unchecked, standing.allowance.used) == (1, 6)


def test_whoever_is_not_known_yet_is_not_surely_left_and_whoever_is_asked_about_is_neither(bench: Bench) -> None:
    job = confirmed(bench)
    for key in ("sent-0", "sent-1"):
        settle(bench, job, key, Outcome.UNRESOLVED)
    bench.journal.questions.add(job, [Question(Asked.KEEP, SENT, "sent-1", "Ana", 1, "written to since")], NOW)
    standing = standing_of(bench.journal, bench.account, job, NOW)
    assert (standing.left[SENT], standing.unknown, standing.asked) == (4, 1, 1)
    assert standing.surely_left == 4, "three invitations and a connection"


def test_who_was_refused_too_often_is_left_and_still_counts_as_refused(bench: Bench) -> None:
    job = confirmed(bench)
    settle(bench, job, "sent-0", *[Outcome.REFUSED] * TRIES)
    assert "sent-0" not in [line.key for line in still_to_do(bench.journal, job)]
    standing = standing_of(bench.journal, bench.account, job, NOW)
    assert (standing.left[SENT], standing.tallies[SENT].outcomes[Outcome.REFUSED]) == (4, 1)


def test_acts_of_any_job_use_the_allowance(bench: Bench) -> None:
    settle(bench, confirmed(bench), "sent-0", Outcome.WITHDRAWN)
    standing = standing_of(bench.journal, bench.account, confirmed(bench), NOW)
    assert (standing.allowance.used, standing.allowance.left) == (1, 39)
    later = standing_of(bench.journal, bench.account, standing.job, NOW + timedelta(hours=22))
    assert later.allowance.used == 0


def test_where_nothing_is_left_nothing_comes_next(bench: Bench) -> None:
    job = bench.journal.jobs.begin(bench.account, TERMS, [kept("dan")], NOW)
    standing = standing_of(bench.journal, bench.account, job, NOW)
    assert (standing.next_at, sum(standing.left.values())) == (None, 0)


def test_a_preview_has_done_nothing(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 5))
    tally = tally_of_plan(SENT, bench.plan().sent)
    assert (tally.listed, tally.planned, tally.done, tally.proven, tally.is_partial) == (8, 5, 0, 0, False)
