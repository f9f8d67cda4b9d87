"""Words that a person has to confirm, as they are typed; test_matrix.py plays every language to its end."""

import shlex

import pytest

from tests.cli.test_demo import play
from withdrawer.errors import Exit

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300), pytest.mark.long]
AT_NOON = ("--now", "2026-11-22T12:00:00Z", "--people", "12")


def test_a_control_without_a_name_is_told_before_anybody_is_touched() -> None:
    code, document, err = play(*AT_NOON, "--lang", "tr")
    assert code == Exit.USAGE, err
    command = shlex.split(document["errors"][0]["hint"].partition("type: ")[2])
    assert command == ["withdrawer", "demo", "--yes", "--json", *AT_NOON, "--lang", "tr", "--label", "Geri çek"]
    assert not any(document["data"]["site"].values())


def test_a_word_that_is_nowhere_is_told_with_those_there_are() -> None:
    code, document, err = play(*AT_NOON, "--lang", "tr", "--label", "Nonesuch")
    assert code == Exit.USAGE, err
    message = document["errors"][0]["message"]
    assert "Nonesuch" in message
    assert "Geri çek" in message
