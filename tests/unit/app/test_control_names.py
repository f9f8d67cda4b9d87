from dataclasses import fields

from withdrawer.app.control_names import label_words, typed_again
from withdrawer.app.typed_input import Selecting
from withdrawer.cli.commands.run import run
from withdrawer.linkedin.labels.shape_search import Candidate, ToConfirm
from withdrawer.plan.half import Half

SENT = ToConfirm(Half.SENT, Candidate(("取り下げる",)))
ONE = ToConfirm(Half.CONNECTIONS, Candidate(("{name}さんのメニュー",), opens=True), (Candidate(("つながりを削除",)),))


def test_every_way_to_select_is_an_option_of_run() -> None:
    options = {parameter.name for parameter in run.params}
    assert {field.name for field in fields(Selecting)} <= options


def test_the_command_holds_every_word_that_is_needed() -> None:
    command = typed_again(["run", "--yes"], [SENT, ONE])
    assert command == 'withdrawer run --yes --label "取り下げる" --label "…さんのメニュー" --label "つながりを削除"'


def test_a_menu_of_several_entries_leaves_the_choice_to_the_person() -> None:
    several = ToConfirm(Half.CONNECTIONS, None, (Candidate(("フォロー解除",)), Candidate(("つながりを削除",))))
    assert '"フォロー解除|つながりを削除"' in typed_again(["run"], [several])
    words = label_words([several], "ja")
    assert "フォロー解除" in words
    assert "つながりを削除" in words


def test_what_a_page_calls_its_controls_can_hide_nothing_in_the_terminal() -> None:
    hostile = ToConfirm(Half.SENT, Candidate(("\x1b[2Jgone",)))
    assert "\x1b" not in label_words([hostile], "ja") + typed_again(["run"], [hostile])
