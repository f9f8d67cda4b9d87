"""Findings for people and as data."""

from collections.abc import Iterable, Iterator
from typing import Any

from withdrawer.errors import Exit
from withdrawer.findings import Finding, Mark


def finding_lines(finding: Finding) -> Iterator[str]:
    """The mark, what it is about, the sentence; below it the next step."""
    yield f"{finding.mark.value:<6}  {finding.about}: {finding.sentence}"
    if finding.next_step:
        yield f"          Next: {finding.next_step}"


def closing_line(findings: Iterable[Finding], code: Exit) -> str:
    """All of it in one sentence."""
    marks = [finding.mark for finding in findings]
    if Mark.BROKEN in marks:
        return f"{marks.count(Mark.BROKEN)} broken: begin with the first (exit {int(code)}). Nobody was touched."
    looks = marks.count(Mark.LOOK)
    return "All is well." if not looks else f"Nothing is broken; {looks} to look at."


def findings_data(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """The `findings` in the JSON."""
    return [
        {"about": it.about, "mark": it.mark.value, "sentence": it.sentence, "next": it.next_step} for it in findings
    ]


def findings_errors(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """The `errors` in the JSON: what is broken."""
    return [{"message": it.sentence, "hint": it.next_step} for it in findings if it.mark is Mark.BROKEN]
