"""The record of learning: what it is made of is put together here, and only from what is the person's own.

It is made anew each time it is wanted, and kept nowhere: nobody else could ever be sent it by mistake.
"""
# ruff: noqa: PLC0415 - what makes papers is only loaded when somebody wants one

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.handlers.practised import completions, days_of, felt_by, past_of
from bot.handlers.visit import NotThereError, Visit, shows
from bot.papers.completions import Kind, as_statements, as_table
from bot.routes import AskRecord, ChooseRecord, LearningRecord, RecordForm, Span
from bot.screens import record as screens
from bot.screens.screen import Form, Paper

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from bot.handlers.practised import Past
    from bot.papers.completions import Completion
    from bot.papers.record import Theme
    from bot.screens.confidence import Felt
    from bot.screens.screen import Screen

GOES_BACK = {Span.QUARTER: timedelta(days=91), Span.YEAR: timedelta(days=365)}


@shows(AskRecord)
async def ask_record(visit: Visit, _route: AskRecord) -> Screen:
    """For which time?"""
    _ = visit.member
    return screens.ask_record()


@shows(ChooseRecord)
async def choose_record(visit: Visit, route: ChooseRecord) -> Screen:
    """Which kind of file? How ready she felt is only offered where she said it."""
    if not _of_span(visit, await past_of(visit), route.span):
        return screens.choose_record(route.span, ())
    felt = await felt_by(visit)
    forms = [form for form in RecordForm if felt or form is not RecordForm.PAPER_WITH_CONFIDENCE]
    return screens.choose_record(route.span, forms)


@shows(LearningRecord)
async def learning_record(visit: Visit, route: LearningRecord) -> Screen:
    """The file itself."""
    past = await past_of(visit)
    done = _of_span(visit, past, route.span)
    if not done:
        raise NotThereError
    if route.form is RecordForm.TABLE:
        paper = _data("say-so-record.csv", partial(as_table, done))
    elif route.form is RecordForm.STATEMENTS:
        paper = _data("say-so-record-xapi.json", partial(as_statements, done))
    else:
        with_felt = route.form is RecordForm.PAPER_WITH_CONFIDENCE
        make = _printed(visit, route.span, past, done, await felt_by(visit) if with_felt else ())
        paper = Paper(None, "say-so-record.pdf", make)
    return screens.record(route.span, route.form, paper)


def _data(name: str, make: Callable[[], bytes]) -> Paper:
    return Paper(None, name, make, form=Form.DATA)


def _printed(
    visit: Visit, span: Span, past: Past, done: Sequence[Completion], felt: Sequence[Felt]
) -> Callable[[], bytes]:
    """The paper for people."""
    from bot.papers.record import RecordOfLearning, record_of_learning

    begins, days = _begins(visit, span), days_of(done, past)
    begins = begins or min(days)
    seconds = sum(one.seconds for one in past.days if one.day >= begins)
    kinds = Counter(one.kind for one in done)
    made_of = RecordOfLearning(
        begins=begins,
        ends=visit.today,
        days=sum(day >= begins for day in days),
        minutes=seconds // 60,
        stories=kinds[Kind.STORY],
        pages=kinds[Kind.PAGE],
        talks=kinds[Kind.TALK],
        themes=_themes(done),
        standards=tuple(sorted({number for one in done for number in one.standards})),
        felt=tuple(felt),
    )
    return partial(record_of_learning, made_of)


def _themes(done: Sequence[Completion]) -> tuple[Theme, ...]:
    """The themes, most met first."""
    from bot.papers.record import Theme

    counted = Counter(one.theme for one in done if one.theme)
    return tuple(Theme(name, items) for name, items in counted.most_common())


def _of_span(visit: Visit, past: Past, span: Span) -> list[Completion]:
    begins = _begins(visit, span)
    return [one for one in completions(visit, past) if begins is None or one.at.date() >= begins]


def _begins(visit: Visit, span: Span) -> date | None:
    """The first day that counts; None if all do."""
    back = GOES_BACK.get(span)
    return None if back is None else visit.today - back
