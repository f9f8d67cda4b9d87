"""`scripts/messages`: what a person may see is really made, type by type, and all of it is printed."""

from datetime import UTC

import pytest

from tests.support.made import MOMENT
from tests.support.messages import asked, helped, main, noticed
from withdrawer.app.user import Said, TakenFrom
from withdrawer.plan.dates.straddle import Straddle
from withdrawer.plan.dates.wordings import Unit
from withdrawer.show.messages import lines_of


def test_nearly_every_question_and_notice_is_made_from_examples() -> None:
    told = {place: "\n".join(lines) for place, lines in [*asked(), *noticed()]}
    failed = {place: text for place, text in told.items() if text.startswith("(no example")}
    assert len(failed) <= 2, failed
    assert {it.name for it in Said} <= set(told)
    assert "Withdraw 1 invitation?" in told["UndoList"]
    assert "can't be taken back" in told["UndoList"]


def test_the_help_of_every_command_is_printed() -> None:
    told = dict(helped())
    assert "withdrawer schedule install" in told
    assert any("--sent" in line for line in told["withdrawer run"])


def test_a_part_and_a_place_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    main(["strings", "--only", r"show/reasons\.py"])
    out = capsys.readouterr().out
    assert "beyond --limit" in out
    assert "show/report.py" not in out
    with pytest.raises(SystemExit):
        main(["everything"])


def test_an_age_between_two_wordings_says_from_which_day_it_holds() -> None:
    told = lines_of(TakenFrom(Straddle(1, Unit.MONTH, 28, 61, None), "vor 1 Monat"), MOMENT, UTC)
    assert told == [
        "LinkedIn shows only “vor 1 Monat” from day 28 to day 61. So most people are taken from day 62 on; earlier "
        "where withdrawer has seen them before or the data export has the day."
    ]
    _, more = lines_of(TakenFrom(Straddle(3, Unit.WEEK, 21, 31, 20), "3 weeks ago"), MOMENT, UTC)
    assert more == 'To take everybody of “3 weeks ago”, type: --older-than "20 days"'
