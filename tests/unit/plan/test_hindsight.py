"""A data export held against an open job: who is asked about, and who is not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from withdrawer.plan.dates.spans import Span, Window
from withdrawer.plan.decisions import Code, Reason, Sign
from withdrawer.plan.evidence.export import Archive, ArchivedConnection, ArchivedInvitation, Direction
from withdrawer.plan.evidence.export_zone import ExportClock, unsettled
from withdrawer.plan.evidence.late_export import Hindsight, OpenJob, hindsight
from withdrawer.plan.half import Half
from withdrawer.plan.people import Person
from withdrawer.plan.selection import Selection

DAY = datetime(2026, 11, 20, tzinfo=UTC)
WINDOW = Window(DAY, DAY + timedelta(days=1))
NOW = DAY + timedelta(days=2)
UTC_CLOCK = ExportClock((UTC,))
BURST = datetime(2026, 11, 20, 14, 2)  # noqa: DTZ001 - the export's clock names no zone


def sent(slug: str, at: datetime = BURST, *, note: bool = False, name: str = "") -> ArchivedInvitation:
    return ArchivedInvitation(slug, name or slug.title(), at, Direction.OUTGOING, note)


BLAST = tuple(sent(f"blast-{number}") for number in range(20))


def pending(slug: str, name: str = "") -> Person:
    span = Span(WINDOW.since - timedelta(hours=5), WINDOW.until + timedelta(hours=5))
    return Person(Half.SENT, slug, name or slug.title(), "", "", span, False, 0, NOW)


def connected(slug: str, position: int = 7) -> Person:
    return Person(Half.CONNECTIONS, slug, slug.title(), "", "", Span(DAY, NOW), False, position, NOW)


def job(*planned: Person, unclear: tuple[Person, ...] = (), known: frozenset[str] = frozenset()) -> OpenJob:
    blast = tuple(pending(line.slug) for line in BLAST)
    return OpenJob(WINDOW, Selection(window=WINDOW), (*blast, *planned), unclear, known, lambda _: False)


def held(found: Hindsight) -> dict[str, Code]:
    return {it.person.key: it.reason.code for it in found.doubted}


def told(open_job: OpenJob, *lines: ArchivedInvitation, clock: ExportClock = UTC_CLOCK, **more: object) -> Hindsight:
    archive = replace(Archive(invitations=(*BLAST, *lines)), **more)  # type: ignore[arg-type]
    return hindsight(open_job, archive, clock, NOW)


def test_who_was_not_in_the_burst_is_in_question() -> None:
    open_job = job(*map(pending, ("same-day", "day-before", "noted", "unknown", "late")))
    found = told(
        open_job,
        sent("same-day", BURST - timedelta(hours=4)),
        sent("day-before", BURST - timedelta(hours=17)),
        sent("noted", note=True),
        sent("late", BURST + timedelta(minutes=2)),
    )
    assert held(found) == {
        "same-day": Code.EXPORTED_APART,
        "day-before": Code.EXPORTED_OUTSIDE,
        "noted": Code.EXPORTED_NOTE,
        "late": Code.EXPORTED_APART,
    }


def test_a_stranger_of_the_same_minute_is_told_by_the_address_book() -> None:
    names = frozenset(line.name.casefold() for line in BLAST)
    found = told(job(pending("by-hand")), sent("by-hand"), imported_names=names)
    assert list(held(found)) == ["by-hand"]
    assert not held(told(job(pending("by-hand")), sent("by-hand")))
    again = sent("blast-3", BURST - timedelta(days=40))
    assert "blast-3" not in held(told(job(), again, imported_names=names)), "invited twice is still one person"


def test_no_zone_has_to_be_settled_for_it() -> None:
    found = told(job(pending("same-day")), sent("same-day", BURST - timedelta(hours=4)), clock=unsettled(UTC))
    assert held(found) == {"same-day": Code.EXPORTED_APART}


def test_without_a_burst_only_who_was_surely_outside_is_in_question() -> None:
    few = Archive(invitations=(sent("inside"), sent("outside", BURST - timedelta(hours=17))))
    found = hindsight(job(pending("inside"), pending("outside")), few, UTC_CLOCK, NOW)
    assert held(found) == {"outside": Code.EXPORTED_OUTSIDE}


def test_a_slug_in_another_spelling_is_the_same_person() -> None:
    found = told(job(pending("zoë-b")), sent("ZOE\N{COMBINING DIAERESIS}-B", BURST - timedelta(hours=4)))
    assert list(held(found)) == ["zoë-b"]


def test_messages_and_incoming_invitations_put_in_question_too() -> None:
    incoming = ArchivedInvitation("friend", "Friend", BURST, Direction.INCOMING, False)
    found = told(job(connected("friend")), incoming, messaged_at={"blast-3": NOW})
    assert held(found)["friend"] == Code.EXPORTED_INCOMING
    assert held(found)["blast-3"] == Code.MESSAGED
    lax = replace(job(), selection=Selection(window=WINDOW, with_messages=True))
    assert not held(told(lax, messaged_at={"blast-3": NOW}))


def test_who_accepted_before_anybody_looked_is_offered() -> None:
    early = tuple(
        ArchivedConnection(slug, slug.title(), date(2026, 11, 20), "") for slug in ("early", "unclear", "old")
    )
    unclear = connected("unclear")
    found = told(
        job(unclear=(unclear, connected("stranger"))),
        sent("early"),
        sent("unclear"),
        sent("old", BURST - timedelta(days=30)),
        connections=early,
    )
    came_of_it = Reason(Code.SELECTED, Sign.EXPORTED)
    assert [(it.person.key, it.reason) for it in found.accepted] == [("unclear", came_of_it), ("early", came_of_it)]
    assert found.accepted[0].person.position == 7
    assert found.accepted[1].person.position > 10**6


def test_nobody_is_offered_whom_a_rule_keeps_or_a_name_alone_shows() -> None:
    connections = tuple(
        ArchivedConnection(slug, slug.title(), date(2026, 11, 20), "") for slug in ("kept", "noted", "known", "")
    )
    lines = (sent("kept"), sent("noted", note=True), sent("known"), sent("", name="Name Only"))
    open_job = replace(
        job(known=frozenset({"known"}), unclear=(replace(connected("x"), name="Name Only"),)),
        is_kept=lambda person: person.key == "kept",
    )
    assert told(open_job, *lines, connections=connections).accepted == ()
    only_sent = replace(job(), selection=Selection(window=WINDOW, halves=(Half.SENT,)))
    assert told(only_sent, sent("early"), connections=connections).accepted == ()


@given(
    st.lists(st.tuples(st.integers(0, 3 * 24 * 60), st.booleans()), max_size=30),
    st.sets(st.integers(0, 29)),
)
def test_it_only_ever_asks_and_only_of_whom_the_export_has(others: list[tuple[int, bool]], planned: set[int]) -> None:
    lines = [
        sent(f"other-{number}", BURST + timedelta(minutes=minute - 24 * 60), note=note)
        for number, (minute, note) in enumerate(others)
    ]
    open_job = job(*(pending(f"other-{number}") for number in sorted(planned)))
    found = told(open_job, *lines)
    in_job = {person.key for person in open_job.planned}
    assert set(held(found)) <= in_job & {line.slug for line in lines}
    assert not {it.person.key for it in found.accepted} & in_job
