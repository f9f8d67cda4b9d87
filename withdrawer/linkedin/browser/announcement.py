"""The window that announces a scheduled run before it begins, without any names, and lets the user decline.

It uses a temporary profile of its own, so it holds and opens nothing of LinkedIn.
"""

import contextlib
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from withdrawer.clock import stopwatch
from withdrawer.errors import WithdrawerError
from withdrawer.linkedin.browser.launch import CLOSED, BrowserSettings, first_page, start_context

if TYPE_CHECKING:
    from playwright.sync_api import Page

LOOKS_UP_SECONDS = 0.2
WINDOW = "--window-size=620,440"


class StartAnswer(StrEnum):
    """The user's answer; START if none comes in time."""

    START = "start"
    LATER = "later"
    NOT_TODAY = "not today"
    CLOSED = "closed"


def ask_to_start(settings: BrowserSettings, heed: Callable[[], None], wait: timedelta) -> StartAnswer:
    """Show the window for `wait`. Raises what `heed` raises, and WithdrawerError if it can't be shown."""
    from playwright.sync_api import Error, sync_playwright

    with tempfile.TemporaryDirectory(prefix="withdrawer-", ignore_cleanup_errors=True) as folder:
        own = replace(settings, profile=Path(folder), args=(*settings.args, WINDOW))
        with sync_playwright() as playwright:
            context = start_context(playwright, own)
            try:
                return answer_on(first_page(context, own), heed, wait)
            except Error as error:
                said = error.message.strip().partition("\n")[0]
                raise WithdrawerError(f"The window that asks before it begins could not be shown: {said}") from error
            finally:
                with contextlib.suppress(Error):  # the user may have closed it, and the browser with it
                    context.close()


def answer_on(page: "Page", heed: Callable[[], None], wait: timedelta) -> StartAnswer:
    """Show the announcement on this page until a button is pressed, the time is up, or the page is closed."""
    from playwright.sync_api import Error

    end = stopwatch() + wait.total_seconds()
    try:
        page.set_content(PAGE)
        while (left := end - stopwatch()) > 0:
            heed()
            if pressed := page.evaluate("left => tick(left)", left):
                return StartAnswer(pressed)
            page.wait_for_timeout(min(left, LOOKS_UP_SECONDS) * 1000)
        return StartAnswer(page.evaluate("left => tick(left)", 0) or StartAnswer.START)
    except Error as error:
        heed()
        if page.is_closed() or CLOSED.search(error.message):
            return StartAnswer.CLOSED
        raise


PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>withdrawer starts soon</title>
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
<h1>withdrawer starts in <time role="timer" id="left">2:00</time></h1>
<p>It continues the job that you confirmed, in a browser window on this screen.
People near you can see names and pictures in it.</p>
<div class="answers">
  <button type="button" data-answer="start">Start now</button>
  <button type="button" data-answer="later">In an hour</button>
  <button type="button" data-answer="not today">Not today</button>
</div>
<p><small>If you do nothing, it starts by itself. If you close this window, it waits for the next
start.</small></p>
<script>
  let answer = null;
  for (const button of document.querySelectorAll("button"))
    button.addEventListener("click", () => { answer = button.dataset.answer; });
  function tick(left) {
    const seconds = Math.max(0, Math.ceil(left));
    const told = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
    document.getElementById("left").textContent = told;
    document.title = "withdrawer starts in " + told;
    return answer;
  }
</script>
</html>
"""
