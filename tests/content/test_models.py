import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from content.models import (
    CARD_CHARACTERS,
    DOOR_WORDS,
    EXCERPT_CHARACTERS,
    EXCERPT_WORDS,
    ConcernGuide,
    Excerpt,
    PackFile,
    Rating,
    Rehearsal,
    Scenario,
)

CONTENT = Path(__file__).parents[2] / "content"
Data = dict[str, Any]


def shipped(path: str, kind: str) -> Data:
    """The first item of a shipped file, as its author wrote it."""
    data: Data = yaml.safe_load((CONTENT / path).read_text(encoding="utf-8"))[kind][0]
    return data


def scenario() -> Data:
    return shipped("adults/scenarios/candour.yaml", "scenarios")


def excerpt() -> Data:
    return shipped("adults/excerpts/evidence.yaml", "excerpts")


def rehearsal() -> Data:
    return shipped("adults/rehearsals/respectful-language.yaml", "rehearsals")


def guide() -> Data:
    data: Data = yaml.safe_load((CONTENT / "concern/guide.yaml").read_text(encoding="utf-8"))
    return data


def changed(data: Data, **changes: object) -> Data:
    """The item with other values; a name such as options__0__key leads inside."""
    for name, value in changes.items():
        inner: Any = data
        *way, last = [int(step) if step.isdigit() else step for step in name.split("__")]
        for step in way:
            inner = inner[step]
        inner[last] = value
    return data


def refused(model: Callable[[Data], object], data: Data) -> str:
    with pytest.raises(ValidationError) as error:
        model(data)
    return str(error.value)


def ratings(*wanted: Rating) -> Data:
    options = [scenario()["options"][0] | {"key": "abcd"[n], "rating": str(r)} for n, r in enumerate(wanted)]
    return changed(scenario(), options=options)


def test_what_is_shipped_fits_its_model() -> None:
    assert "wrong-tablets" == Scenario.model_validate(scenario()).id
    assert "what-not-to-do" == Excerpt.model_validate(excerpt()).id
    assert Rehearsal.model_validate(rehearsal()).nodes
    assert 4 == len(ConcernGuide.model_validate(guide()).doors)


def test_content_cannot_change_once_it_is_read() -> None:
    read = Scenario.model_validate(scenario())
    with pytest.raises(ValidationError, match="frozen"):
        read.title = "Another"  # type: ignore[misc]


def test_what_was_signed_off_is_what_is_said_and_not_when_it_is_looked_at_next() -> None:
    signed = Scenario.model_validate(scenario()).version
    changes: list[Data] = [{"title": "Other tablets"}, {"options__0__words": "I am waiting."}, {"level": "E"}]

    assert re.fullmatch("[0-9a-f]{12}", signed)
    assert signed == Scenario.model_validate(changed(scenario(), review_by=date(2030, 1, 1))).version
    for change in changes:
        assert signed != Scenario.model_validate(changed(scenario(), **change)).version


def test_a_copy_with_other_words_has_another_version() -> None:
    """The version is worked out once, and must not go over into a copy."""
    card = Scenario.model_validate(scenario())
    before = card.version

    assert before != card.model_copy(update={"title": "Another title"}).version
    assert before == card.model_copy().version == card.version


def test_an_excerpt_has_at_most_so_many_words_and_characters() -> None:
    longer = changed(excerpt(), text="word " * EXCERPT_WORDS)
    wider = changed(excerpt(), text="w" * EXCERPT_CHARACTERS)

    assert f"shorten them to {EXCERPT_WORDS} words" in refused(Excerpt.model_validate, longer)
    assert f"and {EXCERPT_CHARACTERS} characters" in refused(Excerpt.model_validate, wider)


def test_ninety_words_are_allowed() -> None:
    to_try = excerpt()["to_try"]
    text = "a " * (EXCERPT_WORDS - len(to_try.split()))

    assert Excerpt.model_validate(changed(excerpt(), text=text))


