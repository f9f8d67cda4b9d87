"""Which rules point at a person."""

import re
from collections.abc import Iterable

from withdrawer.plan.naming import PersonRule, Pointer, key_form, name_form, read_pattern
from withdrawer.plan.people import Person, is_address


class RuleIndex:
    """Finds the rules that point at a person, in the same time however many people they name."""

    def __init__(self, rules: Iterable[PersonRule]) -> None:
        self._rules: dict[tuple[Pointer, str], PersonRule] = {}
        self._slugs: dict[str, PersonRule] = {}
        self._patterns: list[tuple[re.Pattern[str], PersonRule]] = []
        for rule in rules:
            self._rules.setdefault((rule.pointer, rule.value), rule)
            if rule.pointer is Pointer.NAME:
                self._slugs.setdefault(key_form(rule.written), rule)
            if rule.pointer is Pointer.PATTERN:
                self._patterns.append((read_pattern(rule.value, rule.source), rule))

    def find(self, person: Person) -> PersonRule | None:
        """The first rule that points at this person; a name points at everybody who bears it."""
        return next(iter(self.all_for(person)), None)

    def all_for(self, person: Person) -> list[PersonRule]:
        """Every rule that points at this person."""
        return self._all(person.key, person.name, person.headline)

    def find_by(self, key: str, name: str, headline: str = "") -> PersonRule | None:
        """The same for somebody of whom no more than this is known."""
        return next(iter(self._all(key, name, headline)), None)

    def _all(self, person_key: str, name: str, headline: str) -> list[PersonRule]:
        if not self._rules:
            return []
        key = key_form(person_key)
        found = (
            self._rules.get((Pointer.ADDRESS if is_address(person_key) else Pointer.SLUG, key)),
            self._rules.get((Pointer.NAME, name_form(name))),
            self._slugs.get(key),
        )
        matching = (rule for pattern, rule in self._patterns if pattern.search(name) or pattern.search(headline))
        return [*(rule for rule in found if rule), *matching]


def unmatched(rules: Iterable[PersonRule], people: Iterable[Person]) -> tuple[str, ...]:
    """What was written in the rules that point at none of these people, in the order written.

    Rules of one source that were written as one, a row with a name and an address, are one: somebody meant by either
    is enough.
    """
    listed = list(rules)
    index = RuleIndex(listed)
    met = {(rule.pointer, rule.value) for person in people for rule in index.all_for(person)}
    used = {(rule.source, rule.written) for rule in listed if (rule.pointer, rule.value) in met}
    return tuple(dict.fromkeys(rule.written for rule in listed if (rule.source, rule.written) not in used))
