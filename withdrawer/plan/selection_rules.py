"""Who is inside, outside or unsure, and who is kept by a rule: for both lists, and again just before the click."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from withdrawer.plan.dates.ages import says_at_least
from withdrawer.plan.dates.languages import wordings_for
from withdrawer.plan.dates.spans import FOREVER_AGO, Side, Window
from withdrawer.plan.dates.window import age_units
from withdrawer.plan.dates.wordings import Unit
from withdrawer.plan.decisions import Code, Reason
from withdrawer.plan.evidence.export import SOMEWHEN
from withdrawer.plan.half import Half
from withdrawer.plan.keep.keep_rules import RuleIndex, strict_form
from withdrawer.plan.people import Person
from withdrawer.plan.person_rules import read_pattern
from withdrawer.plan.selection import Selection


@dataclass(frozen=True)
class Rules:
    """A selection, compiled once for many people. The first call raises UsageError for an invalid `--match`."""

    selection: Selection

    def other_half(self, person: Person) -> Reason | None:
        """Return the reason if this person's list was not selected, else None."""
        if person.half in self.selection.halves:
            return None
        return Reason(Code.OTHER_HALF, " and ".join(self.selection.halves))

    def barred(self, person: Person, *, has_note: bool) -> Reason | None:
        """Return the first rule that forbids an act on this person regardless of dates, or None."""
        if not person.key:
            return nobody(person)
        if not self._is_matched(person):
            return Reason(Code.NOT_MATCHED)
        if named := self.selection.keep.reason(person):
            return named
        # A blast never writes a note: anyone who got one was invited on purpose.
        return Reason(Code.NOTE) if has_note and not self.selection.with_note else None

    def is_first(self, person: Person) -> bool:
        """Return whether `--first` puts this person before all others."""
        return bool(self._first.find_person(person))

    def has_wording(self, person: Person) -> bool:
        """Return whether the person's age has a selected wording; True for everyone if none is selected."""
        return not self.selection.wordings or person.wording in self._wordings(person.language)

    def side(self, person: Person) -> Side:
        """Return whether a pending invitation is inside the selected window and wordings."""
        if self.selection.is_empty or not self.has_wording(person):
            return Side.OUTSIDE
        if self.selection.window is None:
            return Side.INSIDE
        side = person.span.against(self.selection.window) if person.span else Side.UNSURE
        if side is Side.UNSURE and self._age and person.span:
            said = wordings_for(person.language).age(person.wording)
            return Side.INSIDE if said and says_at_least(*said, self._age) else side
        return side

    def time_reason(self, person: Person) -> Reason | None:
        """Return why a pending invitation is not inside the selection, or None if it is."""
        match self.side(person):
            case Side.INSIDE:
                return None
            case Side.UNSURE:
                return Reason(Code.DATE_UNCLEAR if person.span else Code.NO_DATE)
            case Side.OUTSIDE:
                return self._outside(person)

    def _outside(self, person: Person) -> Reason:
        window = self.selection.window
        if self.selection.is_empty:
            return Reason(Code.NOTHING_SELECTED)
        if window is None or person.span is None or not self.has_wording(person):
            return Reason(Code.OTHER_WORDING, person.wording)
        return Reason(Code.BEFORE_WINDOW if person.span.latest <= window.since else Code.AFTER_WINDOW)

    def _is_matched(self, person: Person) -> bool:
        texts = (person.name, person.headline)
        return not self._patterns or any(pattern.search(text) for pattern in self._patterns for text in texts)

    @cached_property
    def _age(self) -> Mapping[Unit, int]:
        return age_units(self.selection.older_than) if self.selection.older_than else {}

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(read_pattern(text, "--match") for text in self.selection.match)

    @cached_property
    def _first(self) -> RuleIndex:
        return RuleIndex(self.selection.first, strict_form)

    def _wordings(self, language: str) -> frozenset[str]:
        if language not in self._by_language:
            bare = wordings_for(language).bare
            self._by_language[language] = frozenset(bare(text, Half.SENT) for text in self.selection.wordings)
        return self._by_language[language]

    @cached_property
    def _by_language(self) -> dict[str, frozenset[str]]:
        return {}


def nobody(person: Person) -> Reason:
    """Return the reason for a row without a key."""
    return Reason(Code.NOT_SHOWN if person.is_hidden else Code.NOT_A_PERSON)


def still_allowed(person: Person, selection: Selection) -> Reason | None:
    """Return why this person must not be touched, or None. Checked just before the click.

    Since the plan was made, keep rules may have been added and a note may have been found. Time is not checked again:
    the plan has settled it, and LinkedIn's wording has changed since. Nor is the list: someone in a job for invitations
    alone may have accepted, with removal agreed to later.
    """
    return Rules(selection).barred(person, has_note=person.has_note)


def messages_keep(at: datetime | None, window: Window | None) -> Reason | None:
    """Return the reason to keep someone messaged since the window began, or None; `at` is the last message."""
    if at is None or at < (window.since if window else FOREVER_AGO):
        return None
    return Reason(Code.MESSAGED, "" if at == SOMEWHEN else f"{at:%Y-%m-%d}")
