"""However LinkedIn counts days and whenever it is looked at: the truth stays inside, and spans only get narrower."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from withdrawer.plan.dates.spans import Side, Span, Window
from withdrawer.plan.evidence.export import Direction, Export, ExportedInvitation

from .history import WAYS, Look, Way, story

START = datetime(2026, 3, 20, tzinfo=UTC)
ZONES = [
    ZoneInfo(name)
    for name in ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Australia/Lord_Howe")
]
PEOPLE = 8
TRUTH = st.lists(
    st.integers(0, 40 * 86400).map(lambda seconds: START + timedelta(seconds=seconds)), min_size=PEOPLE, max_size=PEOPLE
)
CLOSE_TRUTH = st.tuples(
    st.integers(0, 20 * 86400), st.lists(st.integers(0, 3 * 86400), min_size=PEOPLE, max_size=PEOPLE)
).map(lambda drawn: [START + timedelta(seconds=drawn[0] + seconds) for seconds in drawn[1]])
LOOKS = st.lists(
    st.builds(
        Look,
        st.integers(20 * 86400, 48 * 86400).map(lambda seconds: START + timedelta(seconds=seconds)),
        st.sampled_from(ZONES),
        st.frozensets(st.integers(0, PEOPLE - 1), min_size=PEOPLE - 3),
    ),
    min_size=1,
    max_size=5,
).map(lambda looks: sorted(looks, key=lambda look: look.seen_at))
WINDOW = st.tuples(st.integers(0, 40 * 86400), st.integers(60, 5 * 86400)).map(
    lambda drawn: Window(START + timedelta(seconds=drawn[0]), START + timedelta(seconds=sum(drawn)))
)


@settings(max_examples=100, deadline=None)
@given(st.one_of(TRUTH, CLOSE_TRUTH), LOOKS, st.sampled_from(WAYS))
def test_the_true_instant_is_always_inside_the_span(truth: list[datetime], looks: list[Look], way: Way) -> None:
    for known in story(truth, looks, way):
        assert not known.warnings
        for key, evidence in known.evidence.items():
            assert evidence.span is not None
            assert evidence.span.earliest <= truth[int(key[1:])] < evidence.span.latest


@settings(max_examples=100, deadline=None)
@given(st.one_of(TRUTH, CLOSE_TRUTH), LOOKS, st.sampled_from(WAYS))
def test_a_span_never_grows(truth: list[datetime], looks: list[Look], way: Way) -> None:
    spans: dict[str, Span] = {}
    for known in story(truth, looks, way):
        for key, evidence in known.evidence.items():
            assert evidence.span is not None
            if key in spans:
                assert evidence.span.meet(spans[key]) == evidence.span
            spans[key] = evidence.span


@settings(max_examples=100, deadline=None)
@given(st.one_of(TRUTH, CLOSE_TRUTH), LOOKS, st.sampled_from(WAYS), WINDOW)
def test_more_evidence_never_moves_anybody_from_inside_to_outside_or_back(
    truth: list[datetime], looks: list[Look], way: Way, window: Window
) -> None:
    settled: dict[str, Side] = {}
    export = exported(truth, range(0, PEOPLE, 2))
    for known in [*story(truth, looks, way), *story(truth, looks, way, export)[-1:]]:
        for key, evidence in known.evidence.items():
            assert evidence.span is not None
            side = evidence.span.against(window)
            assert key not in settled or settled[key] is side
            if side is not Side.UNSURE:
                settled[key] = side
                assert (window.since <= truth[int(key[1:])] < window.until) is (side is Side.INSIDE)


@settings(deadline=None)
@given(st.one_of(TRUTH, CLOSE_TRUTH), LOOKS, st.sampled_from(WAYS), st.sets(st.integers(0, PEOPLE - 1)))
def test_the_export_narrows_and_its_neighbours_too_and_loses_nobody(
    truth: list[datetime], looks: list[Look], way: Way, lines: set[int]
) -> None:
    without, with_it = story(truth, looks, way)[-1], story(truth, looks, way, exported(truth, lines))[-1]
    assert not with_it.warnings
    for person, before in zip(with_it.pending, without.pending, strict=True):
        assert person.span is not None
        assert before.span is not None
        assert person.span.earliest <= truth[int(person.key[1:])] < person.span.latest
        assert person.span.meet(before.span) == person.span
        if int(person.key[1:]) in lines:
            assert person.span.latest - person.span.earliest <= timedelta(minutes=1)


def exported(truth: list[datetime], lines: set[int] | range) -> Export:
    def line(number: int) -> ExportedInvitation:
        minute = truth[number].replace(second=0)
        span = Span(minute, minute + timedelta(minutes=1))
        return ExportedInvitation(f"p{number}", f"Person {number}", span, Direction.OUTGOING)

    return Export(tuple(line(number) for number in sorted(lines)))


def test_zones_are_those_of_their_scans() -> None:
    """Somebody who flies home meanwhile: each scan counted days where the person was."""
    sent = datetime(2026, 4, 10, 20, tzinfo=UTC)
    looks = [
        Look(sent + timedelta(hours=5), ZONES[4], frozenset({0})),
        Look(sent + timedelta(hours=6), ZONES[1], frozenset({0})),
    ]
    for way in WAYS:
        span = story([sent], looks, way)[-1].evidence["p0"].span
        assert span is not None
        assert span.earliest <= sent < span.latest
