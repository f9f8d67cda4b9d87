"""The house itself: no circle, a name for one thing, no file that two ideas hide in."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "withdrawer"
MOST_LINES = 400
ROOMS_OF_COMMANDS = ("cli/commands", "app", "show", "journal", "linkedin")
"""Where a command's verb may name a file each."""
GERUNDS = {"pacing"}


@cache
def modules() -> dict[str, Path]:
    found = {}
    for file in PACKAGE.rglob("*.py"):
        parts = file.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


@cache
def parsed(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


def imported(module: str) -> Iterator[str]:
    """All that a module imports of the package, within functions and for types too."""
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("withdrawer"):
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                yield inner if inner in modules() else node.module


def test_no_two_modules_import_each_other_nor_do_more_in_a_ring() -> None:
    left = {module: set(imported(module)) & set(modules()) - {module} for module in modules()}
    while free := {module for module, uses in left.items() if not uses}:
        left = {module: uses - free for module, uses in left.items() if module not in free}
    assert not left, f"these stand in a circle, or above one: {sorted(left)}"


def test_a_class_has_its_name_alone() -> None:
    defined = defaultdict(set)
    for module in modules():
        for node in parsed(module).body:
            if isinstance(node, ast.ClassDef):
                defined[node.name].add(module)
    assert {name: sorted(at) for name, at in defined.items() if len(at) > 1} == {}


def test_a_file_has_its_name_alone_but_for_a_commands_verb() -> None:
    verbs = {file.stem for file in (PACKAGE / "cli" / "commands").glob("*.py")}
    named = defaultdict(set)
    for file in PACKAGE.rglob("*.py"):
        if file.name != "__init__.py":
            named[file.stem].add(file.relative_to(PACKAGE).parent.as_posix())
    for stem, places in named.items():
        assert len(places) == 1 or (stem in verbs and places <= set(ROOMS_OF_COMMANDS)), (stem, sorted(places))


def test_a_module_is_a_noun_or_a_verb() -> None:
    stems = {file.stem for file in PACKAGE.rglob("*.py")}
    assert {stem for stem in stems if stem.endswith("ing")} <= GERUNDS


def test_every_file_is_short_enough_to_hold_one_idea() -> None:
    files = [file for suffix in ("py", "js", "sql") for file in PACKAGE.rglob(f"*.{suffix}")]
    assert {file.name for file in files if len(file.read_text("utf-8").splitlines()) > MOST_LINES} == set()


def test_a_use_case_neither_prints_nor_reads_what_is_typed() -> None:
    for module in modules():
        if module.startswith("withdrawer.app."):
            calls = [node.func for node in ast.walk(parsed(module)) if isinstance(node, ast.Call)]
            assert not {it.id for it in calls if isinstance(it, ast.Name)} & {"print", "input"}, module
            named = {f"{it.value.id}.{it.attr}" for it in ast.walk(parsed(module))
                     if isinstance(it, ast.Attribute) and isinstance(it.value, ast.Name)}  # fmt: skip
            assert not named & {"sys.stdin", "sys.stderr"}, module
