"""Which card a person gets next, and in which order she sees its options.

Pure and replayable: the same past on the same day always deals the same card. A handful of rules are asked one
after another, and each leaves only the cards that suit it best; the last word has a lot, which is her own. A rule
must never leave nobody to deal: one that no card suits is passed over.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.learning.spacing import Strength
from content.kinds import Setting
from content.models import Kind, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from bot.learning.spacing import Past
    from content.library import Pack
    from content.models import Scenario

    Ill = Callable[[Scenario], float]

STORY_RESTS_DAYS = 56  # no story comes again within eight weeks, if there is another
GENTLE_CARDS = 3  # how many day-to-day cards come before any that is about abuse
GOOD_PRACTICE_EVERY = 4  # of so many cards in a row one is wholly about good practice
RESTING_THEMES = 3  # how many of the last themes take a rest
# A principle that has been due for so long waits behind no weaker one any more; a weak one not even for so long.
# Among those that did, the one goes first that waited for more times what it should.
LONG_WAIT_DAYS = 120
WEAK_WAIT_DAYS = 28


@dataclass(frozen=True)
class Turn:
    """One dealing: what a person has met of a pack, on which day, and where she works, if that is known."""

    pack: Pack
    past: Past
    today: date
    setting: Setting | None

    @cached_property
    def recent(self) -> Sequence[Scenario]:
        """The last cards, the last one last."""
        longest = max(GOOD_PRACTICE_EVERY - 1, RESTING_THEMES)
        return [self.pack.scenarios[one.card] for one in self.past.dealt[-longest:]]

    @property
    def last(self) -> Scenario | None:
        """The last card."""
        return self.recent[-1] if self.recent else None

    @property
    def is_for_something_new(self) -> bool:
        """Whether the last card came back while there are principles that were never met in a story.

        Cards about good practice come in between and change nothing about that.
        """
        if self.pack.principles.keys() <= self.past.variants.keys():
            return False
        in_turn = zip(reversed(self.past.dealt), reversed(self.recent), strict=False)
        came_back = (met.came_back for met, card in in_turn if card.kind is not Kind.GOOD_PRACTICE)
        return next(came_back, False)

    def theme(self, card: Scenario) -> str:
        """The theme of a card."""
        return self.pack.theme_of[card.id]


def next_card(
    pack: Pack,
    cards: Iterable[Scenario],
    past: Past,
    today: date,
    person_id: int,
    setting: Setting | None = None,
) -> Scenario:
    """The next of `cards` for a person with this past, who works in this setting if that is known.

    `cards` are all of the pack, or those of them that may be dealt now.

    Raises:
        ValueError: there are no cards.
    """
    turn = Turn(pack, past.by(today), today, setting)
    left = list(cards)
    for rule in RULES:
        ill = rule(turn) if len(left) > 1 else None
        if ill is not None:
            left = _best(left, ill)
    return min(left, key=lambda card: _lot(person_id, card.id))


def _best(cards: list[Scenario], ill: Ill) -> list[Scenario]:
    """Those of the cards that suit best."""
    suits = [ill(card) for card in cards]
    best = min(suits)
    return [card for card, suit in zip(cards, suits, strict=True) if suit == best]


# Each rule tells how ill a card suits this turn: the least is best. It gives None where it does not matter now.


def _stories_rest(turn: Turn) -> Ill:
    """If all stories need a rest, the one comes that was met longest ago."""
    rested_since = turn.today - timedelta(days=STORY_RESTS_DAYS)
    tired = {card: on.toordinal() for card, on in turn.past.shown_on.items() if on > rested_since}
    return lambda card: tired.get(card.id, 0)


def _never_twice_running(turn: Turn) -> Ill | None:
    """For the days on which several are met: of those that need a rest all came on the same day."""
    last = turn.last
    return None if last is None else lambda card: card.id == last.id


def _gentle_ones_first(turn: Turn) -> Ill | None:
    if len(turn.past.dealt) >= GENTLE_CARDS:
        return None
    return lambda card: card.level is not Level.DAY_TO_DAY


def _good_practice_in_its_turn(turn: Turn) -> Ill:
    """Only when none of the last cards was about it."""
    since = [card.kind for card in turn.recent[-GOOD_PRACTICE_EVERY + 1 :]]
    if len(since) == GOOD_PRACTICE_EVERY - 1 and Kind.GOOD_PRACTICE not in since:
        return lambda card: card.kind is not Kind.GOOD_PRACTICE
    return lambda card: card.kind is Kind.GOOD_PRACTICE


def _another_story(turn: Turn) -> Ill:
    """A principle does not come back in the story that it came in last."""
    last_of_each = {stories[-1] for stories in turn.past.variants.values()}
    return lambda card: card.id in last_of_each


def _room_for_a_revisit(turn: Turn) -> Ill | None:
    """After two revisits in a week comes what is not due yet. Good practice comes in its turn all the same."""
    if turn.past.may_revisit(turn.today):
        return None
    due = {name for name in turn.pack.principles if turn.past.is_due(name, turn.today)}
    return lambda card: card.principle in due and card.kind is not Kind.GOOD_PRACTICE


def _something_else_than_last(turn: Turn) -> Ill | None:
    """Neither the same theme twice running, nor two emergencies, nor one principle three times."""
    last = turn.last
    if last is None:
        return None
    theme, emergency = turn.theme(last), last.level is Level.EMERGENCY
    twice = last.principle if [card.principle for card in turn.recent[-2:-1]] == [last.principle] else None
    return lambda card: (
        turn.theme(card) == theme or card.principle == twice or (emergency and card.level is Level.EMERGENCY)
    )


def _principle_wanted_most(turn: Turn) -> Ill:
    new_turn = turn.is_for_something_new
    wanted = {name: _wanted(turn, name, new_turn=new_turn) for name in turn.pack.principles}
    order = sorted(set(wanted.values()))
    places = {name: order.index(key) for name, key in wanted.items()}
    return lambda card: places[card.principle]


def _wanted(turn: Turn, principle: str, *, new_turn: bool) -> tuple[int, float]:
    """Weak ones that are due, then those whose stories were never met, then others that are due, then all."""
    past = turn.past
    memory, due_on = past.memories.get(principle), past.due_on(principle)
    if principle not in past.variants:
        return 2, 0
    if memory is None or due_on is None or due_on > turn.today:
        return 4, past.last_met[principle].toordinal()
    recall = memory.recall(turn.today)
    if new_turn:
        return 3, recall
    is_weak = past.strength(principle) is Strength.WEAK
    waits = (turn.today - due_on).days / (WEAK_WAIT_DAYS if is_weak else LONG_WAIT_DAYS)
    if waits > 1:
        return 0, -waits
    return (1 if is_weak else 3), recall


def _fewest_times_met(turn: Turn) -> Ill:
    times = Counter(one.card for one in turn.past.dealt)
    return lambda card: times[card.id]


def _her_setting(turn: Turn) -> Ill | None:
    if turn.setting is None:
        return None
    hers = {turn.setting, Setting.ANY}
    return lambda card: card.setting not in hers


def _themes_take_turns(turn: Turn) -> Ill:
    recent = {turn.theme(card) for card in turn.recent[-RESTING_THEMES:]}
    return lambda card: turn.theme(card) in recent


def _serious_ones_apart(turn: Turn) -> Ill | None:
    if turn.last is None or turn.last.level is Level.DAY_TO_DAY:
        return None
    return lambda card: card.level is not Level.DAY_TO_DAY


RULES: tuple[Callable[[Turn], Ill | None], ...] = (
    _stories_rest,
    _never_twice_running,
    _gentle_ones_first,
    _good_practice_in_its_turn,
    _another_story,
    _room_for_a_revisit,
    _something_else_than_last,
    _principle_wanted_most,
    _fewest_times_met,
    _her_setting,
    _themes_take_turns,
    _serious_ones_apart,
)


def option_order(person_id: int, card: Scenario) -> list[str]:
    """The option keys in the order in which this person sees them: shuffled, but always the same for her."""
    return sorted((option.key for option in card.options), key=lambda key: _lot(person_id, card.id, key))


def _lot(person_id: int, *names: str) -> bytes:
    return sha256(":".join([str(person_id), *names]).encode()).digest()
