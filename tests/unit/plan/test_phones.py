"""Phone numbers in the place of a name: told from all else, and compared."""

import pytest

from withdrawer.plan.keep.keep_rules import KeepRules
from withdrawer.plan.people import is_address
from withdrawer.plan.person_rules import read_rule
from withdrawer.plan.phones import is_masked, is_phone, phone_form
from withdrawer.show.plan_rows import profile_of

from .making import pending

NUMBERS = (
    "+44 20 7946 0958", "+442079460958", "(020) 7946 0958", "020 7946 0958", "+1 (555) 010-0199", "+1-555-010-0199",
    "555.010.0199", "+44 •••• ••0 958", "+44 20 **** *958", "07xx xxx 199", "+49 171 XXX 0199", "+٤٤ ٢٠ ٧٩٤٦",
    "\u202a+44 20 7946 0958\u202c", "+44\u00a020\u00a07946\u00a00958", "•••• ••• 958", "[44] 20 7946", "+12 345",
)  # fmt: skip
OTHERS = (
    "", "3", "12", "1,204", "1.204", "12 345", "1 204 567", "12345", "07911123456", "2019-2024", "2019 – 2024",
    "2024-01-02", "12.03.2024", "1.2.24", "Ana Nueva", "Xx", "Xxx 123 456", "xxx-xxx-1234", "X Æ A-12", "R2-D2",
    "ana-nueva-12345", "123-456-789", "555-010-0199", "10 000+", "+++++", "+•• ••• 12", "+12", "50%", "a@b.example",
    "+1 555 010 0199 ext. 3", "1234567890 1234567890 1234", "3 weeks ago",
)  # fmt: skip


@pytest.mark.parametrize("text", NUMBERS)
def test_a_phone_number_is_one(text: str) -> None:
    assert is_phone(text)
    assert is_address(text)
    assert profile_of(text) == text


@pytest.mark.parametrize("text", OTHERS)
def test_what_may_be_anything_else_is_no_phone_number(text: str) -> None:
    assert not is_phone(text)


def test_an_e_mail_address_is_an_address_and_a_slug_is_none() -> None:
    assert is_address("ana@example.org")
    assert not any(is_address(slug) for slug in ("ana-nueva", "123456789", "555-010-0199", "анна", ""))


def test_numbers_are_compared_by_digits_and_masks() -> None:
    assert phone_form("+44 (20) 7946-0958") == "442079460958"
    assert phone_form("+44 20 ••XX *958") == phone_form("44.20 **** *958") == "4420*****958"
    assert is_masked("+44 20 7946 0•••")
    assert not is_masked("+44 20 7946 0958")
    assert not is_masked("ana-nueva-x")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("+44 20 7946 0958", "+44 (20) 7946-0958"),
        ("442079460958", "+44 20 7946 0958"),
        ("+44 20 xxxx x958", "+44 20 •••• •958"),
    ],
)
def test_a_keep_rule_given_as_a_number_points_at_it(written: str, shown: str) -> None:
    rules = KeepRules((read_rule(written, "--keep"),))
    assert str(rules.reason(pending(shown, name=shown))) == f"named: --keep {written!r}"
    assert rules.reason(pending("+44 20 7946 0959", name="+44 20 7946 0959")) is None


def test_a_slug_of_digits_and_hyphens_is_kept_by_its_address() -> None:
    rules = KeepRules((read_rule("https://www.linkedin.com/in/555-010-0199/", "--keep"),))
    assert rules.reason(pending("555-010-0199")) is not None
