"""The weekly card."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - callback data is read by the type hints

from bot.callback_data import ContentId, Route, tagged
from bot.routes.kinds import Later  # noqa: TC001 - callback data is read by the type hints


@tagged("p")
class Practise(Route):
    """The card that waits for an answer, or else a new one."""


@tagged("wk")
class WeeklyCard(Route):
    """The card of the nudge that was due on this day."""

    due: date


@tagged("pe")
class PractiseExcerpt(Route):
    """A card that practises what this excerpt says."""

    excerpt: ContentId


@tagged("c")
class Card(Route):
    """Show a card that was dealt."""

    showing: int


@tagged("a")
class Answer(Route):
    """Choose an option of a card."""

    showing: int
    option: ContentId


@tagged("g")
class Guidance(Route):
    """Show the guidance for the option that was chosen."""

    showing: int


@tagged("m")
class MoreGuidance(Route):
    """Show what the other options would lead to, and the if-then line."""

    showing: int


@tagged("ny")
class NothingYet(Route):
    """Everything is held back until a safeguarding lead has signed it off."""


@tagged("k")
class Nudge(Route):
    """The discreet message that says that this week's card is ready."""

    due: date


@tagged("za")
class AskLater(Route):
    """Until when shall the card of this day be put off?"""

    due: date


@tagged("zs")
class PutOff(Route):
    """Put the card of this day off."""

    due: date
    later: Later


@tagged("zd")
class ComesAgain(Route):
    """When the card that was put off comes again."""

    due: date
