"""The languages of LinkedIn's interface, and their wordings, loaded from `data/` when first needed."""

from functools import cache
from importlib.resources import files

import msgspec

from withdrawer.plan.dates.wordings import Texts, Wordings

LANGUAGES = (
    "ar", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fil", "fr", "he", "hi", "hu", "id", "it", "ja", "ko",
    "mr", "ms", "nb", "nl", "pa", "pl", "pt", "ro", "ru", "sv", "te", "th", "tr", "uk", "vi", "zh-Hans", "zh-Hant",
)  # fmt: skip
LINKEDIN_TAGS = {
    "zh": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "no": "nb",
    "tl": "fil",
    "in": "id",
    "iw": "he",
}


@cache
def language_of(tag: str) -> str | None:
    """Return the language of a page's `lang` ("pt-BR", "zh_TW"), or None if LinkedIn's interface lacks it."""
    tag = tag.strip().replace("_", "-").casefold()
    known = {name.casefold(): name for name in LANGUAGES}
    first = tag.split("-")[0]
    names = (tag, LINKEDIN_TAGS.get(tag, ""), LINKEDIN_TAGS.get(first, ""), first)
    return next((known[name.casefold()] for name in names if name.casefold() in known), None)


def wordings_for(tag: str) -> Wordings:
    """Return the wordings of a page's language; English if LinkedIn's interface lacks it."""
    return _wordings(language_of(tag) or "en")


@cache
def _wordings(language: str) -> Wordings:
    file = files(__package__) / "data" / f"{language}.toml"
    return Wordings(language, msgspec.toml.decode(file.read_bytes(), type=Texts))


ENGLISH = wordings_for("en")
