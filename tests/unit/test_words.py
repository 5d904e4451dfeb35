"""Every sentence that people see: discreet where others may read it, plain, and collected for translators."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyphen  # type: ignore[import-untyped]  # it carries no types

from bot.learning.rehearsing import Place
from bot.learning.schedule import WORDINGS
from bot.screens import guide, later, practising, rehearsing, rights, settings
from bot.screens.common import not_a_report
from bot.screens.screen import Screen
from bot.words import _, _n, speaking
from content.models import Rating
from tests.unit.samples import CARDS, LIBRARY, LONDON, NOON
from tests.unit.telegram_html import read
from tests.unit.test_shipped_screens import OPTIONS

ROOT = Path(__file__).parents[2]
GRADE = 7.0  # of Flesch and Kincaid
SHORT = 8  # a grade means nothing for fewer words than these
# What would tell somebody who looks over a shoulder what this chat is about, and whose it is.
TELLING = frozenset(
    re.findall(
        r"[a-z]+",
        """
        abuse abused accuse allegation assault attack bully bullying care carer colleague complain complaint
        concern council danger disclose emergency harm hurt inspector investigate manager neglect patient police
        poor practice protect report resident restrain risk safe safeguarding sayso scenario secret speak steal
        theft victim violence vulnerable whistle whistleblow witness wrong
        """,
    )
)
SHAMING = re.compile(
    r"\b(wrong|incorrect|fail(ed|ure)?|mistaken|stupid|bad answer|you should have|shame|try harder|score)\b",
    re.IGNORECASE,
)
_HYPHENS = pyphen.Pyphen(lang="en_GB")


def sentences() -> Iterator[tuple[str, str]]:
    """Every sentence that goes through gettext, and the module that it stands in."""
    for path in sorted((ROOT / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "_n"}:
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value, path.stem


SENTENCES = sorted(set(sentences()))


def grade(sentence: str) -> float:
    """The school year in which a sentence can be read, by Flesch and Kincaid."""
    words = re.findall(r"[A-Za-z’']+", sentence)
    parts = len(re.findall(r"[.!?:]+(?:\s|$)", sentence)) or 1
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / parts + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    """By hyphenation, which never parts a single letter off, or by groups of vowels, whichever are more."""
    spoken = re.sub(r"(?<=[^aeiouyl])e$|(?<=[^aeiouylcsxz])es$", "", word.casefold())
    by_vowels = re.findall(r"[aeiouy]+", spoken)
    by_hyphens: list[int] = _HYPHENS.positions(word)
    return max(1, len(by_vowels), len(by_hyphens) + 1)


LONG = [(text, module) for text, module in SENTENCES if len(re.findall(r"[A-Za-z’']+", text)) > SHORT]


def test_the_grade_tells_plain_from_hard() -> None:
    assert grade("Is someone in danger now? Ring the police on this number.") < GRADE
    assert (
        grade("Notification obligations notwithstanding, practitioners must escalate organisational issues.")
        > 12
    )


def test_each_sentence_is_plain() -> None:
    """One test for all: a test for each would take longer to count than to run."""
    hard = [f"{module}: {text}" for text, module in LONG if grade(text) > GRADE]

    assert [] == hard


def pushes() -> Iterator[Screen]:
    """Every message that comes by itself, and what takes its place when it is put off."""
    day = date(2026, 11, 25)
    yield from (practising.nudge(day, wording) for wording in range(WORDINGS))
    yield settings.go_on()
    yield rights.still_there(14)
    yield rights.hidden(None)
    yield guide.reminder()
    yield later.ask_later(day)
    yield later.comes_again(day, NOON, LONDON)
    for pack in LIBRARY.packs.values():
        for rehearsal in pack.rehearsals.values():
            yield from (
                rehearsing.left_open(Place(node, frozenset()), 1) for node in rehearsal.nodes.values()
            )


def test_what_comes_by_itself_tells_nothing_on_a_lock_screen() -> None:
    """What is covered does not show there, and buttons do as soon as the chat is opened."""
    assert len(TELLING) >= 40
    for screen in pushes():
        shown = read(re.sub("<tg-spoiler>.*?</tg-spoiler>", "", screen.text, flags=re.DOTALL))
        labels = [button.label for button in screen.buttons]
        words = set(re.findall(r"[a-z]+", " ".join((shown, *labels)).casefold()))
        assert set() == words & TELLING


def test_the_wordings_of_the_card_are_short_and_have_no_numbers() -> None:
    for wording in practising.wordings():
        assert 20 <= len(wording) <= 80
        assert not re.search(r"\d", wording)


def test_there_is_one_wording_for_each_number_that_a_schedule_gives() -> None:
    assert WORDINGS == len(set(practising.wordings()))


def test_no_sentence_shames() -> None:
    """That something went wrong on our side blames nobody but us."""
    ours = "Something went wrong on our side."
    shaming = [f"{module}: {text}" for text, module in SENTENCES if SHAMING.search(text.replace(ours, ""))]

    assert [] == shaming


def test_no_guidance_calls_a_choice_wrong() -> None:
    for card, option in OPTIONS:
        shown = practising.guidance(card, [one.key for one in card.options], 1, option, not_a_report())
        assert not re.search(
            r"\bwrong!|\bincorrect\b|\byou are wrong\b|\bthat is wrong\b", read(shown.text).casefold()
        )


def test_every_rating_is_said_in_words_of_its_own() -> None:
    said = {rating: _said(rating) for rating in Rating}

    assert len(Rating) == len(set(said.values()))


def _said(rating: Rating) -> str:
    card, option = next((card, one) for card in CARDS for one in card.options if one.rating is rating)
    shown = practising.guidance(card, [one.key for one in card.options], 1, option, not_a_report())
    return read(shown.text).splitlines()[0].split(". ", maxsplit=1)[1]


def test_the_template_for_translators_holds_every_sentence(tmp_path: Path) -> None:
    """If this fails, run `make words`."""
    fresh = tmp_path / "sayso.pot"
    options = ["--no-location", "--sort-output", "--omit-header", "-k", "_", "-k", "_n:1,2"]
    collect = [
        sys.executable,
        "-m",
        "babel.messages.frontend",
        "--quiet",
        "extract",
        *options,
        "-o",
        str(fresh),
        "bot",
    ]

    subprocess.run(collect, cwd=ROOT, check=True)

    assert fresh.read_text(encoding="utf-8") == (ROOT / "bot/locale/sayso.pot").read_text(encoding="utf-8")
    assert all(option in (ROOT / "Makefile").read_text(encoding="utf-8") for option in options)


def test_nothing_is_put_together_before_it_is_translated() -> None:
    """A sentence is looked up whole: an f-string or a sum would be in no catalogue."""
    for path in sorted((ROOT / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "_n"}:
                assert all(isinstance(text, ast.Constant) for text in node.args[:1]), (
                    f"{path.name}:{node.lineno}"
                )


def test_no_sentence_is_looked_up_while_a_module_is_read() -> None:
    """The language belongs to the person who reads, and is not known yet."""
    for path in sorted((ROOT / "bot").rglob("*.py")):
        functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inside = {
            id(node) for outer in ast.walk(tree) if isinstance(outer, functions) for node in ast.walk(outer)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "_n"}:
                assert id(node) in inside, f"{path.name}:{node.lineno}"


def test_without_a_translation_english_is_spoken_in_both_numbers() -> None:
    with speaking("xx"):
        assert "Settings" == _("Settings")
        assert ["one card", "many cards"] == [_n("one card", "many cards", number) for number in (1, 2)]
