"""Conversations to rehearse."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data import ContentId, Route, tagged


@tagged("e")
@dataclass(frozen=True)
class Rehearse(Route):
    """What there is to rehearse, a page at a time."""

    page: int


@tagged("eb")
@dataclass(frozen=True)
class StartRehearsal(Route):
    """Begin a rehearsal."""

    rehearsal: ContentId


@tagged("er")
@dataclass(frozen=True)
class Run(Route):
    """The step at which a rehearsal is."""

    run: int


@tagged("ec")
@dataclass(frozen=True)
class Resume(Route):
    """The same, with a sentence on where one was."""

    run: int


@tagged("es")
@dataclass(frozen=True)
class Say(Route):
    """Say something, at this step and at no other."""

    run: int
    step: int
    choice: ContentId


@tagged("et")
@dataclass(frozen=True)
class BackTo(Route):
    """Go back to an earlier step, as it was then."""

    run: int
    step: int


@tagged("eo")
@dataclass(frozen=True)
class OldStep(Route):
    """A button of an earlier step was tapped."""

    run: int
    step: int


@tagged("eu")
@dataclass(frozen=True)
class LeftOpen(Route):
    """The one reminder of a rehearsal that was left in the middle."""

    run: int


@tagged("el")
@dataclass(frozen=True)
class LeftAlone(Route):
    """She does not want to go on with it now."""

    run: int
