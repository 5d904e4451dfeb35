"""Another language at any moment: the present step is shown in it, and nothing that was done is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.routes import OwnCopy, Print
from tests.journeys.play import GRACE, PATIENCE_SECONDS, playing, polish

if TYPE_CHECKING:
    from pathlib import Path

    from bot.demo.messages import Message
    from bot.screens.screen import Screen
    from tests.journeys.play import Play

LANGUAGE = "SELECT language FROM people"
DUE = "SELECT next_due_at FROM people"
ASHA = "Asha"
NOTE = "„EN:”"
# How somebody comes to a step, by typing, and what it says in Polish.
STEPS: dict[str, tuple[tuple[str, ...], str]] = {
    "the menu": (("/start",), "Użyj przycisków na dole"),
    "a card": (("/practise",), "Szkic: "),
    "its answer": (("/practise", "a"), "Twój wybór: A."),
    "what else it says": (("/practise", "a", "more"), "Zdanie do zapamiętania"),
    "a page": (("/read",), "Spróbuj tego:"),
    "a talk at its second step": (("/rehearse", "1", "a"), "Co powiesz?"),
    "ten minutes": (("ten minutes",), "Dziesięć minut: 1 z"),
    "settings": (("/settings",), "Ustawienia"),
    "the hour": (("/settings", "day", "sunday"), "niedziela: o której godzinie?"),
    "the town": (("/settings", "area"), "W jakim mieście mieszka"),
    "progress": (("/progress",), "Twoje postępy"),
    "privacy": (("/privacy",), "Twoja prywatność"),
    "away": (("/pause", "one week"), "Przerwa na jakiś czas?"),
    "stopped": (("/stop",), "Karty co tydzień są wyłączone."),
}
PAGES: dict[str, tuple[tuple[str, ...], str]] = {
    "the guide": (("/concern",), "Niebezpieczeństwo? 999. O co chodzi?"),
    "a door of the guide": (("/concern", "hurt"), "Niebezpieczeństwo teraz? Dzwoń pod 999."),
    "behind a door": (("/concern", "hurt", "happens next"), "Co dzieje się potem"),
    "numbers": (("/contacts",), "Przydatne numery: Wigan"),
}


@pytest.fixture
def play(bilingual: Play) -> Play:
    """A bot that speaks Polish beside English."""
    return bilingual


async def _comes_to(play: Play, words: tuple[str, ...]) -> Message:
    for word in words:
        await play.says(word)
    return play.world.last(GRACE)


async def _chooses(play: Play, label: str) -> Message:
    """Choose a language where the languages stand: what that message shows then."""
    chosen = play.world.last(GRACE).id
    await play.taps(label)
    return next(message for message in play.written() if message.id == chosen)


@pytest.mark.parametrize("step", STEPS)
async def test_another_language_redraws_the_present_step_in_the_same_message(play: Play, step: str) -> None:
    words, said = STEPS[step]
    await play.joins()
    before = await _comes_to(play, words)
    place, due = play.rows("SELECT place FROM people"), play.rows(DUE)
    await play.says("/language")
    asked = play.world.last(GRACE).id
    shown = await _chooses(play, "Polski") if step not in {"the menu", "the town"} else await polish(play)

    assert any(said in message.text for message in play.written()[-3:])
    if step not in {"the menu", "the town"}:  # these bring the keys of the menu, so they are new messages
        assert said in shown.text
        assert shown.id == asked
        assert len(before.labels) == len(shown.labels)
    assert (place, due) == (play.rows("SELECT place FROM people"), play.rows(DUE)), "nothing is lost"
    assert [("pl",)] == play.rows(LANGUAGE)


@pytest.mark.parametrize("page", PAGES)
async def test_in_the_guide_the_page_itself_is_redrawn_and_nothing_tells_of_it(play: Play, page: str) -> None:
    words, said = PAGES[page]
    await play.joins()
    place = play.rows("SELECT place, active_at FROM people")
    before = await _comes_to(play, words)
    await play.taps("Language")
    shown = await _chooses(play, "Polski")

    assert said in shown.text
    assert before.id == shown.id
    assert len(before.labels) == len(shown.labels)
    assert place == play.rows("SELECT place, active_at FROM people")
    assert [] == play.rows("SELECT * FROM replies")
    assert not any("1cd" in row for (row,) in play.rows("SELECT shows FROM handled"))


async def test_the_new_language_says_that_it_is_a_draft_and_how_to_come_back(play: Play) -> None:
    await play.joins()
    told = await polish(play)

    assert "To tłumaczenie jest szkicem" in told.text
    assert "napisz English albo /language" in told.text
    keys = [str(call.params) for call in play.world.calls if call.method == "sendMessage"][-1]
    assert all(label in keys for label in ("Czytaj", "Ćwicz", "Coś mnie niepokoi", "Szukaj"))
    back = await play.says("English")
    assert [(None,)] == play.rows(LANGUAGE)
    assert any("Say So speaks English with you now." == message.text for message in play.written()[-3:])
    assert "Talking over" in back.text
    assert NOTE not in back.text


async def test_the_pinned_numbers_are_in_the_language_too(play: Play) -> None:
    await play.joins()
    pinned = play.rows("SELECT pinned_message FROM people")[0][0]
    await polish(play)

    assert "Przydatne numery: Wigan" in next(one for one in play.written() if one.id == pinned).text


async def test_before_joining_nothing_is_kept_and_the_language_goes_along(play: Play) -> None:
    await play.starts()
    welcome = await play.says("/language")
    await play.taps("Polski")
    shown = next(message for message in play.written() if message.id == welcome.id)

    assert "Na początek: z kim pracujesz?" in shown.text
    assert [] == play.rows("SELECT * FROM people")
    play.world.tap(GRACE, shown, "Coś mnie niepokoi")
    await play.settled()
    guide = next(message for message in play.written() if message.id == welcome.id)
    assert "Niebezpieczeństwo? 999. O co chodzi?" in guide.text
    play.world.tap(GRACE, guide, "Wszystkie numery")
    await play.settled()
    assert "Przydatne numery" in play.written()[-2].text + play.written()[-1].text
    assert [] == play.rows("SELECT * FROM people")


async def test_whoever_joins_in_polish_goes_on_in_polish(play: Play) -> None:
    await play.starts()
    welcome = await play.taps("Language")
    shown = await _chooses(play, "Polski")
    assert welcome.id == shown.id
    play.world.tap(GRACE, shown, "Dorośli")
    await play.settled()
    assert [("pl",)] == play.rows(LANGUAGE)
    play.world.tap(GRACE, next(one for one in play.written() if one.id == shown.id), "W dzień")
    await play.settled()

    assert "W jakim mieście mieszka" in play.world.last(GRACE).text
    assert "Szkic:" in (await play.says("wigan")).text


@pytest.mark.parametrize(
    "data",
    [
        "1Is:xx",
        "1Is:PL",
        "1IS:xx:1co",
        "1IS:pl:1F",  # deletes everything
        "1IS:pl:1sP.children",
        "1IS:pl:1Ic.pl.1co",
        "1Ic:pl:1Is.pl",
        "1Io:xx",
    ],
)
async def test_an_unknown_or_forged_language_is_refused(play: Play, data: str) -> None:
    await play.joins()
    play.world.tap_data(GRACE, play.world.last(GRACE).id, data)
    await play.settled()

    assert [("adults", None)] == play.rows("SELECT pack, language FROM people")
    assert "moved" in play.world.last(GRACE).text


async def test_a_carried_language_that_is_not_offered_is_english(play: Play) -> None:
    await play.starts()
    play.world.tap_data(GRACE, play.world.last(GRACE).id, "1Ic:xx:1co")
    await play.settled()

    assert "Danger? 999." in play.world.last(GRACE).text


async def test_where_only_english_is_spoken_it_says_so_and_nothing_changes(tmp_path: Path) -> None:
    async with playing(tmp_path) as play:
        await play.joins()
        assert "Language" not in (await play.says("/settings")).labels
        assert "Language" not in (await play.says("/concern")).labels
        assert "Say So speaks English only so far." == (await play.says("/language")).text
        assert "Say So speaks English only so far." == (await play.says("polski")).text
        assert [(None,)] == play.rows(LANGUAGE)


async def test_a_language_that_is_taken_out_again_is_english(play: Play) -> None:
    await play.joins()
    await polish(play)
    play.sayso.desk.languages = ("en",)

    assert "Settings" == (await play.says("/settings")).text.splitlines()[0]


async def test_the_language_survives_a_restart_and_is_hers_alone(play: Play) -> None:
    await play.joins()
    await play.joins(ASHA)
    await polish(play)
    await play.restart()

    assert (await play.says("/settings")).text.startswith("Ustawienia")
    assert (await play.says("/settings", ASHA)).text.startswith("Settings")


async def test_it_stands_in_her_data_and_goes_when_she_is_forgotten(play: Play) -> None:
    await play.joins()
    await polish(play)
    shown = await play.says("/mydata")
    assert "Co o Tobie mamy" in shown.text
    assert shown.file is not None
    found = play.world.files.content(shown.file.path)
    assert found is not None
    people = next(part for part in json.loads(found[1])["tables"] if part["table"] == "people")
    assert "pl" == people["rows"][0]["values"]["language"]
    assert "Polski" == people["rows"][0]["in_words"]["language"]

    await play.says("/forget")
    told = await play.says("tak, usuń wszystko")
    assert "Nic już o Tobie nie mamy." in told.text
    assert [] == play.rows("SELECT * FROM people")
    assert "To begin: who do you work with?" in (await play.says("/start")).text


async def test_telegram_is_told_the_commands_in_each_language_that_is_offered(play: Play) -> None:
    await play.world.until(lambda: "pl" in play.world.profile.descriptions, PATIENCE_SECONDS)
    told = play.world.profile.commands

    assert [("language", "Another language"), ("language", "Inny język")] == [
        (commands[-1].command, commands[-1].description) for commands in told.values()
    ]
    assert {"", "pl"} == {language for _, language in told}
    assert "Niebezpieczeństwo teraz?" in play.world.profile.descriptions["pl"]


async def test_the_own_copy_is_the_same_in_english_for_everybody(play: Play) -> None:
    """Papers are in English so far, and Telegram keeps one copy for all: no part of it may be in another."""
    await play.joins()
    english = await _own_copy(play)
    await polish(play)
    translated = await _own_copy(play)

    assert "Twój własny egzemplarz" in translated.text
    assert english.paper is not None
    assert translated.paper is not None
    assert english.paper.key == translated.paper.key, "the key has a mark of what is printed of the numbers"


async def _own_copy(play: Play) -> Screen:
    grace = play.world.person(GRACE).id
    async with play.sayso.store.reading() as transaction:
        return await play.sayso.desk.screen(transaction, grace, OwnCopy(Print.NORMAL))
