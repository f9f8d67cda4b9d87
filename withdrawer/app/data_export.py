"""The imported data exports, and the time zone of their timestamps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from withdrawer.app.user import Said, User
from withdrawer.app.user_questions import ExportZone
from withdrawer.errors import UsageError
from withdrawer.journal.journal import Journal
from withdrawer.plan.evidence.export import Archive, Export
from withdrawer.plan.evidence.export_zone import ExportClock, export_of, needs_zone, pairs_of, settle
from withdrawer.plan.evidence.narrowed_spans import narrow
from withdrawer.plan.people import EarlierSighting, Person
from withdrawer.plan.person_rules import key_form
from withdrawer.zones import zone_called


@dataclass
class Exporting:
    """An export and what is needed to read its times. `clock_zone` is the zone the user gave for its timestamps.

    `keep_zone` stores the user's answer when asked.
    """

    archive: Archive
    zone: tzinfo
    clock_zone: tzinfo | None
    user: User
    keep_zone: Callable[[str], None]
    may_ask: bool
    _clock: ExportClock | None = None

    def export(self, sent: Sequence[Person], seen_before: Sequence[EarlierSighting]) -> Export:
        """Return the export with its times, as far as the user's answer and the pages determine them."""
        self._clock = self._clock or self._settled(sent, seen_before)
        return export_of(self.archive, self._clock)

    def _settled(self, sent: Sequence[Person], seen_before: Sequence[EarlierSighting]) -> ExportClock:
        if self.clock_zone is not None:
            return ExportClock((self.clock_zone,))
        clock = _shown_clock(self.archive, sent, seen_before, self.zone)
        undated = needs_zone(self.archive)
        if undated is None or (undated.sent_on_clock and clock.settles(undated.sent_on_clock)):
            return clock
        if self.may_ask and (zone := self._asked(undated.name or undated.slug)):
            return ExportClock((zone,))
        self.user.tell(Said.EXPORT_ZONE_UNSETTLED)
        return clock

    def _asked(self, name: str) -> tzinfo | None:
        text = self.user.ask_text(ExportZone(name))
        if not text:
            return None
        zone = zone_called(text, self.zone, "The zone")
        self.keep_zone(text)
        return zone


def _shown_clock(
    archive: Archive, sent: Sequence[Person], seen_before: Sequence[EarlierSighting], zone: tzinfo
) -> ExportClock:
    """Return the clock, as far as all the pages read so far determine it."""
    spans = {key: seen.span for key, seen in narrow(sent, seen_before).evidence.items()}
    return settle(pairs_of(archive, sent, spans), zone)


def clock_of(archive: Archive, seen_before: Sequence[EarlierSighting], zone: tzinfo, told: str) -> ExportClock:
    """Return the clock without reading any page; `told` is the zone the user gave, or ""."""
    if told:
        return ExportClock((zone_called(told, zone, "--zone"),))
    return _shown_clock(archive, (), seen_before, zone)


def check_owner(archive: Archive, slug: str) -> None:
    """Raise UsageError if the export belongs to another member."""
    if archive.owner and key_form(archive.owner) != key_form(slug):
        raise UsageError(
            f"The data export belongs to {archive.owner}, but this account is {slug}.",
            "Take the export of this account, or use another home for it (--account). Nobody was touched.",
        )


def read_exporting(journal: Journal, zone: tzinfo, user: User, *, may_ask: bool) -> Exporting | None:
    """Return the imported exports, or None if there are none. Raises UsageError if their stored zone is invalid."""
    archive = journal.exports.all()
    if archive is None:
        return None
    told = journal.exports.zone()
    clock_zone = zone_called(told, zone, "--zone") if told else None
    return Exporting(archive, zone, clock_zone, user, journal.exports.set_zone, may_ask and user.can_answer)
