"""Rules over a whole pack: each is shown to fail, and to be content with a fair mix."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from content.lint import balance
from content.lint.cues import cues
from content.lint.items import PackItems, Placed
from content.lint.rules import Bench
from content.lint.words import load_words
from content.models import PackFile, Scenario
from content.source import SourceFile
from tests.content.seeds import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WORDS = load_words()
SOURCE = SourceFile(EXAMPLES / "scenario.yaml")
HEAD = PackFile(
    id="adults", name="Adults", about="About.", themes={"money": "Money"}, principles={"tell": "Tell."}
)
Change = dict[str, Any]


def card(number: int, strong: int = 0, lengths: Sequence[int] = (60, 60, 60), **change: object) -> Scenario:
    """A card whose option number `strong` is strong, with options of these lengths."""
    options = [
        {
            **SOURCE.data["scenarios"][0]["options"][0],
            "key": "abc"[place],
            "text": ("o" * length),
            "rating": "strong" if place == strong else "risky",
        }
        for place, length in enumerate(lengths)
    ]
    fields = {**SOURCE.data["scenarios"][0], "id": f"card-{number}", "options": options, "principle": "tell"}
    return Scenario.model_validate(fields | change)


def pack(*cards: Scenario) -> PackItems:
    """A pack of these cards, all of one file."""
    head = Placed(HEAD, "adults", "", SOURCE, ())
    placed = tuple(Placed(one, "adults", "money", SOURCE, ("scenarios", 0)) for one in cards)
    return PackItems(head, (), placed, ())


def told(rule: str, cards: Sequence[Scenario]) -> list[str]:
    """What a rule tells about a pack of these cards."""
    [check] = [made.check for made in balance.RULES if made.name == rule]
    return [finding.remedy for finding in check(pack(*cards), Bench(WORDS, date(2026, 11, 23)))]


def wins(cards: Sequence[Scenario]) -> dict[str, float]:
    """How often each habit wins over these cards."""
    return {cue.habit: cue.wins for cue in cues(cards, WORDS)}


def spread(change: Callable[[int], Change]) -> list[Scenario]:
    """Twenty cards, each changed by its number."""
    return [card(number, number % 3, **change(number)) for number in range(20)]


def test_a_habit_that_always_wins_is_told() -> None:
    always = [card(number, 0, (70, 60, 50)) for number in range(12)]

    assert (100, 0, 0) == (wins(always)["longest"], wins(always)["shortest"], wins(always)["middle length"])
    assert any('"longest" finds in 100 of 100' in remedy for remedy in told("cues", always))
    assert any('"always a"' in remedy for remedy in told("cues", always))


def test_a_habit_that_cannot_tell_options_apart_wins_as_chance_does() -> None:
    alike = [card(number, number % 3) for number in range(12)]

    assert 33.3 == wins(alike)["longest"] == wins(alike)["most polite"]
    assert [] == told("cues", alike)


def test_the_politest_option_is_told() -> None:
    kind = [card(number, number % 3) for number in range(12)]
    polite = [
        one.model_copy(
            update={
                "options": tuple(
                    option.model_copy(update={"text": f"Please, {option.text[8:]}"})
                    if option.rating == "strong"
                    else option
                    for option in one.options
                )
            }
        )
        for one in kind
    ]

    assert 100 == wins(polite)["most polite"]


def test_no_cards_have_no_cues() -> None:
    assert () == cues([], WORDS)


def test_a_third_strong_letter_running_is_told() -> None:
    assert ["is the third card running whose strong option is a: move it."] == told(
        "letter-run", [card(number, strong) for number, strong in enumerate((0, 0, 0, 1))]
    )
    assert [] == told("letter-run", [card(number, strong) for number, strong in enumerate((0, 0, 1, 0))])


def test_levels_out_of_balance_are_told() -> None:
    levels = dict.fromkeys(range(2), "E") | dict.fromkeys(range(2, 8), "S")

    assert 3 == len(told("levels", spread(lambda _: {"level": "E"})))
    assert [] == told("levels", spread(lambda number: {"level": levels.get(number, "D")}))


def test_a_pack_without_good_practice_is_told() -> None:
    kinds = dict.fromkeys(range(3), "good-practice") | {3: "being-challenged"}

    assert 2 == len(told("kinds", spread(lambda _: {"kind": "challenge"})))
    assert [] == told("kinds", spread(lambda number: {"kind": kinds.get(number, "challenge")}))


def test_few_cards_are_not_judged_by_their_shares() -> None:
    assert [] == told("levels", [card(0)]) + told("kinds", [card(0)]) + told("cues", [card(0)])


def test_a_principle_with_one_card_is_told() -> None:
    assert ["need 2 cards each; too few: tell."] == told("principle-use", [card(0)])
    assert [] == told("principle-use", [card(0), card(1)])


def test_a_theme_without_an_excerpt_is_told() -> None:
    assert ["have no excerpt yet: money."] == told("theme-use", [card(0)])
    assert ["have no card yet: money.", "have no excerpt yet: money."] == told("theme-use", [])


def test_a_pack_that_is_hard_to_read_is_told() -> None:
    hard = "Organisational accountability necessitates comprehensive documentation. " * 4

    assert [] == told("median-grade", [card(0)])
    assert told("median-grade", [card(0, situation=hard)])


def test_a_text_that_stands_in_two_cards_is_told() -> None:
    assert told("repeated", [card(0), card(1)])
    assert [] == told("repeated", [card(0)])


@pytest.mark.parametrize(
    ("change", "expected"),
    [(("Grant", "Bell"), ["is nearly the situation of card-0: tell another story."]), (("", ""), [])],
    ids=["names changed", "another story"],
)
def test_a_story_with_the_names_changed_is_told(change: tuple[str, str], expected: list[str]) -> None:
    first = card(0)
    other = first.situation.replace(*change) if change[0] else "Rain on the roof. " * 20

    assert expected == told("same-story", [first, card(1, situation=other)])


def test_a_name_in_a_third_card_is_told() -> None:
    remedies = told("names", [card(number) for number in range(3)])

    assert "has Grant, who is in card-0, card-1 too: choose another name." in remedies
    assert not any("Sunday" in remedy or "Mr" in remedy.split(",")[0].split() for remedy in remedies)
