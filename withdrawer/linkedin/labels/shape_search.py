"""The name of a control that is in no table: found by shape, then confirmed by the user."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec

from withdrawer.linkedin.labels import UNKNOWN, Labels, whole_label
from withdrawer.plan.half import Half
from withdrawer.plan.text_forms import plain

NAME = "{name}"
WORDS_TOGETHER = re.compile(r"[\u0e00-\u0e7f\u3040-\u9fff]")


class Candidate(msgspec.Struct, frozen=True):
    """A control that every row has once: its names, with `{name}` for the person's, and whether it opens a menu."""

    forms: tuple[str, ...]
    opens: bool = False

    @property
    def word(self) -> str:
        """What a user sees on it or, failing that, what assistive technology reads."""
        visible = [form for form in self.forms if NAME not in form]
        return min(visible or (form.replace(NAME, "…") for form in self.forms), key=len)

    def is_said_by(self, text: str) -> bool:
        """Whether the text means this control: its word, or one of its names with or without a person's name."""
        said = _bare(text)
        return any(said == _bare(form) for form in self.forms) or any(
            re.fullmatch(whole_label([form]), text.strip(), re.IGNORECASE) for form in self.forms if _bare(form)
        )


@dataclass(frozen=True)
class FoundControls:
    """A control found by shape. It may be used for acts once the user has confirmed its word."""

    half: Half
    candidate: Candidate
    is_confirmed: bool

    def labels(self, labels: Labels) -> Labels:
        """The labels with this control's names added."""
        pattern = whole_label(self.candidate.forms)
        return replace(labels, withdraw=pattern) if self.half is Half.SENT else replace(labels, menu=pattern)


@dataclass(frozen=True)
class ToConfirm:
    """What the user must confirm before the first act on a list. `entries` are those of a row's menu."""

    half: Half
    control: Candidate | None
    entries: tuple[Candidate, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """All the words if the menu leaves no choice; otherwise only the control's."""
        control = (self.control.word,) if self.control else ()
        return (*control, *(it.word for it in self.entries)) if len(self.entries) == 1 else control


def find_control(half: Half, candidates: Sequence[Candidate], confirmed: Iterable[str]) -> FoundControls | None:
    """The control that acts, among those that every row has once; None if there could be more than one.

    A confirmed word decides first. On Connections the control opens a menu, on Sent invitations it does not.
    """
    said = [it for it in candidates if any(it.is_said_by(text) for text in confirmed)]
    if len(said) == 1:
        return FoundControls(half, said[0], is_confirmed=True)
    fitting = [it for it in candidates if it.opens is (half is Half.CONNECTIONS)]
    return FoundControls(half, fitting[0], is_confirmed=False) if len(fitting) == 1 else None


def confirmed_entry(labels: Labels, confirmed: Sequence[str]) -> Labels:
    """The labels with the confirmed words as the menu entry and the dialog's button, where no table has them.

    The dialog's button may say less than the entry: "Remove" after "Remove connection".
    """
    words = [word for word in confirmed if word.strip()]
    if not words:
        return labels
    entry = whole_label(words) if labels.remove_item == UNKNOWN else labels.remove_item
    shorter = whole_label(dict.fromkeys(part for word in words for part in _parts(word)))
    confirm = shorter if labels.remove_confirm == UNKNOWN else labels.remove_confirm
    return replace(labels, remove_item=entry, remove_confirm=confirm)


def _parts(word: str) -> Iterable[str]:
    """Yield a label, its beginnings and its ends: whole words, or letters in scripts that join words."""
    yield word
    is_together = WORDS_TOGETHER.search(word) is not None
    pieces, least, glue = ([*word], 2, "") if is_together else (word.split(), 1, " ")
    for count in range(least, len(pieces)):
        yield glue.join(pieces[:count])
        yield glue.join(pieces[-count:])


def _bare(text: str) -> str:
    """The text for comparison: without names and surrounding punctuation."""
    words = plain(text.replace(NAME, " "))
    return words.strip("".join(letter for letter in set(words) if unicodedata.category(letter)[0] in "PZ"))
