"""Every output there is, and what must hold of it whoever the people are."""

import csv
import io
import json
import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console

from tests.security.crowd import BATCH, plan_of
from tests.security.hostile import Writer
from tests.security.judging import Findings, faults_of, is_run_by_a_spreadsheet
from tests.unit.plan.making import NOW, WINDOW
from withdrawer.app.data_export import Exporting
from withdrawer.errors import Exit, UsageError
from withdrawer.escape import safe
from withdrawer.home import home_folder
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account, Outcome, PlanLine, Proof, Terms
from withdrawer.plan.decisions import Decision
from withdrawer.plan.evidence.export import Archive
from withdrawer.plan.half import Half
from withdrawer.plan.people import Person
from withdrawer.plan.person_rules import PersonRule, Pointer, is_whole
from withdrawer.plan.plan import Plan
from withdrawer.plan.plan_file import forms_of, read_plan_file
from withdrawer.plan.selection import Selection
from withdrawer.replay.world.site_log import Event, Log
from withdrawer.shell import quoted
from withdrawer.show.command import command_line
from withdrawer.show.crashlog import keep_traceback
from withdrawer.show.data import plan_data, standing_data
from withdrawer.show.envelope import Shown, document_text, show_failure
from withdrawer.show.evidence_data import evidence_data
from withdrawer.show.history import history_line
from withdrawer.show.keep import added_data, added_lines
from withdrawer.show.list_preview import list_lines
from withdrawer.show.output import print_lines, print_to_stderr
from withdrawer.show.people_data import people_data
from withdrawer.show.pictures.bars import BLOCKS
from withdrawer.show.plan_rows import list_text
from withdrawer.show.preview import show_preview
from withdrawer.show.progress import TerminalWatcher
from withdrawer.show.report import report_lines
from withdrawer.show.summary import summary_data, summary_lines
from withdrawer.show.summary_page import page_of
from withdrawer.show.summary_view import view_of
from withdrawer.show.terminal import Terminal
from withdrawer.undo.allowance import Allowance
from withdrawer.undo.job_progress import standing_of
from withdrawer.undo.keep_changes import already_undone
from withdrawer.undo.story import story_of
from withdrawer.undo.watcher import Step

ZONE = ZoneInfo("Europe/Berlin")


class SeenTerminal(Terminal):
    """One that asks wherever its words go."""

    can_answer = True


def judge_batch(writer: Writer, journal: Journal, findings: Findings, folder: Path) -> int:
    """Put one batch through every output; gives how many people it was."""
    plan, listed = plan_of(writer)
    account = journal.accounts.remember("max-example", listed[0].name or "Max", NOW)
    _preview(plan, findings, writer)
    _documents(plan, account, findings)
    _spreadsheet(plan, findings)
    _commands(plan, findings)
    _journal(plan, listed, journal, account, findings)
    _progress(listed, findings)
    for person in writer.chance.sample(listed, 6):
        _errors(person, findings, folder)
        _names_of_files(person, findings, folder)
    return len(listed)


def _console(*, is_terminal: bool) -> Console:
    return Console(
        file=io.StringIO(), force_terminal=is_terminal, width=80, highlight=False, markup=False, emoji=False,
        color_system="256" if is_terminal else None, legacy_windows=False,
    )  # fmt: skip


