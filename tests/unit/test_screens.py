import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.callback_data import pack, parse
from bot.learning.dealing import option_order
from bot.learning.rehearsing import place
from bot.routes import Print, Shift, Weekday
from bot.screens import (
    commands,
    common,
    concern,
    home,
    joining,
    numbers,
    papers,
    practising,
    preview,
    reading,
    rehearsing,
    settings,
)
from bot.screens.screen import Paper, Screen, bold, italic, line, lines, paragraphs, plain, quote
from content.ring import Subject
from tests.unit import samples
from tests.unit.fewer import FEW, MANY
from tests.unit.telegram_html import RefusedError, characters, read

SUBJECTS = st.sampled_from(Subject)
WHEN = st.sampled_from([samples.NOON, None])
NUMBERS = st.integers(1, 2**53)


@st.composite
def answered(draw: st.DrawFn, show: Callable[..., Screen]) -> Screen:
    """A card or what follows its answer, for any content and person."""
    card = draw(samples.cards())
    order = option_order(draw(NUMBERS), card)
    return show(card, order, draw(NUMBERS), draw)


def _card(card: Any, order: list[str], showing: int, draw: st.DrawFn) -> Screen:  # noqa: ANN401 - see `answered`
    chosen = draw(st.sampled_from([*order, None, "gone"]))
    return practising.card(card, order, showing, chosen, draft=draw(st.booleans()))


def _guidance(card: Any, order: list[str], showing: int, draw: st.DrawFn) -> Screen:  # noqa: ANN401 - likewise
    tell = numbers.tell(draw(samples.LINES), draw(SUBJECTS))
    return practising.guidance(card, order, showing, draw(st.sampled_from(card.options)), tell)


def _more(card: Any, order: list[str], showing: int, draw: st.DrawFn) -> Screen:  # noqa: ANN401 - likewise
    behind = draw(st.one_of(st.none(), samples.excerpts()))
    return practising.more(card, order, showing, draw(st.sampled_from(order)), behind)


REHEARSALS = st.sampled_from(
    [one for pack in samples.LIBRARY.packs.values() for one in pack.rehearsals.values()]
)
PAPER = Paper("book", "say-so.pdf", bytes)


@st.composite
def stepped(draw: st.DrawFn) -> Screen:
    """Any step of any rehearsal."""
    rehearsal = draw(REHEARSALS)
    return preview.step(rehearsal, draw(st.sampled_from(list(rehearsal.nodes.values()))))


@st.composite
def talked(draw: st.DrawFn) -> Screen:
    """Any step of any rehearsal, as somebody rehearses it."""
    rehearsal = draw(REHEARSALS)
    path, here = "", place(rehearsal, "")
    for _step in range(draw(st.integers(0, 9))):
        if here is None or not here.choices:
            break
        path += draw(st.sampled_from(here.choices)).key
        here = place(rehearsal, path)
    assert here is not None
    run = draw(NUMBERS)
    if here.node.ending is None:
        shown = {"draft": draw(st.booleans()), "recap": draw(st.booleans())}
        return rehearsing.step(rehearsal, here, run, len(path), **shown)
    tell = numbers.tell(draw(samples.LINES), draw(SUBJECTS))
    return rehearsing.ending(rehearsal, here, here.node.ending, run, len(path), tell)


@st.composite
def optioned(draw: st.DrawFn) -> Screen:
    """Any option of any card, as an owner sees it."""
    card = draw(samples.cards())
    tell = numbers.tell(draw(samples.LINES), draw(SUBJECTS))
    return preview.option(card, draw(st.sampled_from(card.options)), tell)


CHOSEN = st.builds(
    settings.Chosen,
    pack=samples.packs(),
    area=st.one_of(st.none(), samples.texts(40)),
    shift=st.sampled_from(Shift),
    day=st.sampled_from(Weekday),
    minutes=st.integers(0, 1439),
    next_due=WHEN,
)
LONDON = st.just(samples.LONDON)
SCREENS: dict[str, st.SearchStrategy[Screen]] = {
    "card": answered(_card),
    "guidance": answered(_guidance),
    "more": answered(_more),
    "nothing signed": st.builds(home.nothing_signed_yet),
    "nudge": st.builds(practising.nudge, st.just(date(2026, 11, 25)), st.integers(0, 100)),
    "excerpt": st.builds(reading.excerpt, samples.excerpts(), st.just("what-not-to-do"), draft=st.booleans()),
    "contents": st.builds(reading.contents, st.lists(samples.excerpts(), max_size=14), st.integers(0, 2**53)),
    "home": st.builds(home.home, WHEN, LONDON),
    "help": st.builds(home.help_screen),
    "privacy": st.builds(home.privacy, samples.texts(200)),
    "ask forget": st.builds(home.ask_forget),
    "forgotten": st.builds(home.forgotten),
    "not understood": st.builds(home.not_understood, joined=st.booleans()),
    "not readable": st.builds(home.not_readable),
    "moved": st.builds(home.moved, joined=st.booleans()),
    "trouble": st.builds(home.trouble),
    "welcome": st.builds(joining.welcome, st.lists(samples.packs(), min_size=1, max_size=2)),
    "choose shift": st.builds(joining.choose_shift, samples.packs()),
    "ask town": st.builds(joining.ask_town),
    "choose area": st.builds(joining.choose_area, st.lists(samples.areas(), min_size=1, max_size=2)),
    "town not found": st.builds(joining.town_not_found),
    "outside England": st.builds(joining.outside_england, samples.texts(40)),
    "numbers": st.builds(numbers.numbers, samples.LINES, own=st.booleans()),
    "type a town": st.builds(numbers.type_town),
    "whose numbers": st.builds(numbers.which, st.lists(samples.areas(), min_size=1, max_size=2)),
    "concern": st.builds(concern.concern, samples.guides(), samples.LINES),
    "door": st.builds(concern.door, samples.doors(), samples.LINES, SUBJECTS),
    "settings": st.builds(settings.settings, CHOSEN, LONDON),
    "ask day": st.builds(settings.ask_day),
    "ask hour": st.builds(settings.ask_hour, st.sampled_from(Weekday)),
    "ask shift": st.builds(settings.ask_shift),
    "ask pack": st.builds(settings.ask_pack, st.lists(samples.packs(), max_size=2)),
    "talks": st.builds(
        rehearsing.choose,
        st.lists(REHEARSALS, max_size=14),
        st.integers(0, 2**53),
        st.one_of(st.none(), st.tuples(NUMBERS, st.just("A talk"))),
    ),
    "step of a talk": talked(),
    "ending of a talk": talked(),
    "old step of a talk": st.builds(rehearsing.old_step, NUMBERS, st.integers(0, 20)),
    "talk taken out": st.builds(rehearsing.withdrawn),
    "own copy": st.builds(papers.own_copy, samples.packs(), st.sampled_from(Print), st.just(PAPER)),
    "hand-out": st.builds(papers.hand_out, samples.cards(), st.just(PAPER)),
    "preview": st.builds(preview.how_to),
    "preview of an excerpt": st.builds(preview.excerpt, samples.excerpts()),
    "preview of a card": st.builds(preview.card, samples.cards()),
    "preview of an option": optioned(),
    "preview of a rehearsal": st.builds(preview.rehearsal, REHEARSALS),
    "preview of a step": stepped(),
}


