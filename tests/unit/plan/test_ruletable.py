"""People named by a table."""

import pytest

from withdrawer.errors import UsageError
from withdrawer.plan.keep.keep_rules import KeepRules
from withdrawer.plan.keep.rule_tables import read_rule_file, read_rule_table

from .making import pending

TABLE = "Name,Email\nAna Nueva,ana@example.org\n"
NOTE = (
    "When exporting your connection data, you may notice that some of the email addresses are missing. You will only "
    "see those of connections who have allowed it: https://www.linkedin.com/psettings/privacy/email"
)


@pytest.mark.parametrize(
    "text",
    [
        "Name\nAna Nueva\n",
        "name;note\nAna Nueva;my sister\n",
        "First Name,Last Name\nAna,Nueva\n",
        "\ufeffURL\r\nhttps://www.linkedin.com/in/ana-nueva/\r\n",
        "Company\tLinkedIn URL\nAcme\tlinkedin.com/in/ana-nueva\n",
        "E-mail Address,Full Name\nana@example.org,Ana Nueva\n",
        "Ana Nueva\nin/bert\n",
    ],
)
def test_a_column_is_recognised(text: str) -> None:
    rules = KeepRules(read_rule_table(text, "--keep-file a.csv"))
    assert rules.reason(pending("ana-nueva"))
    assert rules.reason(pending("carla")) is None


def test_a_row_counts_as_used_where_either_its_name_or_its_address_is_met() -> None:
    rules = KeepRules(read_rule_table("Name,Email\nAna Nueva,ana@example.org\nBea,b@example.org\n", "a.csv"))
    assert ", ".join(map(str, rules.unmatched([pending("ana-nueva")]))) == "Bea"
    assert rules.reason(pending("ana@example.org"))


def test_a_row_with_a_profile_keeps_by_name_too() -> None:
    rules = KeepRules(read_rule_table("Name,URL\nAna Nueva,linkedin.com/in/ana-1\n", "a.csv"))
    assert str(rules.reason(pending("ana-1", name="Somebody"))) == "named: a.csv 'Ana Nueva'"
    assert str(rules.reason(pending("ACoAAB1cDeFgHiJk", name="Ana Nueva"))) == "named: a.csv 'Ana Nueva'"


def test_a_row_with_a_profile_means_that_person_alone_where_people_are_chosen() -> None:
    rules = read_rule_table("Name,URL\nAna Nueva,linkedin.com/in/ana-1\nBen Okafor,\n", "a.csv", is_strict=True)
    assert [(rule.pointer.value, rule.value) for rule in rules] == [("slug", "ana-1"), ("name", "ben okafor")]


def test_no_column_and_a_wrong_cell_are_told() -> None:
    with pytest.raises(UsageError, match="none of its columns"):
        read_rule_table("day,place\n1,sea\n", "a.csv")
    with pytest.raises(UsageError, match=r"a\.csv, line 3"):
        read_rule_table("URL\nlinkedin.com/in/ana\nhttps://example.org/x\n", "a.csv")


BAKERS = """Name;Profile;Headline
Ana Nueva;https://www.linkedin.com/in/ana-nueva;Baker
Ben Okafor;https://www.linkedin.com/in/ben-okafor;Ads, Email, SEO
Cleo Sand;https://www.linkedin.com/in/cleo-sand;Baker
"""


def test_the_delimiter_belongs_to_the_header() -> None:
    rules = read_rule_table(BAKERS, "friends.csv")
    assert [rule.value for rule in rules if rule.pointer.value == "slug"] == ["ana-nueva", "ben-okafor", "cleo-sand"]


@pytest.mark.parametrize(
    "text",
    [
        "Wer;Wessen;Wo\nAna;Nueva;ana@example.org\nBen;Name, Email;ben@example.org\n",
        "day,place\nName,URL\nAna,linkedin.com/in/ana\n",
        "Notes, of mine\nName,URL\nAna,linkedin.com/in/ana\n",
    ],
)
def test_only_the_first_line_that_is_no_note_is_taken_for_a_header(text: str) -> None:
    with pytest.raises(UsageError, match=r"friends\.csv: none of its columns is recognised"):
        read_rule_table(text, "friends.csv")


def test_linkedins_own_list_is_read_also_as_a_spreadsheet_saves_it_again() -> None:
    columns = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
    ana = ["Ana", "Nueva", "https://www.linkedin.com/in/ana-nueva", "", "Acme", "Baker, cook", "08 Feb 2026"]
    hidden = ["", "", "", "", "", "", "08 Feb 2026"]
    for text in (
        "\n".join(["Notes:;;;;;;", f"{NOTE};;;;;;", ";;;;;;", *map(";".join, (columns, ana, hidden))]),
        f'Notes:\n"{NOTE}"\n\n{",".join(columns)}\nAna,Nueva,{ana[2]},,Acme,"Baker, cook",\n{",".join(hidden)}\n',
    ):
        rules = read_rule_table(text, "Connections.csv")
        assert {rule.value for rule in rules} == {"ana nueva", "ana-nueva"}


