import pytest

from withdrawer.journal.records import ActDetail, Outcome
from withdrawer.show.act_words import detail_words, looked_up_words, news_words
from withdrawer.undo.watcher import ANSWERED, News


@pytest.mark.parametrize("detail", ActDetail)
def test_every_detail_has_words_of_its_own(detail: ActDetail) -> None:
    assert detail_words(detail) != detail


def test_a_namesake_is_named_by_address() -> None:
    assert "as ada-renamed: not touched" in detail_words(f"{ActDetail.NAMESAKE_LISTED}: ada-renamed")


@pytest.mark.parametrize(
    "text", ["", "no word: LinkedIn's answer is empty", "a fresh page no longer shows this person"]
)
def test_what_linkedin_or_an_earlier_version_said_stays_as_it_is(text: str) -> None:
    assert detail_words(text) == text


@pytest.mark.parametrize("news", News)
def test_all_news_has_words_and_its_number(news: News) -> None:
    words = news_words(news, 1234)
    assert ("1,234" in words) == (news not in (News.SLOWER, News.NO_EFFECT))


def test_what_was_looked_up_is_summed_by_what_it_means() -> None:
    found = {Outcome.WITHDRAWN: 2, Outcome.REMOVED: 1, Outcome.NOT_DONE: 1, ANSWERED: 1}
    told = "Looked up: 1 answered by LinkedIn, not checked yet, 1 had not and will be tried again, 3 had taken effect."
    assert looked_up_words(found) == told


@pytest.mark.parametrize("outcome", [it for it in Outcome if it is not Outcome.KEPT])
def test_whatever_a_reading_back_can_find_has_words(outcome: Outcome) -> None:
    assert looked_up_words({outcome: 1}).startswith("Looked up: 1 ")
