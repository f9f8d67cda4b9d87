"""`login`: the user signs in, in withdrawer's own browser; their identity is read afterwards."""

import time

from withdrawer.app.context import CommandContext
from withdrawer.app.session import account_of, offer_browser, settings_of
from withdrawer.app.user import Said
from withdrawer.home import private_file
from withdrawer.journal.lock import run_lock
from withdrawer.journal.records import Account
from withdrawer.linkedin.browser.launch import open_browser
from withdrawer.linkedin.browser.sign_in import let_sign_in


def login(at: CommandContext, *, is_same: bool) -> Account:
    """Let the user sign in, and return the account; `is_same` confirms that they are the account's member."""
    offer_browser(at, is_login=True)
    settings = settings_of(at, is_login=True)

    def pause(seconds: float) -> None:
        at.interruption.check()
        time.sleep(seconds)

    with run_lock(at.home.lock):
        at.user.tell(Said.BROWSER_OPENS_TO_SIGN_IN)
        let_sign_in(settings, at.user.has_pressed_enter, pause)
        at.user.tell(Said.LOOKING_WHO_IS_SIGNED_IN)
        with open_browser(settings, at.interruption.check) as browser:
            account = account_of(at, browser, is_same=is_same)
    private_file(at.home.folder / "browser").write_text(f"{settings.executable}\n", encoding="utf-8")
    return account
