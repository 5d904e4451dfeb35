"""Writes what follows from the documents about privacy: `python -m bot.governing`, in the folder of the project.

`docs/governance/retention.md` is made from the schema. The others go into the file that is installed with the
bot, which makes the one about retention itself. Nothing of this module runs in the bot.
"""

from __future__ import annotations

import json
from pathlib import Path

from bot.papers.governance import BUNDLE
from storage.retention_document import retention_document

DOCUMENTS = Path(__file__).parents[1] / "docs" / "governance"
RETENTION = DOCUMENTS / "retention.md"


def bundle() -> str:
    """What is installed: each document that people write, by its name."""
    written = [path for path in sorted(DOCUMENTS.glob("*.md")) if path != RETENTION]
    found = {path.stem: path.read_text(encoding="utf-8") for path in written}
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> None:
    """Write both."""
    RETENTION.write_text(retention_document(), encoding="utf-8")
    BUNDLE.write_text(bundle(), encoding="utf-8")


if __name__ == "__main__":
    main()
