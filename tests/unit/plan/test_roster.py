"""Who a line of a keep list names, in people's own ways to write one."""

from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from withdrawer.errors import UsageError
from withdrawer.plan.keep.keep_rules import KeepRules, RuleIndex, strict_form
from withdrawer.plan.keep.rule_tables import read_rule_file, read_rule_table
from withdrawer.plan.keep.written_lists import read_people, read_rule_lines
from withdrawer.plan.person_rules import Pointer

from .making import pending

ANA, BEN, CLEO = (
    pending(f"x-{number}", name=name) for number, name in enumerate(("Ana Nueva", "Ben Okafor", "Cleo Sand"))
)
STRANGER = pending("doro-fremd", name="Doro Fremd")


def keep(text: str) -> KeepRules:
    return KeepRules(read_people(text, "--keep"))


@pytest.mark.parametrize(
    "line",
    [
        "Ana Nueva, Ben Okafor",
        "Ana Nueva; Ben Okafor",
        "Ana Nueva,Ben Okafor,",
        "Ana Nueva | Ben Okafor",
        "Ana Nueva & Ben Okafor",
        "Ana Nueva / Ben Okafor",
        "Ana Nueva and Ben Okafor",
        "Ana Nueva • Ben Okafor",
        "Ana Nueva + Ben Okafor",
        "Ana Nueva -> Ben Okafor",
        "Ana Nueva → Ben Okafor",
        "Ana Nueva or Ben Okafor",
        "Ana Nueva y Ben Okafor",
        "Ana Nueva og Ben Okafor",
        "Ana Nueva и Ben Okafor",
        "Ana Nueva/Ben Okafor",
        "1) Ana Nueva 2) Ben Okafor",
        "1. Ana Nueva 2. Ben Okafor",
        "Ana Nueva #OpenToWork, Ben Okafor",
        "#1 Ana Nueva, #2 Ben Okafor",
        "Ana Nueva, PhD, Ben Okafor, MBA",
        "Ana Nueva (she/her), Ben Okafor (he/him)",
        "Ana Nueva (Ben Okafor)",
        "Ana Nueva <ana@example.com>, Ben Okafor <ben@example.com>",
        '"Nueva, Ana" <ana@example.com>; "Okafor, Ben" <ben@example.com>',
        "Nueva, Ana <ana@example.com>; Okafor, Ben <ben@example.com>",
        "Nueva, Ana, Okafor, Ben",
        "“Ana Nueva”，“Ben Okafor”",
    ],
)
def test_all_that_a_line_names_are_kept(line: str) -> None:
    rules = keep(line)
    assert rules.reason(ANA)
    assert rules.reason(BEN)
    assert rules.reason(STRANGER) is None
    assert rules.unmatched([ANA, BEN]) == ()


@pytest.mark.parametrize(
    "line",
    [
        "Okafor, Ben",
        "Okafor, Ben, PhD",
        "OKAFOR, Dr. Ben",
        "Okafor,Ben,she/her",
        "Ben Okafor, she / her",
        "Ben Okafor, Jr.",
        "Ben Okafor, MD, MBA",
        "Ben Okafor <ben@example.com>",
        '"Ben Okafor" <ben@example.com>;',
        "'Ben Okafor' <ben@example.com>",
        "ben@example.com (Ben Okafor)",
        "Ben Okafor <mailto:ben@example.com?subject=Hello>",
        "1. Ben Okafor",
        "1) Ben Okafor",
        "2.Ben Okafor",
        "- Ben Okafor",
        "-Ben Okafor",
        "• Ben Okafor",
        "* [ ] Ben Okafor",
        "Ben Okafor\thttps://www.linkedin.com/in/ben-okafor",
        "Ben\tOkafor\thttps://www.linkedin.com/in/ben-okafor",
        "Ben Okafor - https://www.linkedin.com/in/ben-okafor",
        "Ben Okafor: linkedin.com/in/ben-okafor",
        "https://www.linkedin.com/in/ben-okafor Ben Okafor",
        "[Ben Okafor](https://www.linkedin.com/in/ben-okafor/)",
    ],
)
def test_one_person_is_kept_however_they_are_written(line: str) -> None:
    rules = keep(line)
    assert rules.reason(BEN)
    assert rules.reason(ANA) is rules.reason(STRANGER) is None
    assert rules.unmatched([BEN]) == ()
    if "@" in line:
        assert rules.reason(pending("ben@example.com", name=""))
    if "/in/" in line:
        assert rules.reason(pending("ben-okafor", name="Somebody Else"))


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("García Márquez, Gabriel José", "Gabriel José García Márquez"),
        ("van der Berg, Jan", "Jan van der Berg"),
        ("van der Berg, Jan <jan@example.com>", "Jan van der Berg"),
        ("Kim, Do", "Do Kim"),
        ("Yun, MA", "Ma Yun"),
        ("Jones, KC", "KC Jones"),
        ("Silva, Junior", "Junior Silva"),
        ("Ali, Md.", "Md. Ali"),
        ("Ben Okafor Jr.", "Ben Okafor"),
        ("Ben Okafor", "Ben Okafor MD"),
        ("Ben Okafor MD", "Ben Okafor"),
        ("Ben Okafor", "Ben Okafor MA"),
        ("Ben Okafor", "Ben Okafor MBA, MA"),
        ("Ben Okafor", "Okafor, Ben"),
    ],
)
def test_the_order_of_a_name_and_what_stands_beside_it_make_no_difference(line: str, name: str) -> None:
    assert keep(line).reason(pending("somebody", name=name))
    assert keep(line).unmatched([pending("somebody", name=name)]) == ()


