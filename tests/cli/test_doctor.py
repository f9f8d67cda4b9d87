"""`doctor` as a person types it: every finding is told, nothing is changed, and it never stops at the first failure."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_running import FULL_SPEED, NOW, SELECT, at
from tests.support.command import Told
from tests.support.stage import Stage
from withdrawer.errors import Exit
from withdrawer.home import open_home
from withdrawer.journal.lock import run_lock

pytestmark = pytest.mark.browser


def marks(told: Told) -> dict[str, str]:
    return {it["about"]: it["mark"] for it in told.data["findings"]}


def finding(told: Told, about: str) -> dict[str, Any]:
    [found] = [it for it in told.data["findings"] if it["about"] == about]
    assert isinstance(found, dict)
    return found


def test_where_all_is_well_it_says_so_and_changes_nothing(stage: Callable[..., Stage]) -> None:
    here = stage(people=12)
    told = here.run("doctor", "--probe", "--json")
    assert told.code == Exit.DONE, told.err
    assert {about for about, mark in marks(told).items() if mark != "ok"} == {"profile"}, told.out
    assert "No browser has used" in finding(told, "profile")["sentence"]
    assert {"browser", "session", "account", "journal", "clock", "zone", "profile", "pause"} <= set(marks(told))
    assert "12 rows understood, 12 buttons; 12 with an age" in finding(told, "sent invitations")["sentence"]
    assert "names " in finding(told, "probe")["sentence"]
    assert here.happened()["act"] == here.happened()["withdrawn"] == 0
    assert here.keys("listed")


def test_the_probe_takes_somebody_of_the_selection_or_says_that_there_is_none(stage: Callable[..., Stage]) -> None:
    here = stage(people=25)
    told = here.run("doctor", "--probe", "--since", "1 day ago", "--until", "40 minutes ago", "--json")
    assert told.code == Exit.DONE, told.err
    blast = {it["name"] for it in here.site.truth()["people"] if it["blast"]}
    assert any(f"names {name} and" in finding(told, "probe")["sentence"] for name in blast)
    none = here.run("doctor", "--probe", "--since", "1 minute ago", "--json")
    assert finding(none, "probe")["mark"] == "look"
    assert here.happened()["act"] == 0


def test_signed_out_it_says_so_and_still_tells_the_rest(stage: Callable[..., Stage]) -> None:
    here = stage(scenario="signed-out", people=3)
    told = here.run("doctor", "--json")
    assert told.code == Exit.SIGNED_OUT
    assert told.document["status"] == "error"
    assert finding(told, "session")["mark"] == "broken"
    assert "withdrawer login" in finding(told, "session")["next"]
    assert {"journal", "zone", "browser"} <= set(marks(told))


def test_while_another_run_holds_the_account_the_journal_is_told_all_the_same(stage: Callable[..., Stage]) -> None:
    here = stage(people=3)
    home = open_home(here.home, "", "replay", {})
    with run_lock(home.lock):
        told = here.run("doctor", "--json")
    assert told.code == Exit.LOCKED
    assert marks(told)["journal"] == "ok"
    assert finding(told, "lock")["mark"] == "broken"
    assert finding(told, "lock")["next"]
    assert here.happened()["page"] == 0


def test_a_journal_that_is_none_is_told_and_left_as_it_is(stage: Callable[..., Stage]) -> None:
    here = stage(people=3)
    file = open_home(here.home, "", "replay", {}).journal
    file.write_text("no journal at all, but longer than the header of one" * 100)
    before = file.read_bytes()
    told = here.run("doctor", "--json")
    assert told.code == Exit.USAGE
    assert finding(told, "journal")["mark"] == "broken"
    assert finding(told, "journal")["next"]
    assert marks(told)["session"] == "ok", "the rest is looked at all the same"
    assert file.read_bytes() == before


def test_paused_it_opens_nothing_and_names_the_next_step(stage: Callable[..., Stage], tmp_path: Path) -> None:
    here = stage(people=8, faults=("verification:1",))
    assert here.run("run", *FULL_SPEED, *SELECT).code == Exit.WALL
    pages = here.happened()["page"]
    told = here.run("doctor", "--json")
    assert told.code == Exit.WALL
    assert told.document["status"] == "stopped"
    assert finding(told, "pause")["next"] == "withdrawer resume"
    assert here.happened()["page"] == pages


def test_a_browser_that_is_not_there_and_a_clock_that_is_off_are_told(stage: Callable[..., Stage]) -> None:
    here = stage(people=3, now=NOW.isoformat())
    here.given |= at(NOW.replace(hour=NOW.hour + 2))
    told = here.run("doctor")
    assert told.code == Exit.DONE, told.err
    assert "look    clock: This computer is 12" in told.out.replace("119", "120")
    here.given |= {"WITHDRAWER_BROWSER": "no-such-browser"}
    told = here.run("doctor", "--json")
    assert told.code == Exit.USAGE
    assert finding(told, "browser")["mark"] == "broken"


def test_whom_to_probe_is_refused_without_a_probe(stage: Callable[..., Stage]) -> None:
    assert stage(people=3).run("doctor", "--since", "yesterday").code == Exit.USAGE


def test_no_browser_at_all_is_told_with_what_to_install(stage: Callable[..., Stage], tmp_path: Path) -> None:
    here = stage(people=3)
    here.given |= {"WITHDRAWER_BROWSER": "", "PATH": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}
    told = here.run("doctor", "--json")
    assert told.code == Exit.USAGE
    assert "Install" in finding(told, "browser")["next"]
    assert marks(told)["journal"] == "ok"


def test_a_word_that_no_table_has_is_told_and_probed_only_once_it_is_confirmed(stage: Callable[..., Stage]) -> None:
    here = stage(people=4, layout="sdui-2025", language="ja")
    told = here.run("doctor", "--probe", "--json")
    assert told.code == Exit.DONE, told.err
    assert "取り下げる" in finding(told, "labels, sent invitations")["sentence"]
    assert "--label 取り下げる" in finding(told, "labels, sent invitations")["next"].replace("'", "")
    assert "Nobody's dialog was opened" in finding(told, "probe")["sentence"]
    told = here.run("doctor", "--probe", "--label", "取り下げる", "--json", "--verbose")
    assert told.code == Exit.DONE, told.err
    assert "you have confirmed “取り下げる”" in finding(told, "labels, sent invitations")["sentence"]
    assert "Cancel was pressed" in finding(told, "probe")["sentence"]
    assert "One person of sent: kept" in told.err
    assert here.happened()["act"] == 0


@pytest.mark.parametrize(("layout", "language"), [("sdui-2026", "en"), ("artdeco", "de")])
def test_what_can_be_shared_says_how_it_went_and_names_nobody(
    stage: Callable[..., Stage], layout: str, language: str
) -> None:
    here = stage(people=12, layout=layout, language=language)
    told = here.run("doctor", "--share", "--json")
    assert told.code == Exit.DONE, told.err
    share = told.data["share"]
    assert {it["layout"] for it in share["pages"].values()} == {layout}
    assert {it["language"] for it in share["pages"].values()} == {language}
    assert share["pages"]["sent"]["rows"] == 12
    assert "| looked only; both pages understood" in share["line"]
    people = here.site.truth()["people"]
    canaries = {it[key] for it in people for key in ("name", "slug")} | {str(here.home), here.home.name}
    canaries |= set(re.findall(r"[\w-]{4,}", finding(told, "session")["sentence"].removeprefix("Signed in as "))) - {
        "linkedin"
    }
    canaries |= {part for it in people for part in it["name"].split() if len(part) > 3}
    assert not [it for it in canaries if it.casefold() in str(share).casefold()]
    assert here.happened()["act"] == 0
