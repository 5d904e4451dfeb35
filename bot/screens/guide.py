"""What stands behind the doors of the concern guide: notes to take, what comes next, and the reminder.

Nothing about it is recorded for the person. A reminder knows only that it was asked for, and its own words must
tell nothing to who looks over a shoulder.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.routes import (
    AskReminder,
    CameBack,
    ClearBoth,
    ClearThis,
    DropReminder,
    Home,
    NoAnswer,
    Numbers,
    Protection,
)
from bot.screens.common import concern_button
from bot.screens.concern import after, back, clear, council_lines, keeps_the_chat, notes, points, rung
from bot.screens.numbers import danger, information
from bot.screens.screen import Button, Markup, Screen, Way, bold, italic, lines, paragraphs, plain
from bot.screens.times import in_full
from bot.words import _, english

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.callback_data import Route
    from bot.screens.numbers import Lines
    from content.models import ConcernGuide
    from content.ring import Ring, Subject


def write_down(guide: ConcernGuide, lines_now: Lines, subject: Subject) -> Screen:
    """What to write down, to be copied onto paper. The bot keeps none of it."""
    text = paragraphs(
        bold(_("Nothing of this is stored here. Copy it onto paper, or your home’s form.")),
        bold(_("What to note down")),
        lines(*(plain(english(part)) for part in guide.write_down)),
        council_lines(lines_now, subject),
        danger(),
        information(),
    )
    return Screen(text, ((after(),), (_all_numbers(), back()), (clear(),)))


def happens_next(guide: ConcernGuide) -> Screen:
    """What happens next."""
    text = paragraphs(
        bold(_("What happens next")),
        points(guide.happens_next),
        keeps_the_chat(),
        danger(),
        information(),
    )
    protected = Button(_("You are protected"), Protection(), typed=(_("protected"),))
    remind = Button(_("Remind me in 3 and 10 days"), AskReminder(), typed=(_("remind me"),))
    return Screen(text, ((protected,), (remind,), (notes(),), (_all_numbers(), back()), (clear(),)))


def protection(guide: ConcernGuide, advice: Sequence[Ring]) -> Screen:
    """How the law protects who speaks up, with two lines that advise."""
    text = paragraphs(
        bold(_("You are protected")),
        points(guide.protection),
        lines(*(rung(ring) for ring in advice)),
        _dated(guide),
        danger(),
        information(),
    )
    return Screen(text, ((after(),), (_all_numbers(), back()), (clear(),)))


def not_able(guide: ConcernGuide, lines_now: Lines, subject: Subject) -> Screen:
    """Ways for who does not feel able to say it herself."""
    text = paragraphs(
        bold(_("You do not feel able to say it?")),
        points(guide.not_able),
        council_lines(lines_now, subject),
        danger(),
        information(),
    )
    return Screen(text, ((after(),), (_all_numbers(), back()), (clear(),)))


def cleared(*, typed: bool) -> Screen:
    """What stands where a message could not be taken away: nothing that tells what it was."""
    said = _("To take a message away, tap the button under it.") if typed else _("This is cleared.")
    return Screen(plain(said), ((Button(_("Menu"), Home()),),), way=Way.CLEARED)


def cleared_with(typed: int) -> Screen:
    """The same, with the message that was typed. The text stands where that one could not be taken away."""
    left = _("This is cleared. What you typed is still there. Hold it down, then tap Delete.")
    return Screen(plain(left), ((Button(_("Menu"), Home()),),), way=Way.CLEARED, hides=(typed,))


def takes_typed(screen: Screen, typed: int | None) -> Screen:
    """The screen with `Clear this` taking away what was typed, too, where its message is known."""
    if typed is None or not any(isinstance(button.to, ClearThis) for button in screen.buttons):
        return screen
    both = ClearBoth(typed)
    rows = (tuple(_leading(button, both) for button in row) for row in screen.rows)
    return replace(screen, rows=tuple(rows))


def _leading(button: Button, to: Route) -> Button:
    return replace(button, to=to) if isinstance(button.to, ClearThis) else button


def reminder_set() -> Screen:
    """The reminder will come. What it will say stands here, so that it surprises nobody."""
    text = paragraphs(
        bold(_("You get one reminder in 3 days, and one in 10 days.")),
        plain(_("It says “A reminder you asked for”. We note only that you asked for one.")),
        plain(_("After the second one we delete that note too.")),
        information(),
    )
    drop = Button(_("No reminder"), DropReminder())
    return Screen(text, ((drop,), (_all_numbers(), back()), (clear(),)))


def reminder_gone() -> Screen:
    """No reminder will come."""
    text = paragraphs(bold(_("No reminder will come.")), information())
    return Screen(text, ((_all_numbers(), back()), (clear(),)))


def reminder() -> Screen:
    """The reminder itself. It names nothing."""
    text = paragraphs(bold(_("A reminder you asked for")), plain(_("Did anyone come back to you?")))
    return Screen(
        text,
        (
            (Button(_("Yes, somebody did"), CameBack()),),
            (Button(_("No answer yet"), NoAnswer(), typed=(_("no answer"),)),),
            (Button(_("No more reminders"), DropReminder()),),
        ),
    )


def came_back(guide: ConcernGuide) -> Screen:
    """Somebody came back to her."""
    text = paragraphs(points(guide.came_back), danger(), information())
    return Screen(text, ((concern_button(),), (_all_numbers(),), (clear(),)))


def no_answer(guide: ConcernGuide, next_way: Sequence[Ring]) -> Screen:
    """Nobody came back: the next way to go, with the numbers for it."""
    text = paragraphs(
        bold(_("No answer yet")),
        points(guide.no_answer),
        lines(*(rung(ring) for ring in next_way)),
        danger(),
        information(),
    )
    return Screen(text, ((concern_button(),), (_all_numbers(),), (clear(),)))


def _dated(guide: ConcernGuide) -> Markup:
    dates = {"day": in_full(guide.law_as_of), "review": in_full(guide.review_by)}
    return italic(_("As of {day}. This is to be checked again by {review}.").format(**dates))


def _all_numbers() -> Button:
    return Button(_("All numbers"), Numbers())
