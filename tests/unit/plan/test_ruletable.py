"""People named by a table."""

import pytest

from withdrawer.errors import UsageError
from withdrawer.plan.keep import KeepRules
from withdrawer.plan.ruletable import read_rule_table

from .making import pending


@pytest.mark.parametrize(
    "text",
    [
        "Name\nAna Nueva\n",
        "name;note\nAna Nueva;my sister\n",
        "First Name,Last Name\nAna,Nueva\n",
        "\ufeffURL\r\nhttps://www.linkedin.com/in/ana-nueva/\r\n",
        "Company\tLinkedIn URL\nAcme\tlinkedin.com/in/ana-nueva\n",
        "E-mail Address,Full Name\nana@example.org,Ana Nueva\n",
        'Notes:\n"hello, you"\n\nFirst Name,Last Name,URL\nAna,Nueva,https://www.linkedin.com/in/ana-nueva\n,,\n',
        "Ana Nueva\nin/bert\n",
    ],
)
def test_a_column_is_recognised(text: str) -> None:
    rules = KeepRules(read_rule_table(text, "--keep-file a.csv"))
    assert rules.reason(pending("ana-nueva"))
    assert rules.reason(pending("carla")) is None


def test_a_row_counts_as_used_where_either_its_name_or_its_address_is_met() -> None:
    rules = KeepRules(read_rule_table("Name,Email\nAna Nueva,ana@example.org\nBea,b@example.org\n", "a.csv"))
    assert rules.unmatched([pending("ana-nueva")]) == ("Bea",)
    assert rules.reason(pending("ana@example.org"))


def test_a_row_with_a_profile_keeps_by_name_too() -> None:
    rules = KeepRules(read_rule_table("Name,URL\nAna Nueva,linkedin.com/in/ana-1\n", "a.csv"))
    assert rules.reason(pending("ana-1", name="Somebody")) == "named by a.csv 'Ana Nueva'"
    assert rules.reason(pending("ACoAAB1cDeFgHiJk", name="Ana Nueva")) == "named by a.csv 'Ana Nueva'"


def test_a_row_with_a_profile_means_that_person_alone_where_people_are_chosen() -> None:
    rules = read_rule_table("Name,URL\nAna Nueva,linkedin.com/in/ana-1\nBen Okafor,\n", "a.csv", is_strict=True)
    assert [(rule.pointer.value, rule.value) for rule in rules] == [("slug", "ana-1"), ("name", "ben okafor")]


def test_no_column_and_a_wrong_cell_are_told() -> None:
    with pytest.raises(UsageError, match="none of its columns"):
        read_rule_table("day,place\n1,sea\n", "a.csv")
    with pytest.raises(UsageError, match=r"a\.csv, line 3"):
        read_rule_table("URL\nlinkedin.com/in/ana\nhttps://example.org/x\n", "a.csv")
