"""`withdrawer import` without a browser: what it takes, what it tells, and what it answers for its old names."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tests.support.answers import Answering
from tests.unit.linkedin.making import INVITATIONS, ME, unpacked, zipped
from tests.unit.schedule.making import remember_schedule
from withdrawer.app.context import CommandContext
from withdrawer.app.export_questions import ask_questions
from withdrawer.app.look import Look, RunOptions
from withdrawer.cli.main import run
from withdrawer.errors import Exit
from withdrawer.home import open_home
from withdrawer.journal.journal import Journal
from withdrawer.journal.questions import Asked, Question
from withdrawer.journal.records import Account, Job, PlanLine, Terms
from withdrawer.plan.dates.spans import Span, Window
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.half import Half
from withdrawer.plan.people import Person

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
FRIDAY = Span(datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 21, tzinfo=UTC))


def invitation(slug: str, minute: str = "2:02 PM") -> str:
    return f'Jo Doe,{slug.title()},"11/20/26, {minute}",,OUTGOING,{ME},https://www.linkedin.com/in/{slug}\n'


BLAST = [f"blast-{number}" for number in range(20)]
EXPORT = INVITATIONS + "".join(map(invitation, BLAST)) + invitation("stranger", "9:41 AM")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("WITHDRAWER_HOME", str(folder))
    monkeypatch.setenv("TZ", "UTC")
    return folder


def opened(home: Path) -> Journal:
    return Journal.open(home / "journal.sqlite3")


def line(slug: str) -> PlanLine:
    return PlanLine(Half.SENT, slug, slug.title(), 0, False, Verdict.PLANNED, "selected", "selected", FRIDAY)


def with_job(home: Path) -> tuple[Journal, Account, Job]:
    """A home in which a job is open for all of that Friday."""
    open_home(home, "", "real", {})
    journal = opened(home)
    account = journal.accounts.remember("JO-doe-1a2b", "Jo Doe", NOW - timedelta(days=1))
    terms = Terms({}, Window(FRIDAY.earliest, FRIDAY.latest), 40, "steady", tuple(Half), False)
    job = journal.jobs.begin(account, terms, map(line, [*BLAST, "stranger"]), NOW - timedelta(days=1))
    return journal, account, job


@pytest.mark.parametrize(
    "arguments",
    [
        ["archive", "x.zip"],
        ["archive", "--help"],
        ["preview", "--archive", "x.zip"],
        ["run", "--archive-zone", "utc"],
    ],
)
def test_the_old_names_are_answered_with_the_new_one(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert run(arguments) == Exit.USAGE
    assert "withdrawer import FILE" in capsys.readouterr().err


def test_a_job_whose_selection_cannot_be_read_is_told_and_nothing_is_taken_over(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal, _, _ = with_job(home)
    with journal:
        with journal.database.writing():
            journal.database.write('UPDATE jobs SET selection = \'{"limit": "many"}\'')
        assert run(["import", str(zipped(tmp_path, {"Invitations.csv": EXPORT}))]) == Exit.USAGE
        assert "can't be read in the journal" in capsys.readouterr().err
        assert journal.exports.all() is None


def test_twice_is_once_and_so_is_one_of_its_tables(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = zipped(tmp_path, {"Invitations.csv": EXPORT})
    assert run(["import", str(file)]) == Exit.DONE
    assert "the file is not needed any more" in capsys.readouterr().out
    folder = unpacked(tmp_path, {"a/Invitations.csv": EXPORT})
    for same in (file, folder, folder / "a" / "Invitations.csv"):
        assert run(["import", str(same)]) == Exit.DONE
        assert "known already" in capsys.readouterr().out
    with opened(home) as journal:
        assert len(journal.database.rows("SELECT id FROM exports")) == 1


def test_what_is_not_read_is_told_and_the_file_is_still_needed(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = {"Invitations.csv": EXPORT.replace("11/20/26, 9:41 AM", "Friday"), "Connections.csv": "Vorname;Nachname\n"}
    assert run(["import", str(zipped(tmp_path, bad))]) == Exit.PARTIAL
    told = capsys.readouterr().out
    assert "not needed" not in told
    assert "1 of 21 rows has no date that can be read: line 22" in told
    assert "Connections.csv: it has no header" in told


def test_the_zone_may_be_said_alone(home: Path, tmp_path: Path) -> None:
    assert run(["import"]) == Exit.USAGE
    assert run(["import", "--zone", "utc"]) == Exit.USAGE
    assert run(["import", str(zipped(tmp_path, {"Invitations.csv": EXPORT})), "--zone", "Nowhere/Land"]) == Exit.USAGE
    assert run(["import", str(zipped(tmp_path, {"Invitations.csv": EXPORT}))]) == Exit.DONE
    assert run(["import", "--zone", "Europe/Berlin"]) == Exit.DONE
    with opened(home) as journal:
        assert journal.exports.zone() == "Europe/Berlin"


def test_an_export_of_somebody_else_is_refused_and_one_of_before_the_first_sign_in_is_dropped(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign = EXPORT.replace("jo-doe-1a2b", "somebody-else").replace("blast", "theirs")
    assert run(["import", str(zipped(tmp_path, {"Invitations.csv": foreign}, "foreign.zip"))]) == Exit.DONE
    journal, _, _ = with_job(home)
    capsys.readouterr()
    assert run(["import", str(tmp_path / "foreign.zip")]) == Exit.USAGE
    assert "somebody-else" in capsys.readouterr().err
    assert run(["import", str(zipped(tmp_path, {"Invitations.csv": EXPORT}))]) == Exit.DONE
    kept = journal.exports.all()
    assert kept is not None
    assert {line.slug for line in kept.invitations} == {*BLAST, "stranger"}
    journal.close()


def test_an_export_is_held_against_the_open_job_and_asks_once(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal, _, job = with_job(home)
    file = zipped(tmp_path, {"Invitations.csv": EXPORT})
    capsys.readouterr()
    assert run(["import", str(file), "--json"]) == Exit.DONE
    assert json.loads(capsys.readouterr().out)["data"]["questions"] == {"keep": 1, "remove": 0}
    assert [it.key for it in journal.questions.unanswered(job, Asked.KEEP)] == ["stranger"]
    assert [it.key for it in journal.jobs.remaining(job) if it.is_asked] == ["stranger"]
    journal.questions.answer(job, Asked.KEEP, NOW, is_yes=False)
    assert run(["import", str(file)]) == Exit.DONE
    assert journal.questions.unanswered(job, Asked.KEEP) == []
    journal.close()


def test_what_was_known_when_the_job_was_confirmed_is_not_asked(home: Path, tmp_path: Path) -> None:
    assert run(["import", str(zipped(tmp_path, {"Invitations.csv": EXPORT}))]) == Exit.DONE
    journal, _, job = with_job(home)
    more = EXPORT.replace("stranger", "another")
    assert run(["import", str(zipped(tmp_path, {"Invitations.csv": more}, "more.zip"))]) == Exit.DONE
    assert journal.questions.unanswered(job, Asked.KEEP) == []
    journal.close()


@pytest.mark.parametrize(
    ("says", "keeps", "left"), [(True, False, 20), (False, False, 21), (None, True, 20), (None, False, 20)]
)
def test_only_a_no_of_the_person_lets_them_be_undone(
    home: Path, tmp_path: Path, says: bool | None, keeps: bool, left: int
) -> None:
    journal, _, job = with_job(home)
    assert run(["import", str(zipped(tmp_path, {"Invitations.csv": EXPORT}))]) == Exit.DONE
    user = Answering(says)
    at = cast("CommandContext", SimpleNamespace(journal=journal, now=NOW, user=user))
    ask_questions(at, job, says_yes=keeps)
    assert user.questions == (
        []
        if says is None
        else ["Your data export says: 1 person in your job was not part of the blast. Leave them alone?"]
    )
    assert "Stranger" in user.told[0]
    assert len([it for it in journal.jobs.remaining(job) if not it.is_asked]) == left
    is_waiting = says is None and not keeps
    assert len(journal.questions.unanswered(job, Asked.KEEP)) == is_waiting
    journal.close()


def test_a_second_burst_is_told_in_status_and_widens_nothing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    journal, account, job = with_job(home)

    def scan(at: datetime, people: list[tuple[str, datetime]]) -> None:
        reading = journal.scans.begin(account, Half.SENT, at, UTC)
        journal.scans.add(
            reading,
            [
                Person(Half.SENT, key, key, "", "1 hour ago", Span(sent, sent + timedelta(hours=1)), False, place, at)
                for place, (key, sent) in enumerate(people)
            ],
        )
        journal.scans.end(reading, at, 1, None, True)

    old = [(f"old-{number}", NOW - timedelta(days=3 + number)) for number in range(12)]
    scan(NOW - timedelta(hours=19), old)
    last = journal.scans.last_begun(account, Half.SENT)
    scan(NOW, [(f"new-{number}", NOW - timedelta(hours=2)) for number in range(142)] + old)
    user = Answering(now=NOW)
    look = Look(cast("CommandContext", SimpleNamespace(journal=journal, now=NOW, user=user)), RunOptions())
    look.tell_second(account, last)
    assert user.told[0].startswith(
        "142 new invitations since yesterday 14:00, sent today 07:00 to today 08:00: a second"
    )
    assert look.second is not None
    assert look.second.count == 142
    capsys.readouterr()
    assert run(["status"]) == Exit.DONE
    assert "142 new invitations" in capsys.readouterr().out
    assert run(["status", "--json"]) == Exit.DONE
    assert json.loads(capsys.readouterr().out)["data"]["second_burst"]["count"] == 142
    assert len(journal.jobs.remaining(job)) == 21
    journal.close()


def test_where_only_people_in_question_are_left_the_schedule_says_so_and_opens_nothing(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal, _, job = with_job(home)
    everybody = [
        Question(Asked.KEEP, Half.SENT, slug, slug, 0, "invited at another time") for slug in [*BLAST, "stranger"]
    ]
    journal.questions.add(job, everybody, NOW)
    capsys.readouterr()
    [file] = home.rglob("journal.sqlite3")
    remember_schedule(file.parent, job.id)
    assert run(["schedule", "run", "--json", "--home", str(file.parent)]) == Exit.DONE
    told = capsys.readouterr()
    assert "a question about your data export waits for you" in told.err + next(home.rglob("schedule.log")).read_text()
    assert json.loads(told.out)["data"]["in_question"] == 21
    assert journal.jobs.get(job.id) == job
    journal.close()
