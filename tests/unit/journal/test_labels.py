from tests.unit.journal.samples import NOW
from withdrawer.journal.journal import Journal


def test_confirmed_words_are_kept_once_and_only_for_their_member(journal: Journal) -> None:
    one, other = (journal.accounts.remember(slug, "Jo Doe", NOW) for slug in ("jo-doe", "jo-other"))
    journal.labels.add(one, ["取り下げる", "つながりを削除"], NOW)
    journal.labels.add(one, ["取り下げる"], NOW)
    assert journal.labels.words(one) == ("取り下げる", "つながりを削除")
    assert journal.labels.words(other) == ()
