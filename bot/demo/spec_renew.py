"""Writes spec.json, what the demo must know of a machine-readable Bot API description.

Run as `python -m bot.demo.spec_renew PATH_TO_API_JSON` when Telegram publishes a new version. It keeps only
the methods that the demo emulates and the types that their parameters reach; of all others just the names.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from bot.demo.methods import METHODS

TARGET = Path(__file__).with_name("spec.json")
MUST_BE = re.compile(r"must be (\w+)$")
ARRAY = "Array of "

Described = dict[str, Any]


def renew(description: Described) -> Described:
    """The part of `description` that is checked at run time."""
    methods = {name: fields(description["methods"][name]) for name in sorted(METHODS)}
    return {
        "version": description["version"],
        "methods": methods,
        "types": reached(description["types"], methods),
        "not_emulated": sorted(set(description["methods"]) - set(methods)),
    }


def fields(entry: Described) -> Described:
    """The fields of one method or type: their types, whether required, and the one value they must have."""
    return {field["name"]: _field(field) for field in entry.get("fields", [])}


def _field(field: Described) -> Described:
    short: Described = {"types": field["types"]}
    if field["required"]:
        short["required"] = True
    if field["name"] == "type" and (fixed := MUST_BE.search(field["description"])):
        short["must_be"] = fixed[1]
    return short


def reached(types: Described, methods: Described) -> Described:
    """Every type that a parameter of `methods` is made of, however deep."""
    found: Described = {}
    waiting = [name for method in methods.values() for field in method.values() for name in field["types"]]
    while waiting:
        name = waiting.pop().removeprefix(ARRAY).removeprefix(ARRAY)
        if name not in types or name in found:
            continue
        if subtypes := types[name].get("subtypes"):
            found[name] = {"one_of": subtypes}
            waiting += subtypes
        else:
            found[name] = {"fields": fields(types[name])}
            waiting += [kind for field in found[name]["fields"].values() for kind in field["types"]]
    return dict(sorted(found.items()))


def main() -> None:
    """Read the description named on the command line and write spec.json."""
    description = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    text = json.dumps(renew(description), indent=1, ensure_ascii=False)
    TARGET.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
