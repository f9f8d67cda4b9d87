"""How long a large data export takes to load, against the csv module alone, and how much memory: one JSON line.

scripts/long archive [CONNECTIONS] [INVITATIONS]
"""

import csv
import io
import json
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from withdrawer.linkedin.export.export_reader import read_archive

START = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
NOTE = 'Notes:\n"When exporting your connection data, you may notice that some are missing."\n\n'
TRIES = 7


def write_export(file: Path, connections: int, invitations: int) -> None:
    """An export as LinkedIn makes them: quoted where it must be, with the note above the connections."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        rows = [["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]]
        rows += [
            [
                f"Name{it}",
                "Example",
                _url("c", it),
                "",
                "Acme, Inc.",
                "Director",
                f"{START - timedelta(it // 7):%d %b %Y}",
            ]
            for it in range(connections)
        ]
        archive.writestr("Connections.csv", NOTE + _text(rows))
        rows = [["From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl"]]
        for it in range(invitations):
            sent_at = START - timedelta(minutes=37 * it)
            told = f"{sent_at.month}/{sent_at.day}/{sent_at:%y}, {sent_at.hour % 12 or 12}:{sent_at:%M} {sent_at:%p}"
            rows.append(["Max Example", f"Name{it} Example", told, "", "OUTGOING", _url("m", 0), _url("i", it)])
        archive.writestr("Invitations.csv", _text(rows))


def best(works: Sequence[Callable[[Path], object]], file: Path) -> list[float]:
    """The shortest of several tries of each, in the processor's seconds: what else the machine does only ever adds.

    They take turns, so that a slow minute of the machine is everybody's.
    """
    times: list[list[float]] = [[] for _ in works]
    for _ in range(TRIES):
        for work, mine in zip(works, times, strict=True):
            began = time.process_time()
            work(file)
            mine.append(time.process_time() - began)
    return [min(mine) for mine in times]


def by_csv_alone(file: Path) -> list[list[list[str]]]:
    """All rows of all tables, as lists of text."""
    with zipfile.ZipFile(file) as archive:
        return [
            list(csv.reader(io.TextIOWrapper(archive.open(name), "utf-8", newline=""))) for name in archive.namelist()
        ]


def measured(connections: int, invitations: int) -> dict[str, float]:
    """The numbers; the memory is that of the whole process, at its highest, in MB."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "Basic_LinkedInDataExport_11-21-2026.zip"
        write_export(file, connections, invitations)
        ours, alone = best((read_archive, by_csv_alone), file)
    times = round(ours / alone, 2)
    return {"seconds": round(ours, 4), "csv_alone": round(alone, 4), "times": times, "mb": round(peak_megabytes())}


def peak_megabytes() -> float:
    """The most memory that this process has held. Linux's own figure, where there is one: the other one starts from
    what the process that started this one held."""
    status = Path("/proc/self/status")
    if status.exists():
        [peak] = [line for line in status.read_text("utf-8").splitlines() if line.startswith("VmHWM")]
        return int(peak.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def _url(kind: str, number: int) -> str:
    return f"https://www.linkedin.com/in/{kind}-example-{number}"


def _text(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


if __name__ == "__main__":
    print(json.dumps(measured(*(int(it) for it in sys.argv[1:3] or (30_000, 10_000)))))  # noqa: T201
