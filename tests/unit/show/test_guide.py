"""The guide's words: every step has its own, says what Enter does, and names the command that does the same."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.unit.show.making import is_harmless
from withdrawer.app.guide_steps import GuideSituation, GuideStep, command_of
from withdrawer.app.user import FewerPending, GuideLeft, Said
from withdrawer.app.user_questions import BlastChoice, ChooseBlast, NextStep
from withdrawer.plan.bursts.blasts import Blast, Sureness
from withdrawer.plan.dates.spans import Window
from withdrawer.plan.groups import Group
from withdrawer.show.messages import lines_of
from withdrawer.show.prompts import prompt_of

NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
AT = GuideSituation(
    pause_words="Do what LinkedIn asks there.", opens_at=NOW, export_file=Path("Basic_LinkedInDataExport.zip"), left=60,
    done=40, days_left=2, next_at=NOW, choice=("--sent", "8 hours ago"),
)  # fmt: skip


@pytest.mark.parametrize("step", [step for step in GuideStep if not step.is_end and step is not GuideStep.CHOOSE])
def test_a_step_is_a_title_a_few_lines_and_what_each_key_does(step: GuideStep) -> None:
    command = command_of(step, AT)
    question = NextStep(step, AT, tuple(command))
    prompt = prompt_of(question, UTC)
    assert prompt.lines[1].startswith("── ")
    assert 3 <= len(prompt.lines) <= 6
    assert prompt.question.startswith("Press Enter ")
    assert prompt.question.endswith("or q to leave")
    assert ("s to skip" in prompt.question) is step.can_be_skipped
    if command:
        assert prompt.lines[-1].startswith(f"  Same as: withdrawer {command[0]}")
        assert "'" not in prompt.lines[-1], "it can be typed in every shell"


@pytest.mark.parametrize("step", [step for step in GuideStep if step.is_end])
def test_an_end_says_why_and_what_comes_next(step: GuideStep) -> None:
    lines = lines_of(NextStep(step, AT, ()), NOW, UTC)
    assert len(lines) > 2
    scheduled = lines_of(NextStep(step, replace(AT, is_scheduled=True), ()), NOW, UTC)
    assert ("schedule" in "".join(scheduled)) is (step is GuideStep.REST)


def test_the_choice_is_a_short_numbered_list() -> None:
    window = Window(NOW - timedelta(hours=2), NOW - timedelta(hours=1))
    blast = Blast(window, ("1 hour ago",), 1412, 2.0, Sureness.SURE, core=window)
    choices = [
        BlastChoice(("--blast",), blast, None),
        BlastChoice(("--sent", "x"), None, Group("2 days ago", 1, None, 3)),
    ]
    prompt = prompt_of(ChooseBlast(choices), UTC)
    assert "  1. 1,412 invitations at once: Sat 21 Nov 2026, 12:20" in prompt.lines[-2]
    assert prompt.lines[-1] == "  2. 1 invitation: Sent 2 days ago"
    assert prompt.question.startswith("Enter for 1, another number")
    assert prompt_of(ChooseBlast(choices[1:]), UTC).question.startswith("A number, when")


def test_who_is_missing_is_named_and_harmless() -> None:
    assert lines_of(FewerPending(["Ana Nueva"]), NOW, UTC) == ["1 person fewer: Ana Nueva."]
    many = "".join(lines_of(FewerPending([f"Person {it}" for it in range(9)]), NOW, UTC))
    assert many.startswith("9 people fewer: Person 0, ")
    assert many.endswith(" and 3 more.")
    assert is_harmless("".join(lines_of(FewerPending(["\x1b[2J\u202eevil"]), NOW, UTC)))


def test_the_sign_in_is_explained_in_eight_short_lines() -> None:
    lines = "\n".join(lines_of(Said.BROWSER_OPENS_TO_SIGN_IN, NOW, UTC)).split("\n")
    assert len(lines) <= 8
    assert max(map(len, lines)) <= 100
    text = "\n".join(lines)
    for words in ("separate, empty browser", "Keep me signed in", "app, SMS or mail", "Google, Apple, a passkey",
                  "Forgot password", "new device", "press Enter"):  # fmt: skip
        assert words in text


def test_the_way_back_is_the_last_line() -> None:
    assert lines_of(GuideLeft("withdrawer --account work"), NOW, UTC)[-1].endswith("type: withdrawer --account work")
