"""Content with any text in it, made from what is shipped, so that screens can be tried with the worst.

Each kind is described once, and not anew for each that is drawn: that took longer than drawing it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.screens.numbers import Lines
from content import library
from content.contact_models import Area, Origin
from content.contacts import National
from content.hours import Standing, parse_hours
from content.lines import national_ring, whom_to_ring
from content.models import ConcernGuide, Door, Excerpt, Level, Option, Rating, Scenario
from content.ring import Answers, Label, Provenance, Ring, Subject

LIBRARY = library.load()
LONDON = ZoneInfo("Europe/London")
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
ADVICE = (National.PROTECT, National.CQC, National.NSPCC)
CARDS = [card for pack in LIBRARY.packs.values() for card in pack.scenarios.values()]
OPTIONS = [option for card in CARDS for option in card.options]
EXCERPTS = [excerpt for pack in LIBRARY.packs.values() for excerpt in pack.excerpts.values()]
AREAS = LIBRARY.contacts.areas
HOURS = (None, Standing.ALWAYS, Standing.OTHERWISE, parse_hours("Mon-Thu 08:30-17:00, Fri 08:30-16:30"))
# Signs that HTML, Telegram or Python's formatting could trip over, beside all others that there are.
TRAPS = st.sampled_from(
    ["<", ">", "&", '"', "</b>", "<b>", "&lt;", "&#0;", "\ud800", "\x00", "\r\n", "\u202e", "{0}", "%s", "\\"]
)
Made = TypeVar("Made")


@cache
def texts(most: int) -> st.SearchStrategy[str]:
    """Any text at all, up to so many characters."""
    mixed = st.lists(st.one_of(TRAPS, st.text(st.characters(), max_size=20)), max_size=8).map("".join)
    longest = st.sampled_from(["&" * most, "<" * most, "\U0001f4a5" * most, "Wa" * (most // 2)])
    return st.one_of(mixed.map(lambda text: text[:most]), longest)


@cache
def names(most: int) -> st.SearchStrategy[str]:
    """Any text that content may have where it becomes a button's label: some of it can be seen."""
    return texts(most).filter(lambda text: any(sign.isalnum() for sign in text))


def _one_of(shipped: Sequence[Made]) -> st.SearchStrategy[Made]:
    """One of these, by its place: drawing from the items themselves has each of them hashed, time and again."""
    return st.integers(0, len(shipped) - 1).map(shipped.__getitem__)


def _changed(
    shipped: st.SearchStrategy[Made], parts: Mapping[str, st.SearchStrategy[object]]
) -> st.SearchStrategy[Made]:
    def changed(item: Made, update: dict[str, object]) -> Made:
        copied: Made = item.model_copy(update=update)  # type: ignore[attr-defined]
        return copied

    return st.builds(changed, shipped, st.fixed_dictionaries(parts))


@cache
def options() -> st.SearchStrategy[Option]:
    parts = {
        "text": texts(130),
        "guidance": texts(300),
        "words": texts(110),
        "rating": st.sampled_from(Rating),
    }
    return _changed(_one_of(OPTIONS), parts)


def _with_keys(made: list[Option]) -> tuple[Option, ...]:
    return tuple(option.model_copy(update={"key": key}) for key, option in zip("abcd", made, strict=False))


@cache
def cards() -> st.SearchStrategy[Scenario]:
    parts = {
        "title": texts(50),
        "situation": texts(480),
        "question": texts(80),
        "if_then": texts(120),
        "level": st.sampled_from(Level),
        "options": st.lists(options(), min_size=3, max_size=4).map(_with_keys),
    }
    return _changed(_one_of(CARDS), parts)


@cache
def excerpts() -> st.SearchStrategy[Excerpt]:
    return _changed(_one_of(EXCERPTS), {"title": names(50), "text": texts(540), "to_try": texts(160)})


@cache
def doors() -> st.SearchStrategy[Door]:
    parts = {"label": names(40), "lines": st.lists(texts(120), min_size=1, max_size=6).map(tuple)}
    return _changed(_one_of(LIBRARY.concern.every_door), parts)


@cache
def guides() -> st.SearchStrategy[ConcernGuide]:
    pages = ("write_down", "happens_next", "protection", "not_able", "came_back", "no_answer")
    page = st.lists(texts(120), min_size=1, max_size=8).map(tuple)
    parts = {"doors": st.tuples(doors(), doors(), doors(), doors()), "further": st.tuples(doors(), doors())}
    return _changed(st.just(LIBRARY.concern), {**parts, **dict.fromkeys(pages, page)})


@cache
def packs() -> st.SearchStrategy[library.Pack]:
    return st.builds(
        lambda pack, name: replace(pack, name=name), st.sampled_from([*LIBRARY.packs.values()]), names(40)
    )


@cache
def areas() -> st.SearchStrategy[Area]:
    return _changed(_one_of(AREAS), {"name": names(40)})


RINGS = st.builds(
    Ring,
    id=st.just("somewhere.adults"),
    label=st.sampled_from(Label),
    subject=st.sampled_from([*Subject, None]),
    name=texts(90),
    phone=st.sampled_from(["01204 337777", "101", None]),
    answers=st.sampled_from(Answers),
    hours=st.sampled_from(HOURS),
    provenance=st.builds(
        Provenance,
        origin=st.sampled_from(Origin),
        year=st.sampled_from([2024, None]),
        confirmed=st.booleans(),
        checked=st.sampled_from([date(2026, 11, 1), None]),
        overdue=st.booleans(),
        failed=st.sampled_from([date(2026, 11, 2), None]),
    ),
    web=st.sampled_from(["https://example.org/?a=1&b=<2>", None]),
    other_ways=st.just(()),
    withheld=st.booleans(),
)
ENTRIES = _one_of([entry for entry in LIBRARY.contacts.entries if entry.line.unchecked_phone])
LINES = st.builds(
    Lines,
    area=st.one_of(st.none(), areas()),
    adult=st.lists(RINGS, min_size=1, max_size=5),
    child=st.lists(RINGS, min_size=1, max_size=5),
    advice=st.lists(RINGS, min_size=3, max_size=3),
    at=st.just(NOON),
    zone=st.just(LONDON),
)


def lines_at(area: Area | None, moment: datetime) -> Lines:
    """The shipped lines of an area at a moment."""
    contacts = LIBRARY.contacts
    return Lines(
        area=area,
        adult=whom_to_ring(contacts, area, Subject.ADULT, moment),
        child=whom_to_ring(contacts, area, Subject.CHILD, moment),
        advice=[national_ring(contacts, which, moment) for which in ADVICE],
        at=moment,
        zone=LONDON,
    )
