"""The data export, the keep list, and plans as lists, through the real entry point, judged by the site's own log."""

import csv
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.cli.exports import write_export
from tests.support.stage import Stage
from withdrawer.errors import Exit

pytestmark = pytest.mark.browser
SELECT = ("--since", "1 day ago", "--until", "40 minutes ago")
FULL_SPEED = ("--yes", "--json", "--pace", "none")


def invited(here: Stage) -> list[dict[str, Any]]:
    return [it for it in here.site.truth()["people"] if it["sent_at"]]


def pending_blast(here: Stage) -> set[str]:
    return {it["slug"] for it in invited(here) if it["blast"] and not it["accepted"] and "@" not in it["slug"]}


def around_the_blast(here: Stage) -> tuple[str, ...]:
    """The minutes of the blast: far narrower than any wording of days."""
    sent = sorted(datetime.fromisoformat(it["sent_at"]) for it in invited(here) if it["blast"])
    return (
        "--since", (sent[0] - timedelta(minutes=5)).isoformat(),
        "--until", (sent[-1] + timedelta(minutes=5)).isoformat(),
    )  # fmt: skip


def test_with_the_export_exactly_the_blast_is_planned(stage: Callable[..., Stage], tmp_path: Path) -> None:
    here = stage(scenario="day-wordings")
    select = around_the_blast(here)
    assert here.run("preview", *select, "--json").data["sent"]["planned"] == 0
    archive = write_export(tmp_path / "export.zip", invited(here))
    document = tmp_path / "preview.json"
    assert here.run("import", str(archive)).code == Exit.DONE
    unsettled = here.run("preview", *select)
    assert "import --zone" in " ".join(unsettled.err.split())
    assert here.run("import", "--zone", "utc").code == Exit.DONE
    told = here.run("preview", *select, "--json", str(document))
    assert told.code == Exit.DONE, told.err
    people = json.loads(document.read_text("utf-8"))["data"]["people"]
    planned = {it["key"] for it in people if it["verdict"] == "planned"}
    # Those invited by mail have no line of their own in the export: the list's order alone can tell of them.
    assert {key for key in planned if "@" not in key} == {key for key in here.blast() if "@" not in key}
    assert planned <= here.blast()
    assert here.happened()["act"] == 0


@pytest.mark.parametrize("hours", [0, -8])
def test_an_export_that_was_taken_over_settles_its_zone_by_wordings_of_hours(
    stage: Callable[..., Stage], tmp_path: Path, hours: int
) -> None:
    here = stage(people=12)
    archive = write_export(tmp_path / "export.zip", invited(here), timedelta(hours=hours))
    told = here.run("import", str(archive), "--json")
    assert told.code == Exit.DONE, told.err
    assert told.data["outgoing"] == len([it for it in invited(here) if "@" not in it["slug"]])
    assert told.data["is_new"]
    assert not here.run("import", str(archive), "--json").data["is_new"], "twice is once"
    archive.unlink()
    told = here.run("preview", *around_the_blast(here), "--json", str(tmp_path / "preview.json"))
    assert told.code == Exit.DONE, told.err
    assert "--zone" not in told.err
    people = json.loads((tmp_path / "preview.json").read_text("utf-8"))["data"]["people"]
    planned = {it["key"] for it in people if it["verdict"] == "planned"}
    assert pending_blast(here) <= planned <= here.blast()


def test_an_export_of_somebody_else_is_refused(stage: Callable[..., Stage], tmp_path: Path) -> None:
    here = stage(people=10)
    archive = write_export(tmp_path / "export.zip", invited(here), member="somebody-else-00000")
    assert here.run("import", str(tmp_path / "none.zip")).code == Exit.USAGE
    assert here.run("import", str(archive)).code == Exit.DONE, "nobody knows yet whose account this is"
    told = here.run("run", *FULL_SPEED, *SELECT)
    assert told.code == Exit.USAGE, told.err
    assert "somebody-else-00000" in told.err
    assert here.run("import", str(archive)).code == Exit.USAGE
    assert here.happened()["act"] == 0


