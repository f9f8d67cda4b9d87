"""The demo, as a newcomer or a script calls it: what it claims is what the site's log says."""

from typing import Any

import pexpect
import pytest

from tests.support.command import command, environment_of, in_process
from withdrawer.errors import Exit

pytestmark = pytest.mark.browser


def play(*arguments: str) -> tuple[int, dict[str, Any], str]:
    told = in_process("demo", "--yes", "--json", *arguments, environment=environment_of())
    return told.code, told.document, told.err


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("--people", "16", "--seed", "5"), marks=pytest.mark.long),
        ("--scenario", "day-wordings", "--people", "14", "--now", "2026-11-20T14:20:00Z"),
    ],
)
def test_the_demo_undoes_the_blast_and_nothing_else(arguments: tuple[str, ...]) -> None:
    code, document, err = play(*arguments)
    assert code == document["exit_code"] == Exit.DONE, err
    assert document["status"] == "success"
    data, site, truth = document["data"], document["data"]["site"], document["data"]["truth"]
    blast, accepted = set(truth["blast"]), set(truth["accepted"])
    assert set(site["withdrawn"]) == blast - accepted
    # Who accepted before the first look can't be told from a stranger, and stays.
    assert set(site["removed"]) <= accepted
    assert site["removed"]
    assert "day-wordings" in arguments or set(site["removed"]) == accepted
    assert not (set(site["withdrawn"]) | set(site["removed"])) & set(truth["outside"])
    for half, done in (("sent", "withdrawn"), ("connections", "removed")):
        assert data[half][done] == data[half]["proven"] == len(site[done])
        assert data[half]["refused"] == data[half]["unresolved"] == 0


@pytest.mark.parametrize("arguments", [("--scenario", "quiet"), ("--people", "1")])
def test_where_nobody_blasted_nothing_is_undone(arguments: tuple[str, ...]) -> None:
    code, document, err = play(*arguments)
    assert code == Exit.USAGE, err
    told = {"message": "This account has no blast to undo.", "hint": "To play the usual story, type: withdrawer demo"}
    assert document["errors"] == [told]
    assert document["data"]["truth"]["blast"] == []


def test_without_a_terminal_it_says_how_to_play_it_all_the_same() -> None:
    told = in_process("demo", environment=environment_of())
    assert told.code == Exit.USAGE
    assert "withdrawer demo --yes" in told.err
    assert "Reading" not in told.err


@pytest.mark.usefixtures("headless_shell")
def test_whoever_stops_it_is_not_sent_to_the_real_account() -> None:
    program, *rest = command("demo", "--yes", "--latency-ms", "100")
    child = pexpect.spawn(program, rest, env=environment_of(), encoding="utf-8", timeout=60, dimensions=(40, 120))
    child.expect("Withdrawing")
    child.sendintr()
    child.expect("None of this was real")
    child.expect("withdrawer demo")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == Exit.INTERRUPTED
    assert "withdrawer run" not in (child.before or "")


def test_what_a_wall_asks_for_is_said_to_be_for_a_real_account() -> None:
    code, document, err = play("--people", "8", "--fault", "captcha:2")
    assert code == Exit.WALL, err
    assert document["errors"][0]["hint"].endswith("That is for a real account: of this one nothing is left.")


@pytest.mark.long
def test_a_refusal_is_told_as_one() -> None:
    code, document, err = play("--people", "18", "--fault", "refused-silently:7")
    assert code == Exit.PARTIAL, err
    assert document["data"]["sent"]["refused"] == len(document["data"]["site"]["refused"]) == 1
    assert document["data"]["sent"]["withdrawn"] == len(document["data"]["site"]["withdrawn"])


def test_an_unknown_scenario_layout_or_fault_is_a_clear_error() -> None:
    for arguments in (("--scenario", "nonesuch"), ("--fault", "nonesuch"), ("--layout", "nonesuch"), ("--lang", "xx")):
        code, document, err = play(*arguments)
        assert code == Exit.USAGE
        assert document["status"] == "error"
        assert "nonesuch" in err or "xx" in err
