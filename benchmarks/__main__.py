"""Run every benchmark: `make bench`. Ends with 1 if a promise is not kept."""

from __future__ import annotations

import asyncio
import sys

from benchmarks import startup


def main() -> None:
    """Run them one after another, so that none disturbs another."""
    kept = asyncio.run(startup.measure())
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
