"""Run the benchmarks and write docs/performance.md: `make bench`, or `python -m benchmarks NAME… [--long]`.

Without a name it runs all, in about five minutes; `--long` takes its time. Ends with 1 if a promise is broken.
"""

from __future__ import annotations

import argparse
import asyncio
import sys

from benchmarks import nudges, scale, startup, taps
from benchmarks.document import keep

BENCHMARKS = {
    "startup": startup.measure,
    "taps": taps.measure,
    "nudges": nudges.measure,
    "scale": scale.measure,
}


def main() -> None:
    """Run them one after another, so that none disturbs another."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"which: {', '.join(BENCHMARKS)}; all if left out"
    )
    parser.add_argument(
        "--long", action="store_true", help="more rounds, the whole run of nudges, a million people"
    )
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(BENCHMARKS):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    kept = [_run(name, long=asked.long) for name in asked.names or BENCHMARKS]
    sys.exit(0 if all(kept) else 1)


def _run(name: str, *, long: bool) -> bool:
    section = asyncio.run(BENCHMARKS[name](long=long))
    print(section)
    keep(section, long=long)
    return section.kept


if __name__ == "__main__":
    main()
