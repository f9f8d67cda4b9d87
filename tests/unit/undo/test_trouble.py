"""What may go wrong in a run: refusals, walls, kills, and acts whose outcome is not known."""

from collections import Counter
from datetime import timedelta

import msgspec
import pytest

from withdrawer.errors import Interrupted, PageLeft, Wall
from withdrawer.journal.records import ActDetail, JobState, Outcome
from withdrawer.undo.job_progress import standing_of
from withdrawer.undo.runner import look_up_unknown
from withdrawer.undo.walker import ListWalker

from .world import DAY, RECENT, SENT, Bench, Member, keys


def test_everything_refused_is_given_up_after_three_tries(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 2))
    bench.world.answers = {key: ["refused"] * 9 for key in keys("sent", 2)}
    job = bench.run(bench.job())
    for _ in range(2):
        assert job.state is JobState.OPEN
        job = bench.go_on(job)
    assert (job.state, bench.tally(job)) == (JobState.FINISHED, {Outcome.REFUSED: 2})
    assert Counter(bench.acted_on()) == dict.fromkeys(keys("sent", 2), 3)
    assert standing_of(bench.journal, bench.account, job, bench.world.now).is_partial


def test_whoever_was_refused_is_not_tried_twice_in_one_run(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.answers = {"sent-1": ["refused"]}
    job = bench.run(bench.job())
    assert max(Counter(bench.acted_on()).values()) == 1
    assert bench.outcomes(job, SENT)["sent-1"] is Outcome.REFUSED
    bench.go_on(job)
    assert bench.tally(job) == {Outcome.WITHDRAWN: 12}


def test_an_unclear_act_is_looked_up_before_the_next_and_tried_again_at_the_end(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.answers = {"sent-7": ["unclear"]}
    looked_up: list[Outcome | None] = []
    bench.world.after = {9: lambda: looked_up.append(bench.line(job, "sent-7").outcome)}
    job = bench.job()
    bench.run(job)
    assert looked_up == [Outcome.NOT_DONE]
    assert bench.acted_on() == [*keys("sent", 12), "sent-7"]
    assert bench.tally(job) == {Outcome.WITHDRAWN: 12}


def test_what_stays_without_effect_at_the_second_try_is_a_refusal(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.answers = {"sent-7": ["unclear"] * 9}
    job = bench.run(bench.job())
    assert Counter(bench.acted_on())["sent-7"] == 2
    assert bench.tally(job) == {Outcome.WITHDRAWN: 11, Outcome.REFUSED: 1}
    assert standing_of(bench.journal, bench.account, job, bench.world.now).is_partial


def test_where_no_answer_is_ever_understood_readings_prove_every_act(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.answers = {key: ["unclear, but it took effect"] for key in keys("sent", 12)}
    job = bench.run(bench.job())
    assert (job.state, bench.tally(job)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 12})
    assert bench.checked(job) == 12


def test_a_dialog_that_does_not_come_is_tried_again_and_one_that_names_another_is_not(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.answers = {"sent-5": ["not asked"], "sent-7": ["another"]}
    job = bench.run(bench.job())
    assert bench.outcomes(job, SENT)["sent-5"] is Outcome.WITHDRAWN
    assert bench.outcomes(job, SENT)["sent-7"] is Outcome.REFUSED
    assert Counter(bench.acted_on())["sent-7"] == 1


def test_a_list_that_was_led_elsewhere_is_opened_afresh(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 25))
    job = bench.job()
    bench.world.leaves = 2
    job = bench.run(job)
    assert (job.state, bench.tally(job)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 25})


def test_a_list_that_is_led_elsewhere_before_anybody_is_met_ends_the_run(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 25))
    job = bench.job()
    bench.world.lists[SENT] = [Member(f"new-{number}", RECENT[SENT]) for number in range(10)] + bench.world.lists[SENT]
    bench.world.leaves = 3
    with pytest.raises(PageLeft):
        bench.run(job)
    assert bench.acted_on() == []


def test_no_more_acts_are_done_than_allowed_though_the_list_is_led_elsewhere(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 40))
    job = bench.job(per_day=15)
    bench.world.leaves = 9
    bench.run(job)
    it = ListWalker(bench.context(), job, lambda _: None)
    bench.world.leaves = 9
    it.job = msgspec.structs.replace(job, terms=msgspec.structs.replace(job.terms, per_day=None))
    it.walk(SENT, bench.journal.jobs.remaining(job), 12)
    assert len(bench.acted_on()) == 15 + 12


