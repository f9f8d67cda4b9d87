"""The labels of LinkedIn's controls in languages without a table: shown and confirmed once, kept for the account."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from withdrawer.app.user import User
from withdrawer.app.user_questions import ControlNames, RemovalEntry
from withdrawer.errors import UsageError
from withdrawer.escape import safe
from withdrawer.linkedin.labels.shape_search import Candidate, ToConfirm
from withdrawer.plan.half import Half
from withdrawer.shell import quoted
from withdrawer.undo.run_context import RunContext

DOES = {Half.SENT: "withdraw an invitation", Half.CONNECTIONS: "open a connection's menu"}


@dataclass(frozen=True)
class Labelling:
    """Ensures that no control with an unknown label is clicked. `typed` holds the words given with `--label`."""

    user: User
    typed: tuple[str, ...] = ()

    def equipped(self, context: RunContext) -> RunContext:
        """Return the context with every label confirmed, now or earlier."""
        return replace(context, confirmed=(*context.journal.labels.words(context.account), *self.typed))

    def check(self, context: RunContext) -> None:
        """Raise UsageError if a typed label is on none of the pages that were read."""
        seen = [it for spoken in context.spoken.values() for it in (spoken.shape.controls if spoken.shape else ())]
        self._refuse_idle(seen, is_all=not self._has_unseen(context))

    def agree(self, context: RunContext, halves: Iterable[Half]) -> RunContext:
        """Have the user confirm the labels these lists need, and store them.

        Raises UsageError with the exact command if no one can be asked.
        """
        halves = tuple(halves)
        missing, seen = self._look(context, halves)
        self._refuse_idle(seen, is_all=Half.CONNECTIONS in halves or not self._has_unseen(context))
        words = [word for one in missing for word in self._asked(one, missing, context)]
        if self.typed or words:
            context.journal.labels.add(context.account, (*self.typed, *words), context.clock())
        return self.equipped(context)

    def _look(self, context: RunContext, halves: Sequence[Half]) -> tuple[list[ToConfirm], list[Candidate]]:
        """Return the missing labels and all candidates on these lists. Opens a menu if its entries are unknown."""
        missing: list[ToConfirm] = []
        seen = [it for spoken in context.spoken.values() for it in (spoken.shape.controls if spoken.shape else ())]
        for half in halves:
            if half not in context.spoken or not context.spoken[half].needs_a_look(half):
                continue
            with context.opened(half) as walk:
                one, entries = walk.page.to_confirm()
                seen += entries
                missing += [one] if one else []
        return missing, seen

    def _asked(self, one: ToConfirm, missing: Sequence[ToConfirm], context: RunContext) -> tuple[str, ...]:
        language = context.spoken[one.half].known.language
        if not self.user.can_answer:
            raise UsageError(
                label_words(missing, language),
                f"Look at LinkedIn's page. If these are right, type: {typed_again(sys.argv[1:], missing)}",
            )
        words, is_told = one.words, False
        if len(one.entries) > 1:
            entries = [safe(entry.word) for entry in one.entries]
            chosen = self.user.choose(RemovalEntry(one, language), entries)
            words, is_told = (*words, one.entries[entries.index(chosen)].word), True
        if not self.user.ask(ControlNames(words, None if is_told else one, language)):
            raise UsageError("Nothing is pressed that you have not confirmed.", 'Name the right word: --label "WORD"')
        return words

    def _has_unseen(self, context: RunContext) -> bool:
        """Return whether some menu was not opened, so that a label may name one of its entries."""
        spoken = context.spoken.get(Half.CONNECTIONS)
        return spoken is None or spoken.entry_is_unknown

    def _refuse_idle(self, seen: Sequence[Candidate], *, is_all: bool) -> None:
        """Raise UsageError for labels that match no control, provided that every control was seen."""
        idle = [word for word in self.typed if not any(it.is_said_by(word) for it in seen)]
        if not idle or not is_all:
            return
        there = ", ".join(dict.fromkeys(safe(it.word) for it in seen)) or "nothing that every row has"
        raise UsageError(
            f"--label {', '.join(map(safe, idle))}: no control of LinkedIn's pages is called that. There are: {there}.",
            "Correct the word, or leave it out. Nobody was touched.",
        )


def label_words(missing: Iterable[ToConfirm], language: str) -> str:
    """Describe what would be pressed, list by list."""
    lines = [f"LinkedIn is shown in a language ({safe(language)}) whose controls withdrawer does not know for sure."]
    for one in missing:
        if one.control:
            lines.append(f"  To {DOES[one.half]} it would press: {safe(one.control.word)}")
        if one.entries:
            entries = ", ".join(safe(entry.word) for entry in one.entries)
            lines.append(f"  To remove a connection it would choose from the menu: {entries}")
    return "\n".join(lines)


def typed_again(arguments: Sequence[str], missing: Iterable[ToConfirm]) -> str:
    """Return the command that was typed plus every label it needs; alternatives are joined with `|`."""
    words: list[str] = []
    for one in missing:
        needed = [*one.words] if len(one.entries) <= 1 else [*one.words, "|".join(it.word for it in one.entries)]
        words += [part for word in needed for part in ("--label", word)]
    return " ".join(map(quoted, ["withdrawer", *arguments, *words]))
