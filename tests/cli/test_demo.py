"""The demo, as a newcomer or a script calls it: what it claims is what the site's log says."""

from typing import Any

import pytest

from tests.support.command import environment_of, in_process
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


def test_where_nobody_blasted_nothing_is_undone() -> None:
    code, document, err = play("--scenario", "quiet")
    assert code == Exit.USAGE, err
    assert document["errors"][0]["message"].startswith("Nothing is selected")


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
