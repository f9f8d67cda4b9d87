"""A list that comes back from a spreadsheet: it may only have become shorter, or keep more people."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from withdrawer.errors import UsageError
from withdrawer.plan.cells import readable_rows
from withdrawer.plan.decisions import Code, Decision, Verdict
from withdrawer.plan.listing import HEADER, Action, action_of, cells_of, decisions_of
from withdrawer.plan.plan import Plan
from withdrawer.plan.spreadsheet import is_same, restored

DELIMITERS = ",;\t"
MOST_TOLD = 5
HINT = (
    "Only delete rows, or write keep instead of undo. For another selection make a new list: withdrawer preview --csv"
)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row as it came back; `line` counts from 1 at the top of the file."""

    line: int
    cells: dict[str, str]

    def number(self, column: str) -> int:
        """A cell that must be a number; -1 where it is none."""
        text = restored(self.cells[column]).strip()
        return int(text) if text.isascii() and text.isdigit() else -1


def plan_of_list(text: str, source: str, find: Callable[[int], Plan | None]) -> Plan:
    """The plan of a list, with whoever was deleted or marked in it kept. `find` gives the plan with a number.

    Raises UsageError, by line, for every row that was not written so.
    """
    rows = list(_rows(text, source))
    if not rows:
        raise UsageError(f"{source} has no rows: nobody would be undone.", HINT)
    number = rows[0].number("plan")
    plan = find(number)
    if plan is None:
        raise UsageError(f"{source}, line {rows[0].line}: no preview of this account wrote this list.", HINT)
    decisions = decisions_of(plan)
    chosen: dict[int, Action] = {}
    wrong = []
    for row in rows:
        if fault := _fault(row, number, decisions, chosen):
            wrong.append(f"line {row.line}: {fault}")
        else:
            chosen[row.number("row")] = Action(restored(row.cells["action"]).strip().casefold())
    if wrong:
        more = f"; and {len(wrong) - MOST_TOLD:,} more" if len(wrong) > MOST_TOLD else ""
        raise UsageError(f"{source} is not as it was written. {'; '.join(wrong[:MOST_TOLD])}{more}.", HINT)
    return _narrowed(plan, chosen)


def _fault(row: ListRow, number: int, decisions: Sequence[Decision], chosen: dict[int, Action]) -> str:
    """What is wrong with a row; empty where nothing is."""
    place = row.number("row")
    if row.number("plan") != number or not 0 <= place < len(decisions):
        return "this row was not in the list"
    if place in chosen:
        return "this row stands there twice"
    decision = decisions[place]
    for column, text in zip(HEADER, cells_of(decision, number, place), strict=True):
        if column != "action" and not is_same(row.cells[column], text):
            return f"{column} was {text!r} and is now {row.cells[column]!r}"
    action = restored(row.cells["action"]).strip().casefold()
    if action not in set(Action):
        return f"action is {row.cells['action']!r}, where only undo and keep are known"
    if action == Action.UNDO and action_of(decision) is Action.KEEP:
        return f"{decision.person.name or decision.person.key!r} was not planned, and can't be added here"
    return ""


def _narrowed(plan: Plan, chosen: dict[int, Action]) -> Plan:
    """The plan, without those who are no longer to be undone."""
    edited = []
    for place, decision in enumerate(decisions_of(plan)):
        is_dropped = decision.verdict is Verdict.PLANNED and chosen.get(place) is not Action.UNDO
        why = "marked keep in the list" if place in chosen else "deleted from the list"
        edited.append(
            replace(decision, verdict=Verdict.KEPT, reason=why, reason_code=Code.KEPT_IN_LIST)
            if is_dropped
            else decision
        )
    left = {(line.person.half, line.person.position) for line in edited if line.verdict is Verdict.PLANNED}
    sent = len(plan.sent.decisions)
    return replace(
        plan,
        sent=replace(plan.sent, decisions=tuple(edited[:sent])),
        connections=replace(plan.connections, decisions=tuple(edited[sent:])),
        planned=tuple(line for line in plan.planned if (line.person.half, line.person.position) in left),
    )


def _rows(text: str, source: str) -> Iterator[ListRow]:
    for delimiter in DELIMITERS:
        reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter)
        rows = readable_rows(reader, source)
        header = [cell.strip().casefold() for cell in next(rows, [])]
        if set(HEADER) <= set(header):
            break
    else:
        raise UsageError(f"{source}, line 1: these are not the columns of a list of withdrawer.", HINT)
    line = reader.line_num + 1
    for cells in rows:
        if any(cell.strip() for cell in cells):
            cells += [""] * (len(header) - len(cells))
            yield ListRow(line, dict(zip(header, cells, strict=False)))
        line = reader.line_num + 1
