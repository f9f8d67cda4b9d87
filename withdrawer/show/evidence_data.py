"""A plan's evidence as data: the bursts, and what resolves unclear dates."""

from typing import Any

from withdrawer.plan.dates.spans import Window
from withdrawer.plan.evidence.narrowed_spans import ExportContradicted, ListOutOfOrder
from withdrawer.plan.evidence.remedies import ways_to_settle
from withdrawer.plan.plan import Plan
from withdrawer.show.envelope import instant


def evidence_data(plan: Plan) -> dict[str, Any]:
    """Return the numbered bursts, the ways to resolve unclear dates (cheapest first), and warnings.

    The warnings are about evidence that was dropped.
    """
    return {
        "blasts": [
            {
                "number": number,
                **_ends(blast.window),
                "wordings": list(blast.wordings),
                "count": blast.count,
                "usual_per_day": None if blast.usual_per_day is None else round(blast.usual_per_day, 2),
                "sureness": blast.sureness.value,
                "exact": blast.core is not None,
                "address_book": blast.is_imported,
            }
            for number, blast in enumerate(plan.blasts, start=1)
        ],
        "settling": [
            {"by": way.remedy.value, "settles": way.settles, "at": None, **_ends(way.window)}
            for way in ways_to_settle(plan)
        ],
        "warnings": [warning_words(it) for it in plan.narrowing.warnings],
    }


def warning_words(warning: ListOutOfOrder | ExportContradicted) -> str:
    """Return which evidence was dropped, and why."""
    if isinstance(warning, ExportContradicted):
        return (
            f"The data export and LinkedIn's page contradict each other about {warning.count:,} of your invitations; "
            "for them the page counts."
        )
    which = "The list as it was read earlier" if warning.is_earlier_scan else "LinkedIn's list"
    return (
        f"{which} is not newest first everywhere: {warning.upper} stands above {warning.lower}, who was invited later. "
        "So its order was not used, and more dates may be unclear."
    )


def _ends(window: Window | None) -> dict[str, str | None]:
    return {"since": instant(window.since if window else None), "until": instant(window.until if window else None)}
