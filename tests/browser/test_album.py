"""The album of docs/screens, without a browser: its index, its sizes, and how scenes say the way."""

from __future__ import annotations

import io
import re
from itertools import chain

from PIL import Image

from tests.browser.acts import Go, Say, Tap
from tests.browser.album import Scene, small
from tests.browser.managing import MANAGER
from tests.browser.month import MONTH, RIGHTS
from tests.browser.pictures import SCREENS

MOST_BYTES = 150_000  # of a wide picture
CHAPTERS = (*MONTH, *MANAGER, RIGHTS)


def test_every_picture_has_its_line_and_every_line_its_picture() -> None:
    index = (SCREENS / "README.md").read_text(encoding="utf-8")

    assert {path.name for path in SCREENS.glob("*.png")} == set(re.findall(r"\(([\w-]+\.png)\)", index))


def test_every_scene_is_in_the_index() -> None:
    index = (SCREENS / "README.md").read_text(encoding="utf-8")
    names = [scene.name for scene in chain.from_iterable(chapter.scenes for chapter in CHAPTERS)]

    assert [] == [name for name in names if not re.search(rf"\(390-\d+-{name}\.png\)", index)]
    assert len(names) == len(set(names))


def test_the_pictures_are_small() -> None:
    assert [] == [path.name for path in SCREENS.glob("*.png") if path.stat().st_size > MOST_BYTES]


def test_a_picture_of_few_colours_is_as_large_to_the_eye() -> None:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, "PNG")

    assert (40, 30) == Image.open(io.BytesIO(small(made.getvalue()))).size


def test_the_way_to_a_scene_is_told_by_what_plays_it() -> None:
    scene = Scene("later", "When?", (Go("+1d", "wait a day"), Say("/settings"), Tap("Pages")))

    assert "Wait a day, type “/settings”, tap “Pages”." == scene.how