def test_the_keep_list_holds_and_answers_what_is_too_late(stage: Callable[..., Stage]) -> None:
    here = stage(people=12)
    one, two = [it for it in invited(here) if it["slug"] in pending_blast(here) and it["accepted"] is None][:2]
    assert here.run("keep", "add", one["name"], "--json").data["added"][0]["already"] == []
    told = here.run("run", *FULL_SPEED, *SELECT)
    assert told.code == Exit.DONE, told.err
    assert one["slug"] not in here.keys("act")
    assert told.data["sent"]["kept"]["named"] >= 1
    late = here.run("keep", "add", two["name"])
    assert "already withdrawn; can be invited again from" in late.out
    assert [it["written"] for it in here.run("keep", "list", "--json").data["kept"]] == [one["name"], two["name"]]
    assert here.run("keep", "remove", one["name"]).code == Exit.DONE
    assert here.run("keep", "remove", one["name"]).code == Exit.USAGE


def test_a_list_edited_in_a_spreadsheet_undoes_whom_it_still_marks(stage: Callable[..., Stage], tmp_path: Path) -> None:
    here = stage(people=12)
    file = tmp_path / "blast.csv"
    told = here.run("preview", *SELECT, "--csv", str(file))
    assert told.code == Exit.DONE, told.err
    assert file.stat().st_mode & 0o077 == 0
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    undo = [row for row in rows if row["action"] == "undo" and row["list"] == "sent"]
    undo[0]["action"] = "keep"
    rows.remove(undo[1])
    rows = [{**row, "headline": "24-Jul", "name": "#NAME?"} for row in rows]
    slipped = [{**row, "profile": "Eve"} if row["profile"] == undo[2]["profile"] else row for row in rows]
    without = [{key: text for key, text in row.items() if key != "action"} for row in rows]
    for name, content in (("good.csv", rows), ("bad.csv", slipped), ("none.csv", without)):
        with (tmp_path / name).open("w", encoding="utf-16", newline="") as out:
            writer = csv.DictWriter(out, list(content[0]), delimiter=";")
            writer.writeheader()
            writer.writerows(content)
    refused = here.run("run", *FULL_SPEED, "--plan", str(tmp_path / "bad.csv"))
    assert refused.code == Exit.USAGE
    line = next(at for at, row in enumerate(slipped, start=2) if row["profile"] == "Eve")
    assert f"line {line}: this row names nobody" in refused.err
    refused = here.run("run", *FULL_SPEED, "--plan", str(tmp_path / "none.csv"))
    assert refused.code == Exit.USAGE
    assert "no column called action" in refused.err
    refused = here.run("run", *FULL_SPEED, "--plan", str(tmp_path / "good.csv"), "--since", "all")
    assert refused.code == Exit.USAGE
    looked = here.run("preview", "--plan", str(tmp_path / "good.csv"), "--csv", "-")
    assert looked.code == Exit.DONE, looked.err
    assert looked.out.startswith("\ufeffaction,")
    assert here.happened()["act"] == 0
    told = here.run("run", *FULL_SPEED, "--plan", str(tmp_path / "good.csv"))
    assert told.code == Exit.DONE, told.err
    kept = {unquote(row["profile"].rstrip("/").rsplit("/", 1)[-1]) for row in undo[:2]}
    assert not kept & set(here.keys("act"))
    found = told.data["plan_file"]
    slugs = {unquote(row["profile"].rstrip("/").rsplit("/", 1)[-1]) for row in undo}
    assert {it["key"] for it in found["accepted"]} <= set(here.keys("accepted"))
    assert not set(here.keys("removed")) & {it["key"] for it in found["accepted"]}
    assert len(set(here.keys("act")) & slugs) + len(found["accepted"]) + told.data["sent"]["accepted"] == len(undo) - 2


def test_who_accepted_meanwhile_is_shown_by_status_and_removed_after_a_later_yes(stage: Callable[..., Stage]) -> None:
    here = stage(people=12)
    told = here.run("run", *FULL_SPEED, *SELECT)
    assert told.code == Exit.DONE, told.err
    accepted = set(here.keys("accepted"))
    assert accepted
    assert here.happened()["removed"] == 0
    assert {it["key"] for it in here.run("status", "--json").data["accepted_meanwhile"]} == accepted
    assert "run --also-accepted" in here.run("status").out
    told = here.run("run", *FULL_SPEED, "--also-accepted")
    assert told.code == Exit.DONE, told.err
    assert set(here.keys("removed")) == accepted
    assert here.run("status", "--json").data["accepted_meanwhile"] == []
