"""`withdrawer login`: the person signs in, in a browser of withdrawer's own."""

import time

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.options import everywhere
from withdrawer.cli.settings import Command

WORDS = """\
A separate, empty browser opens now: there you sign in to LinkedIn again, yourself. withdrawer does not watch.
  - Check that the address says https://www.linkedin.com before you type your password.
  - LinkedIn may send you a mail about a new sign-in: that is this one.
  - When your feed shows, quit the browser (close its window; on macOS press Cmd-Q), or press Enter here."""


@click.command(cls=Command)
@click.option("--same-member", is_flag=True, help="You have another profile address now; the journal stays yours.")
@everywhere
def login(everywhere: Everywhere, *, same_member: bool) -> int:
    """Sign in to LinkedIn, in a browser of withdrawer's own.

    The session stays in a private folder on this machine. Your own browser and its profile are not touched.
    """
    from withdrawer.app.context import CommandContext
    from withdrawer.app.interruption import Interruption
    from withdrawer.app.member_check import account_of
    from withdrawer.app.member_check import same_member as asked_whether_same
    from withdrawer.app.result import Result
    from withdrawer.app.session import settings_of
    from withdrawer.cli.carrying import carry_out
    from withdrawer.home import private_file
    from withdrawer.journal.lock import run_lock
    from withdrawer.linkedin.browser.launch import open_browser
    from withdrawer.linkedin.browser.sign_in import let_sign_in
    from withdrawer.show.data import account_data
    from withdrawer.show.failure import print_to_stderr
    from withdrawer.show.terminal import Terminal

    def work(at: CommandContext, interruption: Interruption) -> Result:
        settings = settings_of(at, is_login=True)

        def pause(seconds: float) -> None:
            interruption.check()
            time.sleep(seconds)

        user = Terminal(at.zone, interruption.asking)
        ask = (lambda _: True) if same_member else asked_whether_same(user)
        with run_lock(at.home.lock):
            print_to_stderr(WORDS)
            let_sign_in(settings, user.has_pressed_enter, pause)
            print_to_stderr("Looking who is signed in …")
            with open_browser(settings, interruption.check) as browser:
                account = account_of(at, browser, ask)
        private_file(at.home.folder / "browser").write_text(f"{settings.executable}\n", encoding="utf-8")
        print_to_stderr(f"Signed in as {account.name} (linkedin.com/in/{account.slug}). Next: withdrawer preview")
        return Result({"account": account_data(account)})

    return carry_out("login", everywhere, work)
