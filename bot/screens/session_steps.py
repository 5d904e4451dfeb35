"""The parts of a session, as the manager who holds it sees them: what to say, what to ask, what comes next.

Nobody else sees these. They never ask who said what, and no part has to be written down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.callback_data import ContentId
from bot.learning.counting import TAKING_PART
from bot.learning.session import MOST_ACTIONS, MOST_COUNTED, MOST_PRESENT, Step
from bot.routes import (
    AgreeOn,
    AskDropSession,
    CountAgain,
    CountHands,
    CountPresent,
    LeaveUncounted,
    Posted,
    PostInGroup,
    ReadLines,
    SessionNow,
    SessionThanks,
    SettleAction,
    Settled,
    TakeOut,
)
from bot.screens.common import draft_line, numbers_button
from bot.screens.good_practice import thanks_lines
from bot.screens.groups import vote_row, vote_state
from bot.screens.practising import LETTERS, rated
from bot.screens.screen import Button, Screen, Style, bold, copyable, line, lines, paragraphs, plain, quote
from bot.screens.session_parts import Walk, a_part, in_rows, lettered, named
from bot.words import _, _n, english

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.screens.screen import Markup
    from content.models import Option


def look_back(walk: Walk, left: Sequence[tuple[int, str, str]]) -> Screen:
    """What became of what was agreed on? `left` are session, id and words of what nobody has said it of."""
    if not left:
        return a_part(walk, plain(_("Last time is settled. Go on to the opening words.")))
    session, action, words = left[0]
    more = len(left) - 1
    text = paragraphs(
        plain(_("Last time you agreed on this. What became of it?")),
        quote(english(words)),
        plain(_n("{count} more after this.", "{count} more after this.", more).format(count=more))
        if more
        else plain(""),
    )
    labels = {
        Settled.DONE: _("Done"),
        Settled.DROPPED: _("Dropped"),
        Settled.CARRIED: _("Carry it on"),
    }
    hows = tuple(
        Button(label, SettleAction(walk.session, session, ContentId(action), how))
        for how, label in labels.items()
    )
    return a_part(walk, text, hows)


def opening(walk: Walk) -> Screen:
    """The first words."""
    text = paragraphs(
        plain(_("Only you see these notes. Read out:")),
        quote(
            _(
                "We have twenty minutes for one story. It is made up. We talk about care, and not about each"
                " other. Please use no names. Nobody has to speak, and you can leave at any time."
            )
        ),
        plain(_("If it brings up real harm, stop there. It is told today, to someone who can act.")),
        plain(_("You lead the talk, so do not vote, and let others speak first.")),
        plain(_("People in the team on Say So can send a line without a name: they type /session.")),
    )
    drop = Button(_("Do not hold it"), AskDropSession(walk.session))
    return a_part(walk, text, (drop, numbers_button()))


def story(walk: Walk) -> Screen:
    """The story to read out."""
    text = paragraphs(
        plain(_("Read it out, slowly. Then read the question and the answers.")),
        lines(bold(english(walk.scenario.title)), plain(english(walk.scenario.situation))),
        bold(english(walk.scenario.question)),
        paragraphs(*(lettered(at, option.text) for at, option in enumerate(walk.options))),
        *([draft_line()] if walk.draft else []),
    )
    return a_part(walk, text, *_posts(walk, Posted.STORY, Posted.ASK_LINES))


def _posts(walk: Walk, *what: Posted) -> list[tuple[Button, ...]]:
    """What can be shown in the group, where the team has one."""
    labels = {
        Posted.STORY: _("Show the story in the group"),
        Posted.ASK_LINES: _("Ask for lines in the group"),
        Posted.GUIDANCE: _("Show this in the group"),
        Posted.AGREED: _("Show what is agreed in the group"),
    }
    return (
        [] if walk.vote is None else [(Button(labels[one], PostInGroup(walk.session, one)),) for one in what]
    )


def hands(walk: Walk, counted: Mapping[str, int], told: Mapping[str, int]) -> Screen:
    """A show of hands, answer by answer. `told` are the numbers that may be shown once all are counted."""
    asked = next((option for option in walk.options if option.key not in counted), None)
    if asked is None:
        return _counted(walk, told)
    letter = LETTERS[list(walk.options).index(asked)]
    text = paragraphs(
        plain(_("Give a minute to think. Then ask for hands, eyes shut if you like. Nobody has to.")),
        lettered(LETTERS.index(letter), asked.text),
        bold(_("How many hands for {letter}?").format(letter=letter)),
        plain(_("You can also skip this and go on.")),
        plain("" if walk.vote is None else vote_state(walk.vote)),
    )
    key = ContentId(asked.key)
    numbers = [Button(str(n), CountHands(walk.session, key, n)) for n in range(MOST_COUNTED + 1)]
    more = Button(
        _("More than {most}").format(most=MOST_COUNTED), CountHands(walk.session, key, MOST_COUNTED + 1)
    )
    return a_part(walk, text, *in_rows(numbers), (more,), *_vote(walk))


def _counted(walk: Walk, told: Mapping[str, int]) -> Screen:
    if told:
        text = lines(
            plain(_("You counted:")),
            *(
                line(bold(f"{LETTERS[at]}:"), plain(_hands(told.get(option.key, 0))))
                for at, option in enumerate(walk.options)
            ),
            plain(_("The numbers go when the session ends.")),
        )
    else:
        text = plain(_("Fewer than five hands went up. So few are not shown again. Talk about all answers."))
    text = paragraphs(text, plain("" if walk.vote is None else vote_state(walk.vote)))
    return a_part(walk, text, (Button(_("Count again"), CountAgain(walk.session)),), *_vote(walk))


def _vote(walk: Walk) -> list[tuple[Button, ...]]:
    row = () if walk.vote is None else vote_row(walk.session, walk.vote)
    return [row] if row else []


def _hands(number: int) -> str:
    return str(number) if number <= MOST_COUNTED else _("more than {most}").format(most=MOST_COUNTED)


def leads_to(walk: Walk) -> Screen:
    """What each answer would lead to, and what to ask."""
    first, second = walk.scenario.facilitator.questions
    text = paragraphs(
        plain(_("Ask before you read on: what would each answer lead to?")),
        lines(bold(_("Ask")), plain(f"• {english(first)}"), plain(f"• {english(second)}")),
        plain(english(walk.scenario.facilitator.note)),
        bold(_("What each would lead to")),
        *(_led_to(at, option) for at, option in enumerate(walk.options)),
        *([draft_line()] if walk.draft else []),
    )
    lines_sent = Button(_("Lines without a name"), ReadLines(walk.session))
    return a_part(walk, text, *_posts(walk, Posted.GUIDANCE), (lines_sent, numbers_button()))


def _led_to(at: int, option: Option) -> Markup:
    return line(bold(f"{LETTERS[at]}. {rated(option.rating)}"), plain(english(option.guidance)))


def good(walk: Walk) -> Screen:
    """The round of good practice."""
    text = paragraphs(
        plain(_("Go round once. Each says one good thing that they saw at work. Anyone may pass.")),
        plain(_("Say what was good, not how good somebody is.")),
        plain(_("Thanks can go out to someone who is named, if they agree. Ask them first.")),
    )
    return a_part(walk, text, (Button(_("A line of thanks"), SessionThanks(walk.session, 0)),))


def thanks(session: int, theme: str, wording: int) -> Screen:
    """A line to send on, once the person agrees."""
    words = thanks_lines(theme)
    text = paragraphs(
        bold(_("Ask first: may I send you thanks?")),
        plain(_("Say where it goes: to them alone, or to the team. If they say no, leave it.")),
        plain(_("If they agree, tap the line to copy it. Then send it yourself.")),
        copyable(words[wording % len(words)]),
    )
    other = Button(_("Other words"), SessionThanks(session, (wording + 1) % len(words)))
    return Screen(text, ((Button(_("Back"), SessionNow(session), Style.PRIMARY), other),))


def taken_out(words: str) -> str:
    """The label of the button that takes back what was agreed on."""
    return _("Take out: {action}").format(action=words)


def close(walk: Walk, agreed: Mapping[str, str], offered: Mapping[str, str]) -> Screen:
    """Up to three actions, ready-made. `agreed` and `offered` are words by id."""
    full = len(agreed) >= MOST_ACTIONS
    text = paragraphs(
        plain(_("What do we do now? Agree on up to three. They are about how we work, not about people.")),
        lines(bold(_("Agreed")), *(plain(f"• {english(words)}") for words in agreed.values()))
        if agreed
        else plain(_("Nothing is agreed on yet. Nothing is fine too.")),
        plain(_("Three is enough. Take one out to choose another.")) if full else plain(""),
        plain(_("Then thank everyone, and say when you meet again.")),
    )
    out = [
        (Button(taken_out(words), TakeOut(walk.session, ContentId(one))),) for one, words in agreed.items()
    ]
    on = (
        []
        if full
        else [
            (Button(english(words), AgreeOn(walk.session, ContentId(one))),)
            for one, words in offered.items()
            if one not in agreed
        ]
    )
    return a_part(walk, text, *out, *on, *_posts(walk, Posted.AGREED))


def present(session: int) -> Screen:
    """How many were there?"""
    text = paragraphs(
        bold(named(Step.PRESENT)),
        plain(_("How many people were there? A number is all that is kept, and nobody’s name.")),
        plain(_("Fewer than five is kept as just that.")),
    )
    few = Button(_("Fewer than {least}").format(least=TAKING_PART), CountPresent(session, 0))
    numbers = [Button(str(n), CountPresent(session, n)) for n in range(TAKING_PART, MOST_PRESENT + 1)]
    more = Button(_("More than {most}").format(most=MOST_PRESENT), CountPresent(session, MOST_PRESENT + 1))
    unsaid = Button(_("Do not say"), LeaveUncounted(session))
    return Screen(text, ((few, more), *in_rows(numbers), (unsaid,)))
