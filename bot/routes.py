"""Every place that a button can lead to.

Nouns show something and record nothing; verbs record something and then lead to a noun. A tag, once given, is
never used for anything else: buttons of years ago are still in people's chats.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - callback data is read by the type hints
from enum import StrEnum

from bot.callback_data import ContentId, Route, tagged


class Shift(StrEnum):
    """When a person works, as far as quiet hours need to know."""

    DAYS = "days"
    NIGHTS = "nights"
    MIXED = "mixed"


class Print(StrEnum):
    """How large a paper is printed."""

    NORMAL = "n"
    LARGE = "l"


class Weekday(StrEnum):
    """The day of the weekly card. In the order of ISO 8601: Monday is first."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"


@tagged("h")
@dataclass(frozen=True)
class Home(Route):
    """The menu keyboard, and when the next card comes."""


@tagged("w")
@dataclass(frozen=True)
class Welcome(Route):
    """What Say So is and is not; the first step of joining."""


@tagged("jp")
@dataclass(frozen=True)
class ChoosePack(Route):
    """Second step of joining: adults' or children's services was chosen; which shifts?"""

    pack: ContentId


@tagged("jq")
@dataclass(frozen=True)
class ChooseShift(Route):
    """Ask for the shifts, as a step of joining."""

    pack: ContentId


@tagged("js")
@dataclass(frozen=True)
class Join(Route):
    """Third step of joining: the shifts were chosen."""

    pack: ContentId
    shift: Shift


@tagged("at")
@dataclass(frozen=True)
class AskTown(Route):
    """Ask for the town where the person cared for lives."""


@tagged("ts")
@dataclass(frozen=True)
class SkipTown(Route):
    """Go on without a town: national numbers until there is one."""


@tagged("ta")
@dataclass(frozen=True)
class SetArea(Route):
    """The council area was chosen."""

    area: ContentId


@tagged("r")
@dataclass(frozen=True)
class ReadNext(Route):
    """The first excerpt that has not been read, or else the one read longest ago."""


@tagged("rx")
@dataclass(frozen=True)
class ReadExcerpt(Route):
    """Read a certain excerpt."""

    excerpt: ContentId


@tagged("x")
@dataclass(frozen=True)
class Excerpt(Route):
    """Show an excerpt that has been counted as read."""

    excerpt: ContentId


@tagged("xc")
@dataclass(frozen=True)
class OwnCopy(Route):
    """The whole pack as a file, to keep or to print."""

    size: Print


@tagged("ch")
@dataclass(frozen=True)
class HandOut(Route):
    """One card as a sheet for a talk in a team."""

    card: ContentId


@tagged("p")
@dataclass(frozen=True)
class Practise(Route):
    """The card that waits for an answer, or else a new one."""


@tagged("wk")
@dataclass(frozen=True)
class WeeklyCard(Route):
    """The card of the nudge that was due on this day."""

    due: date


@tagged("pe")
@dataclass(frozen=True)
class PractiseExcerpt(Route):
    """A card that practises what this excerpt says."""

    excerpt: ContentId


@tagged("c")
@dataclass(frozen=True)
class Card(Route):
    """Show a card that was dealt."""

    showing: int


@tagged("a")
@dataclass(frozen=True)
class Answer(Route):
    """Choose an option of a card."""

    showing: int
    option: ContentId


@tagged("g")
@dataclass(frozen=True)
class Guidance(Route):
    """Show the guidance for the option that was chosen."""

    showing: int


@tagged("m")
@dataclass(frozen=True)
class MoreGuidance(Route):
    """Show what the other options would lead to, and the if-then line."""

    showing: int


@tagged("ny")
@dataclass(frozen=True)
class NothingYet(Route):
    """Everything is held back until a safeguarding lead has signed it off."""


@tagged("k")
@dataclass(frozen=True)
class Nudge(Route):
    """The discreet message that says that this week's card is ready."""

    due: date


@tagged("co")
@dataclass(frozen=True)
class Concern(Route):
    """The first screen of 'Raise a concern'."""


