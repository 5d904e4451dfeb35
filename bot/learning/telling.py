"""From what the people of a team did to what may be told of it. Pure; exact numbers go in, blurred ones come out.

The numbers are kept as JSON once they are blurred, under the names that stand here: what was told once must be
readable for as long as it is kept.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Protocol

from bot.learning.counting import ANSWERS, TAKING_PART, Band, Counted, Told, told, told_parts
from content.models import Rating

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from content.models import Scenario

WEEK, THEMES, READINESS, GOOD = "week", "themes", "readiness", "good"  # what is told of a team
TEAM = "team"
TOOK_PART, READ, ANSWERED = "took-part", "read", "answered"
STRONG, READIER = "strong", "readier"
FEWEST_TEAMS = 3  # before it is told how others chose
FIRST_WAVE = "first"
KEYS = "abcd"

Parts = dict[str, Told | None]


class Activity(Protocol):
    """How many people are in a team, and how many of them did something."""

    @property
    def members(self) -> int:
        """All of them."""

    @property
    def took_part(self) -> int:
        """Those who tapped on a card, a page or a rehearsal."""

    @property
    def read(self) -> int:
        """Those who read a page."""

    @property
    def answered(self) -> int:
        """Those who answered a card."""


class Chose(Protocol):
    """One answer of somebody."""

    @property
    def person_id(self) -> int:
        """Whose."""

    @property
    def card(self) -> str:
        """On which card."""

    @property
    def option(self) -> str:
        """The key of the option."""


class Answered(Protocol):
    """How many people of one team chose one option of a card."""

    @property
    def card(self) -> str:
        """Which card."""

    @property
    def team_id(self) -> int:
        """Which team."""

    @property
    def option(self) -> str:
        """The key of the option."""

    @property
    def people(self) -> int:
        """How many."""


class Felt(Protocol):
    """How somebody rated herself: one question of one wave."""

    @property
    def person_id(self) -> int:
        """Who."""

    @property
    def wave(self) -> str:
        """When it was asked."""

    @property
    def question(self) -> str:
        """What was asked."""

    @property
    def value(self) -> int:
        """1 to 5."""


def week(activity: Activity, blur: Callable[[], int]) -> Parts:
    """What may be told of who takes part."""
    did = {TOOK_PART: activity.took_part, READ: activity.read, ANSWERED: activity.answered}
    return {TEAM: told(Counted(activity.members, did), TAKING_PART, blur)}


def principles(
    answers: Iterable[Chose],
    card: Callable[[str], Scenario | None],
    all_of_them: Iterable[str],
    blur: Callable[[], int],
) -> Parts:
    """What may be told of each principle: how many of those who answered it last chose the strong way.

    One that nobody answered is a part as well: else what is hidden with it would show the first answer to it.
    """
    last: dict[str, dict[int, bool]] = {name: {} for name in sorted(all_of_them)}
    for answer in answers:
        scenario = card(answer.card)
        option = scenario.option(answer.option) if scenario else None
        if scenario is not None and option is not None and scenario.principle in last:
            last[scenario.principle][answer.person_id] = option.rating is Rating.STRONG
    counted = {name: Counted(len(each), {STRONG: sum(each.values())}) for name, each in last.items()}
    return told_parts(counted, ANSWERS, blur)


def readiness(felt: Iterable[Felt], blur: Callable[[], int]) -> Parts:
    """What may be told of how ready people feel: how many of those asked twice feel readier than at first."""
    then: dict[tuple[int, str], int] = {}
    now: dict[tuple[int, str], int] = {}
    for one in felt:
        (then if one.wave == FIRST_WAVE else now)[one.person_id, one.question] = one.value
    both = then.keys() & now.keys()
    readier = {person for person, question in both if now[person, question] > then[person, question]}
    return {TEAM: told(Counted(len({person for person, _ in both}), {READIER: len(readier)}), ANSWERS, blur)}


def good_practice(seen: int, blur: Callable[[], int]) -> Parts:
    """What may be told of how often good practice was seen: rounded, and blurred by one time seen."""
    return {TEAM: told(Counted(seen, {}), TAKING_PART, blur)}


def cards(answers: Iterable[Answered], blur: Callable[[], int]) -> Parts:
    """What may be told of how people chose, by card: only of cards that people of several teams answered."""
    chosen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    asked: defaultdict[str, set[int]] = defaultdict(set)
    for answer in answers:
        chosen[answer.card][answer.option] += answer.people
        asked[answer.card].add(answer.team_id)
    return {
        card: told(_of_options(options), ANSWERS, blur) if len(asked[card]) >= FEWEST_TEAMS else None
        for card, options in chosen.items()
    }


def _of_options(people: Counter[str]) -> Counted:
    # Every letter, also those that nobody chose: what is missing would say so exactly.
    return Counted(people.total(), {key: people[key] for key in KEYS})


def kept(parts: Mapping[str, Told | None]) -> str | None:
    """What may be told, as it is kept; None where nothing may be, so that hidden and empty are the same."""
    shown = {name: {"size": one.size, "bands": one.bands} for name, one in parts.items() if one is not None}
    return json.dumps(shown, sort_keys=True) if shown else None


def told_again(text: str | None) -> dict[str, Told]:
    """What was kept. What is hidden is not in it."""
    found = json.loads(text) if text else {}
    return {
        name: Told(one["size"], {key: Band(band) for key, band in one["bands"].items()})
        for name, one in found.items()
    }
