"""Takes the pictures of docs/screens from the demo page, by `make screens`. Look at them before a commit.

What a tired reader may stumble over, such as a button of three lines, is printed at the end.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from bot.demo.colleagues import Colleagues
from tests.browser.acts import Stage
from tests.browser.album import Album, grouped
from tests.browser.managing import MANAGER
from tests.browser.month import MONTH, RIGHTS
from tests.browser.playing import chromium, phone, staged

SCREENS = Path(__file__).parents[2] / "docs" / "screens"
NARROW = 390
PATIENCE_MS = 8_000
INTRODUCTION = """# Screens

What a care worker meets in the first month, and a manager in the first week. The pictures are taken from the
demo page, 390 pixels wide, by `make screens`, which writes this page as well.
"""


def main(folder: Path) -> None:
    """Take them all anew. Ends with an error if a scene could not be played."""
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    album = Album(folder)
    asyncio.run(play(album))
    (folder / "README.md").write_text(
        "\n".join([INTRODUCTION.rstrip(), *album.index]) + "\n", encoding="utf-8"
    )
    print(grouped(album.remarks))  # noqa: T201 - for whoever looks at the pictures
    if album.missing:
        sys.exit("These could not be played:\n" + "\n".join(album.missing))


async def play(album: Album) -> None:
    """The whole month on one page."""
    with tempfile.TemporaryDirectory() as data:
        async with (
            staged(Path(data)) as (url, world),
            chromium() as browser,
            phone(browser, url, NARROW) as page,
        ):
            page.set_default_timeout(PATIENCE_MS)
            stage = Stage(page, world, url, "Grace", Colleagues(world, pause=0))
            for chapter in (*MONTH, *MANAGER, RIGHTS):
                await album.play(stage, chapter)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SCREENS)