SLUG = "%D8%A8" * 40


@pytest.mark.parametrize("is_table", [True, False])
@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Ben Okafor", {"ben okafor"}),
        ("Ben Okafor:", {"ben okafor"}),
        ("ben@example.org", {"ben@example.org"}),
        ("+49 170 1234567", {"491701234567"}),
        (f"https://www.linkedin.com/in/{SLUG}/", {"\u0628" * 40}),
        (f"Ben Okafor https://www.linkedin.com/in/ben-okafor?{'x' * 120}", {"ben okafor", "ben-okafor"}),
        (" and ".join(["Ben Okafor", "Cleo Sand", "Dan Ny"] * 4), {"ben okafor", "cleo sand", "dan ny"}),
    ],
)
def test_whoever_is_named_above_the_header_counts_too(text: str, values: set[str], *, is_table: bool) -> None:
    for above in (f"{text}\n", f"# friends\n\n{text},\n\n", f"Notes:\n{text}\n"):
        rules = read_rule_file(f"{above}{TABLE}", "friends", is_table=is_table)
        assert {*values, "ana nueva", "ana@example.org"} <= {rule.value for rule in rules}


@pytest.mark.parametrize("title", ["My contacts", "Notes:", "27.11.2026", "Contacts of 27 November"])
def test_a_title_above_the_header_is_no_rule_that_should_mean_somebody(title: str) -> None:
    rules = KeepRules(read_rule_table(f"{title}\n{TABLE}", "friends.csv"))
    assert rules.reason(pending("ana-nueva"))
    assert rules.unmatched([pending("ana-nueva")]) == ()


def test_what_nobody_can_be_named_by_above_the_header_is_refused() -> None:
    with pytest.raises(UsageError, match=r"friends\.csv, line 2: .*not the address of a person"):
        read_rule_table(f"Ben Okafor\nhttps://www.linkedin.com/company/acme\n{TABLE}", "friends.csv")


@pytest.mark.parametrize("is_table", [True, False])
@pytest.mark.parametrize(
    "above",
    [
        "# friends\n",
        "sep=,\n",
        "-----\n",
        "\n",
        ",,\n",
        f'Notes:\n"{NOTE}"\n\n',
        f'Hinweise:,\n\n"{NOTE}",\n',
        f'"{NOTE}"\n',
    ],
)
def test_what_surely_names_nobody_may_stand_above_the_header(above: str, is_table: bool) -> None:
    rules = read_rule_file(f"{above}{TABLE}", "friends", is_table=is_table)
    assert {rule.value for rule in rules} == {"ana nueva", "ana@example.org"}


@pytest.mark.parametrize(
    "text", ["Ana Nueva\tKontakt\nBen Okafor\tFreund\n", "Ben Okafor\nAna Nueva\tcontact\nCy Young\tfriend\n"]
)
def test_names_with_tabs_in_a_text_file_are_no_table(text: str) -> None:
    rules = {rule.value for rule in read_rule_file(text, "friends.txt", is_table=False)}
    assert {"ana nueva", "ben okafor"} <= rules


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Name;Profile;Note\nAna;linkedin.com/in/ana\n;;sister\n", "line 3: nobody is named"),
        ("First Name;Last Name;URL;Company\n;;;Acme\n", "line 2: nobody is named"),
        ("Name,Email\nAna,a@example.org\nBen,ben at example\n", "line 3: 'ben at example' is neither"),
        ("Name,Profile\nAna,https://www.linkedin.com/company/acme\n", "line 2: .* not the address of a person"),
        ("Name,Profile\nAna,lnkd.in/xyz\n", "line 2: 'lnkd.in/xyz' is neither"),
        ("Profile,Note\nthe sister of Ana,x\n", "line 2: 'the sister of Ana' is neither"),
        ("# Notes\n\nName,Profile\n" + "Ana,a b\n" * 9, "line 4: .* line 8: .* And 4 more rows"),
        ("Name,Headline,URL\nBen,Ads, Email,linkedin.com/in/ben\n", "line 2: this row has more cells"),
        ("Name;Profile\n", "friends.csv names nobody"),
        ("Name;Profile\n;\n ; \n", "friends.csv names nobody"),
        ("", "friends.csv names nobody"),
    ],
)
def test_a_row_or_a_cell_that_no_rule_understands_is_told_by_its_line(text: str, told: str) -> None:
    with pytest.raises(UsageError, match=told) as raised:
        read_rule_table(text, "friends.csv")
    assert raised.value.hint


