"""Results of `preview`, `run`, `demo` and `end`: their `data`, and lines that were not shown before."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from withdrawer.app.context import CommandContext
from withdrawer.app.demo import Judge
from withdrawer.app.preview import Planned
from withdrawer.app.run import JobReport, NextShare, RunResult
from withdrawer.errors import Exit
from withdrawer.journal.records import JobState
from withdrawer.show.data import job_data, plan_data, standing_data
from withdrawer.show.envelope import Shown, instant
from withdrawer.show.evidence_data import evidence_data
from withdrawer.show.farewell import parting_lines
from withdrawer.show.people_data import listed_data, people_data
from withdrawer.show.report import report_lines, share_lines
from withdrawer.show.second_burst_words import second_data

AFTER_DEMO = "None of this was real. For your own account, type: withdrawer"
STORY = (
    "An invented account on a site on this machine. A while ago somebody's thumb met “Add all connections”.\n"
    "Nothing of this reaches LinkedIn."
)


def run_shown(found: RunResult, at: CommandContext) -> Shown:
    """Return the result of a run or a preview. A report or plan was shown before."""
    match found:
        case JobReport():
            return Shown(_report_data(found), exit_code=Exit.PARTIAL if found.is_partial else Exit.DONE)
        case Planned():
            return Shown(_planned_data(found))
        case NextShare(account, standing, share):
            people = [{"list": it.half.value, "key": it.key, "name": it.name} for it in share.people]
            told = {
                "people": people,
                "at": instant(standing.next_at),
                "looked_up_first": share.unknown,
                "kept": share.kept,
            }
            return Shown({**standing_data(account, standing), "next": told}, share_lines(share, standing, at.zone))


def end_shown(found: JobReport | None, at: CommandContext) -> Shown:
    """Return the report of the ended job; no lines if it stays open."""
    if found is None:
        return Shown({"job": None}, ["No job is open, so there is nothing to end. See: withdrawer status"])
    is_over = found.standing.job.state is not JobState.OPEN
    lines = report_lines(found.standing, at.zone, "") if is_over else []
    lines += parting_lines(found.standing, is_replay=at.home.kind == "replay") if is_over else []
    return Shown(standing_data(found.account, found.standing), lines)


def demo_shown(judge: Judge) -> Callable[[RunResult, CommandContext], Shown]:
    """Return a function that adds what really happened on the demo's site to the run's result."""

    def shown(found: RunResult, at: CommandContext) -> Shown:
        run = run_shown(found, at)
        is_read = not (at.everywhere.quiet or at.everywhere.json)
        return replace(run, data=run.data | judge.data(), message=run.message or (AFTER_DEMO if is_read else ""))

    return shown


def _report_data(found: JobReport) -> dict[str, Any]:
    return {
        **standing_data(found.account, found.standing),
        **(listed_data(found.plan) if found.plan else {}),
        "second_burst": second_data(found.second),
        "seconds": found.seconds,
        "unreached": found.unreached,
    }


def _planned_data(found: Planned) -> dict[str, Any]:
    return {
        **plan_data(found.account, found.plan, found.allowance),
        **evidence_data(found.plan),
        **listed_data(found.plan),
        "open_job": job_data(found.open_job, found.left) if found.open_job else None,
        **({"people": people_data(found.plan)} if found.has_everybody else {}),
        "second_burst": second_data(found.second),
        "seconds": found.seconds,
    }
