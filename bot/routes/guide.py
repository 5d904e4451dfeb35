"""What stands behind the doors of the concern guide, and the reminder that can be asked for there."""

from __future__ import annotations

from bot.callback_data import Route, tagged


@tagged("cm")
class FurtherDoors(Route):
    """The doors behind the first four."""


@tagged("cw")
class WriteDown(Route):
    """What to write down, to be copied onto paper."""


@tagged("cx")
class HappensNext(Route):
    """What happens next."""


@tagged("ck")
class Protection(Route):
    """How the law protects who speaks up."""


@tagged("cn")
class NotAble(Route):
    """Ways for who does not feel able to say it herself."""


@tagged("cc")
class ClearThis(Route):
    """Take the guide's message out of the chat."""


@tagged("clb")
class ClearBoth(Route):
    """The same, and the message that was typed and led there. Only in its own chat can it be anybody's."""

    typed: int


@tagged("cr")
class AskReminder(Route):
    """Be reminded after 3 and 10 days. Knows only that it was asked for."""


@tagged("cq")
class ReminderSet(Route):
    """The reminder will come."""


@tagged("cz")
class DropReminder(Route):
    """No reminder any more."""


@tagged("cy")
class ReminderGone(Route):
    """No reminder will come."""


@tagged("cp")
class Reminder(Route):
    """The reminder itself."""


@tagged("cb")
class CameBack(Route):
    """Somebody came back to her: no reminder any more."""


@tagged("cg")
class AfterCameBack(Route):
    """What to do now that somebody came back."""


@tagged("ca")
class NoAnswer(Route):
    """Nobody came back: the next way to go."""