def test_where_all_is_in_capitals_what_follows_a_comma_may_be_a_name() -> None:
    rules = keep("TRAN THI, MA")
    assert rules.reason(pending("somebody", name="Ma Tran Thi"))
    assert rules.unmatched([pending("somebody", name="Ma Tran Thi")]) == ()
    assert keep("BEN OKAFOR, MD").unmatched([BEN]) == ()


def test_two_slugs_with_a_comma_are_two_people() -> None:
    rules = keep("ana-nueva, ben-okafor")
    assert rules.reason(pending("ana-nueva", name=""))
    assert rules.reason(pending("ben-okafor", name=""))
    assert ", ".join(map(str, rules.unmatched([pending("ana-nueva", name="")]))) == "ben-okafor"


def test_who_of_a_line_is_met_by_nobody_is_told_apart() -> None:
    assert ", ".join(map(str, keep("Ana Nueva, Ben Okafro").unmatched([ANA, BEN]))) == "Ben Okafro"
    assert ", ".join(map(str, keep("Okafor, Ben").unmatched([ANA]))) == "Okafor, Ben"
    assert ", ".join(map(str, keep("Ana Nueva <ana@example.com>").unmatched([BEN]))) == "Ana Nueva <ana@example.com>"


@pytest.mark.parametrize("line", ["", " ", "-", "---", ",;", "( )", '""'])
def test_what_holds_no_name_is_refused(line: str) -> None:
    with pytest.raises(UsageError, match="--keep: no name in"):
        keep(line)


@pytest.mark.parametrize("line", ["Ana Nueva <https://example.org/ana>", "Ana, linkedin.com/company/acme"])
def test_an_address_of_something_else_is_refused_whatever_stands_beside_it(line: str) -> None:
    with pytest.raises(UsageError, match="not the address of a person's profile"):
        keep(line)


@pytest.mark.parametrize("text", ["", "\n\n", "# nobody\n", "---\n***\n"])
def test_a_file_from_which_nothing_comes_is_an_error_that_names_it(text: str) -> None:
    with pytest.raises(UsageError, match=r"friends\.txt names nobody"):
        read_rule_lines(text, "friends.txt")


@pytest.mark.parametrize(
    "text",
    [
        "#1 Ana Nueva\n#2 Ben Okafor\n#3 Cleo Sand\n",
        "#1. Ana Nueva\n#2: Ben Okafor\n# Doro Fremd\n#\n## Doro Fremd\nCleo Sand #3\n",
        "Ana Nueva #OpenToWork, Ben Okafor\n#Cleo Sand # Doro Fremd\n",
    ],
)
def test_a_sign_that_starts_no_comment_drops_nobody(text: str) -> None:
    rules = KeepRules(read_rule_lines(text, "friends.txt"))
    assert all(map(rules.reason, (ANA, BEN, CLEO)))
    assert rules.reason(STRANGER) is None
    assert rules.unmatched([ANA, BEN, CLEO]) == ()


@pytest.mark.parametrize(
    "name", ["José Ortega y Gasset", "Ana E Nueva", "Sven Och", "AC/DC Nueva", "Ana Nueva 2. Sand"]
)
def test_a_name_that_looks_parted_is_heard_whole_too(name: str) -> None:
    assert keep(name).reason(pending("somebody", name=name))


