"""The lines of a job's plan, in the order in which they are acted on."""

from collections.abc import Iterable
from dataclasses import dataclass
from sqlite3 import Row

from withdrawer.journal.database import Database
from withdrawer.journal.records import Job, JobLine, Outcome, PlanLine
from withdrawer.journal.spans import span_of, span_values
from withdrawer.plan.halves import Half
from withdrawer.plan.verdicts import Verdict

ADD_LINE = (
    "INSERT INTO plan_lines (job_id, half, key, name, position, first, verdict, reason, reason_code, earliest, latest)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
LINES = """
    SELECT line.*,
        (SELECT outcome FROM acts WHERE line_id = line.id ORDER BY id DESC LIMIT 1) AS outcome,
        (SELECT COUNT(*) FROM acts WHERE line_id = line.id AND outcome = 'refused') AS refusals
    FROM plan_lines AS line
    WHERE job_id = ?
    ORDER BY first DESC, half = 'sent' DESC, position, id
"""


@dataclass(frozen=True, slots=True)
class Lines:
    """The plans of all jobs."""

    database: Database

    def add(self, job: int, lines: Iterable[PlanLine]) -> None:
        """Keep more lines of a job's plan; to be called inside a transaction."""
        self.database.write_all(ADD_LINE, (_values(job, line) for line in lines))

    def of(self, job: Job) -> list[JobLine]:
        """All lines: those of `--first` before all, then invitations before connections, each as the list had them."""
        return [_line(row) for row in self.database.rows(LINES, (job.id,))]


def _line(row: Row) -> JobLine:
    line = PlanLine(
        half=Half(row["half"]),
        key=row["key"],
        name=row["name"],
        position=row["position"],
        first=bool(row["first"]),
        verdict=Verdict(row["verdict"]),
        reason=row["reason"],
        reason_code=row["reason_code"],
        span=span_of(row),
    )
    outcome = None if row["outcome"] is None else Outcome(row["outcome"])
    return JobLine(id=row["id"], line=line, outcome=outcome, refusals=row["refusals"])


def _values(job: int, line: PlanLine) -> tuple[object, ...]:
    person = (line.half, line.key, line.name, line.position, line.first)
    return (job, *person, line.verdict, line.reason, line.reason_code, *span_values(line.span))
