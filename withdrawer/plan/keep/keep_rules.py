"""Who is never touched, whatever the window says, and which rules point at whom."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from withdrawer.plan.decisions import Code, Reason
from withdrawer.plan.evidence.export import Archive
from withdrawer.plan.keep.name_forms import keep_forms
from withdrawer.plan.people import Person, is_address
from withdrawer.plan.person_rules import KEEP_LIST, PersonRule, Pointer, key_form, name_form, read_pattern

Forms = Callable[[str], Iterable[str]]
"""The forms under which a name is compared: two names that share one are taken for one person's."""


def strict_form(name: str) -> tuple[str, ...]:
    """For what selects people: no more is alike than case and the forms of a letter that mean the same."""
    return (name_form(name),)


class RuleIndex:
    """Finds the rules that point at a person, in the same time however many people they name.

    By default names are compared as for keeping.
    """

    def __init__(self, rules: Iterable[PersonRule], forms: Forms = keep_forms) -> None:
        self._forms = forms
        self._keys: dict[tuple[Pointer, str], PersonRule] = {}
        self._names: dict[str, dict[tuple[Pointer, str], PersonRule]] = {}
        self._slugs: dict[str, PersonRule] = {}
        self._patterns: list[tuple[re.Pattern[str], PersonRule]] = []
        self._written: dict[tuple[Pointer, str], dict[str, None]] = {}
        for rule in rules:
            self._written.setdefault((rule.pointer, rule.value), {})[rule.written] = None
            if rule.pointer is Pointer.PATTERN:
                self._patterns.append((read_pattern(rule.value, rule.source), rule))
            elif rule.pointer is Pointer.NAME:
                for form in forms(rule.value):
                    self._names.setdefault(form, {}).setdefault((rule.pointer, rule.value), rule)
                for slug in (key_form(rule.written), rule.value):
                    self._slugs.setdefault(slug, rule)
            else:
                self._keys.setdefault((rule.pointer, rule.value), rule)

    def find(self, person: Person) -> PersonRule | None:
        """The first rule that points at this person; a name points at everybody who bears it."""
        return next(iter(self.all_for(person)), None)

    def all_for(self, person: Person) -> list[PersonRule]:
        """Every rule that points at this person."""
        return self._all(person.key, person.name, person.headline)

    def find_by(self, key: str, name: str, headline: str = "") -> PersonRule | None:
        """The same for somebody of whom no more than this is known."""
        return next(iter(self._all(key, name, headline)), None)

    def written_for(self, key: str, name: str, headline: str = "") -> list[str]:
        """What was written in the rules that point at somebody."""
        found = self._all(key, name, headline)
        return list(dict.fromkeys(text for rule in found for text in self._written[rule.pointer, rule.value]))

    def _all(self, person_key: str, name: str, headline: str) -> list[PersonRule]:
        key = key_form(person_key)
        found = [self._keys.get((Pointer.ADDRESS if is_address(person_key) else Pointer.SLUG, key))]
        if self._names:
            found += [rule for form in self._forms(name) for rule in self._names.get(form, {}).values()]
            found.append(self._slugs.get(key))
        matching = (rule for pattern, rule in self._patterns if pattern.search(name) or pattern.search(headline))
        return [*(rule for rule in found if rule), *matching]


def unmatched(rules: Iterable[PersonRule], people: Iterable[Person]) -> tuple[PersonRule, ...]:
    """The rules that point at none of these people, in the order written; each as it was written is told once.

    Rules of one source that were written as one, a row with a name and an address, are one: somebody meant by either
    is enough.
    """
    listed = list(rules)
    index = RuleIndex(listed)
    met = {(rule.pointer, rule.value) for person in people for rule in index.all_for(person)}
    used = {(rule.source, rule.written) for rule in listed if (rule.pointer, rule.value) in met}
    idle = {(rule.source, rule.written): rule for rule in listed if (rule.source, rule.written) not in used}
    return tuple(idle.values())


@dataclass(frozen=True, slots=True)
class IdleRules:
    """What was written in the rules of one source that point at nobody, and how many people the source names."""

    source: str
    written: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class KeepRules:
    """The keep rules of a job: those typed, those of keep files, and those of the lasting keep list."""

    rules: tuple[PersonRule, ...] = ()

    def reason(self, person: Person) -> Reason | None:
        """Why this person is kept, None where no rule points at them."""
        return self.reason_by(person.key, person.name, person.headline)

    def reason_by(self, key: str, name: str, headline: str = "") -> Reason | None:
        """The same for somebody of whom no more than this is known."""
        rule = self._index.find_by(key, name, headline)
        return Reason(Code.NAMED, f"{rule.source} {rule.written!r}") if rule else None

    def unmatched(self, people: Iterable[Person]) -> tuple[IdleRules, ...]:
        """The rules that point at none of these people, by source: perhaps misspelled.

        Rules of the lasting list are not among them: they are meant for other lists, too.
        """
        rules = self.of_this_job.rules
        idle: dict[str, list[str]] = {}
        for rule in unmatched(rules, people):
            idle.setdefault(rule.source, []).append(rule.written)
        return tuple(
            IdleRules(source, tuple(written), len({rule.written for rule in rules if rule.source == source}))
            for source, written in idle.items()
        )

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
