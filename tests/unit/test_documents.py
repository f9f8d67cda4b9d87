"""The documentation has every page, command, option, variable, setting and exit code, and no link in it is dead."""

import re
from pathlib import Path

import click
import cogapp
import pytest

from tests.support.documents import PAGES, ROOT, anchors, links, text_of
from tests.support.reference import SETTINGS, commands
from tests.support.strings import PACKAGE
from withdrawer.errors import Exit

REFERENCE = ROOT / "docs" / "reference.md"
LONGEST_README = 150


def test_the_reference_is_that_of_this_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.syspath_prepend(str(ROOT))
    cogapp.Cog().callable_main(["cog", "--check", "-P", str(REFERENCE.relative_to(ROOT))])


def test_every_command_and_option_is_in_the_reference() -> None:
    text = text_of(REFERENCE)
    for path, command in commands():
        section = re.search(rf"^#+ {re.escape(path)}\n(.*?)(?=^#|\Z)", text, re.S | re.M)
        assert section, path
        for param in command.params:
            if isinstance(param, click.Option) and not param.hidden and param.name not in ("help", "version"):
                for name in param.opts:
                    assert re.search(rf"`{name}[ `]", text if param.envvar else section[1]), (path, name)


def test_every_variable_is_in_the_reference() -> None:
    text = text_of(REFERENCE)
    meant = {
        it
        for file in PACKAGE.rglob("*.py")
        for it in re.findall(r"(?<!_)WITHDRAWER_[A-Z_]*[A-Z]\b", file.read_text("utf-8"))
    }
    pattern = {"WITHDRAWER_RUN_PER_DAY", "WITHDRAWER_PREVIEW_SINCE"}  # any option of a command
    assert {name for name in meant - pattern if f"`{name}`" not in text} == set()
    assert {"WITHDRAWER_NOW", "WITHDRAWER_BROWSER"} <= meant


def test_every_setting_is_in_the_reference_with_what_it_is() -> None:
    for section, kind in SETTINGS:
        for name in kind.__struct_fields__:
            row = re.search(rf"^\| `\[{section}\] {name}` \| `[^`]+` \| \w.+ \|$", text_of(REFERENCE), re.M)
            assert row, f"[{section}] {name}: say beside its type what it is (msgspec.Meta), then: scripts/reference"


@pytest.mark.parametrize("page", ["reference", "outcomes"])
def test_every_exit_code_is_told(page: str) -> None:
    told = re.findall(r"^\| (\d+) \| ", text_of(ROOT / "docs" / f"{page}.md"), re.M)
    assert [int(it) for it in told] == sorted(Exit)


@pytest.mark.parametrize("page", PAGES, ids=lambda it: it.name)
def test_a_link_leads_somewhere(page: Path) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name}: {link}"
        if anchor:
            assert anchor in anchors(target), f"{page.name}: {link}"


def test_the_readme_leads_to_every_page() -> None:
    led_to = {Path(it.partition("#")[0]).name for it in links(ROOT / "README.md")}
    for_a_package_index = {"description.md"}
    assert {page.name for page in PAGES} - {"README.md"} - for_a_package_index - led_to == set()


def test_the_readme_is_short_and_names_the_command_that_ci_runs() -> None:
    readme = text_of(ROOT / "README.md")
    assert len(readme.splitlines()) <= LONGEST_README
    assert re.search(r"^scripts/test\b", (ROOT / ".ci" / "run").read_text("utf-8"), re.M)
    assert re.search(r"^scripts/test\b", readme, re.M)
