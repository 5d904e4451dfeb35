from dataclasses import FrozenInstanceError
from datetime import date
from enum import StrEnum
from typing import Any, get_type_hints

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot import routes
from bot.callback_data import LIMIT, MAX_NUMBER, ContentId, Route, every_route, pack, parse, tagged
from bot.routes import Inside, LinkCode
from content import library
from tests.unit.fewer import FEW, MANY

IDS = st.from_regex(r"[a-z][a-z0-9]{0,7}(-[a-z0-9]{1,7}){0,3}", fullmatch=True).filter(
    lambda text: len(text) <= 28
)
ROWS = 10**9  # more than any table here will have; only the ids of Telegram are longer
LONGEST_ID = "a" * 40
AREAS = sorted((area.id for area in library.load().contacts.areas), key=len)
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2999, 12, 31))


def values(kind: Any, highest: int) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a type hint may be anything
    if kind is int:
        return st.integers(0, highest)
    if kind is ContentId:
        return IDS
    if kind is date:
        return DAYS
    if kind is LinkCode:
        return st.from_regex(r"[A-Za-z0-9_-]{22}", fullmatch=True).map(LinkCode)
    if kind is Inside:
        return st.sampled_from([Inside("1c"), Inside("1cd.hurt"), Inside("1no.greater-manchester")])
    assert issubclass(kind, StrEnum), f"say here how to make a {kind}"
    return st.sampled_from(kind)


def kinds(leaf: type[Route]) -> list[Any]:
    hints = get_type_hints(leaf)
    return [hints[name] for name in leaf.names]


def made(leaf: type[Route]) -> st.SearchStrategy[Route]:
    """Any route of a kind. Beside two more numbers or ids there is room for the number of a row, not for any."""
    if leaf is routes.ChooseTeamArea:
        return st.builds(leaf, st.integers(0, ROWS), st.sampled_from(AREAS), st.sampled_from(AREAS))
    hints = get_type_hints(leaf)
    long = sum(kind in {int, ContentId} for kind in kinds(leaf))
    highest = MAX_NUMBER if long <= 2 else ROWS
    return st.builds(leaf, **{name: values(hints[name], highest) for name in leaf.names})


TAGS = ("1h", "1c", "1a", "1js", "1k", "1tc", "1sT")
# Text that comes near to being a route, so that the later checks are reached as well.
NEARLY = st.builds(
    lambda tag, parts: ":".join([tag, *parts]),
    st.sampled_from(TAGS),
    st.lists(
        st.one_of(
            st.text(st.characters(), max_size=8),
            st.from_regex(r"[0-9]{1,17}|\d{4}-\d{2}-\d{2}|[a-z-]{1,41}", fullmatch=True),
        ),
        max_size=3,
    ),
)


def test_a_route_is_what_it_leads_to_and_never_changes() -> None:
    route = routes.AskOtherName(7, why=routes.Why.LONG)
    same, other = routes.AskOtherName(why=routes.Why.LONG, team=7), routes.AskOtherName(8, routes.Why.LONG)

    assert (route, hash(route), repr(route)) == (
        same,
        hash(same),
        "AskOtherName(team=7, why=<Why.LONG: 'l'>)",
    )
    assert route not in (other, routes.TeamHome(7), (7, routes.Why.LONG))
    assert routes.TeamHome(7) != routes.ChangeTeam(7)
    with pytest.raises(FrozenInstanceError):
        route.team = 8  # type: ignore[misc] # that is what must fail


@pytest.mark.parametrize(
    ("values", "named"), [((), {}), ((7, 8), {}), ((7,), {"team": 7}), ((), {"other": 7})], ids=str
)
def test_a_route_must_be_told_what_it_needs_to_know_and_no_more(
    values: tuple[int, ...], named: dict[str, int]
) -> None:
    with pytest.raises(TypeError, match="TeamHome needs team"):
        routes.TeamHome(*values, **named)


def test_every_route_is_registered() -> None:
    declared = {kind for kind in vars(routes).values() if isinstance(kind, type) and issubclass(kind, Route)}

    assert declared - {Route} == set(every_route())


@pytest.mark.parametrize("leaf", every_route(), ids=lambda leaf: leaf.__name__)
def test_every_kind_of_route_comes_back_as_it_went_in(leaf: type[Route]) -> None:
    @FEW  # of each, and there are nearly three hundred: what it has in its fields is tried in most of them
    @given(made(leaf))
    def comes_back(route: Route) -> None:
        data = pack(route)

        assert len(data.encode()) <= LIMIT
        assert route == parse(data)

    comes_back()


@MANY
@given(st.one_of(st.text(st.characters()), NEARLY))
@example("1h:\ud800")
@example("1c:\ud800")
@example("1c:٣")
@example("1k:٢٠٢٦-١١-٢٥")
@example("1k:2026-02-30")
@example("1h")
@example("1")
@example("")
def test_any_text_is_read_or_refused_and_never_raises(text: str) -> None:
    """Half of a surrogate pair is among the examples: JSON can carry it, UTF-8 cannot."""
    route = parse(text)

    assert route is None or text == pack(route)


def test_a_longer_text_than_telegram_takes_is_refused() -> None:
    assert parse(pack(routes.Home()) + ":" * LIMIT) is None
    with pytest.raises(ValueError, match="64 bytes"):
        pack(routes.ChooseArea(ContentId(LONGEST_ID), ContentId(LONGEST_ID)))


@pytest.mark.parametrize(
    "data",
    [
        "2h",  # of a version that does not exist yet
        "1zz",  # no such tag
        "1h:1",  # one field too many
        "1c",  # one too few
        "1c:",
        "1c:-1",
        "1c:+1",
        "1c:01",  # only one spelling of a number
        "1c: 1",
        "1c:1_0",
        f"1c:{MAX_NUMBER + 1}",
        "1c:9999999999999999999",
        "1rx:Bell",
        "1rx:-bell",
        "1rx:bell'--",
        "1js:adults:weekends",
        "1k:2026-13-01",
        "1k:20261125",
        "1sD:Monday",
    ],
)
def test_what_has_another_shape_is_refused(data: str) -> None:
    assert parse(data) is None


def test_the_forms_of_this_version_never_change() -> None:
    """Buttons of years ago are still in people's chats, so these literals stay for ever."""
    assert routes.Home() == parse("1h")
    assert routes.Answer(4711, ContentId("b")) == parse("1a:4711:b")
    assert routes.WeeklyCard(date(2026, 11, 25)) == parse("1wk:2026-11-25")
    assert routes.Join(ContentId("adults"), routes.Shift.NIGHTS) == parse("1js:adults:nights")


def test_the_longest_id_of_an_item_fits_into_every_route_with_one() -> None:
    made_with: list[Any] = [leaf for leaf in every_route() if kinds(leaf) == [ContentId]]

    assert len(made_with) > 5
    assert all(len(pack(leaf(LONGEST_ID)).encode()) <= LIMIT for leaf in made_with)


def test_any_two_areas_fit_into_the_question_between_them() -> None:
    """The longest id twice: that is what a single guess leads to."""
    longest = ContentId(AREAS[-1])

    assert len(pack(routes.ChooseArea(longest, longest)).encode()) <= LIMIT


def test_a_tag_is_given_once() -> None:
    with pytest.raises(ValueError, match="'h'"):
        tagged("h")(routes.Home)
