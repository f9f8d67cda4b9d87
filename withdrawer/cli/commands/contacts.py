"""`withdrawer contacts`: how to keep a phone from inviting people again, and what to say to those it invited."""

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.options import everywhere
from withdrawer.cli.settings import Command, option


@click.command(cls=Command)
@click.option("--open", "opens", is_flag=True, help="Open LinkedIn's pages for it in your own browser.")
@option(
    "--lang",
    default="",
    metavar="CODE",
    help="The language of the two sentences, such as de.  [default: your account's]",
)
@everywhere
def contacts(everywhere: Everywhere, *, opens: bool, lang: str) -> int:
    """Say how to switch contact syncing off, so that it doesn't happen again, and what to answer people who ask.

    Changes nothing, here or at LinkedIn. With --open, LinkedIn's pages open in the browser that you always use.

    \b
        withdrawer contacts
        withdrawer contacts --open
        withdrawer contacts --lang de
    """
    from withdrawer.app.contacts import contacts as advise
    from withdrawer.cli.use_case import carry_out
    from withdrawer.errors import UsageError
    from withdrawer.plan.dates.languages import language_of
    from withdrawer.processes import open_page
    from withdrawer.show.apology import apologies
    from withdrawer.show.contacts import contacts_shown

    language = language_of(lang) or ""
    if lang and language not in apologies():
        raise UsageError(f"There are no sentences in {lang!r} yet.", f"Choose one of these: {', '.join(apologies())}.")
    return carry_out(
        "contacts",
        everywhere,
        lambda at: advise(at, open_page, opens=opens),
        contacts_shown(language),
        makes_home=False,
    )
