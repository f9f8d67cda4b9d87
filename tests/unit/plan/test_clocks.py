"""The zone of the export's clock: settled by what the page shows, never guessed."""

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO, Span
from withdrawer.plan.evidence.export import Archive, ArchivedConnection, ArchivedInvitation, Direction
from withdrawer.plan.evidence.export_zone import ExportClock, connected_span, export_of, pairs_of, settle, unsettled

from .making import NOW, pending

BERLIN = ZoneInfo("Europe/Berlin")
CLOCKS = (
    "UTC", "Etc/GMT+12", "Pacific/Kiritimati", "Europe/Berlin", "Europe/London", "America/Los_Angeles",
    "America/Phoenix", "America/St_Johns", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham",
    "Africa/Casablanca",
)  # fmt: skip
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def on_clock(instant: datetime, offset: timedelta) -> datetime:
    return (instant + offset).replace(tzinfo=None, second=0, microsecond=0)


def shown_in(instant: datetime, zone: tzinfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)


def outgoing(slug: str, at: datetime | None, name: str = "") -> ArchivedInvitation:
    return ArchivedInvitation(slug, name, at, Direction.OUTGOING, False)


def test_until_it_is_settled_a_minute_may_be_anywhere_clocks_are_kept() -> None:
    span = unsettled(BERLIN).span(on_clock(NOW, timedelta(0)))
    assert span == Span(NOW - 14 * HOUR, NOW + 12 * HOUR + MINUTE)
    assert not unsettled(BERLIN).settles(on_clock(NOW, timedelta(0)))


def test_one_wording_of_hours_settles_it() -> None:
    sent_at = NOW - 3 * HOUR - 20 * MINUTE
    shown = Span(NOW - 4 * HOUR, NOW - 3 * HOUR)
    for offset in (timedelta(0), HOUR, -8 * HOUR):
        clock = settle([(on_clock(sent_at, offset), shown)], UTC)
        assert clock.span(on_clock(NOW, offset)) == Span(NOW, NOW + MINUTE)


def test_wordings_of_days_leave_a_wider_span() -> None:
    sent_at = NOW - 24 * HOUR
    shown = Span(NOW - 38 * HOUR, NOW - 10 * HOUR)
    clock = settle([(on_clock(sent_at, HOUR), shown)], BERLIN)
    assert not clock.settles(on_clock(sent_at, HOUR))
    span = clock.span(on_clock(sent_at, HOUR))
    assert span.earliest <= sent_at < span.latest


@settings(deadline=None, max_examples=40)
@given(
    st.sampled_from([ZoneInfo(name) for name in CLOCKS]),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 3000), st.integers(1, 3000)), max_size=8),
    st.integers(-(10**6), 10**6),
)
def test_the_true_instant_is_always_inside(zone: tzinfo, seen: list[tuple[int, int, int]], minutes: int) -> None:
    pairs = []
    for ago, before, after in seen:
        sent_at = NOW - ago * MINUTE
        pairs.append((shown_in(sent_at, zone), Span(sent_at - before * MINUTE, sent_at + after * MINUTE)))
    sent_at = NOW + minutes * MINUTE
    span = settle(pairs, BERLIN).span(shown_in(sent_at, zone))
    assert span.earliest <= sent_at < span.latest


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 365 * 24 * 4), st.integers(0, 365 * 24 * 4))
@example(7016, 8356)  # seen two weeks before the clocks were changed, asked right after it
def test_a_zone_with_summer_time_is_inside_too(first: int, second: int) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    seen_at, sent_at = start + first * 15 * MINUTE, start + second * 15 * MINUTE
    pairs = [(shown_in(seen_at, BERLIN), Span(seen_at - 5 * MINUTE, seen_at + 5 * MINUTE))]
    for zone in (BERLIN, UTC, ZoneInfo("Asia/Tokyo")):
        span = settle(pairs, zone).span(shown_in(sent_at, BERLIN))
        assert span.earliest <= sent_at < span.latest
    assert ExportClock((BERLIN,)).span(shown_in(sent_at, BERLIN)).earliest <= sent_at


