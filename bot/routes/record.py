"""The record of learning, to print or to hand on."""

from __future__ import annotations

from enum import StrEnum

from bot.callback_data import Route, tagged


class Span(StrEnum):
    """How far back a record goes."""

    QUARTER = "q"
    YEAR = "y"
    ALL = "a"


class RecordForm(StrEnum):
    """What kind of file a record is. Only the paper for people can say how ready she felt."""

    PAPER = "p"
    PAPER_WITH_CONFIDENCE = "pc"
    TABLE = "t"
    STATEMENTS = "x"


@tagged("rc")
class AskRecord(Route):
    """For which time shall the record be?"""


@tagged("rk")
class ChooseRecord(Route):
    """Which kind of file, and with what in it?"""

    span: Span


@tagged("rf")
class LearningRecord(Route):
    """The record of learning as a file."""

    span: Span
    form: RecordForm
