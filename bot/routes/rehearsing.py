"""Conversations to rehearse."""

from __future__ import annotations

from bot.callback_data import ContentId, Route, tagged


@tagged("e")
class Rehearse(Route):
    """What there is to rehearse, a page at a time."""

    page: int


@tagged("eb")
class StartRehearsal(Route):
    """Begin a rehearsal."""

    rehearsal: ContentId


@tagged("er")
class Run(Route):
    """The step at which a rehearsal is."""

    run: int


@tagged("ec")
class Resume(Route):
    """The same, with a sentence on where one was."""

    run: int


@tagged("es")
class Say(Route):
    """Say something, at this step and at no other."""

    run: int
    step: int
    choice: ContentId


@tagged("et")
class BackTo(Route):
    """Go back to an earlier step, as it was then."""

    run: int
    step: int


@tagged("eo")
class OldStep(Route):
    """A button of an earlier step was tapped."""

    run: int
    step: int


@tagged("eu")
class LeftOpen(Route):
    """The one reminder of a rehearsal that was left in the middle."""

    run: int


@tagged("el")
class LeftAlone(Route):
    """She does not want to go on with it now."""

    run: int
