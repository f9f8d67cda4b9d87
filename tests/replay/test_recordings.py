import re
from pathlib import Path

import msgspec
import pytest

from withdrawer.replay.fixtures import fixtures_folder, layouts
from withdrawer.replay.pages.recordings import Meta, Recording, block, load_recording, with_block, without_marks

RECORDINGS = [
    (layout, language, folder.name)
    for layout in layouts()
    for language in sorted(it.name for it in (fixtures_folder() / layout).iterdir() if it.is_dir())
    for folder in sorted((fixtures_folder() / layout / language).iterdir())
]
CASES = sorted(folder for folder in (fixtures_folder() / "cases").iterdir() if folder.is_dir())
KEYS = {"slug", "address", "name", "headline", "age", "note"}


def recording(page: str = "a<!-- replay:name -->Jo Doe<!-- /replay:name -->z") -> Recording:
    meta = Meta("l", "en", "p", "documented", [], "2026-01-01", "", "", {"name": "Jo Doe", "first": "Jo"})
    return Recording(meta, page, {})


def test_samples_are_replaced_all_at_once_and_the_longest_first() -> None:
    filled = recording().fill("Jo Doe, Jo", {"name": "Jo Jo", "first": "Jo Doe"})
    assert filled == "Jo Jo, Jo Doe"


def test_a_block_is_cut_out_and_filled_anew() -> None:
    page = recording().page
    assert block(page, "name") == "Jo Doe"
    assert with_block(page, "name", r"\1 & co") == r"a\1 & coz"
    assert without_marks(page) == "aJo Doez"
    with pytest.raises(ValueError, match="headline"):
        block(page, "headline")


@pytest.mark.parametrize("key", RECORDINGS, ids="-".join)
def test_every_sample_stands_in_its_recording(key: tuple[str, str, str]) -> None:
    kept = load_recording(*key)
    everything = kept.page + "".join(kept.fragments.values())
    assert [name for name, sample in kept.meta.samples.items() if sample not in everything] == []
    assert (kept.meta.layout, kept.meta.language, kept.meta.page) == key


@pytest.mark.parametrize("key", RECORDINGS, ids="-".join)
def test_marks_are_paired(key: tuple[str, str, str]) -> None:
    page = load_recording(*key).page
    opened = re.findall(r"<!-- replay:([a-z-]+) -->", page)
    assert sorted(opened) == sorted(re.findall(r"<!-- /replay:([a-z-]+) -->", page))
    assert len(opened) == len(set(opened))


@pytest.mark.parametrize(
    "folder", [*CASES, *(fixtures_folder() / "/".join(key) for key in RECORDINGS)], ids=lambda folder: folder.name
)
def test_a_folder_holds_a_page_and_what_it_is(folder: Path) -> None:
    meta = msgspec.json.decode((folder / "meta.json").read_bytes(), type=Meta)
    assert meta.origin in {"documented", "captured"}
    assert meta.url.startswith("https://www.linkedin.com/")
    assert (folder / "page.html").read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_case_says_which_rows_must_be_read_from_it(folder: Path) -> None:
    expected = msgspec.json.decode((folder / "expected.json").read_bytes())
    if "error" in expected:
        assert expected == {"error": "page_not_understood"}
        return
    page = (folder / "page.html").read_text("utf-8")
    for row in expected["rows"]:
        assert set(row) == KEYS
        assert row["age"] in page


def test_nobody_in_the_recordings_is_real() -> None:
    """Real pages hold tracking ids, picture addresses and sessions; ours hold none, and invented addresses only."""
    for file in fixtures_folder().rglob("*"):
        if file.suffix not in {".html", ".json", ".toml", ".js"}:
            continue
        text = file.read_text("utf-8")
        assert not re.search(r"media\.licdn|li_at=|ajax:\d|AQED", text), file
        assert all(re.search(r"example\.(com|org)$", address) for address in re.findall(r"[\w.]+@[\w.]+\w", text)), file
