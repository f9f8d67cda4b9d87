"""Who has signed in."""

from withdrawer.app.context import CommandContext
from withdrawer.journal.records import Account
from withdrawer.show.data import account_data
from withdrawer.show.envelope import Shown


def login_shown(account: Account, _: CommandContext) -> Shown:
    """The member whose account it is now."""
    words = f"Signed in as {account.name} (linkedin.com/in/{account.slug}). Next: withdrawer preview"
    return Shown({"account": account_data(account)}, message=words)