def _written(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def _preview(plan: Plan, findings: Findings, writer: Writer) -> None:
    is_terminal = writer.chance.random() < 0.5
    console = _console(is_terminal=is_terminal)
    show_preview(plan, console, ZONE)
    show_preview(replace(plan, selection=Selection()), console, ZONE)
    findings.look("preview", _written(console), is_terminal=is_terminal)
    plain = _console(is_terminal=is_terminal)
    show_preview(
        plan, plain, ZONE, who=plan.sent.decisions[0].person.name if plan.sent.decisions else "", is_plain=True
    )
    findings.look("preview --plain", _written(plain), is_terminal=is_terminal)
    findings.look("preview --list", "\n".join(map(safe, list_lines(plan, ZONE))))


def _documents(plan: Plan, account: Account, findings: Findings) -> None:
    allowance = Allowance(40, [], [], NOW)
    data = {**plan_data(account, plan, allowance), **evidence_data(plan), "people": people_data(plan)}
    text = document_text("preview", Shown(data))
    findings.look("--json", text)
    names = [it["name"] for it in json.loads(text)["data"]["people"]]
    decided = (*plan.sent.decisions, *plan.connections.decisions)
    findings.demand("--json", names == [it.person.name for it in decided], "a name came out otherwise than it went in")


def _spreadsheet(plan: Plan, findings: Findings) -> None:
    text = list_text(plan)
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
        for cell in row:
            findings.demand("--csv", not is_run_by_a_spreadsheet(cell), f"a spreadsheet may run {cell[:60]!r}")
            findings.demand("--csv", not faults_of(cell), f"hidden in {cell[:60]!r}")
    try:
        back = read_plan_file(text, "list.csv")
    except UsageError as error:
        findings.look("--plan", error.message)
        is_told = not plan.planned or any(f"line {line}" in error.message for line in range(2, text.count("\n") + 2))
        findings.demand("--plan", is_told, error.message[:200])
        return
    meant = {(it.person.half, form) for it in plan.planned for form in forms_of(it.person.key)}
    named = {(it.half, form) for it in back.people for form in forms_of(it.key)}
    findings.demand("--plan", named <= meant, "it names somebody who was not written so")


def _commands(plan: Plan, findings: Findings) -> None:
    line = command_line("run", plan.selection, ZONE)
    findings.look("command", line)
    words = [it.person.name for it in plan.planned if "\0" not in it.person.name and is_whole(it.person.name)]
    words = [word[:1000] for word in words]
    told = "\\n".join("%s" for _ in words)
    script = f"printf '{told}' " + " ".join(map(quoted, words))
    ended = subprocess.run(["bash", "-c", script], capture_output=True, env={"LC_ALL": "C.UTF-8"}, check=False)
    findings.demand("shell", ended.stdout.decode() == "\n".join(words), f"bash read another word: {ended.stderr!r}")
    plain = [word for word in words if quoted(word).isascii() and not quoted(word).startswith("$")]
    findings.demand("shell", shlex.split(" ".join(map(quoted, plain))) == plain, "shlex read another word")


def _journal(plan: Plan, listed: list[Person], journal: Journal, account: Account, findings: Findings) -> None:
    scan = journal.scans.begin(account, Half.SENT, NOW)
    journal.scans.add(scan, listed)
    journal.scans.end(scan, NOW, 1, len(listed), complete=True)
    kept = [
        row["name"]
        for row in journal.database.rows(
            "SELECT name FROM sightings JOIN people ON people.id = person_id JOIN ages ON ages.id = age_id"
            " WHERE scan_id = ? ORDER BY sightings.id",
            (scan.id,),
        )
    ]
    findings.demand("journal", kept == [person.name for person in listed if person.key], "a name came back otherwise")
    terms = Terms({}, WINDOW, 40, "steady", tuple(Half), also_accepted=False)
    decisions = [it for it in (*plan.sent.decisions, *plan.connections.decisions) if it.person.key]
    job = journal.jobs.begin(account, terms, _lines(decisions), NOW)
    for number, line in enumerate(journal.jobs.remaining(job)):
        if line.half is Half.SENT and number % 3 == 0:
            journal.acts.settle_line(line, Outcome.ACCEPTED, None, NOW, f"accepted, says {line.name}")
        elif line.half is Half.SENT and number % 3 == 1:
            journal.acts.settle(journal.acts.intend(line, NOW), Outcome.WITHDRAWN, Proof.ANSWER, NOW, line.name)
    acts = journal.acts.history(account, 50)
    told = io.StringIO()
    with redirect_stdout(told):
        print_lines(history_line(act, ZONE, 10) for act in acts)
    findings.look("history", told.getvalue())
    findings.demand("history", told.getvalue().count("\n") == len(acts), "a name made a line of its own")
    standing = standing_of(journal, account, job, NOW)
    report = "\n".join(report_lines(standing, ZONE, "withdrawer run"))
    findings.look("report", report)
    view = view_of(story_of(journal, account, job, NOW), ZONE)
    findings.look("summary", "\n".join(summary_lines(view, ZONE, BLOCKS, 80)))
    findings.look("summary --html", page_of(view, ZONE))
    findings.look("summary --json", document_text("summary", Shown(summary_data(view))))
    findings.look("report --json", document_text("run", Shown(standing_data(account, standing))))
    for act in acts[:3]:
        if act.name.strip():
            rule = PersonRule(Pointer.SLUG, act.key, act.name, "keep")
            undone = already_undone(journal, account, [rule]).get(act.name, [])
            told = io.StringIO()
            with redirect_stdout(told):
                print_lines(added_lines(rule.written, undone, False, ZONE))
            findings.look("keep", told.getvalue())
            findings.look("keep --json", document_text("keep", Shown(added_data(rule, undone))))


def _lines(decisions: Iterable[Decision]) -> Iterator[PlanLine]:
    met = set()
    for decision in decisions:
        line = PlanLine.of(decision)
        if (line.half, line.key) not in met:
            met.add((line.half, line.key))
            yield line


def _progress(listed: list[Person], findings: Findings) -> None:
    for is_terminal in (False, True):
        console = _console(is_terminal=is_terminal)
        with TerminalWatcher(console, lambda: NOW) as watcher:
            watcher.acting(Half.SENT, len(listed), timedelta(minutes=3))
            for number, person in enumerate(listed[: 6 if is_terminal else BATCH]):
                watcher.acted(Step(Half.SENT, person.name, Outcome.REFUSED, number, len(listed)))
        findings.look("progress", _written(console), is_terminal=is_terminal)


def _errors(person: Person, findings: Findings, folder: Path) -> None:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        show_failure(person.name, person.headline, Exit.USAGE, is_json=True, command="run")
    findings.look("error", err.getvalue())
    findings.look("error --json", out.getvalue())
    [told] = json.loads(out.getvalue())["errors"]
    findings.demand("error --json", told == {"message": person.name, "hint": person.headline}, "it is not lossless")
    try:
        raise ValueError(person.name)
    except ValueError as error:
        log = keep_traceback(error)
    findings.demand("crash log", log.stat().st_mode & 0o777 == 0o600, "others can read it")
    log.unlink()
    exporting = Exporting(Archive(), ZONE, None, SeenTerminal(), lambda _: None, may_ask=True)
    prompt = io.StringIO()
    stdin = sys.stdin
    try:
        sys.stdin = io.StringIO("\n")
        with redirect_stdout(io.StringIO()), redirect_stderr(prompt):
            exporting._asked(person.name)
    finally:
        sys.stdin = stdin
    findings.look("prompt", prompt.getvalue())
    log_file = folder / "site.jsonl"
    Log(log_file, lambda: NOW).write(Event.ACT, slug=person.key, name=person.name)
    lines = log_file.read_text("utf-8").split("\n")
    findings.demand("log", len(lines) == 2 and json.loads(lines[0])["name"] == person.name, "more than one line")
    log_file.unlink()


def _names_of_files(person: Person, findings: Findings, folder: Path) -> None:
    for name in (person.name, person.headline):
        try:
            home = home_folder(folder, name, "real", {})
        except UsageError as error:
            err = io.StringIO()
            with redirect_stderr(err):
                print_to_stderr(error.message)
            findings.look("file name", err.getvalue())
        else:
            is_inside = home == folder.absolute() or home.parent == folder.absolute() / "accounts"
            findings.demand("file name", is_inside, f"an account's name leads to {home}")
