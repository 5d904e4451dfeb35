"""Looking at the content, for owners."""

from __future__ import annotations

from bot.callback_data import ContentId, Route, tagged


@tagged("v")
class Preview(Route):
    """Any item of the content as people will see it, for owners. Nothing is recorded."""

    item: ContentId


@tagged("vo")
class PreviewOption(Route):
    """What an option of a card leads to, for owners."""

    item: ContentId
    option: ContentId


@tagged("vs")
class PreviewStep(Route):
    """A step of a rehearsal, by its place in the file, for owners."""

    item: ContentId
    step: int


@tagged("vh")
class PreviewHelp(Route):
    """How to look at an item, for owners."""
