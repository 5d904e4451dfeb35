"""I saw something good: a theme, and thanks to send on to whoever did it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.learning.good_practice import ANYTHING
from bot.routes import CountGood, GoodThanks, Home, SawGood
from bot.screens.common import concern_button
from bot.screens.screen import Button, Screen, Style, bold, copyable, paragraphs, plain
from bot.screens.wishes import words_for_something_good
from bot.words import _, english

if TYPE_CHECKING:
    from collections.abc import Mapping


def good_button() -> Button:
    """The way there, the same wherever it stands."""
    return Button(_("I saw something good"), SawGood(), typed=words_for_something_good())


def ask_theme(themes: Mapping[str, str]) -> Screen:
    """What was it about? `themes` are their names by id."""
    text = paragraphs(
        bold(_("You saw something good")),
        plain(
            _("What was it about? No names, no words: it is only counted. Then there is a line to send on.")
        ),
    )
    buttons = [Button(_named(theme, name), CountGood(ContentId(theme))) for theme, name in themes.items()]
    return Screen(text, (*((button,) for button in buttons), (Button(_("Menu"), Home()), concern_button())))


def _named(theme: str, name: str) -> str:
    return _("Something else that was good") if theme == ANYTHING else english(name)


def thanks(theme: str, wording: int) -> Screen:
    """It was counted; a line to send on."""
    lines_to_send = thanks_lines(theme)
    said = lines_to_send[wording % len(lines_to_send)]
    text = paragraphs(
        bold(_("Thank you for noticing.")),
        plain(_("Tell the one who did it. Here is a line: tap it to copy it, then send it on, or say it.")),
        copyable(said),
        plain(_("Say what you saw in your own words, if you like. We counted the theme, and nothing else.")),
    )
    other = Button(_("Other words"), GoodThanks(ContentId(theme), (wording + 1) % len(lines_to_send)))
    again = Button(_("Something more"), SawGood())
    return Screen(text, ((_primary(other), again), (Button(_("Menu"), Home()), concern_button())))


def _primary(button: Button) -> Button:
    return Button(button.label, button.to, Style.PRIMARY)


def thanks_lines(theme: str) -> tuple[str, ...]:
    """Lines to send on: first those of a theme, then such as suit any."""
    return (
        *_of_theme().get(theme, ()),
        _("I saw what you did today. It was good care, and I wanted you to know."),
        _("You may think nobody noticed. I did. Thank you."),
        _("That was done well. I’d like to do it your way. Will you show me?"),
    )


def _of_theme() -> dict[str, tuple[str, ...]]:
    return {
        "dignity-privacy": (
            _("You shut the door and kept the cover on. That was respect, and I saw it. Thank you."),
        ),
        "respectful-language": (_("I liked how you spoke, and that you used the right name. Thank you."),),
        "choice-control": (_("You asked, and you waited for the answer. That was lovely to see."),),
        "communication-needs": (
            _("You took the time to be understood. It made all the difference. Thank you."),
        ),
        "food-drink": (_("That meal was not rushed at all. You made it a pleasure. Thank you."),),
        "continence": (_("You helped so calmly that nobody had to feel bad. Thank you."),),
        "moving-handling": (_("You said each move before you made it. It felt safe to watch. Thank you."),),
        "end-of-life": (_("You stayed and you were gentle. The family saw it too. Thank you."),),
        "child-disclosure": (_("You listened and you stayed calm. That child was heard. Thank you."),),
        "boundaries": (_("You were kind and clear at the same time. I’d like to learn that. Thank you."),),
        "how-to-challenge": (_("You said it kindly, and you said it at once. Thank you for being brave."),),
        "candour": (_("You owned up and put it right. That takes courage. Thank you."),),
        "wellbeing": (_("You looked after the rest of us today. Thank you. How are you?"),),
    }
