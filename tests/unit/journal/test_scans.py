from datetime import timedelta

from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account
from withdrawer.plan.half import Half
from withdrawer.plan.people import EarlierSighting

from .samples import NOW, SPAN, person


def test_a_scan_tells_what_it_was(journal: Journal, account: Account) -> None:
    scan = journal.scans.begin(account, Half.SENT, NOW)
    assert scan == journal.scans.last_begun(account, Half.SENT)
    assert (scan.half, scan.started_at) == (Half.SENT, NOW)
    assert journal.scans.last_stated(account, Half.SENT) is None
    journal.scans.end(scan, NOW + timedelta(minutes=1), loads=7, stated_count=61, complete=True, language="en")
    [row] = journal.database.rows("SELECT loads, complete, language FROM scans")
    assert tuple(row) == (7, 1, "en")
    journal.scans.begin(account, Half.SENT, NOW)  # one that is broken off tells nothing
    assert journal.scans.last_stated(account, Half.SENT) == 61
    assert journal.scans.last_stated(account, Half.CONNECTIONS) is None


def test_earlier_sightings_are_all_invitations_ever_seen_also_by_a_scan_broken_off(
    journal: Journal, account: Account
) -> None:
    first = journal.scans.begin(account, Half.SENT, NOW)
    journal.scans.add(first, [person("ada"), person("ben", 1, span=None)])
    journal.scans.end(first, NOW, 1, 2, complete=True)
    broken = journal.scans.begin(account, Half.SENT, NOW)
    journal.scans.add(broken, [person("ada"), person("")])
    connections = journal.scans.begin(account, Half.CONNECTIONS, NOW)
    journal.scans.add(connections, [person("cem", half=Half.CONNECTIONS)])
    other = journal.accounts.remember("other", "Other", NOW)
    journal.scans.add(journal.scans.begin(other, Half.SENT, NOW), [person("dan")])

    assert journal.scans.earlier_sightings(account) == [
        EarlierSighting("ada", "yesterday", SPAN, False, first.id, 0),
        EarlierSighting("ben", "yesterday", None, False, first.id, 1),
        EarlierSighting("ada", "yesterday", SPAN, False, broken.id, 0),
    ]


def test_loads_are_counted_while_a_scan_goes_on_and_set_when_it_ends(journal: Journal, account: Account) -> None:
    old = journal.scans.begin(account, Half.SENT, NOW - timedelta(days=1))
    journal.scans.end(old, NOW, loads=100, stated_count=None, complete=False)
    scan = journal.scans.begin(account, Half.SENT, NOW)
    for position in range(3):
        journal.scans.add(scan, [person(f"p{position}", position)])
    assert journal.scans.loads_since(NOW - timedelta(hours=22)) == 3
    journal.scans.end(scan, NOW, loads=5, stated_count=3, complete=True)
    assert journal.scans.loads_since(NOW - timedelta(hours=22)) == 5
    assert journal.scans.loads_since(NOW) == 0


def test_how_far_from_the_end_somebody_stood_is_told_by_the_last_reading(journal: Journal, account: Account) -> None:
    scans, after = journal.scans, SPAN.earliest + timedelta(microseconds=1)
    assert (scans.from_end(account, after), scans.from_end_of(account, "ada")) == (0, 0)
    for place, stated in ((40, 100), (55, 110)):
        scan = scans.begin(account, Half.SENT, NOW)
        scans.add(scan, [person("new", 3, span=None), person("ada", place), person("ben", place + 1)])
        scans.end(scan, NOW, 2, stated, complete=True)
    scans.add(scans.begin(account, Half.SENT, NOW), [person("ada", 7)])  # one that goes on has no count yet
    assert (scans.from_end(account, after), scans.from_end_of(account, "ada")) == (55, 55)
    assert scans.from_end_of(account, "ben") == 54
    assert scans.from_end(account, SPAN.earliest) == 0
