"""A sighting is kept small, and nothing that a plan rests on is lost by that, in journals from before either."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from withdrawer.journal import versions
from withdrawer.journal.columns import span_values, stored
from withdrawer.journal.forget import census
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account
from withdrawer.plan.dates.spans import Span, Window
from withdrawer.plan.half import Half
from withdrawer.plan.keep.keep_rules import RuleIndex
from withdrawer.plan.people import EarlierSighting, Person
from withdrawer.plan.person_rules import read_rule
from withdrawer.plan.plan import Plan, make_plan
from withdrawer.plan.selection import Selection

from .samples import NOW, person

HOUR = timedelta(hours=1)
ZONES = ("Europe/Berlin", "Pacific/Auckland", "")
OLD_SIGHTING = "INSERT INTO sightings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def readings(seed: int) -> list[tuple[Half, str, list[Person]]]:
    """Some lists as they were read over some days: people come, go, change their headline, and are seen again."""
    chance = Random(seed)
    lists = []
    for number in range(12):
        half = Half.CONNECTIONS if chance.random() < 0.3 else Half.SENT
        people = []
        for place, key in enumerate(sorted(chance.sample(range(30), 18), reverse=True)):
            seen_at = NOW + number * 7 * HOUR + place // 5 * timedelta(seconds=2)
            hours = 1 + (30 - key) * 5 + number * 7
            wording = f"{hours} hours ago" if hours < 24 else "yesterday" if hours < 48 else f"{hours // 24} days ago"
            span = Span(seen_at - hours * HOUR - HOUR, seen_at - hours * HOUR) if chance.random() < 0.9 else None
            shown = person(f"p{key}" if chance.random() < 0.95 else "", place, half, span)
            shown = replace(shown, wording=wording, seen_at=seen_at, has_note=chance.random() < 0.1)
            people.append(replace(shown, headline=chance.choice(["Head", "Line"])))
        lists.append((half, ZONES[number % 3], people))
    return lists


def as_before(file: Path, lists: Sequence[tuple[Half, str, list[Person]]]) -> None:
    """A journal of the version before, with these lists in it."""
    with closing(sqlite3.connect(file)) as connection:
        for number in range(1, 10):
            connection.executescript(versions._migrations()[number])
        connection.execute("PRAGMA user_version = 9")
        connection.execute("INSERT INTO accounts VALUES (1, 'max-example', 'Max', 0, 0)")
        for scan, (half, zone, people) in enumerate(lists, 1):
            connection.execute(
                "INSERT INTO scans (id, account_id, half, started_at, zone, language) VALUES (?, 1, ?, ?, ?, 'en')",
                (scan, half, stored(NOW), zone),
            )
            for it in people:
                seen = (it.has_note, it.position, stored(it.seen_at))
                told = (it.key, it.name, it.headline, it.wording, *span_values(it.span), *seen)
                connection.execute(OLD_SIGHTING, (None, scan, *told))
        connection.commit()


def of_now(journal: Journal, lists: Sequence[tuple[Half, str, list[Person]]]) -> Account:
    account = journal.accounts.remember("max-example", "Max", NOW)
    for half, zone, people in lists:
        scan = journal.scans.begin(account, half, NOW, ZoneInfo(zone) if zone else None)
        for load in range(0, len(people), 5):
            journal.scans.add(scan, people[load : load + 5])
        journal.scans.end(scan, NOW, 1, None, complete=True, language="en")
    return account


def expected(lists: Sequence[tuple[Half, str, list[Person]]]) -> list[tuple[object, ...]]:
    return [
        (it.key, it.wording, it.span, it.has_note, scan, it.position)
        for scan, (half, _, people) in enumerate(lists, 1)
        for it in people
        if half is Half.SENT and it.key
    ]


def told(sightings: Sequence[EarlierSighting]) -> list[tuple[object, ...]]:
    return [(it.key, it.wording, it.span, it.has_note, it.scan_id, it.position) for it in sightings]


def planned(sightings: Sequence[EarlierSighting], lists: Sequence[tuple[Half, str, list[Person]]]) -> Plan:
    connected = [replace(person(f"p{key}", key, Half.CONNECTIONS), wording="today") for key in range(30)]
    pending = next(people for half, _, people in reversed(lists) if half is Half.SENT)
    window = Selection(window=Window(NOW - 20 * HOUR, NOW))
    return make_plan([it for it in pending if it.position % 3], connected, sightings, window, {})


@pytest.mark.parametrize("seed", range(8))
def test_a_journal_from_before_tells_each_sighting_as_it_did_and_as_one_of_now_does(file: Path, seed: int) -> None:
    lists = readings(seed)
    as_before(file, lists)
    with Journal.open(file) as old, Journal.open(file.with_name("new.sqlite3")) as new:
        account = old.accounts.current()
        assert account is not None
        before = old.scans.earlier_sightings(account)
        now = new.scans.earlier_sightings(of_now(new, lists))
        assert told(before) == told(now) == expected(lists)
        assert planned(before, lists) == planned(now, lists)
        assert census(old.database, NOW) == census(new.database, NOW)
        rules = RuleIndex([read_rule("Name of p3", "keep"), read_rule("Nobody There", "keep")])
        assert old.kept.met(rules) == new.kept.met(rules) == {"Name of p3"}
        assert old.database.rows("PRAGMA foreign_key_check") == []


def test_a_person_is_written_down_once_and_connections_only_as_people(journal: Journal, account: Account) -> None:
    people = [person(f"p{number}", number) for number in range(50)]
    for half in (Half.SENT, Half.CONNECTIONS, Half.SENT, Half.CONNECTIONS):
        scan = journal.scans.begin(account, half, NOW)
        journal.scans.add(scan, [replace(it, half=half) for it in people])
    journal.scans.add(scan, [replace(people[0], headline="Another")])

    def count(table: str) -> int:
        return int(journal.database.rows(f"SELECT COUNT(*) FROM {table}")[0][0])

    assert (count("people"), count("ages"), count("sightings")) == (51, 2, 100)


def test_forty_readings_of_a_thousand_people_stay_small(file: Path) -> None:
    with Journal.open(file) as journal:
        account = journal.accounts.remember("max-example", "Max", NOW)
        for number in range(40):
            scan = journal.scans.begin(account, Half.SENT, NOW)
            at = NOW + number * HOUR
            people = [replace(person(f"person-{it}", it), seen_at=at, headline="x" * 80) for it in range(1000)]
            journal.scans.add(scan, people)
        journal.database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    assert file.stat().st_size < 1_500_000, "it was 8 MB"
