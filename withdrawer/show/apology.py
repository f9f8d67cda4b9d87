"""The two sentences for whoever asks about the invitations, in the languages that `apologies.toml` has."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

NAME = "apologies.toml"
ENGLISH = "en"


class Apology(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to answer in one language: to people who were invited, and to those who accepted or notice a removal."""

    invited: str
    accepted: str


@cache
def apologies() -> Mapping[str, Apology]:
    """Return the sentences by language, in the order of the languages' codes."""
    return msgspec.toml.decode((files(__package__) / NAME).read_bytes(), type=dict[str, Apology])


def apology_in(language: str) -> tuple[str, Apology]:
    """Return the sentences in a language, and in which they are: English where there are none in that one."""
    known = apologies()
    language = language if language in known else ENGLISH
    return language, known[language]
