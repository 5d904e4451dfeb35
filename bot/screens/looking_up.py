"""What the look-up answers. Nothing here knows what was typed, and help with danger stands before all else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.routes import (
    Because,
    Help,
    Helped,
    LookUp,
    Numbers,
    NumbersOf,
    ReadExcerpt,
    TypeTown,
    Welcome,
)
from bot.routes.kinds import WhyNot
from bot.screens.common import concern_button, draft_line, numbers_button
from bot.screens.concern import clear, door_button, rung, texted
from bot.screens.numbers import danger, in_short, information
from bot.screens.screen import Button, Markup, Screen, bold, line, lines, paragraphs, plain
from bot.words import _, english

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.screens.numbers import Lines
    from content.contact_models import Area, NationalLine
    from content.lookup_model import Entry
    from content.models import Door, Excerpt
    from content.ring import Ring


@dataclass(frozen=True)
class Match:
    """A page that fits, and the theme that it is about: that is why it fits."""

    page: Excerpt
    theme: str
    about: str


def _warning(warned: int) -> list[Markup]:
    """Said where a text seemed to name somebody. It stands behind the answer: help comes first."""
    if not warned:
        return []
    return [
        line(
            bold(_("Please don’t share details.")),
            plain(_("Your message may say who or where someone is. We did not keep it.")),
            plain(_("Delete it: tap Clear this, or hold it down and tap Delete.")),
        )
    ]


def urgent(door: Screen, warned: int, *, quiet: bool) -> Screen:
    """A door of the concern guide. `quiet`: nothing comes by itself any more, until it is asked for."""
    silence = [plain(_("Nothing comes by itself for now. When you want cards again, type /resume."))]
    text = paragraphs(door.text, *_warning(warned), *(silence if quiet else []))
    return replace(door, text=text)


def with_door(screen: Screen, door: Door) -> Screen:
    """The screen with one more way: a further door of the concern guide."""
    return replace(screen, rows=(*screen.rows, (door_button(door),)))


def for_herself(found: Screen, door: Door) -> Screen:
    """Pages that fit, and before them the door for somebody to whom it happens herself."""
    text = paragraphs(
        danger(),
        line(
            bold(_("Is this happening to you?")),
            plain(_("It is not your fault. Tap “{door}”.").format(door=english(door.label))),
        ),
        Markup(found.text.removeprefix(danger()).strip()),
    )
    return replace(found, text=text, rows=((door_button(door),), *found.rows))


def matches(found: Sequence[Match], tell: Markup, warned: int, *, draft: bool, joined: bool) -> Screen:
    """The pages that fit best, each with why, and the way to raise a concern."""
    text = paragraphs(
        danger(),
        bold(_("These pages may help")),
        lines(
            *(
                line(
                    bold(english(match.page.title)),
                    plain(_("– about: {theme}").format(theme=english(match.about))),
                )
                for match in found
            )
        ),
        tell,
        *_warning(warned),
        *([draft_line()] if draft else []),
        information(),
    )
    pages = tuple((page_button(match.page),) for match in found)
    was_it = votes(found[0].theme)
    return Screen(text, (*pages, (concern_button(),), *_start(joined=joined), *was_it, (clear(),)))


def votes(theme: str) -> tuple[tuple[Button, ...], ...]:
    """Was it helpful? The theme stands on the buttons in short, so that they can be typed from anywhere."""
    name, short = ContentId(theme), english(_in_short(theme))
    yes = Button(_("Helpful: {theme}").format(theme=short), Helped(name, 1))
    no = Button(_("Not helpful: {theme}").format(theme=short), Helped(name, 0))
    return ((yes,), (no,))


def ask_why_not(theme: str) -> Screen:
    """A page did not help: why not? The second tap is one that nobody needs to make."""
    text = paragraphs(
        plain(_("Thank you. We counted that for the page, not for you.")),
        bold(_("What was it? You can skip this.")),
    )
    return Screen(text, (*reasons(theme), (_all_pages(), concern_button())))


def reasons(theme: str) -> tuple[tuple[Button, ...], ...]:
    """Why a page did not help."""
    name, short = ContentId(theme), english(_in_short(theme))
    labels = (
        (WhyNot.TOPIC, _("Other topic: {theme}")),
        (WhyNot.HARD, _("Hard to read: {theme}")),
        (WhyNot.LITTLE, _("Too little: {theme}")),
    )
    return tuple((Button(label.format(theme=short), Because(name, why)),) for why, label in labels)


def _in_short(theme: str) -> str:
    """The words of a theme's id: shorter than its title, and no two alike."""
    return theme.replace("-", " ")


