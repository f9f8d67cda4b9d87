import re
from dataclasses import asdict, astuple, fields

import pytest

from withdrawer.errors import Exit, PageNotUnderstood
from withdrawer.linkedin.labels import ENGLISH, TABLES, UNKNOWN, Labels, known_labels, labels_for
from withdrawer.linkedin.lists.page_script import hints_of
from withdrawer.plan.half import Half


def says(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


@pytest.mark.parametrize("language", ["en", "en-US", "en_GB", " EN "])
def test_english_is_known_however_it_is_written(language: str) -> None:
    assert labels_for(language) is ENGLISH


@pytest.mark.parametrize("language", ["xx", "", "eng", "klingon"])
def test_another_language_is_a_page_that_is_not_understood(language: str) -> None:
    with pytest.raises(PageNotUnderstood) as error:
        labels_for(language)
    assert error.value.exit_code is Exit.NOT_UNDERSTOOD
    assert "Set LinkedIn's language to English" in error.value.hint


@pytest.mark.parametrize("labels", TABLES.values(), ids=TABLES)
def test_every_pattern_of_a_table_can_be_read(labels: Labels) -> None:
    assert all(astuple(labels))
    for pattern in astuple(labels)[1:]:
        re.compile(pattern)


@pytest.mark.parametrize("labels", TABLES.values(), ids=TABLES)
def test_a_label_without_evidence_matches_nothing(labels: Labels) -> None:
    known = asdict(ENGLISH) if labels is ENGLISH else known_labels(labels.language)
    for name, pattern in asdict(labels).items():
        if name not in {"language", "sent_age", "connected_age", *known}:
            assert pattern == UNKNOWN
            assert not any(says(pattern, text) for text in ("", "Withdraw", "Retirer", "取り消す"))


@pytest.mark.parametrize(
    ("tag", "language"),
    [("de-DE", "de"), ("pt_BR", "pt"), ("zh-TW", "zh-Hant"), ("zh-CN", "zh-Hans"), ("no", "nb"), ("iw", "he")],
)
def test_a_language_is_known_however_the_page_names_it(tag: str, language: str) -> None:
    assert labels_for(tag).language == language


@pytest.mark.parametrize(
    ("language", "name", "text", "group"),
    [
        ("de", "withdraw", "Einladung an Jo Doe zurückziehen", "Jo Doe"),
        ("de", "sent_count", "Personen (1.052)", "1.052"),
        ("de", "connection_count", "642 Kontakte", "642"),
        ("fr", "withdraw", "Retirer l'invitation envoyée à Jo Doe", "Jo Doe"),
        ("fr", "sent_count", "Personnes (1\u202f412)", "1\u202f412"),
        ("pt", "withdraw", "Retirar convite enviado a Jo Doe", "Jo Doe"),
        ("tr", "menu", "Jo Doe için diğer işlemler", "Jo Doe"),
        ("tr", "connection_count", "\u200f1.217 bağlantı", "1.217"),
    ],
)
def test_labels_of_other_languages_hold_the_name_or_the_number(language: str, name: str, text: str, group: str) -> None:
    match = re.match(getattr(TABLES[language], name), text, re.IGNORECASE)
    assert match is not None
    assert group in match.groups()


@pytest.mark.parametrize("language", [language for language in TABLES if known_labels(language)])
def test_what_acts_is_in_no_language_what_cancels(language: str) -> None:
    labels = TABLES[language]
    for form in known_labels(language)["dismiss"].forms if "dismiss" in known_labels(language) else ():
        assert not any(says(it, form) for it in (labels.withdraw, labels.remove_item, labels.remove_confirm))


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("withdraw", ["Withdraw", "Withdraw invitation sent to Ana", "Withdrawn invitation sent to Ana"]),
        ("menu", ["More actions", "Show more actions", "Show more actions for Ana Nueva"]),
        ("remove_item", ["Remove connection"]),
        ("remove_confirm", ["Remove", "Remove connection"]),
        ("dismiss", ["Cancel", "Dismiss", "Close"]),
        ("sent_age", ["Sent today", "Sent yesterday", "3 weeks ago", "Sent 1 day ago", "Sent a month ago"]),
        ("connected_age", ["Connected on August 7, 2024", "Connected on 7 August 2024", "Connected 2 days ago"]),
        ("sent_count", ["People (1,412)", "People (0)", "People (1.412)", "People (1\u202f412)"]),
        ("connection_count", ["1,412 connections", "1 connection"]),
        ("newest_first", ["Recently added"]),
        ("withdrawn_toast", ["Invitation to Ana Nueva withdrawn"]),
        ("failed_toast", ["Unable to withdraw invitation", "Something went wrong. Please try again."]),
    ],
)
def test_linkedins_own_words_are_known(name: str, texts: list[str]) -> None:
    for text in texts:
        assert says(getattr(ENGLISH, name), text), text


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("withdraw", ["Cancel", "Withdraw application", "Message Ana", "Don't withdraw", "Withdrawal Ltd"]),
        ("menu", ["More", "Fewer actions", "Ana's more actions"]),
        ("remove_item", ["Report / Block", "Unfollow", "Remove", "Remove connections"]),
        ("remove_confirm", ["Cancel", "Don't remove", "Remove all connections"]),
        (
            "sent_age",
            ["Painter since 3 weeks ago", "Connected on August 7, 2024", "Sent", "3 weeks", "Today's special"],
        ),
        ("connected_age", ["Sent today", "Connected", "August 7, 2024"]),
        ("sent_count", ["Pages (3)", "People", "People you may know (12)"]),
        ("connection_count", ["500+ connections", "12 mutual connections", "connections"]),
        ("failed_toast", ["Invitation to Ana Nueva withdrawn"]),
    ],
)
def test_other_words_are_not_taken_for_them(name: str, texts: list[str]) -> None:
    for text in texts:
        assert not says(getattr(ENGLISH, name), text), text


def test_what_acts_is_never_what_cancels() -> None:
    for acting in (ENGLISH.withdraw, ENGLISH.remove_item, ENGLISH.remove_confirm):
        for cancelling in ("Cancel", "Dismiss", "Close"):
            assert not says(acting, cancelling)
    for acting in ("Withdraw", "Remove", "Remove connection"):
        assert not says(ENGLISH.dismiss, acting)


def test_a_table_names_its_language() -> None:
    assert fields(Labels)[0].name == "language"
    assert all(table.language == language for language, table in TABLES.items())


def test_what_is_not_known_is_no_hint_so_that_the_page_tells_by_its_shape() -> None:
    hints = hints_of(Half.SENT, TABLES["ja"])
    assert hints["more"] == hints["next"] == hints["count"] == ""
    assert hints["control"] == UNKNOWN
    assert all(hints_of(half, ENGLISH)["more"] for half in Half)