@pytest.mark.parametrize(
    "filler",
    [
        "N/A",
        "-",
        "none",
        "n/a",
        "null",
        "—",
        "?",
        "#N/A",
        "--",
        "NaN",
        "Not available",
        ".",
        "k.A.",
        "k. A.",
        "#REF!",
        "#NAME?",
        "#DIV/0!",
        "#BEZUG!",
        "#VALUE!",
        "n.d.",
        "s/d",
        "keine Angabe",
        "なし",
        "нет",
    ],
)
def test_where_a_cell_holds_only_filler_the_name_is_used(filler: str) -> None:
    rules = KeepRules(read_rule_table(f"Name,Profile,Email\nAna Nueva,{filler},{filler}\n", "a.csv"))
    assert [(rule.pointer.value, rule.value) for rule in rules.rules] == [("name", "ana nueva")]


def test_somebody_may_be_called_like_a_filler() -> None:
    rules = KeepRules(read_rule_table("First Name,Last Name\nHyun,Na\nPat,Null\nBen,-\nCleo,None\n#ANA,\n", "a.csv"))
    for name in ("Hyun Na", "Pat Null", "Ben", "Cleo", "Ana"):
        assert rules.reason(pending("somebody", name=name)), name


@pytest.mark.parametrize(
    "text",
    [
        "First Name,Last Name,E-mail 1 - Value\nBen,Okafor,ben@example.com ::: ben2@example.com\n",
        "First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value\n"
        "Ben,Okafor,* Work,ben@example.com,ben2@example.com\n",
        "First Name,Last Name,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address\n"
        "Ben,Okafor,ben@example.com,SMTP,Ben O. (ben@example.com),ben2@example.com\n",
        "Display Name,Primary Email,Secondary Email\nBen Okafor,ben@example.com,ben2@example.com\n",
        "Name,Emails\nBen Okafor,ben@example.com; ben2@example.com\n",
        'Name\tEmails\n"Okafor, Ben"\tben@example.com,ben2@example.com\n',
        'Name,Email\n"Okafor, Ben","Ben <ben@example.com>, <ben2@example.com>"\n',
    ],
)
def test_every_address_of_an_address_book_is_a_rule(text: str) -> None:
    rules = KeepRules(read_rule_table(text, "contacts.csv"))
    for person in (pending("ben@example.com"), pending("ben2@example.com"), pending("x", name="Ben Okafor")):
        assert rules.reason(person), person
    assert {rule.pointer.value for rule in rules.rules} == {"name", "address"}
    assert rules.unmatched([pending("ben2@example.com")]) == ()


def test_a_bare_slug_in_a_column_of_profiles_is_one() -> None:
    rules = read_rule_table("Profile,Note\nana-nueva,x\njos%C3%A9-9,y\n", "a.csv")
    assert [(rule.pointer.value, rule.value) for rule in rules] == [("slug", "ana-nueva"), ("slug", "josé-9")]


def test_a_table_is_known_by_its_header_whatever_the_file_is_called() -> None:
    assert read_rule_file(BAKERS, "friends.txt", is_table=False) == read_rule_table(BAKERS, "friends.txt")
    assert [rule.written for rule in read_rule_file("Ana Nueva, Ben Okafor\n", "a.txt", is_table=False)][:2] == [
        "Ana Nueva", "Ben Okafor",
    ]  # fmt: skip


def test_of_a_whole_address_book_only_the_number_is_told_of_those_who_are_met_by_nobody() -> None:
    text = "Name\n" + "".join(f"Person Number{chr(97 + at)}\n" for at in range(20))
    rules = KeepRules(
        (*read_rule_table(text, "--keep-file a.csv"), *read_rule_table("Name\nBen\n", "--keep-file b.csv"))
    )
    everybody = [pending("x", name="Person Numbera")]
    assert ", ".join(map(str, rules.unmatched(everybody))) == "19 of the 20 people of --keep-file a.csv, Ben"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('Name,Headline\nAna Nueva,"Baker\nBen Okafor,Baker\nCleo Sand,Baker\n', 2),
        ('Name,Headline\nAna Nueva,"Baker\nBen Okafor,Baker\nCleo Sand,Baker"\nDoro,x\n', 2),
        ('Name,Headline\nAna Nueva,Baker\nBen Okafor,"Baker\nCleo Sand,"Baker"\n', 3),
        ('Name,URL\nCleo Sand,"linkedin.com/in/cleo\n', 2),
        ('Name\n"Ana Nueva\nBen Okafor\nCleo Sand"\n', 2),
        ('# Notes\n\nName;Note;URL\nAna;"sister;\nBen;"friend;linkedin.com/in/ben\n', 4),
    ],
)
def test_a_quote_that_is_not_closed_swallows_nobody_in_silence(text: str, line: int) -> None:
    with pytest.raises(UsageError, match=rf"friends\.csv, line {line}: a quotation mark is not closed"):
        read_rule_table(text, "friends.csv")