def test_whose_address_changed_is_not_touched_on_the_name_alone_nor_called_gone(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    job = bench.job()
    bench.world.rename("sent-4", "sent-4-renamed")
    job = bench.run(job)
    line = bench.line(job, "sent-4")
    assert line.outcome is Outcome.REFUSED
    assert bench.journal.acts.history(bench.account, 99)
    [act] = [it for it in bench.journal.acts.history(bench.account, 99) if it.key == "sent-4"]
    assert act.detail == f"{ActDetail.NAMESAKE_LISTED}: sent-4-renamed"
    assert bench.world.has(SENT, "sent-4-renamed")
    assert bench.tally(job) == {Outcome.WITHDRAWN: 11, Outcome.REFUSED: 1}


def test_an_unclear_act_that_took_effect_is_proven_by_the_reading_back(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.answers = {"sent-7": ["unclear, but it took effect"]}
    job = bench.run(bench.job())
    assert (job.state, bench.tally(job)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 12})
    assert bench.checked(job) == 12


def test_a_wall_ends_the_run_and_leaves_its_act_unresolved(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.answers = {"sent-5": ["wall"]}
    job = bench.job()
    with pytest.raises(Wall):
        bench.run(job)
    assert bench.line(job, "sent-5").outcome is Outcome.UNRESOLVED
    assert bench.acted_on() == keys("sent", 6)


@pytest.mark.parametrize("answer", ["killed", "killed after it took effect"])
def test_an_act_cut_short_is_looked_up_first_and_never_repeated_blindly(bench: Bench, answer: str) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.answers = {"sent-5": [answer]}
    job = bench.job()
    with pytest.raises(Interrupted):
        bench.run(job)
    job = bench.go_on(job, timedelta(minutes=1))
    assert (job.state, bench.tally(job)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 12})
    assert Counter(bench.acted_on())["sent-5"] == (2 if answer == "killed" else 1)


def test_an_act_that_cannot_be_looked_up_is_left_and_the_others_go_on(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12), old=0)
    bench.world.answers = {"sent-11": ["killed after it took effect"]}
    job = bench.job()
    with pytest.raises(Interrupted):
        bench.run(job)
    bench.world.stall, bench.world.uncounted = {SENT: 0}, {SENT}
    job = bench.go_on(job)
    assert (job.state, bench.tally(job)) == (JobState.OPEN, {Outcome.WITHDRAWN: 11, Outcome.UNRESOLVED: 1})
    bench.world.stall, bench.world.uncounted = {}, set()
    job = bench.go_on(job)
    assert (job.state, bench.tally(job)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 12})


def test_a_person_not_known_yet_is_not_acted_on_though_a_later_page_shows_them(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 30))
    bench.world.answers = {"sent-25": ["killed"]}
    job = bench.job()
    with pytest.raises(Interrupted):
        bench.run(job)
    bench.world.stall = {SENT: 0}
    bench.world.now += DAY
    runner = bench.runner(bench.journal.jobs.get(job.id))
    look_up_unknown(runner.context)
    bench.world.stall = {}
    runner._do()
    assert Counter(bench.acted_on())["sent-25"] == 1
    assert bench.line(job, "sent-26").outcome is Outcome.WITHDRAWN


def test_an_unresolved_act_of_a_replaced_job_is_looked_up_before_the_new_one_acts(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.answers = {"sent-5": ["killed"], "sent-6": []}
    old = bench.job()
    with pytest.raises(Interrupted):
        bench.run(old)
    new = bench.run(bench.job())
    assert bench.line(old, "sent-5").outcome is Outcome.NOT_DONE
    assert (new.state, bench.tally(new)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 7})


def test_whom_a_replaced_job_left_unknown_for_good_the_new_one_leaves_alone(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.answers = {"sent-5": ["killed"]}
    old = bench.job()
    with pytest.raises(Interrupted):
        bench.run(old)
    new = bench.job()
    bench.world.stall = {SENT: 0}
    bench.world.after = {}
    runner = bench.runner(new)
    look_up_unknown(runner.context)
    bench.world.stall = {}
    runner._do()
    assert bench.line(old, "sent-5").outcome is Outcome.UNRESOLVED
    assert bench.tally(new) == {Outcome.WITHDRAWN: 6, None: 1}
