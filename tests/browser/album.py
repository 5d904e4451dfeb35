"""Pictures of the demo page: scenes that say what to do and what is seen then, and the album that they go into.

A scene is a value. How one gets to it is told from the same acts that play it, so that the index cannot lie.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from PIL import Image
from playwright.async_api import Error as PlaywrightError

from tests.browser.acts import RENDER_MS
from tests.browser.playing import SIZES, newest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Page

    from tests.browser.acts import Act, Stage

NARROW, WIDE = SIZES
COLOURS = 64
AT_REST = "document.getElementById('toasts').replaceChildren(); document.activeElement.blur()"


@dataclass(frozen=True)
class Scene:
    """A picture: its file's name, what one sees, and what is done to get there. `wide`: at 1280 pixels too."""

    name: str
    sees: str
    acts: tuple[Act, ...]
    wide: bool = False

    @property
    def how(self) -> str:
        """The way there, in one sentence."""
        way = ", ".join(act.how for act in self.acts)
        return f"{way[:1].upper()}{way[1:]}."


@dataclass(frozen=True)
class Chapter:
    """Scenes that belong together, played one after the other."""

    title: str
    scenes: tuple[Scene, ...]


@dataclass
class Album:
    """The pictures of all chapters, in one folder, with an index.

    `remarks` are what somebody should look at, `missing` the scenes that could not be played, and why.
    """

    folder: Path
    index: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    number: int = 0

    async def play(self, stage: Stage, chapter: Chapter) -> None:
        """All scenes of a chapter."""
        self.index += [
            f"\n## {chapter.title}\n",
            "| picture | what one sees | how one gets there |",
            "|---|---|---|",
        ]
        for scene in chapter.scenes:
            try:
                for act in scene.acts:
                    await act.play(stage)
                    await stage.settled()
            except (PlaywrightError, TimeoutError, LookupError, ValueError) as error:
                self.missing.append(f"{scene.name}: {str(error).splitlines()[-1]}")
            else:
                await self._take(stage, scene)

    async def _take(self, stage: Stage, scene: Scene) -> None:
        self.number += 1
        await stage.page.evaluate(AT_REST)
        await stage.page.mouse.move(1, 1)
        for width in (NARROW, WIDE) if scene.wide else (NARROW,):
            await stage.page.set_viewport_size({"width": width, "height": SIZES[width]})
            await stage.page.wait_for_timeout(RENDER_MS)
            taken = await stage.page.screenshot()
            self._path(width, scene).write_bytes(small(taken))
        await stage.page.set_viewport_size({"width": NARROW, "height": SIZES[NARROW]})
        await stage.page.wait_for_timeout(RENDER_MS)
        self.remarks += [f"{self.number}-{scene.name}: {remark}" for remark in await too_much(stage.page)]
        named = self._path(NARROW, scene).name
        also = f" ([wide]({self._path(WIDE, scene).name}))" if scene.wide else ""
        self.index.append(f"| [{named}]({named}){also} | {scene.sees} | {scene.how} |")

    def _path(self, width: int, scene: Scene) -> Path:
        return self.folder / f"{width}-{self.number}-{scene.name}.png"


def small(png: bytes) -> bytes:
    """The same picture in few colours: a tenth of the bytes, and as good to read."""
    made = io.BytesIO()
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()


MEASURE = """message => {
    const top = document.getElementById('scroller').getBoundingClientRect().top;
    const keys = [...message.querySelectorAll('.key')];
    const height = span => span.getBoundingClientRect().height;
    const lines = key => {
        const tallest = Math.max(0, ...[...key.querySelectorAll('span')].map(height));
        return Math.round(tallest / parseFloat(getComputedStyle(key).lineHeight || 22));
    };
    return {
        hidden: Math.round(top - message.getBoundingClientRect().top),
        tall: keys.map(key => [key.textContent, lines(key)]).filter(([, count]) => count > 1),
        buttons: keys.length,
    };
}"""


async def too_much(page: Page) -> list[str]:
    """What a tired reader may stumble over in the newest message: what is out of sight, and long buttons."""
    if not await newest(page).count():
        return []
    found = await newest(page).evaluate(MEASURE)
    said = [f"button of {lines} lines: {label}" for label, lines in found["tall"]]
    if found["hidden"] > 0:
        said.append(f"{found['hidden']} pixels of the newest message are above the edge")
    return said


def grouped(remarks: list[str]) -> str:
    """Remarks by picture."""
    by_picture = groupby(remarks, key=lambda remark: remark.partition(":")[0])
    return "\n".join(
        f"{name}: {'; '.join(one.partition(': ')[2] for one in those)}" for name, those in by_picture
    )
