"""Whoever types that it happens to her is offered the door for that, and nobody else is."""

from __future__ import annotations

import pytest

from bot.handlers.looking_up import answer
from bot.routes import ConcernDoor, MatchesMine
from content import library
from content.search import find

LIBRARY = library.load()


@pytest.mark.parametrize(
    "text",
    [
        "he hits me at work",
        "my manager touches me",
        "a resident keeps grabbing me",
        "i was groped by a client",
        "im being bullied by the night team",
        "they call me names because of my accent",
        "boss has my passport",
        "agency not paid me for 3 months",
        "the owner holds our documents",
        "sponsor threatening to send me home",
    ],
)
def test_what_happens_to_who_types_is_seen_and_leads_to_its_door(text: str) -> None:
    assert find(text, LIBRARY.contacts).mine
    assert isinstance(answer(text, LIBRARY, None)[0], (MatchesMine, ConcernDoor))


@pytest.mark.parametrize(
    "text",
    [
        "he hits her at work",
        "she told me he touches her",
        "what if a client attacks me",
        "training about harassment",
        "can you give me the number for cqc",
        "left in a wet pad",
    ],
)
def test_what_happens_to_others_or_may_happen_is_not(text: str) -> None:
    assert not find(text, LIBRARY.contacts).mine
