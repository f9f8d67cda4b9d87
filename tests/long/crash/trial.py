"""One job on a replay site, to be broken off again and again until it is finished."""

import re
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.long.crash.judge import Verdicts, judge
from tests.support.command import command, environment_of, in_process
from tests.support.site import LocalSite
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import JobState
from withdrawer.replay.process import ReplaySite, SiteOptions

SELECT = ("--since", "1 day ago", "--until", "40 minutes ago")
LIMIT_SECONDS = 120.0
RUNS_TO_THE_END = 4
LOOKED_UP = "Looked up"


@dataclass
class Trial:
    """A home and a site. `told` is what each run said on standard error."""

    home: Path
    site: ReplaySite
    told: list[str] = field(default_factory=list)
    given: dict[str, str] = field(default_factory=dict)
    runs: int = 0
    opened: ExitStack = field(default_factory=ExitStack)

    def keep_open(self, site: ReplaySite) -> ReplaySite:
        """Close this site, too, when the trial is over."""
        return self.opened.enter_context(site)

    @property
    def journal(self) -> Path:
        return self.home / "journal.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        return environment_of(self.home, self.site.browser_args) | self.given

    def run(self) -> "Running":
        """Start a run: of the selection, or of the job that is open already."""
        self.runs += 1
        selection = () if self.has_job else SELECT
        arguments = ("run", "--yes", "--json", "--pace", "none", *selection)
        messages = self.home.with_name(f"{self.home.name}-{self.runs}.txt")
        with messages.open("w") as file:
            process = subprocess.Popen(
                command(*arguments), env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=file,
            )  # fmt: skip
        return Running(self, process, messages, self.unresolved)

    @property
    def has_job(self) -> bool:
        with Journal.open(self.journal) as journal:
            account = journal.accounts.current()
            return account is not None and journal.jobs.last(account) is not None

    @property
    def unresolved(self) -> frozenset[int]:
        """The acts whose outcome is not known."""
        with Journal.open(self.journal) as journal:
            account = journal.accounts.current()
            return frozenset(act.id for act in journal.acts.unresolved(account)) if account else frozenset()

    @property
    def is_finished(self) -> bool:
        with Journal.open(self.journal) as journal:
            account = journal.accounts.current()
            job = journal.jobs.last(account) if account else None
            return job is not None and job.state is JobState.FINISHED

    def acts(self) -> int:
        return sum(event["event"] == "act" for event in self.site.events())

    def judge(self) -> Verdicts:
        return judge(self.journal, self.site.events())


@dataclass
class Running:
    """One run that goes on. `found` are the acts that were unresolved when it began."""

    trial: Trial
    process: "subprocess.Popen[bytes]"
    messages: Path
    found: frozenset[int]

    @property
    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def await_acts(self, more: int) -> None:
        """Return when so many more acts were asked for, or when the run has ended."""
        wanted, end = self.trial.acts() + more, time.monotonic() + LIMIT_SECONDS
        while not self.has_ended and self.trial.acts() < wanted:
            assert time.monotonic() < end, "no act came"
            time.sleep(0.01)

    def end(self) -> str:
        """Wait for the end, and give what was said."""
        self.process.wait(LIMIT_SECONDS)
        said = self.messages.read_text("utf-8")
        assert "Traceback" not in said, said
        self.trial.told.append(said)
        return said

    def has_kept_silent(self) -> bool:
        """Whether an ended run settled what it found unresolved without saying so."""
        return bool(self.found - self.trial.unresolved) and LOOKED_UP not in self.trial.told[-1]

    def browsers(self) -> list[int]:
        """The main process of the browser that this run drives."""
        return browsers_of(self.trial.home)


def browsers_of(home: Path) -> list[int]:
    """The main processes of all browsers on the profile of a home."""
    listed = subprocess.run(["ps", "-wweo", "pid,args"], capture_output=True, text=True, check=True).stdout
    found = [
        re.match(r"\s*(\d+)", line)
        for line in listed.splitlines()
        if f"--user-data-dir={home}/profile" in line and "--type=" not in line
    ]
    return [int(match[1]) for match in found if match]


def go_on(trial: Trial) -> list[int]:
    """Run until the job is finished; gives the exit codes."""
    codes: list[int] = []
    while not trial.is_finished and len(codes) < RUNS_TO_THE_END:
        running = trial.run()
        running.end()
        assert not running.has_kept_silent(), trial.told[-1]
        codes.append(running.process.returncode)
    return codes


@contextmanager
def trial_on(folder: Path, options: Mapping[str, object]) -> Iterator[Trial]:
    """A fresh site and home; a first look is taken, after which some accept."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = {"people": 22, "latency_ms": 40, **options}
    with LocalSite.start(SiteOptions(log=folder / "site.jsonl", state=folder / "site.json", **settings)) as site:  # type: ignore[arg-type]
        trial = Trial(folder / "home", site, given={"WITHDRAWER_NOW": str(options["now"])} if "now" in options else {})
        looked = in_process("preview", *SELECT, environment=trial.environment)
        assert looked.code == 0, looked.err
        with trial.opened:
            yield trial
