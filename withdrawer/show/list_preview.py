"""Everybody on both lists of a preview, a line each, with the reason: `preview --list`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

from withdrawer.clock import moment_words
from withdrawer.escape import shown
from withdrawer.plan.dates.date_pieces import MONTHS
from withdrawer.plan.decisions import Code, Decision, Verdict
from withdrawer.plan.evidence.remedies import Remedy, ways_to_settle
from withdrawer.plan.groups import Group
from withdrawer.plan.half import Half
from withdrawer.plan.people import Person
from withdrawer.plan.plan import Plan
from withdrawer.plan.selection import Unsure
from withdrawer.show import data_request
from withdrawer.show.burst_lines import typed_selection
from withdrawer.show.command import command_line
from withdrawer.show.reasons import SIGNS, reason_words
from withdrawer.show.words import NOUN, people, told_span

LONGEST_NAME = 40
LONGEST_HEADLINE = 60
LONGEST_REASON = 200
MONTH_NAME = re.compile(rf"(?:^|(?<=\d ))(?:{'|'.join(MONTHS)})(?= \d)", re.IGNORECASE)
GERMAN_NOUN = re.compile(
    r"\b(?:sekunde|minute|stunde|tag|woche|monat|jahr"
    r"|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)"
)
HEADINGS = {
    (Half.SENT, Verdict.PLANNED): "{} would be withdrawn",
    (Half.SENT, Verdict.UNSURE): "{} of unclear date: they stay",
    (Half.SENT, Verdict.KEPT): "{} kept",
    (Half.SENT, Verdict.OUTSIDE): "{} outside: left alone",
    (Half.CONNECTIONS, Verdict.PLANNED): "{} would be removed",
    (Half.CONNECTIONS, Verdict.UNSURE): "{} of unclear date: they stay",
    (Half.CONNECTIONS, Verdict.KEPT): "{} kept",
    (Half.CONNECTIONS, Verdict.OUTSIDE): "{} outside: left alone",
}
GET_EXPORT = (
    f"LinkedIn's data export, which has the minute of each. On linkedin.com: {data_request.PATH}: choose "
    f"{data_request.CHOICE}. {data_request.MAILS} {data_request.FILES} withdrawer import FILE.zip"
)


def list_lines(plan: Plan, zone: tzinfo) -> Iterator[str]:
    """Yield everybody, those who would be undone first, then what would settle unclear dates, and LinkedIn's groups."""
    for half, lines in ((Half.SENT, plan.sent), (Half.CONNECTIONS, plan.connections)):
        for verdict in Verdict:
            those = [it for it in lines.decisions if it.verdict is verdict]
            if those:
                yield HEADINGS[half, verdict].format(people(len(those), NOUN[half]))
                yield from (_line(it, zone) for it in those)
                yield ""
    yield from _settle_lines(plan, zone)
    if plan.groups:
        yield "Your pending invitations, in LinkedIn's own words (--sent takes them)"
        yield from (f"  {_told_group(group)}: {group.count:,}" for group in plan.groups)


def _line(decision: Decision, zone: tzinfo) -> str:
    person = decision.person
    headline = f", {shown(person.headline, LONGEST_HEADLINE)}" if person.headline else ""
    parts = [f"  {name_of(person)}{headline}", when_of(person, zone)]
    if decision.verdict is Verdict.UNSURE and person.span:
        parts.append(told_span(person.span, zone))
    if decision.reason_code is not Code.SELECTED:
        parts.append(reason_words(decision.reason))
    if decision.sign:
        parts.append(SIGNS[decision.sign])
    return " | ".join(shown(part, LONGEST_REASON) if at else part for at, part in enumerate(dict.fromkeys(parts)))


def name_of(person: Person) -> str:
    """Return a person's name, or else their profile or address."""
    return shown(person.name or person.key or "no name", LONGEST_NAME)


def as_written(wording: str, language: str) -> str:
    """Return a wording of LinkedIn's, which is kept in lower case, with the capitals of English and German."""
    if language == "de":
        return GERMAN_NOUN.sub(lambda noun: noun[0].title(), wording)
    return MONTH_NAME.sub(lambda month: month[0].title(), wording)


def age_words(person: Person) -> str:
    """Return LinkedIn's wording of an age."""
    return as_written(person.wording, person.language)


def when_of(person: Person, zone: tzinfo) -> str:
    """Return when somebody was invited or connected: the minute if it is known, else LinkedIn's wording."""
    verb = "sent" if person.half is Half.SENT else "connected"
    if person.half is Half.SENT and person.span and person.span.is_exact:
        return f"{verb} {moment_words(person.span.earliest, zone)}"
    words = shown(age_words(person), LONGEST_NAME) or "date not shown"
    on = "on " if re.search(r"\d{4}", words) else ""
    return f"{verb} {on}{words}"


def _settle_lines(plan: Plan, zone: tzinfo) -> Iterator[str]:
    ways = ways_to_settle(plan)
    if not ways:
        return
    yield f"What would settle {people(plan.unsure_sent, 'unclear date')}, the cheapest first"
    for number, way in enumerate(ways, start=1):
        if way.remedy is Remedy.EXPORT:
            yield f"  {number}. {GET_EXPORT}"
        else:
            count = people(way.inside, "invitation")
            yield f"  {number}. A wider window, without unclear dates; {count} would lie in it. To look at it first:"
            wider = replace(plan.selection, window=way.window, older_than="", blast=None)
            yield f"  {command_line('preview', wider, zone)}"
    if plan.blast and plan.selection.unsure is Unsure.SKIP:
        yield "  Or include them all, with anybody you invited by hand meanwhile:"
        yield f"  {command_line('preview', replace(typed_selection(plan), unsure=Unsure.INCLUDE), zone)}"
    yield ""


def _told_group(group: Group) -> str:
    wording = shown(as_written(group.wording, group.language), LONGEST_NAME)
    return f"Sent {wording}" if group.span else f"{wording or 'no date'} (not understood)"


SHOWN = 3
"""Number of people at each edge."""


@dataclass(frozen=True, slots=True)
class Edges:
    """People on one list, each part newest first. `last` excludes everyone in `first`."""

    newer_outside: tuple[Person, ...]
    first: tuple[Person, ...]
    last: tuple[Person, ...]
    older_outside: tuple[Person, ...]


def edges_of(decisions: Sequence[Decision]) -> Edges:
    """Return the edges of one list's decisions, in list order. If no one is planned, all outside count as older."""
    planned = [index for index, line in enumerate(decisions) if line.verdict is Verdict.PLANNED]
    top, bottom = (planned[0], planned[-1]) if planned else (0, -1)
    inside = [decisions[index].person for index in planned]
    return Edges(
        newer_outside=_outside(decisions[:top])[-SHOWN:],
        first=tuple(inside[:SHOWN]),
        last=tuple(inside[SHOWN:][-SHOWN:]),
        older_outside=_outside(decisions[bottom + 1 :])[:SHOWN],
    )


def _outside(decisions: Iterable[Decision]) -> tuple[Person, ...]:
    return tuple(line.person for line in decisions if line.verdict is Verdict.OUTSIDE)
