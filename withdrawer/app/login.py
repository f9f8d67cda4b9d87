"""`login`: the user signs in, in withdrawer's own browser; their identity is read afterwards."""

import time
from contextlib import suppress
from dataclasses import dataclass
from random import Random

from withdrawer.app.context import CommandContext
from withdrawer.app.forget import forget_in
from withdrawer.app.session import account_of, offer_browser, settings_of
from withdrawer.app.shortcut import offer_shortcut
from withdrawer.app.user import Said
from withdrawer.app.user_questions import Forgettable, RightAccount, SignInAnew
from withdrawer.errors import AnotherMember, WithdrawerError
from withdrawer.home import private_file, private_folder
from withdrawer.journal.lock import run_lock
from withdrawer.journal.records import Account
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.browser.launch import BrowserSettings, open_browser
from withdrawer.linkedin.browser.sign_in import let_sign_in
from withdrawer.linkedin.lists.list_page import ListPage
from withdrawer.linkedin.member import Member
from withdrawer.plan.age_context import Frames
from withdrawer.plan.half import Half
from withdrawer.plan.people import Row, person_from
from withdrawer.undo.allowance import refuse_spent

COUNT_PATIENCE_SECONDS = 15.0


@dataclass(frozen=True)
class SignedIn:
    """Who has signed in, and how many invitations LinkedIn says are pending; None if that was not read."""

    account: Account
    pending: int | None = None


class WrongAccount(AnotherMember):
    """The user said that the member who has signed in is not the one they mean."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is signed in, and that is not the right account. withdrawer's own browser is still signed in "
            "there; nothing else was kept.",
            "To delete that sign-in: withdrawer forget --profile. Then sign in as the right one: withdrawer login. "
            'For a second account beside the first: withdrawer login --account "work"',
        )
        self.name = name


@dataclass
class SignIn:
    """One sign-in; `is_same` confirms that the member is the account's under another address."""

    at: CommandContext
    is_same: bool
    pending: int | None = None
    page: ListPage | None = None
    rows: tuple[Row, ...] = ()

    def login(self) -> SignedIn:
        """Let the user sign in, and return the account. Raises AnotherMember if they say that it is the wrong one."""
        at = self.at
        offer_browser(at, is_login=True)
        settings = settings_of(at, is_login=True)

        def pause(seconds: float) -> None:
            at.interruption.check()
            time.sleep(seconds)

        account = None
        with run_lock(at.home.lock):
            while account is None:
                at.user.tell(Said.BROWSER_OPENS_TO_SIGN_IN)
                if at.is_hidden and at.is_sealed:
                    at.user.tell(Said.BROWSER_IS_HIDDEN)
                let_sign_in(settings, at.user.has_pressed_enter, pause)
                at.user.tell(Said.LOOKING_WHO_IS_SIGNED_IN)
                account = self._look(settings)
        private_file(at.home.folder / "browser").write_text(f"{settings.executable}\n", encoding="utf-8")
        offer_shortcut(at)
        return SignedIn(account, self.pending)

    def _look(self, settings: BrowserSettings) -> Account | None:
        """Return who is signed in; None after the sign-in of a wrong account was deleted. Raises AnotherMember."""
        at = self.at
        try:
            with open_browser(settings, at.interruption.check) as browser:
                account = account_of(at, browser, is_same=self.is_same, confirm=lambda it: self._confirm(browser, it))
                self._record(account)
                return account
        except WrongAccount as wrong:
            if not at.user.ask(SignInAnew(wrong.name)):
                raise
        forget_in(at.home, Forgettable.PROFILE, at.now)
        private_folder(at.home.profile)
        return None

    def _confirm(self, browser: Browser, member: Member) -> None:
        """Ask whether this is the right account, before anything is kept of it. Without a terminal only say who it is.

        Raises WrongAccount.
        """
        self.pending = self._pending(browser)
        user, question = self.at.user, RightAccount(member.name, member.slug, self.pending)
        if not user.can_answer:
            user.tell(question)
        elif not user.ask(question):
            raise WrongAccount(member.name)

    def _pending(self, browser: Browser) -> int | None:
        """Return LinkedIn's own count of pending invitations; None if it does not show at once: nothing depends on it.

        A notice on that page is left to the next command, which stops there.
        """
        at = self.at
        with suppress(WithdrawerError):
            refuse_spent(at.journal, at.loads_per_day, at.now)
            if not at.is_sealed:
                browser.wait(Random().uniform(*at.config.pace.reading_seconds))
            page = ListPage(browser, Half.SENT, COUNT_PATIENCE_SECONDS)
            page.open()
            self.page, self.rows = page, page.shown()
            return page.stated
        at.interruption.check()
        return None

    def _record(self, account: Account) -> None:
        """Record whom the page of invitations showed: those who accept before the first look would be strangers."""
        if self.page is None:
            return
        at, page, frames = self.at, self.page, Frames(self.page.wordings)
        people = frames.checked((row, person_from(row, at.zone, frames.wordings)) for row in self.rows)
        scan = at.journal.scans.begin(account, Half.SENT, at.now, at.zone)
        at.journal.scans.add(scan, people)
        at.journal.scans.end(
            scan, at.now, page.loads, page.stated, complete=False, language=page.labels.language, listed=len(people)
        )
