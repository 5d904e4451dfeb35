"""The record of learning: for which time, as what kind of file, and what is said with it.

It is only ever made for the person herself, and only when she asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.routes import AskRecord, ChooseRecord, LearningRecord, Practise, Progress, RecordForm, Span
from bot.screens.screen import Button, Paper, Screen, Style, bold, paragraphs, plain
from bot.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable


def span_in_words(span: Span) -> str:
    """How far back a record goes."""
    return {
        Span.QUARTER: _("Last 3 months"),
        Span.YEAR: _("Last 12 months"),
        Span.ALL: _("All of it"),
    }[span]


def form_in_words(form: RecordForm) -> str:
    """What kind of file a record is."""
    return {
        RecordForm.PAPER: _("Paper (PDF)"),
        RecordForm.PAPER_WITH_CONFIDENCE: _("Paper, and how ready I felt"),
        RecordForm.TABLE: _("Table (CSV)"),
        RecordForm.STATEMENTS: _("For a learning system (xAPI)"),
    }[form]


def ask_record() -> Screen:
    """For which time?"""
    text = paragraphs(
        bold(_("Record of learning")),
        plain(_("A paper for supervision or your CPD folder: days, minutes and themes.")),
        plain(_("It does not say what you chose. It has no name: you write yours on it by hand.")),
        bold(_("For which time?")),
    )
    rows = tuple((Button(span_in_words(span), ChooseRecord(span)),) for span in Span)
    return Screen(text, (*rows, (Button(_("My progress"), Progress()),)))


def choose_record(span: Span, forms: Iterable[RecordForm]) -> Screen:
    """Which kind of file? Without any, there is nothing in that time."""
    buttons = [Button(form_in_words(form), LearningRecord(span, form)) for form in forms]
    back = (Button(_("Another time"), AskRecord()), Button(_("My progress"), Progress()))
    title = bold(_("Record of learning: {span}").format(span=span_in_words(span)))
    if not buttons:
        said = plain(_("There is nothing in this time yet. One story is enough to begin."))
        on = Button(_("Practise"), Practise(), Style.PRIMARY)
        return Screen(paragraphs(title, said), ((on,), back))
    asked = plain(_("Which kind of file? Nothing is sent to anybody but you."))
    return Screen(paragraphs(title, asked), (*((button,) for button in buttons), back))


def record(span: Span, form: RecordForm, paper: Paper) -> Screen:
    """The file."""
    printed = form in {RecordForm.PAPER, RecordForm.PAPER_WITH_CONFIDENCE}
    hint = (
        _("To print or to keep. There is a line for your name, and room to write what you think.")
        if printed
        else _("Your own completions. There is no name in it. You decide who gets it.")
    )
    text = paragraphs(bold(_("Record of learning: {span}").format(span=span_in_words(span))), plain(hint))
    rows = ((Button(_("Another time"), AskRecord()), Button(_("My progress"), Progress())),)
    return Screen(text, rows, paper=paper)
