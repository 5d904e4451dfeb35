"""Telegram takes every screen of teams, managers and owners, whatever text is in it."""

from datetime import date
from types import ModuleType
from typing import Any

import pytest
from hypothesis import strategies as st

from bot.callback_data import ContentId
from bot.routes import Invited, Setting, Why
from bot.screens import commands, managers, membership, status, team_questions, teams
from bot.screens.own_lead import OwnLead, own_lead
from bot.screens.screen import Screen
from storage.audit import Act, Role
from tests.unit import samples, screening
from tests.unit.telegram_html import read

MODULES: tuple[ModuleType, ...] = (managers, membership, status, team_questions, teams)
LONDON, DAY, NOON = st.just(samples.LONDON), st.just(date(2026, 11, 25)), st.just(samples.NOON)
TEAM = st.integers(0, 2**48)
NAME = samples.names(40)  # as long as a manager may type one
LETTERS = st.text("bcdfghjkmpqrtvwxz", min_size=6, max_size=6)
AREA = st.one_of(st.none(), samples.texts(40))
WHY = st.sampled_from(Why)
COUNT = st.sampled_from([0, 1, 4, 5, 10**6])
LEAD = st.builds(OwnLead, NAME, st.just("01204 337777"))
ADDRESS = st.just("https://t.me/saysobot?start=AAAAAAAAAAAAAAAAAAAAAA")
INVITED = st.builds(Invited, TEAM, st.just(ContentId("t" + "a" * 24)))
LISTED = st.lists(st.tuples(TEAM, NAME), max_size=60)
IN_WORDS = st.builds(
    teams.TeamInWords,
    TEAM,
    NAME,
    st.one_of(st.none(), st.sampled_from(Setting)),
    AREA,
    samples.texts(40),
    st.one_of(st.none(), LEAD),
    st.integers(0, 9),
)
MANAGER = st.builds(managers.ManagerInWords, LETTERS, DAY, st.lists(NAME, max_size=5).map(tuple))
ASKING = st.builds(managers.Asking, LETTERS, DAY, st.one_of(st.none(), DAY))
COUNTS = st.builds(
    status.Counts,
    people=COUNT,
    teams=COUNT,
    managers=COUNT,
    teams_alone=COUNT,
    asking=COUNT,
    due=COUNT,
    replies=COUNT,
    sent_today=COUNT,
    unknown=COUNT,
    backups=st.booleans(),
    last_backup=st.one_of(st.none(), DAY),
    unchecked_lines=COUNT,
    unsigned_items=COUNT,
)
LINE = st.builds(
    status.Line,
    st.sampled_from([str(act) for act in Act]),
    st.sampled_from([str(role) for role in Role]),
    st.sampled_from([None, "", "Rowan House", "&" * 40]),
    NOON,
)
AREAS = st.lists(samples.areas(), min_size=1, max_size=2)
PACKS = st.lists(samples.packs(), max_size=2)
SCREENS: dict[str, st.SearchStrategy[Screen]] = {
    "ask to manage": st.builds(managers.ask_to_manage, st.one_of(st.none(), ASKING), anybody=st.booleans()),
    "role request": st.builds(managers.role_request, LETTERS, NOON, LONDON),
    "role decided": st.builds(managers.role_decided, LETTERS, agreed=st.booleans()),
    "role taken": st.builds(managers.role_taken),
    "ask stop": st.builds(managers.ask_stop, st.integers(0, 9)),
    "managers": st.builds(
        managers.managers,
        st.integers(0, 2),
        st.lists(MANAGER, max_size=20),
        st.lists(LETTERS, max_size=20),
        LISTED,
    ),
    "ask take": st.builds(managers.ask_take, MANAGER),
    "team alone": st.builds(managers.team_alone, TEAM, NAME),
    "dead link": st.builds(membership.dead_link),
    "invited newcomer": st.builds(membership.invited_newcomer, INVITED, NAME, samples.texts(40), AREA),
    "invited": st.builds(
        membership.invited, INVITED, NAME, samples.texts(40), AREA, st.one_of(st.none(), NAME)
    ),
    "invited to manage": st.builds(membership.invited_to_manage, INVITED, st.one_of(st.none(), NAME)),
    "join first": st.builds(membership.join_first),
    "welcome to team": st.builds(membership.welcome_to_team, NAME),
    "my team": st.builds(membership.my_team, st.one_of(st.none(), st.tuples(TEAM, NAME))),
    "status": st.builds(status.status, COUNTS, NOON, LONDON),
    "what was done": st.builds(status.what_was_done, st.lists(LINE, max_size=15), LONDON),
    "ask name": st.builds(team_questions.ask_name, WHY),
    "ask other name": st.builds(team_questions.ask_other_name, TEAM, WHY),
    "ask area": st.builds(team_questions.ask_area, TEAM, WHY),
    "ask lead name": st.builds(team_questions.ask_lead_name, TEAM, WHY, there=st.booleans()),
    "ask lead phone": st.builds(team_questions.ask_lead_phone, TEAM, WHY),
    "teams": st.builds(teams.teams, LISTED, LETTERS, notes=st.booleans()),
    "team home": st.builds(teams.team_home, IN_WORDS),
    "change team": st.builds(teams.change_team, IN_WORDS),
    "ask setting": st.builds(teams.ask_setting, TEAM),
    "ask pack": st.builds(teams.ask_pack, TEAM, PACKS),
    "choose area": st.builds(teams.choose_area, TEAM, AREAS),
    "invite": st.builds(teams.invite, TEAM, NAME, st.lists(DAY, max_size=5)),
    "link to team": st.builds(teams.link_to_team, ADDRESS, DAY),
    "link to manage": st.builds(teams.link_to_manage, ADDRESS, DAY, st.one_of(st.none(), NAME)),
    "team's managers": st.builds(teams.managers, TEAM, NAME, st.integers(1, 9)),
    "ask leave": st.builds(teams.ask_leave, TEAM, NAME, alone=st.booleans()),
    "ask close": st.builds(teams.ask_close, TEAM, NAME),
}


@pytest.mark.parametrize("screen", SCREENS)
def test_telegram_takes_a_screen_whatever_text_is_in_it(screen: str) -> None:
    screening.is_taken(SCREENS[screen])


def test_every_function_that_makes_a_screen_is_tried_above() -> None:
    assert len(SCREENS) == len(screening.makers(*MODULES))


def test_fewer_than_five_people_are_not_counted() -> None:
    values: dict[str, Any] = dict.fromkeys(status.Counts.__dataclass_fields__, 0)
    shown = [
        status.status(status.Counts(**{**values, "people": number}), samples.NOON, samples.LONDON)
        for number in (0, 4, 5)
    ]

    assert 1 == len({screen.text for screen in shown[:2]})
    assert "People who have joined: 5." in shown[2].text


def test_an_own_lead_says_when_to_pass_over_it() -> None:
    shown = read(own_lead(OwnLead("A & B <Lead>", "01204 337777"))).splitlines()

    assert "01204 337777 A & B <Lead>" == shown[1]
    assert "Skip it if it is about them." in shown[2]


def test_commands_of_managers_and_owners_are_in_no_other_menu() -> None:
    everybodys, managers_, owners = (
        {name for name, _text in made()}
        for made in (commands.menu_commands, commands.manager_commands, commands.owner_commands)
    )

    assert {"team", "invite"} <= managers_
    assert {"managers", "status", "preview"} == owners
    assert set() == everybodys & (managers_ | owners)
