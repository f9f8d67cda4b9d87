"""The guide's next step: a table of where somebody may be, and what they are offered."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from withdrawer.app.guide_steps import GuideSituation, GuideStep, PauseState, command_of, next_step

FILE = Path("Basic_LinkedInDataExport_11-21-2026.zip")
LATER = datetime(2026, 11, 27, 5, 13, tzinfo=UTC)
CHOICE = ("--sent", "yesterday")
NEW = GuideSituation()
IN = GuideSituation(has_account=True)
ASKED = replace(IN, settled=frozenset({GuideStep.ASK_FOR_EXPORT}))
LOOKED = replace(ASKED, has_looked=True)
CHOSEN = replace(LOOKED, choice=CHOICE)
REVIEWED = replace(CHOSEN, settled=CHOSEN.settled | {GuideStep.REVIEW})
BY_HAND = replace(REVIEWED, settled=REVIEWED.settled | {GuideStep.BY_HAND})
OPEN = replace(IN, is_open=True, is_first=False, left=60, done=40)
SPENT = replace(OPEN, next_at=LATER, days_left=2)
OVER = replace(IN, is_over=True, is_first=False)


@pytest.mark.parametrize(
    ("at", "step"),
    [
        (NEW, GuideStep.SIGN_IN),
        (IN, GuideStep.ASK_FOR_EXPORT),
        (replace(IN, has_export=True), GuideStep.LOOK),
        (ASKED, GuideStep.LOOK),
        (replace(ASKED, export_file=FILE), GuideStep.IMPORT),
        (replace(ASKED, export_file=FILE, has_export=True), GuideStep.IMPORT),
        (LOOKED, GuideStep.CHOOSE),
        (replace(LOOKED, has_anybody=False), GuideStep.NOTHING_PENDING),
        (CHOSEN, GuideStep.REVIEW),
        (replace(CHOSEN, has_looked=False), GuideStep.REVIEW),
        (REVIEWED, GuideStep.BY_HAND),
        (BY_HAND, GuideStep.TRY_ONE),
        (replace(BY_HAND, settled=BY_HAND.settled | {GuideStep.TRY_ONE}), GuideStep.START),
        (replace(REVIEWED, is_replay=True), GuideStep.START),
        (replace(REVIEWED, is_first=False, is_over=True, is_trial=True), GuideStep.START),
        (OPEN, GuideStep.GO_ON),
        (replace(OPEN, export_file=FILE), GuideStep.IMPORT),
        (SPENT, GuideStep.SCHEDULE),
        (replace(SPENT, settled=frozenset({GuideStep.SCHEDULE})), GuideStep.REST),
        (replace(SPENT, left=0), GuideStep.REST),
        (replace(SPENT, is_scheduled=True), GuideStep.REST),
        (replace(SPENT, is_replay=True), GuideStep.REST),
        (OVER, GuideStep.FINISHED),
        (replace(OVER, is_trial=True), GuideStep.ASK_FOR_EXPORT),
        (replace(OVER, choice=CHOICE, has_looked=True), GuideStep.FINISHED),
        (replace(OPEN, pause=PauseState.WAITS), GuideStep.WAIT),
        (replace(OPEN, pause=PauseState.SIGNED_OUT), GuideStep.SIGN_IN_AGAIN),
        (replace(OPEN, pause=PauseState.TO_SEE_TO), GuideStep.SEE_TO_IT),
        (replace(OPEN, pause=PauseState.SEEN_TO), GuideStep.RESUME),
        (replace(OPEN, pause=PauseState.TO_SEE_TO, settled=frozenset({GuideStep.SEE_TO_IT})), GuideStep.RESUME),
        (replace(NEW, pause=PauseState.TO_SEE_TO), GuideStep.SEE_TO_IT),
    ],
)
def test_what_is_offered_follows_from_what_is_done(at: GuideSituation, step: GuideStep) -> None:
    assert next_step(at) is step


@pytest.mark.parametrize("at", [NEW, IN, ASKED, LOOKED, CHOSEN, REVIEWED, BY_HAND, OPEN, SPENT])
def test_a_settled_step_is_never_offered_again(at: GuideSituation) -> None:
    step = next_step(at)
    if step.can_be_skipped:
        assert next_step(replace(at, settled=at.settled | {step})) is not step


def test_each_step_is_a_command_that_can_be_typed() -> None:
    real, replay = replace(CHOSEN, export_file=FILE), replace(CHOSEN, is_replay=True)
    assert command_of(GuideStep.SIGN_IN, NEW) == ["login"]
    assert command_of(GuideStep.SEE_TO_IT, NEW) == ["login"]
    assert command_of(GuideStep.IMPORT, real) == ["import", str(FILE)]
    assert command_of(GuideStep.REVIEW, real) == ["preview", *CHOICE]
    assert command_of(GuideStep.TRY_ONE, real) == ["run", *CHOICE, "--limit", "1"]
    assert command_of(GuideStep.START, real) == ["run", *CHOICE]
    assert command_of(GuideStep.START, replay) == ["run", *CHOICE, "--pace", "none"]
    assert command_of(GuideStep.GO_ON, replay) == ["run"]
    assert command_of(GuideStep.SCHEDULE, real) == ["schedule", "install"]
    for step in GuideStep:
        has_none = step.is_end or step in (GuideStep.CHOOSE, GuideStep.ASK_FOR_EXPORT)
        assert bool(command_of(step, real)) is not has_none, step
        assert "--yes" not in command_of(step, real), "the guide never answers a question beforehand"
