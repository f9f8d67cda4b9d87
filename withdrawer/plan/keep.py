"""Who is never touched, whatever the window says."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from withdrawer.plan.naming import PersonRule, RuleIndex, unmatched
from withdrawer.plan.people import Person


@dataclass(frozen=True)
class KeepRules:
    """The keep rules of a job, from `--keep` and keep files."""

    rules: tuple[PersonRule, ...] = ()

    def reason(self, person: Person) -> str | None:
        """Why this person is kept, None where no rule points at them."""
        rule = self._index.find(person)
        return f"named by {rule.source} {rule.written!r}" if rule else None

    def unmatched(self, people: Iterable[Person]) -> tuple[str, ...]:
        """The rules, as written, that point at none of these people: perhaps misspelled."""
        return unmatched(self.rules, people)

    @cached_property
    def _index(self) -> RuleIndex:
        return RuleIndex(self.rules)
