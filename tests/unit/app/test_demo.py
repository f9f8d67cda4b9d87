from datetime import UTC, datetime, timedelta
from typing import Any

from withdrawer.app.demo import around_the_blast, what_happened, who_is_who
from withdrawer.app.typed_selection import read_selection

AT = datetime(2026, 11, 20, 14, tzinfo=UTC)
NOW = AT + timedelta(days=1)


def member(slug: str, minutes: float, *, blast: bool = False, accepted: bool = False) -> dict[str, Any]:
    sent_at = (AT + timedelta(minutes=minutes)).isoformat()
    return {"slug": slug, "sent_at": sent_at, "blast": blast, "accepted": accepted}


TRUTH = [
    member("old", -90 * 24 * 60),
    member("ana", 0, blast=True),
    member("bob", 2, blast=True, accepted=True),
    member("new", 600),
    {"slug": "friend", "sent_at": None, "blast": False, "accepted": False},
]


def test_the_window_holds_the_blast_and_nobody_else() -> None:
    selection = read_selection(around_the_blast(TRUTH), NOW, UTC)
    assert selection.window is not None
    for person in TRUTH:
        if person["sent_at"]:
            at = datetime.fromisoformat(person["sent_at"])
            assert (selection.window.since <= at < selection.window.until) == person["blast"]


def test_where_nothing_was_sent_after_the_blast_the_window_stays_open() -> None:
    typed = around_the_blast(TRUTH[:3])
    assert typed.since is not None
    assert typed.until is None


def test_where_nobody_blasted_nothing_is_selected() -> None:
    assert around_the_blast([TRUTH[0], TRUTH[3]]).since is None
    assert around_the_blast([]).since is None


def test_what_happened_is_what_the_site_did_not_what_it_was_asked() -> None:
    events = [
        {"event": "page", "kind": "sent"},
        {"event": "act", "kind": "sent", "slug": "ana"},
        {"event": "withdrawn", "kind": "sent", "slug": "ana"},
        {"event": "act", "kind": "sent", "slug": "bob"},
        {"event": "refused", "kind": "sent", "slug": "bob"},
        {"event": "removed", "kind": "connection", "slug": "cem"},
    ]
    assert what_happened(events) == {"withdrawn": ["ana"], "removed": ["cem"], "refused": ["bob"]}
    assert what_happened([]) == {"withdrawn": [], "removed": [], "refused": []}


def test_an_act_done_twice_is_counted_twice() -> None:
    twice = [{"event": "withdrawn", "kind": "sent", "slug": "ana"}] * 2
    assert what_happened(twice)["withdrawn"] == ["ana", "ana"]


def test_who_is_who() -> None:
    assert who_is_who(TRUTH) == {"blast": ["ana", "bob"], "accepted": ["bob"], "outside": ["old", "new", "friend"]}
