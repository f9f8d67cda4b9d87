"""Play the demo on every layout in every language, and say what went otherwise than it must."""

import argparse
import sys
from functools import partial
from multiprocessing import get_context

from tests.long.matrix.combinations import Combination, combinations
from tests.long.matrix.play import play


def main() -> int:
    """Play those that were chosen, as many at once as there are cores; 1 where one of them went wrong."""
    parser = argparse.ArgumentParser(prog="scripts/long matrix", description=__doc__)
    parser.add_argument("--people", type=int, default=120, help="all pending invitations, the blast included")
    parser.add_argument("--plain", action="store_true", help="without the arms")
    parser.add_argument("words", nargs="*", help="only combinations with these words: artdeco, ja, virtualised")
    chosen = parser.parse_args()
    played = [Combination(it.layout, it.language) if chosen.plain else it for it in combinations()]
    played = [it for it in played if all(word in str(it).split() for word in chosen.words)]
    wrong = 0
    with get_context("spawn").Pool() as pool:
        all_found = pool.imap(partial(play, people=chosen.people), played)
        for combination, found in zip(played, all_found, strict=True):
            wrong += bool(found)
            print(f"{combination}: {'; '.join(found) or 'the blast undone, nobody else touched'}", flush=True)  # noqa: T201
    print(f"{len(played) - wrong} of {len(played)} went as they must")  # noqa: T201
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
