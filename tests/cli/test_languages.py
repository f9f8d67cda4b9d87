"""Accounts in other languages, through the real entry point: known labels, shapes, and words that a person confirms."""

import shlex
from typing import Any

import pytest

from tests.cli.test_demo import play
from withdrawer.errors import Exit

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
AT_NOON = ("--now", "2026-11-22T12:00:00Z", "--people", "16")
"""Soon after midnight a blast of an hour ago is "yesterday" already."""


def undoes_the_blast(document: dict[str, Any]) -> None:
    data, site, truth = document["data"], document["data"]["site"], document["data"]["truth"]
    assert set(site["withdrawn"]) == set(truth["blast"]) - set(truth["accepted"])
    assert set(site["removed"]) == set(truth["accepted"])
    for half, done in (("sent", "withdrawn"), ("connections", "removed")):
        assert data[half][done] == data[half]["proven"] == len(site[done])


def test_german_is_undone_by_its_own_table() -> None:
    code, document, err = play(*AT_NOON, "--lang", "de")
    assert code == Exit.DONE, err
    undoes_the_blast(document)


def test_a_language_without_labels_names_all_its_words_and_then_undoes_the_blast() -> None:
    code, document, err = play(*AT_NOON, "--lang", "ja")
    assert code == Exit.USAGE, err
    error = document["errors"][0]
    command = shlex.split(error["hint"].partition("type: ")[2])
    words = [word for at, word in enumerate(command) if command[at - 1] == "--label"]
    assert words == ["取り下げる", "…さんのその他のアクション", "つながりを削除"]
    assert not document["data"]["site"]["withdrawn"] + document["data"]["site"]["removed"]
    code, document, err = play(*AT_NOON, "--lang", "ja", *(it for word in words for it in ("--label", word)))
    assert code == Exit.DONE, err
    undoes_the_blast(document)


def test_a_menus_own_name_is_never_taken_for_its_entry_nor_hidden_words_for_a_name() -> None:
    words = ("取り下げる", "…さんのその他のアクション", "つながりを削除")
    labels = [it for word in words for it in ("--label", word)]
    code, document, err = play(*AT_NOON, "--lang", "ja", "--layout", "artdeco", *labels)
    assert code == Exit.DONE, err
    undoes_the_blast(document)


def test_a_word_that_is_nowhere_is_told_with_those_there_are() -> None:
    code, document, err = play(*AT_NOON, "--lang", "tr", "--label", "Nonesuch")
    assert code == Exit.USAGE, err
    message = document["errors"][0]["message"]
    assert "Nonesuch" in message
    assert "Geri çek" in message
