"""Where one is in a rehearsal follows from what was chosen: forwards, and one step back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.learning.rehearsing import place
from content import library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.models import Rehearsal

LIBRARY = library.load()
REHEARSALS = [one for pack in LIBRARY.packs.values() for one in pack.rehearsals.values()]


def paths(rehearsal: Rehearsal, path: str = "") -> Iterator[str]:
    """Every path there is, from the beginning to every step."""
    yield path
    here = place(rehearsal, path)
    assert here is not None
    for choice in here.choices:
        yield from paths(rehearsal, path + choice.key)


@pytest.mark.parametrize("rehearsal", REHEARSALS, ids=lambda rehearsal: rehearsal.id)
def test_every_way_leads_to_an_ending_and_every_step_offers_two_choices_or_more(rehearsal: Rehearsal) -> None:
    endings = set()
    for path in paths(rehearsal):
        here = place(rehearsal, path)
        assert here is not None
        assert here.node.ending is not None or len(here.choices) >= 2, path
        if here.node.ending is not None:
            assert len(path) >= 4, path
            endings.add(here.node.ending.worked)

    assert len(endings) >= 3


@pytest.mark.parametrize("rehearsal", REHEARSALS, ids=lambda rehearsal: rehearsal.id)
def test_one_step_back_is_the_step_before(rehearsal: Rehearsal) -> None:
    for path in paths(rehearsal):
        here = place(rehearsal, path)
        for choice in here.choices if here else ():
            assert here == place(rehearsal, (path + choice.key)[:-1])


def test_what_nobody_could_have_chosen_leads_nowhere() -> None:
    for rehearsal in REHEARSALS:
        ended = max(paths(rehearsal), key=len)
        assert place(rehearsal, ended + "a") is None
        assert place(rehearsal, "z") is None
