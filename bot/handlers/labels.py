"""What content puts on buttons. Whoever types it means that button, and tells of no danger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.screens import looking_up as screens
from bot.screens.session_steps import taken_out
from bot.screens.typed import normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.library import Library

_labels_of: dict[str, frozenset[str]] = {}


def on_a_button(text: str, library: Library) -> bool:
    """Whether a text is what stands on a button, or what may be typed in its place."""
    return normal(text) in _labels(library)


def _labels(library: Library) -> frozenset[str]:
    """What content puts on buttons, or lets people type. Kept for the newest library only."""
    if library.version not in _labels_of:
        _labels_of.clear()
        _labels_of[library.version] = frozenset(map(normal, _said_on_buttons(library)))
    return _labels_of[library.version]


def _said_on_buttons(library: Library) -> Iterator[str]:
    for opened in library.concern.every_door:
        yield from (opened.label, *opened.typed)
    for words in library.session.texts():
        yield from (words, taken_out(words))
    for pack in library.packs.values():
        yield from pack.themes.values()
        yield from (page.title for page in pack.excerpts.values())
        yield from (
            button.label
            for theme in pack.themes
            for row in (*screens.votes(theme), *screens.reasons(theme))
            for button in row
        )
        yield from (rehearsal.title for rehearsal in pack.rehearsals.values())
        yield from (
            choice.text
            for rehearsal in pack.rehearsals.values()
            for node in rehearsal.nodes.values()
            for choice in node.choices
        )
