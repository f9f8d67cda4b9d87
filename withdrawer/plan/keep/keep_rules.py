"""Who is never touched, whatever the window says."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from withdrawer.plan.evidence.raw_export import Archive
from withdrawer.plan.people import Person
from withdrawer.plan.person_rules import KEEP_LIST, PersonRule, Pointer, key_form, read_pattern
from withdrawer.plan.pointing import RuleIndex, unmatched

TYPED = ("--keep", "--keep-match")
MOST_NAMED = 10
"""So many people of a file are told by name; the others of a whole address book are known to be elsewhere."""


def named_by(source: str) -> str:
    """How every reason begins that a rule of this source gives."""
    return f"named by {source} "


@dataclass(frozen=True)
class KeepRules:
    """The keep rules of a job: those typed, those of keep files, and those of the lasting keep list."""

    rules: tuple[PersonRule, ...] = ()

    def reason(self, person: Person) -> str | None:
        """Why this person is kept, None where no rule points at them."""
        return self.reason_by(person.key, person.name, person.headline)

    def reason_by(self, key: str, name: str, headline: str = "") -> str | None:
        """The same for somebody of whom no more than this is known."""
        rule = self._index.find_by(key, name, headline)
        return f"{named_by(rule.source)}{rule.written!r}" if rule else None

    def unmatched(self, people: Iterable[Person]) -> tuple[str, ...]:
        """The rules, as written, that point at none of these people: perhaps misspelled. Of a long list their number.

        Those of the lasting list are meant for other lists, too.
        """
        rules = self.of_this_job.rules
        idle: dict[str, list[str]] = {}
        for rule in unmatched(rules, people):
            idle.setdefault(rule.source, []).append(rule.written)
        told: list[str] = []
        for source, written in idle.items():
            count = len({rule.written for rule in rules if rule.source == source})
            is_long = source not in TYPED and len(written) > MOST_NAMED
            told += [f"{len(written):,} of the {count:,} people of {source}"] if is_long else written
        return tuple(told)

    @property
    def of_this_job(self) -> "KeepRules":
        """Without those of the lasting list, which is asked afresh at every act."""
        return KeepRules(tuple(rule for rule in self.rules if rule.source != KEEP_LIST))

    @cached_property
    def _index(self) -> RuleIndex:
        return RuleIndex(self.rules)


def with_companies(rules: tuple[PersonRule, ...], archive: Archive | None) -> tuple[PersonRule, ...]:
    """The rules, and for each pattern those whom it means by a company that only the data export tells."""
    if archive is None:
        return rules
    added = [
        PersonRule(Pointer.SLUG, key_form(line.slug), rule.written, rule.source)
        for rule in rules
        if rule.pointer is Pointer.PATTERN
        for pattern in (read_pattern(rule.value, rule.source),)
        for line in archive.connections
        if line.slug and pattern.search(line.company)
    ]
    return (*rules, *added)
