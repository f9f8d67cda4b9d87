"""Who is kept, checked just before each act: by the job, by options of this run, and by the current lasting list."""

from dataclasses import dataclass, field

from withdrawer.journal.journal import Journal
from withdrawer.plan.evidence.export import Archive
from withdrawer.plan.keep.keep_rules import KeepRules, with_companies
from withdrawer.plan.people import Person
from withdrawer.plan.person_rules import PersonRule
from withdrawer.plan.selection import Selection
from withdrawer.plan.selection_rules import still_allowed


@dataclass
class KeptNow:
    """Returns why a person must not be touched, or None.

    `added` are rules typed for this run; they can only keep more people.
    """

    selection: Selection
    added: KeepRules
    journal: Journal
    archive: Archive | None = None
    _heard: tuple[PersonRule, ...] = ()
    _lasting: KeepRules = field(default_factory=KeepRules)

    def __call__(self, person: Person) -> str | None:
        """Return the reason, if there is one."""
        barred = still_allowed(person, self.selection)
        if barred:
            return str(barred)
        named = self.added.reason(person) or self._listed().reason(person)
        return str(named) if named else None

    def _listed(self) -> KeepRules:
        """Return the lasting list's rules; `withdrawer keep add` may have changed them since the last act."""
        rules = self.journal.kept.rules()
        if rules != self._heard:
            self._heard, self._lasting = rules, KeepRules(with_companies(rules, self.archive))
        return self._lasting