@tagged("cd")
@dataclass(frozen=True)
class ConcernDoor(Route):
    """One of the four doors of the concern guide."""

    door: ContentId


@tagged("n")
@dataclass(frozen=True)
class Numbers(Route):
    """Useful numbers of the person's own area."""


@tagged("na")
@dataclass(frozen=True)
class NumbersOf(Route):
    """Useful numbers of a certain area."""

    area: ContentId


@tagged("l")
@dataclass(frozen=True)
class LookUp(Route):
    """The contents of the pack, a page at a time."""

    page: int


@tagged("s")
@dataclass(frozen=True)
class Settings(Route):
    """What can be changed."""


@tagged("sd")
@dataclass(frozen=True)
class AskDay(Route):
    """Which day should the card come?"""


@tagged("sD")
@dataclass(frozen=True)
class SetDay(Route):
    """The day was chosen."""

    day: Weekday


@tagged("st")
@dataclass(frozen=True)
class AskHour(Route):
    """At which hour should the card come?"""


@tagged("sT")
@dataclass(frozen=True)
class SetHour(Route):
    """The hour was chosen: minutes after midnight where the person lives."""

    minutes: int


@tagged("ss")
@dataclass(frozen=True)
class AskShift(Route):
    """Which shifts?"""


@tagged("sS")
@dataclass(frozen=True)
class SetShift(Route):
    """The shifts were changed."""

    shift: Shift


@tagged("sp")
@dataclass(frozen=True)
class AskPack(Route):
    """Adults or children?"""


@tagged("sP")
@dataclass(frozen=True)
class SetPack(Route):
    """The pack was changed."""

    pack: ContentId


@tagged("so")
@dataclass(frozen=True)
class StopNudges(Route):
    """No more weekly messages."""


@tagged("sg")
@dataclass(frozen=True)
class ResumeNudges(Route):
    """Weekly messages again."""


@tagged("?")
@dataclass(frozen=True)
class Help(Route):
    """What one can do here."""


@tagged("pv")
@dataclass(frozen=True)
class Privacy(Route):
    """What is kept, and who can see what."""


@tagged("v")
@dataclass(frozen=True)
class Preview(Route):
    """Any item of the content as people will see it, for owners. Nothing is recorded."""

    item: ContentId


@tagged("vo")
@dataclass(frozen=True)
class PreviewOption(Route):
    """What an option of a card leads to, for owners."""

    item: ContentId
    option: ContentId


@tagged("vs")
@dataclass(frozen=True)
class PreviewStep(Route):
    """A step of a rehearsal, by its place in the file, for owners."""

    item: ContentId
    step: int


@tagged("vh")
@dataclass(frozen=True)
class PreviewHelp(Route):
    """How to look at an item, for owners."""


@tagged("f")
@dataclass(frozen=True)
class AskForget(Route):
    """Ask whether everything should be deleted."""


@tagged("F")
@dataclass(frozen=True)
class Forget(Route):
    """Delete everything about this person now."""


@tagged("fd")
@dataclass(frozen=True)
class Forgotten(Route):
    """Say that everything was deleted."""


@tagged("u")
@dataclass(frozen=True)
class NotUnderstood(Route):
    """Something was typed that nothing here answers to."""


@tagged("uf")
@dataclass(frozen=True)
class NotReadable(Route):
    """Something came that is not text: a sticker, a picture, a voice note."""


@tagged("tc")
@dataclass(frozen=True)
class ChooseArea(Route):
    """The town that was typed may be in either of two areas, which can be the same: which one?"""

    first: ContentId
    second: ContentId


@tagged("tn")
@dataclass(frozen=True)
class TownNotFound(Route):
    """The town that was typed is in no area that we know."""


@tagged("oe")
@dataclass(frozen=True)
class OutsideEngland(Route):
    """The town that was typed is in another nation."""

    nation: ContentId


@tagged("mv")
@dataclass(frozen=True)
class Moved(Route):
    """An old button: what it led to is not there any more."""


@tagged("tr")
@dataclass(frozen=True)
class Trouble(Route):
    """Something broke on our side."""
