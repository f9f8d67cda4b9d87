"""The rules that keep people, and the lookup of the rules that match a person."""

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
"""Returns the forms under which a name is compared: names sharing one count as the same person's."""


def strict_form(name: str) -> tuple[str, ...]:
    """Return the form for rules that select people: `name_form` alone, without the spelling variants of keeping."""
    return (name_form(name),)


class RuleIndex:
    """Finds the rules that match a person, in constant time per person except for patterns.

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
        """Return the rules that match a key, name and headline; a name matches everyone who has it."""
        form = key_form(key)
        found = [self._keys.get((Pointer.ADDRESS if is_address(key) else Pointer.SLUG, form))]
        if self._names:
            found += [rule for it in self._forms(name) for rule in self._names.get(it, {}).values()]
            found.append(self._slugs.get(form))
        matching = (rule for pattern, rule in self._patterns if pattern.search(name) or pattern.search(headline))
        return [*(rule for rule in found if rule), *matching]

    def find_person(self, person: Person) -> list[PersonRule]:
        """Return the rules that match a person on a list."""
        return self.find(person.key, person.name, person.headline)

    def written_for(self, key: str, name: str, headline: str = "") -> list[str]:
        """Return the rules that match, as written."""
        found = self.find(key, name, headline)
        return list(dict.fromkeys(text for rule in found for text in self._written[rule.pointer, rule.value]))


TYPED = ("--keep", "--keep-match")
MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class IdleRules:
    """The rules from one source that match no one, as written, and the total number of rules from it."""

    source: str
    written: tuple[str, ...]
    count: int

    def __str__(self) -> str:
        """Return the rules for an error message; for a long file only their number, as most of it is on no page."""
        if self.source not in TYPED and len(self.written) > MOST_NAMED:
            return f"{len(self.written):,} of the {self.count:,} people of {self.source}"
        return ", ".join(self.written)


@dataclass(frozen=True)
class KeepRules:
    """The keep rules of a job: typed ones, those in keep files, and those of the lasting keep list."""

    rules: tuple[PersonRule, ...] = ()

    def reason(self, person: Person) -> Reason | None:
        """Return the reason why this person is kept, or None if no rule matches."""
        return self.reason_by(person.key, person.name, person.headline)

    def reason_by(self, key: str, name: str, headline: str = "") -> Reason | None:
        """Return the same if only these texts are known."""
        rule = next(iter(self._index.find(key, name, headline)), None)
        return Reason(Code.NAMED, f"{rule.source} {rule.written!r}") if rule else None

    def unmatched(self, people: Iterable[Person]) -> tuple[IdleRules, ...]:
        """Return the rules that match none of these people, by source: they may be misspelled.

        Rules from one source written as a unit, such as a row with a name and an address, count as one: either match
        suffices. Rules of the lasting list are not included: they are meant for other lists too. Neither are guesses.
        """
        rules = [rule for rule in self.of_this_job.rules if not rule.is_guess]
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
        """The rules without the lasting list, which is read again before every act."""
        return KeepRules(tuple(rule for rule in self.rules if rule.source != KEEP_LIST))

    @cached_property
    def _index(self) -> RuleIndex:
        return RuleIndex(self.rules)


def with_companies(rules: tuple[PersonRule, ...], archive: Archive | None) -> tuple[PersonRule, ...]:
    """Return the rules, plus one for each connection whose company in the data export matches a pattern."""
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