def thanks() -> Screen:
    """A vote was counted."""
    text = paragraphs(
        plain(_("Thank you. We counted that for the page, not for you.")),
        plain(_("To look up something else, just type it.")),
    )
    return Screen(text, ((_all_pages(), concern_button()),))


def meaning(entry: Entry, page: Excerpt | None, warned: int) -> Screen:
    """What a word means."""
    text = paragraphs(
        bold(english(entry.term)), plain(english(entry.says)), danger(), *_warning(warned), information()
    )
    more = ((page_button(page),),) if page else ()
    return Screen(text, (*more, (concern_button(),), (numbers_button(), _all_pages())))


def asked(lines_now: Lines, national: Sequence[Ring], texts: Sequence[NationalLine], warned: int) -> Screen:
    """The number that was asked for: national lines by name, and those of the area."""
    area = lines_now.area
    here = [bold(area.name), in_short(lines_now)] if area else [_type_a_town()]
    named = [*(rung(ring) for ring in national), *(texted(one) for one in texts)]
    text = paragraphs(
        danger(),
        *([lines(*named)] if named else []),
        lines(*here),
        line(plain(_("Police, if nobody is in danger:")), bold("101")),
        *_warning(warned),
        information(),
    )
    numbers = all_numbers(area) if area else Button(_("All numbers"), Numbers())
    return Screen(text, ((numbers,), (Button(_("Another town"), TypeTown()), clear()), (concern_button(),)))


def all_numbers(area: Area) -> Button:
    """All numbers of an area, named on the button so that it can be typed from anywhere."""
    return Button(_("All numbers: {area}").format(area=area.name), NumbersOf(ContentId(area.id)))


def page_button(page: Excerpt) -> Button:
    """To a page of the pack."""
    return Button(english(page.title), ReadExcerpt(ContentId(page.id)))


def _type_a_town() -> Markup:
    return plain(_("Type the town where the person you care for lives, for the council’s number."))


def no_match(headings: Sequence[str], tell: Markup, warned: int, *, joined: bool) -> Screen:
    """Nothing fits: say so, name what there is, and people to ask."""
    near = [
        lines(plain(_("The nearest headings we have:")), *(plain(f"• {english(name)}") for name in headings))
    ]
    text = paragraphs(
        danger(),
        bold(_("We found no page that fits.")),
        *(near if headings else []),
        plain(_("Try other words, or ask your manager or a senior.")),
        tell,
        *_warning(warned),
        information(),
    )
    rows = ((_all_pages(), numbers_button()), (concern_button(),), *_start(joined=joined), (clear(),))
    return Screen(text, rows)


def small_talk(warned: int, *, joined: bool) -> Screen:
    """One calm answer to greetings, thanks, and signs without sense."""
    text = paragraphs(
        plain(_("Hello. This is a place to look things up. Type a few words, such as: left in a wet pad.")),
        plain(_("For a phone number, type a town.")),
        danger(),
        *_warning(warned),
        information(),
    )
    rows = ((_all_pages(), Button(_("Help"), Help())), (concern_button(),))
    return Screen(text, (*rows, *_start(joined=joined)))


def _start(*, joined: bool) -> tuple[tuple[Button, ...], ...]:
    """Whoever has not joined is shown how to: the first thing that she typed may have been hello."""
    return () if joined else ((Button(_("Start"), Welcome()),),)


def _all_pages() -> Button:
    return Button(_("All pages"), LookUp(0))
