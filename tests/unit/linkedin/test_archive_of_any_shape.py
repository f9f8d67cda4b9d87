"""Whatever shape an export was saved in: what went in comes out, or is counted."""

import csv
import io
import re
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from withdrawer.linkedin.export.export_reader import TakenExport, read_archive

from .making import clock

SETTINGS = settings(max_examples=60, deadline=None)
FORMS: dict[str, Callable[[datetime], str]] = {
    "LinkedIn's": lambda at: f"{at.month}/{at.day}/{at:%y}, {at.hour % 12 or 12}:{at:%M} {at:%p}",
    "ISO": lambda at: f"{at:%Y-%m-%d %H:%M}",
    "day first": lambda at: f"{at:%d/%m/%Y %H:%M}",
    "month first": lambda at: f"{at:%m/%d/%Y %H:%M}",
    "dotted": lambda at: f"{at:%d.%m.%Y %H:%M}",
    "dashed": lambda at: f"{at:%d-%m-%y %H:%M}",
    "in words": lambda at: f"{at:%b} {at.day}, {at.year} {at.hour % 12 or 12}:{at:%M} {at:%p}",
    "unreadable": lambda at: f"the {at.day}th",
}
HEADER = ("From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl")
minutes = st.integers(0, 60 * 24 * 400).map(lambda minute: clock(2026, 1, 1) + timedelta(minutes=minute))
texts = st.text(st.sampled_from("aé ,;\t\"'\n|"), max_size=12)
encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])


def saved(rows: list[list[str]], delimiter: str, encoding: str, quoting: int) -> TakenExport:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, quoting=quoting).writerows([HEADER, *rows])  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "Invitations.csv")
        file.write_bytes(text.getvalue().encode(encoding))
        return read_archive(file)


def row(number: int, told: str, note: str = "") -> list[str]:
    me, them = "https://www.linkedin.com/in/jo", f"https://www.linkedin.com/in/person-{number}"
    return ["Jo Doe", f"Persón {number}", told, note, "OUTGOING", me, them]


def counted(taken: TakenExport) -> int:
    return sum(int(found[1].replace(",", "")) for it in taken.unread if (found := re.search(r": ([\d,]+) of", it)))


@SETTINGS
@given(
    st.lists(st.tuples(minutes, texts), min_size=1, max_size=20),
    st.sampled_from(sorted(FORMS)),
    st.sampled_from([",", ";", "\t"]),
    encodings,
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_what_went_in_comes_out_or_is_counted(
    people: list[tuple[datetime, str]], form: str, delimiter: str, encoding: str, quoting: int
) -> None:
    rows = [row(number, FORMS[form](at), note) for number, (at, note) in enumerate(people)]
    taken = saved(rows, delimiter, encoding, quoting)
    lines = taken.archive.invitations
    assert [line.slug for line in lines] == [f"person-{number}" for number in range(len(rows))]
    assert [line.name for line in lines] == [f"Persón {number}" for number in range(len(rows))]
    assert [line.has_note for line in lines] == [bool(note.strip()) for _, note in people]
    undated = 0
    for line, (at, _) in zip(lines, people, strict=True):
        if line.sent_on_clock is None:
            undated += 1
        else:
            assert line.sent_on_clock == at
    assert undated == counted(taken)
    if form in ("LinkedIn's", "ISO", "dotted", "in words"):
        assert undated == 0


@SETTINGS
@given(
    st.lists(st.tuples(minutes, st.booleans()), min_size=1, max_size=12),
    st.sampled_from([",", ";", "\t"]),
    st.data(),
)
def test_an_unclosed_quote_hides_nobody_in_silence(
    people: list[tuple[datetime, bool]], delimiter: str, data: st.DataObject
) -> None:
    lines = []
    for number, (at, is_broken) in enumerate(people):
        cells = row(number, FORMS["ISO"](at))
        if is_broken:
            at_cell = data.draw(st.sampled_from([0, 1, 3, 6]))
            cells[at_cell] = f'"{cells[at_cell]}'
        lines.append(delimiter.join(cells))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "Invitations.csv")
        file.write_text("\n".join([delimiter.join(HEADER), *lines]) + "\n")
        taken = read_archive(file)
    met = {line.slug for line in taken.archive.invitations}
    assert {f"person-{number}" for number, (_, is_broken) in enumerate(people) if not is_broken} <= met
    assert len(met) + counted(taken) == len(people)
