"""How ready somebody feels, and how sure she was of a choice: asked one at a time, and shown back to her.

Every question can be passed over. Nothing here judges an answer, and no answer is shown to anybody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.learning.confidence import QUESTIONS
from bot.routes import (
    AskReady,
    Degree,
    EndReady,
    Guidance,
    Progress,
    Question,
    SayReady,
    SaySure,
    SkipReady,
    ThenAndNow,
    Wave,
)
from bot.screens.common import concern_button, numbers_button
from bot.screens.practising import rated
from bot.screens.screen import Button, Markup, Screen, Style, bold, lines, paragraphs, plain
from bot.words import _, english

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.models import Rating

# An answer is kept with this. Whoever changes what `asked` or `ready` says in English counts it up.
WORDING = "1"


def asked(question: Question) -> str:
    """A question as it is asked."""
    return {
        Question.CHALLENGE: _("How ready would you feel to challenge poor practice?"),
        Question.SEE: _("How ready would you feel to notice when care is not right?"),
        Question.TELL: _("How ready would you feel to tell someone who can act?"),
        Question.LISTEN: _("How ready would you feel to listen when someone challenges you?"),
        Question.PRAISE: _("How ready would you feel to say so when you see good care?"),
        Question.WHOM: _("How ready would you feel to name who to tell, day or night?"),
    }[question]


def about(question: Question) -> str:
    """What a question is about, in short."""
    return {
        Question.CHALLENGE: _("Challenge poor practice"),
        Question.SEE: _("Notice when care is not right"),
        Question.TELL: _("Tell someone who can act"),
        Question.LISTEN: _("Listen when challenged"),
        Question.PRAISE: _("Say so when care is good"),
        Question.WHOM: _("Name who to tell"),
    }[question]


def ready(degree: Degree) -> str:
    """An answer to how ready."""
    return {
        Degree.ONE: _("Not ready"),
        Degree.TWO: _("A little ready"),
        Degree.THREE: _("Half ready"),
        Degree.FOUR: _("Mostly ready"),
        Degree.FIVE: _("Very ready"),
    }[degree]


def sure(degree: Degree) -> str:
    """An answer to how sure, as part of a sentence."""
    return {
        Degree.ONE: _("not so sure"),
        Degree.TWO: _("a little sure"),
        Degree.THREE: _("half sure"),
        Degree.FOUR: _("mostly sure"),
        Degree.FIVE: _("very sure"),
    }[degree]


def ready_row(wave: Wave, showing: int) -> tuple[tuple[Button, ...], ...]:
    """The way to the questions, beside the guidance of a card."""
    label = _("One question for you") if wave is Wave.FIRST else _("Six short questions")
    return ((Button(label, AskReady(wave, showing)),),)


def sure_rows(showing: int) -> tuple[tuple[Button, ...], ...]:
    """How sure were you? Beside the guidance of a card, where one tap is enough."""
    labels = ((_("I was {sure}").format(sure=sure(degree)), degree) for degree in Degree)
    one, two, three, four, five = (Button(label, SaySure(showing, degree)) for label, degree in labels)
    return ((one, two), (three, four), (five,))


def ask_ready(wave: Wave, question: Question, showing: int) -> Screen:
    """One question. Whoever passes it over is not asked again."""
    questions = QUESTIONS[wave]
    place = _("Question {number} of {all}").format(number=questions.index(question) + 1, all=len(questions))
    text = paragraphs(
        *([plain(place)] if len(questions) > 1 else []),
        bold(asked(question)),
        plain(_("There is no right answer. Your manager cannot see yours. You can skip it.")),
    )
    one, two, three, four, five = (
        Button(ready(degree), SayReady(wave, question, degree, showing)) for degree in Degree
    )
    skip = Button(_("Skip it"), SkipReady(wave, question, showing))
    end = (Button(_("No more questions"), EndReady(wave, showing)),) if len(questions) > 1 else ()
    return Screen(text, ((one, two), (three, four), (five,), (skip, *end), (numbers_button(),)))


def thanks(wave: Wave, showing: int) -> Screen:
    """There are no questions left for now."""
    later = {
        Wave.FIRST: _("In six weeks we ask again, if you like. Then you can see what changed."),
        Wave.SIX: _("In six weeks we ask once more, if you like."),
        Wave.TWELVE: _("That was the last time we ask."),
    }[wave]
    text = paragraphs(bold(_("Thank you.")), plain(later))
    back = (
        Button(_("Back to the guidance"), Guidance(showing), Style.PRIMARY)
        if showing
        else Button(_("My progress"), Progress(), Style.PRIMARY)
    )
    return Screen(text, ((back, Button(_("Then and now"), ThenAndNow())), (concern_button(),)))


@dataclass(frozen=True)
class Felt:
    """What somebody answered to one question: first, and last if that was another time."""

    question: Question
    then: Degree
    now: Degree | None


@dataclass(frozen=True)
class Choice:
    """How sure somebody was of the last choice about a principle, and how well it protects the person."""

    principle: str
    sure: Degree
    rating: Rating


def felt_line(felt: Felt) -> str:
    """One question, then and now, in one line."""
    if felt.now is None:
        return _("{about} – then: {then}").format(about=about(felt.question), then=ready(felt.then).lower())
    said = _("{about} – then: {then}; now: {now}")
    return said.format(about=about(felt.question), then=ready(felt.then).lower(), now=ready(felt.now).lower())


def then_and_now(felt: Sequence[Felt], choices: Sequence[Choice]) -> Screen:
    """What she said of herself, and how it went with her choices. No sum, no mark."""
    text = paragraphs(
        bold(_("Then and now")),
        *_felt(felt),
        *_choices(choices),
        *([] if felt or choices else [plain(_("Nothing here yet. We ask now and then, after a story."))]),
        plain(_("You said all this yourself. Your manager cannot see yours.")),
    )
    return Screen(text, ((Button(_("My progress"), Progress(), Style.PRIMARY),),))


def _felt(felt: Sequence[Felt]) -> list[Markup]:
    if not felt:
        return []
    return [lines(bold(_("How ready you felt to:")), *(plain(felt_line(one)) for one in felt))]


def _choices(choices: Sequence[Choice]) -> list[Markup]:
    if not choices:
        return []
    told = (plain(_("{principle} You said: {sure}. {rated}").format(**_words(choice))) for choice in choices)
    return [lines(bold(_("How sure you were of your last choice")), *told)]


def _words(choice: Choice) -> dict[str, str]:
    return {"principle": english(choice.principle), "sure": sure(choice.sure), "rated": rated(choice.rating)}
