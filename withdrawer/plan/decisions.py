"""One person's line in a plan."""

from dataclasses import dataclass

from withdrawer.plan.origins import Origin, Sign
from withdrawer.plan.people import Person
from withdrawer.plan.verdicts import Code, Verdict

__all__ = ["Code", "Decision", "Reason", "Verdict"]


@dataclass(frozen=True, slots=True)
class Reason:
    """A verdict and why: a code for scripts, a sentence for people."""

    verdict: Verdict
    code: Code
    sentence: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What is planned for one person, with its reason. `origin` and its `sign` are told of connections only.

    `is_imported` where an address book that the member gave LinkedIn holds this person.
    """

    person: Person
    verdict: Verdict
    reason: str
    reason_code: Code
    origin: Origin | None
    first: bool
    sign: Sign | None = None
    is_imported: bool = False
