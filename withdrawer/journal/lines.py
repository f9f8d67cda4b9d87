"""The lines of a job's plan, in the order in which they are acted on."""

from collections.abc import Iterable
from dataclasses import dataclass
from sqlite3 import Row

from withdrawer.journal.database import Database
from withdrawer.journal.records import SILENT, Alike, Job, JobLine, Outcome, PlanLine, Proof
from withdrawer.journal.spans import span_of, span_values
from withdrawer.plan.half import Half
from withdrawer.plan.verdicts import Verdict

ADD_LINE = (
    "INSERT INTO plan_lines (job_id, half, key, name, position, first, verdict, reason, reason_code, earliest, latest)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
TRIED = """
    FROM plan_lines AS line
    LEFT JOIN (
        SELECT line_id, MAX(id) AS id, SUM(outcome = 'refused' AND NOT held) AS refusals FROM acts GROUP BY line_id
    ) AS tried ON tried.line_id = line.id
    LEFT JOIN acts AS last ON last.id = tried.id
    LEFT JOIN questions AS asked ON asked.job_id = line.job_id AND asked.half = line.half AND asked.key = line.key
        AND asked.kind = 'keep' AND COALESCE(asked.answer, '') <> 'no' AND line.verdict = 'planned'
    WHERE line.job_id = ?
"""
"""The lines of a job, each with its last act and how often it was refused. What was held is no refusal of a person."""
LINES = f"""
    SELECT line.*, last.outcome, last.proof, COALESCE(last.id, 0) AS act, COALESCE(tried.refusals, 0) AS refusals,
        asked.id IS NOT NULL AS is_asked, last.outcome = 'unresolved' AND last.detail LIKE '{SILENT}%' AS is_silent
    {TRIED}
    ORDER BY first DESC, line.half = 'sent' DESC, line.position, line.id
"""
ALIKE = f"""
    SELECT line.half, verdict, reason_code, last.outcome, last.proof = 'reading' AS is_checked,
        COALESCE(tried.refusals, 0) AS refusals, asked.id IS NOT NULL AS is_asked, COUNT(*) AS people {TRIED}
    GROUP BY 1, 2, 3, 4, 5, 6, 7
"""


@dataclass(frozen=True, slots=True)
class Lines:
    """The plans of all jobs."""

    database: Database

    def add(self, job: int, lines: Iterable[PlanLine]) -> None:
        """Keep more lines of a job's plan; to be called inside a transaction."""
        self.database.write_all(ADD_LINE, (_line_values(job, line) for line in lines))

    def of(self, job: Job) -> list[JobLine]:
        """All lines: those of `--first` before all, then invitations before connections, each as the list had them."""
        return [_line(row) for row in self.database.rows(LINES, (job.id,))]

    def counted(self, job: Job) -> list[Alike]:
        """How many lines there are of each kind."""
        return [
            Alike(
                half=Half(row["half"]),
                verdict=Verdict(row["verdict"]),
                reason_code=row["reason_code"],
                outcome=None if row["outcome"] is None else Outcome(row["outcome"]),
                is_checked=bool(row["is_checked"]),
                refusals=row["refusals"],
                people=row["people"],
                is_asked=bool(row["is_asked"]),
            )
            for row in self.database.rows(ALIKE, (job.id,))
        ]


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
    proof = None if row["proof"] is None else Proof(row["proof"])
    return JobLine(
        id=row["id"],
        line=line,
        outcome=outcome,
        refusals=row["refusals"],
        proof=proof,
        act=row["act"],
        is_asked=bool(row["is_asked"]),
        is_silent=bool(row["is_silent"]),
    )


def _line_values(job: int, line: PlanLine) -> tuple[object, ...]:
    person = (line.half, line.key, line.name, line.position, line.first)
    return (job, *person, line.verdict, line.reason, line.reason_code, *span_values(line.span))
