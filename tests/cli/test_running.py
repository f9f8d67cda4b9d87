"""preview, run and the days that follow, judged by the site's own log."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.site import LocalSite, SiteOptions
from tests.support.stage import Stage
from withdrawer.errors import Exit

pytestmark = pytest.mark.browser
NOW = datetime(2026, 10, 12, 13, 20, tzinfo=UTC)
SELECT = ("--since", "1 day ago", "--until", "40 minutes ago")
FULL_SPEED = ("--yes", "--json", "--pace", "none")


def at(instant: datetime) -> dict[str, str]:
    return {"WITHDRAWER_NOW": instant.isoformat()}


def test_looking_clicks_nothing(stage: Callable[..., Stage]) -> None:
    here = stage(people=12)
    looks = [("preview",), ("preview", *SELECT), ("run", "--dry-run", *SELECT), ("run", "-n", "--yes", *SELECT)]
    for arguments in looks:
        before = here.happened()["listed"]
        told = here.run(*arguments, "--json")
        assert told.code == Exit.DONE, told.err
        assert here.happened()["act"] == 0
        assert here.happened()["listed"] > before
        assert told.data["sent"]["listed"] > 0
        pending = here.blast() - set(here.keys("accepted"))
        assert told.data["sent"]["planned"] == (0 if arguments == ("preview",) else len(pending))


def test_a_preview_reads_no_farther_than_its_window(stage: Callable[..., Stage]) -> None:
    here = stage(people=120)
    told = here.run("preview", "--since", "10 minutes ago", "--json")
    assert told.code == Exit.DONE, told.err
    assert len([it for it in here.site.events() if it["event"] == "listed" and it["kind"] == "sent"]) <= 20


def test_both_halves_are_undone_and_proven_and_nobody_else_is_touched(stage: Callable[..., Stage]) -> None:
    here = stage(people=16)
    here.run("preview", *SELECT)
    told = here.run("run", *FULL_SPEED, *SELECT)
    assert told.code == Exit.DONE, told.err
    accepted = set(here.keys("accepted"))
    assert accepted, "the scenario has people who accept after the first look"
    assert set(here.keys("withdrawn")) == here.blast() - accepted
    assert set(here.keys("removed")) == accepted
    for half, done, event in (("sent", "withdrawn", "withdrawn"), ("connections", "removed", "removed")):
        assert told.data[half][done] == told.data[half]["proven"] == len(here.keys(event))
    assert len(here.keys("act")) == len(set(here.keys("act")))
    assert f"People ({16 - len(here.blast())})" in told.err
    assert told.data["job"]["state"] == "finished"


def test_connections_of_unknown_origin_stay_unless_asked_for(stage: Callable[..., Stage]) -> None:
    here = stage(scenario="late", people=30, now=NOW.isoformat())
    here.given.update(at(NOW))
    told = here.run("run", *FULL_SPEED, "--since", "10 days ago", "--only", "connections")
    assert told.code == Exit.DONE, told.err
    assert here.happened()["act"] == 0
    assert told.data["connections"]["kept"].get("unknown_origin", 0) > 0, (told.data, told.err)


def test_the_days_go_by_and_run_alone_goes_on(stage: Callable[..., Stage], tmp_path: Path) -> None:
    """The allowance holds in any 22 hours; on the same day a run says when; after the last day the job is finished."""
    state, log = tmp_path / "state.json", tmp_path / "log.jsonl"
    options = SiteOptions(people=11, state=state, log=log, truth=tmp_path / "truth.json")
    totals, day = [], 0
    home = tmp_path / "home"
    while day < 9:
        now = NOW + timedelta(days=day)
        site = LocalSite.start(SiteOptions(**{**vars(options), "now": now.isoformat()}))
        with site:
            here = Stage(home, site, at(now))
            first = () if day else ("--pace", "none", "--per-day", "3", *SELECT)
            told = here.run("run", "--yes", "--json", *first)
            assert told.code == Exit.DONE, told.err
            totals.append(told.data["sent"]["withdrawn"])
            assert (
                len(here.keys("withdrawn"))
                == totals[-1]
                == min(3 * (day + 1), len(here.blast()) - len(here.keys("accepted")))
            )
            if told.data["job"]["state"] == "finished":
                break
            if not day:
                again = here.run("run", "--yes", "--json")
                assert again.code == Exit.DONE
                assert again.data["sent"]["withdrawn"] == totals[-1], "the same day does no more"
                assert again.data["allowance"]["left"] == 0
                assert again.data["allowance"]["next_at"] > now.isoformat()
                assert "tomorrow from" in again.err
        day += 1
    assert day == (len(here.blast()) - len(here.keys("accepted")) - 1) // 3
    assert told.data["sent"]["withdrawn"] + told.data["sent"]["accepted"] == told.data["sent"]["planned"]
    assert told.data["job"]["left"] == 0


def test_somebody_kept_by_name_by_address_or_by_file_is_not_touched(
    stage: Callable[..., Stage], tmp_path: Path
) -> None:
    here = stage(people=14)
    one, two, three = [it for it in here.site.truth()["people"] if it["blast"] and it["accepted"] is None][:3]
    file = tmp_path / "keep.txt"
    file.write_text(f"# friends\n{three['name']}\n", encoding="utf-8")
    profile = f"https://www.linkedin.com/in/{two['slug']}/?trk=x" if "@" not in two["slug"] else two["slug"]
    told = here.run("run", *FULL_SPEED, *SELECT, "--keep", one["name"], "--keep", profile, "--keep-file", str(file))
    assert told.code == Exit.DONE, told.err
    assert not {one["slug"], two["slug"], three["slug"]} & set(here.keys("act"))
    assert told.data["sent"]["kept"]["named"] >= 3


def test_a_keep_rule_that_means_nobody_stops_a_run_that_can_not_ask(stage: Callable[..., Stage]) -> None:
    here = stage(people=10)
    told = here.run("run", *FULL_SPEED, *SELECT, "--keep", "Nobody Of That Name")
    assert told.code == Exit.USAGE
    assert "Nobody Of That Name" in told.err
    assert here.happened()["act"] == 0


def test_those_of_first_go_before_all(stage: Callable[..., Stage]) -> None:
    here = stage(people=20)
    blast = [
        it for it in here.site.truth()["people"] if it["blast"] and it["accepted"] is None and "@" not in it["slug"]
    ]
    oldest = min(blast, key=lambda person: person["sent_at"])
    told = here.run(
        "run", *FULL_SPEED, *SELECT, "--first", f"https://www.linkedin.com/in/{oldest['slug']}", "--limit", "4"
    )
    assert told.code == Exit.DONE, told.err
    assert here.keys("act")[0] == oldest["slug"]
    assert len(here.keys("act")) + told.data["sent"]["accepted"] == told.data["sent"]["planned"] == 4


def test_also_accepted_removes_those_who_accept_during_the_run(stage: Callable[..., Stage]) -> None:
    here = stage(people=12)
    told = here.run("run", *FULL_SPEED, *SELECT, "--also-accepted")
    assert told.code == Exit.DONE, told.err
    assert set(here.keys("removed")) == set(here.keys("accepted"))
    assert set(here.keys("withdrawn")) == here.blast() - set(here.keys("accepted"))
    assert told.data["connections"]["removed"] == len(here.keys("removed")) > 0


def test_another_selection_needs_a_word_that_it_is_a_new_job(stage: Callable[..., Stage]) -> None:
    here = stage(people=12)
    assert here.run("run", *FULL_SPEED, *SELECT, "--per-day", "2").data["job"]["state"] == "open"
    unheard = here.run("run", *FULL_SPEED, "--per-day", "9", "--limit", "1")
    assert unheard.code == Exit.USAGE
    assert "--limit" in unheard.err
    assert len(here.keys("act")) == 2
    refused = here.run("run", *FULL_SPEED, "--since", "2 days ago", "--until", "40 minutes ago")
    assert refused.code == Exit.USAGE
    assert "--new-job" in refused.err
    told = here.run("run", *FULL_SPEED, "--since", "2 days ago", "--until", "40 minutes ago", "--new-job")
    assert told.code == Exit.DONE, told.err
    assert told.data["job"]["state"] == "finished"
