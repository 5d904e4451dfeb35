"""Any item of the content as people will see it, for whoever runs the bot or writes for it. Records nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.routes import Preview, PreviewOption, PreviewStep
from bot.screens.practising import LETTERS, guided, question
from bot.screens.screen import Button, Markup, Screen, bold, italic, line, lines, paragraphs, plain
from bot.words import _, english

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.models import Choice, Excerpt, Node, Option, Rehearsal, Scenario


def how_to() -> Screen:
    """How to look at an item."""
    text = paragraphs(
        bold(_("Preview")),
        plain(_("Type /preview and the id of a page, card or rehearsal, for example /preview a-slap.")),
        plain(_("You see it as others will. Nothing is recorded.")),
    )
    return Screen(text)


def excerpt(shown: Excerpt) -> Screen:
    """A page."""
    text = paragraphs(
        _marked(shown.id),
        bold(english(shown.title)),
        plain(english(shown.text)),
        line(bold(_("Try this:")), plain(english(shown.to_try))),
    )
    return Screen(text)


def card(shown: Scenario) -> Screen:
    """A card, its options in the order of the file."""
    item = ContentId(shown.id)
    letters = tuple(
        Button(LETTERS[place], PreviewOption(item, ContentId(option.key)))
        for place, option in enumerate(shown.options)
    )
    return Screen(paragraphs(_marked(shown.id), question(shown, shown.options)), (letters,))


def option(shown: Scenario, chosen: Option, tell: Markup) -> Screen:
    """What an option leads to."""
    letter = LETTERS[shown.options.index(chosen)]
    text = paragraphs(_marked(shown.id), guided(shown, letter, chosen, tell))
    return Screen(text, ((_back(shown.id),),))


def rehearsal(shown: Rehearsal) -> Screen:
    """How a rehearsal begins."""
    begin = Button(_("Begin"), PreviewStep(ContentId(shown.id), list(shown.nodes).index(shown.start)))
    text = paragraphs(_marked(shown.id), bold(english(shown.title)), plain(english(shown.situation)))
    return Screen(text, ((begin,),))


def step(shown: Rehearsal, node: Node) -> Screen:
    """A step of a rehearsal. Choices that need a flag say so."""
    said = paragraphs(_marked(shown.id), plain(english(node.says)))
    if node.ending is not None:
        end = lines(
            line(bold(_("What worked:")), plain(english(node.ending.worked))),
            line(bold(_("Another way:")), plain(english(node.ending.another_way))),
            line(bold(_("Words:")), plain(english(node.ending.words))),
        )
        return Screen(paragraphs(said, end), ((_back(shown.id),),))
    choices = paragraphs(*(_choice(LETTERS[place], one) for place, one in enumerate(node.choices)))
    return Screen(paragraphs(said, choices), (_steps(shown, node.choices), (_back(shown.id),)))


def _steps(shown: Rehearsal, choices: Sequence[Choice]) -> tuple[Button, ...]:
    names = list(shown.nodes)
    return tuple(
        Button(LETTERS[place], PreviewStep(ContentId(shown.id), names.index(choice.to)))
        for place, choice in enumerate(choices)
    )


def _choice(letter: str, choice: Choice) -> Markup:
    needs = italic(_("(only after: {flags})").format(flags=", ".join(choice.needs))) if choice.needs else ""
    return line(bold(f"{letter}."), plain(english(choice.text)), Markup(needs))


def _back(item: str) -> Button:
    return Button(_("From the beginning"), Preview(ContentId(item)))


def _marked(item: str) -> Markup:
    return italic(_("Preview of {item}. Nothing is recorded.").format(item=item))