def test_a_cell_of_several_lines_and_quotes_in_a_cell_are_read() -> None:
    text = (
        'Name,Note,URL\nAna Nueva,"met in Paris,\nlikes ""tea"", and\n\nrain",linkedin.com/in/ana\n'
        'Ben Okafor,"The Boss" of Acme,\nCleo Sand,5" nails,\n'
    )
    rules = read_rule_table(text, "friends.csv")
    assert [rule.value for rule in rules] == ["ana nueva", "ana", "ben okafor", "cleo sand"]


@pytest.mark.parametrize(
    "header",
    [
        "Vorname;Nachname;E-Mail-Adresse", "Prénom;Nom;E-mail", "Prénom;Nom de famille;Adresse de messagerie",
        "Nombre;Apellidos;Email", "Nombre;Apellidos;Correo electrónico", "Nome;Cognome;Indirizzo e-mail",
        "Nome;Sobrenome;E-mail", "Nome próprio;Apelido;Endereço de e-mail", "Voornaam;Achternaam;E-mailadres",
        "Imię;Nazwisko;Adres e-mail", "Ad;Soyad;E-posta", "Adı;Soyadı;E-posta Adresi",
        "Имя;Фамилия;Электронная почта", "Förnamn;Efternamn;E-postadress", "Fornavn;Efternavn;E-mailadresse",
        "Fornavn;Etternavn;E-post", "Etunimi;Sukunimi;Sähköposti", "Keresztnév;Vezetéknév;E-mail cím",
        "Name;Surname;Mail", "First;Last;Primary Email", "名;姓;メールアドレス",
    ],
)  # fmt: skip
def test_the_columns_of_names_are_known_in_other_languages(header: str) -> None:
    rules = KeepRules(read_rule_table(f"{header}\nAna;Nueva;ana@example.org\nBen;Okafor;\n", "a.csv"))
    for person in (pending("x", name="Ana Nueva"), pending("y", name="Ben Okafor")):
        assert rules.reason(person), person
    assert rules.reason(pending("z", name="Ana")) is rules.reason(pending("z", name="Nueva")) is None


def test_a_last_name_before_the_first_one_is_known_too() -> None:
    rules = KeepRules(read_rule_table("Nom;Prénom;E-mail\nNueva;Ana;ana@example.org\n", "a.csv"))
    assert rules.reason(pending("x", name="Ana Nueva"))
    rules = KeepRules(read_rule_table("姓,名,URL\n山田,太郎,\n", "a.csv"))
    assert rules.reason(pending("x", name="山田 太郎"))


@pytest.mark.parametrize(
    "text",
    [
        "Name,LinkedIn-Profil\nAna,https://www.linkedin.com/in/ana-1\n",
        "Name,Website 1 - Value\nAna,https://ana.example.org ::: http://www.linkedin.com/in/ana-1\n",
        "Name,Where\nAna,linkedin.com/in/ana-1\n",
        "Name;Notizen;E-Mail\nAna;siehe linkedin.com/in/ana-1;ana@example.org\n",
    ],
)
def test_a_profile_address_is_heard_in_any_column(text: str) -> None:
    rules = KeepRules(read_rule_table(text, "a.csv"))
    assert rules.reason(pending("ana-1", name="Somebody"))
    assert rules.reason(pending("x", name="Ana"))


@pytest.mark.parametrize("header", ["Qui,E-mail", "Wer,Telefon", "Nachname,E-Mail"])
def test_addresses_beside_a_column_that_nobody_knows_are_refused(header: str) -> None:
    with pytest.raises(UsageError, match="no column of names is recognised"):
        read_rule_table(f"{header}\nAna Nueva,ana@example.org\n", "a.csv")
    assert read_rule_table("E-mail\nana@example.org\n", "a.csv")


@pytest.mark.parametrize(
    "header",
    ["First Name,Last Name,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value",
     "First Name,Last Name,E-mail Address,Company,Mobile Phone",
     "Vorname,Nachname,E-Mail-Adresse,Firma,Telefon (privat)"],
)  # fmt: skip
@pytest.mark.parametrize("number", ["+49 170 1234567", "0170 1234567", "0170-1234567", "Mobil: 0170/1234567"])
def test_who_has_no_more_than_a_phone_number_is_kept_by_it(header: str, number: str) -> None:
    text = (
        f"{header}\nAna,Nueva,ana@example.org,Mobile,\n,,,Mobile,{number}\n,,,Mobile,01234 567 ::: +44 20 7946 0958\n"
    )
    rules = KeepRules(read_rule_table(text, "contacts.csv"))
    shown = "+49 170 1234567" if number.startswith("+") else "(0170) 1234567"
    for person in (pending("x", name="Ana Nueva"), pending(shown, name=shown), pending("+44 20 7946 0958")):
        assert rules.reason(person), person
