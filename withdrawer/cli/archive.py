"""`withdrawer archive`: takes over what a plan needs of LinkedIn's data export, so that the zip can be thrown away."""

from pathlib import Path

import click

from withdrawer.cli.options import Everywhere, everywhere, option


@click.command()
@click.argument("path", metavar="ZIP", type=click.Path(path_type=Path))
@option("--archive-zone", metavar="ZONE", help="The zone of its times, if you know: utc, local, Europe/Berlin.")
@everywhere
def archive(everywhere: Everywhere, *, path: Path, archive_zone: str | None) -> int:
    """Keep what is needed of your LinkedIn data export, a zip or its unpacked folder. Opens no browser.

    To get one: linkedin.com, Settings & Privacy, Data privacy, Get a copy of your data. It has the minute of each
    invitation. Who invited whom and when is kept, who is connected, whose address was imported, and when you last
    wrote to whom; nothing of what was written.

    \b
        withdrawer archive Basic_LinkedInDataExport_11-21-2026.zip
    """
    from withdrawer.cli.carrying import carry_out
    from withdrawer.cli.desk import Desk
    from withdrawer.cli.exporting import check_owner
    from withdrawer.cli.result import Result
    from withdrawer.linkedin.archive.reading import read_archive
    from withdrawer.show.archive import archive_data, archive_lines
    from withdrawer.show.output import print_lines
    from withdrawer.zones import zone_called

    def work(at: Desk) -> Result:
        if archive_zone:
            zone_called(archive_zone, at.zone, "--archive-zone")
        read = read_archive(path)
        account = at.journal.accounts.current()
        if account is not None:
            check_owner(read, account.slug)
        is_new = at.journal.exports.add(read, archive_zone or "", at.now)
        if not at.everywhere.json:
            print_lines(archive_lines(read, is_new=is_new))
        return Result(archive_data(read, is_new=is_new))

    return carry_out("archive", everywhere, lambda at, _: work(at))
