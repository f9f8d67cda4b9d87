"""The tables of labels: English from code, the other languages from the files beside this one."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from withdrawer.errors import PageNotUnderstood
from withdrawer.linkedin.labels.english import ENGLISH
from withdrawer.linkedin.labels.table import Labels, partial_label, whole_label
from withdrawer.plan.dates.languages import LANGUAGES, language_of, wordings_for

PARTIAL = {"remove_names", "failed_toast", "name_suffix"}
"""Labels that occur within a longer text."""


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One label: LinkedIn's own texts, where they were seen, and how reliable that is."""

    forms: tuple[str, ...]
    evidence: str
    confidence: Literal["several", "one", "weak"]


class _Tables(Mapping[str, Labels]):
    """Each language's labels, built on demand."""

    def __getitem__(self, language: str) -> Labels:
        return _table(language)

    def __iter__(self) -> Iterator[str]:
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)


TABLES: Mapping[str, Labels] = _Tables()


def labels_for(tag: str) -> Labels:
    """The labels of the page's language (`<html lang>`).

    Raises PageNotUnderstood if LinkedIn's interface has no such language.
    """
    language = language_of(tag)
    if language is None:
        raise PageNotUnderstood(
            f"LinkedIn is shown in a language that withdrawer does not read yet ({tag or 'not named'}).",
            "Set LinkedIn's language to English for the time being (Settings, Account preferences, Language), "
            "then run the same command again. To report the page, type: withdrawer save-page",
        )
    return _table(language)


def known_labels(language: str) -> Mapping[str, Known]:
    """The content of the language's file, by the names of the fields of Labels; empty if there is no file."""
    file = files(__package__) / f"{language}.toml"
    return msgspec.toml.decode(file.read_bytes(), type=dict[str, Known]) if file.is_file() else {}


@cache
def _table(language: str) -> Labels:
    if language == ENGLISH.language:
        return ENGLISH
    if language not in LANGUAGES:
        raise KeyError(language)
    age_line = wordings_for(language).page_line
    patterns = {
        name: (partial_label if name in PARTIAL else whole_label)(known.forms)
        for name, known in known_labels(language).items()
    }
    return Labels(language, sent_age=age_line, connected_age=age_line, **patterns)
