"""Reading the account back: settles what is unresolved, finds who accepted or has gone, contradicts a false yes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from withdrawer.journal.records import Job, JobLine, Outcome, Proof
from withdrawer.plan.people import Half, Person
from withdrawer.undo.settle import absent, find_outcomes, keys_below
from withdrawer.undo.survey import Reading, is_past, read_list
from withdrawer.undo.workshop import Workshop

FOUND = {
    Outcome.WITHDRAWN: "had taken effect",
    Outcome.REMOVED: "had taken effect",
    Outcome.NOT_DONE: "had not and will be tried again",
    Outcome.REFUSED: "had not and will be tried again",
    Outcome.ACCEPTED: "accepted meanwhile",
    Outcome.GONE: "no longer there",
    Outcome.UNRESOLVED: "still not known",
}


def look_up_unresolved(shop: Workshop) -> None:
    """Before anything else: what an earlier run, ended in the middle of an act, left unknown; and say what it was."""
    unresolved = shop.journal.acts.unresolved(shop.account)
    if not unresolved:
        return
    shop.watch.note(f"Acts of an earlier run that are not known yet: {len(unresolved)}. Looking them up first.")
    for number in {act.job_id for act in unresolved}:
        readback = ReadBack(shop, shop.journal.jobs.get(number))
        for half in Half:
            readback.settle(half, frozenset(act.line_id for act in unresolved if act.job_id == number))
    numbers = {act.id for act in unresolved}
    found = Counter(FOUND[act.outcome] for act in shop.journal.acts.with_ids(shop.account, numbers))
    shop.watch.note(f"Looked up: {', '.join(f'{count} {words}' for words, count in sorted(found.items()))}.")


@dataclass
class ReadBack:
    """Reads both lists of a job's account as far as it needs to, and writes down what they show."""

    shop: Workshop
    job: Job

    def settle(self, half: Half, numbers: frozenset[int]) -> int:
        """Look up the lines with these ids on a fresh page of their list; gives how many got another outcome."""
        everybody = [line for line in self.shop.journal.jobs.lines(self.job) if line.line.half is half]
        wanted = [line for line in everybody if line.id in numbers]
        if not wanted:
            return 0
        reading = read_list(self.shop, half, _beyond(wanted, everybody))
        connections = self._connections() if half is Half.SENT and absent(wanted, everybody, reading) else None
        findings = find_outcomes(half, wanted, everybody, reading, connections)
        for finding in findings:
            self._write(finding.line, finding.outcome, finding.detail, is_proof=finding.is_proof)
        return len(findings)

    def _connections(self) -> Reading:
        """Everybody who became a connection since the window began."""
        since = self.job.terms.window.since
        return read_list(self.shop, Half.CONNECTIONS, lambda people: is_past(people, since))

    def mark_accepted(self) -> None:
        """Note which people of the job, still to be withdrawn, have accepted: they are connections now."""
        connected = self._connections().keys
        for line in self.shop.journal.jobs.remaining(self.job):
            if line.line.half is Half.SENT and line.outcome is None and line.line.key in connected:
                self._write(line, Outcome.ACCEPTED, "accepted meanwhile: now among the connections", is_proof=False)

    def _write(self, line: JobLine, outcome: Outcome, detail: str, *, is_proof: bool) -> None:
        acts, now = self.shop.journal.acts, self.shop.clock()
        proof = Proof.READING if is_proof else None
        if line.outcome in (None, Outcome.NOT_DONE):
            acts.settle_line(line, outcome, proof, now, detail)
        else:
            acts.correct(line, outcome, proof, now, detail)


def _beyond(wanted: Sequence[JobLine], everybody: Sequence[JobLine]) -> "_Beyond":
    return _Beyond(keys_below(everybody, max(line.line.position for line in wanted)))


@dataclass
class _Beyond:
    """Tells whether somebody has been read who stood below all of the wanted."""

    neighbours: frozenset[str]
    looked_at: int = 0
    found: bool = False

    def __call__(self, people: list[Person]) -> bool:
        self.found = self.found or any(person.key in self.neighbours for person in people[self.looked_at :])
        self.looked_at = len(people)
        return self.found
