"""So many tablets, swallowed, are danger whatever else is said; a dose, a stock or a day's tablets are none."""

from __future__ import annotations

import pytest

from content import library
from content.lookup_overdose import is_counted_overdose
from content.search import Urgent, find

LIBRARY = library.load()


@pytest.mark.parametrize(
    "text",
    [
        "took 40 paracetamol",
        "ive taken 37 paracetamol",
        "i swallowed 16 codeine",
        "ive popped loads of my antidepressants",
    ],
)
def test_who_took_so_many_is_met_with_people_who_listen_and_999(text: str) -> None:
    assert find(text, LIBRARY.contacts).urgent is Urgent.WORKER_AT_RISK


@pytest.mark.parametrize("text", ["taken 20 pills", "just swallowed nineteen sleeping tablets"])
def test_where_nobody_is_named_it_is_urgent_all_the_same(text: str) -> None:
    assert find(text, LIBRARY.contacts).urgent in {Urgent.EMERGENCY, Urgent.WORKER_AT_RISK}


@pytest.mark.parametrize(
    "text",
    [
        "she has taken 30 of her tablets",
        "resident swallowed 26 tablets",
        "he took a whole box of paracetamol",
        "our client has necked seventeen ibuprofen",
    ],
)
def test_where_another_took_them_999_stands_first(text: str) -> None:
    assert find(text, LIBRARY.contacts).urgent is Urgent.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "took 2 paracetamol for my back",
        "i took two tablets for a headache can i drive",
        "she has taken 12 tablets a day for years",
        "we had 28 tablets delivered",
        "took 40 photos of the garden party",
        "last year a resident took 30 tablets",
    ],
)
def test_a_dose_a_stock_and_what_is_over_are_no_alarm(text: str) -> None:
    assert find(text, LIBRARY.contacts).urgent is Urgent.NONE


def test_the_rule_counts_from_eight() -> None:
    assert is_counted_overdose("i took 8 tablets")
    assert not is_counted_overdose("i took 7 tablets")
    assert not is_counted_overdose("someone has taken 20 tablets from the trolley")
