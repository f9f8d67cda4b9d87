"""`withdrawer record`: saves a page without anybody on it, so that withdrawer can learn to read it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.options import everywhere, labels
from withdrawer.cli.settings import Command, PathParam, option

if TYPE_CHECKING:
    from withdrawer.app.context import CommandContext
    from withdrawer.app.interruption import Interruption
    from withdrawer.linkedin.browser.browser import Browser
    from withdrawer.linkedin.saved_page import TakenPage
    from withdrawer.show.terminal import Terminal

PAGES = ("sent", "connections", "here")


@click.command(cls=Command)
@click.argument("page", required=False, type=click.Choice(PAGES))
@option("--to", type=PathParam(file_okay=False), metavar="DIR", help="Save it in a folder in there.")
@option("--dialog", is_flag=True, help="With the first person's dialog open; Cancel is pressed after.")
@option("-y", "--yes", is_flag=True, help="Save without asking.")
@labels
@everywhere
def record(
    everywhere: Everywhere, *, page: str | None, to: Path | None, dialog: bool, yes: bool, label: tuple[str, ...]
) -> int:  # fmt: skip
    """Save a page without anybody on it, so that withdrawer can learn to read it. Changes nothing.

    LinkedIn's own labels, ages and structure stay. Names, addresses and every other text are replaced by
    placeholders, and pictures left out, before anything is written. It shows what stays and asks, saves the page, and
    reads it again offline.

    \b
        withdrawer record sent
        withdrawer record connections --to ~/Desktop
        withdrawer record here        the page that you go to yourself
    """
    from withdrawer.app.result import Result
    from withdrawer.cli.carrying import carry_out
    from withdrawer.errors import UsageError
    from withdrawer.show.failure import print_to_stderr
    from withdrawer.show.terminal import is_terminal

    if not is_terminal() and (page in (None, "here") or not yes):
        raise UsageError(
            "record asks which page and whether to save it, and there is no terminal to ask on.",
            "Name the page and add --yes: withdrawer record sent --yes",
        )
    if dialog and page == "here":
        raise UsageError("--dialog is for the two lists.", "Type: withdrawer record sent --dialog")

    def work(at: "CommandContext", interruption: "Interruption") -> Result:
        from withdrawer.app.session import browser_of
        from withdrawer.app.user import PlainQuestion, agrees
        from withdrawer.linkedin.saved_page import differences, replay, write_recording
        from withdrawer.plan.half import Half
        from withdrawer.show.record import kept_lines, recording_data, replayed_lines
        from withdrawer.show.terminal import Terminal
        from withdrawer.undo.pacing import count_load, refuse_spent

        user = Terminal(at.zone, interruption.asking)
        wanted = page or user.choose(PlainQuestion("Which page"), PAGES)
        at.refuse_stopped()
        with browser_of(at, interruption) as browser:
            if wanted != "here":
                refuse_spent(at.journal, at.loads_per_day, at.now)
                count_load(at.journal, at.journal.accounts.current(), Half(wanted), at.now, at.zone)
            taken = _take(browser, user, wanted, at.confirmed(label), with_dialog=dialog)
            question = PlainQuestion("Save this page?", [*kept_lines(taken)])
            if not agrees(user, question, says_yes=yes):
                user.tell("Nothing was saved.")
                return Result({"folder": None})
            replayed = replay(browser, taken)
        told = differences(taken.reading, replayed)
        try:
            folder = write_recording(taken, replayed, to or at.home.folder / "recordings")
        except OSError as error:
            raise UsageError(
                f"The recording can't be saved: {error.strerror or error}", "Name another folder with --to."
            ) from error
        print_to_stderr("\n".join(replayed_lines(taken, replayed, told, folder)))
        return Result(recording_data(taken, replayed, told, folder))

    return carry_out("record", everywhere, work)


def _take(
    browser: "Browser", user: "Terminal", wanted: str, confirmed: tuple[str, ...], *, with_dialog: bool
) -> "TakenPage":
    from withdrawer.linkedin.saved_page import load, take, take_dialog
    from withdrawer.plan.half import Half

    if wanted == "here":
        return take(_led(browser, user), confirmed)
    if with_dialog:
        return take_dialog(browser, Half(wanted), confirmed)
    load(browser, Half(wanted))
    return take(browser, confirmed)


def _led(browser: "Browser", user: "Terminal") -> "Browser":
    """The browser on the page to which the person has gone."""
    from dataclasses import replace

    from withdrawer.linkedin.browser.browser import SITE
    from withdrawer.show.failure import print_to_stderr

    browser.page.goto(f"{SITE}/feed/", wait_until="domcontentloaded")
    print_to_stderr("Go to the page in the browser that has opened, then press Enter here.")
    while not user.has_pressed_enter():
        browser.heed()
        browser.page.wait_for_timeout(100)
    return replace(browser, page=browser.page.context.pages[-1])
