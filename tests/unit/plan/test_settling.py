"""What would settle an unclear date, the cheapest first."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from withdrawer.plan.dates.spans import Window
from withdrawer.plan.evidence.export import Export
from withdrawer.plan.evidence.remedies import Remedy, Settling, ways_to_settle
from withdrawer.plan.plan import Plan, make_plan
from withdrawer.plan.selection import Selection, Unsure

from .history import WAYS, Look, Way, list_at
from .making import pending

BERLIN = ZoneInfo("Europe/Berlin")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 4, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


WINDOW = Window(at(10, 14), at(10, 14, 15))
BLAST = [at(10, 14, 5) + timedelta(seconds=number) for number in range(20)]


def plan_at(seen_at: datetime, truth: Sequence[datetime] = BLAST, way: Way = WAYS[1], **changes: object) -> Plan:
    people = list_at(Look(seen_at, BERLIN, frozenset(range(len(truth)))), truth, way)
    export = changes.pop("export", None)
    assert export is None or isinstance(export, Export)
    selection = Selection(**{"window": WINDOW, **changes})  # type: ignore[arg-type]
    return make_plan(people, (), (), selection, {}, export)


def ways(plan: Plan) -> dict[Remedy, Settling]:
    return {way.remedy: way for way in reversed(ways_to_settle(plan))}


def test_where_nobody_is_unsure_nothing_is_to_be_settled() -> None:
    assert ways_to_settle(plan_at(at(20, 9), [at(1, 9)])) == ()
    assert ways_to_settle(make_plan((), (), (), Selection(), {})) == ()


def test_the_export_settles_all_of_them_unless_it_is_there_already() -> None:
    assert ways(plan_at(at(11, 9)))[Remedy.EXPORT].settles == 20
    assert Remedy.EXPORT not in ways(plan_at(at(11, 9), export=Export()))


def test_a_window_that_takes_in_nobody_else_is_the_cheapest() -> None:
    [first, *_] = ways_to_settle(plan_at(at(11, 9)))
    assert first.remedy is Remedy.WIDER_WINDOW
    assert first.inside == 20
    assert first.window is not None
    assert plan_at(at(11, 9), window=first.window).sent.counts.planned == 20


def test_a_window_that_takes_in_others_comes_last_and_says_how_many() -> None:
    truth = [*BLAST, *(at(10, hour) for hour in (8, 9, 20, 21)), at(9, 20), at(4, 12)]
    found = ways_to_settle(plan_at(at(12, 3), truth, WAYS[0]))
    wider = found[-1]
    assert wider.remedy is Remedy.WIDER_WINDOW
    assert wider.window is not None
    settled = plan_at(at(12, 3), truth, WAYS[0], window=wider.window)
    assert settled.sent.counts.unsure == 0
    assert settled.sent.counts.planned == wider.inside


def test_those_let_in_all_the_same_are_still_told() -> None:
    assert plan_at(at(11, 9), unsure=Unsure.INCLUDE).unsure_sent == 20
    assert ways(plan_at(at(11, 9), unsure=Unsure.INCLUDE))


def test_a_date_that_can_not_be_read_is_settled_by_the_export_alone() -> None:
    plan = make_plan([pending("a", None)], (), (), Selection(window=WINDOW), {})
    assert [way.remedy for way in ways_to_settle(plan)] == [Remedy.EXPORT]
