"""Every language that is shipped is complete, keeps what must be kept, and fits where English fits."""

from __future__ import annotations

import gettext
import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
import yaml
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.learning.dealing import option_order
from bot.routes import Degree
from bot.screens import language as screens
from bot.screens import practising, reading
from bot.screens.common import menu_labels
from bot.screens.confidence import ready, sure
from bot.screens.marking import marked
from bot.screens.practising import wordings
from bot.screens.typed import normal
from bot.words import BEGINS, ENDS, IS_MISSING, LOCALE, in_every_language, is_draft, mark, shipped, speaking
from content.ring import Subject
from tests.catalogues import TEMPLATE, catalogues, compiled, language_of, read, renewed
from tests.unit.fewer import FEW
from tests.unit.samples import CARDS, EXCERPTS
from tests.unit.screening import check
from tests.unit.telegram_html import read as read_text
from tests.unit.test_screens import SCREENS
from tests.unit.test_shipped_screens import CARD, EXCERPT, GUIDANCE, OPTIONS, longest_tell, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from babel.messages.catalog import Message

    from bot.screens.screen import Screen

# Sentences that may wait for a translation, by language. Until then they are shown in English and marked. Empty:
# each language that is shipped is complete.
MAY_WAIT: dict[str, frozenset[str]] = {}
SIGNS = {BEGINS, ENDS, IS_MISSING}
PLACES = re.compile(r"\{\w+\}")
# What is the same in every language: commands, telephone numbers and other figures, and marks of Telegram's HTML.
KEPT = re.compile(r"(?<!\w)/[a-z]+|\d+|<[^>]*>|https?://\S+")
ALL = pytest.mark.parametrize("path", catalogues(), ids=language_of)
POLISH = LOCALE / "pl" / "LC_MESSAGES" / "sayso.po"


def forms(message: Message) -> list[tuple[str, str]]:
    """Each form of a translation with the English that it stands for."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string or ""))]
    one, many = message.id
    first, *others = list(message.string or ("",))
    # In many languages the first form stands for other numbers than one as well, and then it has to name them.
    english = one if sorted(PLACES.findall(first)) == sorted(PLACES.findall(one)) else many
    return [(english, first), *((many, other) for other in others)]


def sentences(path: Path) -> list[Message]:
    return [message for message in read(path) if message.id]


@ALL
def test_no_sentence_is_missing_extra_or_stale(path: Path) -> None:
    catalogue, wanted = read(path), {message.id for message in sentences(TEMPLATE)}
    there = {message.id: message for message in sentences(path)}

    assert set() == wanted - there.keys(), "missing: run `make words`, then translate them"
    assert set() == there.keys() - wanted, "nobody says these any more: run `make words`"
    assert {} == catalogue.obsolete
    assert [] == [message.id for message in there.values() if message.fuzzy]
    waits = {str(message.id) for message in there.values() if not all(said for _, said in forms(message))}
    assert MAY_WAIT.get(language_of(path), frozenset()) == waits


@ALL
def test_every_place_command_and_figure_is_kept(path: Path) -> None:
    for message in sentences(path):
        for english, said in forms(message):
            assert sorted(PLACES.findall(english)) == sorted(PLACES.findall(said)), english
            assert sorted(KEPT.findall(english)) == sorted(KEPT.findall(said)), english


@ALL
def test_what_is_put_together_with_others_keeps_its_spaces(path: Path) -> None:
    for message in sentences(path):
        for english, said in forms(message):
            assert english[:1].isspace() == said[:1].isspace(), english
            assert english[-1:].isspace() == said[-1:].isspace(), english


@ALL
def test_a_label_that_a_sentence_names_is_named_as_it_stands(path: Path) -> None:
    there = {
        str(message.id).casefold(): str(message.string).casefold()
        for message in sentences(path)
        if isinstance(message.id, str)
    }
    named = [
        (label, sentence)
        for sentence in there
        for label in re.findall("(?:“|type |tap )([^”“,.:]+)(?:”|,|\\.)", sentence)
        if label in there and label not in {sentence, "start"}  # START is Telegram’s own
    ]

    assert len(named) > 5
    assert [] == [one for one in named if there[one[0]] not in there[one[1]]]


@ALL
def test_plural_forms_are_those_of_cldr(path: Path) -> None:
    """Each number has the form that Unicode's rules give it, and no form stands for two kinds of numbers."""
    rule = gettext.c2py(read(path).plural_expr)  # as the bot reads it
    cldr = Locale(language_of(path)).plural_form
    kinds = {(rule(number), cldr(number)) for number in range(2000)}

    assert len({form for form, _ in kinds}) == len({kind for _, kind in kinds}) == len(kinds)
    assert read(path).num_plurals == len(kinds)
    for message in sentences(path):
        assert isinstance(message.id, str) or len(forms(message)) == len(kinds), message.id


@ALL
def test_the_bot_reads_what_is_written(path: Path) -> None:
    """The compiled file says the same as the one that people write."""
    written = gettext.GNUTranslations(BytesIO(compiled(path)))
    shipped_file = gettext.GNUTranslations(BytesIO(path.with_suffix(".mo").read_bytes()))

    assert vars(written)["_catalog"] == vars(shipped_file)["_catalog"]


