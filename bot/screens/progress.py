"""One's own progress: what was practised, what stands strong, what comes back and when. For nobody else.

There is no mark, no sum and no comparison with anybody. The picture says exactly what the words say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.learning.spacing import Strength
from bot.routes import (
    AskReady,
    AskRecord,
    Home,
    Practise,
    Progress,
    ProgressPicture,
    ReadNext,
    Rehearse,
    ThenAndNow,
    Wave,
)
from bot.screens.common import concern_button
from bot.screens.screen import Button, Markup, Paper, Screen, Style, bold, line, lines, paragraphs, plain
from bot.screens.times import day_in_words, moment
from bot.words import _, _n, english

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

A_START = 3  # stories; up to here it is a start, and is said to be a good one


@dataclass(frozen=True)
class Done:
    """What somebody has practised so far: stories answered, pages read, talks finished, and days."""

    stories: int
    pages: int
    talks: int
    days: int

    @property
    def nothing(self) -> bool:
        """Whether she has just begun."""
        return not (self.stories or self.pages or self.talks)


@dataclass(frozen=True)
class Principle:
    """One principle as it stands: its sentence, how strong it is, and from which day it comes back.

    `due_on` is None where it does not come back by itself yet, or where its day is not ahead any more.
    """

    says: str
    strength: Strength
    due_on: date | None


@dataclass(frozen=True)
class Ways:
    """Where one can go from here: whether there is something to compare, and questions that are open."""

    said: bool
    wave: Wave | None


def strength_in_words(strength: Strength) -> str:
    """How strong a principle is."""
    return {
        Strength.STRONG: _("Strong"),
        Strength.GROWING: _("Growing"),
        Strength.WEAK: _("Worth another look"),
        Strength.NEW: _("Still to come"),
    }[strength]


def comes_back(principle: Principle) -> str:
    """When a principle comes back, in words; nothing of one that was never met."""
    if principle.strength is Strength.NEW:
        return ""
    if principle.due_on is None:
        return _("again soon")
    return _("again from {day}").format(day=day_in_words(principle.due_on))


def progress(
    done: Done, principles: Sequence[Principle], next_due: datetime | None, zone: ZoneInfo, ways: Ways
) -> Screen:
    """All of it in words."""
    if done.nothing:
        return just_begun(next_due, zone)
    text = paragraphs(
        bold(_("Your progress")),
        lines(plain(_practised(done)), *([plain(_("A good start."))] if done.stories <= A_START else [])),
        *_standings(principles),
        plain(_coming(next_due, zone)),
        plain(_("Only you see this here. There are no marks.")),
    )
    picture = Button(_("Show as a picture"), ProgressPicture())
    record = Button(_("Record of learning"), AskRecord())
    said = (Button(_("Then and now"), ThenAndNow()),) if ways.said else ()
    asks = ((Button(_("Six short questions"), AskReady(ways.wave, 0)),),) if ways.wave else ()
    on = Button(_("Practise"), Practise(), Style.PRIMARY)
    return Screen(
        text, ((on, picture), (record, *said), *asks, (Button(_("Menu"), Home()), concern_button()))
    )


def just_begun(next_due: datetime | None, zone: ZoneInfo) -> Screen:
    """There is nothing yet, and that is fine."""
    text = paragraphs(
        bold(_("Your progress")),
        plain(_("You have just begun, so there is nothing here yet. That is fine.")),
        plain(_("A story takes two minutes. A page takes one.")),
        plain(_coming(next_due, zone)),
    )
    on, read = Button(_("Practise"), Practise(), Style.PRIMARY), Button(_("Read"), ReadNext())
    return Screen(text, ((on, read), (Button(_("Rehearse"), Rehearse(0)), concern_button())))


def _practised(done: Done) -> str:
    parts = [
        _n("{number} story answered", "{number} stories answered", done.stories).format(number=done.stories),
        _n("{number} page read", "{number} pages read", done.pages).format(number=done.pages),
        _n("{number} talk rehearsed", "{number} talks rehearsed", done.talks).format(number=done.talks),
    ]
    counts = (done.stories, done.pages, done.talks)
    said = ", ".join(part for part, count in zip(parts, counts, strict=True) if count)
    days = _n("on {number} day", "on {number} days", done.days).format(number=done.days)
    return f"{said}, {days}." if done.days else f"{said}."


def _standings(principles: Sequence[Principle]) -> list[Markup]:
    """The principles by how strong they are; of those that were never met only how many there are."""
    told = []
    for strength in (Strength.STRONG, Strength.GROWING, Strength.WEAK):
        these = [one for one in principles if one.strength is strength]
        if these:
            told.append(lines(bold(strength_in_words(strength)), *(_standing(one) for one in these)))
    new = sum(one.strength is Strength.NEW for one in principles)
    if new:
        said = _n("{number} more is still to come.", "{number} more are still to come.", new)
        told.append(plain(said.format(number=new)))
    return told


def _standing(principle: Principle) -> Markup:
    return line(plain("–"), plain(english(principle.says)), plain(f"({comes_back(principle)})"))


def _coming(next_due: datetime | None, zone: ZoneInfo) -> str:
    if next_due is None:
        return _("Weekly cards are off. You can turn them on in /settings.")
    return _("Your next card comes on {moment}.").format(moment=moment(next_due, zone))


def picture_title() -> str:
    """What stands above the picture."""
    return _("Your progress")


def picture_lines(principles: Sequence[Principle]) -> list[tuple[str, str]]:
    """What stands beside each bar of the picture: the principle, and how strong it is."""
    return [(one.says, strength_in_words(one.strength)) for one in principles]


def picture(principles: Sequence[Principle], paper: Paper) -> Screen:
    """The picture, and under it the same in words."""
    told = lines(
        *(
            line(plain(english(says)), plain(_("– {strength}").format(strength=strength.lower())))
            for says, strength in picture_lines(principles)
        )
    )
    text = paragraphs(bold(picture_title()), told)
    back = Button(_("My progress"), Progress())
    return Screen(text, ((back, Button(_("Practise"), Practise())),), paper=paper)
