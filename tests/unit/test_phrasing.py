"""Three ways to say it, for every card and talk that is shipped; and from where another end can be had."""

import pytest

from bot.learning.phrasing import WAYS, ways_of_card, ways_of_rehearsal
from bot.learning.rehearsing import place, turning
from content.library import Pack
from content.models import Rating, Rehearsal
from tests.unit.samples import LIBRARY

PACKS = list(LIBRARY.packs.values())


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_each_card_has_three_ways_the_strongest_first(pack: Pack) -> None:
    for card in pack.scenarios.values():
        ways = ways_of_card(card, pack)

        strongest = next(option.words for option in card.options if option.rating is Rating.STRONG)
        assert WAYS == len(set(ways)), card.id
        assert strongest == ways[0]


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_each_talk_has_three_ways_that_of_the_ending_first(pack: Pack) -> None:
    for talk in pack.rehearsals.values():
        for name, node in talk.nodes.items():
            ways = ways_of_rehearsal(talk, pack, name)

            assert WAYS == len(set(ways)), talk.id
            assert node.ending is None or node.ending.words == ways[0]


def test_where_a_talk_has_too_few_words_they_come_from_cards_with_the_same_principle() -> None:
    pack = PACKS[0]
    talk = next(iter(pack.rehearsals.values()))
    words = next(node.ending.words for node in talk.nodes.values() if node.ending)
    same = {
        name: node.model_copy(update={"ending": node.ending.model_copy(update={"words": words})})
        if node.ending
        else node
        for name, node in talk.nodes.items()
    }
    ways = ways_of_rehearsal(talk.model_copy(update={"nodes": same}), pack, None)
    alike = {
        option.words
        for card in pack.scenarios.values()
        if card.principle == talk.principle
        for option in card.options
    }

    assert WAYS == len(ways)
    assert set(ways[1:]) <= alike


def ends(talk: Rehearsal, begun: str, most: int) -> list[str]:
    """Some ways through a talk that begin so and come to an end, the shortest first."""
    found: list[str] = []
    todo = [begun]
    while todo and len(found) < most:
        path = todo.pop(0)
        at = place(talk, path)
        if at is not None and at.node.ending is not None:
            found.append(path)
        todo += [path + choice.key for choice in at.choices] if at else []
    return found


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_another_way_leads_back_to_a_step_from_which_another_end_can_be_had(pack: Pack) -> None:
    for talk in pack.rehearsals.values():
        for path in ends(talk, "", 5):
            step, reached = turning(talk, path), place(talk, path)
            at = place(talk, path[:step])
            begun = [path[:step] + choice.key for choice in at.choices] if at else []
            others = [
                place(talk, end) for one in begun if one != path[: step + 1] for end in ends(talk, one, 9)
            ]

            assert 0 <= step < len(path)
            assert any(one and reached and one.node is not reached.node for one in others), (talk.id, path)


def test_where_every_choice_leads_to_the_same_end_the_talk_begins_again() -> None:
    talk = next(iter(PACKS[0].rehearsals.values()))
    [path] = ends(talk, "", 1)
    reached = place(talk, path)
    one_end = {
        name: node.model_copy(update={"choices": node.choices[:1]}) if node.choices else node
        for name, node in talk.nodes.items()
    }

    assert reached is not None
    assert 0 == turning(talk.model_copy(update={"nodes": one_end}), path[:1])
