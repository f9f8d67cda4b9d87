"""What the review page has from others is what vendor.json says, byte for byte, and its licence goes along."""

import hashlib
import json
import re
from typing import Any

import pytest

from withdrawer.show.review.page_calls import FILES, FOLDER

VENDOR = FOLDER / "vendor"
VENDORED: list[dict[str, Any]] = json.loads((VENDOR / "vendor.json").read_text("utf-8"))


def test_every_vendored_file_is_listed_with_its_hash() -> None:
    listed = {name: sha256 for package in VENDORED for name, sha256 in package["files"].items()}
    there = {
        file.relative_to(VENDOR).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in VENDOR.rglob("*")
        if file.is_file() and file.name != "vendor.json"
    }
    assert listed == there


@pytest.mark.parametrize("package", VENDORED, ids=lambda it: str(it["name"]))
def test_a_vendored_package_says_its_version_and_brings_its_licence(package: dict[str, Any]) -> None:
    assert {*package} == {"name", "version", "licence", "package", "files"}
    assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"]), "pinned, or an update would come by itself"
    (licence,) = [name for name in package["files"] if name.endswith("LICENSE")]
    scripts = [name for name in package["files"] if name.endswith(".js")]
    assert "Redistribution" in (VENDOR / licence).read_text("utf-8")
    for script in scripts:
        text = (VENDOR / script).read_text("utf-8")
        assert package["version"] in text
        assert f"SPDX-License-Identifier: {package['licence']}" in text


def test_only_its_scripts_are_served() -> None:
    served = {path for path in FILES if path.startswith("/vendor/")}
    assert served == {f"/vendor/{name}" for package in VENDORED for name in package["files"] if name.endswith(".js")}