SPELLINGS = [
    ["Ben O'Kafor", "Ben O’Kafor", "Ben OʼKafor", "Ben O`Kafor", "Ben O´Kafor", "Ben O‘Kafor", "Ben O＇Kafor"],
    ["José Núñez", "Jose Nunez", "JOSE\u0301 NU\u0301N\u0303EZ"],
    ["Jörg Müller", "Joerg Mueller", "Jorg Muller", "JÖRG MÜLLER"],
    ["Jürgen Groß", "Juergen Gross", "Jurgen Groß", "JÜRGEN GROSS", "JÜRGEN GROẞ"],
    ["Søren Ågård", "Soeren Aagaard", "Soren Agard", "Sören Ågård"],
    ["Ærø Kjær", "Aeroe Kjaer", "Æroe Kjær"],
    ["Łukasz Gałąź", "Lukasz Galaz"],
    ["Đorđe Ćosić", "Djordje Cosic", "Dorde Cosic"],
    ["Işıl İnan", "Isil Inan", "IŞIL İNAN", "ışıl inan", "ISIL INAN"],
    ["Anna-Lena Weber", "Anna‐Lena Weber", "Anna–Lena Weber", "Anna‑Lena Weber", "Anna Lena Weber"],
    ["山田 太郎", "山田太郎", "山田\u3000太郎"],
    ["김 철수", "김철수"],
    ["ジョン・スミス", "ジョン スミス", "ジョンスミス", "ｼﾞｮﾝ･ｽﾐｽ"],
    ["Ａｎａ Ｎｕｅｖａ", "Ana Nueva", "𝐀𝐧𝐚 𝐍𝐮𝐞𝐯𝐚", "ana  nueva"],
    ["Sofia Fillmore", "Soﬁa Fillmore"],
    ["Þór Guðmundsson", "Thor Gudmundsson"],
    ["Gal·la Puig", "Galla Puig"],
    ["Jan de Vries", "Jan DeVries", "Jan Devries"],
    ["Mary-Jane Sand", "Maryjane Sand"],
    ["علي کریمی", "علی كريمي", "على كريمى"],
    ["فاطمة أحمد", "فاطمه احمد"],
    ["Li Na"],
    ["Lina"],
    ["An Na"],
    ["Anna"],
    ["Kim Mi Na"],
    ["Kim Mina"],
    ["Nguyen Van Do", "NGUYEN VAN DO"],
    ["Nguyen Van Ba"],
    ["Nguyen Van"],
    ["Tran Thi Ma", "TRAN THI MA"],
    ["Tran Thi Do"],
    ["Tan Mei Ing"],
    ["Tan Mei"],
    ["Ram Bahadur Kc"],
    ["Ram Bahadur"],
]  # fmt: skip


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda it: it[0])
def test_all_spellings_of_a_name_keep_each_other(spellings: list[str]) -> None:
    for written in spellings:
        rules = keep(written)
        for shown in spellings:
            assert rules.reason(pending("somebody", name=shown)), (written, shown)
        for others in SPELLINGS:
            if others is not spellings:
                assert rules.reason(pending("somebody", name=others[0])) is None, (written, others[0])


@pytest.mark.parametrize(
    ("written", "shown"),
    [("ガク", "カク"), ("किरण", "करण"), ("Ana Nueva", "Anna Nueva"), ("Jan Novak", "Ján Nowak"), ("Ben", "Ben Okafor")],
)
def test_letters_that_are_others_stay_others(written: str, shown: str) -> None:
    assert keep(written).reason(pending("somebody", name=shown)) is None


def test_what_chooses_people_folds_no_more_than_case_and_width() -> None:
    index = RuleIndex(read_people("José Núñez", "--first"), strict_form)
    assert index.find_person(pending("somebody", name="JOSÉ ＮÚÑEZ"))
    assert index.find_person(pending("somebody", name="Jose Nunez")) == []
    assert (
        RuleIndex(read_people("Ben O'Kafor", "--first"), strict_form).find_person(pending("x", name="Ben O’Kafor"))
        == []
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('Ana "Annie" Nueva', "Ana Nueva"),
        ("Ana “Annie” Nueva", 'Ana "Annie" Nueva'),
        ("Ana Nueva", "Ana «Annie» Nueva"),
        ("Ana Nueva", "Ana 'Annie' Nueva"),
        ('"Ana Nueva"', "Ana Nueva"),
        ("Ana Nueva", "“Ana Nueva”"),
        ("田中 太郎（たなか）", "田中 太郎（たなか）"),
        ("田中 太郎", "田中 太郎【公式】"),
        ("Ana Nueva", "Ana Nueva（she/her）"),
        ("Ana Nueva", "Ana Nueva｜Coach"),
        ("Ana Nueva", "Ana Nueva // Coach"),
        ("Ana Nueva // Coach", "Ana Nueva"),
        ("Ana and Ben Okafor", "Ana and Ben Okafor"),
        ("Ana Nueva und Söhne", "Ana Nueva und Söhne"),
        ("Ana Nueva she/her", "Ana Nueva she/her"),
        ("Ana Nueva", "Ana Nueva she/her"),
        ("3. Ana Nueva", "3. Ana Nueva"),
        ("Ana Nueva", "3. Ana Nueva"),
        ("Ana Nueva", "- Ana Nueva -"),
        ("Ana (Annie, the Boss of All) Nueva", "Ana Nueva"),
    ],
)
def test_a_name_is_kept_as_linkedin_shows_it(written: str, shown: str) -> None:
    assert keep(written).reason(pending("somebody", name=shown))
    assert keep(written).reason(pending("somebody", name=written))


