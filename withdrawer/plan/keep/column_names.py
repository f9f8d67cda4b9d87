"""Identifies the columns of a table of people by their headings, in many languages."""

import re
import unicodedata
from enum import Enum, auto

from withdrawer.plan.text_forms import letters_of


class Column(Enum):
    """What a column contains."""

    PROFILE = auto()
    ADDRESS = auto()
    PHONE = auto()
    NAME = auto()
    FIRST = auto()
    MIDDLE = auto()
    LAST = auto()
    DAY = auto()
    """The day of a connection in LinkedIn's own list."""
    OTHER = auto()
    BEYOND = auto()
    """Cells beyond the last column: the row was split in the wrong place."""

    @property
    def tells_who(self) -> bool:
        """Whether this column alone can identify a person."""
        return self.is_key or self.is_name

    @property
    def is_key(self) -> bool:
        """Whether it contains addresses of any kind."""
        return self in (Column.PROFILE, Column.ADDRESS, Column.PHONE)

    @property
    def is_name(self) -> bool:
        """Whether it contains names that may stand alone."""
        return self in (Column.NAME, Column.FIRST)


WORDS = {
    Column.NAME: """
        name, full name, display name, person, contact, contact name, vollständiger name, ganzer name, anzeigename,
        kontakt, nom, nom complet, nom et prénom, prénom et nom, nom prénom, prénom nom, nom affiché, nombre,
        nombre completo, nombre y apellidos, nombre y apellido, apellidos y nombre, contacto, persona, nome,
        nome completo, nome e cognome, cognome e nome, nominativo, contatto, nome e sobrenome, contato, pessoa, naam,
        volledige naam, weergavenaam, imię i nazwisko, nazwisko i imię, pełna nazwa, ad soyad, adı soyadı, isim, tam ad,
        isim soyisim, имя и фамилия, фамилия и имя, фио, ф.и.о., полное имя, контакт, namn, fullständigt namn, navn,
        fulde navn, fullt navn, nimi, koko nimi, jméno a příjmení, celé jméno, teljes név, név, nume complet,
        nume și prenume, ονοματεπώνυμο, прізвище та ім'я, піб, повне ім'я, nama, nama lengkap, họ và tên, họ tên,
        名前, 氏名, お名前, 姓名, 이름, 성명, الاسم, الاسم الكامل, שם, שם מלא, नाम, पूरा नाम, ชื่อ-นามสกุล
    """,
    Column.FIRST: """
        first name, given name, forename, first, vorname, rufname, prénom, nombre de pila, primer nombre, nome proprio,
        primeiro nome, nome próprio, voornaam, roepnaam, imię, imiona, ad, adı, имя, förnamn, tilltalsnamn, fornavn,
        etunimi, křestní jméno, jméno, meno, keresztnév, utónév, prenume, όνομα, ім'я, име, ime, nama depan, tên, 名,
        名字, الاسم الأول, שם פרטי, ชื่อ
    """,
    Column.MIDDLE: """
        middle name, middle names, additional name, additional names, weitere vornamen, zweiter vorname,
        deuxième prénom, autres prénoms, segundo nombre, secondo nome, nome do meio, tweede voornaam, tussenvoegsel,
        drugie imię, ikinci ad, отчество, по батькові, mellannamn, mellemnavn, mellomnavn, prostřední jméno
    """,
    Column.LAST: """
        last name, family name, surname, last, nachname, familienname, zuname, nom de famille, apellido, apellidos,
        primer apellido, cognome, sobrenome, apelido, apelidos, último nome, achternaam, familienaam, nazwisko, soyad,
        soyadı, soyisim, фамилия, efternamn, efternavn, etternavn, sukunimi, příjmení, priezvisko, vezetéknév,
        családnév, nume de familie, επώνυμο, прізвище, фамилно име, prezime, priimek, nama belakang, họ, 姓, 名字（姓）,
        苗字, 성, اسم العائلة, שם משפחה, นามสกุล
    """,
    Column.DAY: "connected on",
}
"""Separated by commas. Some mean a whole name in one table and part of it in another: `RuleRow.names` tries both."""
SORT = "primary|secondary|work|home|personal|business|private|other"
PAGE = "profile?|profilo|perfil|profili|профиль|url|link|page|address|adress[ea]?|slug|id|de|di|do|du"
MAIL = (
    "e?mails?|epost|courriel|messagerie|correo|correoelectronico|postaelettronica|correioeletronico|(?:эл|электронная)?почта"
    "|(?:эл|электроннои)почты|メール|電子メール|邮箱|电子邮件|電子郵件|이메일|البريدالالكتروني|דואל"
)
PLACE = (
    "address(?:es)?|adress[ea]?n?|adresi?|adresa|osoite|direccion|indirizzo|endereco|cim|адрес|アドレス|地址|de|di|cime"
)
PHONE = (
    "(?:(?!.*(?:type?|label|name)$).*(?:phone|telefon|telephone|handy|movil|celular|mobile|telefoon|puhelin|τηλεφωνο"
    "|телефон|電話|电话|手机|전화|هاتف|טלפון|whatsapp).*|(?:mobil|cell|tel|gsm)(?:no|nr|number|value|\\d)*)"
)
CALLED = {
    Column.PROFILE: rf"(?:person|contact|member|public|{PAGE})*linkedin(?:public|member|{PAGE})*"
    r"|(?:public|member)?profile?(?:url|link|page)?|(?:public|member)?url|slug|publicidentifier|vanityname",
    Column.ADDRESS: rf"(?:{SORT}|{PLACE})*(?:{MAIL})(?:{PLACE}|{SORT}|\d|value)*",
    Column.PHONE: PHONE,
}
"""Of Google's and Outlook's headings, "E-mail 2 - Value" and "E-mail 2 Address" are addresses.

"E-mail Type" and "E-mail Display Name" are not.
"""
KINDS = {kind: re.compile(called) for kind, called in CALLED.items()}


def column_of(name: str) -> Column:
    """Return what a column with this heading contains: "E-mail Address" and "emailAddress" are equal."""
    form = _form(name)
    return FORMS.get(form) or next((kind for kind, called in KINDS.items() if called.fullmatch(form)), Column.OTHER)


def _form(name: str) -> str:
    """Return the letters alone, without accents and case."""
    return letters_of(unicodedata.normalize("NFKD", name.casefold()))


FORMS = {_form(word): kind for kind, words in WORDS.items() for word in words.split(",")}
