import re
import shlex
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO, TextIOWrapper
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from rich.cells import cell_len
from rich.console import Console

from tests.unit.plan.making import ASTRIDE, BEFORE, INSIDE, NOW, WINDOW, connected, pending, seen
from withdrawer.app.typed_input import Selecting
from withdrawer.app.typed_selection import read_selection
from withdrawer.plan.bursts.blasts import Blast, Sureness
from withdrawer.plan.dates.spans import Span, Window
from withdrawer.plan.decisions import OriginChoice
from withdrawer.plan.evidence.export import Direction, Export, ExportedInvitation
from withdrawer.plan.half import Half
from withdrawer.plan.keep.keep_rules import KeepRules
from withdrawer.plan.people import Person
from withdrawer.plan.person_rules import read_rule
from withdrawer.plan.plan import Plan, make_plan
from withdrawer.plan.selection import Selection, Unsure
from withdrawer.show.burst_lines import selection_of
from withdrawer.show.evidence_data import evidence_data
from withdrawer.show.list_preview import as_written, list_lines
from withdrawer.show.plan_rows import list_text
from withdrawer.show.preview import show_preview
from withdrawer.undo.allowance import Allowance

BERLIN = ZoneInfo("Europe/Berlin")
BLAST = Selection(window=WINDOW, keep=KeepRules((read_rule("Bob", "--keep"),)))
COMMAND = "withdrawer run --since 2026-11-21T05:20+01:00 --until 2026-11-21T15:20+01:00 --keep Bob"


@cache
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


def written(
    plan: Plan,
    next_command: str | None = None,
    width: int = 80,
    *,
    encoding: str = "utf-8",
    is_plain: bool = False,
    allowance: Allowance | None = None,
) -> str:
    file = TextIOWrapper(BytesIO(), encoding=encoding, errors="backslashreplace", write_through=True)
    console = Console(file=file, width=width, no_color=True, force_terminal=False, markup=True)
    show_preview(plan, console, BERLIN, next_command, allowance=allowance, is_plain=is_plain)
    assert isinstance(file.buffer, BytesIO)
    return file.buffer.getvalue().decode(encoding)


def forty() -> Allowance:
    return Allowance(40, [], [], NOW)


def plan_of_one() -> Plan:
    return make_plan([pending("a")], (), (), Selection(window=WINDOW), {})


FIRST_MINUTE = datetime(2026, 11, 22, 13, 3, tzinfo=UTC)
SECONDS_BY_AGE = {"1 day ago": (1, 2), "2 days ago": (2, 3), "1 week ago": (3, 14), "1 month ago": (14, 62)}