@ALL
def test_the_catalogue_stands_in_the_order_in_which_make_words_writes_it(path: Path) -> None:
    assert renewed(path) == path.read_text(encoding="utf-8")


def test_a_fault_of_each_kind_is_found(tmp_path: Path) -> None:
    """The checks above fail on a sentence that is missing, extra, guessed, or lost its place."""
    folder = tmp_path / "pl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    broken = folder / "sayso.po"
    text = POLISH.read_text(encoding="utf-8")
    first = 'msgid "Menu"\nmsgstr "Menu"\n'
    assert first in text
    faults = {
        test_no_sentence_is_missing_extra_or_stale: [
            text.replace(first, ""),
            text.replace(first, 'msgid "Menu"\nmsgstr ""\n'),
            text.replace(first, f"#, fuzzy\n{first}"),
            f'{text}\nmsgid "Nobody says this."\nmsgstr "Nikt tego nie mówi."\n',
            f'{text}\n#~ msgid "Once"\n#~ msgstr "Raz"\n',
        ],
        test_every_place_command_and_figure_is_kept: [
            text.replace("{number} karty", "karty"),
            text.replace("pod 999.", "pod 112."),
            text.replace("English albo /language", "English albo /jezyk"),
        ],
        test_plural_forms_are_those_of_cldr: [text.replace("n==1 ? 0", "n<2 ? 0")],
    }

    for finds, texts in faults.items():
        for broken_text in texts:
            assert broken_text != text
            broken.write_text(broken_text, encoding="utf-8")
            with pytest.raises(AssertionError):
                finds(broken)


@pytest.mark.parametrize("language", shipped())
def test_the_message_of_the_card_is_short_and_has_no_numbers_in_any_language(language: str) -> None:
    with speaking(language):
        said = wordings()

    assert len(said) == len(set(said))
    for wording in said:
        assert 20 <= len(wording) <= 80, wording
        assert not re.search(r"\d", wording)


@pytest.mark.parametrize("language", shipped())
def test_answers_and_keys_can_be_told_apart_in_any_language(language: str) -> None:
    with speaking(language):
        for labels in (menu_labels(), [ready(one) for one in Degree], [sure(one) for one in Degree]):
            assert len(labels) == len({normal(label) for label in labels})


def test_every_language_has_a_name_and_words_of_its_own() -> None:
    names = [screens.own_name(language) for language in shipped()]
    asked = in_every_language(screens.words_for_speaking)

    assert ["English", "Polski"] == names
    assert len(names) == len(set(names))
    assert all(normal(name) in map(normal, words) for name, words in zip(names, asked, strict=True))


@pytest.mark.parametrize("language", shipped()[1:])
def test_a_translation_is_a_draft_until_two_have_signed_it_as_it_is_now(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / language / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "sayso.po").write_bytes((LOCALE / language / "LC_MESSAGES" / "sayso.po").read_bytes())
    monkeypatch.setattr("bot.words.LOCALE", tmp_path)
    both = {"native_checker": "a translator, 2026-11-30", "safeguarding_lead": "lead, 2026-12-01"}

    def draft(**signed: str) -> bool:
        said = {"native_checker": "", "safeguarding_lead": "", "of": mark(language), **signed}
        (tmp_path / language / "signed.yaml").write_text(yaml.safe_dump(said), encoding="utf-8")
        is_draft.cache_clear()
        return is_draft(language)

    assert draft()
    assert draft(native_checker="a translator, 2026-11-30")
    assert not draft(**both)
    assert draft(**both, of="of another text")
    is_draft.cache_clear()


@pytest.mark.parametrize("language", shipped()[1:])
@pytest.mark.parametrize("screen", SCREENS)
def test_telegram_takes_every_screen_in_any_language(screen: str, language: str) -> None:
    """With its marks, and none of it is left in two languages or with a sign that is ours."""

    @settings(FEW, max_examples=3)
    @given(st.data())
    def is_taken(data: st.DataObject) -> None:
        with speaking(language) as heard:
            made = data.draw(SCREENS[screen])
            shown = marked(made, heard)
        assert not heard.mixed
        assert not set(f"{shown.text}{shown.menu}{[button.label for button in shown.buttons]}") & SIGNS
        check(shown)

    is_taken()


@pytest.mark.parametrize("language", shipped()[1:])
def test_what_is_shipped_fits_one_screen_in_any_language(language: str) -> None:
    """A translation has a line more, and other languages need more letters: a sixth more is one screen still."""
    tells = {subject: longest_tell(subject) for subject in Subject}
    with speaking(language) as heard:

        def longest(screens: Iterable[Screen]) -> int:
            return max(len(read_text(marked(screen, heard).text)) for screen in screens)

        cards = (practising.card(card, option_order(1, card), 1, None, draft=True) for card in CARDS)
        pages = (reading.excerpt(page, page.id, draft=True) for page in EXCERPTS)
        guided = (
            practising.guidance(card, option_order(1, card), 1, option, tells[subject_of(card)])
            for card, option in OPTIONS
        )
        assert longest(cards) <= CARD
        assert longest(pages) <= EXCERPT * 7 / 6
        assert longest(guided) <= GUIDANCE * 7 / 6


def test_english_is_no_draft() -> None:
    assert not is_draft("en")
