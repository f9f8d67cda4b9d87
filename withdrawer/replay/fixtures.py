"""The location of the recordings and scenarios: beside the package in a checkout, inside it in a wheel."""

from functools import cache
from pathlib import Path

from withdrawer.errors import WithdrawerError


@cache
def fixtures_folder() -> Path:
    """The folder `fixtures/`. Raises WithdrawerError if the installation lacks it."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_fixtures", package.parent / "fixtures"):
        if (folder / "scenarios").is_dir():
            return folder
    raise WithdrawerError("the recordings of the replay site are not installed", "Install withdrawer again.")


def layouts() -> list[str]:
    """The layouts that have recordings."""
    return sorted(file.parent.name for file in fixtures_folder().glob("*/layout.toml"))


def scenarios() -> list[str]:
    """The names of the scenarios shipped with withdrawer."""
    return sorted(file.stem for file in (fixtures_folder() / "scenarios").glob("*.toml"))
