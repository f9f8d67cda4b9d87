from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawer.linkedin.labels import ENGLISH
from withdrawer.linkedin.lists.rows import SeenRow, called_by, row_from, slug_of
from withdrawer.plan.people import Half, Row

NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
ANA = "https://www.linkedin.com/in/ana-nueva/"


def seen(
    *before: str,
    control: tuple[str, ...] = ("Withdraw invitation sent to Ana Nueva", "Withdraw"),
    links: tuple[str, ...] = (ANA,),
    after: tuple[str, ...] = (),
) -> SeenRow:
    return SeenRow(7, control, links, (), before, after)


def row(it: SeenRow, half: Half = Half.SENT) -> Row:
    return row_from(it, half, 3, NOW, ENGLISH)


@pytest.mark.parametrize(
    ("link", "slug"),
    [
        (ANA, "ana-nueva"),
        ("https://www.linkedin.com/in/ana-nueva?miniProfileUrn=urn%3Ali", "ana-nueva"),
        ("https://www.linkedin.com/in/ana-nueva#x", "ana-nueva"),
        ("https://de.linkedin.com/in/ana-nueva/", "ana-nueva"),
        ("https://linkedin.com/in/ana-nueva", "ana-nueva"),
        ("https://WWW.LINKEDIN.COM/in/Ana", "Ana"),
        ("https://www.linkedin.com/in/%D0%B0%D0%BD%D0%BD%D0%B0/", "анна"),
        ("https://www.linkedin.com/in/анна/", "анна"),
        ("https://www.linkedin.com/in/100%25/", "100%"),
        ("https://www.linkedin.com/in/", ""),
        ("https://www.linkedin.com/company/ana-nueva/", ""),
        ("https://www.linkedin.com/in/ana-nueva/overlay/contact-info/", ""),
        ("https://www.linkedin.com/feed/?to=/in/ana-nueva/", ""),
        ("https://linkedin.com.example.org/in/ana-nueva/", ""),
        ("https://evil-linkedin.com/in/ana-nueva/", ""),
        ("https://www.linkedin.com@example.org/in/ana-nueva/", ""),
        ("/in/ana-nueva/", ""),
        ("mailto:ana@example.org", ""),
        ("", ""),
    ],
)
def test_a_slug_is_read_from_profile_links_of_linkedin_only(link: str, slug: str) -> None:
    assert slug_of(link) == slug


@given(st.text("abcдαλ한文-0123 %/?#", min_size=1, max_size=20).filter(lambda it: it.strip("/")))
def test_a_slug_that_was_encoded_is_decoded_exactly_once(slug: str) -> None:
    from urllib.parse import quote

    assert slug_of(f"https://www.linkedin.com/in/{quote(slug, safe='')}/?x=1") == slug


def test_a_row_of_an_invitation_is_read() -> None:
    it = row(seen("Ana Nueva", "Painter at Example", "Sent 3 weeks ago", after=("Message", "Hello Ana!")))
    assert it == Row(
        Half.SENT, "ana-nueva", "", "Ana Nueva", "Painter at Example", "Sent 3 weeks ago", "Message Hello Ana!", 3, NOW
    )


def test_a_row_of_a_connection_is_read_and_has_no_note() -> None:
    it = seen(
        "Ana Nueva", "Painter", "Connected on August 7, 2024", control=("Show more actions for Ana Nueva",),
        after=("Message",),
    )  # fmt: skip
    assert row(it, Half.CONNECTIONS) == Row(
        Half.CONNECTIONS, "ana-nueva", "", "Ana Nueva", "Painter", "Connected on August 7, 2024", "", 3, NOW
    )


def test_an_age_after_the_control_is_found_and_is_no_note() -> None:
    it = row(seen("Ana Nueva", "Painter", after=("Sent yesterday", "A note")))
    assert (it.age, it.note, it.headline) == ("Sent yesterday", "A note", "Painter")


def test_of_several_lines_that_look_like_an_age_the_last_is_it() -> None:
    it = row(seen("Today", "Yesterday", "Sent 3 weeks ago", control=("Withdraw",)))
    assert (it.name, it.headline, it.age) == ("Today", "Yesterday", "Sent 3 weeks ago")


