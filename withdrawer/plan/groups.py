"""People on one list grouped by LinkedIn's wording of the age (decision 7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from withdrawer.errors import UsageError
from withdrawer.plan.dates.languages import ENGLISH, wordings_for
from withdrawer.plan.dates.spans import Span
from withdrawer.plan.half import Half
from withdrawer.plan.people import Person


@dataclass(frozen=True, slots=True)
class Group:
    """Everyone with one wording in a language. `span` contains all their spans, None if it can't be read."""

    wording: str
    count: int
    span: Span | None
    first_position: int
    language: str = ENGLISH.language


def group_by_wording(people: Iterable[Person]) -> tuple[Group, ...]:
    """Return the groups in list order, newest first. Rows without a person are left out."""
    by_wording: dict[str, list[Person]] = {}
    for person in people:
        if person.key:
            by_wording.setdefault(person.wording, []).append(person)
    groups = [
        Group(
            wording,
            len(those),
            hull_of(it.span for it in those),
            min(it.position for it in those),
            those[-1].language,
        )
        for wording, those in by_wording.items()
    ]
    return tuple(sorted(groups, key=lambda group: group.first_position))


def same_wording(one: str, other: str, language: str = ENGLISH.language, half: Half = Half.SENT) -> bool:
    """Return whether two age lines are equivalent: "Sent  Yesterday" is "yesterday". Empty wordings never match."""
    wordings = wordings_for(language)
    return wordings.bare(one, half) == wordings.bare(other, half) != ""


def chosen_groups(groups: Sequence[Group], chosen: Sequence[str]) -> tuple[Group, ...]:
    """Return the groups that `--sent` names. Raises UsageError, listing all groups, if a wording matches none."""
    for text in chosen:
        if not any(same_wording(text, group.wording, group.language) for group in groups):
            there_are = ", ".join(f"{group.wording!r} ({group.count:,})" for group in groups) or "none at all"
            raise UsageError(
                f"--sent {text!r}: none of your pending invitations says so. LinkedIn's wordings are: {there_are}.",
                "Type one of these as it stands, like --sent "
                + (f"{groups[0].wording!r}." if groups else "yesterday, once there are any."),
            )
    return tuple(group for group in groups if any(same_wording(text, group.wording, group.language) for text in chosen))


def hull_of(spans: Iterable[Span | None]) -> Span | None:
    """Return the span that contains all of these, or None if none is known."""
    known = [span for span in spans if span]
    return reduce(Span.hull, known) if known else None
