"""A no deletes nothing, and a script is told so."""

from pathlib import Path

from tests.support.answers import Answering
from tests.unit.plan.making import NOW
from withdrawer.app.forget import forget
from withdrawer.app.user_questions import Forgettable
from withdrawer.home import open_home
from withdrawer.show.forget import forget_shown


def test_a_no_deletes_nothing(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home", "", "replay", {})
    user = Answering(False)
    found = forget(home, Forgettable.ALL, user, NOW, says_yes=False)
    assert user.questions == ["Delete this for good?"]
    assert user.told[-1] == "Nothing was deleted."
    assert home.profile.is_dir()
    assert forget_shown(found).data == {"forgotten": None}