def check(screen: Screen) -> None:
    """Telegram takes this screen, and each of its buttons leads somewhere."""
    shown = read(screen.text)
    assert screen.paper is None or len(shown) <= 1024, "what stands under a file is shorter than a message"
    assert all(1 <= len(row) <= 8 for row in screen.rows)
    assert len(screen.buttons) <= 100
    for button in screen.buttons:
        assert 1 <= len(button.label) <= 60, button.label
        assert button.to == parse(pack(button.to))
    assert not (screen.menu and screen.rows), "a message has one keyboard"


@pytest.mark.parametrize("screen", SCREENS)
def test_telegram_takes_a_screen_whatever_text_is_in_it(screen: str) -> None:
    @FEW
    @given(SCREENS[screen])
    def is_taken(made: Screen) -> None:
        check(made)

    is_taken()


def test_every_function_that_makes_a_screen_is_tried_above() -> None:
    modules = (concern, home, joining, numbers, papers, practising, preview, reading, rehearsing, settings)
    made = [
        name
        for module in modules
        for name, value in vars(module).items()
        if getattr(value, "__annotations__", {}).get("return") == "Screen"
        and value.__module__ == module.__name__
    ]

    assert len(SCREENS) == len(made)


@MANY
@given(samples.texts(300))
def test_a_text_is_shown_as_it_is_in_every_dress(text: str) -> None:
    """Only signs that cannot be seen are left out, and whatever parts two words still parts them."""
    words = text.split()
    shown = [dress(f"a {text}") for dress in (plain, bold, italic, quote)]

    for markup in shown:
        seen = read(markup)
        assert ["a", *filter(None, map(_visible, words))] == seen.split()


def _visible(word: str) -> str:
    return "".join(sign for sign in word if sign.isprintable() or sign == "\u200d")


def test_the_joiner_inside_an_emoji_stays() -> None:
    family = "\U0001f469\u200d\U0001f467"

    assert family == plain(family)


def test_a_space_that_does_not_break_still_parts_two_words() -> None:
    assert "10 am" == plain("10\u00a0am")


def test_parts_that_are_empty_leave_no_gap() -> None:
    nothing = plain("")

    assert "a b" == line(plain("a"), nothing, plain("b"))
    assert "a\nb" == lines(plain("a"), nothing, plain("b"))
    assert "a\n\nb" == paragraphs(plain("a"), nothing, plain("b"))


BARE = ("a < b", "a > b", "a & b", "&quot;", "&#39;", "&nbsp;")
UNBALANCED = ("<b>a", "a</b>", "<b><i>a</b></i>", "<u>a</u>", "<b class='x'>a</b>", "<br>")
LINKS = (
    "<a>a</a>",
    '<a href="javascript:x">a</a>',
    '<a href="https://a.uk?b&c">a</a>',
    '<a href="https://a.uk">a',
)
UNSENDABLE = ("", " \n", "<b></b>", "\ud800", "a\x00", "a\r", "a" * 4097)


@pytest.mark.parametrize("markup", [*BARE, *UNBALANCED, *LINKS, *UNSENDABLE])
def test_the_reader_of_these_tests_refuses_what_telegram_refuses(markup: str) -> None:
    with pytest.raises(RefusedError):
        read(markup)


def test_the_reader_of_these_tests_takes_what_is_right() -> None:
    assert "a <b> & c" == read("a <b>&lt;b&gt;</b> <i>&amp;</i> c")
    assert "aa" == read("<blockquote>a<b>a</b></blockquote>")
    assert "page" == read('<a href="https://a.uk/?b=1&amp;c=&quot;">page</a>')


def test_the_menu_has_the_four_keys_that_other_programs_look_for() -> None:
    made = common.menu()

    assert (("Read", "Practise"), ("Raise a concern", "Look up")) == made.rows
    assert 1 <= len(made.placeholder) <= 64


def test_the_profile_fits_into_what_telegram_allows() -> None:
    assert characters(commands.short_description()) <= 120
    assert characters(commands.description()) <= 512
    for name, text in commands.menu_commands():
        assert re.fullmatch(r"[a-z]{1,32}", name)
        assert 1 <= characters(text) <= 256
