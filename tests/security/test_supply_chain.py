"""What SECURITY.md claims has its tests, and the lock holds what is asked for."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_test_that_the_threat_model_names_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "SECURITY.md").read_text("utf-8")))
    written = {
        name
        for file in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.MULTILINE)
    }
    assert len(named) > 20
    assert named - written == set()


def test_the_lock_holds_all_that_is_asked_for_and_no_registrys_address() -> None:
    lock = (ROOT / "requirements-dev.txt").read_text("utf-8")
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = pyproject["dependency-groups"]
    asked = [*pyproject["project"]["dependencies"], *groups["build"], *groups["test"], *groups["check"]]
    locked = dict(re.findall(r"^([\w.-]+)==([\w.]+)", lock, re.MULTILINE))
    for requirement in asked:
        name, bound, number = re.match(r"([\w.-]+)(>=|<)([\w.]+)", requirement).groups()  # type: ignore[union-attr]
        assert name in locked, f"{name} is not in the lock: scripts/lock"
        if bound == ">=":  # a cap is for some systems only
            assert _numbers(locked[name]) >= _numbers(number), f"{name} is locked below its floor: scripts/lock"
    assert "://" not in lock
    assert "index" not in lock
    blocks = re.split(r"^(?=[\w.-]+==)", lock, flags=re.MULTILINE)[1:]
    assert {block.partition("==")[0] for block in blocks} == {*locked}
    assert all("--hash=sha256:" in block for block in blocks)


def _numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]
