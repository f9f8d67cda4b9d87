"""Words that a person has to confirm, as they are typed; test_matrix.py plays every language to its end."""

import shlex
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.test_demo import play
from tests.cli.test_running import FULL_SPEED, NOW, at
from tests.support.site import LocalSite, SiteOptions
from tests.support.stage import Stage
from withdrawer.errors import Exit

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
AT_NOON = ("--now", "2026-11-22T12:00:00Z", "--people", "12")


@pytest.mark.long
def test_a_control_without_a_name_is_told_before_anybody_is_touched() -> None:
    code, document, err = play(*AT_NOON, "--lang", "tr")
    assert code == Exit.USAGE, err
    command = shlex.split(document["errors"][0]["hint"].partition("type: ")[2])
    assert command == ["withdrawer", "demo", "--yes", "--json", *AT_NOON, "--lang", "tr", "--label", "Geri çek"]
    assert not any(document["data"]["site"].values())


@pytest.mark.long
def test_a_word_that_is_nowhere_is_told_with_those_there_are() -> None:
    code, document, err = play(*AT_NOON, "--lang", "tr", "--label", "Nonesuch")
    assert code == Exit.USAGE, err
    message = document["errors"][0]["message"]
    assert "Nonesuch" in message
    assert "Geri çek" in message


def test_the_last_of_a_list_are_checked_an_hour_later_where_its_words_are_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the count nor the words of an empty list are known in Japanese."""
    for patience in ("labels.page_language.UNKNOWN_SECONDS", "lists.list_page.FIRST_ROWS_SECONDS"):
        monkeypatch.setattr(f"withdrawer.linkedin.{patience}", 3.0)
    options = SiteOptions(
        people=5, layout="artdeco", language="ja", now=NOW.isoformat(), state=tmp_path / "state.json",
        log=tmp_path / "log.jsonl",
    )  # fmt: skip
    everybody = ("--since", "all", "--only", "sent", "--unsure", "include", "--with-note")
    with LocalSite.start(options) as site:
        here = Stage(tmp_path / "home", site, at(NOW))
        told = here.run("run", *FULL_SPEED, *everybody, "--label", "取り下げる")
        assert told.code == Exit.PARTIAL, told.err
        assert "it looks once more, an hour later" in told.err
        pending = len(here.keys("withdrawn")) - told.data["sent"]["proven"]
        assert pending > 0
        before = here.site.events()
        here.given = at(NOW + timedelta(minutes=30))
        assert here.run("run", *FULL_SPEED).data["job"]["state"] == "open"
        assert here.site.events() == before, "too early to open anything"
        here.given = at(NOW + timedelta(minutes=70))
        told = here.run("run", *FULL_SPEED)
        assert told.code == Exit.DONE, told.err
        assert (told.data["job"]["state"], told.data["sent"]["proven"]) == ("finished", len(here.keys("withdrawn")))
