from datetime import UTC, datetime

from withdrawer.plan.age_context import Frames
from withdrawer.plan.dates.languages import ENGLISH, wordings_for
from withdrawer.plan.dates.wordings import Wordings
from withdrawer.plan.half import Half
from withdrawer.plan.people import Person, Row, person_from

SEEN_AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
GERMAN = wordings_for("de")


def people(wordings: Wordings, *ages: str) -> list[Person]:
    rows = [Row(Half.SENT, f"p-{at}", "", "Jo", "", age, "", at, SEEN_AT) for at, age in enumerate(ages)]
    return Frames(wordings).checked([(row, person_from(row, UTC, wordings)) for row in rows])


def test_rows_that_speak_alike_keep_their_dates() -> None:
    assert all(it.span for it in people(GERMAN, "Vor 3 Wochen gesendet", "Gestern gesendet", "Heute gesendet"))


def test_a_headline_taken_for_an_age_line_tells_no_date() -> None:
    *usual, odd = people(GERMAN, *["Vor 3 Wochen gesendet"] * 3, "Gründer, vor 3 Jahren gegründet")
    assert all(it.span for it in usual)
    assert odd.span is None


def test_one_row_alone_is_believed() -> None:
    assert people(GERMAN, "Vor 3 Wochen gesendet")[0].span


def test_a_particle_makes_no_other_frame() -> None:
    japanese = wordings_for("ja")
    assert all(it.span for it in people(japanese, "3 週間前に送信", "2 週間前に送信", "昨日送信"))


def test_english_whose_frames_are_known_is_left_alone() -> None:
    ages = ["Sent 3 weeks ago", "Sent yesterday", "3 days ago", "2 days ago"]
    assert all(it.span for it in people(ENGLISH, *ages))
