"""The questions raised by a data export imported while a job was open, in words."""

from collections.abc import Sequence

from withdrawer.escape import shown
from withdrawer.journal.questions import Question
from withdrawer.plan.decisions import Code
from withdrawer.show.reasons import stored_words

NOT_ABOUT_TIME = (Code.EXPORTED_NOTE, Code.EXPORTED_INCOMING, Code.MESSAGED)
MOST_NAMES = 6
LONGEST_NAME = 40


def keep_words(questions: Sequence[Question]) -> list[str]:
    """Return who is in question, by reason."""
    reasons = dict.fromkeys(it.reason for it in questions)
    return [_named(reason, [it for it in questions if it.reason == reason]) for reason in reasons]


def keep_question(questions: Sequence[Question]) -> str:
    """Return the question whether to keep them."""
    is_other = any(it.reason.partition(":")[0] in NOT_ABOUT_TIME for it in questions)
    count = len(questions)
    tail = ", or you know them from elsewhere" if is_other else ""
    who = "1 person in your job was" if count == 1 else f"{count:,} people in your job were"
    return f"Your data export says: {who} not part of the blast{tail}. Leave them alone?"


def remove_question(count: int) -> str:
    """Return the question whether to ask, at the end of the job, about those who accepted before the first look."""
    return (
        f"Your data export says: {count:,} more {'person' if count == 1 else 'people'} accepted an invitation of the "
        "blast, before your first look. Ask you about removing them when the invitations are done?"
    )


def _named(reason: str, people: Sequence[Question]) -> str:
    names = ", ".join(shown(it.name or it.key, LONGEST_NAME) for it in people[:MOST_NAMES])
    more = f" and {len(people) - MOST_NAMES:,} more" if len(people) > MOST_NAMES else ""
    return f"  {len(people):,} {stored_words(reason)}: {names}{more}"
