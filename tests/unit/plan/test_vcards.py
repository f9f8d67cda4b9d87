"""Keep lists that are vCards, and files that are no lists."""

import pytest

from withdrawer.errors import UsageError
from withdrawer.plan.keep.keep_rules import KeepRules
from withdrawer.plan.keep.rule_tables import read_rule_file

from .making import pending

CARDS = """BEGIN:VCARD
VERSION:3.0
N:Nueva;Ana;;;
FN:Ana Nueva
ORG:Acme
EMAIL;type=INTERNET;type=HOME;type=pref:ana@example.org
item1.URL;type=pref:https\\://www.linkedin.com/in/ana-1
TEL;TYPE=CELL:0170 1234567
PHOTO;ENCODING=b;TYPE=JPEG:AAAA
 BBBB
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:N=C3=BA=C3=B1ez;Jos=
=C3=A9;;;
X-SOCIALPROFILE;type=linkedin:http://www.linkedin.com/in/jose-1
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Dr. Ben Oka
 for\\, MBA
TEL;VALUE=uri:tel:+44-20-7946-0958
END:VCARD
BEGIN:VCARD
VERSION:3.0
ORG:Nobody Inc.
NOTE:Ask Doro Fremd
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:
EMAIL:cleo@example.org
END:VCARD
"""


@pytest.mark.parametrize("is_table", [False, True])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_everybody_of_a_file_of_vcards_is_kept(ending: str, is_table: bool) -> None:
    rules = KeepRules(read_rule_file("\ufeff" + CARDS.replace("\n", ending), "contacts.vcf", is_table=is_table))
    for person in (
        pending("x", name="Ana Nueva"),
        pending("ana-1", name="Somebody"),
        pending("ana@example.org", name=""),
        pending("(0170) 1234567", name=""),
        pending("x", name="José Núñez"),
        pending("jose-1", name="Somebody"),
        pending("x", name="Ben Okafor"),
        pending("+44 20 7946 0958", name=""),
        pending("cleo@example.org", name=""),
    ):
        assert rules.reason(person), person
    assert rules.reason(pending("x", name="Doro Fremd")) is None


def test_vcards_of_nobody_are_an_error() -> None:
    with pytest.raises(UsageError, match=r"contacts\.vcf names nobody"):
        read_rule_file("BEGIN:VCARD\nVERSION:3.0\nORG:Acme\nEND:VCARD\n", "contacts.vcf", is_table=False)


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("<!DOCTYPE html>\n<p>Ana Nueva</p>", "HTML"),
        ("<ul>\n<li>Ana Nueva</li>\n</ul>", "HTML"),
        ("My friends\n<ul><li>Ana Nueva</li></ul>", "HTML"),
        ('<?xml version="1.0"?><a/>', "XML"),
        ('{"name": "Ana Nueva"}', "JSON"),
        ('[\n  {"name": "Ana Nueva"}\n]', "JSON"),
        ('["Ana Nueva"]', "JSON"),
        ("BEGIN:VCALENDAR\n", "calendar"),
        ("dn: cn=Ana Nueva,mail=ana@example.org\n", "LDIF"),
    ],
)
def test_a_file_of_another_format_is_refused_by_its_name(text: str, called: str) -> None:
    for is_table in (False, True):
        with pytest.raises(UsageError, match=f"friends is .*{called}"):
            read_rule_file(text, "friends", is_table=is_table)


@pytest.mark.parametrize("text", ["[x] Ana Nueva", "[Ana Nueva](linkedin.com/in/ana)", "<ana@example.org> Ana Nueva",
                                  "Name,Note\nAna Nueva,a <b>bold</b> one\n"])  # fmt: skip
def test_a_list_that_only_looks_like_another_format_is_read(text: str) -> None:
    assert KeepRules(read_rule_file(text, "friends", is_table=False)).reason(pending("x", name="Ana Nueva"))
