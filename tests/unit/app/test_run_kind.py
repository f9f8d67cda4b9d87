"""Which kind of run this is, as a table."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawer.app.run_kind import (
    ONLY_WITH_A_JOB,
    ONLY_WITH_A_SELECTION,
    SELECTING,
    Refusal,
    RunKind,
    Situation,
    choose_run,
    refused,
)

OPEN = {"has_open_job": True, "has_last_job": True}
OVER = {"has_last_job": True}
WISH = {"has_wish": True}
TIDYING = {"has_wish": True, "has_open_job": True, "has_last_job": True, "is_tidying": True}
ACCEPTED = {"has_last_job": True, "has_accepted": True}
SENT = {"has_selection": True}


@pytest.mark.parametrize(
    ("typed", "at", "wanted"),
    [
        ("", {}, Refusal.NOTHING_SELECTED),
        ("also_accepted", {}, Refusal.NOTHING_SELECTED),
        ("", OVER, RunKind.REPORT),
        ("per_day", OVER, RunKind.REPORT),
        ("also_accepted", OVER, RunKind.REPORT),
        ("limit", OVER, Refusal.ONLY_WITH_A_SELECTION),
        ("", ACCEPTED, RunKind.REPORT),
        ("also_accepted", ACCEPTED, RunKind.REMOVE_ACCEPTED),
        ("also_accepted limit", ACCEPTED, Refusal.ONLY_WITH_A_SELECTION),
        ("also_accepted new_job", ACCEPTED, Refusal.NEW_JOB_OF_NOTHING),
        ("", OPEN, RunKind.GO_ON),
        ("keep per_day also_accepted label", OPEN, RunKind.GO_ON),
        ("only", OPEN, Refusal.ONLY_WITH_A_SELECTION),
        ("new_job", OPEN, Refusal.NEW_JOB_OF_NOTHING),
        ("", OPEN | SENT, RunKind.GO_ON),  # what is set is for a new job
        ("", WISH, RunKind.TIDY),
        ("keep per_day", OVER | WISH, RunKind.TIDY),
        ("limit", OVER | WISH, Refusal.ONLY_WITH_A_SELECTION),
        ("", OPEN | WISH, RunKind.GO_ON),  # whatever is open goes before
        ("", TIDYING, RunKind.GO_ON),
        ("also_accepted", ACCEPTED | WISH, RunKind.REMOVE_ACCEPTED),
        ("also_accepted", OVER | WISH, Refusal.ONLY_WITH_A_SELECTION),  # a wish never removes a connection
        ("", SENT | WISH, RunKind.BEGIN),
        ("", SENT, RunKind.BEGIN),
        ("", OVER | SENT, RunKind.BEGIN),
        ("sent", SENT, RunKind.BEGIN),
        ("plan only limit match", SENT, RunKind.BEGIN),
        ("sent limit", OVER | SENT, RunKind.BEGIN),
        ("sent", OPEN | SENT, RunKind.BEGIN),
        ("sent new_job", OPEN | SENT, RunKind.BEGIN),
    ],
)
def test_what_was_typed_and_where_things_stand_say_what_a_run_does(
    typed: str, at: dict[str, bool], wanted: RunKind | Refusal
) -> None:
    choice = choose_run(Situation(frozenset(typed.split()), **at))
    assert (choice.refusal or choice.kind) is wanted


def test_another_selection_replaces_the_open_job_only_by_a_word_of_the_person() -> None:
    at = Situation(frozenset({"sent"}), has_selection=True, has_open_job=True)
    assert choose_run(at).asks_to_replace
    assert choose_run(Situation(at.typed, True, True, says_yes=True)).refusal is Refusal.OPEN_JOB
    told = choose_run(Situation(frozenset({"sent", "new_job"}), True, True, says_yes=True))
    assert (told.kind, told.replaces, told.asks_to_replace) == (RunKind.BEGIN, True, False)
    dry = choose_run(Situation(at.typed, True, True, says_yes=True, is_dry_run=True))
    assert (dry.kind, dry.replaces) == (RunKind.BEGIN, True)


def test_a_tidy_job_gives_way_to_a_selection_unasked() -> None:
    for says_yes in (False, True):
        choice = choose_run(Situation(frozenset({"since"}), has_selection=True, **TIDYING, says_yes=says_yes))
        assert (choice.kind, choice.replaces, choice.asks_to_replace) == (RunKind.BEGIN, True, False)


def test_a_wish_does_nothing_where_nobody_can_say_yes() -> None:
    assert choose_run(Situation(has_wish=True, can_ask=False)).refusal is Refusal.NOBODY_TO_ASK


FLAGS = (
    "has_selection", "has_open_job", "has_last_job", "has_accepted", "has_wish", "is_tidying", "can_ask", "says_yes",
    "is_dry_run",
)  # fmt: skip
NAMES = sorted(SELECTING | ONLY_WITH_A_SELECTION | ONLY_WITH_A_JOB | {"new_job", "also_accepted"})


@given(st.sets(st.sampled_from(NAMES)), st.fixed_dictionaries({flag: st.booleans() for flag in FLAGS}))
def test_nothing_that_was_typed_is_passed_over(typed: set[str], flags: dict[str, bool]) -> None:
    at = Situation(frozenset(typed), **{**flags, "has_selection": flags["has_selection"] or bool(typed & SELECTING)})
    choice = choose_run(at)
    if choice.kind in (RunKind.GO_ON, RunKind.REMOVE_ACCEPTED, RunKind.REPORT):
        assert not typed & (SELECTING | ONLY_WITH_A_SELECTION | {"new_job"})
    if choice.kind is RunKind.REPORT:
        assert set(choice.unheard) == typed & ONLY_WITH_A_JOB
    if choice.kind in (RunKind.GO_ON, RunKind.REMOVE_ACCEPTED, RunKind.BEGIN, RunKind.TIDY):
        assert at.can_ask or at.says_yes or at.is_dry_run
    if choice.kind is RunKind.REFUSE:
        error = refused(choice, 5 if at.has_open_job else 0)
        assert error.hint
        assert all(f"--{name.replace('_', '-')}" in error.message for name in choice.unheard)


def test_every_situation_has_a_kind() -> None:
    for flags in product((False, True), repeat=len(FLAGS)):
        assert choose_run(Situation(frozenset(), *flags)).kind in RunKind


@pytest.mark.parametrize("is_dry_run", [False, True])
def test_a_dry_run_needs_nobody_to_ask(is_dry_run: bool) -> None:
    choice = choose_run(Situation(frozenset(), **OPEN, can_ask=False, is_dry_run=is_dry_run))
    wanted = (RunKind.GO_ON, None) if is_dry_run else (RunKind.REFUSE, Refusal.NOBODY_TO_ASK)
    assert (choice.kind, choice.refusal) == wanted
