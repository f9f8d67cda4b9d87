"""People of one list grouped by LinkedIn's own wording of the age (decision 7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from withdrawer.errors import UsageError
from withdrawer.plan.dates.languages import ENGLISH, wordings_for
from withdrawer.plan.dates.spans import Span
from withdrawer.plan.half import Half
from withdrawer.plan.people import Person


@dataclass(frozen=True, slots=True)
class Group:
    """Everybody who bears one wording of a language. `span` holds all their spans, None where it can't be read."""

    wording: str
    count: int
    span: Span | None
    first_position: int
    language: str = ENGLISH.language


def group_by_wording(people: Iterable[Person]) -> tuple[Group, ...]:
    """The groups in list order, newest first. Rows that belong to no person are left out."""
    groups: dict[str, Group] = {}
    for person in people:
        if not person.key:
            continue
        group = groups.get(person.wording)
        if group is None:
            groups[person.wording] = Group(person.wording, 1, person.span, person.position, person.language)
        else:
            groups[person.wording] = Group(
                person.wording,
                group.count + 1,
                _hull(group.span, person.span),
                min(group.first_position, person.position),
                person.language,
            )
    return tuple(sorted(groups.values(), key=lambda group: group.first_position))


def same_wording(one: str, other: str, language: str = ENGLISH.language, half: Half = Half.SENT) -> bool:
    """Whether two age lines say the same: "Sent  Yesterday" is "yesterday". Nothing is like no wording at all."""
    wordings = wordings_for(language)
    return wordings.bare(one, half) == wordings.bare(other, half) != ""


def chosen_groups(groups: Sequence[Group], chosen: Sequence[str]) -> tuple[Group, ...]:
    """The groups that `--sent` names. Raises UsageError, listing the groups there are, where a wording names none."""
    for text in chosen:
        if not any(same_wording(text, group.wording, group.language) for group in groups):
            there_are = ", ".join(f"{group.wording!r} ({group.count:,})" for group in groups) or "none at all"
            raise UsageError(
                f"--sent {text!r}: none of your pending invitations says so. LinkedIn's wordings are: {there_are}.",
                "Type one of these as it stands, like --sent "
                + (f"{groups[0].wording!r}." if groups else "yesterday, once there are any."),
            )
    return tuple(group for group in groups if any(same_wording(text, group.wording, group.language) for text in chosen))


def hull_of(groups: Iterable[Group]) -> Span | None:
    """The span that holds all of the groups, None where none of them can be read."""
    whole: Span | None = None
    for group in groups:
        whole = _hull(whole, group.span)
    return whole


def _hull(one: Span | None, other: Span | None) -> Span | None:
    return one.hull(other) if one and other else one or other
