"""Recordings: saved pages whose marked blocks the site cuts out and fills with other people."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec
from msgspec.structs import replace

from withdrawer.replay.fixtures import fixtures_folder
from withdrawer.replay.pages.layouts import load_layout
from withdrawer.replay.pages.page_files import with_kept_files
from withdrawer.replay.pages.site_languages import translated, wording_for
from withdrawer.replay.pages.site_words import Wording

RECORDED_IN = "en"


class Meta(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A recording's `meta.json`.

    `samples` are the literal values of the sample person, to be replaced by those of others; `later_rows` maps texts of
    first rows to those of rows loaded later; `what` says what a static case shows. `origin` is `documented` for a page
    written from published descriptions.
    """

    layout: str
    language: str
    page: str
    origin: str
    sources: list[str]
    date: str
    now: str
    url: str
    samples: dict[str, str] = {}
    later_rows: dict[str, str] = {}
    what: str = ""


@dataclass(frozen=True)
class Recording:
    """One page of one layout in one language, and its other fragments by name."""

    meta: Meta
    page: str
    fragments: Mapping[str, str]

    def fill(self, html: str, values: Mapping[str, str]) -> str:
        """`html` with the samples replaced by `values`, all at once; ignores values without a sample.

        The values are inserted as markup: escape them first.
        """
        by_sample = {self.meta.samples[key]: value for key, value in values.items() if key in self.meta.samples}
        if not by_sample:
            return html
        longest_first = sorted(by_sample, key=len, reverse=True)
        return re.sub("|".join(map(re.escape, longest_first)), lambda match: by_sample[match[0]], html)


def block(html: str, name: str) -> str:
    """The content between the marks of that name. Raises ValueError if there are none."""
    match = _marked(name).search(html)
    if match is None:
        raise ValueError(f"the recording has no block {name!r}")
    return match[1]


def with_block(html: str, name: str, content: str) -> str:
    """`html` with `content` in place of the block of that name and its marks."""
    return _marked(name).sub(lambda _: content, html)


def without_marks(html: str) -> str:
    """`html` as LinkedIn would send it."""
    return re.sub(r"<!-- /?replay:[a-z-]+ -->\n?", "", html)


@cache
def load_recording(layout: str, language: str, page: str) -> Recording:
    """The recording of a page; falls back to the layouts that this one shares pages with.

    If there is none in the language, the English one is translated.
    """
    names = (layout, *load_layout(layout).shares)
    folders = [fixtures_folder() / name / language / page for name in names]
    folder = next((folder for folder in folders if folder.is_dir()), None)
    if folder is None and language != RECORDED_IN:
        return _translated(load_recording(layout, RECORDED_IN, page), wording_for(language))
    folder = folder or folders[0]
    fragments = {file.stem: file.read_text("utf-8") for file in folder.glob("*.html")}
    meta = msgspec.json.decode((folder / "meta.json").read_bytes(), type=Meta)
    return Recording(meta, with_kept_files(fragments.pop("page")), fragments)


def _translated(recording: Recording, wording: Wording) -> Recording:
    samples = recording.meta.samples.values()
    return Recording(
        replace(recording.meta, language=wording.language),
        translated(recording.page, wording, samples),
        {name: translated(html, wording, samples) for name, html in recording.fragments.items()},
    )


def _marked(name: str) -> re.Pattern[str]:
    return re.compile(rf"<!-- replay:{name} -->\n?(.*?)<!-- /replay:{name} -->\n?", re.DOTALL)