WORDS = [
    "Ana",
    "Nueva",
    "Ben",
    "O'Neil",
    "山田",
    "太郎",
    "Söhne",
    "J.",
    "Dr.",
    "PhD",
    "MBA",
    "de",
    "3.",
    "2)",
    "Ma",
]
PARTING = [
    " ", "-", ", ", " and ", " und ", " & ", " | ", "｜", " // ", " / ", "/", " - ", " • ", '"', ' "', '" ', " “", "” ",
    " (", ") ", "（", "）", " [", "] ", " she/her ", "; ", " y ", ": ", " #", "★", "'", " · ", "«", "»", "...",
]  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(PARTING)), min_size=1, max_size=5))
def test_whatever_somebody_is_called_their_name_as_shown_keeps_them(pieces: list[tuple[str, str]]) -> None:
    assume(any(word.isalpha() for word, _ in pieces))
    name = "".join(word + parting for word, parting in pieces).strip()
    rules = keep(name)
    person = pending("somebody", name=name)
    assert rules.reason(person), [rule.value for rule in rules.rules]


FIRST = ["Ana", "José", "Zoë", "Ben", "Łucja", "Søren", "Mary-Jane", "Nguyên", "Örjan", "Ayşe", "太郎", "D’Arcy"]
LAST = ["Nueva", "Okafor", "Sand", "O'Neil", "Müller", "García Márquez", "van der Berg", "İnan", "Åström", "山田"]
WRAPPED = ["{}", "{}, PhD", "{} (she/her)", "Dr. {}", "{}, MBA, PMP", "{}, Jr."]
MARKS = ["", "- ", "* ", "• ", "1. ", "12) ", "[ ] "]
BETWEEN = [", ", ",", "; ", ";", " | ", "，"]


@st.composite
def people(draw: st.DrawFn) -> list[tuple[str, str, str, str]]:
    """Some people, each with a first and a last name, a slug and an address."""
    names = draw(
        st.lists(st.tuples(st.sampled_from(FIRST), st.sampled_from(LAST)), min_size=1, max_size=5, unique=True)
    )
    return [(first, last, f"person-{at}x", f"mail{at}@example.com") for at, (first, last) in enumerate(names)]


def written(draw: st.DrawFn, person: tuple[str, str, str, str]) -> tuple[str, bool, bool, bool]:
    """A person as a line may have them, and whether their name, slug and address stand in it."""
    first, last, slug, address = person
    name = draw(st.sampled_from(WRAPPED)).format(f"{first} {last}")
    url = f"https://www.linkedin.com/in/{slug}/"
    return draw(
        st.sampled_from(
            [
                (name, True, False, False),
                (f"{name} <{address}>", True, False, True),
                (f'"{last}, {first}" <{address}>', True, False, True),
                (f"{name} - {url}", True, True, False),
                (f"{name}\t{url}", True, True, False),
                (url, False, True, False),
                (slug, False, True, False),
                (address, False, False, True),
            ]
        )
    )


def assert_kept(rules: KeepRules, person: tuple[str, str, str, str], has: tuple[bool, bool, bool]) -> None:
    first, last, slug, address = person
    for is_in, met in zip(
        has,
        (pending("other-1", name=f"{first} {last}"), pending(slug, name="X Y"), pending(address, name="")),
        strict=True,
    ):
        assert not is_in or rules.reason(met), met
    assert rules.reason(STRANGER) is None


