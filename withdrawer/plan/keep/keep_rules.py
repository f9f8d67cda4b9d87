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

    def find(self, key: str, name: str, headline: str = "") -> list[PersonRule]:
        """The rules that point at somebody; a name points at everybody who bears it."""
        form = key_form(key)
        found = [self._keys.get((Pointer.ADDRESS if is_address(key) else Pointer.SLUG, form))]
        if self._names:
            found += [rule for it in self._forms(name) for rule in self._names.get(it, {}).values()]
            found.append(self._slugs.get(form))
        matching = (rule for pattern, rule in self._patterns if pattern.search(name) or pattern.search(headline))
        return [*(rule for rule in found if rule), *matching]

    def find_person(self, person: Person) -> list[PersonRule]:
        """The rules that point at a person of a list."""
        return self.find(person.key, person.name, person.headline)

    def written_for(self, key: str, name: str, headline: str = "") -> list[str]:
        """What was written in the rules that point at somebody."""
        found = self.find(key, name, headline)
        return list(dict.fromkeys(text for rule in found for text in self._written[rule.pointer, rule.value]))


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
        rule = next(iter(self._index.find(key, name, headline)), None)
        return Reason(Code.NAMED, f"{rule.source} {rule.written!r}") if rule else None

    def unmatched(self, people: Iterable[Person]) -> tuple[IdleRules, ...]:
        """What was written in rules that point at none of these people, by source: perhaps it is misspelled.

        Rules of one source that were written as one, a row with a name and an address, are one: either will do. Rules
        of the lasting list are not among them: they are meant for other lists, too.
        """
        rules = self.of_this_job.rules
        index = RuleIndex(rules)
        met = {(rule.pointer, rule.value) for person in people for rule in index.find_person(person)}
        used = {(rule.source, rule.written) for rule in rules if (rule.pointer, rule.value) in met}
        by_source: dict[str, dict[str, None]] = {}
        for rule in rules:
            by_source.setdefault(rule.source, {})[rule.written] = None
        idle = {source: [it for it in written if (source, it) not in used] for source, written in by_source.items()}
        return tuple(IdleRules(it, tuple(idle[it]), len(written)) for it, written in by_source.items() if idle[it])

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
