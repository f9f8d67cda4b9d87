import shlex
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from tests.unit.plan.making import ASTRIDE, BEFORE, INSIDE, WINDOW, connected, pending, seen
from withdrawer.app.typed_input import Selecting
from withdrawer.app.typed_selection import read_selection
from withdrawer.plan.bursts.blasts import Blast, Sureness
from withdrawer.plan.dates.spans import Span, Window
from withdrawer.plan.decisions import OriginChoice
from withdrawer.plan.evidence.export import Direction, Export, ExportedInvitation
from withdrawer.plan.keep.keep_rules import KeepRules
from withdrawer.plan.people import Person
from withdrawer.plan.person_rules import read_rule
from withdrawer.plan.plan import Plan, make_plan
from withdrawer.plan.selection import Selection, Unsure
from withdrawer.show.burst_lines import selection_of
from withdrawer.show.evidence_data import evidence_data
from withdrawer.show.preview import show_preview

BERLIN = ZoneInfo("Europe/Berlin")
BLAST = Selection(window=WINDOW, keep=KeepRules((read_rule("Bob", "--keep"),)))
COMMAND = "withdrawer run --since 2026-11-21T05:20+01:00 --until 2026-11-21T15:20+01:00 --keep Bob"


def plan_for(selection: Selection, *more: Person) -> Plan:
    sent = [
        *(pending(f"person-{number}", wording="1 hour ago") for number in range(1400)),
        pending("bob", wording="1 hour ago"),
        pending("noted", wording="1 hour ago", has_note=True),
        pending("doubt", ASTRIDE, wording="10 hours ago"),
        *(pending(f"old-{number}", BEFORE, wording="5 days ago") for number in range(4)),
        *more,
    ]
    connections = [connected("known"), connected("unknown-1"), connected("unknown-2")]
    return make_plan(sent, connections, [seen("known")], selection, {})


def written(plan: Plan, next_command: str | None = None, width: int = 80) -> str:
    console = Console(file=StringIO(), width=width, no_color=True, force_terminal=False, markup=True)
    show_preview(plan, console, BERLIN, next_command)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def has_row(text: str, *parts: str) -> bool:
    return any(" ".join(line.split()) == " ".join(parts) for line in text.splitlines())


def test_groups_come_first_with_what_would_be_undone_of_each() -> None:
    text = written(plan_for(BLAST))
    assert has_row(text, "Sent 1 hour ago 1,402 1,400 would be withdrawn")
    assert has_row(text, "Sent 5 days ago 4")
    assert text.index("Sent 1 hour ago") < text.index("What you selected") < text.index("Invitations:")


def test_the_window_is_told_as_instants_of_the_persons_zone() -> None:
    assert has_row(written(plan_for(BLAST)), "Window from Sat 2026-11-21 05:20 CET, until Sat 2026-11-21 15:20 CET")


def test_every_number_and_why_people_are_kept() -> None:
    text = written(plan_for(BLAST))
    assert "Invitations: 1,407 read" in text
    assert has_row(text, "would be withdrawn 1,400")
    assert has_row(text, "outside 4 left alone")
    assert has_row(text, "date unclear 1 left alone")
    assert has_row(text, "kept 1 named by your keep rules")
    assert "kept                    1  invited with a personal note" in text
    assert has_row(text, "would be removed 1")


def test_people_at_the_edges_are_named() -> None:
    text = written(plan_for(BLAST))
    for name in ("Person 0", "Person 2", "Person 1397", "Person 1399", "Old 0", "Old 2", "Known"):
        assert f"{name} (" in text
    for name in ("Person 3", "Person 1396", "Old 3", "Unknown 1"):
        assert f"{name} (" not in text


def test_an_unclear_date_is_told_with_what_it_can_mean_and_what_settles_it() -> None:
    text = " ".join(written(plan_for(BLAST), width=100).split())
    assert "10 hours ago 1 between Sat 2026-11-21 04:20 CET and Sat 2026-11-21 06:20 CET" in text
    assert "--unsure include" in text