def test_a_row_without_an_age_has_none() -> None:
    assert row(seen("Ana Nueva", "Painter")).age == ""


def test_a_row_that_links_to_two_people_is_nobodys() -> None:
    both = (ANA, "https://www.linkedin.com/in/bob/")
    it = row(seen("Ana Nueva", "Sent today", links=both))
    assert (it.slug, it.address) == ("", "")


def test_a_row_that_links_to_one_person_twice_is_theirs() -> None:
    assert row(seen("Ana Nueva", "Sent today", links=(ANA, f"{ANA}?x=1"))).slug == "ana-nueva"


def test_a_row_of_a_page_is_nobodys_also_where_it_shows_an_address() -> None:
    page = ("https://www.linkedin.com/company/example/",)
    it = row(seen("sales@example.org", "Sent today", links=page))
    assert (it.slug, it.address) == ("", "")


def test_an_invitation_by_email_has_its_address() -> None:
    it = row(seen("ana@example.org", "Sent today", links=(), control=("Withdraw invitation sent to ana@example.org",)))
    assert (it.slug, it.address, it.name) == ("", "ana@example.org", "ana@example.org")


def test_the_name_on_the_control_counts_unless_the_profile_link_says_another() -> None:
    assert row(seen("Connection since", "Ana Nueva", "Sent today")).name == "Ana Nueva"
    assert row(seen("Sent today")).name == "Ana Nueva"
    assert row(seen("Top voice", "Sent today")).name == "Ana Nueva"
    assert row(msgspec.structs.replace(seen("Bob", "Sent today"), linked=("Bob",))).name == "Bob"


@pytest.mark.parametrize(
    ("names", "called"),
    [
        (("Withdraw", "Withdraw invitation sent to Ana Nueva"), "Ana Nueva"),
        (("Withdrawn invitation sent to Ana Nueva",), "Ana Nueva"),
        (("WITHDRAW INVITATION SENT TO Ana",), "Ana"),
        (("Withdraw",), ""),
        (("Message Ana",), ""),
        ((), ""),
    ],
)
def test_a_control_names_its_person(names: tuple[str, ...], called: str) -> None:
    assert called_by(names, ENGLISH.withdraw) == called


texts = st.text(max_size=15)


@given(st.lists(texts, max_size=5), st.lists(texts, max_size=3), st.lists(texts, max_size=3), st.sampled_from(Half))
def test_whatever_a_row_says_it_is_read_without_an_error(
    before: list[str], after: list[str], control: list[str], half: Half
) -> None:
    it = row(seen(*before, control=tuple(control), after=tuple(after)), half)
    assert it.slug == "ana-nueva"
    assert it.age == "" or it.age in (*before, *after)


def of_nobody(name: str, *lines: str, links: tuple[str, ...] = ()) -> SeenRow:
    control = (f"Withdraw invitation sent to {name}", "Withdraw")
    return seen(name, *lines, "Sent 3 weeks ago", control=control, links=links)


def test_a_phone_number_in_the_place_of_the_name_is_the_address_of_a_row_without_a_profile() -> None:
    assert row(of_nobody("+44 20\u00a07946  0•••")).key == "+44 20 7946 0•••"
    assert row(of_nobody("+44 20 7946 0•••", links=(ANA,))).key == "ana-nueva"


@pytest.mark.parametrize("number", ["2019 - 2024", "+44 20 7946 0958", "12 345", "1,204"])
def test_a_number_elsewhere_in_a_row_is_nobodys_address(number: str) -> None:
    assert row(of_nobody("Paperlantern Works", number)).key == ""


def test_a_member_whom_linkedin_does_not_show_is_told_from_a_page() -> None:
    page = "https://www.linkedin.com/company/paperlantern/"
    assert row(of_nobody("LinkedIn Member")).is_hidden
    assert row(of_nobody("Membre de LinkedIn")).is_hidden
    hidden = row(of_nobody("LinkedIn Member", links=(ANA,)))
    assert (hidden.key, hidden.is_hidden) == ("", True)
    assert not row(of_nobody("Paperlantern Works", links=(page,))).is_hidden
    assert not row(of_nobody("ana@example.org")).is_hidden
