"""What a person is told of controls whose names withdrawer does not know, and the command that confirms them."""

from collections.abc import Iterable, Sequence

from withdrawer.escape import safe
from withdrawer.linkedin.labels.shape_search import ToConfirm
from withdrawer.plan.half import Half
from withdrawer.shell import quoted

DOES = {Half.SENT: "withdraw an invitation", Half.CONNECTIONS: "open a connection's menu"}


def label_words(missing: Iterable[ToConfirm], language: str) -> str:
    """What would be pressed, list by list."""
    lines = [f"LinkedIn is shown in a language ({safe(language)}) whose controls withdrawer does not know for sure."]
    for one in missing:
        if one.control:
            lines.append(f"  To {DOES[one.half]} it would press: {safe(one.control.word)}")
        if one.entries:
            entries = ", ".join(safe(entry.word) for entry in one.entries)
            lines.append(f"  To remove a connection it would choose from the menu: {entries}")
    return "\n".join(lines)


def typed_again(arguments: Sequence[str], missing: Iterable[ToConfirm]) -> str:
    """The command that was typed, with every word that is needed; a choice stands as the words there are."""
    words: list[str] = []
    for one in missing:
        needed = [*one.words] if len(one.entries) <= 1 else [*one.words, "|".join(it.word for it in one.entries)]
        words += [part for word in needed for part in ("--label", word)]
    return " ".join(map(quoted, ["withdrawer", *arguments, *words]))