def test_connections_of_unknown_origin_are_told_with_what_to_type() -> None:
    text = " ".join(written(plan_for(BLAST)).split())
    assert "2 connections came since then" in text
    assert "add: --origin any" in text
    let_in = " ".join(written(plan_for(replace(BLAST, origin=OriginChoice.ANY))).split())
    assert "Careful: 2 connections" in let_in
    assert "add: --origin any" not in let_in


def test_what_was_let_in_with_an_unclear_date_is_shown_apart() -> None:
    text = written(plan_for(replace(BLAST, unsure=Unsure.INCLUDE)))
    assert "1 of them with an unclear date (--unsure include)" in text


def test_the_exact_command_comes_last_on_one_line() -> None:
    assert written(plan_for(BLAST)).splitlines()[-1] == f"  {COMMAND}"
    assert written(plan_for(BLAST), "withdrawer --home x run").splitlines()[-1] == "  withdrawer --home x run"


def test_where_a_question_follows_the_question_tells_what_it_costs() -> None:
    text = written(plan_for(BLAST), "")
    assert "withdrawer run" not in text
    assert "can't be taken back" not in text


def test_nothing_selected_says_so_and_what_to_type() -> None:
    text = written(plan_for(Selection()))
    assert "Nothing is selected, so nothing would be undone." in text
    assert 'withdrawer preview --sent "1 hour ago"' in text
    assert "withdrawer run" not in text


def test_an_empty_list_is_no_error() -> None:
    text = written(make_plan((), (), (), Selection(), {}))
    assert "none were read" in text


def test_nobody_inside_offers_no_command() -> None:
    text = written(make_plan([pending("a", BEFORE)], (), (), BLAST, {}))
    assert "Nobody would be undone." in text
    assert "withdrawer run" not in text
    assert "can't be taken back" not in text


def test_a_hostile_name_is_only_text() -> None:
    hostile = pending("x", BEFORE, name="[red]Eve[/red]\x1b[2J\u202e\nPerson 9", wording="5 days ago")
    plan = make_plan([pending("a"), hostile], (), (), BLAST, {})
    text = written(plan)
    assert "[red]Eve[/red]�[2J� Person 9 (sent" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_it_fits_80_columns_but_for_the_command() -> None:
    for selection in (BLAST, Selection(), Selection(wordings=("1 hour ago",))):
        more = pending("long", name="N" * 300, wording="w" * 200), pending("odd", None, wording="")
        lines = [line for line in written(plan_for(selection, *more)).splitlines() if "withdrawer " not in line]
        assert max(len(line) for line in lines) <= 80


def test_a_list_out_of_order_is_said() -> None:
    text = " ".join(written(make_plan([pending("a", BEFORE), pending("b", INSIDE)], (), (), BLAST, {})).split())
    assert "not newest first everywhere: a stands above b" in text


def test_bursts_are_offered_with_what_to_type() -> None:
    plan = plan_for(Selection())
    text = written(plan)
    assert "Bursts, which may be a blast" in text
    assert "1,402  Sent 1 hour ago: sometime between Sat 2026-11-21 06:20 CET" in text
    assert "usual for you are" in text
    assert "  withdrawer preview --blast" in text.splitlines()


def two_bursts(selection: Selection) -> Plan:
    """Three invitations a day as usual, but 300 two days ago and 200 five days ago."""
    sent = []
    for day in range(1, 25):
        span = Span(INSIDE.earliest - timedelta(days=day + 1), INSIDE.earliest - timedelta(days=day))
        number = {2: 300, 5: 200}.get(day, 3)
        sent += [pending(f"day-{day}-{one}", span, wording=f"{day} days ago") for one in range(number)]
    return make_plan(sent, (), (), selection, {})


