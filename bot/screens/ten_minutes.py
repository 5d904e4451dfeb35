"""Ten minutes: the line and the buttons that each of its steps has more than usual, and its end."""

from __future__ import annotations

from dataclasses import replace

from bot.routes import Practise, Rehearse, TenMinutes, TenNext, TenStop
from bot.screens.common import concern_button
from bot.screens.screen import Button, Screen, Style, bold, italic, paragraphs, plain
from bot.words import _


def ten_minutes_button() -> Button:
    """The way to ten minutes, the same wherever it stands."""
    return Button(_("I have ten minutes"), TenMinutes(), typed=words_for_ten_minutes())


def words_for_ten_minutes() -> tuple[str, ...]:
    """What somebody may type who has ten minutes."""
    return (_("ten minutes"), _("10 minutes"), _("10 min"), _("i have 10 minutes"), _("i have ten minutes"))


def with_steps(screen: Screen, step: int, steps: int) -> Screen:
    """A screen as step `step` of `steps`: it says so, and leads on."""
    said = italic(_("Ten minutes: {step} of {steps}").format(step=step, steps=steps))
    further = _("Go on: {step} of {steps}").format(step=step + 1, steps=steps)
    said_so = (_("go on"), _("next"), _("continue"))
    onward = Button(further if step < steps else _("Finish"), TenNext(step), Style.PRIMARY, said_so)
    row = (onward, Button(_("Stop here"), TenStop()))
    return replace(screen, text=paragraphs(said, screen.text), rows=(*screen.rows, row))


def over() -> Screen:
    """All steps are done."""
    text = paragraphs(
        bold(_("That is your ten minutes.")),
        plain(_("You can stop here. Thank you for the time you took.")),
    )
    more = Button(_("Another ten minutes"), TenMinutes())
    return Screen(text, ((more, Button(_("Another talk"), Rehearse(0))), (concern_button(),)))


def stopped(step: int, steps: int) -> Screen:
    """She stopped at this step; at none if she was not in one."""
    on = Button(_("Carry on"), TenMinutes(), Style.PRIMARY)
    if not step:
        return Screen(plain(_("That is fine.")), ((ten_minutes_button(),), (concern_button(),)))
    said = _("That is fine. You were at {step} of {steps}, and it waits there for you.")
    again = Button(_("Begin again"), TenNext(0))
    rows = ((on, again), (Button(_("Practise"), Practise()), concern_button()))
    return Screen(plain(said.format(step=step, steps=steps)), rows)
