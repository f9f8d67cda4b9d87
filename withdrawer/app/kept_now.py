"""Who is kept, asked just before each act: by the job, by what was typed now, and by the lasting list as it is then."""

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
    """Asked for a person, it gives the reason for which they must not be touched, None where there is none.

    `added` are rules typed for this run: they only ever keep more people.
    """

    selection: Selection
    added: KeepRules
    journal: Journal
    archive: Archive | None = None
    _heard: tuple[PersonRule, ...] = ()
    _lasting: KeepRules = field(default_factory=KeepRules)

    def __call__(self, person: Person) -> str | None:
        """The reason, if there is any."""
        barred = still_allowed(person, self.selection)
        if barred:
            return str(barred)
        named = self.added.reason(person) or self._listed().reason(person)
        return str(named) if named else None

    def _listed(self) -> KeepRules:
        """The lasting list: `withdrawer keep add` may have written to it since the last act."""
        rules = self.journal.kept.rules()
        if rules != self._heard:
            self._heard, self._lasting = rules, KeepRules(with_companies(rules, self.archive))
        return self._lasting