def test_a_card_is_measured_as_a_whole() -> None:
    """Each part is within its own limit, all together are not."""
    data = changed(scenario(), situation="s" * 480, question="q" * 80)
    data["options"] = [option | {"text": "t" * 130} for option in data["options"]]

    assert f"shorten them to {CARD_CHARACTERS}" in refused(Scenario.model_validate, data)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ((Rating.PARTLY, Rating.PARTLY, Rating.RISKY), "exactly one that is rated strong"),
        ((Rating.STRONG, Rating.STRONG, Rating.RISKY), "exactly one that is rated strong"),
        ((Rating.STRONG, Rating.PARTLY, Rating.PARTLY), "at least one that is rated risky or unsafe"),
    ],
    ids=["none strong", "two strong", "none risky"],
)
def test_a_card_has_one_strong_answer_and_one_that_carries_risk(
    wanted: tuple[Rating, ...], told: str
) -> None:
    assert told in refused(Scenario.model_validate, ratings(*wanted))


@pytest.mark.parametrize("last", [Rating.RISKY, Rating.UNSAFE])
def test_risky_and_unsafe_both_carry_risk(last: Rating) -> None:
    assert Scenario.model_validate(ratings(Rating.STRONG, Rating.PARTLY, last))


def test_every_option_has_a_key_of_its_own() -> None:
    assert "keys of their own" in refused(Scenario.model_validate, changed(scenario(), options__0__key="b"))
    assert "pattern" in refused(Scenario.model_validate, changed(scenario(), options__0__key="e"))


def test_a_card_has_three_or_four_options() -> None:
    options = scenario()["options"]

    assert "at least 3" in refused(Scenario.model_validate, changed(scenario(), options=options[:2]))
    assert "at most 4" in refused(Scenario.model_validate, changed(scenario(), options=[*options, *options]))


def test_an_option_is_found_by_its_key() -> None:
    read = Scenario.model_validate(scenario())

    assert read.options[1] == read.option("b")
    assert read.option("d") is None


@pytest.mark.parametrize(
    "slug", ["Bell", "1-bell", "bell_behind", "bell--behind", "-bell", "bell-", "", "b" * 41]
)
def test_an_id_that_would_not_fit_into_a_button_is_refused(slug: str) -> None:
    assert "id" in refused(Scenario.model_validate, changed(scenario(), id=slug))


@pytest.mark.parametrize("chapter", [0, 17])
def test_a_chapter_of_the_care_certificate_is_one_of_sixteen(chapter: int) -> None:
    assert "care_certificate.0" in refused(
        Scenario.model_validate, changed(scenario(), care_certificate=[chapter])
    )


def test_a_rehearsal_leads_somewhere() -> None:
    start = rehearsal()["start"]
    lost = changed(rehearsal(), **{f"nodes__{start}__choices__0__to": "nowhere"})

    assert "start names nowhere" in refused(Rehearsal.model_validate, changed(rehearsal(), start="nowhere"))
    assert f"nodes.{start} leads to nowhere" in refused(Rehearsal.model_validate, lost)


def test_a_step_of_a_rehearsal_goes_on_or_ends() -> None:
    start = rehearsal()["start"]
    ending = {"worked": "You asked.", "another_way": "Ask later.", "words": "Shall I?"}
    both = changed(rehearsal(), **{f"nodes__{start}__ending": ending})
    neither = changed(rehearsal(), **{f"nodes__{start}__choices": []})

    for data in (both, neither):
        assert "either choices or an ending" in refused(Rehearsal.model_validate, data)


def test_a_door_is_short_enough_for_a_frightened_reader() -> None:
    long = changed(guide(), doors__0__lines=["word " * DOOR_WORDS, "more"])

    assert f"shorten them to {DOOR_WORDS}" in refused(ConcernGuide.model_validate, long)


def test_the_guide_has_four_doors() -> None:
    doors = guide()["doors"]

    assert "doors.3" in refused(ConcernGuide.model_validate, changed(guide(), doors=doors[:3]))
    assert "doors" in refused(ConcernGuide.model_validate, changed(guide(), doors=[*doors, doors[0]]))


def test_a_paragraph_stays_a_paragraph_and_a_line_does_not() -> None:
    head = {"id": "adults", "name": "Adults", "themes": {}, "principles": {}}

    read = PackFile.model_validate(head | {"about": " One  two. \n Three. \n\n\n Four. "})

    assert "One two.\n\nThree.\n\nFour." == read.about