def blast_among_others(*, is_dated: bool = True, selection: Selection | None = None) -> Plan:
    """1,412 in nine minutes, 40 others before and after them, and a data export that has the minute of each."""
    minute, hour, day = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
    now = FIRST_MINUTE + 2 * day + hour
    sent = {f"person-{at}": FIRST_MINUTE + minute * (8 - at * 9 // 1412) for at in range(1412)}
    sent |= {f"new-{at}": FIRST_MINUTE + day + hour * (9 - at) for at in range(2)}
    sent |= {f"later-{at}": FIRST_MINUTE + hour * (7 - at) for at in range(5)}
    sent |= {f"earlier-{at}": FIRST_MINUTE - hour * (2 + at) for at in range(4)}
    sent |= {f"old-{at}": FIRST_MINUTE - day * (1 + 1.3 * at) for at in range(29)}
    people, lines = [], []
    for key, at in sorted(sent.items(), key=lambda it: it[1], reverse=True):
        wording = next(word for word, (_, most) in SECONDS_BY_AGE.items() if now - at < most * day)
        least, most = SECONDS_BY_AGE[wording]
        span = Span(now - (most + 1) * day, now - (least - 1) * day)
        people.append(pending(key, span, wording, has_note=key in ("person-20", "person-200", "person-900")))
        whole = at.replace(second=0, microsecond=0)
        lines.append(ExportedInvitation(key, people[-1].name, Span(whole, whole + minute), Direction.OUTGOING))
    connections = [connected(f"conn-{at}", Span(FIRST_MINUTE + hour, now)) for at in range(96)]
    before = [seen(f"conn-{at}", Span(FIRST_MINUTE, FIRST_MINUTE + minute)) for at in range(61)]
    export = Export(tuple(lines)) if is_dated else None
    return make_plan(people, connections, before, selection or Selection(blast=1), {}, export)


def listed(plan: Plan) -> str:
    return "\n".join(list_lines(plan, BERLIN))


def has_row(text: str, *parts: str) -> bool:
    return any(" ".join(line.split()) == " ".join(parts) for line in text.splitlines())


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_picture_comes_first_with_the_burst_marked_by_word_and_shape() -> None:
    text = written(plan_for(BLAST))
    assert re.search(r"1 hour ago +1,402  █+░ \] the burst: 1,402, likely", text)
    assert re.search(r"5 days ago +4  ·", text)
    assert text.index("1 hour ago") < text.index("undo  unclear") < text.index("cost")


def test_every_number() -> None:
    text = written(plan_for(BLAST))
    assert has_row(text, "Invitations 1,407 1,400 1 2 4 would be withdrawn")
    assert has_row(text, "Connections 3 1 - 2 - would be removed")
    assert "1 named by your keep rules" in text
    assert "1 with a personal note" in text


def test_the_window_is_told_as_instants_of_the_persons_zone() -> None:
    assert "window    from Sat 21 Nov 2026, 05:20 to Sat 21 Nov 2026, 15:20 CET" in written(plan_for(BLAST))


def test_who_is_first_and_last_is_named_and_who_stands_next_to_them() -> None:
    text = flat(written(plan_for(BLAST)))
    assert "withdraw Person 0 to Person 1399; Old 0 (older) stays" in text


def test_namesakes_at_the_edge_are_told_apart() -> None:
    older = Span(INSIDE.earliest - timedelta(days=9), INSIDE.latest - timedelta(days=9))
    people = [pending("ana-1", name="Ana"), pending("ben", name="Ben"), pending("ana-2", older, name="Ana")]
    text = flat(written(make_plan(people, [], [], Selection(window=WINDOW), {})))
    assert "withdraw Ana, ana-1 to Ben; Ana, ana-2 (older) stays" in text


def test_an_unclear_date_is_told_with_what_settles_it() -> None:
    text = flat(written(plan_for(BLAST)))
    assert (
        "LinkedIn's dates are too coarse: they stay. A wider window or LinkedIn's data export would settle it" in text
    )


def test_connections_of_unknown_origin_are_told_with_what_to_type() -> None:
    text = flat(written(plan_for(BLAST)))
    assert "remove 1 seen pending before; 2 without any sign of it (--origin any) stay" in text
    let_in = flat(written(plan_for(replace(BLAST, origin=OriginChoice.ANY))))
    assert "nothing links 2 of these connections to your invitations" in let_in
    assert "--origin any) stay" not in let_in


def test_what_was_let_in_with_an_unclear_date_is_shown_apart() -> None:
    assert "1 with an unclear date would go too" in written(plan_for(replace(BLAST, unsure=Unsure.INCLUDE)))


def test_the_exact_command_comes_last_on_one_line() -> None:
    assert written(plan_for(BLAST)).splitlines()[-1] == f"  {COMMAND}"
    assert written(plan_for(BLAST), "withdrawer run --home x").splitlines()[-1].endswith("  withdrawer run --home x")


def test_it_says_how_to_see_everybody() -> None:
    assert f"  {COMMAND.replace(' run ', ' preview ')} --list" in written(plan_for(BLAST)).splitlines()


def test_where_a_question_follows_the_question_tells_what_it_costs() -> None:
    text = written(plan_for(BLAST), "")
    assert "withdrawer run" not in text
    assert "can't be taken back" not in text


def test_it_says_when_it_would_be_done_at_two_speeds() -> None:
    plan = plan_for(BLAST)
    assert "done      on Sat 26 Dec at 40 a day, on Tue 8 Dec at 80 a day" in written(plan, allowance=forty())
    assert "done      on Fri 04 Dec at 100 a day" not in written(plan, allowance=forty())
    assert "today, at 40 a day" in written(plan_of_one(), allowance=forty())
    assert "in one go" in written(plan, allowance=Allowance(None, [], [], NOW))


def test_nothing_selected_says_so_and_what_to_type() -> None:
    text = written(plan_for(Selection()))
    assert "Nothing is selected, so nothing would be undone." in text
    assert 'withdrawer preview --sent "1 hour ago"' in text
    assert "withdrawer run" not in text
    assert "█ in the burst  · the others" in text


def test_an_empty_list_is_no_error() -> None:
    text = written(make_plan((), (), (), Selection(), {}))
    assert "No pending invitation was read." in text


def test_nobody_inside_offers_no_command() -> None:
    text = written(make_plan([pending("a", BEFORE)], (), (), BLAST, {}))
    assert "Nobody would be undone." in text
    assert "withdrawer run" not in text
    assert "can't be taken back" not in text


def test_where_all_is_unclear_the_way_to_take_it_in_is_told() -> None:
    plan = make_plan([pending(f"a-{at}", ASTRIDE) for at in range(3)], (), (), Selection(window=WINDOW), {})
    text = written(plan)
    assert "Nobody would be undone." in text
    assert "▒" in text
    assert text.splitlines()[-1].endswith("--unsure include")


def test_only_connections_draw_no_picture_of_nothing() -> None:
    only = replace(BLAST, halves=(Half.CONNECTIONS,))
    text = written(make_plan((), [connected("known")], [seen("known")], only, {}))
    assert has_row(text, "Connections 1 1 - - - would be removed")
    assert "Invitations" not in text
    assert "When you sent" not in text


def test_a_hostile_name_is_only_text() -> None:
    hostile = pending("x", BEFORE, name="[red]Eve[/red]\x1b[2J\u202e\nPerson 9", wording="5 \x1b[2Jdays ago")
    plan = make_plan([pending("a"), hostile], (), (), BLAST, {})
    for text in (written(plan), listed(plan), written(plan, is_plain=True)):
        assert "[red]Eve[/red]�[2J� Person 9" in text
        assert "\x1b" not in text
        assert "\u202e" not in text


@pytest.mark.parametrize("name", ["王小明的很长的名字", "👩‍💻 Ana 👍🏽", "محمد بن عبد الله", "A\u0301ngel", "N" * 300])
def test_it_fits_its_columns_but_for_commands_whatever_the_letters(name: str) -> None:
    for selection in (BLAST, Selection(), Selection(wordings=("1 hour ago",))):
        people = [pending("long", BEFORE, name=name, wording=name), pending("odd", None, wording="", name=name)]
        plan = plan_for(selection, *people)
        for width, is_plain in product((40, 100), (False, True)):
            text = written(plan, width=width, is_plain=is_plain)
            lines = [line for line in text.splitlines() if "withdrawer " not in line]
            assert max(cell_len(line) for line in lines) <= width


def test_a_blast_among_forty_others_fits_on_a_small_screen() -> None:
    for plan in (blast_among_others(), blast_among_others(is_dated=False), plan_for(BLAST)):
        for encoding in ("utf-8", "cp1252"):
            lines = written(plan, allowance=forty(), encoding=encoding).splitlines()
            assert len(lines) <= 23
            assert max(map(cell_len, lines)) <= 80 or "--since" in max(lines, key=cell_len)
    assert len(written(blast_among_others(selection=Selection()), allowance=forty()).splitlines()) <= 23


def test_minutes_are_shown_where_they_are_known_and_others_never_count_with_the_burst() -> None:
    text = written(blast_among_others(), allowance=forty())
    assert re.search(r"Sun 22 Nov later +5  ·", text)
    assert re.search(r"14:03 to 14:0\d +\d+  █", text)
    assert "the burst: 1,412 in 9 minutes" in text
    assert "sure; usual: about 1 a day" in text
    assert len([line for line in text.splitlines() if line.rstrip().endswith("┘") or "┐" in line or "┘" in line]) >= 2
    assert " and older" in text


def test_where_blocks_can_not_be_written_letters_do() -> None:
    text = written(blast_among_others(), encoding="cp1252")
    assert "# undo  = keep  . outside" in text
    text.encode("cp1252")
    assert "#####" in text


def test_plain_says_all_of_it_in_words_without_a_bar() -> None:
    text = written(blast_among_others(), is_plain=True, allowance=forty())
    assert not set(text) & set("█▒░·┐│┘#]")
    assert re.search(r"Sun 22 Nov 14:03 to 14:05: \d+ invitations, \d+ undo, burst\.", text)
    assert "Invitations: 1,452 read. 1,409 would be withdrawn, 0 unclear, 3 kept, 40 outside." in flat(text)
    assert "the burst: 1,412 in 9 minutes; sure" in text


def test_the_list_has_everybody_with_their_reason() -> None:
    plan = plan_for(BLAST)
    lines = listed(plan).splitlines()
    assert lines[0] == "1,400 invitations would be withdrawn"
    for key in ("person-0", "person-1399", "bob", "noted", "doubt", "old-3", "known", "unknown-2"):
        assert sum(f"  {key.replace('-', ' ').title()} |" in line for line in lines) == 1
    assert any("Noted | sent 1 hour ago | invited with a personal note" in line for line in lines)
    assert any("Unknown 1 | connected on November 21, 2026 | connected since then, but" in line for line in lines)
    doubt = next(line for line in lines if "  Doubt |" in line)
    assert "between Sat 21 Nov 2026, 04:20 and Sat 21 Nov 2026, 06:20" in doubt
    assert "  Sent 1 hour ago: 1,402" in lines


def test_the_list_tells_what_settles_an_unclear_date_with_the_command() -> None:
    text = listed(plan_for(BLAST))
    assert "What would settle 1 unclear date, the cheapest first" in text
    wider = "withdrawer preview --since 2026-11-21T04:20+01:00 --until 2026-11-21T15:20+01:00 --keep Bob"
    assert f"  {wider}" in text.splitlines()
    chosen = listed(plan_for(Selection(blast=1)))
    assert "--unsure include" in chosen
    assert "Get a copy of your data" in chosen


def test_a_list_out_of_order_is_said() -> None:
    text = " ".join(written(make_plan([pending("a", BEFORE), pending("b", INSIDE)], (), (), BLAST, {})).split())
    assert "not newest first everywhere: a stands above b" in text


def test_bursts_are_offered_with_what_to_type() -> None:
    plan = plan_for(Selection())
    text = written(plan)
    assert "Bursts, which may be a blast" in text
    assert "1,402  Sent 1 hour ago: sometime between Sat 21 Nov 2026, 06:20" in text
    assert "your usual pace:" in text
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
    assert "No burst found" in written(make_plan([pending("a", BEFORE)], (), (), Selection(), {}))


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
    assert told in listed(plan)
    assert told.removeprefix("connected ").removeprefix("on ") in list_text(plan)


def test_german_nouns_have_their_capitals() -> None:
    assert as_written("vor 4 minuten", "de") == "vor 4 Minuten"
    assert as_written("21. november 2026", "de") == "21. November 2026"
    assert as_written("gestern", "de") == "gestern"
    assert as_written("vor 4 minuten", "da") == "vor 4 minuten"


def test_how_many_of_all_were_read_stands_at_the_top() -> None:
    plan = plan_for(BLAST)
    assert " of " not in written(plan).splitlines()[0]
    read = len(plan.sent.decisions)
    skipping = replace(plan, sent=replace(plan.sent, skipped=2000))
    assert f"{read:,} of {read + 2000:,} pending invitations" in written(skipping).splitlines()[0]
    partly = replace(plan, connections=replace(plan.connections, further=300))
    read = len(plan.connections.decisions)
    assert f"{read:,} of {read + 300:,} connections" in written(partly).splitlines()[0]
