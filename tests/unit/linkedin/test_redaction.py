"""What a redaction keeps of a page, and what it puts in the place of all else."""

import re
from html import unescape

import pytest

from withdrawer.linkedin.redaction.linkedin_texts import KnownTexts, known_texts
from withdrawer.linkedin.redaction.outline import SHADOW, Element, Node, Outline, PageText
from withdrawer.linkedin.redaction.redact import Redacted, redact
from withdrawer.plan.phones import is_masked, is_phone

KNOWN = known_texts("en")
WORD = re.compile(r"[^\W_]{4,}")


def redacted(*nodes: Node, rows: int = 0, known: KnownTexts = KNOWN) -> Redacted:
    return redact(Outline(nodes), known, rows)


def body(*lines: str, **attributes: str) -> str:
    """The HTML that is left of one element with these texts in it, each in a span."""
    spans = [node for line in lines for node in (Element(1, "span"), PageText(2, line))]
    return redacted(Element(0, "div", attributes), *spans).html


def words_in(html: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(unescape(html))}


@pytest.mark.parametrize(
    "text",
    ["Withdraw", "Sent 3 weeks ago", "Connected on August 7, 2024", "Recently added", "Remove connection", "Yesterday"],
)
def test_labels_and_ages_stay_as_they_are(text: str) -> None:
    assert f"<span>{text}</span>" in body(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Withdraw invitation sent to Ana Nueva", r"Withdraw invitation sent to (Text[A-Z]+)"),
        ("More actions for Ana Nueva", r"More actions for (Text[A-Z]+)"),
        ("Remove Ana Nueva as a connection?", r"Remove (Text[A-Z]+) as a connection\?"),
        ("Invitation to Ana Nueva withdrawn.", r"Invitation to (Text[A-Z]+) withdrawn\."),
    ],
)
def test_a_label_keeps_its_words_and_not_its_name(text: str, left: str) -> None:
    html = body(text, "Ana Nueva")
    found = re.search(f"<span>{left}</span>", html)
    assert found
    assert "Nueva" not in html
    assert f"<span>{found[1]}</span>" in html, "the same name has the same number everywhere"


@pytest.mark.parametrize(
    "text", ["Connected on Walter 10, 2024", "Sent with love", "withdraw Ana", "12 Anaconnections"]
)
def test_what_only_looks_like_a_label_does_not_stay(text: str) -> None:
    assert not {"walter", "love", "anaconnections"} & words_in(body(text))
    assert text not in body(text)


@pytest.mark.parametrize(
    ("language", "text", "left"),
    [
        ("de", "Vor 3 Wochen gesendet", "Vor 3 Wochen"),
        ("de", "Anna Berger vor 3 Wochen", "vor 3 Wochen"),
        ("de", "Einladung an Anna Berger zurückziehen", "Einladung an "),
        ("fr", "Anna Berger, il y a 2 semaines", "il y a 2 semaines"),
        ("ja", "2025年10月24日につながりました", "2025年10月24日"),
    ],
)
def test_in_another_language_its_ages_and_labels_stay_and_nothing_beside_them(
    language: str, text: str, left: str
) -> None:
    html = redacted(Element(0, "p"), PageText(1, text), known=known_texts(language)).html
    assert left in html
    assert text not in html
    assert not {"anna", "berger", "gesendet", "つながりました"} & words_in(html)


def test_a_label_that_is_split_over_elements_stays() -> None:
    html = body("Sent ", "3 weeks", " ago")
    assert "<span>Sent </span><span>3 weeks</span><span> ago</span>" in html


def test_a_name_has_one_number_in_labels_pictures_and_genitives_and_an_address_one_in_links() -> None:
    html = redacted(
        Element(0, "div"),
        Element(1, "a", {"href": "https://www.linkedin.com/in/ana-nueva-4b2a91/?miniProfile=secret#top"}),
        Element(1, "img", {"alt": "Ana Nuevas Profilbild"}),
        Element(1, "p", {"aria-label": "ANA NUEVA’s profile picture"}),
        PageText(2, "Ana Nueva"),
        Element(1, "button", {"aria-label": "Withdraw invitation sent to Ana Nueva"}),
        Element(1, "a", {"href": "/in/ana-nueva-4b2a91/"}),
        Element(1, "a", {"href": "/in/ben-nueva/"}),
    ).html
    [name] = re.findall(r"<p [^>]+>(Text[A-Z]+)", html)
    assert f'alt="{name}Text' in html
    assert f'aria-label="{name}’' in html
    assert f"sent to {name}" in html
    assert re.findall(r"/in/(\w+)/", html) == ["id1", "id1", "id2"]


def test_two_people_stay_two_and_one_name_that_begins_another_still_does() -> None:
    names = re.findall(r"<span>([^<]+)</span>", body("Ana Nueva", "Ana Nueva Prima", "Ben Nueva", "Anabel Nueva"))
    assert names[1].startswith(f"{names[0]} ")
    assert [bool(re.fullmatch(r"Text[A-Z]+", name)) for name in names] == [True, False, True, True]
    assert len(set(names)) == 4


def test_a_first_name_that_stands_alone_is_the_first_word_of_the_whole_name() -> None:
    first, whole = re.findall(r"<span>([^<]+)</span>", body("Remove Ana as a connection?", "Ana Nueva"))
    assert first == f"Remove {whole.split()[0]} as a connection?"


