"""What `doctor` found, as text and as data."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

from withdrawer.app.context import CommandContext
from withdrawer.errors import Exit
from withdrawer.findings import Finding, Mark, worst
from withdrawer.plan.half import Half
from withdrawer.show.data import account_data
from withdrawer.show.envelope import Shown
from withdrawer.show.report import told_instant

if TYPE_CHECKING:
    from withdrawer.app.doctor import Examined
    from withdrawer.app.share import SharedLine
    from withdrawer.linkedin.doctor import PageFacts

NOUN = {Half.SENT: "invitations", Half.CONNECTIONS: "connections"}
SHARED_MARK = {Mark.LOOK: "to look at", Mark.BROKEN: "broken"}


def finding_lines(finding: Finding, now: datetime, zone: tzinfo) -> list[str]:
    """Return the mark, subject and sentence on one line, and the next step on a second."""
    next_step = [f"          Next: {finding.next_step}"] if finding.next_step else []
    return [f"{finding.mark.value:<6}  {finding.about}: {_sentence(finding, now, zone)}", *next_step]


def doctor_shown(found: "Examined", at: CommandContext) -> Shown:
    """Return the result of `doctor`; `errors` are what is broken. The findings' own lines were shown before."""
    findings, share = found.findings, found.share
    told = [(it, _sentence(it, at.now, at.zone)) for it in findings]
    code = worst(findings)
    return Shown(
        {
            "account": account_data(at.account) if at.account else None,
            "findings": [
                {"about": it.about, "mark": it.mark.value, "sentence": sentence, "next": it.next_step}
                for it, sentence in told
            ],
            **({"share": share_data(share)} if share else {}),
        },
        [_closing_line(findings, code), *(shared_lines(share) if share else [])],
        exit_code=code,
        errors=[{"message": sentence, "hint": it.next_step} for it, sentence in told if it.mark is Mark.BROKEN],
    )


def shared_lines(share: "SharedLine") -> list[str]:
    """Return the line to be shared, and that nothing was sent."""
    return [
        "",
        "To tell others how it went, this line is all that is needed. It names nobody, and nothing was sent:",
        share_line(share),
        "Send it to the people you have withdrawer from. What is in it, and what to add after a run, stands in "
        "docs/seen-on-linkedin.md.",
    ]


def share_line(share: "SharedLine") -> str:
    """Return a row of the table in docs/seen-on-linkedin.md: date, layout, language, system, people, outcome."""
    machine = ", ".join(
        [f"withdrawer {share.version}", share.system, f"Python {share.python}", share.browser or "no browser"]
    )
    cells = [
        share.seen_on.isoformat(),
        _each(share, lambda page: page.layout),
        _each(share, lambda page: page.language),
        machine,
        ", ".join(f"{NOUN[half]} {page.rows:,}" for half, page in share.pages.items()) or "–",
        outcome_words(share),
    ]
    return f"| {' | '.join(cells)} |"


def outcome_words(share: "SharedLine") -> str:
    """Return how the pages were understood, or why they were not looked at."""
    reached = ["looked only" if share.pages else "pages not looked at"]
    reached += ["both pages understood"] if share.is_understood else []
    marked = [f"{about.replace(', ', ' of ')}: {SHARED_MARK[mark]}" for about, mark in share.marks.items()]
    return "; ".join([*reached, *marked])


def share_data(share: "SharedLine") -> dict[str, Any]:
    """Return the same as data, and the line itself."""
    return {
        "date": share.seen_on.isoformat(),
        "version": share.version,
        "system": share.system,
        "python": share.python,
        "browser": share.browser,
        "pages": {half.value: asdict(page) for half, page in share.pages.items()},
        "marks": {about: mark.value for about, mark in share.marks.items()},
        "line": share_line(share),
    }


def _each(share: "SharedLine", part: "Callable[[PageFacts], str]") -> str:
    """Return a part of both pages, once if they agree; a dash if none was seen."""
    return " / ".join(dict.fromkeys(map(part, share.pages.values()))) or "–"


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
    return f"{finding.sentence} It can continue {told_instant(finding.opens_at, now, zone)}."
