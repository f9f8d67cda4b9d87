"""Translate English recordings, text by text, with another language's table."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape, unescape

import msgspec

from withdrawer.errors import UsageError
from withdrawer.replay.fixtures import fixtures_folder
from withdrawer.replay.pages.site_words import Wording

_FOLDER = "languages"
_TEXT = re.compile(r"(?:(?<=>)|\A)[^<>]+(?=<|\Z)")
_ATTRIBUTE = re.compile(r"""(?<=\s)(aria-label|alt|title|placeholder)=(["'])(.*?)\2""", re.DOTALL)
_LANGUAGE = re.compile(r"<html lang=\"[^\"]*\"")
_RIGHT_TO_LEFT = "rtl"


def languages() -> list[str]:
    """The languages that have a table."""
    return sorted(file.stem for file in (fixtures_folder() / _FOLDER).glob("*.toml"))


def wording_for(language: str) -> Wording:
    """The table of a language, in any spelling ("pt_br"). Raises UsageError if there is none."""
    tag = {name.casefold(): name for name in languages()}.get(language.strip().replace("_", "-").casefold())
    if tag is None:
        raise UsageError(f"the site does not speak {language!r}", f"Take one of: {', '.join(languages())}.")
    return _read(tag)


@cache
def _read(tag: str) -> Wording:
    return msgspec.toml.decode((fixtures_folder() / _FOLDER / f"{tag}.toml").read_bytes(), type=Wording)


def translated(html: str, wording: Wording, samples: Iterable[str]) -> str:
    """An English page in another language.

    Replaces every text and label that the table has, verbatim or in its form with a name; `samples` stay, as the site
    replaces them later.
    """
    texts = _Texts(wording.texts, samples)
    html = _TEXT.sub(lambda found: texts.translate(found[0], quote=False), html)
    html = _ATTRIBUTE.sub(lambda found: f"{found[1]}={found[2]}{texts.translate(found[3], quote=True)}{found[2]}", html)
    direction = f' dir="{_RIGHT_TO_LEFT}"' if wording.locale.text_direction == _RIGHT_TO_LEFT else ""
    return _LANGUAGE.sub(f'<html lang="{wording.language}"{direction}', html)


class _Texts:
    """A prepared table: whole texts first, then forms with a name, the longest first."""

    def __init__(self, texts: Mapping[str, str], samples: Iterable[str]) -> None:
        self._kept = set(samples)
        self._whole = {text: other for text, other in texts.items() if "{name}" not in text}
        forms = sorted((text for text in texts if "{name}" in text), key=len, reverse=True)
        self._forms = [(_form(text), texts[text]) for text in forms]

    def translate(self, markup: str, *, quote: bool) -> str:
        text = unescape(markup).strip()
        if not text or text in self._kept:
            return markup
        other = self._whole.get(text) or self._named(text)
        return markup if other is None else markup.replace(markup.strip(), escape(other, quote=quote))

    def _named(self, text: str) -> str | None:
        for form, other in self._forms:
            if found := form.fullmatch(text):
                return other.replace("{name}", found["name"])
        return None


def _form(text: str) -> re.Pattern[str]:
    first, *others = (re.escape(part) for part in text.split("{name}"))
    return re.compile(first + "(?P<name>.+?)" + "(?P=name)".join(others))
