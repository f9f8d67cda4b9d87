"""`scripts/long faults`: writes the table into docs/faults.md. With names of faults (or --all) it plays them."""

import sys
import tempfile
import time
from pathlib import Path

from tests.long.faults.play import differences, play
from tests.long.faults.rows import rows, table
from tests.support.browser import end_driver

PAGE = Path(__file__).parents[3] / "docs" / "faults.md"
BEGIN, END = "<!-- the table: scripts/long faults -->", "<!-- the end of the table -->"


def write_table() -> None:
    before, rest = PAGE.read_text("utf-8").split(BEGIN)
    PAGE.write_text("\n".join([before + BEGIN, *table(), END + rest.split(END)[1]]), encoding="utf-8")


def play_all(names: list[str], arguments: list[str]) -> int:
    wrong = 0
    for row in rows():
        if names and row.fault not in names:
            continue
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            played = play(row.fault, Path(folder), *arguments)
        layout = arguments[arguments.index("--layout") + 1] if "--layout" in arguments else ""
        found = differences(row.on(layout), played)
        wrong += bool(found)
        print(f"{row.fault:24} {time.monotonic() - began:6.1f} s  {'; '.join(found) or 'as documented'}", flush=True)  # noqa: T201
        if found:
            print("\n".join(played.said.splitlines()[-12:]), flush=True)  # noqa: T201
    print(f"{wrong} of the faults played ended otherwise than documented")  # noqa: T201
    return min(wrong, 1)


if __name__ == "__main__":
    given = [it for it in sys.argv[1:] if it != "--all"]
    extra = given[given.index("--") + 1 :] if "--" in given else []
    chosen = given[: given.index("--")] if "--" in given else given
    if len(sys.argv) == 1:
        write_table()
    else:
        code = play_all(chosen, extra)
        end_driver()
        sys.exit(code)
