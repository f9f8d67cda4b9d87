"""What `doctor` found, as text and as data."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from withdrawer.app.context import CommandContext
from withdrawer.errors import Exit
from withdrawer.findings import Finding, Mark, worst
from withdrawer.show.data import account_data
from withdrawer.show.envelope import Shown
from withdrawer.show.report import told_instant


def finding_lines(finding: Finding, now: datetime, zone: tzinfo) -> list[str]:
    """Return the mark, subject and sentence on one line, and the next step on a second."""
    next_step = [f"          Next: {finding.next_step}"] if finding.next_step else []
    return [f"{finding.mark.value:<6}  {finding.about}: {_sentence(finding, now, zone)}", *next_step]


def doctor_shown(findings: Sequence[Finding], at: CommandContext) -> Shown:
    """Return the result of `doctor`; `errors` are what is broken. The findings' own lines were shown before."""
    told = [(it, _sentence(it, at.now, at.zone)) for it in findings]
    code = worst(findings)
    return Shown(
        {
            "account": account_data(at.account) if at.account else None,
            "findings": [
                {"about": it.about, "mark": it.mark.value, "sentence": sentence, "next": it.next_step}
                for it, sentence in told
            ],
        },
        [_closing_line(findings, code)],
        exit_code=code,
        errors=[{"message": sentence, "hint": it.next_step} for it, sentence in told if it.mark is Mark.BROKEN],
    )


def _closing_line(findings: Sequence[Finding], code: Exit) -> str:
    """Return a one-sentence summary."""
    marks = [finding.mark for finding in findings]
    if Mark.BROKEN in marks:
        return f"{marks.count(Mark.BROKEN)} broken: begin with the first (exit {int(code)}). Nobody was touched."
    looks = marks.count(Mark.LOOK)
    return "All is well." if not looks else f"Nothing is broken; {looks} to look at."


def _sentence(finding: Finding, now: datetime, zone: tzinfo) -> str:
    """Return the finding's sentence, followed by when it can continue, if known."""
    if finding.opens_at is None:
        return finding.sentence
    return f"{finding.sentence} It goes on {told_instant(finding.opens_at, now, zone)}."
