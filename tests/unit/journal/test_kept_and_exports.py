"""The lasting keep list, and what exports have told."""

from datetime import datetime, timedelta
from pathlib import Path

from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account, Outcome, Proof
from withdrawer.plan.evidence.export import Archive, ArchivedConnection, ArchivedInvitation, Direction
from withdrawer.plan.half import Half
from withdrawer.plan.keep.keep_rules import RuleIndex
from withdrawer.plan.keep.written_lists import read_people
from withdrawer.plan.person_rules import KEEP_LIST, read_pattern_rule, read_rule
from withdrawer.undo.keep_changes import already_undone

from .samples import NOW, TERMS, person, planned

ANA = read_rule("Ana Nueva", "keep")


def on_clock() -> datetime:
    return NOW.replace(tzinfo=None)


def test_the_list_is_heard_by_whoever_has_the_journal_open(file: Path, journal: Journal) -> None:
    with Journal.open(file) as other:
        other.kept.add([ANA, read_rule("ana  NUEVA", "keep")], NOW)
        assert [(rule.written, rule.source) for rule in journal.kept.rules()] == [("Ana Nueva", KEEP_LIST)]
        other.kept.remove([ANA])
        assert journal.kept.rules() == ()


def test_what_is_taken_off_leaves_other_entries_with_the_same_rule_whole(journal: Journal) -> None:
    pair = read_people("Nueva, Ana <ana@example.org>", "keep")
    assert ANA.value in {rule.value for rule in pair}
    journal.kept.add(pair, NOW)
    journal.kept.add([ANA], NOW)
    journal.kept.remove(pair)
    assert [(rule.written, rule.value) for rule in journal.kept.rules()] == [("Ana Nueva", ANA.value)]


def test_whether_a_rule_means_anybody_seen_is_known(journal: Journal, account: Account) -> None:
    texts = read_rule("ada", "keep"), read_pattern_rule("nowhere", "keep"), read_pattern_rule("head", "keep")
    index = RuleIndex(texts)
    assert journal.kept.met(index) is None
    scan = journal.scans.begin(account, Half.SENT, NOW)
    journal.scans.add(scan, [person("ada")])
    assert journal.kept.met(index) == {"ada", "head"}


def test_who_is_kept_too_late_is_told_until_when_they_cannot_be_invited(journal: Journal, account: Account) -> None:
    names = ("withdrawn", "removed", "unknown", "refused")
    job = journal.jobs.begin(
        account,
        TERMS,
        [planned(name, at, Half.CONNECTIONS if name == "removed" else Half.SENT) for at, name in enumerate(names)],
        NOW,
    )
    outcomes = {"withdrawn": Outcome.WITHDRAWN, "removed": Outcome.REMOVED, "refused": Outcome.REFUSED}
    for line in journal.jobs.lines(job):
        act = journal.acts.intend(line, NOW)
        if outcome := outcomes.get(line.key):
            journal.acts.settle(act, outcome, Proof.ANSWER, NOW)

    def told(name: str) -> list[tuple[Outcome, datetime | None]]:
        undone = already_undone(journal, account, [read_rule(f"/in/{name}", "keep")])
        return [(one.outcome, one.invitable_at) for one in undone.get(f"/in/{name}", [])]

    assert told("withdrawn") == [(Outcome.WITHDRAWN, NOW + timedelta(days=21))]
    assert told("removed") == [(Outcome.REMOVED, NOW)]
    assert told("unknown") == [(Outcome.UNRESOLVED, None)]
    assert told("refused") == told("nobody") == []


def invitation(slug: str) -> ArchivedInvitation:
    return ArchivedInvitation(slug, slug.title(), on_clock(), Direction.OUTGOING, False)


def test_exports_are_joined_and_the_same_one_counts_once(journal: Journal) -> None:
    older = Archive(
        "max-example", (invitation("a"), invitation("b")), imported_names=frozenset({"a"}), messaged_at={"a": NOW}
    )
    newer = Archive(
        "max-example",
        (invitation("b"),),
        (ArchivedConnection("a", "A", NOW.date(), "Acme"),),
        messaged_at={"a": NOW - timedelta(days=1), "c": NOW},
    )
    assert journal.exports.all() is None
    assert journal.exports.add(older, "utc", NOW)
    assert not journal.exports.add(older, "", NOW)
    assert journal.exports.add(newer, "", NOW)
    both = journal.exports.all()
    assert both is not None
    assert {line.slug for line in both.invitations} == {"a", "b"}
    assert len(both.invitations) == 2
    assert both.connections == newer.connections
    assert both.imported_names == {"a"}
    assert both.messaged_at == {"a": NOW, "c": NOW}
    assert journal.exports.zone() == "utc"


def test_what_was_said_of_the_zone_may_be_said_later(journal: Journal) -> None:
    journal.exports.add(Archive(), "", NOW)
    assert journal.exports.zone() == ""
    journal.exports.add(Archive(), "Europe/Berlin", NOW)
    assert journal.exports.zone() == "Europe/Berlin"
