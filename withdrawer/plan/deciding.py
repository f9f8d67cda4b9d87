"""One list's people, each weighed into one decision."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from withdrawer.plan.decisions import Code, Decision, Reason, Verdict
from withdrawer.plan.evidence.facts import Facts
from withdrawer.plan.origins import Traced
from withdrawer.plan.people import Person
from withdrawer.plan.phones import is_masked
from withdrawer.plan.rules import Rules, nobody
from withdrawer.plan.selection import Unsure

SELECTED = Reason(Verdict.PLANNED, Code.SELECTED, "selected")
SHARED_NUMBER = Reason(
    Verdict.KEPT, Code.LISTED_TWICE, "another row shows the same number, hidden in part: it may be somebody else's"
)
LISTED_TWICE = Reason(Verdict.KEPT, Code.LISTED_TWICE, "the same person stands higher up in the list")


def decide(
    people: Iterable[Person],
    rules: Rules,
    facts: Facts,
    list_reasons: Sequence[Callable[[Person], Reason | None]],
    trace: Callable[[Person], Traced] | None = None,
) -> list[Decision]:
    """Decide about one list, in its order; `list_reasons` and `trace` are what this list alone can tell of a person.

    What puts somebody outside weighs most, then what keeps them, then doubt about the date.
    """
    people = list(people)
    shared = {key for key, rows in Counter(it.key for it in people).items() if rows > 1 and is_masked(key)}
    met: set[str] = set()
    lines = []
    for person in people:
        reasons = [rules.other_half(person), rules.barred(person, has_note=facts.has_note(person))]
        reasons += [list_reason(person) for list_reason in list_reasons]
        if person.key in shared:
            reasons.append(SHARED_NUMBER)
        elif person.key in met:
            reasons.append(LISTED_TWICE)
        met.add(person.key)
        reason = _weightiest(person, [reason for reason in reasons if reason], rules.selection.unsure)
        traced = trace(person) if trace else None
        lines.append(
            Decision(
                person=person,
                verdict=reason.verdict,
                reason=reason.sentence,
                reason_code=reason.code,
                origin=traced.origin if traced else None,
                first=rules.is_first(person),
                sign=traced.sign if traced else None,
                is_imported=facts.is_imported(person),
            )
        )
    return lines


def _weightiest(person: Person, reasons: Sequence[Reason], unsure: Unsure) -> Reason:
    if not person.key:
        return nobody(person)
    for verdict in (Verdict.OUTSIDE, Verdict.KEPT, Verdict.UNSURE, Verdict.PLANNED):
        for reason in reasons:
            if reason.verdict is verdict:
                is_let_in = verdict is Verdict.UNSURE and unsure is Unsure.INCLUDE
                return Reason(Verdict.PLANNED, Code.UNSURE_INCLUDED, reason.sentence) if is_let_in else reason
    return SELECTED
