"""A team's own group in Telegram: what its manager sees of it, and what the group sees of a session.

What the group sees has no buttons: in a group the bot answers nobody. Nothing tells who voted or who sent a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.learning.counting import TAKING_PART
from bot.learning.session import MOST_LINES
from bot.routes import (
    CloseVote,
    GroupHome,
    Home,
    LetGoGroup,
    MakeGroupCode,
    Posted,
    PostInGroup,
    ReadLines,
    SendLine,
    SessionHome,
    SessionNow,
)
from bot.screens.common import concern_button
from bot.screens.practising import LETTERS, question, rated
from bot.screens.screen import (
    Button,
    Poll,
    Screen,
    Style,
    Way,
    bold,
    copyable,
    line,
    lines,
    link,
    paragraphs,
    plain,
    unmarked,
)
from bot.words import _, english

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from content.models import Option, Scenario

LONGEST_OPTION = 100  # of a poll, by the Bot API
NOT_YET, TOO_FEW, ENOUGH, CLOSED = range(4)


def group_home(team: int, *, linked: bool) -> Screen:
    """Whether the team has a group."""
    if linked:
        text = paragraphs(
            bold(_("Your team’s group is linked.")),
            plain(
                _("We write there in a session only, and only what you tap. We do not read what people say.")
            ),
        )
        rows = (
            (Button(_("Let go of the group"), LetGoGroup(team)),),
            (Button(_("Link another"), MakeGroupCode(team)),),
        )
        return Screen(text, (*rows, _back(team)))
    text = paragraphs(
        bold(_("A group is not needed.")),
        plain(
            _(
                "One phone in one room is enough. If your team has a group in Telegram already, you can link it."
            )
        ),
        plain(_("Then a session can have a vote there, without names. We do not read what people say.")),
        plain(_("People in a group can see each other. So never ask anyone to join one for this.")),
    )
    return Screen(text, ((Button(_("Link a group"), MakeGroupCode(team), Style.PRIMARY),), _back(team)))


def code_text(address: str, code: str) -> Screen:
    """The code, shown once."""
    text = paragraphs(
        bold(_("Link your team’s group")),
        plain(_("Open this link, and choose the group. You must be able to add people to it.")),
        plain(address),
        plain(_("Are we in the group already? Then write this there, under your own name:")),
        copyable(f"/start {code}"),
        plain(_("It works once, for one day, and only for you and others who manage the team.")),
    )
    return Screen(text)


def welcome(thread: int | None) -> Screen:
    """The first and only thing that the group is told unasked."""
    text = plain(
        _("This group is linked for team talks. We write here only in a talk, and do not read what you say.")
    )
    return Screen(text, thread=thread)


def story(card: Scenario, options: Sequence[Option], thread: int | None) -> Screen:
    """The story with its answers."""
    note = plain(_("The story is made up. Please write no names here."))
    return Screen(paragraphs(question(card, options), note), thread=thread)


def vote(card: Scenario, options: Sequence[Option], poll: tuple[int, int], thread: int | None) -> Screen:
    """The vote. `poll` is session and team."""
    session, team = poll
    choices = tuple(_cut(unmarked(f"{LETTERS[at]}. {option.text}")) for at, option in enumerate(options))
    asked = _("{question} Nobody sees who votes. What came out shows at the end.").format(
        question=card.question
    )
    return Screen(plain(asked), poll=Poll(unmarked(asked), choices, session, team), thread=thread)


def _cut(text: str) -> str:
    """As much as an option may have; Telegram counts signs beyond the basic ones twice."""
    whole = text.encode("utf-16-le")
    if len(whole) <= 2 * LONGEST_OPTION:
        return text
    return whole[: 2 * (LONGEST_OPTION - 1)].decode("utf-16-le", errors="ignore") + "…"


def vote_closed() -> Screen:
    """The vote shows what came out."""
    return Screen(plain(_("The vote is closed.")), way=Way.STOPPED)


def vote_gone(thread: int | None) -> Screen:
    """The vote was taken out unread. The text only stands where it cannot be."""
    text = plain(_("The vote is over. Too few have voted, so nothing is shown."))
    return Screen(text, way=Way.CLEARED, thread=thread)


def guidance(options: Sequence[Option], thread: int | None) -> Screen:
    """What each answer would lead to."""
    text = paragraphs(
        bold(_("What each would lead to")),
        *(
            line(bold(f"{LETTERS[at]}. {rated(option.rating)}"), plain(option.guidance))
            for at, option in enumerate(options)
        ),
    )
    return Screen(text, thread=thread)


def ask_lines(address: str, thread: int | None) -> Screen:
    """The way to send lines."""
    text = paragraphs(
        plain(_("Would you like to say something without your name? Tap here and pick a line:")),
        link(_("Pick a line"), address),
        plain(
            _(
                "You type nothing. Nobody here can see who sent what. Lines show only once five people sent some."
            )
        ),
    )
    return Screen(text, thread=thread)


def lines_of_team(sent: Sequence[str], thread: int | None) -> Screen:
    """The lines that came, in mixed order."""
    text = paragraphs(bold(_("What some of us think")), lines(*(plain(f"• {english(one)}") for one in sent)))
    return Screen(text, thread=thread)


def agreed(words: Sequence[str], thread: int | None) -> Screen:
    """What was agreed on."""
    text = paragraphs(
        bold(_("What we do now")),
        lines(*(plain(f"• {one}") for one in words)) if words else plain(_("Nothing is agreed on yet.")),
        plain(_("Thank you all.")),
    )
    return Screen(text, thread=thread)


def unsent() -> Screen:
    """Its time is over: nothing is shown."""
    return Screen(plain(_("The vote is over.")), way=Way.UNSENT)


def read_lines(session: int, sent: Sequence[str] | None, *, group: bool) -> Screen:
    """The lines to read out; None while fewer than five people sent some."""
    back = Button(_("Back"), SessionNow(session), Style.PRIMARY)
    if sent is None:
        text = paragraphs(
            bold(_("Lines without a name")),
            plain(_("Lines show once {least} people have sent some.").format(least=TAKING_PART)),
            plain(_("People in the team find them in their own chat with us: they type /session.")),
        )
        return Screen(text, ((back, Button(_("Look again"), ReadLines(session))),))
    text = paragraphs(
        bold(_("Lines without a name")),
        plain(_("Read them out as they stand. Do not ask who sent which.")),
        lines(*(plain(f"• {english(one)}") for one in sent)),
    )
    post = [(Button(_("Show them in the group"), PostInGroup(session, Posted.LINES)),)] if group else []
    return Screen(text, (*post, (back,)))


def pick_lines(session: int, offered: Mapping[str, str], sent: int) -> Screen:
    """The lines that she may send. `offered` are words by id; `sent` is how many she sent already."""
    done = sent >= MOST_LINES
    text = paragraphs(
        bold(_("Say it without your name")),
        plain(_("Your team holds a talk. Tap a line to send it. You type nothing.")),
        plain(_("Nobody in your team can see who sent what, and we keep no note of it.")),
        plain(_("Lines show only once {least} people sent some.").format(least=TAKING_PART)),
        plain(_("They are deleted when the talk ends. Is it about real harm? Tell someone today.")),
        plain(_("You have sent {count} of {most}.").format(count=sent, most=MOST_LINES)),
    )
    rows = (
        []
        if done
        else [(Button(english(words), SendLine(session, ContentId(one))),) for one, words in offered.items()]
    )
    return Screen(text, (*rows, (concern_button(), Button(_("Menu"), Home()))))


def no_talk() -> Screen:
    """There is nothing to send lines for."""
    text = plain(_("No talk of your team is on now. You find the lines here while there is one."))
    return Screen(text, ((Button(_("Menu"), Home()), concern_button()),))


def vote_row(session: int, state: int) -> tuple[Button, ...]:
    """What can be done about the vote in the group."""
    if state == NOT_YET:
        return (Button(_("Open a vote in the group"), PostInGroup(session, Posted.VOTE)),)
    if state == ENOUGH:
        return (Button(_("Close the vote"), CloseVote(session)),)
    if state == TOO_FEW:
        return (
            Button(_("Take the vote out"), CloseVote(session)),
            Button(_("Look again"), SessionNow(session)),
        )
    return ()


def vote_state(state: int) -> str:
    """How the vote in the group stands, in words. How many have voted is not known."""
    return {
        NOT_YET: _("You can also open a vote in the group."),
        TOO_FEW: _("The vote is open. Fewer than five have voted: taken out now, nobody sees what came out."),
        ENOUGH: _("The vote is open. Five or more have voted: close it, and all see what came out."),
        CLOSED: _("The vote is closed. All see what came out."),
    }[state]


def _back(team: int) -> tuple[Button, ...]:
    return (Button(_("Back to sessions"), SessionHome(team)),)


def group_button(team: int) -> Button:
    """The way to the group of a team."""
    return Button(_("Our group"), GroupHome(team))
