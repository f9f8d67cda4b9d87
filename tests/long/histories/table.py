"""The table of docs/dates.md."""

from collections.abc import Callable, Sequence
from statistics import median

from tests.long.histories.judge import Verdicts

Judged = Sequence[dict[str, Verdicts]]
HEADS = (
    "what is known",
    "right window",
    "right group",
    "no stranger planned",
    "blast planned",
    "blast shown as unclear",
    "strangers shown as unclear",
    "burst seen where none was",
)


def table(judged: Judged) -> str:
    """The results as a Markdown table; a row a setting."""
    cells = [(name, *_cells([results[name] for results in judged])) for name in judged[0]]
    rows = [HEADS, tuple("---" for _ in HEADS), *cells]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _cells(results: Sequence[Verdicts]) -> tuple[str, ...]:
    blasted = [it for it in results if it.size]
    quiet = [it for it in results if not it.size]
    people = sum(it.size for it in blasted)
    strangers = [it.strangers_unsure for it in blasted if it.offered]
    return (
        _share(blasted, lambda it: it.window),
        _share(blasted, lambda it: it.group),
        _share(blasted, lambda it: not it.strangers_planned),
        _percent(sum(it.planned for it in blasted), people),
        _percent(sum(it.unsure for it in blasted), people),
        f"{median(strangers):.0f} at the median, {max(strangers):,} at most" if strangers else "none",
        f"{sum(it.offered > 0 for it in quiet)} of {len(quiet)}",
    )


def _share(results: Sequence[Verdicts], holds: Callable[[Verdicts], bool]) -> str:
    return _percent(sum(holds(it) for it in results), len(results))


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"
