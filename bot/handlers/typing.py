"""What somebody means who types: a command, a key, a button, a town. The text itself goes nowhere.

What was typed is compared and forgotten. It is never kept, logged, echoed or put into a route.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bot.callback_data import ContentId, parse
from bot.handlers.groups import LINES
from bot.handlers.language import carried_on
from bot.handlers.looking_up import looked_up, urgent_help
from bot.handlers.membership import opened
from bot.handlers.team_questions import answered, question
from bot.handlers.typed_keys import in_any, key_meant, words_for_concern
from bot.handlers.typed_places import place_meant
from bot.handlers.visit import NotThereError, Outcome, Visit, go, view
from bot.handlers.wishes import is_about_messages, own_words, wish
from bot.routes import (
    AfterCameBack,
    AskAway,
    AskForget,
    Concern,
    ConcernDoor,
    Forget,
    FurtherDoors,
    GoToInvite,
    GoToLines,
    GoToSession,
    GoToTeam,
    HappensNext,
    Help,
    Hide,
    Home,
    Languages,
    LookUp,
    Managers,
    MyData,
    NoAnswer,
    NotAble,
    Numbers,
    Practise,
    PreviewHelp,
    Privacy,
    Progress,
    ReadNext,
    Rehearse,
    Reminder,
    ReminderGone,
    ReminderSet,
    ResumeNudges,
    Settings,
    Status,
    StopNudges,
    TypeTown,
    UrgentHelp,
    WriteDown,
)
from bot.screens.looking_up import all_numbers, page_button, reasons, votes
from bot.screens.number_buttons import did_not_work_line, make_mine, numbers_of, save_button
from bot.screens.reading import page_count
from bot.screens.rights import words_for_hiding
from bot.screens.typed import meant, normal, normal_label
from bot.words import SOURCE, _, speaking

if TYPE_CHECKING:
    from bot.callback_data import Route
    from bot.screens.screen import Button
    from content.library import Library
    from content.session_words import SessionWords

COMMANDS: dict[str, Route] = {
    "start": Home(),
    "read": ReadNext(),
    "practise": Practise(),
    "rehearse": Rehearse(0),
    "concern": Concern(),
    "contacts": Numbers(),
    "find": LookUp(0),
    "progress": Progress(),
    "settings": Settings(),
    "pause": AskAway(),
    "stop": StopNudges(),
    "resume": ResumeNudges(),
    "privacy": Privacy(),
    "mydata": MyData(),
    "hide": Hide(),
    "forget": AskForget(),
    "help": Help(),
    "language": Languages(),
    "team": GoToTeam(),
    "invite": GoToInvite(),
    "session": GoToSession(),
    "managers": Managers(0),
    "status": Status(),
}
# Their buttons are recognised wherever somebody is: it is not kept that she looks at them.
BEHIND_DOORS = (FurtherDoors(), WriteDown(), HappensNext(), NotAble(), NoAnswer())
REMINDING = (Reminder(), ReminderSet(), ReminderGone(), AfterCameBack(), TypeTown())
LONGEST_NAME = 60  # of a button or a place; longer texts are neither


async def typed(visit: Visit, text: str) -> Outcome:
    """What happens when somebody types `text`."""
    sought = _sought(text)
    if sought:
        return looked_up(visit, sought)
    code = _code(text)
    if code == LINES:
        return await go(visit, GoToLines())
    if code:
        return await opened(visit, code)
    if text.startswith("/"):
        return await go(visit, _preview(text) or COMMANDS.get(_command(text), Help()))
    asked = question(visit)
    if asked and not await _means_something_else(visit, text):
        return await answered(visit, asked, text)
    found = _danger(text, visit.library) or await _route(visit, text)
    return await go(visit, found) if found else looked_up(visit, text)


async def _means_something_else(visit: Visit, text: str) -> bool:
    """Whether somebody who is asked to type a name means help, a key of the menu or a button instead."""
    said = _danger(text, visit.library) or key_meant(text) or wish(visit, text)
    return bool(said or meant(text, await _last_buttons(visit)))


def _sought(text: str) -> str:
    """What stands behind /find."""
    wanted = text.startswith("/") and _command(text) == "find" and len(text.split()) > 1
    return text.split(maxsplit=1)[1] if wanted else ""


def help_that_is_typed(text: str, library: Library) -> Route | None:
    """The guide, one of its doors, the numbers or hiding, where the text says no more and no less than that.

    And the door for somebody in danger, where the text tells of danger.
    """
    if text.startswith("/"):
        found = COMMANDS.get(_command(text)) if not _sought(text) else urgent_help(_sought(text), library)
        return found if isinstance(found, (Concern, Numbers, UrgentHelp, Hide)) else None
    said = normal(text)
    if said in in_any(words_for_hiding):
        return Hide()
    if said in in_any(words_for_concern):
        return Concern()
    doors = (door for door in library.concern.every_door if said in set(map(normal_label, door.typed)))
    door = next(doors, None)
    return ConcernDoor(ContentId(door.id)) if door else _danger(text, library)


def _danger(text: str, library: Library) -> Route | None:
    """Help where the text tells of danger. A wish about our messages tells of none, nor what a button says."""
    ours = is_about_messages(text) or normal(text) in _ready_made(library.session)
    return None if ours else urgent_help(text, library)


@lru_cache(maxsize=2)  # the content as it is, and as it was before
def _ready_made(words: SessionWords) -> frozenset[str]:
    return frozenset(map(normal_label, words.texts()))


def _preview(text: str) -> Route | None:
    """An item of the content to look at. Who may look is decided where it is shown."""
    words = text.split()
    if _command(text) != "preview":
        return None
    item = parse(f"1v:{words[1]}") if len(words) > 1 else None
    return item or PreviewHelp()


def _code(text: str) -> str:
    """What stands behind /start: the code of a link."""
    words = text.split()
    return words[1] if text.startswith("/") and _command(text) == "start" and len(words) > 1 else ""


def _command(text: str) -> str:
    return text[1:].split(maxsplit=1)[0].split("@", maxsplit=1)[0].casefold() if text[1:].split() else ""


async def _route(visit: Visit, text: str) -> Route | None:
    short = len(text) <= LONGEST_NAME
    if short and (found := key_meant(text) or wish(visit, text) or await _button(visit, text)):
        return found
    # Own words may be long, and may be a place's name; they are not looked up.
    return own_words(visit) or (place_meant(visit, text) if short else None)


async def _button(visit: Visit, text: str) -> Route | None:
    """A button of the last screen, or of one that leaves no trace and so may have been the last."""
    number = normal(text).isdigit()
    button = await _of_last_screen(visit, text)
    if button is None and not number:
        button = await _of_any_screen(visit, text)
    # A number may have been meant for another screen, so it is never enough to delete everything.
    return button.to if button and not (number and isinstance(button.to, Forget)) else None


async def _of_last_screen(visit: Visit, text: str) -> Button | None:
    """A button of the last screen: as it stands there, or in English; in any language before she joined."""
    for language in _languages(visit):
        with speaking(language):
            found = meant(text, await _last_buttons(visit))
        if found:
            carries = visit.person is None and language != SOURCE
            return carried_on(ContentId(language), [found])[0] if carries else found
    return None


async def _of_any_screen(visit: Visit, text: str) -> Button | None:
    """A button of a screen that leaves no trace and so may have been the last."""
    for language in _languages(visit):
        with speaking(language):
            found = meant(text, await _untraced_buttons(visit)) or await _in_full(visit, text)
        if found:
            return found
    return None


def _languages(visit: Visit) -> tuple[str, ...]:
    return visit.languages if visit.person is None else tuple(dict.fromkeys((visit.language, SOURCE)))


async def _last_buttons(visit: Visit) -> list[Button]:
    route = parse(visit.person.place) if visit.person and visit.person.place else None
    if route is None:
        return list((await view(visit, Home())).buttons)
    try:
        return list((await view(visit, route)).buttons)
    except NotThereError:
        return []


async def _untraced_buttons(visit: Visit) -> list[Button]:
    doors = [ConcernDoor(ContentId(door.id)) for door in visit.library.concern.every_door]
    pages = [LookUp(page) for page in range(page_count(list(visit.pack.excerpts.values())))]
    screens = [await view(visit, route) for route in (Concern(), Numbers(), *BEHIND_DOORS, *doors, *pages)]
    buttons = {button.label: button for screen in screens for button in screen.buttons}
    return list(buttons.values())


async def _in_full(visit: Visit, text: str) -> Button | None:
    """A button that is only meant where its whole label is typed: of a reminder, or of any area's numbers."""
    said = normal(text)
    reminding = [await view(visit, route) for route in REMINDING]
    buttons = [button for screen in reminding for button in screen.buttons]
    for area in visit.library.contacts.areas:
        buttons += [save_button(area, own=False), make_mine(area), numbers_of(area), all_numbers(area)]
    for pack in visit.library.packs.values():
        buttons += [page_button(page) for page in pack.excerpts.values()]
        buttons += [
            button for theme in pack.themes for row in (*votes(theme), *reasons(theme)) for button in row
        ]
    if said.endswith(normal_label(_("did not work"))):
        buttons += [did_not_work_line(entry) for entry in visit.library.contacts.entries if entry.line.phone]
    return next((button for button in buttons if said == normal_label(button.label)), None)