@settings(deadline=None, max_examples=80)
@given(st.data(), people())
def test_everything_that_is_typed_or_stands_in_a_file_is_kept(
    data: st.DataObject, listed: list[tuple[str, str, str, str]]
) -> None:
    lines = [data.draw(st.composite(written)(person)) for person in listed]
    between = data.draw(st.sampled_from([*BETWEEN, "\n"]))
    mark = data.draw(st.sampled_from(MARKS))
    if between == "\n":
        rules = KeepRules(read_rule_lines("\n".join(mark + text for text, *_ in lines), "friends.txt"))
    else:
        rules = keep(mark + between.join(text for text, *_ in lines))
    for person, (_, *has) in zip(listed, lines, strict=True):
        assert_kept(rules, person, (has[0], has[1], has[2]))
    everybody = [met for first, last, slug, mail in listed for met in (
        pending("other-1", name=f"{first} {last}"), pending(slug, name=""), pending(mail, name=""))]  # fmt: skip
    assert rules.unmatched(everybody) == ()
    assert rules.unmatched([STRANGER]) != ()


Layout = Callable[[str, str, str, str], list[str]]
LAYOUTS: dict[str, Layout] = {
    "Name,URL": lambda first, last, url, mail: [f"{first} {last}", url],
    "Name,E-mail 1 - Value": lambda first, last, url, mail: [f"{last}, {first}", mail],
    "First Name,Last Name,Headline,URL": lambda first, last, url, mail: [first, last, "Ads, Email; SEO | Name", url],
    "First Name,Middle Name,Last Name,E-mail Address,E-mail 2 Address": lambda first, last, url, mail: [
        first, "Q.", last, "old@example.com", mail,
    ],
    "Given Name,Family Name,E-mail 1 - Value": lambda first, last, url, mail: [
        first, last, f"old@example.com ::: {mail}",
    ],
    "Profile,Name": lambda first, last, url, mail: ["N/A", f"{first} {last}"],
}  # fmt: skip


@settings(deadline=None, max_examples=80)
@given(
    people(),
    st.sampled_from(sorted(LAYOUTS)),
    st.sampled_from(",;\t|"),
    st.sampled_from(["", "sep=?\n", "My friends\n\n", 'Notes:\n"these, and those"\n\n']),
    st.sampled_from(["friends.csv", "friends.txt"]),
)
def test_every_row_of_a_table_is_kept_whatever_parts_its_cells(
    listed: list[tuple[str, str, str, str]], layout: str, delimiter: str, above: str, file: str
) -> None:
    rows = [
        LAYOUTS[layout](first, last, f"https://www.linkedin.com/in/{slug}", mail) for first, last, slug, mail in listed
    ]
    lines = [layout.split(","), *rows]
    text = above.replace("?", delimiter)
    text += "\n".join(
        delimiter.join(f'"{cell}"' if set(cell) & set(",;\t|") else cell for cell in line) for line in lines
    )
    rules = KeepRules(read_rule_file(text, file, is_table=file.endswith(".csv")))
    has_url, has_mail = "/in/" in text, "@" in text and ("mail" in text)
    for person in listed:
        assert_kept(rules, person, (True, has_url, has_mail))


@settings(deadline=None, max_examples=80)
@given(st.text(st.sampled_from("AnaBo,;:|\t -\"'()<>@/.#N\né山\u200b"), max_size=60))
def test_no_list_ends_as_no_rule_and_nothing_but_an_error_in_words_comes_of_it(text: str) -> None:
    readers: list[Callable[[str, str], object]] = [read_people, read_rule_lines, read_rule_table]
    for read in readers:
        try:
            rules = read(text, "a.csv")
        except UsageError:
            continue
        assert rules


@pytest.mark.parametrize(
    ("line", "keys", "names"),
    [
        ("Ana Nueva, +1 (555) 010-0142", {"15550100142"}, {"ana nueva"}),
        ("Ana Nueva <+1 (555) 010-0142>", {"15550100142"}, {"ana nueva"}),
        ("(555) 010-0142", {"5550100142"}, set()),
        ("Ana Nueva 0170 1234567", {"01701234567"}, {"ana nueva"}),
        ("Ana Nueva: 01701234567", {"01701234567"}, {"ana nueva"}),
        ("Ana Nueva, 555-010-0142; Ben", {"5550100142"}, {"ana nueva", "ben"}),
        ("+44 •••• ••• 123", {"44*******123"}, set()),
        ("Ben; +49 30 901820; Cleo Sand", {"4930901820"}, {"ben", "cleo sand"}),
        ("+1 555 010 0142, +1 555 010 0143", {"15550100142", "15550100143"}, set()),
    ],
)
def test_a_phone_number_in_a_line_is_a_key_of_its_own(line: str, keys: set[str], names: set[str]) -> None:
    rules = read_people(line, "--keep")
    assert {rule.value for rule in rules if rule.pointer is Pointer.ADDRESS} == keys
    assert {rule.value for rule in rules if rule.pointer is Pointer.NAME} == names
