from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.learning.dealing import GENTLE_CARDS, GOOD_PRACTICE_EVERY, next_card, option_order
from bot.learning.reading import following, next_to_read
from content import library
from content.models import Kind, Level, Scenario
from tests.unit.fewer import MANY, SOME

LIBRARY = library.load()
SAMPLE = next(iter(LIBRARY.packs["adults"].scenarios.values()))
PEOPLE = st.integers(1, 2**52)
WEEK = timedelta(days=7)
START = datetime(2026, 11, 25, tzinfo=UTC)


@dataclass(frozen=True)
class Deck:
    """A pack's cards, and the theme of each."""

    cards: tuple[Scenario, ...]
    theme_of: dict[str, str]

    def deal(self, person: int, number: int, history: list[str] | None = None) -> list[Scenario]:
        """So many cards one after another, behind a history."""
        met = list(history or [])
        dealt = []
        for _ in range(number):
            dealt.append(next_card(self.cards, self.theme_of, met, person))
            met.append(dealt[-1].id)
        return dealt


def card(number: int, level: Level, kind: Kind) -> Scenario:
    return SAMPLE.model_copy(update={"id": f"card-{number}", "level": level, "kind": kind})


@st.composite
def decks(draw: st.DrawFn, least: int = 1) -> Deck:
    traits = draw(
        st.lists(
            st.tuples(st.sampled_from(Level), st.sampled_from(Kind), st.sampled_from("uvwxyz")),
            min_size=least,
            max_size=14,
        )
    )
    cards = tuple(card(number, level, kind) for number, (level, kind, _) in enumerate(traits))
    return Deck(cards, {f"card-{number}": theme for number, (*_, theme) in enumerate(traits)})


SHIPPED = [Deck(tuple(pack.scenarios.values()), pack.theme_of) for pack in LIBRARY.packs.values()]
ANY_DECK = st.one_of(st.sampled_from(SHIPPED), decks())
HISTORIES = st.lists(st.integers(0, 15).map(lambda number: f"card-{number}"), max_size=30)


@SOME
@given(ANY_DECK, PEOPLE, HISTORIES, st.randoms(use_true_random=False))
def test_the_same_person_with_the_same_history_is_dealt_the_same_card(
    deck: Deck, person: int, history: list[str], chance: Random
) -> None:
    """In whatever order the files were read."""
    turned = sorted(deck.cards, key=lambda _: chance.random())

    first = next_card(deck.cards, deck.theme_of, history, person)

    assert first == next_card(turned, dict(deck.theme_of), list(history), person)


@SOME
@given(ANY_DECK, PEOPLE)
def test_every_card_is_met_once_before_any_comes_again(deck: Deck, person: int) -> None:
    size = len(deck.cards)
    dealt = [card.id for card in deck.deal(person, 2 * size)]

    everything = {card.id for card in deck.cards}
    assert everything == set(dealt[:size])
    assert everything == set(dealt[size:])


@MANY
@given(decks(least=2), PEOPLE, HISTORIES)
def test_no_card_comes_twice_running_whatever_was_met_before(
    deck: Deck, person: int, history: list[str]
) -> None:
    """Histories of every kind: practising one page deals its cards out of turn."""
    dealt = [*history[-1:], *(card.id for card in deck.deal(person, 6, history))]

    assert all(one != other for one, other in pairwise(dealt))


@SOME
@given(ANY_DECK, PEOPLE)
def test_the_first_cards_are_gentle_as_long_as_there_are_any(deck: Deck, person: int) -> None:
    gentle = sum(card.level is Level.DAY_TO_DAY for card in deck.cards)
    first = deck.deal(person, min(GENTLE_CARDS, gentle))

    assert {Level.DAY_TO_DAY} >= {card.level for card in first}


@SOME
@given(st.one_of(st.sampled_from(SHIPPED), decks(least=8)), PEOPLE)
def test_every_fourth_card_is_about_good_practice_while_any_is_unmet(deck: Deck, person: int) -> None:
    dealt = deck.deal(person, len(deck.cards))
    unmet = sum(card.kind is Kind.GOOD_PRACTICE for card in deck.cards)
    for number, card in enumerate(dealt, start=1):
        good = card.kind is Kind.GOOD_PRACTICE
        if number % GOOD_PRACTICE_EVERY == 0 and unmet:
            assert good, f"card number {number} is not"
        unmet -= good


@pytest.mark.parametrize("deck", SHIPPED, ids=LIBRARY.packs)
def test_themes_take_turns(deck: Deck) -> None:
    """Among the first dozen shipped cards no theme comes twice running, for any of a hundred people."""
    for person in range(1, 101):
        themes = [deck.theme_of[card.id] for card in deck.deal(person, len(deck.cards) // 2)]
        assert all(one != other for one, other in pairwise(themes))


def test_people_are_dealt_in_different_orders() -> None:
    firsts = {SHIPPED[0].deal(person, 1)[0].id for person in range(1, 60)}

    assert len(firsts) > 3


def test_a_pack_without_cards_says_so() -> None:
    with pytest.raises(ValueError, match="empty"):
        next_card([], {}, [], 1)


@SOME
@given(st.sampled_from([card for deck in SHIPPED for card in deck.cards]), PEOPLE)
def test_options_are_shuffled_and_stay_so_for_a_person(shuffled: Scenario, person: int) -> None:
    order = option_order(person, shuffled)

    assert {option.key for option in shuffled.options} == set(order)
    assert len(shuffled.options) == len(order)
    assert order == option_order(person, shuffled.model_copy(update={"options": shuffled.options[::-1]}))


def test_options_stand_in_every_order_for_somebody() -> None:
    """So that nobody can pass on that the second one is the strong one."""
    orders = {tuple(option_order(person, SAMPLE)) for person in range(1, 100)}

    assert 6 == len(orders)


def test_the_order_of_options_is_the_same_in_every_release() -> None:
    """An old message keeps its letters: what was B stays B."""
    fixed = SAMPLE.model_copy(update={"id": "card-1"})

    assert ["b", "a", "c"] == option_order(4711, fixed)


PAGES = ["a", "b", "c", "d"]


def test_reading_begins_with_what_was_never_read() -> None:
    assert "a" == next_to_read(PAGES, {})
    assert "c" == next_to_read(PAGES, {"a": START, "b": START})
    assert "b" == next_to_read(PAGES, dict.fromkeys(PAGES, START + WEEK) | {"b": START})


@SOME
@given(st.lists(st.sampled_from(PAGES), unique=True), st.sampled_from([*PAGES, "gone"]))
def test_next_leads_on_to_another_page_and_first_to_unread_ones(read: list[str], current: str) -> None:
    last_read = dict.fromkeys(read, START)
    onward = following(PAGES, current, last_read)

    assert onward in PAGES
    assert onward != current
    assert onward not in last_read or set(PAGES) - {current} <= set(last_read)


def test_next_goes_round_and_stays_on_the_only_page() -> None:
    assert "a" == following(PAGES, "d", dict.fromkeys(PAGES, START))
    assert "a" == following(["a"], "a", {})


def test_next_visits_every_page_once_before_any_again() -> None:
    read = {"b": START}
    page, seen = "b", ["b"]
    for _ in range(3):
        page = following(PAGES, page, read)
        read[page] = START
        seen.append(page)

    assert ["b", "c", "d", "a"] == seen