def test_what_contradicts_every_zone_settles_nothing() -> None:
    pairs = [(on_clock(NOW, timedelta(0)), Span(NOW - 900 * HOUR, NOW - 800 * HOUR))]
    assert settle(pairs, UTC) == unsettled(UTC)


def test_one_stray_among_many_is_somebody_invited_twice() -> None:
    good = [(on_clock(NOW - n * HOUR, HOUR), Span(NOW - n * HOUR - MINUTE, NOW - n * HOUR + MINUTE)) for n in range(40)]
    stray = (on_clock(NOW, HOUR), Span(NOW - 900 * HOUR, NOW - 800 * HOUR))
    assert settle([*good, stray], UTC).span(on_clock(NOW, HOUR)) == Span(NOW, NOW + MINUTE)


def test_pairs_are_people_invited_once_by_profile_or_by_a_name_of_their_own() -> None:
    at = on_clock(NOW, timedelta(0))
    archive = Archive(
        invitations=(
            outgoing("ana", at), outgoing("twice", at), outgoing("twice", at), outgoing("", at, "Bea Otra"),
            outgoing("gone", at), outgoing("undated", None),
            ArchivedInvitation("in", "", at, Direction.INCOMING, False),
        )
    )  # fmt: skip
    span = Span(NOW - HOUR, NOW + HOUR)
    people = [pending("ana"), pending("bea", name="Bea Otra"), pending("twice"), pending("in"), pending("undated")]
    spans = dict.fromkeys(("ana", "bea", "twice", "gone", "in", "undated"), span)
    assert len(pairs_of(archive, people, spans)) == 3


def test_an_export_has_spans_and_what_cannot_be_read_may_be_any_time() -> None:
    day = NOW.date()
    archive = Archive(
        invitations=(outgoing("ana", on_clock(NOW, timedelta(0))), outgoing("bea", None)),
        connections=(ArchivedConnection("c", "C", day, "Acme"), ArchivedConnection("d", "D", None, "")),
    )
    clock = ExportClock((UTC,))
    assert [it.sent for it in export_of(archive, clock).invitations] == [
        Span(NOW, NOW + MINUTE), Span(FOREVER_AGO, FAR_AHEAD),
    ]  # fmt: skip
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert [connected_span(it.connected_on, clock) for it in archive.connections] == [
        Span(midnight, midnight + 24 * HOUR), None,
    ]  # fmt: skip
    assert connected_span(day, ExportClock((UTC, BERLIN))) == Span(midnight - HOUR, midnight + 24 * HOUR)


def test_a_season_that_nobody_saw_is_as_wide_as_the_zones_that_are_left() -> None:
    """Berlin and Algiers tell the same minute in winter, and another one in summer."""
    winter, summer = datetime(2026, 1, 15, 12, tzinfo=UTC), datetime(2026, 7, 15, 12, tzinfo=UTC)
    clock = settle([(shown_in(winter, BERLIN), Span(winter - MINUTE, winter + MINUTE))], UTC)
    assert clock.span(shown_in(winter, BERLIN)) == Span(winter, winter + MINUTE)
    span = clock.span(shown_in(summer, BERLIN))
    assert span.earliest <= summer
    assert span.latest - span.earliest >= HOUR


def test_an_hour_that_comes_twice_is_both_and_a_day_of_25_hours_is_whole() -> None:
    clock = ExportClock((BERLIN,))
    midnight = datetime(2026, 10, 25, tzinfo=UTC)
    assert clock.span(datetime(2026, 10, 25, 2, 30)) == Span(  # noqa: DTZ001 - the export's clock names no zone
        midnight + 30 * MINUTE, midnight + 91 * MINUTE
    )
    assert connected_span(midnight.date(), clock) == Span(midnight - 2 * HOUR, midnight + 23 * HOUR)
    half_hour = ExportClock((ZoneInfo("Australia/Lord_Howe"),)).span(datetime(2026, 4, 5, 1, 45))  # noqa: DTZ001
    assert half_hour.latest - half_hour.earliest == 31 * MINUTE
