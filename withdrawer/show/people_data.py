"""Everyone on both lists as data, each with the decision and its reason."""

from typing import Any

from withdrawer.plan.decisions import Decision
from withdrawer.plan.plan import Plan
from withdrawer.plan.plan_file import ListedPerson
from withdrawer.show.envelope import instant
from withdrawer.show.plan_rows import decisions_of, profile_of
from withdrawer.show.reasons import SIGNS, reason_words


def people_data(plan: Plan) -> list[dict[str, Any]]:
    """Return a plan person by person, in list order."""
    return [_person(decision) for decision in decisions_of(plan)]


def listed_data(plan: Plan) -> dict[str, Any]:
    """Return the people in a plan file whom the plan can't include, and why; empty without a plan file."""
    if plan.found is None or plan.selection.plan_file is None:
        return {}
    told = {"accepted": plan.found.accepted, "not_listed": plan.found.missing, "ambiguous": plan.found.ambiguous}
    people = {why: [_listed(it) for it in those] for why, those in told.items()}
    return {"plan_file": {"people": len(plan.selection.plan_file.people), **people}}


def _listed(person: ListedPerson) -> dict[str, Any]:
    return {"line": person.line, "list": person.half.value, "key": person.key, "name": person.name}


def _person(decision: Decision) -> dict[str, Any]:
    person, span = decision.person, decision.person.span
    return {
        "list": person.half.value,
        "key": person.key,
        "name": person.name,
        "profile": profile_of(person.key),
        "headline": person.headline,
        "wording": person.wording,
        "earliest": instant(span.earliest) if span else None,
        "latest": instant(span.latest) if span else None,
        "verdict": decision.verdict.value,
        "reason": reason_words(decision.reason),
        "reason_code": decision.reason_code.value,
        "origin": decision.origin.value if decision.origin else None,
        "evidence": SIGNS[decision.sign] if decision.sign else None,
        "evidence_code": decision.sign.value if decision.sign else None,
        "is_imported": decision.is_imported,
        "first": decision.first,
    }
