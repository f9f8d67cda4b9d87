from pathlib import Path

from withdrawer.app.status import other_accounts
from withdrawer.home import Home, open_home


def test_the_other_accounts_of_a_home_are_named(tmp_path: Path) -> None:
    for account in ("", "work", "side"):
        open_home(tmp_path / "home", account, "real", {})
    open_home(tmp_path / "home", "play", "replay", {})
    (tmp_path / "home" / "accounts" / "mine").mkdir()
    assert other_accounts(Home(tmp_path / "home", "real")) == ("side", "work")
    assert other_accounts(Home(tmp_path / "home" / "accounts" / "work", "real")) == ("", "side")
    assert other_accounts(Home(tmp_path / "home" / "accounts" / "play", "replay")) == ()
    assert other_accounts(Home(tmp_path / "none", "real")) == ()
    assert [*tmp_path.iterdir()] == [tmp_path / "home"]
