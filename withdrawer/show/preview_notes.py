"""The notes below a preview's numbers: who is first and last, who stays and why, what it costs, how long it takes."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo

from withdrawer.escape import shown
from withdrawer.plan.decisions import Code, Decision, Detail, Origin, Sign, Verdict
from withdrawer.plan.evidence.remedies import Remedy, ways_to_settle
from withdrawer.plan.forecast import forecast
from withdrawer.plan.half import Half
from withdrawer.plan.people import Person
from withdrawer.plan.plan import Plan
from withdrawer.show.list_preview import edges_of, name_of
from withdrawer.show.words import people, told_day, told_window
from withdrawer.undo.allowance import Allowance

LONGEST_KEY = 30
Note = tuple[str, str, str]
"""A label, words, and their style."""
BOLD = "bold"

KEPT = {
    Code.NAMED: "named by your keep rules",
    Code.NOTE: "with a personal note",
    Code.MESSAGED: "you wrote with since (--with-messages)",
    Code.INCOMING: "who invited you",
    Code.UNKNOWN_ORIGIN: "from elsewhere or unknown",
    Code.LIKELY_ORIGIN: "likely",
    Code.BEYOND_LIMIT: "beyond --limit",
    Code.LISTED_TWICE: "listed twice, counted once",
    Code.NOT_A_PERSON: "pages or events",
    Code.NOT_SHOWN: "whose profile is not shown",
    Code.ACCEPTED_MEANWHILE: "accepted while we looked",
}
BY_ORIGIN = frozenset({Code.UNKNOWN_ORIGIN, Code.LIKELY_ORIGIN})
"""Told with the connections, by where they come from."""
FROM = {
    Sign.SEEN_PENDING: "seen pending before",
    Sign.STILL_PENDING: "on both lists",
    Sign.EXPORTED: "in your data export",
    Sign.EXPORTED_NAME: "in your data export by name",
    Sign.IMPORTED: "in your address book",
    Sign.INCOMING: "who invited you",
    Sign.ENDED: "connected after it was withdrawn",
    Sign.NOTHING: "without any sign of it",
}
LET_IN = {Origin.KNOWN: "", Origin.LIKELY: " (--origin likely)", Origin.UNKNOWN: " (--origin any)"}
DOUBTS = {
    Code.NO_DATE: "LinkedIn's date could not be read",
    Code.DATE_UNCLEAR: "LinkedIn's dates are too coarse",
}
BLAST_DOUBTS = {
    Detail.SAME_WORDING: "they may have been sent by hand at about that time",
    Detail.AT_THE_EDGE: "at the very edge of the burst",
    Detail.NOT_IMPORTED: "not in your address book",
}
COSTS = {
    Half.SENT: "can't be taken back; no new invitation to them for up to three weeks",
    Half.CONNECTIONS: "a removed connection comes back only by a new invitation",
}
FASTER = 80


def notes_of(plan: Plan, zone: tzinfo, allowance: Allowance | None, *, has_question: bool) -> Iterator[Note]:
    """Yield the notes; if a question follows, that says what it costs and how long it takes."""
    if plan.selection.window and not plan.blast and plan.window:
        yield "window", told_window(plan.window, zone), ""
    if plan.selection.plan_file:
        file = plan.selection.plan_file
        yield "list", f"{people(len(file.people), 'person')} marked undo in {file.file}", ""
    yield from _ends(plan)
    yield from _unclear(plan)
    yield from _kept(plan)
    yield from _origins(plan)
    if plan.planned and not has_question:
        halves = sorted({line.person.half for line in plan.planned}, reverse=True)
        yield "cost", "; ".join(COSTS[half] for half in halves), ""
        if allowance is not None:
            yield "done", _finish(plan, zone, allowance), ""


def _ends(plan: Plan) -> Iterator[Note]:
    """Yield who comes first and last, and who stands next to them: a wrong window shows there at once."""
    edges = edges_of(plan.sent.decisions)
    if not edges.first:
        return
    inside = [*edges.first, *edges.last]
    shown_ends = [inside[0], *inside[1:][-1:]]
    outside = {"newer": edges.newer_outside[-1:], "older": edges.older_outside[:1]}
    names = Counter(name_of(it) for those in (shown_ends, *outside.values()) for it in those)

    def called(person: Person) -> str:
        is_told_apart = names[name_of(person)] == 1 or not person.key
        return name_of(person) if is_told_apart else f"{name_of(person)}, {shown(person.key, LONGEST_KEY)}"

    ends = [called(it) for it in shown_ends]
    beside = [f"{called(person)} ({side})" for side, those in outside.items() for person in those]
    stay = f"; {' and '.join(beside)} {'stay' if len(beside) > 1 else 'stays'}" if beside else ""
    yield "withdraw", f"{' to '.join(ends)}{stay}", ""


def _unclear(plan: Plan) -> Iterator[Note]:
    lines = [*plan.sent.decisions, *plan.connections.decisions]
    unsure = [it for it in lines if it.verdict is Verdict.UNSURE]
    included = sum(it.reason_code is Code.UNSURE_INCLUDED for it in lines)
    if included:
        yield "careful", f"{included:,} with an unclear date would go too (--unsure include)", BOLD
    if not unsure:
        return
    doubts = Counter(map(_doubt, unsure))
    why = ", ".join(f"{count:,} {words}" if len(doubts) > 1 else words for words, count in doubts.most_common())
    yield "unclear", f"{why}: they stay{_settled(plan)}", ""


def _doubt(line: Decision) -> str:
    if line.reason_code is Code.BLAST_UNCLEAR:
        return BLAST_DOUBTS.get(Detail(line.reason.detail), "") if line.reason.detail else "perhaps not of the burst"
    return DOUBTS[line.reason_code]


def _settled(plan: Plan) -> str:
    """Return what would settle the unclear dates, in short: --list says how."""
    ways = {Remedy.EXPORT: "LinkedIn's data export", Remedy.WIDER_WINDOW: "a wider window"}
    told = " or ".join(ways[way.remedy] for way in ways_to_settle(plan))
    return f". {told[0].upper()}{told[1:]} would settle {'it' if plan.unsure_sent == 1 else 'them'}" if told else ""


def _kept(plan: Plan) -> Iterator[Note]:
    kept: Counter[str] = Counter()
    for half in (plan.sent, plan.connections):
        kept.update({code: count for code, count in half.counts.kept.items() if Code(code) not in BY_ORIGIN})
    if kept:
        yield "keep", ", ".join(f"{count:,} {KEPT.get(Code(code), code)}" for code, count in kept.most_common()), ""


def _origins(plan: Plan) -> Iterator[Note]:
    """Yield how many connections come from where, and which option would take more of them."""
    candidates = [it for it in plan.connections.decisions if it.verdict in (Verdict.PLANNED, Verdict.KEPT)]
    goes = [it for it in candidates if it.verdict is Verdict.PLANNED and it.sign]
    stays = [it for it in candidates if it.reason_code in BY_ORIGIN and it.sign]
    if goes or stays:
        stay = f"; {_signs(stays, LET_IN)} stay" if stays else ""
        yield "remove", f"{_signs(goes) or 'nobody'}{stay}", ""
    strangers = sum(it.origin not in (None, Origin.KNOWN) for it in goes)
    if strangers:
        yield "careful", (
            f"nothing links {strangers:,} of these connections to your invitations: "
            "name whom you want to keep with --keep"
        ), BOLD  # fmt: skip


def _signs(lines: Sequence[Decision], let_in: Mapping[Origin, str] | None = None) -> str:
    counts = Counter(it.sign for it in lines if it.sign)
    told = [f"{counts[sign]:,} {FROM[sign]}{(let_in or {}).get(sign.origin, '')}" for sign in Sign if counts[sign]]
    return ", ".join(told)


def _finish(plan: Plan, zone: tzinfo, allowance: Allowance) -> str:
    if allowance.per_day is None:
        return "in one go, without waits and without a daily limit"
    sent = sum(it.person.half is Half.SENT for it in plan.planned)
    removed, today = len(plan.planned) - sent, allowance.now.astimezone(zone).date()
    told = []
    for number in sorted({allowance.per_day, max(FASTER, allowance.per_day)}):
        end = forecast(sent, removed, number, today, used_today=allowance.used)
        told.append((number, told_day(end.finishes_on, today.year) if end.finishes_on != today else "today"))
    if len({when for _, when in told}) == 1:
        return f"{told[0][1]}, at {told[0][0]} a day"
    return ", ".join(f"{when if when == 'today' else f'on {when}'} at {number} a day" for number, when in told)
