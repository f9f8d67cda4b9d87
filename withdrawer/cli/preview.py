"""`withdrawer preview`: what would be undone. Clicks nothing."""

import click

from withdrawer.cli.options import Everywhere, Pacing, Selecting, everywhere, pacing, selecting


@click.command()
@selecting
@pacing
@everywhere
def preview(selecting: Selecting, pacing: Pacing, everywhere: Everywhere) -> int:
    """Show what would be undone, and touch nobody.

    Without a selection it shows the groups there are, in LinkedIn's own words, and what to type.

    \b
        withdrawer preview
        withdrawer preview --sent 'yesterday'
        withdrawer preview --since 'yesterday 14:00' --keep 'Ana Nueva'
    """
    from withdrawer.cli.carrying import carry_out
    from withdrawer.cli.undoing import Undoing

    return carry_out(
        "preview",
        everywhere,
        lambda at, interruption: Undoing(at, selecting, pacing, interruption).preview(),
    )
