from datetime import timedelta

import pytest

from withdrawer.errors import AnotherMember
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account

from .samples import NOW


def test_a_new_journal_belongs_to_nobody(journal: Journal) -> None:
    assert journal.accounts.current() is None


def test_a_member_seen_again_is_the_same_account(journal: Journal) -> None:
    first = journal.accounts.remember("zoë-example", "Zoë", NOW)
    again = journal.accounts.remember("zoë-example", "Zoë Example", NOW + timedelta(days=1))
    assert (again.id, again.name) == (first.id, "Zoë Example")
    assert journal.accounts.remember("zoë-example", "", NOW).name == "Zoë Example"


def test_current_is_the_member_that_was_signed_in_last(journal: Journal) -> None:
    first = journal.accounts.remember("ada", "Ada", NOW)
    second = journal.accounts.remember("ben", "Ben", NOW + timedelta(hours=1))
    assert journal.accounts.current() == second
    journal.accounts.remember("ada", "Ada", NOW + timedelta(hours=2))
    assert journal.accounts.current() == first


def test_a_member_can_take_another_address_but_not_that_of_another_member(journal: Journal) -> None:
    ada = journal.accounts.remember("ada", "Ada", NOW)
    journal.accounts.remember("ben", "Ben Example", NOW)
    journal.accounts.rename(ada, "ada-2")
    assert journal.accounts.remember("ada-2", "", NOW) == Account(ada.id, "ada-2", "Ada")
    with pytest.raises(AnotherMember, match="another member's: Ben Example"):
        journal.accounts.rename(ada, "ben")
    assert journal.accounts.remember("ada-2", "", NOW).id == ada.id
