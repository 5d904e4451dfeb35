"""What the parts of a session have in common: where it stands, name and time of a part, the ways on and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.learning.session import Step, following, part
from bot.routes import GoToStep
from bot.screens.practising import LETTERS
from bot.screens.screen import Button, Screen, Style, bold, line, paragraphs, plain
from bot.words import _, english

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.screens.screen import Markup
    from content.models import Option, Scenario

A_ROW = 4  # numbers in a row of buttons


@dataclass(frozen=True)
class Walk:
    """A session where it stands: its number, story and the options in the order of their letters.

    `vote` says how the vote in the team's group stands; None where it has no group.
    """

    session: int
    step: Step
    before: Step | None
    scenario: Scenario
    options: Sequence[Option]
    draft: bool
    vote: int | None = None


def a_part(walk: Walk, text: Markup, *rows: tuple[Button, ...]) -> Screen:
    """A part with its name and time, and the ways on and back."""
    after = following(walk.step)
    back = [] if walk.before is None else [Button(_("Back"), GoToStep(walk.session, walk.before))]
    label = _("End the session") if after is Step.PRESENT else _("Go on")
    on = [] if after is None else [Button(label, GoToStep(walk.session, after), Style.PRIMARY, (_("next"),))]
    ways = ((*back, *on),) if back or on else ()
    coming = "" if after is None else _("Next: {part}").format(part=titled(after))
    return Screen(paragraphs(bold(titled(walk.step)), text, plain(coming)), (*rows, *ways))


def titled(step: Step) -> str:
    """A part with its time."""
    times = part(step)
    if times.begins == times.ends:
        return named(step)
    return _("Minutes {begins} to {ends}: {part}").format(
        begins=times.begins, ends=times.ends, part=named(step)
    )


def named(step: Step) -> str:
    """A part in words."""
    return {
        Step.LOOK_BACK: _("What we agreed last time"),
        Step.OPENING: _("Opening words"),
        Step.STORY: _("The story"),
        Step.HANDS: _("Everyone answers"),
        Step.LEADS_TO: _("What would it lead to?"),
        Step.GOOD: _("Good practice"),
        Step.CLOSE: _("What we do now"),
        Step.PRESENT: _("Who was there, as a number"),
    }[step]


def lettered(at: int, text: str) -> Markup:
    """An answer with its letter."""
    return line(bold(f"{LETTERS[at]}."), plain(english(text)))


def in_rows(buttons: Sequence[Button]) -> list[tuple[Button, ...]]:
    """Numbers in rows."""
    return [tuple(buttons[at : at + A_ROW]) for at in range(0, len(buttons), A_ROW)]
