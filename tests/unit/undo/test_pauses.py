from datetime import timedelta

import pytest

from withdrawer.journal.records import Stop
from withdrawer.undo.pauses import AFTER, Done, pause_of

from .world import NOW

HOUR = timedelta(hours=1)


def stop(kind: str, **changes: object) -> Stop:
    return Stop(1, kind, NOW, "what was seen", None, **{"opens_at": None, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(("throttled", "hours"), [(0, 6), (1, 6), (2, 12), (3, 24), (4, 48), (5, 96), (9, 96)])
def test_too_many_requests_hold_for_hours_that_grow_with_each_of_a_week(throttled: int, hours: int) -> None:
    assert pause_of(stop("throttled"), throttled, None).opens_at == NOW + hours * HOUR


@pytest.mark.parametrize("kind", ["verification", "captcha"])
def test_a_verification_holds_until_somebody_has_signed_in_since(kind: str) -> None:
    assert pause_of(stop(kind), 0, None).done is Done.NOT_SEEN
    assert pause_of(stop(kind), 0, NOW - HOUR).done is Done.NOT_SEEN
    seen = pause_of(stop(kind), 0, NOW + HOUR)
    assert (seen.done, seen.opens_at) == (Done.SEEN, None)
    assert "withdrawer login" in seen.first


def test_a_restriction_holds_until_the_date_that_it_names() -> None:
    named = pause_of(stop("restricted", opens_at=NOW + 200 * HOUR), 0, NOW + HOUR)
    assert named.opens_at == NOW + 200 * HOUR
    assert "form" in named.first
    assert "help/linkedin" in named.first
    assert pause_of(stop("restricted"), 0, None).opens_at == NOW + AFTER["restricted"]


def test_a_date_that_was_read_can_be_passed_after_the_least_pause() -> None:
    least = NOW + AFTER["restricted"]
    far = pause_of(stop("restricted", opens_at=NOW + 200 * HOUR), 0, None)
    assert (far.opens_at, far.opens_to_yes) == (NOW + 200 * HOUR, least)
    near = pause_of(stop("restricted", opens_at=NOW + HOUR), 0, None)
    assert near.opens_at == near.opens_to_yes == NOW + HOUR
    for kind in ("throttled", "blocked", "restricted", "refused"):
        undated = pause_of(stop(kind), 1, None)
        assert undated.opens_to_yes == undated.opens_at


def test_a_date_that_is_absurdly_far_is_not_believed() -> None:
    assert pause_of(stop("restricted", opens_at=NOW + 41 * 24 * HOUR), 0, None).opens_at == NOW + AFTER["restricted"]


def test_a_kind_that_is_not_known_is_seen_to_as_a_verification() -> None:
    assert pause_of(stop("something new"), 0, None).done is Done.NOT_SEEN
