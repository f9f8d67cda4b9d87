"""The tidy wish in the journal, and the jobs that carry it out."""

from datetime import timedelta
from pathlib import Path

import msgspec

from tests.unit.journal.samples import NOW, TERMS, planned
from withdrawer.journal.forget import forget_people
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import JobState
from withdrawer.journal.wishes import Wish

WISH = Wish("3 weeks", {"version": 1, "limit": 5}, (0, 3), by_itself=True, agreed_at=NOW)


def test_a_wish_is_kept_as_it_was_agreed_to_and_another_replaces_it() -> None:
    with Journal.in_memory() as journal:
        account = journal.accounts.remember("me", "Me", NOW)
        assert journal.wishes.current(account) is None
        journal.wishes.agree(account, WISH)
        assert journal.wishes.current(account) == WISH
        journal.wishes.note_look(
            account, msgspec.structs.replace(WISH, agreed_at=NOW - timedelta(days=1)), NOW, 9, None
        )
        assert journal.wishes.current(account) == WISH, "that look was for another wish"
        journal.wishes.note_look(account, WISH, NOW + timedelta(days=1), 12, NOW - timedelta(days=90))
        looked = journal.wishes.current(account)
        assert looked == msgspec.structs.replace(
            WISH, looked_at=NOW + timedelta(days=1), ready=12, oldest_at=NOW - timedelta(days=90)
        )
        assert looked.since == NOW + timedelta(days=1)
        journal.wishes.agree(account, msgspec.structs.replace(WISH, older_than="2 months"))
        replaced = journal.wishes.current(account)
        assert replaced is not None
        assert (replaced.older_than, replaced.looked_at, replaced.ready) == ("2 months", None, 0)
        journal.wishes.forget(account)
        assert journal.wishes.current(account) is None


def test_a_tidy_job_begins_only_while_nothing_is_open_and_the_wish_holds() -> None:
    with Journal.in_memory() as journal:
        account = journal.accounts.remember("me", "Me", NOW)
        jobs = journal.jobs
        assert jobs.begin_tidy(account, TERMS, [planned("ana")], NOW, NOW) is None, "there is no wish"
        journal.wishes.agree(account, WISH)
        blast = jobs.begin(account, TERMS, [planned("ben")], NOW)
        assert jobs.begin_tidy(account, TERMS, [planned("ana")], NOW, NOW) is None
        assert jobs.open_job(account) == blast
        jobs.finish(blast, NOW)
        stale = jobs.begin_tidy(account, TERMS, [planned("ana")], NOW, NOW - timedelta(days=1))
        assert stale is None, "another wish was agreed to since"
        tidy = jobs.begin_tidy(account, TERMS, [planned("ana")], NOW, NOW)
        assert tidy is not None
        assert tidy.is_tidy
        assert jobs.begin_tidy(account, TERMS, [planned("ana")], NOW, NOW) is None, "the second of two starts"
        assert jobs.last_tidy(account) == tidy
        assert not jobs.begin(account, TERMS, [planned("cem")], NOW).is_tidy
        assert jobs.get(tidy.id).state is JobState.REPLACED


def test_whoever_is_forgotten_is_no_longer_named_by_a_wish(tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite3"
    with Journal.open(file) as journal:
        account = journal.accounts.remember("me", "Me", NOW)
        journal.wishes.agree(account, msgspec.structs.replace(WISH, selection={"keep": ["Ana Canary"]}))
        assert journal.jobs.begin_tidy(account, TERMS, [planned("ben")], NOW, NOW)
        forget_people(journal.database, NOW)
        assert journal.wishes.current(account) is None
    assert b"Canary" not in file.read_bytes()
