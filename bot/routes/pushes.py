"""What comes by itself beside the weekly card: the message, what it is about, and putting it off.

The nudge is named by its kind and day. Whether this person has such a one is looked up where it is used.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - callback data is read by the type hints

from bot.callback_data import Route, tagged
from bot.routes.kinds import Later, Pushed  # noqa: TC001 - callback data is read by the type hints


@tagged("zn")
class PushedNote(Route):
    """The discreet message itself."""

    about: Pushed
    due: date


@tagged("zt")
class ShowPushed(Route):
    """What the message is about."""

    about: Pushed
    due: date


@tagged("zp")
class AskLaterFor(Route):
    """Until when shall it be put off?"""

    about: Pushed
    due: date


@tagged("zq")
class PutOffFor(Route):
    """Put it off."""

    about: Pushed
    due: date
    later: Later


@tagged("zr")
class ComesAgainFor(Route):
    """When what was put off comes again."""

    about: Pushed
    due: date
