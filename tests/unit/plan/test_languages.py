"""What the CLDR writes is read back, in every language of LinkedIn's interface: never as another unit."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from babel.dates import format_date, format_timedelta

from withdrawer.plan.dates.ages import read_age
from withdrawer.plan.dates.languages import ENGLISH, LANGUAGES, wordings_for
from withdrawer.plan.dates.wordings import Unit
from withdrawer.plan.half import Half

LENGTHS = {
    Unit.SECOND: (timedelta(seconds=1), 59),
    Unit.MINUTE: (timedelta(minutes=1), 59),
    Unit.HOUR: (timedelta(hours=1), 23),
    Unit.DAY: (timedelta(days=1), 6),
    Unit.WEEK: (timedelta(weeks=1), 3),
    Unit.MONTH: (timedelta(days=30), 11),
    Unit.YEAR: (timedelta(days=365), 20),
}
SEEN_AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
OTHERS = [language for language in LANGUAGES if language != "en"]
each_language = pytest.mark.parametrize("language", LANGUAGES)
each_other = pytest.mark.parametrize("language", OTHERS)


def locale(language: str) -> str:
    return language.replace("-", "_")


@each_language
def test_every_age_is_read_as_the_number_and_unit_that_was_written(language: str) -> None:
    wordings = wordings_for(language)
    for unit, (length, most) in LENGTHS.items():
        for number in range(1, most + 1):
            text = format_timedelta(
                -number * length, granularity="second", threshold=1, add_direction=True, locale=locale(language)
            )
            assert wordings.age(wordings.bare(text, Half.SENT)) == (number, unit), text


@each_language
def test_every_date_is_read_as_the_day_that_was_written(language: str) -> None:
    wordings = wordings_for(language)
    for month in range(1, 13):
        for day in (1, 9, 11, 28):
            text = format_date(date(2024, month, day), "long", locale=locale(language))
            assert wordings.date(wordings.bare(text, Half.CONNECTIONS)) == (2024, month, day), text


@each_other
def test_yesterday_is_one_day_and_today_none(language: str) -> None:
    said = set(wordings_for(language).texts.fixed.values())
    assert {(0, Unit.DAY), (1, Unit.DAY)} <= said


@each_other
def test_an_age_is_read_within_words_that_nobody_has_published(language: str) -> None:
    wordings = wordings_for(language)
    text = format_timedelta(timedelta(days=-2), threshold=1, add_direction=True, locale=locale(language))
    for line in (f"Xyz {text}", f"{text} xyz", f"\u200f{text.upper()} xyz", f"  {text}\u00a0xyz "):
        if wordings.bare(line, Half.SENT) != line.strip():
            assert wordings.age(wordings.bare(line, Half.SENT)) == (2, Unit.DAY), line


@each_other
def test_digits_of_the_languages_script_and_wide_ones_count(language: str) -> None:
    wordings = wordings_for(language)
    text = format_timedelta(timedelta(days=-4), threshold=1, add_direction=True, locale=locale(language))
    for four in "٤۴४৪੪౪๔４":
        assert wordings.age(wordings.bare(text.replace("4", four), Half.SENT)) == (4, Unit.DAY)


@each_other
def test_the_future_is_no_age(language: str) -> None:
    wordings = wordings_for(language)
    text = format_timedelta(timedelta(days=4), threshold=1, add_direction=True, locale=locale(language))
    assert wordings.age(wordings.bare(text, Half.SENT)) is None, text


@each_other
def test_the_pages_pattern_knows_what_the_reader_reads(language: str) -> None:
    is_age = re.compile(wordings_for(language).page_line, re.IGNORECASE)
    for days in (2, 14, 60, 800):
        text = format_timedelta(timedelta(days=-days), threshold=1, add_direction=True, locale=locale(language))
        assert is_age.match(text), text
    assert is_age.match(format_date(date(2024, 8, 7), "long", locale=locale(language)))


@pytest.mark.parametrize(
    ("language", "line", "age"),
    [
        ("de", "Vor 3 Wochen gesendet", (3, Unit.WEEK)),
        ("de", "Gesendet vor 1 Woche", (1, Unit.WEEK)),
        ("de", "Gestern gesendet", (1, Unit.DAY)),
        ("de", "Heute gesendet", (0, Unit.DAY)),
        ("pt-BR", "Enviado há 3 meses", (3, Unit.MONTH)),
        ("pt-BR", "Enviada ontem", (1, Unit.DAY)),
        ("fr", "Envoyée aujourd’hui", (0, Unit.DAY)),
        ("tr", "Dün gönderildi", (1, Unit.DAY)),
        ("ja", "3週間前に送信", (3, Unit.WEEK)),
        ("ja", "2 ヶ月前", (2, Unit.MONTH)),
        ("ar", "أُرسلت قبل يومين", (2, Unit.DAY)),
        ("he", "נשלחה לפני שבועיים", (2, Unit.WEEK)),
        ("nb", "Sendt for 2 dager siden", (2, Unit.DAY)),
    ],
)
def test_lines_of_other_languages_tell_their_age(language: str, line: str, age: tuple[int, Unit]) -> None:
    wordings = wordings_for(language)
    assert wordings.age(wordings.bare(line, Half.SENT)) == age


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "Am 10. August 2026 vernetzt"),
        ("tr", "Bağlantı tarihi: 10 Ağustos 2026"),
        ("ja", "2026年8月10日につながりました"),
        ("ru", "Контакт с 10 августа 2026 г."),
        ("pl", "Połączono 10 sierpnia 2026"),
        ("cs", "Spojeno 10. srpna 2026"),
        ("ko", "2026년 8월 10일에 연결됨"),
        ("th", "เชื่อมต่อเมื่อ 10 สิงหาคม 2569"),
        ("ar", "متصل منذ ١٠ أغسطس ٢٠٢٦"),
    ],
)
def test_lines_of_other_languages_tell_their_day(language: str, line: str) -> None:
    wordings = wordings_for(language)
    assert wordings.date(wordings.bare(line, Half.CONNECTIONS)) == (2026, 8, 10)


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "letzte Woche"), ("de", "in 3 Wochen"), ("de", "seit 3 Wochen"), ("de", "vor 3 Wochentagen"),
     ("fr", "il y a 3 m"), ("tr", "geçen gün"), ("ja", "今週"), ("de", "3 weeks ago"), ("de", "vor vielen Jahren")],
)  # fmt: skip
def test_what_tells_no_certain_age_is_left_unread(language: str, text: str) -> None:
    age = read_age(text, SEEN_AT, UTC, Half.SENT, wordings_for(language))
    assert age.span is None


@pytest.mark.parametrize("text", ["several days ago", "those days ago", "days ago"])
def test_an_english_number_that_is_not_known_is_none(text: str) -> None:
    assert ENGLISH.age(text) is None


def test_only_thai_dates_have_years_of_the_buddhist_calendar() -> None:
    german = wordings_for("de")
    assert german.date(german.bare("Am 10. August 2569 vernetzt", Half.CONNECTIONS)) == (2569, 8, 10)


def test_a_year_before_linkedin_tells_nothing() -> None:
    assert read_age("Am 10. August 1403 vernetzt", SEEN_AT, UTC, Half.CONNECTIONS, wordings_for("de")).span is None


@each_other
def test_no_two_ages_are_written_alike(language: str) -> None:
    wordings = wordings_for(language)
    texts = wordings.texts
    for text, unit in texts.counted.items():
        assert wordings.age(wordings.bare(text.replace("{}", "5"), Half.SENT)) == (5, unit), text
    for text, meaning in texts.fixed.items():
        assert wordings.age(text) == meaning, text


def test_english_stays_what_it_was_measured_to_be() -> None:
    assert wordings_for("en-US") is ENGLISH
    assert wordings_for("xx") is ENGLISH


@pytest.mark.parametrize("era", ["", "พ.ศ. ", "พ.ศ.", "พุทธศักราช "])
def test_a_thai_date_is_read_with_the_eras_that_there_are(era: str) -> None:
    thai = wordings_for("th")
    line = f"12 พฤศจิกายน {era}2569"
    assert thai.date(thai.bare(line, Half.SENT)) == (2026, 11, 12)


@pytest.mark.parametrize("era", ["abc", "ก่อน ค.ศ.", "สมชาย", "คศ"])
def test_other_words_within_a_thai_date_make_it_none(era: str) -> None:
    thai = wordings_for("th")
    line = f"12 พฤศจิกายน {era} 2569"
    assert thai.frame(line) is None
    assert thai.date(thai.bare(line, Half.SENT)) is None
