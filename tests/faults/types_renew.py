"""Writes update_types.json, what the fuzzer must know of a machine-readable Bot API description.

Run as `python -m tests.faults.types_renew PATH_TO_API_JSON` when Telegram publishes a new version. It keeps the
names and types of every field that an update can reach, and no words.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from bot.demo.spec_renew import fields, reached

TARGET = Path(__file__).with_name("update_types.json")


def renew(description: dict[str, Any]) -> dict[str, Any]:
    """The types that an update is made of."""
    update = fields(description["types"]["Update"])
    types = reached(description["types"], {"Update": update})
    return {"version": description["version"], "types": {"Update": {"fields": update}, **types}}


def main() -> None:
    """Read the description named on the command line and write update_types.json, a type a line."""
    made = renew(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    lines = [f" {json.dumps(name)}: {json.dumps(kind)}" for name, kind in made["types"].items()]
    head = f'{{"version": {json.dumps(made["version"])}, "types": {{\n'
    TARGET.write_text(head + ",\n".join(lines) + "\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
