"""The window that announces a scheduled run before it begins, or asks whether to withdraw who is ready: no names.

It uses a temporary profile of its own, so it holds and opens nothing of LinkedIn.
"""

import contextlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from withdrawer.clock import stopwatch
from withdrawer.errors import WithdrawerError
from withdrawer.linkedin.browser.launch import CLOSED, BrowserSettings, first_page, start_context

if TYPE_CHECKING:
    from playwright.sync_api import Page

LOOKS_UP_SECONDS = 0.2
WINDOW = "--window-size=620,440"


class StartAnswer(StrEnum):
    """The user's answer."""

    START = "start"
    LATER = "later"
    NOT_TODAY = "not today"
    CLOSED = "closed"


@dataclass(frozen=True)
class Announcement:
    """What the window says; `buttons` are their labels and answers. `default` is taken if no answer comes in time."""

    heading: str
    text: str
    buttons: tuple[tuple[str, StartAnswer], ...]
    default: StartAnswer
    note: str

    @property
    def page(self) -> str:
        """The page, whose script shows the time left and returns the answer."""
        buttons = "\n".join(
            f'  <button type="button" data-answer="{escape(answer)}">{escape(label)}</button>'
            for label, answer in self.buttons
        )
        texts = {"heading": self.heading, "text": self.text, "note": self.note}
        return Template(PAGE).substitute({name: escape(text) for name, text in texts.items()}, buttons=buttons)


NEIGHBOURS = "People near you can see names and pictures in it."
START_BUTTONS = (
    ("Start now", StartAnswer.START),
    ("In an hour", StartAnswer.LATER),
    ("Not today", StartAnswer.NOT_TODAY),
)
START_NOTE = "If you do nothing, it starts by itself. If you close this window, it waits for the next start."
JOB_STARTS = Announcement(
    heading="withdrawer starts in",
    text=f"It continues the job that you confirmed, in a browser window on this screen. {NEIGHBOURS}",
    buttons=START_BUTTONS,
    default=StartAnswer.START,
    note=START_NOTE,
)
TIDY_STARTS = replace(
    JOB_STARTS,
    text=f"It withdraws old invitations, as you agreed, in a browser window on this screen. {NEIGHBOURS}",
)
LOOK_STARTS = replace(
    JOB_STARTS,
    text="It looks which invitations are old enough, in a browser window on this screen, and withdraws nobody without "
    f"your yes. {NEIGHBOURS}",
)


def who_is_ready(count: int, older_than: str) -> Announcement:
    """Return the question whether to withdraw the invitations that are old enough."""
    them = "1 invitation" if count == 1 else f"{count:,} invitations"
    return Announcement(
        heading="This window closes in",
        text=f"{them} older than {older_than} can be withdrawn now. Nothing takes that back. To see who they are, type "
        "in a terminal: withdrawer run",
        buttons=((f"Withdraw {them}", StartAnswer.START), ("Not now", StartAnswer.CLOSED)),
        default=StartAnswer.CLOSED,
        note=f"If you do nothing, nobody is withdrawn. {NEIGHBOURS}",
    )


def ask_to_start(
    settings: BrowserSettings, heed: Callable[[], None], wait: timedelta, said: Announcement
) -> StartAnswer:
    """Show the window for `wait`. Raises what `heed` raises, and WithdrawerError if it can't be shown."""
    from playwright.sync_api import Error, sync_playwright

    with tempfile.TemporaryDirectory(prefix="withdrawer-", ignore_cleanup_errors=True) as folder:
        own = replace(settings, profile=Path(folder), args=(*settings.args, WINDOW))
        with sync_playwright() as playwright:
            context = start_context(playwright, own)
            try:
                return answer_on(first_page(context, own), heed, wait, said)
            except Error as error:
                words = error.message.strip().partition("\n")[0]
                raise WithdrawerError(f"The window that asks before it begins could not be shown: {words}") from error
            finally:
                with contextlib.suppress(Error):  # the user may have closed it, and the browser with it
                    context.close()


def answer_on(page: "Page", heed: Callable[[], None], wait: timedelta, said: Announcement) -> StartAnswer:
    """Show an announcement on this page until a button is pressed, the time is up, or the page is closed."""
    from playwright.sync_api import Error

    end = stopwatch() + wait.total_seconds()
    try:
        page.set_content(said.page)
        while (left := end - stopwatch()) > 0:
            heed()
            if pressed := page.evaluate("left => tick(left)", left):
                return StartAnswer(pressed)
            page.wait_for_timeout(min(left, LOOKS_UP_SECONDS) * 1000)
        return StartAnswer(page.evaluate("left => tick(left)", 0) or said.default)
    except Error as error:
        heed()
        if page.is_closed() or CLOSED.search(error.message):
            return StartAnswer.CLOSED
        raise


PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>withdrawer</title>
<style>
  :root { color-scheme: light dark; }
  body { font: 17px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 32rem; padding: 0 1.5rem;
         background: Canvas; color: CanvasText; }
  h1 { font-size: 1.6rem; margin: 0 0 .75rem; }
  time { font-variant-numeric: tabular-nums; }
  p { margin: .5rem 0; }
  .answers { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.5rem 0; }
  button { font: inherit; padding: .55rem 1.1rem; border-radius: .5rem; border: 1px solid GrayText;
           background: ButtonFace; color: ButtonText; cursor: pointer; }
  button:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
  small { opacity: .8; }
</style>
<h1>$heading <time role="timer" id="left"></time></h1>
<p>$text</p>
<div class="answers">
$buttons
</div>
<p><small>$note</small></p>
<script>
  {
    let answer = null;
    const heading = document.querySelector("h1").firstChild.textContent;
    for (const button of document.querySelectorAll("button"))
      button.addEventListener("click", () => { answer = button.dataset.answer; });
    window.tick = (left) => {
      const seconds = Math.max(0, Math.ceil(left));
      const told = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
      document.getElementById("left").textContent = told;
      document.title = heading + told;
      return answer;
    };
  }
</script>
</html>
"""
