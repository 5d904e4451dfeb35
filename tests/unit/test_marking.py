"""What is not translated is in English, and says so; no sentence is in two languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from bot.callback_data import ContentId
from bot.handlers.language import wanted_language
from bot.handlers.rendering import in_language
from bot.routes import Home, Languages, Settings, Speak
from bot.screens import practising, reading
from bot.screens.marking import MARK, marked
from bot.screens.screen import Button, Screen, bold, italic, line, paragraphs, plain
from bot.words import BEGINS, ENDS, IS_MISSING, _, english, in_every_language, offered, shipped, speaking
from tests.languages import ARABIC, with_language
from tests.unit.samples import CARDS, EXCERPTS
from tests.unit.telegram_html import read

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTE = "“EN:” and English buttons: this is not translated yet."
WHOLE = "This page is not translated yet."


@pytest.fixture(scope="module", autouse=True)
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A language in which next to nothing is said."""
    with with_language(tmp_path_factory.mktemp("arabic"), "ar", ARABIC):
        yield


def shown(make: Screen, language: str) -> str:
    with speaking(language) as heard:
        return read(marked(make, heard).text)


async def test_a_sentence_without_a_translation_is_marked_once_and_the_end_says_why() -> None:
    async def make() -> Screen:
        return Screen(paragraphs(bold(_("Settings")), plain(_("Nobody joined.")), plain(_("All is well."))))

    screen = await in_language("ar", make)

    assert f"الإعدادات\n\nEN: Nobody joined.\n\nAll is well.\n\n{NOTE}" == read(screen.text)


async def test_a_screen_of_which_nothing_is_translated_stays_as_it_is_with_one_line() -> None:
    async def make() -> Screen:
        return Screen(paragraphs(bold(_("Nobody joined.")), plain(_("All is well."))))

    assert f"Nobody joined.\n\nAll is well.\n\n{WHOLE}" == read((await in_language("ar", make)).text)


async def test_a_sentence_is_never_put_together_from_two_languages() -> None:
    """Then the whole screen is in English, and a translated piece is not in it."""

    async def outside() -> Screen:
        return Screen(plain(_("Nothing about {what}.").format(what=_("Settings"))))

    async def inside() -> Screen:
        return Screen(line(plain(_("Settings")), plain(_("In danger now? Ring 999.").format(x=_("Nothing")))))

    assert f"Nothing about Settings.\n\n{WHOLE}" == read((await in_language("ar", outside)).text)
    assert f"Settings In danger now? Ring 999.\n\n{WHOLE}" == read((await in_language("ar", inside)).text)


async def test_english_that_holds_other_english_is_marked_once() -> None:
    async def make() -> Screen:
        day = _("{day} {month}").format(day=25, month=_("November"))
        return Screen(paragraphs(plain(_("Settings")), plain(_("Next card: {moment}.").format(moment=day))))

    assert f"الإعدادات\n\nEN: Next card: 25 November.\n\n{NOTE}" == read((await in_language("ar", make)).text)


async def test_labels_carry_no_mark_but_the_screen_says_so_once() -> None:
    async def make() -> Screen:
        rows = ((Button(_("Settings"), Settings()), Button(_("Somewhere"), Home(), typed=(_("there"),))),)
        return Screen(plain(_("Settings")), rows)

    screen = await in_language("ar", make)

    assert ["الإعدادات", "Somewhere"] == [button.label for button in screen.buttons]
    assert ("there",) == screen.buttons[1].typed
    assert f"الإعدادات\n\n{NOTE}" == read(screen.text)


def test_a_card_is_marked_once_and_its_frame_is_translated() -> None:
    with speaking("pl") as heard:
        card = practising.card(CARDS[0], [one.key for one in CARDS[0].options], 1, None, draft=True)
        text = read(marked(card, heard).text)

    assert text.startswith(f"{MARK}{CARDS[0].title}")
    assert 1 == text.count(MARK)
    assert text.endswith("„EN:” i angielskie przyciski: jeszcze bez tłumaczenia.")


def test_english_that_follows_words_of_the_reader_is_marked_again() -> None:
    with speaking("pl") as heard:
        text = read(marked(reading.excerpt(EXCERPTS[0], None, draft=False), heard).text)

    assert f"Spróbuj tego: {MARK}{EXCERPTS[0].to_try}" in text
    assert text.startswith(f"{MARK}{EXCERPTS[0].title}")


@pytest.mark.parametrize("language", ["en", "xx"])
def test_for_who_reads_english_nothing_is_marked(language: str) -> None:
    with speaking(language) as heard:
        screen = Screen(paragraphs(plain(english("A story.")), plain(_("Settings"))))

        assert screen == marked(screen, heard)
    assert "A story.\n\nSettings" == read(screen.text)


@pytest.mark.parametrize("sign", [BEGINS, ENDS, IS_MISSING])
def test_a_sign_in_somebodys_text_is_never_sent(sign: str) -> None:
    for language in shipped():
        with speaking(language) as heard:
            name = plain(f"Rowan {sign} House")
            text = marked(Screen(paragraphs(name, plain(english("A story.")))), heard).text
        assert not set(text) & {BEGINS, ENDS, IS_MISSING}


def test_a_mark_stands_inside_of_what_it_marks() -> None:
    """So that a spoiler or a quotation goes on covering all of it."""
    with speaking("pl") as heard:
        story = paragraphs(italic(english("One.")), bold(english("Two.")))
        text = marked(Screen(paragraphs(story, plain(_("Settings")))), heard).text

    assert text.startswith("<i>EN: One.</i>\n\n<b>Two.</b>")


def test_what_is_offered_is_there_and_english_stands_first() -> None:
    assert ("en", "pl") == offered(("pl", "xx", "en", "pl"))
    assert ("en",) == offered(())


def test_a_language_is_known_by_its_own_name_and_by_words_in_any() -> None:
    assert Speak(ContentId("ar")) == wanted_language("العربية")
    assert Speak(ContentId("pl")) == wanted_language("Polski!")
    assert Languages() == wanted_language("język")
    assert None is wanted_language("a wet pad")


def test_in_every_language_says_it_in_each() -> None:
    assert ["Settings", "الإعدادات", "Ustawienia"] == in_every_language(lambda: str(_("Settings")))
