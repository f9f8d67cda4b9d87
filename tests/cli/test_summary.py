"""The summary of a job played on the site: its numbers are those of the site's log, its page holds in a browser."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.cli.test_running import FULL_SPEED, SELECT
from tests.support.browser import SharedDriver, start_chromium
from tests.support.stage import Stage
from withdrawer.errors import Exit

pytestmark = pytest.mark.browser

CONTRAST = """() => {
  const luminance = text => {
    const part = value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    const [red, green, blue] = text.match(/[0-9.]+/g).map(number => part(number / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = element => {
    for (let it = element; it; it = it.parentElement) {
      const colour = getComputedStyle(it).backgroundColor;
      if (colour !== "rgba(0, 0, 0, 0)") return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const poor = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!own || ["style", "title", "desc"].includes(element.tagName.toLowerCase())) continue;
    const style = getComputedStyle(element);
    const front = element.tagName === "text" ? style.fill : style.color;
    const [dark, light] = [luminance(front), luminance(behind(element))].sort((one, other) => one - other);
    if ((light + 0.05) / (dark + 0.05) < 4.5) poor.push([element.tagName, element.textContent.slice(0, 30), front]);
  }
  return poor;
}"""
OUTLINE = """() => ({
  headings: [...document.querySelectorAll("h1, h2, h3")].map(it => it.tagName),
  scripts: document.scripts.length,
  unnamed: [...document.querySelectorAll("section, [role=img], [role=region], input")].filter(it =>
    !(it.ariaLabel || it.getAttribute("aria-labelledby") || it.closest("label"))).length,
  sideways: document.documentElement.scrollWidth > innerWidth,
})"""


def key_of(profile: str) -> str:
    return unquote(profile.removeprefix("https://www.linkedin.com/in/").strip("/"))


def seen(file: Path) -> dict[str, Any]:
    """What a browser makes of the page: light, dark, narrow, filtered and printed."""
    found: dict[str, Any] = {"said": [], "asked": []}
    with SharedDriver() as driver:
        browser = start_chromium(driver)
        for scheme in ("light", "dark"):
            page = browser.new_page(color_scheme=scheme, viewport={"width": 960, "height": 800})
            page.on("console", lambda it: found["said"].append(it.text))
            page.on("request", lambda it: found["asked"].append(it.url))
            page.goto(file.as_uri())
            found[scheme] = page.evaluate(CONTRAST)
        found["outline"] = page.evaluate(OUTLINE)
        rows = page.locator(".people tbody tr:visible")
        found["rows"] = rows.count()
        page.locator("#end-1").check()
        found["filtered"] = rows.count()
        page.locator("summary").first.click()
        found["numbers"] = page.locator("details table:visible").count()
        page.set_viewport_size({"width": 320, "height": 700})
        found["narrow"] = page.evaluate(OUTLINE)["sideways"]
        page.emulate_media(media="print")
        found["printed"] = rows.count()
        found["sheets"] = page.pdf(format="A4").count(b"/Type /Page\n")
        browser.close()
    return found


def test_a_job_leaves_its_summary_and_its_numbers_are_the_sites(stage: Callable[..., Stage]) -> None:
    here = stage(people=12)
    here.run("preview", *SELECT)
    ran = here.run("run", *FULL_SPEED, *SELECT)
    assert ran.code == Exit.DONE, ran.err
    [page] = (here.home / "summaries").iterdir()
    assert str(page) in ran.err
    if os.name == "posix":
        assert page.stat().st_mode & 0o777 == 0o600
    told, status = here.run("summary", "--json").data, here.run("status", "--json").data
    assert {key: told[key] for key in ("account", "job", "sent", "connections", "accepted_meanwhile")} == {
        key: status[key] for key in ("account", "job", "sent", "connections", "accepted_meanwhile")
    }
    by_end = {end: {key_of(it["profile"]) for it in told["people"] if it["outcome"] == end}
              for end in ("withdrawn", "removed")}  # fmt: skip
    assert by_end == {end: set(here.keys(end)) for end in by_end}
    assert told["proof"] == {"checked": len(here.keys("withdrawn")) + len(here.keys("removed")), "unchecked": 0}
    assert all(it["checked_at"] for it in told["people"] if it["outcome"] in by_end)
    text = here.run("summary").out
    assert "every one of them checked on a fresh page" in text
    names = [it["name"] for it in told["people"]]
    nameless = here.run("summary", "--no-names", "--html", "-").out
    assert "<!doctype html>" in nameless
    assert not [name for name in names if name in nameless]
    assert told["account"]["name"] not in nameless
    found = seen(page)
    assert found["light"] == found["dark"] == []
    assert found["said"] == []
    assert {url.partition(":")[0] for url in found["asked"]} == {"file"}
    assert found["outline"]["headings"][0] == "H1"
    assert set(found["outline"]["headings"][1:]) == {"H2"}
    assert found["outline"]["scripts"] == found["outline"]["unnamed"] == 0
    assert not found["narrow"]
    assert found["rows"] == found["printed"] == len(told["people"])
    assert 0 < found["filtered"] < found["rows"]
    assert found["numbers"] == 1
    assert found["sheets"] >= 1


def test_there_is_nothing_to_tell_before_the_first_job(stage: Callable[..., Stage]) -> None:
    here = stage(people=10)
    told = here.run("summary")
    assert told.code == Exit.DONE
    assert "There is no job yet" in told.err
    assert not here.home.exists()
