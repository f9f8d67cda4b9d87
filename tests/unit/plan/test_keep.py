import pytest

from withdrawer.errors import UsageError
from withdrawer.plan.evidence.export import Archive, ArchivedConnection
from withdrawer.plan.keep.keep_rules import KeepRules, with_companies
from withdrawer.plan.keep.written_lists import read_people, read_rule_lines
from withdrawer.plan.person_rules import KEEP_LIST, name_form, read_pattern_rule, read_rule
from withdrawer.plan.selection import Selection

from .making import pending


def keep(*texts: str) -> KeepRules:
    return KeepRules(tuple(rule for text in texts for rule in read_people(text, "--keep")))


@pytest.mark.parametrize(
    "written",
    [
        "https://www.linkedin.com/in/ana-nueva/",
        "https://www.linkedin.com/in/ana-nueva",
        "http://linkedin.com/in/ana-nueva?miniProfileUrn=urn%3Ali",
        "https://de.linkedin.com/in/ana-nueva/en#about",
        "HTTPS://M.LinkedIn.com/in/Ana-Nueva/",
        "www.linkedin.com/in/ana-nueva",
        "//linkedin.com/in/ana%2Dnueva",
        "/in/ana-nueva/",
        "in/ana-nueva",
        "ana-nueva",
        "Ana Nueva",
        "ana  NUEVA",
        "Dr. Ana Nueva, PhD",
    ],
)
def test_a_person_is_kept_however_they_are_named(written: str) -> None:
    assert str(keep(written).reason(pending("ana-nueva"))) == f"named: --keep {written!r}"
    assert keep(written).reason(pending("berta-otra")) is None


def test_a_slug_is_compared_decoded() -> None:
    person = pending("josé-🚀-9")
    assert keep("https://www.linkedin.com/in/jos%C3%A9-%F0%9F%9A%80-9/").reason(person)
    assert keep("https://www.linkedin.com/in/jose%CC%81-🚀-9/").reason(person)


def test_an_address_keeps_an_invitation_by_mail() -> None:
    assert keep("Ana@Example.org").reason(pending("ana@example.org"))
    assert keep("mailto:ana@example.org").reason(pending("ana@example.org"))
    assert keep("ana@example.org").reason(pending("ana@example.com")) is None


def test_a_name_keeps_everybody_who_bears_it() -> None:
    rules = keep("Ana Nueva")
    assert rules.reason(pending("ana-1", name="Ana Nueva"))
    assert rules.reason(pending("ana-2", name="Ana Nueva 🚀 (she/her), MBA"))


@pytest.mark.parametrize(
    ("decorated", "bare"),
    [
        ("Ana Nueva, PhD, MBA", "ana nueva"),
        ("Dr. Ana Nueva", "ana nueva"),
        ("Ana Nueva Ph.D.", "ana nueva"),
        ("Ana (Anita) Nueva", "ana nueva"),
        ("🌟 Ana 👩‍💻 Nueva | Hiring", "ana nueva"),
        ("Ａｎａ Nueva", "ana nueva"),
        ("Ana\u200b\u202e\tNueva", "ana nueva"),
        ("Nueva, Ana", "nueva ana"),
        ("Jack Ma", "jack ma"),
        ("🚀", "🚀"),
        ("Dr", "dr"),
        ("山田 太郎", "山田 太郎"),
    ],
)
def test_decorations_are_no_part_of_a_name(decorated: str, bare: str) -> None:
    assert name_form(decorated) == bare


def test_rules_that_keep_nobody_are_told() -> None:
    rules = keep("Ana Nueva", "bert", "nobody@example.org")
    assert ", ".join(map(str, rules.unmatched([pending("ana-nueva")]))) == "bert, nobody@example.org"
    assert rules.unmatched([pending("ana-nueva"), pending("bert"), pending("nobody@example.org")]) == ()


def test_a_rule_counts_as_used_even_where_another_names_the_same_person() -> None:
    assert keep("/in/ana-nueva", "Ana Nueva").unmatched([pending("ana-nueva")]) == ()


def test_a_file_has_one_rule_a_line() -> None:
    text = "\ufeff# my people\r\n\r\nAna Nueva  # sister\r\n/in/bert#posts\r\n  c@example.org\r\n"
    rules = read_rule_lines(text, "family.txt")
    assert [rule.written for rule in rules] == ["Ana Nueva", "/in/bert#posts", "c@example.org"]
    assert str(KeepRules(rules).reason(pending("bert"))) == "named: family.txt '/in/bert#posts'"


@pytest.mark.parametrize("text", ["https://www.linkedin.com/company/acme/", "https://example.org/in/ana", "", "  "])
def test_what_names_no_person_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="--keep"):
        read_rule(text, "--keep")


def test_a_pattern_keeps_by_name_headline_or_company() -> None:
    archive = Archive(connections=(ArchivedConnection("bert", "Bert Otro", None, "ACME, Inc."),))
    rules = KeepRules(with_companies((read_pattern_rule("acme", "--keep-match"),), archive))
    assert rules.reason(pending("ana", headline="Engineer at Acme"))
    assert str(rules.reason(pending("bert"))) == "named: --keep-match 'acme'"
    assert rules.reason(pending("carla")) is None
    assert rules.unmatched([pending("bert")]) == ()
    assert ", ".join(map(str, rules.unmatched([pending("carla")]))) == "acme"


def test_several_people_are_never_taken_for_one() -> None:
    with pytest.raises(UsageError, match="names more than one person"):
        read_rule("Ana Nueva, Ben Okafor", "--keep")
    assert read_rule("Ana Nueva, PhD", "--keep").value == "ana nueva"


@pytest.mark.parametrize("text", ["(", "", "  "])
def test_a_pattern_that_is_none_or_means_everybody_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="--keep-match"):
        read_pattern_rule(text, "--keep-match")


def test_the_lasting_list_stays_outside_of_a_job_and_may_mean_nobody_here() -> None:
    rules = KeepRules((read_rule("Ana Nueva", KEEP_LIST), read_rule("bert", "--keep")))
    assert str(rules.reason(pending("ana-nueva"))) == "named: your keep list 'Ana Nueva'"
    assert ", ".join(map(str, rules.unmatched([]))) == "bert"
    assert Selection(keep=rules).frozen(None).keep == KeepRules((read_rule("bert", "--keep"),))