def test_no_placeholder_is_a_part_of_another() -> None:
    made = re.findall(r"<span>([^<]+)</span>", body(*(f"Person {number}" for number in range(120))))
    assert len(set(made)) == 120
    assert not [(one, other) for one in made for other in made if one != other and one in other]


@pytest.mark.parametrize(
    ("name", "around"), [("山田太郎", "山田太郎的照片"), ("Anna", "Annaさん"), ("프랑수아", "프랑수아님")]
)
def test_a_name_without_spaces_around_it_is_found_within_a_longer_text(name: str, around: str) -> None:
    alone, within = re.findall(r"<span>([^<]+)</span>", body(name, around))
    assert within.startswith(alone)
    assert within != alone


@pytest.mark.parametrize("times", [3, 400, 1999])
def test_a_text_that_repeats_another_is_replaced_however_often(times: int) -> None:
    alone, repeated = re.findall(r"<span>([^<]+)</span>", body("하하", "하" * times))
    assert alone != repeated
    assert "하" not in repeated


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ana@nueva.example", r"mail\d+@example\.org"),
        ("Ana <ana@nueva.example>", r"Text[A-Z]+ &lt;mail\d+@example\.org&gt;"),
        ("+49 123 4567890", r"\+1 555 555 \d+"),
        ("+49 ••• •••7890", r"\+1 ••• ••• \d+"),
        ("  Ana\n Nueva · 2nd!", r" Text[A-Z]+!"),
        ("💚", "•"),
    ],
)
def test_addresses_and_numbers_stay_what_they_are(text: str, left: str) -> None:
    [span] = re.findall(r"<span>([^§]+)</span>", body(text))
    assert re.fullmatch(left, span)
    if text.startswith("+"):
        assert (is_phone(span), is_masked(span)) == (True, is_masked(text))


@pytest.mark.parametrize(
    ("count", "rows", "left"), [("1,412", 10, "9,999"), ("4", 10, "4"), ("٤٢", 10, "٩٩"), ("0", 0, "0")]
)
def test_a_count_is_told_only_as_far_as_the_page_shows_its_rows(count: str, rows: int, left: str) -> None:
    html = redacted(
        Element(0, "a"), PageText(1, "People ("), Element(1, "b"), PageText(2, count), PageText(1, ")"), rows=rows
    ).html
    assert f"People (<b>{left}</b>)" in html


@pytest.mark.parametrize(
    ("address", "left"),
    [
        ("https://www.linkedin.com/mynetwork/invitation-manager/sent/", "https://www.linkedin.com/mynetwork/invitation-manager/sent/"),
        ("https://canary.example/in/canary", "https://example.com/"),
        ("https://linkedin.com.canary.example/in/canary", "https://example.com/"),
        ("javascript:canary()", "#"),
        ("data:text/html,canary", "#"),
        ("//canary.example/x", "https://example.com/"),
        ("http://[canary", "#"),
        ("/in/me/", "/in/me/"),
    ],
)  # fmt: skip
def test_links_keep_their_steps_and_lose_whom_they_lead_to(address: str, left: str) -> None:
    assert f'href="{left}"' in body(href=address)


@pytest.mark.parametrize(
    "element",
    [
        Element(0, "input", {"type": "hidden", "name": "canaryname", "value": "canaryvalue"}),
        Element(0, "input", {"type": "text", "value": "canarytyped"}),
        Element(0, "img", {"src": "canary.png", "srcset": "canary 2x", "data-canary": "canaryvalue"}),
        Element(0, "canary-card", {"role": "canaryrole", "lang": "canary", "style": "--canary: 1"}, "canary:x"),
        Element(0, "div", {"class": "canaryclass x", "id": "canaryid", "onclick": "canary()", "canary": "1"}),
        Element(0, "script"),
        Element(0, "div", {"data-testid": "canary", "componentkey": "ConnectionCard_0-canary", "tabindex": "canary1"}),
        Element(0, "a", {"href": "/in/canary?x=canary#canary", "download": "canary.pdf", "ping": "/canary"}),
        Element(0, "div", {"aria-label": "canary", "title": "canary", "alt": "canary", "aria-labelledby": "canary c"}),
    ],
)  # fmt: skip
def test_no_attribute_and_no_tag_carries_anything_through(element: Element) -> None:
    assert (
        "canary" not in redacted(element, PageText(1, "canary"), Element(1, SHADOW), PageText(2, "canary")).html.lower()
    )


def test_an_element_that_is_dropped_goes_with_all_in_it() -> None:
    html = redacted(
        Element(0, "div"), Element(1, "svg"), Element(2, "symbol"), PageText(3, "gone"), Element(1, "p")
    ).html
    assert html == "<!DOCTYPE html>\n<div><svg></svg><p></p></div>\n"


def test_a_shadow_root_is_kept_as_a_declared_one() -> None:
    html = redacted(Element(0, "my-row"), Element(1, SHADOW), Element(2, "button"), PageText(3, "Withdraw")).html
    assert re.search(r'<(x-id1)><template shadowrootmode="open"><button>Withdraw</button></template></\1>', html)


def test_what_was_kept_is_counted() -> None:
    nodes = (
        Element(0, "p", {"role": "listitem"}),
        PageText(1, "Withdraw invitation sent to Ana"),
        PageText(1, "Ana, Withdraw"),
    )
    kept = redacted(*nodes, *nodes)
    assert kept.texts == {"Withdraw invitation sent to …": 2}
    assert kept.values == {"role=listitem": 2}
