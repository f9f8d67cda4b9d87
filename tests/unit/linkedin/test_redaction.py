"""What a redaction keeps of a page, and what it puts in the place of all else."""

import re
from html import unescape
from random import Random

import pytest

from withdrawer.linkedin.redaction.linkedin_texts import KnownTexts, known_texts
from withdrawer.linkedin.redaction.outline import SHADOW, Element, Node, Outline, PageText
from withdrawer.linkedin.redaction.pseudonyms import Inventor
from withdrawer.linkedin.redaction.redact import Redacted, redact

KNOWN = known_texts("en")
WORD = re.compile(r"[^\W_]{4,}")


def redacted(*nodes: Node, rows: int = 0, known: KnownTexts = KNOWN) -> Redacted:
    return redact(Outline(nodes), known, Inventor(Random(7)), rows)


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
        ("Withdraw invitation sent to Ana Nueva", r"Withdraw invitation sent to (\w+ \w+)"),
        ("More actions for Ana Nueva", r"More actions for (\w+ \w+)"),
        ("Remove Ana Nueva as a connection?", r"Remove (\w+ \w+) as a connection\?"),
        ("Invitation to Ana Nueva withdrawn.", r"Invitation to (\w+ \w+) withdrawn\."),
    ],
)
def test_a_label_keeps_its_words_and_not_its_name(text: str, left: str) -> None:
    html = body(text, "Ana Nueva")
    found = re.search(f"<span>{left}</span>", html)
    assert found
    assert "Nueva" not in html
    assert f"<span>{found[1]}</span>" in html, "the same name everywhere gets the same invented one"


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


def test_a_name_gets_one_name_in_links_labels_pictures_and_genitives() -> None:
    html = redacted(
        Element(0, "div"),
        Element(1, "a", {"href": "https://www.linkedin.com/in/ana-nueva-4b2a91/?miniProfile=secret#top"}),
        Element(1, "img", {"alt": "Ana Nuevas Profilbild"}),
        Element(1, "p", {"aria-label": "ANA NUEVA’s profile picture"}),
        PageText(2, "Ana Nueva"),
        Element(1, "a", {"href": "/in/ana-nueva-4b2a91/"}),
    ).html
    first, last = re.findall(r">(\w+) (\w+)<", html)[0]
    assert f'alt="{first} {last}s ' in html
    assert f'aria-label="{first.upper()} {last.upper()}’' in html
    slugs = re.findall(r"/in/([^/]+)/", html)
    assert len(slugs) == 2
    assert slugs[0] == slugs[1]
    assert slugs[0].startswith(f"{first}-{last}-".lower())
    assert "secret" not in html


def test_two_people_stay_two_and_one_name_that_begins_another_still_does() -> None:
    names = re.findall(r"<span>([^<]+)</span>", body("Ana Nueva", "Ana Nueva Prima", "Ben Nueva"))
    assert names[1].startswith(f"{names[0]} ")
    assert names[2].split()[1] == names[0].split()[1]
    assert len(set(names)) == 3


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Милослава", "[а-яё]+"),
        ("山田太郎", "[一-鿿]+"),
        ("محمد", "[ء-ي]+"),
        ("Καλλιρρόη", "[α-ωά-ώς]+"),
        ("프랑수아", "[가-힣]+"),
    ],
)
def test_an_invented_name_is_in_the_script_of_the_one_it_stands_for(text: str, script: str) -> None:
    [name] = re.findall(r"<span>([^<]+)</span>", body(text))
    assert re.fullmatch(script, name, re.IGNORECASE)
    assert abs(len(name) - len(text)) <= 1


def test_a_name_without_spaces_is_found_within_a_longer_text() -> None:
    name, picture = re.findall(r"<span>([^<]+)</span>", body("山田太郎", "山田太郎的照片"))
    assert name in picture


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
    assert re.search(r'<(x-[a-z]+)><template shadowrootmode="open"><button>Withdraw</button></template></\1>', html)


def test_what_was_kept_is_counted() -> None:
    nodes = (
        Element(0, "p", {"role": "listitem"}),
        PageText(1, "Withdraw invitation sent to Ana"),
        PageText(1, "Ana, Withdraw"),
    )
    kept = redacted(*nodes, *nodes)
    assert kept.texts == {"Withdraw invitation sent to …": 2}
    assert kept.values == {"role=listitem": 2}
