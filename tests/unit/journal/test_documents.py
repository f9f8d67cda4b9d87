"""What is kept as a document has a version; where it can't be read, the error says what to do, and doing that helps."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from withdrawer.errors import UsageError
from withdrawer.journal.documents import VERSION, selection_of
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account
from withdrawer.plan.evidence.export import Archive, ArchivedInvitation, Direction
from withdrawer.plan.keep.keep_rules import KeepRules
from withdrawer.plan.person_rules import read_rule
from withdrawer.plan.selection import Selection

from .samples import NOW, TERMS, planned

SELECTION = Selection(window=TERMS.window, keep=KeepRules((read_rule("Ana Nueva", "--keep"),)), limit=7)
TYPED = msgspec.structs.replace(TERMS, selection=msgspec.to_builtins(SELECTION))
ARCHIVE = Archive(
    "max-example",
    (ArchivedInvitation("ana", "Ana", NOW.replace(tzinfo=None), Direction.OUTGOING, True),),
    messaged_at={"ana": NOW},
)
SPOILT = [
    "",
    "7",
    "[",
    "[" * 5000,
    '{"version": 9}',
    '{"version": "x"}',
    '{"version": 1e400}',
    '{"limit": "many"}',
    '{"owner": []}',
]


def test_a_selection_comes_back_whole_and_bears_its_version(journal: Journal, account: Account) -> None:
    job = journal.jobs.begin(account, TYPED, [planned("ada")], NOW)
    assert job.terms.selection["version"] == VERSION
    assert selection_of(job.terms.selection) == SELECTION
    again = journal.jobs.begin(account, job.terms, [planned("ada")], NOW)
    assert selection_of(again.terms.selection) == SELECTION


def test_what_was_written_without_a_version_goes_on(journal: Journal, account: Account) -> None:
    job = journal.jobs.begin(account, TYPED, [planned("ada")], NOW)
    journal.exports.add(ARCHIVE, "", NOW)
    with journal.database.writing():
        journal.database.write("UPDATE jobs SET selection = json_remove(selection, '$.version')")
        journal.database.write("UPDATE exports SET content = json_remove(content, '$.version')")
    assert selection_of(journal.jobs.get(job.id).terms.selection) == SELECTION
    assert journal.exports.all() == ARCHIVE
    assert not journal.exports.add(ARCHIVE, "", NOW), "it is known already"


@pytest.mark.parametrize("document", SPOILT)
def test_a_selection_that_cannot_be_read_is_never_an_empty_one(
    journal: Journal, account: Account, document: str
) -> None:
    job = journal.jobs.begin(account, TYPED, [planned("ada")], NOW)
    with journal.database.writing():
        journal.database.write("UPDATE jobs SET selection = ?", (document,))
    found = journal.jobs.open_job(account)
    assert found is not None
    assert journal.jobs.remaining(found)
    if document != '{"owner": []}':  # which is no field of a selection
        with pytest.raises(UsageError) as raised:
            selection_of(found.terms.selection)
        assert "--new-job" in raised.value.hint
    assert journal.jobs.begin(account, TYPED, [planned("ada")], NOW).id != job.id


@pytest.mark.parametrize("document", SPOILT)
def test_an_export_that_cannot_be_read_is_put_in_order_by_taking_one_over(journal: Journal, document: str) -> None:
    journal.exports.add(ARCHIVE, "", NOW)
    if document == '{"limit": "many"}':  # which is no field of an export
        return
    with journal.database.writing():
        journal.database.write("UPDATE exports SET content = ?", (document,))
    with pytest.raises(UsageError) as raised:
        journal.exports.all()
    assert "once more" in raised.value.hint
    journal.exports.drop_unreadable()
    assert journal.exports.add(replace(ARCHIVE, messaged_at={"ana": NOW + timedelta(days=1)}), "", NOW)
    assert journal.exports.all() is not None
