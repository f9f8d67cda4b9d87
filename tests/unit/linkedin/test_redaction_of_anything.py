"""Nothing of a page outlives its redaction but what the tables name, whatever the page is."""

import re
import unicodedata
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from withdrawer.linkedin.redaction import allowlist as markup
from withdrawer.linkedin.redaction.linkedin_texts import known_texts
from withdrawer.linkedin.redaction.outline import Element, Node, Outline, PageText
from withdrawer.linkedin.redaction.placeholders import Placeholders
from withdrawer.linkedin.redaction.redact import redact

WORD = re.compile(r"[^\W_]{4,}")


def words_in(html: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(unescape(html))}


names = st.one_of(
    st.text(min_size=1, max_size=40),
    st.sampled_from(["Withdraw", "Sent", "Sent Ago", "Remove", "Cancel", "People (3)", "Yesterday", "Recently"]),
    st.from_regex(r"\A[A-Za-z]{4,12}( [A-Za-z]{4,12}){0,2}\Z"),
)
texts = st.one_of(
    names,
    names.map(lambda name: f"Withdraw invitation sent to {name}"),
    names.map(lambda name: f"Connected on {name} 7, 2024"),
    names.map(lambda name: f"Sent {name} ago"),
    names.map(lambda name: f"Remove {name} as a connection"),
)
attributes = st.dictionaries(
    st.sampled_from(sorted({*markup.TEXTS, *markup.IDS, *markup.OWN, *markup.FLAGS, *markup.VALUES, "href", "src"}))
    | st.from_regex(r"\Adata-[a-z]{4,9}\Z"),
    texts | names.map(lambda name: f"https://www.linkedin.com/in/{name}/?x={name}") | st.just("true"),
    max_size=4,
)  # fmt: skip
nodes = st.lists(
    st.one_of(
        st.builds(PageText, st.integers(0, 5), texts),
        st.builds(Element, st.integers(0, 5), st.sampled_from(["div", "a", "p", "who-else"]), attributes, names),
    ),
    max_size=25,
)  # fmt: skip

LABEL_WORDS = words_in(
    "withdraw withdrawn invitation sent show more actions for remove connection as connections from your network "
    "cancel dismiss close people sent pending invitations recently added load results unable failed something went "
    "wrong no to today yesterday just now one second minute hour day week month year seconds minutes hours days weeks "
    "months years ago connected on january february march april june july august september october november december "
    "sept"
)
STRUCTURE = words_in(
    " ".join((*markup.TAGS, *markup.TEXTS, *markup.IDS, *markup.OWN, *markup.FLAGS, *markup.VALUES, *markup.STYLES))
    + " ".join((*markup.KNOWN_VALUES, *markup.KNOWN_STARTS, *markup.STEPS, "DOCTYPE charset www linkedin com example"))
    + " ".join(value for values in markup.VALUES.values() for value in values)
    + " doctype charset linkedin example href template shadowrootmode open style mailto https true "
)


@settings(max_examples=40)
@given(nodes)
def test_no_word_of_any_page_outlives_its_redaction_but_those_of_the_tables(page: list[Node]) -> None:
    own = set[str]()
    for node in page:
        said = (node.text,) if isinstance(node, PageText) else (node.tag, node.style, *node.attributes.values())
        own |= words_in(" ".join(said))
    left = words_in(redact(Outline(tuple(page)), known_texts("en")).html)
    assert own & left <= LABEL_WORDS | STRUCTURE | {word for word in own if re.fullmatch("[0-9]{4}", word)}


@settings(max_examples=40)
@given(names, names)
def test_what_differs_differs_still(one: str, other: str) -> None:
    placeholders = Placeholders((one, other))
    same = _compared(one) == _compared(other)
    if not any(letter not in " ~" and not letter.isalnum() for letter in one + other):
        assert (placeholders.text(one) == placeholders.text(other)) == same


def _compared(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
