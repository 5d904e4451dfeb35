"""How ready a person feels, asked three times, and how sure she was of a choice, asked once a month."""

from __future__ import annotations

from enum import StrEnum

from bot.callback_data import Route, tagged


class Wave(StrEnum):
    """When the questions are asked: after the first answer, and so many weeks after joining."""

    FIRST = "first"
    SIX = "six"
    TWELVE = "twelve"


class Question(StrEnum):
    """What the questions ask about, in the order in which they come."""

    CHALLENGE = "challenge"
    SEE = "see"
    TELL = "tell"
    LISTEN = "listen"
    PRAISE = "praise"
    WHOM = "whom"


class Degree(StrEnum):
    """An answer, from least to most."""

    ONE = "1"
    TWO = "2"
    THREE = "3"
    FOUR = "4"
    FIVE = "5"


@tagged("qa")
class AskReady(Route):
    """The next question of a wave that is open. `showing` is the card to go back to; 0: to the progress."""

    wave: Wave
    showing: int


@tagged("qs")
class SayReady(Route):
    """A question was answered."""

    wave: Wave
    question: Question
    degree: Degree
    showing: int


@tagged("qk")
class SkipReady(Route):
    """A question was passed over."""

    wave: Wave
    question: Question
    showing: int


@tagged("qe")
class EndReady(Route):
    """All questions of a wave that are left are passed over."""

    wave: Wave
    showing: int


@tagged("qt")
class ReadyThanks(Route):
    """There are no questions left in a wave."""

    wave: Wave
    showing: int


@tagged("qu")
class SaySure(Route):
    """How sure she was of the choice of a showing."""

    showing: int
    degree: Degree
