"""What stands behind the doors of the concern guide, and the reminder that can be asked for there."""

from __future__ import annotations

from dataclasses import dataclass

from bot.callback_data import Route, tagged


@tagged("cm")
@dataclass(frozen=True)
class FurtherDoors(Route):
    """The doors behind the first four."""


@tagged("cw")
@dataclass(frozen=True)
class WriteDown(Route):
    """What to write down, to be copied onto paper."""


@tagged("cx")
@dataclass(frozen=True)
class HappensNext(Route):
    """What happens next."""


@tagged("ck")
@dataclass(frozen=True)
class Protection(Route):
    """How the law protects who speaks up."""


@tagged("cn")
@dataclass(frozen=True)
class NotAble(Route):
    """Ways for who does not feel able to say it herself."""


@tagged("cc")
@dataclass(frozen=True)
class ClearThis(Route):
    """Take the guide's message out of the chat."""


@tagged("clb")
@dataclass(frozen=True)
class ClearBoth(Route):
    """The same, and the message that was typed and led there. Only in its own chat can it be anybody's."""

    typed: int


@tagged("cr")
@dataclass(frozen=True)
class AskReminder(Route):
    """Be reminded after 3 and 10 days. Knows only that it was asked for."""


@tagged("cq")
@dataclass(frozen=True)
class ReminderSet(Route):
    """The reminder will come."""


@tagged("cz")
@dataclass(frozen=True)
class DropReminder(Route):
    """No reminder any more."""


@tagged("cy")
@dataclass(frozen=True)
class ReminderGone(Route):
    """No reminder will come."""


@tagged("cp")
@dataclass(frozen=True)
class Reminder(Route):
    """The reminder itself."""


@tagged("cb")
@dataclass(frozen=True)
class CameBack(Route):
    """Somebody came back to her: no reminder any more."""


@tagged("cg")
@dataclass(frozen=True)
class AfterCameBack(Route):
    """What to do now that somebody came back."""


@tagged("ca")
@dataclass(frozen=True)
class NoAnswer(Route):
    """Nobody came back: the next way to go."""
