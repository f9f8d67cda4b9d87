from dataclasses import replace
from datetime import date

import pytest

from tests.unit.plan.making import ASTRIDE, WINDOW, connected, pending, seen
from withdrawer.plan.origins import OriginChoice
from withdrawer.plan.plan import make_plan
from withdrawer.plan.selection import Selection, Unsure
from withdrawer.show.confirm import RISK, Price, confirm_words, people, price_of

from .making import CONNECTIONS, SENT

TODAY = date(2026, 11, 21)
BLAST = Selection(window=WINDOW)


def words(price: Price, per_day: int | None = 40, used: int = 0) -> str:
    return "\n".join(confirm_words(price, TODAY, per_day, used))


def test_the_price_counts_each_half_by_itself() -> None:
    sent = [pending("ana"), pending("bob"), pending("cem", ASTRIDE)]
    connections = [connected("dan"), connected("eve")]
    everybody = replace(BLAST, unsure=Unsure.INCLUDE, origin=OriginChoice.ANY)
    plan = make_plan(sent, connections, [seen("dan")], everybody, {})
    assert price_of(plan, SENT) == Price(SENT, 3, 1, 0)
    assert price_of(plan, CONNECTIONS, before=3) == Price(CONNECTIONS, 2, 0, 1, before=3)


def test_a_confirm_names_the_exact_count_and_what_cannot_be_taken_back() -> None:
    text = words(Price(SENT, 1412, 0, 0))
    assert "This withdraws 1,412 invitations, newest first." in text
    assert "up to three weeks" in text
    assert "e-mails" in text
    text = words(Price(CONNECTIONS, 1, 0, 0))
    assert "This removes 1 connection." in text
    assert "messages" in text
    assert "endorsements" in text


def test_a_confirm_prices_40_and_80_a_day_and_the_job_s_own() -> None:
    assert words(Price(SENT, 100, 0, 0), 60).splitlines()[-3:] == [
        "  at  40 a day: finished on Monday 23 November 2026, 3 days",
        "  at  60 a day: finished on Sunday 22 November 2026, 2 days  (this job)",
        "  at  80 a day: finished on Sunday 22 November 2026, 2 days",
    ]
    assert "1 day  (this job)" in words(Price(SENT, 40, 0, 0))


@pytest.mark.parametrize("per_day", [40, 80, 60])
def test_what_was_used_today_delays_every_date(per_day: int) -> None:
    text = words(Price(SENT, 1, 0, 0), per_day, used=100)
    assert "Saturday 21" not in text
    assert text.count("Sunday 22 November 2026, 1 day") == len({40, 80, per_day})


def test_connections_are_finished_after_the_invitations_that_come_first() -> None:
    assert "at  40 a day: finished on Tuesday 24 November 2026" in words(Price(CONNECTIONS, 20, 0, 0, before=101))


def test_removals_are_priced_at_25_a_day() -> None:
    assert "at  80 a day: finished on Sunday 22 November 2026, 2 days" in words(Price(CONNECTIONS, 26, 0, 0))


def test_above_100_a_day_is_warned_of() -> None:
    assert "LinkedIn may restrict the account" in words(Price(SENT, 5, 0, 0), 101)
    assert "LinkedIn may restrict the account" not in words(Price(SENT, 5, 0, 0), 100)


def test_without_a_limit_there_are_no_dates() -> None:
    assert "finished on" not in words(Price(SENT, 5, 0, 0), None)


def test_doubtful_people_are_told_in_numbers() -> None:
    text = words(Price(CONNECTIONS, 9, 1, 2))
    assert "Of unclear date, but asked for with --unsure include: 1 of them." in text
    assert "Not known to come from these invitations, but asked for with --origin: 2 of them." in text
    assert "--unsure" not in words(Price(SENT, 9, 0, 0))


def test_the_risk_says_what_it_means() -> None:
    for part in ("forbids automation", "can see", "restricted", "by hand", "six months"):
        assert part in RISK


@pytest.mark.parametrize(("count", "told"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (1000, "1,000 days")])
def test_a_count_bears_its_noun(count: int, told: str) -> None:
    assert people(count, "day") == told