def test_each_further_burst_comes_with_the_times_that_take_it() -> None:
    lines = written(two_bursts(Selection())).splitlines()
    assert "  withdrawer preview --blast" in lines
    [second] = [line for line in lines if line.startswith("  withdrawer preview --since 2026")]
    _, _, _, since, _, until = shlex.split(second)
    chosen = read_selection(Selecting(since=since, until=until), INSIDE.latest, BERLIN)
    planned = two_bursts(chosen).planned
    assert ({line.person.wording for line in planned}, len(planned)) == ({"5 days ago"}, 200)


def test_a_burst_is_taken_by_the_times_in_which_there_is_nobody_else() -> None:
    core = Window(WINDOW.since + timedelta(minutes=1), WINDOW.until - timedelta(minutes=1))
    burst = Blast(WINDOW, ("1 hour ago",), 60, None, Sureness.SURE, core=core)
    assert selection_of(burst, Selection(blast=2)) == Selection(window=core)
    assert selection_of(replace(burst, core=None), Selection()) == Selection(window=WINDOW)
    unread = replace(burst, core=None, window=None)
    assert selection_of(unread, Selection()) == Selection(wordings=("1 hour ago",))


def test_a_burst_that_a_setting_names_by_its_number_is_typed_by_its_times() -> None:
    text = written(two_bursts(Selection(blast=2, unsure=Unsure.INCLUDE)))
    assert "--blast" not in text
    assert text.splitlines()[-1].startswith("  withdrawer run --since 2026-11-15")


def test_no_burst_is_said_plainly() -> None:
    assert "No burst can be seen" in written(make_plan([pending("a", BEFORE)], (), (), Selection(), {}))


def test_a_chosen_burst_tells_how_to_take_in_all_of_it() -> None:
    text = written(plan_for(Selection(blast=1)))
    assert "  withdrawer preview --blast --unsure include" in text.splitlines()
    assert "Get a copy of your data" in " ".join(text.split())
    included = plan_for(Selection(blast=1, unsure=Unsure.INCLUDE))
    assert written(included).splitlines()[-1] == "  withdrawer run --blast --unsure include"
    assert "Or take them all in" not in written(included)


def test_what_settles_an_unclear_date_comes_with_the_command() -> None:
    text = written(plan_for(BLAST))
    assert "What would settle 1 unclear date, the cheapest first:" in text
    wider = "withdrawer preview --since 2026-11-21T04:20+01:00 --until 2026-11-21T15:20+01:00 --keep Bob"
    assert f"  {wider}" in text.splitlines()


def test_the_same_is_told_as_data() -> None:
    data = evidence_data(plan_for(BLAST))
    assert [way["by"] for way in data["settling"]] == ["wider_window", "export"]
    assert data["settling"][0]["since"] == "2026-11-21T03:20:00Z"
    assert data["blasts"][0]["sureness"] == "likely"
    assert data["warnings"] == []


def test_who_was_found_in_the_export_by_name_alone_is_shown_as_such() -> None:
    line = ExportedInvitation("", "Ana\x1b[2J Nueva", INSIDE, Direction.OUTGOING)
    people = [pending("a", name="Ana\x1b[2J Nueva"), pending("b", name="Ben Beta")]
    text = written(make_plan(people, (), (), Selection(window=WINDOW), {}, Export((line,))))
    told = " ".join(text.split())
    assert "Dated by name alone" in told
    assert "Ana�[2J Nueva." in told
    assert "Ben Beta." not in told
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("wording", "told"),
    [
        ("november 21, 2026", "connected on November 21, 2026"),
        ("21 november 2026", "connected on 21 November 2026"),
        ("21 de noviembre de 2026", "connected on 21 de noviembre de 2026"),
        ("2026年11月21日", "connected on 2026年11月21日"),
        ("2 days ago", "connected 2 days ago"),
    ],
)
def test_a_date_is_told_as_linkedin_writes_it(wording: str, told: str) -> None:
    plan = make_plan([], [connected("dan", wording=wording)], [seen("dan")], Selection(window=WINDOW), {})
    assert told in written(plan, width=120)
