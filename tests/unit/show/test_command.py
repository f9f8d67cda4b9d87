import shlex
import subprocess
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.plan.making import NOW, WINDOW
from withdrawer.escape import safe
from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO, Window
from withdrawer.plan.dates.window import parse_window
from withdrawer.plan.decisions import OriginChoice
from withdrawer.plan.half import Half
from withdrawer.plan.keep.keep_rules import KeepRules
from withdrawer.plan.keep.written_lists import read_people, read_rule_lines
from withdrawer.plan.person_rules import read_rule
from withdrawer.plan.selection import Selection, Unsure
from withdrawer.shell import quoted
from withdrawer.show.command import command_line, selecting_arguments

BERLIN = ZoneInfo("Europe/Berlin")


def test_everything_selected_is_in_the_command() -> None:
    selection = Selection(
        window=WINDOW,
        wordings=("1 hour ago",),
        halves=(Half.CONNECTIONS,),
        keep=KeepRules(
            (read_rule("Ana Nueva", "--keep"), *read_rule_lines("b@example.org\n/in/c", "--keep-file my friends.txt"))
        ),
        match=("sales|recruit",),
        with_note=True,
        unsure=Unsure.INCLUDE,
        origin=OriginChoice.ANY,
        also_accepted=True,
        first=(read_rule("d", "--first"), *read_rule_lines("e\nf", "--first first.txt")),
        limit=5,
    )
    assert command_line("run", selection, BERLIN, ("withdrawer", "--home", "x y")) == (
        'withdrawer --home "x y" run --since 2026-11-21T05:20+01:00 --until 2026-11-21T15:20+01:00 '
        '--sent "1 hour ago" --only connections --keep "Ana Nueva" --keep-file "my friends.txt" '
        '--match "sales|recruit" --with-note --unsure include --origin any --also-accepted --first d '
        "--first first.txt --limit 5"
    )


def test_a_line_of_several_people_stays_one_line() -> None:
    selection = Selection(window=WINDOW, keep=KeepRules(read_people("Ana Nueva, Ben Okafor", "--keep")))
    assert selecting_arguments(selection, BERLIN)[-2:] == ["--keep", "Ana Nueva, Ben Okafor"]


@pytest.mark.parametrize(("window", "arguments"), [(None, []), (Window(FOREVER_AGO, FAR_AHEAD), ["--since", "all"])])
def test_an_open_window_stays_open(window: Window | None, arguments: list[str]) -> None:
    assert selecting_arguments(Selection(window=window), BERLIN) == arguments


def test_an_age_stays_an_age() -> None:
    selection = Selection(window=WINDOW, older_than="3 weeks", limit=5)
    assert command_line("run", selection, BERLIN) == 'withdrawer run --older-than "3 weeks" --limit 5'


@given(st.timedeltas(timedelta(0), timedelta(days=5000)))
def test_the_window_of_the_command_is_the_window_of_the_plan(age: timedelta) -> None:
    window = Window(NOW - age, FAR_AHEAD)
    _, typed = selecting_arguments(Selection(window=window), BERLIN)
    assert parse_window(typed, None, NOW, BERLIN) == window


def test_a_hostile_wording_does_nothing_in_a_shell() -> None:
    line = command_line("run", Selection(wordings=("$(rm -rf ~)'`id`",)), BERLIN)
    assert shlex.split(line) == ["withdrawer", "run", "--sent", "$(rm -rf ~)'`id`"]


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30))
@settings(max_examples=40, deadline=None)
def test_what_a_command_hides_from_the_eye_a_shell_reads_back_whole(word: str) -> None:
    line = quoted(word)
    assert safe(line) == line
    told = subprocess.run(
        ["bash", "-c", f"printf %s {line}"], capture_output=True, check=True, env={"LC_ALL": "C.UTF-8"}
    )
    assert told.stdout.decode() == word
